"""Journey results: each as-is journey beside the to-be journey derived from it, and the difference."""

from __future__ import annotations

from exports.columns import Column, Figure, Formula, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from exports.sheets.journey_views import write_emotions, write_pictures
from journey.analysis import JourneyResults, most_probable_path
from journey.flow import GraphFault
from journey.model import Journey, JourneyKind, Opportunity, Segment, Touchpoint
from resources.i18n import N_

TITLE = N_("Journey results")

_COLUMNS = (
    Column(N_("Result"), width=34),
    Column(N_("Segment"), width=26),
    Column(N_("As-is journey"), width=30),
    Column(N_("To-be journey"), width=30),
    Column(N_("As-is"), Kind.FIGURE, 13, "as_is"),
    Column(N_("To-be"), Kind.FIGURE, 13, "to_be"),
    Column(N_("Difference"), Kind.FIGURE, 13),
)
_PATHS = (Column(N_("Journey")), Column(N_("Kind")), Column(N_("Way to success")), Column(N_("Remark")))
_OPPORTUNITIES = (Column(N_("Opportunity")), Column(N_("Type")), Column(N_("Journey")), Column(N_("Touchpoint")))
_MEASURES = (
    (N_("Success"), "success", Kind.PERCENT),
    (N_("Drop-off"), "drop_off", Kind.PERCENT),
    (N_("Touchpoints met per customer"), "visits", Kind.RATIO),
    (N_("Duration (hours)"), "duration_hours", Kind.SCORE),
    (N_("Irritation load"), "irritation_load", Kind.RATIO),
    (N_("Emotional balance (-1 to 1)"), "emotional_balance", Kind.RATIO),
    (N_("Measured touchpoints"), "measured_share", Kind.PERCENT),
)
_FAULTS = {
    GraphFault.NO_ENTRY: N_("No figure: the journey has no entry."),
    GraphFault.NO_SUCCESS: N_("No figure: no success can be reached."),
    GraphFault.WRONG_PROBABILITIES: N_("No figure: the probabilities that leave a touchpoint do not sum to 100%."),
    GraphFault.DEAD_END: N_("No figure: a touchpoint leads nowhere."),
}


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    journeys = edition.snapshot.all(Journey)
    count = edition.words.ntr("{count} journey.", "{count} journeys.", len(journeys))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(journeys))))
    rows = [row for pair in _pairs(edition) for row in _compared(edition, *pair)]
    sheet.table("t_journey_results", _COLUMNS, rows, edition.tr(N_("No journey yet: step 3 draws them.")))
    sheet.section(edition.tr(N_("Most probable way to success")))
    paths = [_path(edition, journey) for journey in journeys]
    sheet.table("t_paths", _PATHS, paths, edition.tr(N_("No journey yet: step 3 draws them.")))
    sheet.section(edition.tr(N_("Gaps and opportunities")))
    found = [_opportunity(edition, each) for each in edition.snapshot.all(Opportunity)]
    sheet.table("t_opportunities", _OPPORTUNITIES, found, edition.tr(N_("No opportunity noted yet.")))
    write_emotions(sheet, edition)
    write_pictures(sheet, edition)
    sheet.finish(frozen_columns=1)


def _pairs(edition: Edition) -> list[tuple[Journey | None, Journey | None]]:
    """As-is journeys with each to-be journey derived from them, then the to-be journeys that stand alone."""
    journeys = edition.snapshot.all(Journey)
    pairs: list[tuple[Journey | None, Journey | None]] = []
    for as_is in (each for each in journeys if each.kind == JourneyKind.AS_IS.value):
        derived = [each for each in journeys if each.derived_from_id == as_is.id]
        pairs += [(as_is, to_be) for to_be in derived] or [(as_is, None)]
    paired = {id(to_be) for _, to_be in pairs}
    others = (each for each in journeys if each.kind == JourneyKind.TO_BE.value and id(each) not in paired)
    return [*pairs, *((None, to_be) for to_be in others)]


def _compared(edition: Edition, as_is: Journey | None, to_be: Journey | None) -> list[list[Value]]:
    shown = as_is or to_be
    segment = edition.snapshot.get(Segment, shown.segment_id) if shown else None
    names = (
        edition.title(segment) if segment else edition.tr(N_("All customers")),
        edition.title(as_is) if as_is else "",
        edition.title(to_be) if to_be else "",
    )
    before = edition.results(as_is) if as_is else None
    after = edition.results(to_be) if to_be else None
    return [[edition.tr(label), *names, *_values(before, after, name, kind)] for label, name, kind in _MEASURES]


def _values(before: JourneyResults | None, after: JourneyResults | None, name: str, kind: Kind) -> list[Value]:
    first: float | None = getattr(before, name, None)
    second: float | None = getattr(after, name, None)
    difference = None if first is None or second is None else second - first
    return [
        None if first is None else Figure(first, kind),
        None if second is None else Figure(second, kind),
        Formula('IF(OR({as_is}="",{to_be}=""),"",{to_be}-{as_is})', difference, kind),
    ]


def _path(edition: Edition, journey: Journey) -> list[Value]:
    found = most_probable_path(edition.snapshot, journey.id)
    points = (edition.snapshot.get(Touchpoint, point_id) for point_id in found[0]) if found else ()
    way = " → ".join(edition.title(point) for point in points if point)
    fault = edition.results(journey).fault
    remark = edition.tr(_FAULTS[fault]) if fault else ""
    if found and not remark:
        remark = edition.tr(N_("Taken by {share} of customers.")).format(share=edition.words.percent(found[1]))
    return [edition.title(journey), edition.label(journey.kind), way, remark]


def _opportunity(edition: Edition, opportunity: Opportunity) -> list[Value]:
    journey = edition.snapshot.get(Journey, opportunity.journey_id)
    return [
        opportunity.text,
        edition.label(opportunity.type),
        edition.title(journey) if journey else "",
        edition.named(edition.snapshot.get(Touchpoint, opportunity.touchpoint_id)),
    ]
