from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.base import Base
from strategy.analysis.scheduling import schedule
from strategy.model import PLAN_ROW, Action, ActionDependency, Plan
from strategy.snapshot import Snapshot
from tests.support import plan_of

START = datetime.date(2027, 1, 1)
PLAN = Plan(id=PLAN_ROW, start_date=START)


def day(offset: int) -> datetime.date:
    return START + datetime.timedelta(days=offset)


def lasting(action_id: str, first: int, days: int, lead: int = 0) -> Action:
    start, end = day(first), day(first + days - 1)
    return Action(id=action_id, position=ord(action_id), start_date=start, end_date=end, lead_time_days=lead)


def waits(action_id: str, needed: str) -> ActionDependency:
    return ActionDependency(id=f"{action_id}~{needed}", action_id=action_id, needs_action_id=needed)


def test_the_critical_path_is_the_longest_chain_and_the_others_have_slack() -> None:
    plan = plan_of(PLAN, lasting("a", 0, 10), lasting("b", 0, 4), lasting("c", 0, 5), waits("c", "a"), waits("c", "b"))
    found = schedule(plan, START)
    assert found.path == ("a", "c")
    assert found.critical == {"a", "c"}
    assert found.slots["b"].slack_days == 6
    assert (found.slots["b"].latest_start, found.slots["b"].latest_end) == (day(6), day(9))
    assert (found.slots["c"].earliest_start, found.end) == (day(10), day(14))
    assert found.slots["c"].starts_too_early
    assert found.slots["a"].needed_by == ("c",)


@pytest.mark.feature("feat_lead_time")
def test_the_lead_time_decides_which_action_the_full_effect_waits_for() -> None:
    plan = plan_of(PLAN, lasting("a", 0, 10, lead=90), lasting("b", 0, 60))
    found = schedule(plan, START)
    assert found.path == ("a",)
    assert (found.end, found.effect) == (day(59), day(99))
    assert found.slots["b"].slack_days == 40


def test_an_own_start_keeps_an_action_from_beginning_earlier() -> None:
    found = schedule(plan_of(PLAN, lasting("a", 0, 5), lasting("b", 20, 5), waits("b", "a")), START)
    assert found.path == ("b",)
    assert found.slots["a"].slack_days == 15
    assert not found.slots["b"].starts_too_early


def test_an_action_without_dates_takes_its_effort_after_what_it_needs() -> None:
    plan = plan_of(PLAN, lasting("a", 0, 5), Action(id="b", effort_days=10), waits("b", "a"))
    slot = schedule(plan, START).slots["b"]
    assert (slot.earliest_start, slot.days, slot.is_estimated) == (day(5), 14, True)


def test_dropped_actions_and_empty_plans_have_no_place() -> None:
    assert schedule(plan_of(), START).path == ()
    dropped = lasting("b", 0, 90)
    dropped.status = "status_dropped"
    found = schedule(plan_of(PLAN, lasting("a", 0, 3), dropped, waits("a", "b")), START)
    assert list(found.slots) == ["a"]
    assert found.effect == day(2)


@st.composite
def plans(draw: st.DrawFn) -> Snapshot:
    ids = "abcdefg"[: draw(st.integers(1, 7))]
    numbers = st.integers(0, 30)
    rows = [lasting(each, draw(numbers), 1 + draw(numbers), draw(numbers)) for each in ids]
    pairs = [(b, a) for a in ids for b in ids if a < b and draw(st.booleans())]
    return plan_of(PLAN, rows, [waits(*pair) for pair in pairs])


@settings(max_examples=40)
@given(plans())
def test_whatever_the_plan_slack_is_what_an_action_can_lose(plan: Snapshot) -> None:
    """Delaying an action by its slack leaves the effect where it is, by one more day does not."""
    found = schedule(plan, START)
    for slot in found.slots.values():
        assert slot.slack_days >= 0
        for extra in (0, 1):
            delayed = [_delayed(row, slot.earliest_start, slot.slack_days + extra, slot.action_id) for row in plan]
            effect = schedule(plan_of(*delayed), START).effect
            assert effect is not None
            assert found.effect is not None
            assert (effect > found.effect) == bool(extra)
    ends = [(found.slots[a].earliest_end, found.slots[b].earliest_start) for a, b in pairwise(found.path)]
    assert all(end + datetime.timedelta(days=1) == start for end, start in ends)


def _delayed(row: Base, start: datetime.date, days: int, action_id: str) -> Base:
    if not isinstance(row, Action) or row.id != action_id:
        return row
    assert row.start_date is not None
    assert row.end_date is not None
    length = row.end_date - row.start_date
    moved = start + datetime.timedelta(days=days)
    return Action(id=row.id, position=row.position, lead_time_days=row.lead_time_days,
                  start_date=moved, end_date=moved + length)  # fmt: skip
