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
    watch_for_departure,
)
from journey.operations.discovering import add_discovered_journey
from journey.operations.drawing import add_next_touchpoint, drop_touchpoints
from journey.operations.journeys import add_journey, add_stage, change_stage_set, declare_no_friction, delete_stage
from journey.operations.lanes import add_cards, add_lane, move_card, move_lane, rename_lane, show_lane, size_lane
from journey.operations.map_gestures import (
    add_frictions,
    add_opportunities,
    draw_emotion,
    move_friction_to_stage,
    move_opportunity_to_stage,
    set_channel,
)
from journey.operations.segments import (
    add_criterion,
    add_persona,
    add_segment,
    rate_engagement,
    set_data_available,
)
from journey.operations.templates import add_journey_from_template, insert_template
from journey.operations.touchpoints import (
    add_touchpoint,
    add_touchpoints,
    change_type,
    connect,
    judge_principle,
    move_touchpoint,
    place_touchpoints,
    scale_probabilities,
    use_counts,
)

__all__ = [
    "add_cards",
    "add_criterion",
    "add_discovered_journey",
    "add_emotion",
    "add_friction",
    "add_frictions",
    "add_journey",
    "add_journey_from_template",
    "add_lane",
    "add_next_touchpoint",
    "add_opportunities",
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
    "draw_emotion",
    "drop_touchpoints",
    "insert_template",
    "judge_principle",
    "mark_moment",
    "move_card",
    "move_friction",
    "move_friction_to_stage",
    "move_lane",
    "move_opportunity_to_stage",
    "move_touchpoint",
    "place_touchpoints",
    "rate_engagement",
    "rename_lane",
    "scale_probabilities",
    "set_channel",
    "set_data_available",
    "show_lane",
    "size_lane",
    "unmark_moment",
    "use_counts",
    "watch_for_departure",
]
