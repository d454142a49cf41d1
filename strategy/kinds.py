"""What gestures must know of each kind of row of a plan: `KINDS` has one entry for every kind that users edit.

Link tables are not here: their rows are only added and removed, see `strategy.operations.links`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from journey.kinds import (
    FROM_ONE,
    FROM_ZERO,
    JOURNEY_KINDS,
    ONE_TO_FIVE,
    PROPORTION,
    Kind,
    Limits,
    one_of,
)
from journey.own_values import OwnValue, adjustables
from resources.i18n import LANGUAGES, N_
from storage.base import Base
from storage.errors import PlanError
from strategy.model import (
    AbTest,
    Action,
    ActionFriction,
    ActionNeed,
    ActionObjective,
    ActionOpportunity,
    ActionSegment,
    ActionStatement,
    ActionStatus,
    ActionTouchpoint,
    AuditNote,
    AuditTopic,
    CapabilityAnswer,
    Decision,
    DismissedWarning,
    FeedbackNote,
    FunctionalNeed,
    GuidingAnswer,
    KpiReading,
    Milestone,
    NeedSegment,
    Objective,
    ObjectiveSegment,
    OwnEntry,
    OwnerCapacity,
    Participant,
    Plan,
    Quadrant,
    ReadingOrigin,
    ReadingRhythm,
    ResourceAnswer,
    SegmentImport,
    SwotFriction,
    SwotJourney,
    SwotStatement,
    SwotTouchpoint,
    Tool,
    ToolRating,
    ToolWeight,
    WorkbookMerge,
    WorkshopNote,
)

if TYPE_CHECKING:
    from journey.graph import Rows

NOTE_KINDS = ("friction", "idea", "fact", "question")
"""What a note taken in the room can be."""


_DETAILS: Mapping[str, tuple[type, ...]] = {
    "unit": (str,),
    "direction": (str,),
    "family": (str,),
    "min": (int, float),
    "max": (int, float),
    "investment": (bool,),
    "kpis": (list,),
    "remedies": (list,),
}
"""What the method reads of its entries, and so of the plan's own ones; other details are kept and not read."""


def details_as_the_method_reads_them(_rows: Rows, entry: OwnEntry) -> None:
    """An own entry has texts, numbers and lists of texts where those of the method have them."""
    for name, value in entry.details.items():
        wanted = _DETAILS.get(name, (object,))
        is_text_list = not isinstance(value, list) or all(isinstance(each, str) for each in value)
        if value is not None and not (isinstance(value, wanted) and (is_text_list or name not in _DETAILS)):
            raise PlanError(N_("“{name}” of an own entry must be of the same sort as in the method’s."), name=name)


def value_may_be_set(_rows: Rows, own: OwnValue) -> None:
    """A value of the team's own stands for one of the method's, and stays in its range."""
    known = adjustables().get(own.id)
    if known is None or (known.entry, known.key) != (own.entry, own.key):
        raise PlanError(N_("“{name}” is not a value of the method that can be set."), name=own.entry)
    Limits(known.low, known.high).check(own.value)


def plan_ends_after_start(_rows: Rows, plan: Plan) -> None:
    """The period of a plan runs forwards."""
    if plan.start_date and plan.end_date and plan.end_date < plan.start_date:
        raise PlanError(N_("The plan ends before it starts. Choose an end on or after the start."))


def action_ends_after_start(_rows: Rows, action: Action) -> None:
    """The dates of an action run forwards."""
    if action.start_date and action.end_date and action.end_date < action.start_date:
        raise PlanError(N_("The action ends before it starts. Choose an end on or after the start."))


def gains_in_order(_rows: Rows, action: Action) -> None:
    """The likely gain of an action lies between the low and the high one."""
    known = [each for each in (action.gain_low, action.gain, action.gain_high) if each is not None]
    if known != sorted(known):
        raise PlanError(N_("The gain must grow from low to likely to high. Correct the other figures first."))


def period_runs_forwards(_rows: Rows, source: SegmentImport) -> None:
    """The purchases of a file lie between its first and its last day."""
    if source.period_start and source.period_end and source.period_end < source.period_start:
        raise PlanError(N_("The period of the file ends before it starts."))


