"""The real journey that a log of events tells, as plain values: what is drawn, and what was left out of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from journey.event_log import Discovery, Events

_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Step:
    """An activity of the journey. `place` is where it stands on average, from 0 for the beginning of a case to 1."""

    name: str
    cases: int
    place: float


@dataclass(frozen=True, slots=True)
class Walk:
    """A passage that was counted: `hours` is the mean time it took, 0 at least."""

    source: str
    target: str
    count: int
    hours: float


@dataclass(frozen=True, slots=True)
class DiscoveredJourney:
    """A journey ready to be drawn. `beginnings` and `endings` count cases by activity."""

    steps: tuple[Step, ...]
    walks: tuple[Walk, ...]
    beginnings: Mapping[str, int]
    endings: Mapping[str, int]
    left_out: int
    """Passages that were counted but are not drawn, because too few took them."""


def discovered(events: Events, names: Collection[str], least_share: float = 0.0) -> DiscoveredJourney:
    """The journey of the activities in `names`; the others are taken out of the log, so what surrounds them follows.

    A passage taken by less than `least_share` of those who leave its source is not drawn, unless it is the main one.
    """
    discovery = Discovery(_only(events, frozenset(names)))
    leaving = {activity.name: activity.occurrences for activity in discovery.activities}
    main = {passage.source: passage.target for passage in reversed(discovery.passages)}
    walks = [
        Walk(passage.source, passage.target, passage.count, max(0.0, passage.mean_seconds / _HOUR))
        for passage in discovery.passages
        if passage.count >= least_share * leaving[passage.source] or main[passage.source] == passage.target
    ]
    places = discovery.places
    steps = [Step(activity.name, activity.cases, places[activity.name]) for activity in discovery.activities]
    return DiscoveredJourney(
        tuple(sorted(steps, key=lambda step: (step.place, step.name))),
        tuple(walks),
        discovery.first_activities,
        discovery.last_activities,
        sum(passage.count for passage in discovery.passages) - sum(walk.count for walk in walks),
    )


def _only(events: Events, names: frozenset[str]) -> Events:
    """The log without the other activities; a case that had nothing else is gone."""
    import numpy as np

    wanted = np.array([name in names for name in events.names], np.bool_)
    kept = wanted[events.activities]
    _used, cases = np.unique(events.cases[kept], return_inverse=True)
    starts = None if events.starts is None else events.starts[kept]
    return Events(cases, events.activities[kept], events.names, events.moments[kept], starts)
