"""Under the readings: the raw figures behind the value of the one selected, and what to beware of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy.kpis import CALCULATORS
from strategy.model import KpiReading
from strategy.naming import Naming
from strategy.operations import set_value, set_values
from ui.document_bridge import DocumentBridge
from ui.pages.objectives.lifetime_choice import LifetimeChoice
from ui.pages.objectives.raw_figures import RawFigures
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.field import Field, TextField
from ui.widgets.label import Label
from ui.widgets.surface import Card
from ui.widgets.tab_order import chain_tab_order


class ReadingInputs(Card):
    """The figures that the KPI of a reading is computed from, its period and a comment; hidden without a reading.

    The figures are folded until they are asked for, or there are some.
    """

    def __init__(
        self, bridge: DocumentBridge, *, has_comment: bool = True, name: str = "reading", parent: QWidget | None = None
    ) -> None:
        super().__init__(color="sheet", name=f"{name}_inputs", accessible_name=tr("Raw figures"), parent=parent)
        self._bridge = bridge
        self._reading_id = ""
        self._is_open = False
        self._title = Label("", "strong")
        self._help = Label("", "small", "ink2", wrap=True)
        self._pitfall = Label("", "caption", wrap=True)
        self.toggle = Button(tr("From raw figures"), "secondary", size="small", icon="calculator",
                             name=f"{name}_raw_figures", on_click=self._turn)  # fmt: skip
        self.toggle.setCheckable(True)
        self.figures = RawFigures(bridge)
        self.lifetime = LifetimeChoice(name)
        self.lifetime.chosen.connect(self._choose_model)
        self.period = TextField(name=f"{name}_period", placeholder=tr("October 2026, quarter 3, 2026…"))
        self.comment = TextField(name=f"{name}_comment", placeholder=tr("Source, sample, remark"))
        self.period.committed.connect(lambda text: self._write("period", text))
        self.comment.committed.connect(lambda text: self._write("comment", text))
        self.figures.rebuilt.connect(self._chain)
        self._lay_out(has_comment)
        self.hide()

    def show_reading(self, reading_id: str) -> None:
        """Show the figures of a reading, "" for none."""
        snapshot = self._bridge.snapshot()
        row = snapshot.get(KpiReading, reading_id)
        self.setVisible(row is not None)
        if row is None:
            self._reading_id = ""
            return
        if reading_id != self._reading_id:
            self._is_open = bool(row.inputs)
        self._reading_id = reading_id
        words, entry = current(), catalogue().get(row.kpi)
        self._title.setText(Naming(snapshot, words).label(row.kpi))
        self._help.setText(words.help(row.kpi))
        self._pitfall.setText(entry.text("pitfall", words.language) if entry is not None else "")
        self.lifetime.show_kpi(row.kpi)
        self.period.set_text(row.period)
        self.comment.set_text(row.comment)
        self._fold(row)

    def open_figures(self, reading_id: str) -> None:
        """Unfold the figures of a reading and put the cursor in the first one."""
        self.show_reading(reading_id)
        row = self._bridge.snapshot().get(KpiReading, self._reading_id)
        if row is not None and row.kpi in CALCULATORS:
            self._is_open = True
            self._fold(row)
            self.figures.focus_first()

    def _fold(self, row: KpiReading) -> None:
        can_compute = row.kpi in CALCULATORS
        is_open = can_compute and self._is_open
        self.toggle.setVisible(can_compute)
        self.toggle.setChecked(is_open)
        self.figures.setVisible(is_open)
        self.figures.show_reading(row if is_open else None)

    def _turn(self) -> None:
        if self.toggle.isChecked():
            self.open_figures(self._reading_id)
        else:
            self._is_open = False
            self.show_reading(self._reading_id)

    def _write(self, column: str, text: str) -> None:
        self._bridge.run(lambda: set_value(self._bridge.document, KpiReading, self._reading_id, column, text))

    def _choose_model(self, kpi: str) -> None:
        """Another model of lifetime value asks for other figures: a value computed from the former ones goes."""
        row = self._bridge.snapshot().get(KpiReading, self._reading_id)
        if row is not None and kpi != row.kpi:
            changed: dict[str, object] = {"kpi": kpi}
            if row.inputs:
                changed |= {"inputs": {}, "value": None}
            self._bridge.attempt(lambda: set_values(self._bridge.document, KpiReading, row.id, changed))

    def _chain(self) -> None:
        chain_tab_order((self.toggle, *self.figures.tab_stops(), self.period, self.comment))

    def _lay_out(self, has_comment: bool) -> None:
        px = theme().px
        head, titles, foot = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        head.setSpacing(px(12))
        titles.setSpacing(0)
        titles.addWidget(self._title)
        titles.addWidget(self._help)
        head.addLayout(titles, 1)
        head.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        foot.setSpacing(px(12))
        foot.addWidget(Field(tr("Period"), self.period), 1)
        self.comment.setVisible(has_comment)
        if has_comment:
            foot.addWidget(Field(tr("Comment"), self.comment), 2)
        else:
            self.comment.setParent(self)
            foot.addStretch(2)
        self.body.addLayout(head)
        self.body.addWidget(self.lifetime)
        self.body.addWidget(self.figures)
        self.body.addLayout(foot)
        self.body.addWidget(self._pitfall)
