"""Which actions carry a difference between an as-is journey and its target, so that none stays a wish."""

from __future__ import annotations

from journey.comparison import Difference
from journey.model import Friction
from strategy.links import actions_of_friction, actions_of_touchpoint
from strategy.model import Action
from strategy.snapshot import Snapshot


def actions_of_difference(snapshot: Snapshot, difference: Difference) -> tuple[Action, ...]:
    """The kept actions tied to either side of a difference, or to a friction noted there today."""
    sides = [each for each in (difference.to_be_id, difference.as_is_id) if each]
    found = [action for point_id in sides for action in actions_of_touchpoint(snapshot, point_id)]
    for friction in snapshot.where(Friction, touchpoint_id=difference.as_is_id) if difference.as_is_id else ():
        found += actions_of_friction(snapshot, friction.id)
    return tuple({action.id: action for action in found}.values())
