"""A journey as a tree of keys: stages, what customers meet in them, and what the team noted there.

Keys are pairs of a kind and an id, never rows: after the undo of a delete a row comes back as a new object.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeAlias

from journey.model import (
    EmotionObservation,
    FollowUpTrigger,
    Friction,
    Journey,
    Lane,
    LaneCard,
    Moment,
    Opportunity,
    Stage,
    Touchpoint,
    TouchpointChange,
    Transition,
)
from storage.base import Base
from strategy.snapshot import Snapshot

Key: TypeAlias = tuple[str, str]
Tree: TypeAlias = Mapping[Key, tuple[Key, ...]]

ROOT: Key = ("journey", "")
NO_STAGE: Key = ("stage", "")
"""Stands above the points that have no stage, first: the entry is often one of them."""
OPPORTUNITIES: Key = ("opportunities", "")
"""Stands above the gaps and opportunities of the journey, last."""

CLASSES: Mapping[str, type[Base]] = {
    mapped.__tablename__: mapped
    for mapped in (
        Journey, Stage, Touchpoint, Transition, EmotionObservation, Friction, Moment, FollowUpTrigger, Opportunity,
        Lane, LaneCard,
    )
}  # fmt: skip


def journey_tree(snapshot: Snapshot, journey_id: str) -> Tree:
    """The children of every key of a journey, in screen order; keys without children are absent."""
    tree: dict[Key, list[Key]] = defaultdict(list)
    stages = snapshot.where(Stage, journey_id=journey_id)
    tree[ROOT] = [_key(stage) for stage in stages]
    known = {stage.id for stage in stages}
    for point in snapshot.where(Touchpoint, journey_id=journey_id):
        parent = ("stage", point.stage_id) if point.stage_id in known else NO_STAGE
        tree[parent].append(_key(point))
        tree[_key(point)] = _children_of_point(snapshot, point, tree)
    if tree.get(NO_STAGE):
        tree[ROOT].insert(0, NO_STAGE)
    tree[ROOT].append(OPPORTUNITIES)
    tree[OPPORTUNITIES] = [_key(row) for row in snapshot.where(Opportunity, journey_id=journey_id)]
    return {key: tuple(children) for key, children in tree.items() if children}


def journey_of(snapshot: Snapshot, kind: str, row_id: str) -> str | None:
    """The journey that a row belongs to; None when the row is gone or is none of a journey."""
    mapped = TouchpointChange if kind == TouchpointChange.__tablename__ else CLASSES.get(kind)
    row = snapshot.get(mapped, row_id) if mapped else None
    if row is None:
        return None
    if isinstance(row, Journey):
        return row.id
    journey_id: str | None = getattr(row, "journey_id", None)
    if isinstance(row, LaneCard):
        stage = snapshot.get(Stage, row.stage_id)
        return stage.journey_id if stage else None
    if journey_id is None:
        point = snapshot.get(Touchpoint, getattr(row, "touchpoint_id", None))
        journey_id = point.journey_id if point else None
    return journey_id


def _children_of_point(snapshot: Snapshot, point: Touchpoint, tree: dict[Key, list[Key]]) -> list[Key]:
    """What hangs on a touchpoint; the frictions of its passages hang on these."""
    children: list[Key] = []
    for passage in snapshot.where(Transition, source_id=point.id):
        children.append(_key(passage))
        tree[_key(passage)] = [_key(row) for row in snapshot.where(Friction, transition_id=passage.id)]
    for mapped in (Friction, EmotionObservation, Moment, FollowUpTrigger):
        children += [_key(row) for row in snapshot.where(mapped, touchpoint_id=point.id)]
    return children


def _key(row: Base) -> Key:
    return row.__tablename__, row.id
