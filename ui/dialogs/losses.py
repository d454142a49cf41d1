"""The list of what cannot be brought back out of a damaged file, in the recovery dialog; it can be saved as a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListView, QVBoxLayout, QWidget

from resources.i18n import current, tr
from storage.errors import PeripleError
from ui.delegates.losses import LossDelegate
from ui.messages import Problem, messages
from ui.models.losses import LossModel
from ui.shell.files import free_name
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.label import Label

if TYPE_CHECKING:
    from strategy.salvage import Salvaged
    from strategy.salvage_report import SalvageReport

_SUFFIX = ".txt"


class LossList(QWidget):
    """Hidden where there is nothing to list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._salvaged: Salvaged | None = None
        self._report: SalvageReport | None = None
        self._model = LossModel(self)
        self._caution = Label("", "small", "warning", wrap=True, name="losses_caution")
        self._list = QListView()
        self._list.setObjectName("losses_view")
        self._list.setAccessibleName(tr("What cannot be brought back as it was"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(LossDelegate(self._list))
        self._list.setUniformItemSizes(True)
        self._list.setMinimumHeight(theme().px(168))
        save = Button(tr("Save this list…"), icon="file-text", name="losses_save")
        save.clicked.connect(self._save)
        head = QHBoxLayout()
        head.addWidget(Label(tr("What cannot be brought back as it was"), "body", "ink2", wrap=True), 1)
        head.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addLayout(head)
        column.addWidget(self._caution)
        column.addWidget(self._list, 1)
        self.hide()

    def show_of(self, salvaged: Salvaged | None) -> None:
        """The losses of what was read of a file; None for anything else."""
        from strategy.salvage_report import SalvageReport

        self._salvaged = salvaged
        self._report = SalvageReport(salvaged, current()) if salvaged is not None and not salvaged.is_exact else None
        lines = self._report.lines() if self._report is not None else []
        self._model.show(lines)
        self._list.setVisible(bool(lines))
        caution = self._report.caution() if self._report is not None else ""
        self._caution.setText(caution)
        self._caution.setVisible(bool(caution))
        self.setVisible(bool(lines) or (salvaged is not None and salvaged.count > 0 and bool(caution)))

    def _save(self) -> None:
        """Write the list, with all words that could be read, where the user wants it."""
        if self._salvaged is None or self._report is None:
            return
        from exports.files import atomic_write

        name = tr("{name}, what was lost").format(name=self._salvaged.path.stem)
        proposal = free_name(self._salvaged.path.parent, name, _SUFFIX)
        pattern = tr("Text files ({pattern})").format(pattern=f"*{_SUFFIX}")
        chosen, _kind = QFileDialog.getSaveFileName(self, tr("Where to keep the list"), str(proposal), pattern)
        if not chosen:
            return
        try:
            with atomic_write(chosen if chosen.endswith(_SUFFIX) else f"{chosen}{_SUFFIX}") as part:
                part.write_text(self._report.text(), encoding="utf-8")
        except PeripleError as error:
            messages().problem(Problem(tr("The list was not saved"), error.text(current())))