def owner_key(owner: str) -> str:
    """The name of an owner as it is compared: spaces and capitals make no other person of somebody."""
    return " ".join(owner.split()).casefold()


def owner_is_named_once(rows: Rows, capacity: OwnerCapacity) -> None:
    """An owner has one capacity."""
    key = owner_key(capacity.owner)
    if sum(owner_key(each.owner) == key for each in rows.all(OwnerCapacity)) > 1:
        raise PlanError(N_("The days of {owner} are given twice."), owner=capacity.owner)


def successes_within_trials(_rows: Rows, test: AbTest) -> None:
    """A variant succeeds at most as often as it was tried."""
    for success, trials in ((test.success_a, test.trials_a), (test.success_b, test.trials_b)):
        if success is not None and trials is not None and success > trials:
            raise PlanError(N_("More successes than trials. Check both numbers of this variant."))


STRATEGY_KINDS: Mapping[type[Base], Kind] = {
    Plan: Kind(
        edit=N_("Edit the plan’s settings"),
        limits={
            "language": Limits(choices=frozenset(LANGUAGES)),
            "budget": FROM_ZERO,
            "return_months": Limits(1, 120),
            "discount_rate": PROPORTION,
            "customer_base": FROM_ZERO,
        },
        checks=(plan_ends_after_start,),
        fixed=frozenset({"language", "sample"}),
    ),
    Participant: Kind(
        edit=N_("Edit participant"),
        delete=N_("Remove participant"),
        move=N_("Move participant"),
    ),
    OwnEntry: Kind(
        edit=N_("Edit own entry"),
        delete=N_("Delete own entry"),
        move=N_("Move own entry"),
        siblings=("list_name",),
        checks=(details_as_the_method_reads_them,),
        fixed=frozenset({"list_name"}),
    ),
    OwnValue: Kind(
        edit=N_("Set a value"),
        checks=(value_may_be_set,),
        fixed=frozenset({"entry", "key"}),
    ),
    SegmentImport: Kind(
        edit=N_("Import segments"),
        limits=dict.fromkeys(("rows_read", "rows_used", "customers", "size", "tenure_years"), FROM_ZERO),
        checks=(period_runs_forwards,),
        fixed=frozenset({"segment_id"}),
    ),
    Objective: Kind(
        edit=N_("Edit objective"),
        delete=N_("Delete objective"),
        duplicate=N_("Duplicate objective"),
        move=N_("Move objective"),
        limits={"priority": FROM_ONE},
        copied_along=((ObjectiveSegment, "objective_id"),),
        not_copied=("priority",),
    ),
    KpiReading: Kind(
        edit=N_("Edit reading"),
        delete=N_("Delete reading"),
        duplicate=N_("Duplicate reading"),
        move=N_("Move reading"),
        siblings=("origin",),
        limits={"origin": one_of(ReadingOrigin)},
    ),
    FeedbackNote: Kind(
        edit=N_("Edit feedback"),
        delete=N_("Delete feedback"),
        move=N_("Move feedback"),
    ),
    AuditNote: Kind(
        edit=N_("Edit note"),
        delete=N_("Delete note"),
        move=N_("Move note"),
        siblings=("topic",),
        limits={"topic": one_of(AuditTopic)},
    ),
    CapabilityAnswer: Kind(
        edit=N_("Answer a question"), delete=N_("Clear an answer"), fixed=frozenset({"question", "channel"})
    ),
    ResourceAnswer: Kind(
        edit=N_("Answer a question"),
        delete=N_("Clear an answer"),
        limits={"amount": FROM_ZERO},
        fixed=frozenset({"question"}),
    ),
    SwotStatement: Kind(
        edit=N_("Edit statement"),
        delete=N_("Delete statement"),
        duplicate=N_("Duplicate statement"),
        move=N_("Move statement"),
        siblings=("quadrant",),
        limits={"quadrant": one_of(Quadrant)},
        copied_along=(
            (SwotFriction, "statement_id"),
            (SwotJourney, "statement_id"),
            (SwotTouchpoint, "statement_id"),
        ),
    ),
    FunctionalNeed: Kind(
        edit=N_("Edit need"),
        delete=N_("Delete need"),
        duplicate=N_("Duplicate need"),
        move=N_("Move need"),
        limits={"rank": FROM_ONE, "impact": ONE_TO_FIVE, "cost": FROM_ZERO},
        copied_along=((NeedSegment, "need_id"),),
        not_copied=("rank",),
    ),
    Tool: Kind(
        edit=N_("Edit tool"),
        delete=N_("Delete tool"),
        duplicate=N_("Duplicate tool"),
        move=N_("Move tool"),
        copied_along=((ToolRating, "tool_id"),),
    ),
    ToolRating: Kind(
        edit=N_("Rate a tool"), limits={"rating": Limits(0, 5)}, fixed=frozenset({"tool_id", "criterion"})
    ),
    ToolWeight: Kind(edit=N_("Weigh a criterion"), limits={"weight": Limits(0, 100)}, fixed=frozenset({"criterion"})),
    Action: Kind(
        edit=N_("Edit action"),
        delete=N_("Delete action"),
        duplicate=N_("Duplicate action"),
        move=N_("Move action"),
        limits={
            "cost": FROM_ZERO,
            "effort_days": FROM_ZERO,
            "impact": ONE_TO_FIVE,
            "lead_time_days": Limits(0, 3650),
            "running_cost": FROM_ZERO,
            "gain_low": FROM_ZERO,
            "gain": FROM_ZERO,
            "gain_high": FROM_ZERO,
            "gain_customers": FROM_ZERO,
            "gain_unit_value": FROM_ZERO,
            "progress": Limits(0, 100),
            "status": one_of(ActionStatus),
            "priority": Limits(1, 3),
            "confidence": ONE_TO_FIVE,
        },
        checks=(action_ends_after_start, gains_in_order),
        not_copied=("client_comment", "changed_on"),
        copied_along=(
            (ActionSegment, "action_id"),
            (ActionTouchpoint, "action_id"),
            (ActionFriction, "action_id"),
            (ActionStatement, "action_id"),
            (ActionObjective, "action_id"),
            (ActionNeed, "action_id"),
            (ActionOpportunity, "action_id"),
        ),
    ),
    Milestone: Kind(
        edit=N_("Edit milestone"),
        delete=N_("Delete milestone"),
        duplicate=N_("Duplicate milestone"),
        move=N_("Move milestone"),
    ),
    OwnerCapacity: Kind(
        edit=N_("Set the days of an owner"),
        limits={"days": Limits(0, 31)},
        checks=(owner_is_named_once,),
        fixed=frozenset({"owner"}),
    ),
    Decision: Kind(
        edit=N_("Edit decision"),
        delete=N_("Delete decision"),
        move=N_("Move decision"),
        siblings=("reading_id",),
    ),
    AbTest: Kind(
        edit=N_("Edit A/B test"),
        delete=N_("Delete A/B test"),
        move=N_("Move A/B test"),
        limits={"success_a": FROM_ZERO, "trials_a": FROM_ZERO, "success_b": FROM_ZERO, "trials_b": FROM_ZERO},
        checks=(successes_within_trials,),
    ),
    ReadingRhythm: Kind(edit=N_("Set the rhythm"), limits={"months": Limits(1, 60)}, fixed=frozenset({"kpi"})),
    WorkshopNote: Kind(
        edit=N_("Edit note"),
        delete=N_("Delete note"),
        move=N_("Move note"),
        siblings=("step",),
        limits={"kind": Limits(choices=frozenset(NOTE_KINDS))},
    ),
    GuidingAnswer: Kind(edit=N_("Answer a question"), delete=N_("Clear an answer"), fixed=frozenset({"question"})),
    WorkbookMerge: Kind(edit=N_("Merge a returned workbook"), limits=dict.fromkeys(("accepted", "left"), FROM_ZERO)),
    DismissedWarning: Kind(
        edit=N_("Edit the reason"), delete=N_("Restore warning"), fixed=frozenset({"warning", "subject_id"})
    ),
}

KINDS: Mapping[type[Base], Kind] = {**JOURNEY_KINDS, **STRATEGY_KINDS}
