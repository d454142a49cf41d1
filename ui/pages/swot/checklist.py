"""The five ticks that make customer data valuable; what is not ticked may be noted as a weakness."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from resources.i18n import current, tr
from strategy.analysis import data_values, data_weakness, is_stated
from strategy.operations import add_statement, tick_data
from ui.document_bridge import DocumentBridge
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.checks import CheckBox
from ui.widgets.label import Label


class DataChecklist(QWidget):
    """A tick for each kind of data, and beside those without one a link that writes the weakness."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.ticks: dict[str, CheckBox] = {}
        self.offers: dict[str, Button] = {}
        self._stated: dict[str, Label] = {}
        self.setObjectName("data_checklist")
        self.setAccessibleName(tr("What makes customer data valuable"))
        grid = QGridLayout(self)
        grid.setContentsMargins(theme().px(12), 0, 0, theme().px(4))
        grid.setVerticalSpacing(theme().px(2))
        grid.setColumnStretch(0, 1)
        for row, data_type in enumerate(data_values(bridge.snapshot())):
            self._add_row(grid, row, data_type)

    def follow(self) -> None:
        """Show what is ticked, and which gaps are noted already."""
        snapshot = self._bridge.snapshot()
        for data_type, is_ticked in data_values(snapshot).items():
            is_noted = is_stated(snapshot, data_weakness(snapshot, data_type))
            self.ticks[data_type].setChecked(is_ticked)
            self.offers[data_type].setVisible(not is_ticked and not is_noted)
            self._stated[data_type].setVisible(is_noted)

    def _add_row(self, grid: QGridLayout, row: int, data_type: str) -> None:
        words = current().label(data_type)
        tick = self.ticks[data_type] = CheckBox(words, name=f"tick_{data_type}")
        tick.clicked.connect(lambda is_on: self._tick(data_type, is_on))
        offer = self.offers[data_type] = Button(
            tr("Note as a weakness"), "link", size="small", on_click=lambda: self._note(data_type),
            name=f"offer_{data_type}", accessible_name=tr("Note as a weakness: {name}").format(name=words),
        )  # fmt: skip
        stated = self._stated[data_type] = Label(tr("Noted as a weakness"), "caption")
        grid.addWidget(tick, row, 0)
        grid.addWidget(offer, row, 1)
        grid.addWidget(stated, row, 1)

    def _tick(self, data_type: str, is_on: bool) -> None:
        self._bridge.run(lambda: tick_data(self._bridge.document, data_type, is_on))

    def _note(self, data_type: str) -> None:
        found = data_weakness(self._bridge.snapshot(), data_type)
        document = self._bridge.document
        self._bridge.run(lambda: add_statement(document, found.quadrant, text=found.text, area=found.area))
