"""Random journeys, and their figures found by walking through them step by step: nothing here knows the solver."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from journey.kinds import JOURNEY_KINDS
from journey.model import Journey, NodeKind, Touchpoint, Transition
from journey.operations.rows import new_row
from storage.base import Base

Passages = Mapping[str, tuple[str, str, float]]
"""Source, target and probability by id."""


def read(mapped: type[Base], **values: Any) -> Base:  # Any: the columns decide
    """A row as a snapshot holds it, made several times as fast as one that can be written."""
    return new_row(mapped, values, JOURNEY_KINDS)


def random_journey(seed: int, size: int = 6) -> list[Base]:
    """A sound journey with loops, self loops, parallel passages, several entries and ends, passages of 0 and 1, and a
    closed loop that nobody reaches."""
    rng = random.Random(seed)
    entries = [f"in{each}" for each in range(rng.randint(1, 3))]
    touchpoints = [f"t{each}" for each in range(rng.randint(1, size))]
    ends = {"won": NodeKind.SUCCESS, "won2": NodeKind.SUCCESS, "lost": NodeKind.DROP_OFF, "lost2": NodeKind.DROP_OFF}
    points: list[Base] = [
        read(
            Touchpoint,
            id=name,
            journey_id="jr",
            position=position,
            kind=kind.value,
            minutes=rng.choice([None, 5.0, 60.0]),
            entry_share=rng.choice([None, 0.3]) if kind is NodeKind.ENTRY else None,
        )
        for position, (name, kind) in enumerate(
            [*((each, NodeKind.ENTRY) for each in entries)]
            + [(each, NodeKind.TOUCHPOINT) for each in (*touchpoints, "far", "away")]
            + list(ends.items())
        )
    ]
    passages = [("far", "away", 1.0), ("away", "far", 1.0)]
    for place, source in enumerate([*entries, *touchpoints]):
        # One end can be left to from everywhere, so that every customer ends somewhere.
        targets = [*rng.choices([*touchpoints, *ends], k=rng.randint(0, 4)), rng.choice(list(ends))]
        weights = [rng.choice([0, 0, 1, 2, 5]) for _ in targets[:-1]] + [rng.choice([0.05, 1, 3])]
        passages += [(source, target, each / sum(weights)) for target, each in zip(targets, weights, strict=True)]
        if place % 3 == 0:
            passages.append((source, "far", 0.0))
    return [read(Journey, id="jr"), *points, *(
        read(Transition, id=f"p{number}", journey_id="jr", source_id=source, target_id=target, position=number,
             probability=share, delay_hours=rng.choice([None, 2.0]))
        for number, (source, target, share) in enumerate(passages)
    )]  # fmt: skip


def passages_of(rows: list[Base]) -> dict[str, tuple[str, str, float]]:
    """The passages of a journey."""
    return {
        row.id: (row.source_id, row.target_id, row.probability or 0.0) for row in rows if isinstance(row, Transition)
    }


def starts_of(rows: list[Base]) -> dict[str, float]:
    """The shares of the entries, worked out by hand."""
    entries = [row for row in rows if isinstance(row, Touchpoint) and row.kind == NodeKind.ENTRY.value]
    given = sum(row.entry_share or 0.0 for row in entries)
    others = [row for row in entries if row.entry_share is None]
    rest = (1.0 - given) / len(others) if others else 0.0
    shares = {row.id: rest if row.entry_share is None else row.entry_share for row in entries}
    return {each: share / sum(shares.values()) for each, share in shares.items()}


def walk(passages: Passages, starts: Mapping[str, float], steps: int = 4000) -> tuple[dict[str, float], float]:
    """Expected visits of each point, and the share that succeeds: all customers take one step after the other."""
    onward: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for source, target, share in passages.values():
        onward[source].append((target, share))
    visits: dict[str, float] = defaultdict(float)
    present = dict(starts)
    for _ in range(steps):
        following: dict[str, float] = defaultdict(float)
        for point, mass in present.items():
            visits[point] += mass
            for target, share in onward.get(point, ()):
                if share:
                    following[target] += mass * share
        present = {point: mass for point, mass in following.items() if mass > 1e-18}
        if not present:
            break
    return visits, visits.get("won", 0.0) + visits.get("won2", 0.0)


def kept_more(passages: Passages, point: str, amount: float) -> dict[str, tuple[str, str, float]]:
    """The same journey where `amount` fewer drop off at a point, and go on as the others do."""
    lost = sum(share for source, target, share in passages.values() if source == point and target.startswith("lost"))
    changed = {}
    for name, (source, target, share) in passages.items():
        factor = 1.0
        if source == point:
            factor = (lost - amount) / lost if target.startswith("lost") else (1.0 - lost + amount) / (1.0 - lost)
        changed[name] = (source, target, share * factor)
    return changed
