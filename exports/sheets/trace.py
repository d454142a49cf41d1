"""Traceability: one row per chain from an objective to the KPI that proves it; below, what is linked to nothing."""

from __future__ import annotations

from exports.columns import Column, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.model import Friction, Journey, Segment, Touchpoint
from resources.i18n import N_
from strategy.model import Action, Objective, SwotStatement
from strategy.orphans import orphans
from strategy.trace import Chain, chains

TITLE = N_("Traceability")

_CHAIN = (
    Column(N_("Objective"), width=28),
    Column(N_("Segment"), width=22),
    Column(N_("Journey"), width=26),
    Column(N_("Touchpoint"), width=26),
    Column(N_("Friction"), width=30),
    Column(N_("Capability"), width=28),
    Column(N_("Action"), width=30),
    Column(N_("KPI"), width=24),
)
# Sort of orphan: its table, its column, then the column and the words of what it lacks.
_ORPHANS = {
    "objective_without_segment": ("objective", 0, 1, N_("No segment")),
    "objective_not_served": ("objective", 0, 6, N_("No action")),
    "segment_without_journey": ("segment", 1, 2, N_("No journey")),
    "friction_without_action": ("friction", 4, 6, N_("No action")),
    "weakness_without_action": ("swot_statement", 5, 6, N_("No action")),
    "action_without_kpi": ("action", 6, 7, N_("No KPI")),
}


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    found = chains(edition.snapshot)
    cut_off = _orphans(edition)
    words = edition.words
    counts = (
        words.ntr("{count} full chain.", "{count} full chains.", len(found)).format(count=len(found)),
        words.ntr("{count} orphan.", "{count} orphans.", len(cut_off)).format(count=len(cut_off)),
    )
    sheet.heading(edition.tr(TITLE), edition.note(*counts))
    rows = [_row(edition, chain) for chain in found]
    empty = N_("No full chain yet: an objective reaches a KPI through a segment, a journey, a friction and an action.")
    sheet.table("t_chains", _CHAIN, rows, edition.tr(empty))
    sheet.section(edition.tr(N_("Orphans")), edition.tr(N_("Each in the column of its kind, with what it lacks.")))
    sheet.table("t_orphans", _CHAIN, cut_off, edition.tr(N_("No orphan: everything is linked.")))
    sheet.finish(frozen_columns=1, repeats_header=True)


def _row(edition: Edition, chain: Chain) -> list[Value]:
    snapshot = edition.snapshot
    rows = (
        snapshot.get(Objective, chain.objective_id),
        snapshot.get(Segment, chain.segment_id),
        snapshot.get(Journey, chain.journey_id),
        snapshot.get(Touchpoint, chain.touchpoint_id),
        snapshot.get(Friction, chain.friction_id),
        snapshot.get(SwotStatement, chain.statement_id),
        snapshot.get(Action, chain.action_id),
    )
    return [*map(edition.named, rows), edition.label(chain.kpi)]


def _orphans(edition: Edition) -> list[list[Value]]:
    """One row per orphan: itself in the column of its kind, and what it lacks in the column of the missing thing."""
    rows: list[list[Value]] = []
    for sort, ids in orphans(edition.snapshot).items():
        kind, column, missing_column, missing = _ORPHANS[sort]
        for row_id in ids:
            row: list[Value] = [None] * len(_CHAIN)
            row[column], row[missing_column] = edition.named(edition.row(kind, row_id)), edition.tr(missing)
            rows.append(row)
    return rows
