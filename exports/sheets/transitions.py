"""Transitions: who goes from which touchpoint to which, how often and after how long."""

from __future__ import annotations

from exports.columns import Column, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.model import Journey, Touchpoint, Transition
from resources.i18n import N_

TITLE = N_("Transitions")

_COLUMNS = (
    Column(N_("Journey"), width="name"),
    Column(N_("From touchpoint"), width=32),
    Column(N_("To touchpoint"), width=32),
    Column(N_("Probability"), Kind.PERCENT, 13),
    Column(N_("Delay (hours)"), Kind.FIGURE, 15),
    Column(N_("Passages counted"), Kind.COUNT, 12),
    Column(N_("Follow-up message"), width=28),
)


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    snapshot = edition.snapshot
    rows = [
        _row(edition, journey, passage)
        for journey in snapshot.all(Journey)
        for passage in snapshot.where(Transition, journey_id=journey.id)
    ]
    count = edition.words.ntr("{count} transition.", "{count} transitions.", len(rows))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(rows))))
    sheet.table("t_transitions", _COLUMNS, rows, edition.tr(N_("No transition yet: step 3 draws them.")))
    sheet.finish(frozen_columns=1)


def _row(edition: Edition, journey: Journey, passage: Transition) -> list[Value]:
    ends = (edition.snapshot.get(Touchpoint, point_id) for point_id in (passage.source_id, passage.target_id))
    source, target = (edition.named(point) for point in ends)
    return [
        edition.title(journey),
        source,
        target,
        passage.probability,
        passage.delay_hours,
        passage.count,
        edition.label(passage.trigger),
    ]
