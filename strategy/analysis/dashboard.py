"""The dashboard of the follow-up: where every indicator of the plan stands, in all or for one part of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from journey.model import Segment
from strategy.analysis.follow_up import (
    ProgressStatus,
    measured_by,
    months_later,
    next_reading_date,
    reading_progress,
    rhythm_of,
)
from strategy.links import (
    actions_of_objective,
    kept_actions,
    needs_of_action,
    segments_of_action,
    segments_of_objective,
    touchpoints_of_action,
)
from strategy.model import Action, KpiReading, Objective, ReadingOrigin
from strategy.snapshot import Snapshot

WITHOUT = ""
"""In a scope or among the parts: the indicators that have no segment, channel or campaign."""


class IndicatorState(StrEnum):
    """Where an indicator stands after its latest reading, in the order of what needs the team most."""

    REVERSED = "reversed"
    BEHIND = "behind"
    ON_TRACK = "on_track"
    REACHED = "reached"
    NO_TARGET = "no_target"
    NO_READING = "no_reading"


class Part(StrEnum):
    """What the dashboard can be cut by. A campaign is an action of the plan."""

    SEGMENT = "segments"
    CHANNEL = "channels"
    TYPE = "types"
    CAMPAIGN = "campaigns"


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a day, with the reading that told it; None = the baseline of the plan."""

    date: datetime.date | None
    value: float
    reading_id: str | None = None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One KPI followed towards one target, for one segment where it was read by segment.

    `goals` are the objectives and actions that share KPI, baseline and target, as (kind, id). `segments`, `channels`,
    `types` (of actions) and `campaigns` are the ids it belongs to: a reading of a segment belongs to that one alone.
    `progress` is a proportion, None without target or reading. `due` is when the next reading is expected.
    """

    kpi: str
    segment_id: str | None
    goals: tuple[tuple[str, str], ...]
    baseline: float | None
    target: float | None
    unit: str | None
    due_date: datetime.date | None
    points: tuple[Point, ...]
    state: IndicatorState
    progress: float | None
    due: datetime.date | None
    is_overdue: bool
    segments: frozenset[str]
    channels: frozenset[str]
    types: frozenset[str]
    campaigns: frozenset[str]

    @property
    def key(self) -> tuple[str, str | None, float | None, float | None]:
        """What tells it from every other indicator of the plan."""
        return (self.kpi, self.segment_id, self.baseline, self.target)

    @property
    def latest(self) -> Point | None:
        """The latest reading; None before the first."""
        return self.points[-1] if self.points else None

    @property
    def move(self) -> float | None:
        """What the latest reading changed since the one before, or since the baseline; None when nothing preceded."""
        before = self.points[-2].value if len(self.points) > 1 else self.baseline
        return self.points[-1].value - before if self.points and before is not None else None

    @property
    def is_better(self) -> bool | None:
        """Whether the latest move goes towards the target; None when there is none."""
        move = self.move
        if not move or self.baseline is None or self.target is None or self.baseline == self.target:
            return None
        return (move > 0) == (self.target > self.baseline)


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the plan that is looked at; None = all of it, `WITHOUT` = what belongs to none."""

    segment: str | None = None
    channel: str | None = None
    type: str | None = None
    campaign: str | None = None

    def contains(self, indicator: Indicator) -> bool:
        """Whether an indicator belongs to this part."""
        asked = (
            (self.segment, indicator.segments),
            (self.channel, indicator.channels),
            (self.type, indicator.types),
            (self.campaign, indicator.campaigns),
        )
        return all(wanted is None or (wanted in ids if wanted else not ids) for wanted, ids in asked)


@dataclass(frozen=True, slots=True)
class Figures:
    """What the dashboard says of some indicators. `progress` is the mean way covered, each counted from 0 to 1."""

    by_state: Mapping[IndicatorState, int]
    overdue: int
    progress: float | None

    @property
    def total(self) -> int:
        return sum(self.by_state.values())


@dataclass(slots=True)
class _Goal:
    """The objectives and actions that follow one KPI from one baseline to one target."""

    rows: list[Objective | Action]
    segments: set[str] = field(default_factory=set)
    channels: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    campaigns: set[str] = field(default_factory=set)


_Key = tuple[str, float | None, float | None]


def indicators(snapshot: Snapshot, today: datetime.date) -> tuple[Indicator, ...]:
    """Every indicator that objectives, kept actions or readings of the follow-up name, those of objectives first."""
    goals = _goals(snapshot)
    series: dict[_Key, dict[str | None, list[KpiReading]]] = {key: {} for key in goals}
    for reading in snapshot.where(KpiReading, origin=ReadingOrigin.FOLLOW_UP.value):
        if reading.value is not None:
            by_segment = series.setdefault(_key_of(snapshot, reading, goals), {})
            by_segment.setdefault(reading.segment_id, []).append(reading)
    return tuple(
        _indicator(snapshot, key, goals.get(key) or _Goal([]), segment_id, readings, today)
        for key, by_segment in series.items()
        for segment_id, readings in (by_segment or {None: []}).items()
    )


def within(found: Iterable[Indicator], scope: Scope) -> tuple[Indicator, ...]:
    """The indicators of a part of the plan."""
    return tuple(each for each in found if scope.contains(each))


