from __future__ import annotations

import contextlib
import inspect
import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from journey import operations as journeys
from storage.backups import backups
from storage.base import Base, classes_of
from storage.changes import ChangeSet
from storage.document import Document
from storage.errors import PlanError
from strategy import operations as plans
from strategy.checks import check_together
from strategy.snapshot import Snapshot
from tests import gestures
from tests.gestures import GESTURES, Gesture, Ids
from tests.storage.small import read_at_once

Rows = dict[str, list[tuple[Any, ...]]]
Stored = Callable[[], Rows]
NO_GESTURES = {"new_plan_rows", "plan_language", "answers_of"}
NO_ROWS = {"template_id"}
"""Parameters that name an entry of the catalogue, which nobody deletes."""
GONE = "0" * 16
"""The id of a row that was deleted."""


@pytest.fixture(scope="module")
def stored(shared_plan: tuple[Document, Ids]) -> Iterator[Stored]:
    """What the file of the furnished plan holds, as another program reads it."""
    with contextlib.closing(sqlite3.connect(shared_plan[0].path, isolation_level=None)) as connection:
        kinds = [each.__tablename__ for each in classes_of(Base)]

        def read() -> Rows:
            with read_at_once(connection):
                return {kind: connection.execute(f'SELECT * FROM "{kind}" ORDER BY id').fetchall() for kind in kinds}

        yield read


@pytest.fixture(scope="module")
def before(stored: Stored) -> Rows:
    """The furnished plan, as every test here finds it."""
    return stored()


@pytest.mark.parametrize("name", GESTURES)
def test_a_gesture_is_one_step_that_undo_takes_back_and_redo_does_again(
    plan: Document, ids: Ids, stored: Stored, before: Rows, name: str
) -> None:
    notices: list[ChangeSet] = []
    unsubscribe = plan.subscribe(notices.append)

    GESTURES[name](plan, ids)
    after = stored()
    assert after != before
    assert len(notices) == 1
    assert notices[0].label

    plan.undo()
    assert stored() == before
    plan.redo()
    assert stored() == after
    unsubscribe()


@settings(max_examples=15)
@given(names=some.lists(some.sampled_from(sorted(GESTURES)), min_size=2, max_size=12))
def test_any_gestures_in_any_order_are_undone_and_redone_and_stay_a_sound_plan(
    shared_plan: tuple[Document, Ids], stored: Stored, names: list[str]
) -> None:
    plan, ids = shared_plan
    before = stored()
    for name in names:
        unchanged = stored()
        try:
            GESTURES[name](plan, ids)
        except PlanError:  # what it works on is gone, or the other gestures forbid it
            assert stored() == unchanged
    after = stored()
    check_together(Snapshot.of(plan))
    while plan.undo():
        pass
    assert stored() == before
    while plan.redo():
        pass
    assert stored() == after
    while plan.undo():
        pass


class Noting:
    """Stands for a module of operations: notes what is called instead of calling it."""

    def __init__(self, module: ModuleType) -> None:
        self._module = module
        self.calls: list[tuple[Callable[..., object], tuple[Any, ...], dict[str, Any]]] = []  # Any: of any signature

    def __getattr__(self, name: str) -> Any:  # Any: a function of any signature
        operation = getattr(self._module, name)
        return lambda *values, **named: self.calls.append((operation, values, named))


def named_by(gesture: Gesture, ids: Ids) -> list[str]:
    """The names of the rows that a gesture of the table works on."""
    return [name for name in gesture.__code__.co_consts if name in ids]


def try_out(plan: Document, gesture: Callable[[], object]) -> None:
    """A gesture that is refused with a sentence, or else is undone. Any other error passes on."""
    revision = plan.revision
    try:
        gesture()
    except PlanError:
        assert plan.revision == revision
    if plan.revision != revision:
        assert plan.undo()


def test_every_operation_bears_that_a_row_is_gone_in_each_of_its_places(
    plan: Document, ids: Ids, stored: Stored, before: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    noting = [Noting(plans), Noting(journeys)]
    monkeypatch.setattr(gestures, "plans", noting[0])
    monkeypatch.setattr(gestures, "journeys", noting[1])
    for gesture in GESTURES.values():
        if {"plans", "journeys"} & set(gesture.__code__.co_names):
            gesture(plan, ids)
    tried = set[str]()
    for operation, values, named in (*noting[0].calls, *noting[1].calls):
        for place in set(inspect.signature(operation).parameters) - NO_ROWS:
            if place.endswith(("_id", "_ids")):
                given = inspect.signature(operation).bind(*values, **named)
                given.arguments[place] = [GONE] if place.endswith("s") else GONE
                try_out(plan, lambda: operation(*given.args, **given.kwargs))  # noqa: B023 # at once
                tried.add(f"{operation.__name__} {place}")
    assert {"add_feedback touchpoint_id", "add_measured_action objective_ids"} < tried
    assert len(tried) > 130
    assert stored() == before


def test_every_gesture_bears_that_one_of_its_rows_is_gone(
    plan: Document, ids: Ids, stored: Stored, before: Rows
) -> None:
    for gesture in GESTURES.values():
        for name in named_by(gesture, ids):
            try_out(plan, lambda: gesture(plan, {**ids, name: GONE}))  # noqa: B023 # at once
    assert stored() == before


@pytest.mark.parametrize("name", ["journey", "touchpoint", "stage", "objective"])
def test_every_gesture_bears_the_deletion_of_a_row_with_all_that_hung_on_it(
    plan: Document, ids: Ids, stored: Stored, before: Rows, name: str
) -> None:
    mapped = next(each for each in classes_of(Base) if plan.get(each, ids[name]) is not None)
    plans.delete(plan, mapped, ids[name])
    for gesture in GESTURES.values():
        if name in named_by(gesture, ids):
            try_out(plan, lambda: gesture(plan, ids))  # noqa: B023 # at once
    plan.undo()
    assert stored() == before


@pytest.mark.parametrize(
    "name", [name for name in GESTURES if name.startswith(("import", "merge", "draw the journey"))]
)
def test_a_verified_copy_is_made_before_what_others_made_is_taken_in(plan: Document, ids: Ids, name: str) -> None:
    plans.set_owner_days(plan, "Ana", 3)  # so that it is not the first change
    revision = plan.revision
    GESTURES[name](plan, ids)
    plan._copyist.wait()
    assert revision in {copy.seq for copy in backups(plan.plan_id)}


def test_every_operation_has_its_gesture_here() -> None:
    source = Path(gestures.__file__).read_text(encoding="utf-8")
    used = set(re.findall(r"(?:journeys|plans)\.(\w+)\(", source))
    assert {*plans.__all__, *journeys.__all__} - NO_GESTURES - {"delete_stage"} <= used


def test_all_gestures_in_a_row_are_undone_one_by_one(plan: Document, ids: Ids, stored: Stored, before: Rows) -> None:
    for name, gesture in GESTURES.items():
        if not name.startswith(("delete", "change the stages", "unlink", "move a friction")):
            gesture(plan, ids)
    undone = 0
    while plan.undo():
        undone += 1
    assert undone > 100
    assert stored() == before
