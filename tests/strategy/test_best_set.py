from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy.analysis.best_set import BestSet, CancelledError, Candidate, DoesNotFitError, Why, best_set, most_gains


def one(
    name: str, value: float | None, cost: float | None, *needs: str, days: float = 1, fixed: bool = False
) -> Candidate:
    return Candidate(name, value, cost, days, needs, fixed)


def reasons(found: BestSet) -> dict[str, Why]:
    return {each.id: each.why for each in found.dropped}


def test_the_most_gain_within_the_budget_is_not_the_best_ratio_first() -> None:
    plan = [one("a", 60, 10), one("b", 100, 20), one("c", 120, 30)]
    found = best_set(plan, 50)
    assert (found.chosen, found.value, found.cost) == (("b", "c"), 220, 50)
    (dropped,) = found.dropped
    assert (dropped.id, dropped.why, dropped.loss) == ("a", Why.GIVES_WAY, 40)
    assert found.most == 280


def test_an_action_comes_with_what_it_needs_or_not_at_all() -> None:
    plan = [one("a", 0, 40), one("b", 100, 20, "a"), one("c", 50, 30)]
    assert best_set(plan, 50).chosen == ("c",)
    assert best_set(plan, 60).chosen == ("a", "b")
    assert reasons(best_set(plan, 50)) == {"a": Why.NO_GAIN, "b": Why.TOO_DEAR}


def test_what_is_fixed_can_be_needed_even_if_it_needs_what_is_gone() -> None:
    plan = [one("a", 0, 10, "gone", fixed=True), one("b", 100, 20, "a"), one("c", 50, 30, "gone")]
    found = best_set(plan, 50)
    assert found.chosen == ("a", "b")
    assert reasons(found) == {"c": Why.BLOCKED}


def test_one_more_thousand_buys_what_comes_next() -> None:
    plan = [one("a", 60, 1000), one("b", 100, 2000), one("c", 120, 3500)]
    found = best_set(plan, 3000)
    assert found.step_within(4000) is None
    near, far, _all = found.steps
    assert (near.budget, near.extra, near.added, near.removed) == (4500, 20, ("c",), ("b",))
    assert found.step_within(5600) == far
    assert (far.budget, far.extra) == (5500, 60)


def test_days_bound_the_set_like_money() -> None:
    plan = [one("a", 60, 10, days=5), one("b", 50, 10, days=4)]
    found = best_set(plan, 100, days=8)
    assert found.chosen == ("a",)
    assert best_set([*plan, one("c", 900, 10, days=9)], 100, days=8).dropped[1].why is Why.TOO_LONG


def test_the_days_of_each_owner_bound_the_set() -> None:
    plan = [Candidate(name, 10, 1, 5, owner=owner) for name, owner in (("a", "ana"), ("b", "ana"), ("c", "luc"))]
    assert best_set(plan, 10).chosen == ("a", "b", "c")
    found = best_set(plan, 10, owner_days={"ana": 9})
    assert found.chosen == ("a", "c")
    assert most_gains(plan, [10], owner_days={"ana": 9}) == (20,)
    fixed = [Candidate(each.id, 10, 1, 5, (), True, each.owner) for each in plan]
    with pytest.raises(DoesNotFitError) as refused:
        best_set(fixed, 10, owner_days={"ana": 8, "luc": 9})
    assert (refused.value.cost, refused.value.days) == (0, 2)
    vague = [Candidate("a", 10, 1, None, owner="ana"), Candidate("b", 10, 1, None, owner="luc")]
    assert reasons(best_set(vague, 10, owner_days={"ana": 8})) == {"a": Why.NO_EFFORT}


def test_what_is_unknown_is_told_and_not_guessed() -> None:
    unknown = Candidate("d", 70, 5, None)
    plan = [one("a", 90, None), one("b", 80, 10, "a"), one("c", 50, 10, "gone"), unknown, one("e", None, 1)]
    found = best_set(plan, 100, days=50)
    assert found.chosen == ()
    assert reasons(found) == {
        "a": Why.NO_COST,
        "b": Why.BLOCKED,
        "c": Why.BLOCKED,
        "d": Why.NO_EFFORT,
        "e": Why.NO_GAIN,
    }
    assert found.dropped[1].blocked_by == ("a",)
    assert found.dropped[2].blocked_by == ("gone",)


def test_what_is_fixed_stays_with_what_it_needs() -> None:
    plan = [one("a", 0, 30), one("b", 1, 20, "a", fixed=True), one("c", 500, 30)]
    assert best_set(plan, 50).chosen == ("a", "b")
    with pytest.raises(DoesNotFitError) as refused:
        best_set(plan, 42.5, days=1.5)
    assert (refused.value.cost, refused.value.days) == (7.5, 0.5)


