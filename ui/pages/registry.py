"""Which class shows which page, and on which page each kind of thing lives. Pages are imported when first visited."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from ui.pages.page import Page

STEP_PAGES = (
    "step_1_objectives",
    "step_2_segments",
    "step_3_journeys",
    "step_4_capabilities",
    "step_5_action_plan",
)
OTHER_PAGES = ("traceability", "notes")
ALL_PAGES = STEP_PAGES + OTHER_PAGES

_CLASSES = {
    "step_1_objectives": ("ui.pages.objectives.page", "ObjectivesPage"),
    "step_2_segments": ("ui.pages.segments.page", "SegmentsPage"),
    "step_3_journeys": ("ui.pages.journeys.page", "JourneysPage"),
    "step_4_capabilities": ("ui.pages.swot.page", "SwotPage"),
    "step_5_action_plan": ("ui.pages.action_plan.page", "ActionPlanPage"),
    "traceability": ("ui.pages.traceability.page", "TraceabilityPage"),
    "notes": ("ui.pages.notes.page", "NotesPage"),
}

_KINDS = {
    "step_1_objectives": ("objective", "objective_segment", "kpi_reading", "feedback_note", "audit_note"),
    "step_2_segments": ("segment", "segment_criterion", "persona", "data_inventory", "engagement_rating",
                        "segment_import"),
    "step_3_journeys": (
        "journey", "stage", "touchpoint", "transition", "follow_up_trigger", "emotion_observation", "friction",
        "moment", "opportunity", "journey_objective", "touchpoint_change", "lane", "lane_card",
    ),
    "step_4_capabilities": (
        "capability_area", "capability_answer", "resource_answer", "swot_statement", "swot_friction", "swot_journey",
        "swot_touchpoint",
    ),
    "step_5_action_plan": (
        "functional_need", "need_segment", "tool", "tool_rating", "tool_weight", "action", "action_segment",
        "action_touchpoint", "action_friction", "action_statement", "action_objective", "action_need",
        "action_opportunity", "action_dependency", "owner_capacity", "milestone", "decision", "ab_test",
        "reading_rhythm",
    ),
    "notes": ("workshop_note",),
}  # fmt: skip
_PAGE_OF_KIND = {kind: page_id for page_id, kinds in _KINDS.items() for kind in kinds}


def page_class(page_id: str) -> type[Page]:
    """The class of a page. KeyError for an id that is not a page."""
    module, name = _CLASSES[page_id]
    return cast("type[Page]", getattr(import_module(module), name))


def page_of(kind: str) -> str | None:
    """The page that shows rows of this kind; None for those that have no page, such as plan settings."""
    return _PAGE_OF_KIND.get(kind)
