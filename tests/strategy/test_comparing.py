from __future__ import annotations

import pytest

from journey.comparison import Fate, compare_journeys
from journey.model import Touchpoint, TouchpointChange
from storage.document import Document
from storage.errors import PlanError
from strategy import operations
from strategy.differences import actions_of_difference
from strategy.links import actions_of_friction
from strategy.model import Action
from strategy.snapshot import Snapshot
from tests.gestures import Ids


def fate_of(plan: Document, ids: Ids, point: str) -> Fate:
    found = compare_journeys(Snapshot.of(plan), ids["journey"], ids["target journey"])
    return next(each.fate for each in found.differences if each.point_id == point)


def test_each_target_touchpoint_stands_for_the_one_it_was_derived_from(plan: Document, ids: Ids) -> None:
    found = compare_journeys(Snapshot.of(plan), ids["journey"], ids["target journey"])
    assert {each.fate for each in found.differences} == {Fate.KEPT}
    operations.set_value(plan, Touchpoint, ids["target touchpoint"], "name", "Annonce ciblée")
    assert fate_of(plan, ids, ids["target touchpoint"]) is Fate.CHANGED


def test_without_its_origin_a_target_touchpoint_is_new_and_the_other_one_dropped(plan: Document, ids: Ids) -> None:
    operations.match_touchpoint(plan, ids["target touchpoint"], None)
    assert fate_of(plan, ids, ids["target touchpoint"]) is Fate.ADDED
    assert fate_of(plan, ids, ids["touchpoint"]) is Fate.REMOVED


def test_the_first_match_by_hand_keeps_the_matches_that_names_told(plan: Document, ids: Ids) -> None:
    with plan.transact("forget the origins"):
        for point in plan.all(Touchpoint, journey_id=ids["target journey"]):
            point.origin_id = None
    operations.match_touchpoint(plan, ids["target touchpoint"], None)
    found = compare_journeys(Snapshot.of(plan), ids["journey"], ids["target journey"])
    assert [each.point_id for each in found.changes] == [ids["target touchpoint"], ids["touchpoint"]]
    assert found.of(Fate.KEPT)


def test_a_touchpoint_cannot_stand_for_one_of_a_third_journey(plan: Document, ids: Ids) -> None:
    with pytest.raises(PlanError, match="as-is journey of its own"):
        operations.match_touchpoint(plan, ids["target touchpoint"], ids["target touchpoint"])


def test_an_empty_reason_takes_the_reason_back(plan: Document, ids: Ids) -> None:
    for reason, left in (("Trop cher", 1), ("Trop lent", 1), ("  ", 0)):
        operations.explain_change(plan, ids["target journey"], ids["touchpoint"], reason)
        assert len(plan.all(TouchpointChange)) == left


def test_one_gesture_makes_a_linked_action_for_each_difference(plan: Document, ids: Ids) -> None:
    operations.match_touchpoint(plan, ids["target touchpoint"], None)
    wanted = [ids["target touchpoint"], ids["touchpoint"]]
    made = operations.answer_differences(plan, ids["target journey"], wanted)
    names = [row.name for row in (plan.get(Action, each) for each in made) if row is not None]
    assert [name.split(" «")[0] for name in names] == ["Mettre en place", "Abandonner"]
    snapshot = Snapshot.of(plan)
    found = compare_journeys(snapshot, ids["journey"], ids["target journey"])
    carried = {each.point_id: [action.id for action in actions_of_difference(snapshot, each)] for each in found.changes}
    assert made[0] in carried[ids["target touchpoint"]]
    assert made[1] in carried[ids["touchpoint"]]
    assert made[1] in [action.id for action in actions_of_friction(snapshot, ids["friction"])]
    plan.undo()
    assert not [each for each in made if plan.get(Action, each)]
