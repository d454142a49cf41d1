"""Crossing two indicators: which two, their curves on one chart, and what can be said of them together."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey.model import Segment
from resources.i18n import current, ntr, tr
from strategy.analysis.crossing import LEAST_PAIRS, Crossing, Series, all_series, cross
from strategy.entries import kpi_traits
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.pages.follow_up.cross_chart import CrossChart, Curve
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Card

_WEAK, _STRONG = 0.3, 0.7


class Crossed(ScrollColumn):
    """Two choices over a chart; the sentence under it says whether the two move together, or why nobody can tell."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 20, 24, 24), spacing=16, name="crossed", parent=parent)
        self._bridge = bridge
        self._series: Mapping[str, Series] = {}
        self.choices = tuple(
            ComboField(name=f"cross_{place}", accessible_name=title)
            for place, title in (("first", tr("First indicator")), ("second", tr("Second indicator")))
        )
        self.chart = CrossChart()
        self.verdict = Label("", "strong", wrap=True, name="cross_verdict")
        self.caution = Label("", "small", "ink2", wrap=True)
        self._fields: list[Field] = []
        self._card = Card(margins=(16, 12, 16, 12), name="cross_card")
        self._card.body.addWidget(self.chart)
        self._words = Card(color="sheet", name="cross_words")
        self._words.body.addWidget(self.verdict)
        self._words.body.addWidget(self.caution)
        self._none = Label(tr("Two indicators with readings are needed to cross them."), "small", "ink3")
        for widget in (self._head(), self._none, self._card, self._words):
            self.add(widget)

    def follow(self) -> None:
        """Show the plan as it is now; the choices stay."""
        snapshot = self._bridge.snapshot()
        names = Naming(snapshot, current())
        self._series = {each.key: each for each in all_series(snapshot)}
        options: list[tuple[object, str]] = [(key, _title(names, each)) for key, each in self._series.items()]
        for place, field in enumerate(self.choices):
            kept = field.value()
            field.set_options(options, kept if kept in self._series else self._default(place))
        has_two = len(self._series) > 1
        for part in (self._card, self._words, *self._fields):
            part.setVisible(has_two)
        self._none.setVisible(not has_two)
        if has_two:
            self._show()

    @property
    def chosen(self) -> tuple[str, str]:
        """The keys of the two series; "" for none."""
        first, second = (str(field.value() or "") for field in self.choices)
        return first, second

    def choose(self, first: str, second: str) -> None:
        """Cross two series by their keys; one that is not there leaves the choice as it is."""
        self.follow()
        for field, key in zip(self.choices, (first, second), strict=True):
            if key in self._series:
                field.set_value(key)
        self.follow()

    def _show(self) -> None:
        names = Naming(self._bridge.snapshot(), current())
        first, second = (self._series[str(field.value())] for field in self.choices)
        self.chart.show_curves([_curve(names, first), _curve(names, second)])
        if first.key == second.key:
            self.verdict.setText(tr("Choose two different indicators."))
            self.caution.setText("")
            return
        found = cross(first, second)
        self.verdict.setText(_verdict(found))
        self.caution.setText(_caution(found))

    def _default(self, place: int) -> str | None:
        """The two series with most readings come first."""
        ranked = sorted(self._series.values(), key=lambda each: -len(each.points))
        return ranked[place].key if place < len(ranked) else None

    def _head(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        column.addWidget(Label(tr("Two indicators crossed"), "heading"))
        note = tr("Side by side, two figures show what neither says alone: an NPS of 40 and 15% of emails opened mean "
                  "“liked but not read”.")  # fmt: skip
        column.addWidget(Label(note, "small", "ink2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme().px(16))
        for title, field in zip((tr("First indicator"), tr("Second indicator")), self.choices, strict=True):
            field.chosen.connect(lambda _value: self._show())
            self._fields.append(Field(title, field))
            row.addWidget(self._fields[-1], 1)
        column.addLayout(row)
        return holder


def _title(names: Naming, series: Series) -> str:
    segment = names.snapshot.get(Segment, series.segment_id)
    count = ntr("{n} reading", "{n} readings", len(series.points)).format(n=current().number(len(series.points)))
    whose = names.title(segment) if segment else tr("All customers")
    return f"{names.label(series.kpi)}, {whose} ({count})"


def _curve(names: Naming, series: Series) -> Curve:
    points = ((point.date, point.value, names.measure(point.value, series.kpi, series.unit)) for point in series.points)
    shown = tuple((day, value, words) for day, value, words in points if day is not None)
    unit = series.unit or kpi_traits(names.snapshot, series.kpi).unit
    return Curve(names.label(series.kpi), names.unit(unit), shown)


def _verdict(found: Crossing) -> str:
    words, count = current(), len(found.pairs)
    if count < LEAST_PAIRS:
        return ntr(
            "{n} reading in common: too few to say whether the two move together. At least {least} are needed.",
            "{n} readings in common: too few to say whether the two move together. At least {least} are needed.",
            count,
        ).format(n=words.number(count), least=words.number(LEAST_PAIRS))
    if found.correlation is None:
        return tr("One of the two has not moved: nothing can be said of them together.")
    said = _link_words(found)
    figure = tr("correlation {r} over {n} readings").format(r=words.number(found.correlation, 2), n=words.number(count))
    return f"{said} ({figure})."


def _link_words(found: Crossing) -> str:
    """How two indicators go together."""
    correlation = found.correlation or 0.0
    if not found.is_clear or abs(correlation) < _WEAK:
        return tr("No clear link: what is seen may be chance")
    is_strong = abs(correlation) >= _STRONG
    if correlation > 0:
        return tr("The two clearly rise and fall together") if is_strong else tr("The two tend to move together")
    return tr("When one rises, the other clearly falls") if is_strong else tr("When one rises, the other often falls")


def _caution(found: Crossing) -> str:
    if found.correlation is None:
        return tr("Readings count as common when they are at most fifteen days apart. Until then, compare by eye.")
    return tr("Moving together is not acting on each other: two figures that follow the season do so as well.")
