"""Builders of what the chain does not reach: one for each check, question and rule that can fail."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journey import operations as journeys
from journey.model import Journey, NodeKind, Touchpoint
from storage.document import Document
from strategy import operations as plans
from strategy.model import Action, ActionStatement, JourneyObjective, Quadrant
from strategy.trace import KPI, Element

Build = Callable[[Document], Element]
RARE_KPI = "kpi_average_review_rating"


def _objective(document: Document) -> Element:
    return Element("objective", plans.add_objective(document, name="Lone"))


def _measured_objective(document: Document) -> Element:
    return Element("objective", plans.add_objective(document, aspect="obj_conversion"))


def _segment(document: Document) -> Element:
    return Element("segment", journeys.add_segment(document, language="en", name="Lone"))


def _journey(document: Document) -> Element:
    segment_id = document.all(Journey)[0].segment_id
    return Element("journey", journeys.add_journey(document, language="en", segment_id=segment_id, name="Lone"))


def _journey_with_touchpoint(document: Document) -> Element:
    element = _journey(document)
    journeys.add_touchpoint(document, element.id, language="en", name="Shop")
    return element


def _friction(document: Document) -> Element:
    point = document.all(Touchpoint, kind=NodeKind.TOUCHPOINT.value)[0]
    return Element("friction", journeys.add_friction(document, touchpoint_id=point.id, text="Lone"))


def _weakness(document: Document) -> Element:
    return Element("swot_statement", plans.add_statement(document, Quadrant.WEAKNESS, text="Lone"))


def _touched_weakness(document: Document) -> Element:
    weakness = _weakness(document)
    plans.link(document, ActionStatement, plans.add_action(document, type="act_organise"), weakness.id)
    return weakness


def _need(document: Document) -> Element:
    return Element("functional_need", plans.add_need(document, name="Lone"))


def _action(document: Document) -> Element:
    return Element("action", plans.add_action(document, name="Lone"))


def _kpi(document: Document) -> Element:
    plans.choose_kpi(document, plans.add_objective(document, name="Lone"), RARE_KPI)
    return Element(KPI, RARE_KPI)


ORPHANS: Mapping[str, Build] = {
    "objective_without_segment": _objective,
    "objective_not_served": _objective,
    "segment_without_journey": _segment,
    "friction_without_action": _friction,
    "weakness_without_action": _weakness,
    "action_without_kpi": _action,
    "objective_without_kpi": _objective,
    "objective_without_baseline": _measured_objective,
    "objective_without_due_date": _objective,
    "objective_without_owner": _objective,
    "segment_without_objective": _segment,
    "journey_without_objective": _journey,
    "need_without_action": _need,
    "action_without_owner": _action,
    "action_without_dates": _action,
    "action_without_cost": _action,
    "objective_served": _objective,
    "segment_with_journey": _segment,
    "journey_examined": _journey_with_touchpoint,
    "finding_answered": _friction,
    "action_measured": _action,
    "segment_aimed_at": _segment,
    "journey_with_objective": _journey,
    "action_founded": _action,
    "action_aimed": _action,
    "kpi_moved": _kpi,
    "trace_rule_objective_kpi": _objective,
    "trace_rule_action_frictions": _action,
    "trace_rule_weakness_action": _touched_weakness,
}
"""By check of the health, question of the coverage, or rule of the chain."""


def furnish(document: Document) -> None:
    """A plan with one thing of each sort, linked to one another, for orphans to be linked to."""
    segment_id = journeys.add_segment(document, language="en", name="Regulars")
    aim = plans.add_objective(document, aspect="obj_churn_reduction", segment_ids=[segment_id])
    plans.add_objective(document, aspect="obj_advocacy", segment_ids=[segment_id])
    journey_id = journeys.add_journey(document, language="en", segment_id=segment_id, name="Buying")
    point_id = journeys.add_touchpoint(document, journey_id, language="en", name="Counter")
    plans.link(document, JourneyObjective, journey_id, aim)
    friction_id = journeys.add_friction(document, touchpoint_id=point_id, text="Waiting")
    action_id = plans.add_action(document, friction_id=friction_id, type="act_train", name="Train")
    plans.set_values(document, Action, action_id, {"kpi": "kpi_churn_rate", "owner": "Ana"})
    plans.add_need(document, name="Call back", segment_ids=[segment_id])
    plans.add_participant(document, name="Luc")
