"""The plan, its objectives, capabilities, actions and follow-up: the tables of steps 1, 4, 5 and of the follow-up.

Importing this package declares every table of a plan. Columns that hold a catalogue entry store its id as given; a
plan's own entries use the id of their `OwnEntry` row. Amounts are in the plan's currency.
"""

import journey.model  # noqa: F401  (declares the tables that references name)
from strategy.model.actions import (
    PRIORITY_NAMES,
    Action,
    ActionDependency,
    ActionFriction,
    ActionNeed,
    ActionObjective,
    ActionOpportunity,
    ActionSegment,
    ActionStatement,
    ActionStatus,
    ActionTouchpoint,
    FunctionalNeed,
    Milestone,
    NeedSegment,
    OwnerCapacity,
    Tool,
    ToolRating,
    ToolWeight,
)
from strategy.model.capabilities import (
    CapabilityAnswer,
    Quadrant,
    ResourceAnswer,
    SwotFriction,
    SwotJourney,
    SwotStatement,
    SwotTouchpoint,
)
from strategy.model.follow_up import (
    AbTest,
    Decision,
    DismissedWarning,
    GuidingAnswer,
    ReadingRhythm,
    WorkshopNote,
)
from strategy.model.objectives import (
    AuditNote,
    AuditTopic,
    FeedbackNote,
    JourneyObjective,
    KpiReading,
    Objective,
    ObjectiveSegment,
    ReadingOrigin,
)
from strategy.model.plan import (
    PLAN_ROW,
    OwnEntry,
    Participant,
    Plan,
)
from strategy.model.segments import SegmentImport

__all__ = [
    "PLAN_ROW",
    "PRIORITY_NAMES",
    "AbTest",
    "Action",
    "ActionDependency",
    "ActionFriction",
    "ActionNeed",
    "ActionObjective",
    "ActionOpportunity",
    "ActionSegment",
    "ActionStatement",
    "ActionStatus",
    "ActionTouchpoint",
    "AuditNote",
    "AuditTopic",
    "CapabilityAnswer",
    "Decision",
    "DismissedWarning",
    "FeedbackNote",
    "FunctionalNeed",
    "GuidingAnswer",
    "JourneyObjective",
    "KpiReading",
    "Milestone",
    "NeedSegment",
    "Objective",
    "ObjectiveSegment",
    "OwnEntry",
    "OwnerCapacity",
    "Participant",
    "Plan",
    "Quadrant",
    "ReadingOrigin",
    "ReadingRhythm",
    "ResourceAnswer",
    "SegmentImport",
    "SwotFriction",
    "SwotJourney",
    "SwotStatement",
    "SwotTouchpoint",
    "Tool",
    "ToolRating",
    "ToolWeight",
    "WorkshopNote",
]
