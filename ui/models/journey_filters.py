"""Which touchpoints of a journey are shown: those that a question of the method singles out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journey.model import Direction, EmotionObservation, Friction, InformationLevel, Measured, Moment, Touchpoint
from resources.i18n import N_, tr
from strategy.links import is_answered
from strategy.snapshot import Snapshot

Test = Callable[[Snapshot, Touchpoint], bool]

_FILTERS: Mapping[str, tuple[str, Test]] = {
    "too_little": (
        N_("Too little information"),
        lambda _snapshot, point: point.information_level == InformationLevel.TOO_LITTLE.value,
    ),
    "too_much": (
        N_("Too much information"),
        lambda _snapshot, point: point.information_level == InformationLevel.TOO_MUCH.value,
    ),
    "one_way": (N_("One-way only"), lambda _snapshot, point: point.direction == Direction.ONE_WAY.value),
    "not_measured": (N_("Not fully measured"), lambda _snapshot, point: point.measured != Measured.YES.value),
    "friction": (N_("With a friction"), lambda snapshot, point: bool(snapshot.where(Friction, touchpoint_id=point.id))),
    "without_action": (N_("Friction without action"), lambda snapshot, point: _has_open_friction(snapshot, point)),
    "no_emotion": (
        N_("Without emotion"),
        lambda snapshot, point: not snapshot.where(EmotionObservation, touchpoint_id=point.id),
    ),
    "moment": (N_("Moments"), lambda snapshot, point: bool(snapshot.where(Moment, touchpoint_id=point.id))),
    "external": (N_("Outside the company"), lambda _snapshot, point: point.is_external),
}


def filter_options() -> list[tuple[object, str]]:
    """The filters by name, in the reader's language."""
    return [(name, tr(words)) for name, (words, _test) in _FILTERS.items()]


def passes(snapshot: Snapshot, point: Touchpoint, name: str | None) -> bool:
    """Whether a touchpoint is shown under a filter; without one all are."""
    return name is None or _FILTERS[name][1](snapshot, point)


def _has_open_friction(snapshot: Snapshot, point: Touchpoint) -> bool:
    frictions = snapshot.where(Friction, touchpoint_id=point.id)
    return any(not is_answered(snapshot, friction) for friction in frictions)
