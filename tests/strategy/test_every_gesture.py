from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from journey import operations as journeys
from storage.changes import ChangeSet
from storage.document import Document
from storage.errors import PlanError
from strategy import operations as plans
from strategy.checks import check_together
from strategy.snapshot import Snapshot
from tests import gestures
from tests.gestures import GESTURES, Ids, furnished
from tests.storage.small import stored

Rows = dict[str, list[tuple[Any, ...]]]
NO_GESTURES = {"new_plan_rows", "plan_language", "answers_of"}


@pytest.fixture(scope="module")
def before(shared_plan: tuple[Document, Ids]) -> Rows:
    """The furnished plan, as every test here finds it."""
    return stored(shared_plan[0])


@pytest.mark.parametrize("name", GESTURES)
def test_a_gesture_is_one_step_that_undo_takes_back_and_redo_does_again(
    plan: Document, ids: Ids, before: Rows, name: str
) -> None:
    notices: list[ChangeSet] = []
    unsubscribe = plan.subscribe(notices.append)

    GESTURES[name](plan, ids)
    after = stored(plan)
    assert after != before
    assert len(notices) == 1
    assert notices[0].label

    plan.undo()
    assert stored(plan) == before
    plan.redo()
    assert stored(plan) == after
    unsubscribe()


@settings(max_examples=15)
@given(names=some.lists(some.sampled_from(sorted(GESTURES)), min_size=2, max_size=12))
def test_any_gestures_in_any_order_are_undone_and_redone_and_stay_a_sound_plan(
    shared_plan: tuple[Document, Ids], names: list[str]
) -> None:
    plan, ids = shared_plan
    before = stored(plan)
    for name in names:
        unchanged = stored(plan)
        try:
            GESTURES[name](plan, ids)
        except PlanError:  # what it works on is gone, or the other gestures forbid it
            assert stored(plan) == unchanged
    after = stored(plan)
    check_together(Snapshot.of(plan))
    while plan.undo():
        pass
    assert stored(plan) == before
    while plan.redo():
        pass
    assert stored(plan) == after
    while plan.undo():
        pass


def test_every_operation_has_its_gesture_here() -> None:
    source = Path(gestures.__file__).read_text(encoding="utf-8")
    used = set(re.findall(r"(?:journeys|plans)\.(\w+)\(", source))
    assert {*plans.__all__, *journeys.__all__} - NO_GESTURES - {"delete_stage"} <= used


def test_all_gestures_in_a_row_are_undone_to_the_empty_plan(tmp_path: Path) -> None:
    plan, ids = furnished(tmp_path / "essai.periple")
    with plan:
        for name, gesture in GESTURES.items():
            if not name.startswith(("delete", "change the stages", "unlink", "move a friction")):
                gesture(plan, ids)
        while plan.undo_step:
            plan.undo()
        assert not stored(plan)["segment"]