def test_equal_sets_are_told_apart_by_cost_then_work_then_order() -> None:
    assert best_set([one("a", 10, 9), one("b", 10, 8)], 10).chosen == ("b",)
    assert best_set([one("a", 10, 9, days=3), one("b", 10, 9, days=2)], 10).chosen == ("b",)
    assert best_set([one("a", 10, 9), one("b", 10, 9)], 10).chosen == ("a",)


def test_no_actions_and_no_money_are_answers_too() -> None:
    assert best_set([], 100).chosen == ()
    assert best_set([one("a", 10, 9)], 0).chosen == ()
    assert best_set([one("a", 10, 9), one("b", 3, 0)], None).chosen == ("a", "b")


def test_the_search_stops_when_nobody_waits_for_it() -> None:
    with pytest.raises(CancelledError):
        best_set([one("a", 10, 9)], 5, is_cancelled=lambda: True)


def test_cents_and_large_sums_are_counted_exactly() -> None:
    plan = [one("a", 1_000_000.01, 333_333.33), one("b", 1_000_000.02, 333_333.34), one("c", 999_999, 333_333.33)]
    assert best_set(plan, 666_666.66).chosen == ("a", "c")
    assert best_set(plan, 666_666.67).chosen == ("a", "b")


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Candidate], int, int | None]:
    names = "abcdefghijkl"[: draw(st.integers(1, 12))]
    small = st.integers(0, 12)
    found = []
    for place, name in enumerate(names):
        needs = draw(st.sets(st.sampled_from(names[:place]), max_size=2)) if place else set()
        cost = draw(small) if draw(st.integers(0, 9)) else None
        found.append(Candidate(name, draw(small), cost, draw(small), tuple(needs), draw(st.integers(0, 7)) == 0))
    return draw(st.permutations(found)), draw(st.integers(0, 60)), draw(st.none() | st.integers(0, 60))


@settings(max_examples=25)
@given(plans())
def test_trying_every_set_finds_no_better_one(drawn: tuple[list[Candidate], int, int | None]) -> None:
    plan, budget, days = drawn
    expected = by_force(plan, budget, days)
    if expected is None:
        with pytest.raises(DoesNotFitError):
            best_set(plan, budget, days)
        assert most_gains(plan, [budget], days) == (None,)
        return
    found = best_set(plan, budget, days)
    assert set(found.chosen) == expected
    assert most_gains(plan, [budget], days) == (found.value,)
    for step in found.steps:
        richer = by_force(plan, step.budget, days)
        assert richer is not None
        assert worth(plan, richer) == found.value + step.extra
        poorer = by_force(plan, step.budget - 1, days)
        assert poorer is not None
        assert worth(plan, poorer) < worth(plan, richer)
    for each in found.dropped:
        if each.loss is not None:
            forced = [Candidate(c.id, c.value, c.cost, c.days, c.needs, c.is_fixed or c.id == each.id) for c in plan]
            best = by_force(forced, budget, days)
            assert best is not None
            assert found.value - worth(plan, best) == each.loss


def worth(plan: list[Candidate], ids: set[str]) -> float:
    return sum(each.value or 0 for each in plan if each.id in ids)


def by_force(plan: list[Candidate], budget: float, days: float | None) -> set[str] | None:
    """The best set of all sets, told apart as the method says; None when what is fixed does not fit."""
    known = {each.id: each for each in plan}
    fixed: set[str] = set()
    waiting = [each.id for each in plan if each.is_fixed]
    while waiting:
        name = waiting.pop()
        fixed.add(name)
        waiting += [each for each in known[name].needs if each not in fixed]
    best, best_key = None, None
    for size in range(len(plan) + 1):
        for chosen in combinations(plan, size):
            ids = {each.id for each in chosen}
            key = _key(plan, chosen, ids, fixed, budget, days)
            if key is not None and (best_key is None or key > best_key):
                best, best_key = ids, key
    return best


def _key(
    plan: list[Candidate],
    chosen: tuple[Candidate, ...],
    ids: set[str],
    fixed: set[str],
    budget: float,
    days: float | None,
) -> tuple[float, ...] | None:
    if not fixed <= ids or any(each.cost is None and each.id not in fixed for each in chosen):
        return None
    if not all(set(each.needs) <= ids for each in chosen):
        return None
    cost, work = sum(each.cost or 0 for each in chosen), sum(each.days or 0 for each in chosen)
    if cost > budget or (days is not None and work > days):
        return None
    order = sum(len(plan) - place if each.value else -1 for place, each in enumerate(plan) if each.id in ids)
    return worth(plan, ids), -cost, -work, order