def figures(found: Sequence[Indicator]) -> Figures:
    """What the dashboard says of these indicators."""
    ways = [min(max(each.progress, 0.0), 1.0) for each in found if each.progress is not None]
    return Figures(
        {state: sum(each.state is state for each in found) for state in IndicatorState},
        sum(each.is_overdue for each in found),
        sum(ways) / len(ways) if ways else None,
    )


def parts(snapshot: Snapshot, found: Sequence[Indicator], by: Part) -> dict[str, tuple[Indicator, ...]]:
    """The indicators of each segment, channel, type of action or campaign that has any; `WITHOUT` last.

    One that belongs to several stands in each; every indicator stands in one at least.
    """
    orders: dict[Part, list[str]] = {
        Part.SEGMENT: [row.id for row in snapshot.all(Segment)],
        Part.CHANNEL: sorted({each for indicator in found for each in indicator.channels}),
        Part.TYPE: sorted({each for indicator in found for each in indicator.types}),
        Part.CAMPAIGN: [row.id for row in kept_actions(snapshot)],
    }
    named = {each: tuple(one for one in found if each in getattr(one, by.value)) for each in orders[by]}
    rest = tuple(one for one in found if not getattr(one, by.value))
    return {each: ones for each, ones in {**named, WITHOUT: rest}.items() if ones}


def _goals(snapshot: Snapshot) -> dict[_Key, _Goal]:
    goals: dict[_Key, _Goal] = {}
    for objective in snapshot.all(Objective):
        served = segments_of_objective(snapshot, objective)
        _join(snapshot, goals, objective, served, actions_of_objective(snapshot, objective.id))
    for action in kept_actions(snapshot):
        _join(snapshot, goals, action, segments_of_action(snapshot, action.id), (action,))
    return goals


def _join(
    snapshot: Snapshot,
    goals: dict[_Key, _Goal],
    row: Objective | Action,
    served: Sequence[Segment],
    carried: Sequence[Action],
) -> None:
    """Add what follows a KPI to its goal, with the segments that it serves and the actions that carry it."""
    if row.kpi is None:
        return
    goal = goals.setdefault((row.kpi, row.baseline, row.target), _Goal([]))
    goal.rows.append(row)
    goal.segments |= {segment.id for segment in served}
    goal.types |= {action.type for action in carried if action.type}
    goal.campaigns |= {action.id for action in carried}
    for action in carried:
        goal.channels |= _channels(snapshot, action.id)


def _channels(snapshot: Snapshot, action_id: str) -> set[str]:
    """The channels that an action works on: those of its touchpoints and of the needs that it meets."""
    points = {point.channel for point in touchpoints_of_action(snapshot, action_id) if point.channel}
    return points | {channel for need in needs_of_action(snapshot, action_id) for channel in need.channels}


def _key_of(snapshot: Snapshot, reading: KpiReading, goals: Mapping[_Key, _Goal]) -> _Key:
    """The goal that a reading measures; one without a way to its target still has its KPI."""
    row = measured_by(snapshot, reading)
    if row is not None:
        return (reading.kpi, row.baseline, row.target)
    return next((key for key in goals if key[0] == reading.kpi), (reading.kpi, None, None))


def _indicator(
    snapshot: Snapshot,
    key: _Key,
    goal: _Goal,
    segment_id: str | None,
    readings: list[KpiReading],
    today: datetime.date,
) -> Indicator:
    kpi, baseline, target = key
    taken = sorted(readings, key=lambda each: (each.date or datetime.date.min, each.position, each.id))
    last = taken[-1] if taken else None
    found = reading_progress(snapshot, last) if last else None
    due = next_reading_date(snapshot, last) if last else _first_due(snapshot, kpi)
    owner = next(iter(goal.rows), None)
    return Indicator(
        kpi=kpi,
        segment_id=segment_id,
        goals=tuple((row.__tablename__, row.id) for row in goal.rows),
        baseline=baseline,
        target=target,
        unit=(last.unit if last else None) or (owner.unit if isinstance(owner, Objective) else None),
        due_date=owner.due_date if isinstance(owner, Objective) else owner.end_date if owner else None,
        points=tuple(Point(each.date, each.value, each.id) for each in taken if each.value is not None),
        state=_state(found.status if found else None, has_reading=last is not None),
        progress=found.progress if found else None,
        due=due,
        is_overdue=due is not None and due < today,
        segments=frozenset({segment_id} if segment_id else goal.segments),
        channels=frozenset(goal.channels),
        types=frozenset(goal.types),
        campaigns=frozenset(goal.campaigns),
    )


def _state(status: ProgressStatus | None, *, has_reading: bool) -> IndicatorState:
    if not has_reading:
        return IndicatorState.NO_READING
    return IndicatorState(status.value) if status is not None else IndicatorState.NO_TARGET


def _first_due(snapshot: Snapshot, kpi: str) -> datetime.date | None:
    """When a KPI not read since the plan began should be: after its baseline, else by its rhythm from the start."""
    before = (next_reading_date(snapshot, each) for each in snapshot.where(KpiReading, kpi=kpi))
    months, start = rhythm_of(snapshot, kpi), snapshot.plan.start_date
    by_rhythm = months_later(start, months) if months and start else None
    return min((day for day in before if day is not None), default=by_rhythm)
