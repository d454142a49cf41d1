"""Which actions carry a difference between an as-is journey and its target, so that none stays a wish."""

from __future__ import annotations

from collections.abc import Mapping

from journey.comparison import FOLLOW_UPS, Difference
from journey.model import Friction
from resources.i18n import N_
from strategy.links import actions_of_friction, actions_of_touchpoint
from strategy.model import Action
from strategy.snapshot import Snapshot

FIELD_NAMES: Mapping[str, str] = {
    "name": N_("Name"),
    "type": N_("Type"),
    "channel": N_("Channel"),
    "direction": N_("Direction"),
    "information_level": N_("Information given"),
    "content_tool": N_("Content and tool offered"),
    "measured": N_("Measured"),
    "minutes": N_("Time spent there"),
    "data_used": N_("Customer data used"),
    "is_data_use_known": N_("Customers know which data"),
    "data_benefit": N_("What the customer gains"),
    "owner": N_("Department in charge"),
    "is_external": N_("Outside the company"),
    "stage_id": N_("Stage"),
    FOLLOW_UPS: N_("Follow-up messages"),
}
"""What the fields of a touchpoint are called where two journeys are compared."""


def actions_of_difference(snapshot: Snapshot, difference: Difference) -> tuple[Action, ...]:
    """The kept actions tied to either side of a difference, or to a friction noted there today."""
    sides = [each for each in (difference.to_be_id, difference.as_is_id) if each]
    found = [action for point_id in sides for action in actions_of_touchpoint(snapshot, point_id)]
    for friction in snapshot.where(Friction, touchpoint_id=difference.as_is_id) if difference.as_is_id else ():
        found += actions_of_friction(snapshot, friction.id)
    return tuple({action.id: action for action in found}.values())
