"""Follow-up: where every indicator stands on its way from the baseline to the target, and when it is read next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from exports.deck.edition import DeckEdition
from exports.deck.page import Plan
from exports.deck.sections.tabled import table_plans
from exports.deck.tables import Cell, Column, Row, Table, row
from exports.deck.theme import tone
from journey.model import Segment
from resources.i18n import N_
from strategy.analysis.dashboard import Indicator, IndicatorState, figures, indicators

TITLE = N_("Follow-up of indicators")
_STATES: Mapping[IndicatorState, tuple[str, str, str]] = {
    IndicatorState.REVERSED: (N_("Wrong way"), "dangerTint", "danger"),
    IndicatorState.BEHIND: (N_("Behind"), "warningTint", "warning"),
    IndicatorState.ON_TRACK: (N_("On track"), "primaryTint", "primary"),
    IndicatorState.REACHED: (N_("Target reached"), "successTint", "success"),
    IndicatorState.NO_TARGET: (N_("No target"), "sunken", "ink2"),
    IndicatorState.NO_READING: (N_("No reading"), "sunken", "ink2"),
}


def plans(edition: DeckEdition) -> Iterable[Plan]:
    """The table of indicators."""
    found = indicators(edition.snapshot, edition.exported_on)
    if not found:
        return ()
    tr, words, told = edition.tr, edition.words, figures(found)
    parts = [words.ntr("{n} indicator", "{n} indicators", len(found)).format(n=words.number(len(found)))]
    parts += [
        edition.pair(tr(text).lower(), words.number(told.by_state[state]))
        for state, (text, _, _) in _STATES.items()
        if told.by_state[state]
    ]
    start = Plan(
        tr(TITLE),
        f"{', '.join(parts)}.",
        source=tr(N_("the follow-up. Baselines and targets are those of the objectives and of the actions.")),
        speech=[
            tr(N_("Say first what goes the wrong way or is behind, and what was decided about it.")),
            tr(N_("Agree on the day of the next reading, and on who takes it.")),
        ],
    )
    rows = tuple(_row(edition, each) for each in found)
    return table_plans(start, Table(_columns(edition), rows), tr(N_("Indicators with their values, target and state.")))


def _columns(edition: DeckEdition) -> tuple[Column, ...]:
    return edition.named_columns((
        Column(N_("KPI"), 30), Column(N_("Segment"), 20), Column(N_("Baseline"), 12, "r"),
        Column(N_("Last reading"), 14, "r", is_strong=True), Column(N_("Target"), 12, "r"),
        Column(N_("Way covered"), 11, "r"), Column(N_("State"), 15, "ctr"), Column(N_("Next reading"), 14, "r"),
    ))  # fmt: skip


def _row(edition: DeckEdition, one: Indicator) -> Row:
    segment = edition.snapshot.get(Segment, one.segment_id)
    text, ground, ink = _STATES[one.state]
    latest = one.latest
    return row(
        edition.label(one.kpi),
        edition.title(segment) if segment else edition.tr(N_("All customers")),
        edition.value(one.baseline, one.kpi, one.unit),
        edition.value(latest.value if latest else None, one.kpi, one.unit),
        edition.value(one.target, one.kpi, one.unit),
        "–" if one.progress is None else edition.words.percent(one.progress, 0),
        Cell(edition.tr(text), tone(ground), tone(ink), True),
        Cell(edition.words.date(one.due) or "–", ink=tone("danger") if one.is_overdue else None),
    )
