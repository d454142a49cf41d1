"""The raw figures of one reading: a field for each, and at once the value they give or what is still wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from journey.model import Journey, NodeKind, Touchpoint
from resources.i18n import current, tr
from strategy.analysis import channels_in_use
from strategy.kpis import CALCULATORS, ErrorCode, Form, Input, InputKind, KpiError, Outcome, form_of, gathered
from strategy.kpis.readings import gives, outcome_of, value_after
from strategy.kpis.words import beside_words, form_name, input_name, remark_words, to_do
from strategy.model import KpiReading, OwnEntry
from strategy.naming import Naming
from strategy.operations import set_reading
from ui.document_bridge import DocumentBridge
from ui.pages.objectives.raw_field import RawField
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.combo import ComboField
from ui.widgets.field import Field
from ui.widgets.label import Label

_COLUMNS = 3
_WAYS = 320


class RawFigures(QWidget):
    """The ways of computing, the fields, and the result. The plan follows each field that is left.

    `rebuilt` when there are other fields than before.
    """

    rebuilt = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._row: KpiReading | None = None
        self._form: Form | None = None
        self._shown: tuple[str, str, Form | None, tuple[str, ...]] | None = None
        self.fields: dict[str, RawField] = {}
        self.ways = ComboField(name="choose_way_of_computing", accessible_name=tr("Computed from"))
        self.ways.chosen.connect(self._choose_form)
        self._ways_field = Field(tr("Computed from"), self.ways)
        self.result = Label("", "strong", name="raw_result", wrap=True)
        self.remarks = Label("", "caption", wrap=True)
        self.use = Button(tr("Use this value"), "secondary", size="small", name="apply_raw_value", on_click=self._write)
        self._grid = QGridLayout()
        self._lay_out()

    def show_reading(self, row: KpiReading | None) -> None:
        """Show the figures of a reading as the plan holds them; None for none."""
        self._row = row
        if row is None:
            return
        self._form = self._form_for(row)
        shown = (row.id, row.kpi, self._form, tuple(each.key for each in self._asked(row)))
        if shown != self._shown:
            self._shown = shown
            self._build(row)
        self._fill(row)

    def focus_first(self) -> None:
        """Put the cursor in the first field."""
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """The controls in the order in which Tab goes through them."""
        return [self.ways, *(field.control for field in self.fields.values()), self.use]

    def written(self) -> dict[str, object]:
        """The figures as they are written now; nothing when only choices are made."""
        values = {key: each.value() for key, each in self.fields.items()}
        given = {key: value for key, value in values.items() if value is not None}
        is_started = any(self.fields[key].asked.kind is not InputKind.CHOICE for key in given)
        return given if is_started else {}

    def _form_for(self, row: KpiReading) -> Form:
        """The way chosen on screen, unless the plan holds more inputs of another one."""
        calculator = CALCULATORS[row.kpi]
        inputs = gathered(calculator, row.inputs)
        best = form_of(calculator, inputs)
        is_same = self._shown is not None and self._shown[:2] == (row.id, row.kpi)
        known = self._form if is_same and self._form in calculator.forms else None
        return known if known is not None and known.given(inputs) == best.given(inputs) else best

    def _asked(self, row: KpiReading) -> tuple[Input, ...]:
        """The inputs to show: those of the form, or one for each channel where rates are compared."""
        calculator, form = CALCULATORS[row.kpi], self._form
        assert form is not None
        stored = [key for key in row.inputs if key != calculator.gathers]
        channels = list(dict.fromkeys((*stored, *channels_in_use(self._bridge.snapshot()))))
        if not calculator.gathers or not channels or calculator.gathers in row.inputs:
            return form.inputs
        return tuple(Input(each, InputKind.FIGURE, low=0, high=100) for each in channels)

    def _build(self, row: KpiReading) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.fields = {}
        forms, words = CALCULATORS[row.kpi].forms, current()
        own = {entry.id: entry.name for entry in self._bridge.snapshot().all(OwnEntry)}  # channels of the team
        self._ways_field.setVisible(len(forms) > 1)
        self.ways.set_options([(each.name, form_name(words, row.kpi, each.name)) for each in forms],
                              self._form.name if self._form else "")  # fmt: skip
        for place, asked in enumerate(self._asked(row)):
            field = RawField(asked, own.get(asked.key) or input_name(words, row.kpi, asked.key))
            field.edited.connect(self._show_result)
            field.settled.connect(self._settle)
            self.fields[asked.key] = field
            self._grid.addWidget(field, place // _COLUMNS, place % _COLUMNS)
            field.show()  # at once: Tab does not wait for the layout
        self.rebuilt.emit()

    def _fill(self, row: KpiReading) -> None:
        for each in self.fields.values():
            each.show_value(row.inputs)
        self._offer_places(row)
        self._show_result()

    def _offer_places(self, row: KpiReading) -> None:
        """The journeys of the plan, and the touchpoints of the one chosen."""
        snapshot = self._bridge.snapshot()
        names = Naming(snapshot, current())
        points = snapshot.where(Touchpoint, journey_id=str(row.inputs.get("graph")), kind=NodeKind.TOUCHPOINT.value)
        offered = {InputKind.JOURNEY: snapshot.all(Journey), InputKind.TOUCHPOINT: points}
        for field in self.fields.values():
            if field.asked.kind in offered:
                field.offer([(each.id, names.title(each)) for each in offered[field.asked.kind]])
                field.show_value(row.inputs)

    def _choose_form(self, name: object) -> None:
        row = self._row
        if row is not None:
            self._form = next(each for each in CALCULATORS[row.kpi].forms if each.name == name)
            self._shown = (row.id, row.kpi, self._form, tuple(each.key for each in self._asked(row)))
            self._build(row)
            self._fill(row)

    def _settle(self) -> None:
        if self._row is not None and self.written() != self._row.inputs:
            self._write()

    def _write(self) -> None:
        row, inputs, form = self._row, self.written(), self._form
        if row is not None:
            value = value_after(self._bridge.snapshot(), row, inputs, form)
            self._bridge.run(lambda: set_reading(self._bridge.document, row.id, value, inputs))

    def _show_result(self) -> None:
        row, inputs = self._row, self.written()
        if row is None:
            return
        snapshot, words = self._bridge.snapshot(), current()
        found = outcome_of(snapshot, row.kpi, inputs, self._form)
        has_started = bool(inputs)
        wrong = found.keys if isinstance(found, KpiError) and found.code is not ErrorCode.EMPTY else ()
        for key, field in self.fields.items():
            field.show_wrong(key in wrong)
        if isinstance(found, Outcome):
            text = tr("Computed: {value}").format(value=Naming(snapshot, words).measure(found.value, row.kpi, row.unit))
            self.result.setText(text)
            notes = (remark_words(words, found.remarks), beside_words(words, found.beside))
        else:
            start = tr("Fill in the figures: the value is computed as you type.")
            self.result.setText(to_do(words, row.kpi, found) if has_started else start)
            notes = ("", beside_words(words, found.beside))
        self.result.set_tone("danger" if wrong else "ink" if isinstance(found, Outcome) else "ink2")
        self.remarks.setText(" ".join(each for each in notes if each))
        self.remarks.setVisible(bool(self.remarks.text()))
        self.use.setVisible(isinstance(found, Outcome) and not gives(found, row.value))

    def _lay_out(self) -> None:
        px = theme().px
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(12))
        for place in range(_COLUMNS):
            self._grid.setColumnStretch(place, 1)
        foot = QHBoxLayout()
        foot.setSpacing(px(12))
        foot.addWidget(self.result, 1)
        foot.addWidget(self.use, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        self._ways_field.setMaximumWidth(px(_WAYS))
        column.addWidget(self._ways_field)
        column.addLayout(self._grid)
        column.addLayout(foot)
        column.addWidget(self.remarks)
