"""What a plan contains, what this computer keeps of it besides, and how each of it is removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from resources.i18n import tr
from ui.actions import key_text
from ui.models.contents import Lines, kept_lines, personal_lines, plan_lines
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Surface

if TYPE_CHECKING:
    from ui.document_bridge import DocumentBridge

_WIDTH, _WORDS_WIDTH = 720, 168


class ContentsDialog(Dialog):
    """`wanted` is the name of the action asked for when the dialog is accepted: "anonymise", "cut" or "forget"."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        super().__init__(tr("What this plan contains"), parent, width=_WIDTH, closable=True, name="contents")
        from storage.traces import traces
        from strategy.personal import personal_data

        self.wanted = ""
        document, snapshot = bridge.document, bridge.snapshot()
        kept = traces(document.plan_id)
        column = ScrollColumn(margins=(0, 0, 12, 0), name="contents_list")
        column.setMinimumHeight(theme().px(452))
        self._column = column
        self._add(tr("In the plan"), plan_lines(snapshot))
        redact = self._way(tr("Copy without personal data…"), "anonymise", "user-x")
        self._add(tr("Personal data"), personal_lines(personal_data(snapshot)), redact)
        cut = self._way(tr("Delete the history…"), "cut", "history")
        cut.setEnabled(not document.is_read_only)
        self._add(tr("Kept on this computer besides the plan"), kept_lines(kept, document.path), cut)
        note = tr("The file of the plan holds neither: they do not travel with it. Nothing is sent anywhere. To delete "
                  "one thing with every trace of it, select it on its page and press {keys}.")  # fmt: skip
        column.add(Label(note.format(keys=key_text("delete_for_good")), "small", "ink2", wrap=True))
        self.body.addWidget(column)
        self._add_buttons(is_read_only=document.is_read_only)

    def _add_buttons(self, *, is_read_only: bool) -> None:
        forget = self._way(tr("Forget this client…"), "forget", "trash-2")
        forget.setEnabled(not is_read_only)
        self.buttons.insertWidget(0, forget)
        close = self.add_button(Button(tr("Close"), "primary", name="contents_done"), rejects=True)
        self.set_default(close)
        close.setFocus()

    def _add(self, title: str, lines: Lines, way: Button | None = None) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, theme().px(4), 0, 0)
        row.addWidget(Label(title, "strong"), 1)
        if way is not None:
            row.addWidget(way)
        self._column.add(head)
        self._column.add(_table(lines))

    def _way(self, words: str, wanted: str, icon: str) -> Button:
        return Button(words, size="small", icon=icon, on_click=self._wants(wanted), name=f"contents_{wanted}")

    def _wants(self, wanted: str) -> Callable[[], None]:
        def accept() -> None:
            self.wanted = wanted
            self.accept()

        return accept


def _table(lines: Lines) -> QWidget:
    """What there is at the left, how much and which at the right."""
    frame = Surface("sheet", radius="card", outline="line")
    grid = QGridLayout(frame)
    px = theme().px
    grid.setContentsMargins(px(12), px(8), px(12), px(8))
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(4))
    grid.setColumnStretch(1, 1)
    for index, (words, text) in enumerate(lines):
        what = Label(words, "small", "ink2", wrap=True)
        what.setFixedWidth(px(_WORDS_WIDTH))  # the tables stand under each other
        grid.addWidget(what, index, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(text, "small", wrap=True), index, 1)
    return frame
