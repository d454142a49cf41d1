"""The gestures on a whole plan: each function is one transaction, one undo step and one notice.

`from strategy import operations`. Values, deletes, duplicates, moves and links work for every kind of row, those of
`journey` included; what only journeys know (add a touchpoint, connect…) is in `journey.operations`.
"""

from strategy.operations.actions import (
    add_action,
    add_need,
    add_tool,
    answer_frictions,
    rate_tool,
    select_tool,
    weigh_criterion,
)
from strategy.operations.comparing import answer_differences, explain_change, match_touchpoint
from strategy.operations.curing import add_measured_action, add_objective_for, copy_journey_for
from strategy.operations.economics import set_owner_days, settle_on
from strategy.operations.editing import (
    delete,
    delete_several,
    duplicate,
    duplicate_several,
    move,
    move_by,
    rank_objectives,
    rank_segments,
    set_value,
    set_values,
)
from strategy.operations.follow_up import add_ab_test, add_decision, set_rhythm
from strategy.operations.importing import import_segments
from strategy.operations.journeys import derive_to_be
from strategy.operations.links import link, set_links, unlink
from strategy.operations.objectives import (
    add_audit_note,
    add_feedback,
    add_objective,
    add_reading,
    choose_kpi,
    set_objective_segments,
    set_reading,
    set_segment_objectives,
)
from strategy.operations.own_entries import add_own_entry, reset_own_values, set_own_value
from strategy.operations.plan import add_participant, new_plan_rows, plan_language
from strategy.operations.pooling import pool_needs
from strategy.operations.sending import send_note_to_plan, send_note_to_quadrant, send_note_to_touchpoint
from strategy.operations.sketching import import_journey
from strategy.operations.supposing import apply_what_if
from strategy.operations.swot import (
    add_statement,
    adopt_audit_note,
    answer,
    answer_resource,
    answers_of,
    comment_answer,
    link_statement,
    move_statement,
    tick_data,
)
from strategy.operations.timing import (
    add_milestone,
    put_milestone,
    reset_ranking,
    schedule,
    tell_progress,
    weigh_action,
)
from strategy.operations.workshop import add_note, answer_guiding_question, dismiss_warning, restore_warning

__all__ = [
    "add_ab_test",
    "add_action",
    "add_audit_note",
    "add_decision",
    "add_feedback",
    "add_measured_action",
    "add_milestone",
    "add_need",
    "add_note",
    "add_objective",
    "add_objective_for",
    "add_own_entry",
    "add_participant",
    "add_reading",
    "add_statement",
    "add_tool",
    "adopt_audit_note",
    "answer",
    "answer_differences",
    "answer_frictions",
    "answer_guiding_question",
    "answer_resource",
    "answers_of",
    "apply_what_if",
    "choose_kpi",
    "comment_answer",
    "copy_journey_for",
    "delete",
    "delete_several",
    "derive_to_be",
    "dismiss_warning",
    "duplicate",
    "duplicate_several",
    "explain_change",
    "import_journey",
    "import_segments",
    "link",
    "link_statement",
    "match_touchpoint",
    "move",
    "move_by",
    "move_statement",
    "new_plan_rows",
    "plan_language",
    "pool_needs",
    "put_milestone",
    "rank_objectives",
    "rank_segments",
    "rate_tool",
    "reset_own_values",
    "reset_ranking",
    "restore_warning",
    "schedule",
    "select_tool",
    "send_note_to_plan",
    "send_note_to_quadrant",
    "send_note_to_touchpoint",
    "set_links",
    "set_objective_segments",
    "set_own_value",
    "set_owner_days",
    "set_reading",
    "set_rhythm",
    "set_segment_objectives",
    "set_value",
    "set_values",
    "settle_on",
    "tell_progress",
    "tick_data",
    "unlink",
    "weigh_action",
    "weigh_criterion",
]
