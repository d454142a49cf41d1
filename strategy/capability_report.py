"""What weaknesses hold back, as plain values for programs and as a short text for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from journey.kinds import shortened
from journey.model import Friction
from strategy.analysis.held_back import HeldBack, HeldFriction, WeaknessValue, held_back
from strategy.model import SwotStatement

if TYPE_CHECKING:
    from strategy.naming import Naming
    from strategy.snapshot import Snapshot

Values = dict[str, Any]  # Any: what JSON holds


def capability_values(snapshot: Snapshot, naming: Naming) -> Values:
    """Weaknesses by what they hold back, areas, and the plan without overlaps; money is plan currency a year."""
    report = held_back(snapshot)
    return {
        "weaknesses": [_weakness_values(snapshot, naming, each) for each in report.weaknesses],
        "weak_areas": [{"area": area, **_held_values(held)} for area, held in report.areas.items()],
        "weaknesses_together": {
            **_held_values(report.together),
            "sum_of_weaknesses": report.sum_of_weaknesses,
            "shared_frictions": list(report.shared),
        },
        "frictions_without_weakness": {
            **_held_values(report.apart),
            "frictions": [each.friction_id for each in report.apart.frictions],
        },
    }


def capability_lines(snapshot: Snapshot, naming: Naming) -> Iterator[str]:
    """The weaknesses whose cost is known, the one that holds back most first."""
    words, currency, report = naming.words, snapshot.plan.currency, held_back(snapshot)
    known = [each for each in report.weaknesses if each.held.value is not None]
    if not known:
        return
    heading = words.tr("What the weaknesses hold back")
    yield f"\n{heading}"
    for each in known:
        row = snapshot.get(SwotStatement, each.statement_id)
        line = words.tr("  {rank}: {weakness}, {amount} a year, frictions: {n}").format(
            rank=words.number(each.rank), weakness=shortened(naming.title(row) if row else ""),
            amount=words.money(each.held.value, currency), n=words.number(len(each.held.today)),
        )  # fmt: skip
        if each.held.unknown:
            line += words.tr(", costs unknown: {n}").format(n=words.number(each.held.unknown))
        yield line
    if report.shared:
        yield words.tr("  together {amount}: the frictions that several share count once").format(
            amount=words.money(report.together.value, currency)
        )


def _weakness_values(snapshot: Snapshot, naming: Naming, found: WeaknessValue) -> Values:
    row = snapshot.get(SwotStatement, found.statement_id)
    return {
        "id": found.statement_id,
        "text": naming.title(row) if row else None,
        "area": found.area,
        "rank": found.rank,
        **_held_values(found.held),
        "shared_frictions": found.shared,
        "paths": [_path_values(snapshot, naming, end) for end in found.held.frictions],
    }


def _held_values(held: HeldBack) -> Values:
    return {"cost_per_year": held.value, "sum_of_costs": held.alone, "unknown_costs": held.unknown}


def _path_values(snapshot: Snapshot, naming: Naming, end: HeldFriction) -> Values:
    row = snapshot.get(Friction, end.friction_id)
    return {
        "friction": end.friction_id,
        "text": naming.title(row) if row else None,
        "touchpoint": end.touchpoint_id,
        "journey": end.journey_id,
        "segment": end.segment_id,
        "objectives": list(end.objective_ids),
        "is_foreseen": end.is_foreseen,
        "cost_per_year": end.cost,
        "ways": [{"tie": way.tie.name.lower(), "by": way.by} for way in end.ways],
    }
