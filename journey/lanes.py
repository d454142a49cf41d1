"""The lanes of a journey map: which ones there are when nobody changed them, and what each kind is called and shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journey.graph import Rows
from journey.model import Lane, LaneKind
from resources.i18n import N_
from storage.base import POSITION_STEP

USUAL_LANES = (
    LaneKind.ACTIONS,
    LaneKind.TOUCHPOINTS,
    LaneKind.CHANNELS,
    LaneKind.EMOTION,
    LaneKind.FRICTIONS,
    LaneKind.OPPORTUNITIES,
    LaneKind.INDICATORS,
)
"""What a map shows as long as nobody has changed its lanes, in order."""
CARD_LANES = frozenset({LaneKind.ACTIONS, LaneKind.BACKSTAGE, LaneKind.SYSTEMS, LaneKind.OWNERS, LaneKind.OWN})
"""Lanes that hold cards of their own; the others show what the journey holds elsewhere."""
BACKSTAGE_LANES = frozenset({LaneKind.BACKSTAGE, LaneKind.SYSTEMS, LaneKind.OWNERS})
"""What the customer does not see: the line of visibility is drawn above the first of them."""

LANE_NAMES: Mapping[str, str] = {
    LaneKind.ACTIONS: N_("Actions"),
    LaneKind.TOUCHPOINTS: N_("Touchpoints"),
    LaneKind.CHANNELS: N_("Channels"),
    LaneKind.EMOTION: N_("Emotion"),
    LaneKind.FRICTIONS: N_("Frictions"),
    LaneKind.OPPORTUNITIES: N_("Opportunities"),
    LaneKind.INDICATORS: N_("Indicators"),
    LaneKind.BACKSTAGE: N_("Backstage"),
    LaneKind.SYSTEMS: N_("Systems"),
    LaneKind.OWNERS: N_("Owners"),
}
"""What a lane without a name of its own is called; lanes of the team always have one."""


def lanes_of(rows: Rows, journey_id: str) -> tuple[Lane, ...]:
    """The lanes of a journey in order: its own rows, or the usual ones under the ids that they will be written with."""
    written = rows.where(Lane, journey_id=journey_id)
    return written or tuple(Lane.detached(values) for values in usual_lanes(journey_id))


def usual_lanes(journey_id: str) -> list[dict[str, Any]]:  # Any: values of the columns of a lane
    """The values of the usual lanes. Their ids follow from the journey, so a view may name them before they exist."""
    return [
        {
            "id": f"{kind.value}-{journey_id}",
            "journey_id": journey_id,
            "position": POSITION_STEP * place,
            "kind": kind.value,
            "name": "",
            "is_hidden": False,
            "height": None,
        }
        for place, kind in enumerate(USUAL_LANES, start=1)
    ]
