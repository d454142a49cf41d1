"""The foot of the dialog: where the files go, which former ones are there, and how far the writing is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.i18n import current, ntr, tr
from ui.deliverables.delivery import Step
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.label import ElidedLabel, Label, tip
from ui.widgets.progress import ProgressBar

_STEPS = 1000
"""Of the bar, for a whole delivery."""
_MOST_NAMED = 2


class Foot(QStackedWidget):
    """Two faces: what will be written and where, then how far it is. `changed` when the user changes the first."""

    changed = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self._place = ElidedLabel("", "small", "ink", weight=600, is_path=True, name="export_place")
        self._change = Button(
            tr("Change"), size="small", on_click=self._change_folder, name="export_change_place",
            accessible_name=tr("Change the folder"),
        )  # fmt: skip
        self._files = ElidedLabel("", "caption", "ink2", name="export_files")
        self._replaces = CheckBox("", name="export_replace")
        policy = self._replaces.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the dialog keeps its height
        self._replaces.setSizePolicy(policy)
        self._former: frozenset[str] = frozenset()
        self._replaces.toggled.connect(lambda _on: self.changed.emit())
        self._doing = ElidedLabel("", "small", "ink", weight=600, name="export_doing")
        self._share = Label("", "small", "ink2", tabular=True, name="export_share")
        self._bar = ProgressBar("export_progress")
        self._bar.setRange(0, _STEPS)
        self._file = ElidedLabel("", "caption", "ink2", name="export_file")
        self.addWidget(self._ready_face())
        self.addWidget(self._busy_face())
        self._show_folder()

    @property
    def replaces(self) -> bool:
        """Whether former files give way."""
        return self._replaces.isVisibleTo(self) and self._replaces.isChecked()

    def show_files(self, names: Sequence[str], former: Sequence[str]) -> None:
        """Which files will be written, and which of the same names there are: consent to replace is for those told."""
        self._files.setText(current().join(names))
        self._replaces.setVisible(bool(former))
        named = current().join(tr("“{name}”").format(name=name) for name in former[:_MOST_NAMED])
        more = len(former) - _MOST_NAMED
        words = (
            ntr("Replace {names} and {n} more", "Replace {names} and {n} more", more)
            if more > 0
            else tr("Replace {names}")
        )
        text = words.format(names=named, n=current().number(more))
        self._replaces.setText(text.replace("&", "&&"))
        self._replaces.setAccessibleName(text)
        tip(self._replaces, "\n".join(former))
        is_new = not self._former.issuperset(former)
        self._former = frozenset(former)
        if is_new:
            self._replaces.setChecked(False)

    def show_step(self, step: Step) -> None:
        """How far the writing is."""
        self.setCurrentIndex(1)
        words, part = current(), step.part or tr(step.format.title)
        told = tr(step.format.doing if step.part else "Writing {part}")
        number = words.number(min(step.done + 1, step.total))
        sentence = told.format(part=part, n=number, total=words.number(step.total))
        if sentence != self._doing.text():
            self._doing.setText(sentence)
            announce(self._bar, sentence)
        self._bar.show_value(round(step.share * _STEPS))
        self._share.setText(words.percent(step.share, 0))
        self._file.setText(f"{self.folder.name or self.folder}, {step.path.name}")

    def show_stopping(self) -> None:
        """That the writing is to end."""
        self._doing.setText(tr("Stopping"))

    def show_ready(self) -> None:
        """The first face again."""
        self.setCurrentIndex(0)

    def _ready_face(self) -> QWidget:
        face, column = _face()
        row = QHBoxLayout()
        row.setSpacing(theme().px(8))
        row.addWidget(self._place)
        row.addWidget(self._change)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._files)
        column.addWidget(self._replaces)
        column.addStretch(1)
        return face

    def _busy_face(self) -> QWidget:
        face, column = _face()
        row = QHBoxLayout()
        row.addWidget(self._doing, 1)
        row.addWidget(self._share)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addWidget(self._file)
        column.addStretch(1)
        return face

    def _show_folder(self) -> None:
        self._place.setText(str(self.folder))

    def _change_folder(self) -> None:
        title = tr("Where to write the files")
        chosen = QFileDialog.getExistingDirectory(self, title, str(self.folder))
        if chosen:
            self.folder = Path(chosen)
            self._show_folder()
            self.changed.emit()


def _face() -> tuple[QWidget, QVBoxLayout]:
    face = QWidget()
    column = QVBoxLayout(face)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme().px(4))
    return face, column
