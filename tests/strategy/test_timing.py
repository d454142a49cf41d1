from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from storage.document import Document
from storage.errors import PlanError
from strategy import operations as plans
from strategy.analysis.waiting import TooEarly, dependants, followed, too_early
from strategy.model import Action, ActionDependency, ActionStatus, OwnerCapacity
from strategy.snapshot import Snapshot
from tests.gestures import Ids

MARCH = datetime.date(2027, 3, 1)


def day(number: int) -> datetime.date:
    return MARCH + datetime.timedelta(days=number - 1)


def chain(*spans: tuple[int, int], status: str = "status_planned") -> Snapshot:
    """Actions a, b, c… with these first and last days of March, each waiting for the one before it."""
    names = "abcd"[: len(spans)]
    actions = [
        Action(id=name, start_date=day(first), end_date=day(last), status=status if name == "a" else "status_planned")
        for name, (first, last) in zip(names, spans, strict=True)
    ]
    links = [ActionDependency(id=f"{b}~{a}", action_id=b, needs_action_id=a) for a, b in pairwise(names)]
    return Snapshot([*actions, *links])


def test_an_action_that_starts_on_the_last_day_of_its_prerequisite_starts_too_early() -> None:
    assert too_early(chain((1, 5), (5, 9))) == (TooEarly("b", "a"),)
    assert too_early(chain((1, 5), (6, 9))) == ()


def test_what_is_done_holds_nobody_up() -> None:
    assert too_early(chain((1, 5), (2, 9), status=ActionStatus.DONE.value)) == ()


def test_the_following_ones_move_just_enough_and_keep_their_length() -> None:
    moved = followed(chain((1, 5), (6, 9), (12, 14)), {"a": (day(4), day(8))})
    assert moved == {"a": (day(4), day(8)), "b": (day(9), day(12)), "c": (day(13), day(15))}


def test_nothing_follows_where_there_is_room() -> None:
    assert followed(chain((1, 5), (10, 12)), {"a": (day(2), day(6))}) == {"a": (day(2), day(6))}


def test_dependants_are_found_through_others() -> None:
    assert dependants(chain((1, 2), (3, 4), (5, 6)), "a") == ("b", "c")


def test_two_drags_are_two_steps_and_keys_are_one(plan: Document, ids: Ids) -> None:
    for number in (1, 2):
        plans.schedule(plan, {ids["action"]: (day(number), day(9))})
    plan.undo()
    row = plan.get(Action, ids["action"])
    assert row is not None
    assert row.start_date == day(1)
    for number in (3, 4):
        plans.schedule(plan, {ids["action"]: (day(number), day(9))}, merge_key="keys")
    plan.undo()
    assert row.start_date == day(1)


def test_an_end_before_the_start_is_refused_and_nothing_moves(plan: Document, ids: Ids) -> None:
    with pytest.raises(PlanError):
        plans.schedule(plan, {ids["other action"]: (day(1), day(2)), ids["action"]: (day(5), day(2))})
    other = plan.get(Action, ids["other action"])
    assert other is not None
    assert other.start_date is None


@pytest.mark.parametrize(("percent", "status"), [(0, "planned"), (40, "in_progress"), (100, "done")])
def test_progress_says_where_an_action_stands(plan: Document, ids: Ids, percent: int, status: str) -> None:
    plans.tell_progress(plan, ids["action"], percent)
    row = plan.get(Action, ids["action"])
    assert row is not None
    assert (row.progress, row.status) == (percent, f"status_{status}")


def test_the_days_of_an_owner_are_found_under_any_spelling(plan: Document) -> None:
    plans.set_owner_days(plan, "Ana Ruiz", 8)
    plans.set_owner_days(plan, " ANA  ruiz", 6)
    assert [(row.owner, row.days) for row in plan.all(OwnerCapacity)] == [("Ana Ruiz", 6)]
    plans.set_owner_days(plan, "ana ruiz", None)
    assert plan.all(OwnerCapacity) == []
