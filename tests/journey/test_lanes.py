from __future__ import annotations

import pytest

from journey import operations
from journey.lanes import USUAL_LANES, lanes_of
from journey.model import EmotionObservation, Friction, Lane, LaneCard, LaneKind, Stage, Touchpoint
from storage.document import Document
from storage.errors import PlanError
from strategy.dependents import dependents
from strategy.snapshot import Snapshot


@pytest.fixture
def plan(empty_plan: Document) -> Document:
    operations.add_journey(empty_plan, language="en", stage_set="stset_buying", name="Buy")
    return empty_plan


def journey_of(plan: Document) -> str:
    return plan.all(Stage)[0].journey_id


def lane(plan: Document, kind: LaneKind) -> str:
    return next(each.id for each in lanes_of(Snapshot.of(plan), journey_of(plan)) if each.kind == kind)


def texts(plan: Document, lane_id: str, stage_id: str) -> list[str]:
    return [card.text for card in plan.all(LaneCard, lane_id=lane_id, stage_id=stage_id)]


def test_a_journey_shows_the_usual_lanes_and_the_first_card_writes_them_under_the_same_ids(plan: Document) -> None:
    before = [each.id for each in lanes_of(Snapshot.of(plan), journey_of(plan))]
    assert not plan.all(Lane)
    operations.add_cards(plan, journey_of(plan), lane(plan, LaneKind.ACTIONS), plan.all(Stage)[0].id, ["Looks around"])
    assert [each.id for each in plan.all(Lane)] == before
    assert [each.kind for each in plan.all(Lane)] == [kind.value for kind in USUAL_LANES]
    plan.undo()
    assert not plan.all(Lane)


def test_cards_go_in_at_a_place_and_move_between_lanes_and_stages(plan: Document) -> None:
    first, second = [each.id for each in plan.all(Stage)][:2]
    actions = lane(plan, LaneKind.ACTIONS)
    backstage = operations.add_lane(plan, journey_of(plan), kind=LaneKind.BACKSTAGE)
    operations.add_cards(plan, journey_of(plan), actions, first, ["one", "four"])
    (two, _three) = operations.add_cards(plan, journey_of(plan), actions, first, ["two", "three"], index=1)
    assert texts(plan, actions, first) == ["one", "two", "three", "four"]
    operations.move_card(plan, two, backstage, second)
    assert texts(plan, actions, first) == ["one", "three", "four"]
    assert texts(plan, backstage, second) == ["two"]


def test_a_lane_that_shows_the_journey_takes_no_cards(plan: Document) -> None:
    with pytest.raises(PlanError):
        operations.add_cards(plan, journey_of(plan), lane(plan, LaneKind.EMOTION), plan.all(Stage)[0].id, ["Joy"])
    assert not plan.all(Lane)


def test_lanes_are_moved_hidden_and_shown_again(plan: Document) -> None:
    journey_id = journey_of(plan)
    operations.move_lane(plan, journey_id, lane(plan, LaneKind.INDICATORS), 0)
    assert plan.all(Lane)[0].kind == LaneKind.INDICATORS
    operations.show_lane(plan, journey_id, lane(plan, LaneKind.CHANNELS), False)
    assert [each.kind for each in plan.all(Lane) if each.is_hidden] == ["channels"]
    operations.add_lane(plan, journey_id, kind=LaneKind.CHANNELS)
    assert [each.is_hidden for each in plan.all(Lane)] == [False] * 7


def test_the_last_lane_cannot_be_hidden(plan: Document) -> None:
    *others, last = (each.id for each in lanes_of(Snapshot.of(plan), journey_of(plan)))
    for lane_id in others:
        operations.show_lane(plan, journey_of(plan), lane_id, False)
    with pytest.raises(PlanError):
        operations.show_lane(plan, journey_of(plan), last, False)


def test_deleting_a_stage_hands_its_cards_over_to_the_stage_before_it(plan: Document) -> None:
    first, second = [each.id for each in plan.all(Stage)][:2]
    actions = lane(plan, LaneKind.ACTIONS)
    operations.add_cards(plan, journey_of(plan), actions, first, ["kept"])
    (card,) = operations.add_cards(plan, journey_of(plan), actions, second, ["handed over"])
    assert dependents(Snapshot.of(plan), "stage", second).children == {"lane_card": (card,)}
    operations.delete_stage(plan, second)
    assert texts(plan, actions, first) == ["kept", "handed over"]


def test_another_stage_set_keeps_the_stages_that_hold_cards(plan: Document) -> None:
    stage = plan.all(Stage)[1]
    operations.add_cards(plan, journey_of(plan), lane(plan, LaneKind.ACTIONS), stage.id, ["Tries"])
    operations.change_stage_set(plan, journey_of(plan), "stset_usage")
    assert plan.get(Stage, stage.id) is not None
    assert len(plan.all(LaneCard)) == 1


def test_drawing_the_curve_notes_an_assumption_first_and_then_moves_what_is_there(plan: Document) -> None:
    point = operations.add_touchpoint(plan, journey_of(plan), language="en", name="Till")
    operations.draw_emotion(plan, point, -1.0)
    (observed,) = plan.all(EmotionObservation)
    assert (observed.emotion, observed.valence, observed.evidence) == (
        "emo_anger", -1.0, "listen_workshop_assumption",
    )  # fmt: skip
    operations.add_emotion(plan, point, "emo_neutral", valence=0.0, evidence="listen_interview")
    operations.draw_emotion(plan, point, 0.0)
    assert [each.valence for each in plan.all(EmotionObservation)] == [-0.5, 0.5]


def test_a_friction_goes_to_the_first_touchpoint_of_a_stage_and_nowhere_without_one(plan: Document) -> None:
    first, second, third = [each.id for each in plan.all(Stage)][:3]
    here = operations.add_touchpoint(plan, journey_of(plan), language="en", name="Here", stage_id=first)
    there = operations.add_touchpoint(plan, journey_of(plan), language="en", name="There", stage_id=second)
    friction, _other = operations.add_frictions(plan, here, ["Slow", "Dear"])
    operations.move_friction_to_stage(plan, friction, second)
    assert [each.touchpoint_id for each in plan.all(Friction)] == [there, here]
    with pytest.raises(PlanError):
        operations.move_friction_to_stage(plan, friction, third)
    assert len(plan.all(Touchpoint, kind="nk_touchpoint")) == 2
