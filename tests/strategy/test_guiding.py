from __future__ import annotations

from journey.model import Friction, Journey
from strategy.guiding import GuidingState, guiding_states
from strategy.model import (
    Action,
    ActionObjective,
    ActionStatus,
    AuditNote,
    AuditTopic,
    GuidingAnswer,
    JourneyObjective,
    Objective,
)
from strategy.reach import reach_of_objective
from strategy.snapshot import Snapshot
from tests.support import plan_of


def state_of(snapshot: Snapshot, question: str) -> GuidingState:
    return next(state for state in guiding_states(snapshot, "step_1_objectives") if state.question == question)


def test_all_twelve_questions_of_the_step_are_open_on_an_empty_plan() -> None:
    states = guiding_states(plan_of(), "step_1_objectives")
    assert len(states) == 12
    assert not any(state.is_settled for state in states)


def test_a_written_answer_settles_a_question() -> None:
    plan = plan_of(GuidingAnswer(question="q1_long_term", text="By renewing longer."))
    assert state_of(plan, "q1_long_term") == GuidingState("q1_long_term", "By renewing longer.", True, 0)


def test_objectives_settle_a_question_once_none_of_them_misses_it() -> None:
    named, unnamed = Objective(id="a", owner="Ada"), Objective(id="b")
    assert state_of(plan_of(named, unnamed), "q1_intent") == GuidingState("q1_intent", "", False, 1)
    assert state_of(plan_of(named), "q1_intent").is_settled


def test_a_noted_sign_of_departure_settles_why_customers_leave() -> None:
    plan = plan_of(AuditNote(topic=AuditTopic.CHURN_SIGNAL.value, text="They fall silent"))
    assert state_of(plan, "q1_why_leave").is_settled
    assert not state_of(plan, "q1_audit_points").is_settled


def test_an_objective_reaches_the_frictions_of_its_journeys_and_what_its_kept_actions_cost() -> None:
    plan = plan_of(
        Objective(id="o"),
        [Journey(id="j1"), Journey(id="j2"), JourneyObjective(journey_id="j1", objective_id="o")],
        [Friction(id="f1", journey_id="j1"), Friction(id="f2", journey_id="j2")],
        [Action(id="a1", cost=100.0), Action(id="a2", cost=50.0, status=ActionStatus.DROPPED.value), Action(id="a3")],
        [ActionObjective(action_id=each, objective_id="o") for each in ("a1", "a2", "a3")],
    )
    reach = reach_of_objective(plan, "o")
    assert (reach.journeys, reach.frictions, reach.actions, reach.cost) == (("j1",), ("f1",), ("a1", "a3"), 100.0)
