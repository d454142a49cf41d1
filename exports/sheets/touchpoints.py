"""Touchpoints: where customer and company meet, what is felt there, and how many pass, stay or leave."""

from __future__ import annotations

from collections.abc import Mapping

from exports.columns import Column, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.analysis import TouchpointResults
from journey.model import EmotionObservation, FollowUpTrigger, Journey, Measured, Moment, Touchpoint
from resources.i18n import N_

TITLE = N_("Touchpoints")

_MEASURED = {Measured.YES.value: N_("Yes"), Measured.PARTLY.value: N_("Partly"), Measured.NO.value: N_("No")}


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    snapshot = edition.snapshot
    rows, points = [], []
    for journey in snapshot.all(Journey):
        results = edition.results(journey).touchpoints
        for point in edition.contacts:
            if point.journey_id == journey.id:
                points.append(point)
                rows.append([edition.title(journey), edition.label(journey.kind), *_row(edition, point, results)])
    count = edition.words.ntr("{count} touchpoint.", "{count} touchpoints.", len(rows))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(rows))))
    empty = edition.tr(N_("No touchpoint yet: step 3 places them."))
    block = sheet.table("t_touchpoints", _columns(edition), rows, empty, stands_for=points, named_by="name")
    sheet.finish(frozen_columns=3)
    sheet.print_in_parts(block, (("journey", "information"), ("emotions", "leverage")))


def _columns(edition: Edition) -> list[Column]:
    labels = edition.label
    return [
        Column(N_("Journey"), width=24),
        Column(N_("As is or to be"), width=12),
        Column(N_("Touchpoint"), width=28, key="name"),
        Column(N_("Type"), width=20),
        Column(N_("Stage"), width=15),
        Column(N_("Channel"), width=17),
        Column(
            N_("Direction"), width=16, choices=(labels("dir_one_way"), labels("dir_two_way")), choices_name="direction"
        ),
        Column(N_("Minutes"), Kind.FIGURE, 9),
        Column(N_("Measured"), width=11, choices=tuple(map(edition.tr, _MEASURED.values())), choices_name="measured"),
        Column(N_("Information"), width=13, key="information"),
        Column(N_("Emotions"), width=22, key="emotions"),
        Column(N_("Evidence"), width=26),
        Column(N_("Moment"), width=20),
        Column(N_("Follow-ups"), width=26),
        Column(N_("Visits"), Kind.RATIO, 8),
        Column(N_("Reach"), Kind.PERCENT, 9),
        Column(N_("Lost here"), Kind.PERCENT, 9),
        Column(N_("Leverage (points)"), Kind.RATIO, 12, "leverage"),
    ]


def _row(edition: Edition, point: Touchpoint, results: Mapping[str, TouchpointResults]) -> list[Value]:
    snapshot = edition.snapshot
    emotions = snapshot.where(EmotionObservation, touchpoint_id=point.id)
    moments = snapshot.where(Moment, touchpoint_id=point.id)
    triggers = snapshot.where(FollowUpTrigger, touchpoint_id=point.id)
    result = results[point.id]
    return [
        edition.named(point),
        edition.label(point.type),
        edition.stage_of(point),
        edition.label(point.channel),
        edition.label(point.direction),
        point.minutes,
        edition.tr(_MEASURED.get(point.measured or "", "")),
        edition.label(point.information_level),
        edition.labels(row.emotion for row in emotions),
        edition.labels(dict.fromkeys(row.evidence for row in emotions)),
        edition.labels(row.moment for row in moments),
        edition.labels(row.trigger for row in triggers),
        result.visits,
        result.reach,
        result.lost_here,
        result.leverage,
    ]
