"""How the workbook is written: formulas, sheets of segments, pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from exports.options import NO_PAPER, PAPERS, WorkbookOptions
from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.checks import CheckBox
from ui.widgets.label import tip
from ui.widgets.segmented import Segmented
from ui.widgets.surface import Rule


class WorkbookChoices(QWidget):
    """Three marks and a paper. `changed` when one is set otherwise."""

    changed = Signal()

    def __init__(self, options: WorkbookOptions) -> None:
        super().__init__()
        self._formulas = CheckBox(tr("Keep formulas live"), checked=options.has_formulas, name="export_formulas")
        tip(self._formulas, tr("Else each cell holds its value of the day of export."))
        self._segments = CheckBox(
            tr("One action sheet per segment"), checked=options.has_segment_sheets, name="export_segment_sheets"
        )  # fmt: skip
        tip(self._segments, tr("To be read and printed. What is filled in stays the action plan."))
        self._pages = CheckBox(
            tr("Print set-up: landscape"), checked=options.paper != NO_PAPER, name="export_pages"
        )  # fmt: skip
        tip(self._pages, tr("One page wide, the header repeated, a new page for each segment of the action plan."))
        self._paper = Segmented([(each, each) for each in PAPERS], options.paper or PAPERS[0], small=True,
                                name="export_paper", accessible_name=tr("Paper"))  # fmt: skip
        self._lay_out()
        self._paper.setEnabled(self._pages.isChecked())
        self._pages.toggled.connect(self._paper.setEnabled)
        for mark in (self._formulas, self._segments, self._pages):
            mark.toggled.connect(lambda _on: self.changed.emit())
        self._paper.changed.connect(lambda _paper: self.changed.emit())

    @property
    def options(self) -> WorkbookOptions:
        """What is chosen."""
        paper = str(self._paper.value()) if self._pages.isChecked() else NO_PAPER
        return WorkbookOptions(self._formulas.isChecked(), self._segments.isChecked(), paper)

    def _lay_out(self) -> None:
        px = theme().px
        column, pages = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        pages.setSpacing(px(12))
        pages.addWidget(self._pages)
        pages.addWidget(self._paper)
        pages.addStretch(1)
        column.addWidget(Rule())
        column.addWidget(self._formulas)
        column.addWidget(self._segments)
        column.addLayout(pages)
