"""The gestures of steps 2 and 3: each function is one transaction, one undo step and one notice.

`from journey import operations`. Gestures that are the same for every kind of row (set a value, delete, duplicate,
move, link) are in `strategy.operations`, which knows all kinds.
"""

from journey.operations.annotations import (
    add_emotion,
    add_friction,
    add_opportunity,
    add_trigger,
    mark_moment,
    move_friction,
    unmark_moment,
)
from journey.operations.journeys import add_journey, add_stage, change_stage_set, declare_no_friction, delete_stage
from journey.operations.segments import (
    add_criterion,
    add_persona,
    add_segment,
    rate_engagement,
    set_data_available,
)
from journey.operations.touchpoints import (
    add_touchpoint,
    add_touchpoints,
    change_type,
    connect,
    judge_principle,
    move_touchpoint,
    place_touchpoints,
    scale_probabilities,
)

__all__ = [
    "add_criterion",
    "add_emotion",
    "add_friction",
    "add_journey",
    "add_opportunity",
    "add_persona",
    "add_segment",
    "add_stage",
    "add_touchpoint",
    "add_touchpoints",
    "add_trigger",
    "change_stage_set",
    "change_type",
    "connect",
    "declare_no_friction",
    "delete_stage",
    "judge_principle",
    "mark_moment",
    "move_friction",
    "move_touchpoint",
    "place_touchpoints",
    "rate_engagement",
    "scale_probabilities",
    "set_data_available",
    "unmark_moment",
]
