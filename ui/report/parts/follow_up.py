"""Follow-up: where every indicator stands on its way to the target, and when it is read next."""

from __future__ import annotations

from collections.abc import Iterator

from journey.model import Segment
from resources.i18n import N_
from strategy.analysis.dashboard import Indicator, IndicatorState, figures, indicators
from ui.pictures.signs import symbol
from ui.report.paging import Item
from ui.report.prose import Figure, figure_cards, part_title, section_title
from ui.report.setting import Setting
from ui.report.tables import Column, Row, cell, row, table

TITLE = N_("Follow-up of indicators")
_STATES = {
    IndicatorState.REVERSED: (N_("Wrong way"), "trending-down", "danger"),
    IndicatorState.BEHIND: (N_("Behind"), "clock", "warning"),
    IndicatorState.ON_TRACK: (N_("On track"), "trending-up", "primary"),
    IndicatorState.REACHED: (N_("Target reached"), "circle-check", "success"),
    IndicatorState.NO_TARGET: (N_("No target"), "circle-dashed", "ink2"),
    IndicatorState.NO_READING: (N_("No reading"), "circle-dashed", "ink2"),
}


def missing(setting: Setting) -> str:
    """What is told in its place as long as there is nothing to show."""
    if indicators(setting.snapshot, setting.today):
        return ""
    return setting.tr(N_("No indicator yet: objectives and actions name them."))


def strips(setting: Setting) -> Iterator[Item]:
    """How many are where, and the table of all."""
    sheet, tr, words = setting.sheet, setting.tr, setting.words
    found = indicators(setting.snapshot, setting.today)
    told = figures(found)
    yield from part_title(sheet, tr(TITLE), tr(N_("Does it work, and what is decided when it does not?")))
    cards = [Figure(words.number(len(found)), tr(N_("Indicators")))]
    cards += [
        Figure(words.number(told.by_state[state]), tr(name), ink=ink)
        for state, (name, _icon, ink) in _STATES.items()
        if told.by_state[state]
    ]
    yield from figure_cards(sheet, cards[:4])
    yield section_title(sheet, tr(N_("Indicators")), mark=False)
    columns = (
        Column(tr(N_("KPI")), 32), Column(tr(N_("Baseline")), 13, is_figure=True),
        Column(tr(N_("Last reading")), 15, is_figure=True), Column(tr(N_("Target")), 13, is_figure=True),
        Column(tr(N_("State")), 24), Column(tr(N_("Next reading")), 13, is_figure=True),
    )  # fmt: skip
    yield from table(sheet, columns, [_row(setting, each) for each in found])


def _row(setting: Setting, one: Indicator) -> Row:
    edition, words, tr = setting.edition, setting.words, setting.tr
    segment = setting.snapshot.get(Segment, one.segment_id)
    name, icon, ink = _STATES[one.state]
    latest = one.latest.value if one.latest else None
    way = "" if one.progress is None else tr(N_("{share} of the way")).format(share=words.percent(one.progress, 0))
    return row(
        cell(edition.label(one.kpi), edition.title(segment) if segment else tr(N_("All customers"))),
        _measured(setting, one.baseline, one),
        cell(_measured(setting, latest, one), role="bold"),
        _measured(setting, one.target, one),
        cell(tr(name), way, ink=ink, sign=symbol(icon, ink)),
        cell(words.date(one.due) or "–", ink="danger" if one.is_overdue else "ink"),
    )


def _measured(setting: Setting, value: float | None, one: Indicator) -> str:
    return "–" if value is None else setting.edition.measure(value, one.kpi, one.unit)
