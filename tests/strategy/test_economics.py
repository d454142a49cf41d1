"""What actions cost, when, whom they keep busy, and what they bring."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from journey.model import Segment
from strategy.analysis import budget
from strategy.analysis.best_set import best_set
from strategy.analysis.choosing import Aim, Question, answer, candidates, owner_days, usual_aim
from strategy.analysis.held_back import cost_of_frictions
from strategy.analysis.load import load
from strategy.analysis.returns import (
    action_return,
    balance,
    friction_gain,
    plan_return,
    shared_frictions,
    yearly_gain,
)
from strategy.analysis.spending import planned_cost, spending
from strategy.kpis.inputs import ErrorCode
from strategy.model import (
    PLAN_ROW,
    Action,
    ActionDependency,
    ActionFriction,
    ActionSegment,
    ActionStatus,
    OwnerCapacity,
    Plan,
)
from strategy.plan_file import sample_rows
from tests.support import plan_of, sample_plan

YEAR = Plan(id=PLAN_ROW, start_date=datetime.date(2027, 1, 1), end_date=datetime.date(2027, 12, 31))


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def dated(action_id: str, first: str, last: str, **more: Any) -> Action:  # any: the columns decide
    return Action(id=action_id, start_date=day(first), end_date=day(last), **more)


# ---- costs


def test_costs_are_spread_over_the_quarters_in_which_they_fall() -> None:
    built = dated("a", "2027-03-17", "2027-04-15", cost=3000, running_cost=100)
    found = spending(plan_of(YEAR, built, Action(id="b", cost=50)))
    assert [(each.first.month, each.number, round(each.once), round(each.running)) for each in found.quarters] == [
        (1, 1, 1500, 0),
        (4, 2, 1500, 250),
        (7, 3, 0, 300),
        (10, 4, 0, 300),
    ]
    assert found.undated == 50
    assert sum(each.cost for each in found.quarters) + found.undated == pytest.approx(
        budget(plan_of(YEAR, built, Action(id="b", cost=50))).cost
    )


@pytest.mark.feature("feat_budget_check")
def test_running_costs_count_until_the_plan_ends() -> None:
    row = dated("a", "2027-01-01", "2027-06-30", cost=1000, running_cost=100)
    assert planned_cost(YEAR, row) == pytest.approx(1600)
    assert planned_cost(YEAR, Action(cost=1000, running_cost=100)) == 2200
    assert planned_cost(YEAR, Action()) is None
    endless = Plan(id=PLAN_ROW, start_date=day("2027-01-01"))
    assert planned_cost(endless, row) == pytest.approx(1600)
    assert planned_cost(YEAR, dated("b", "2027-01-01", "2028-06-30", running_cost=100)) == 0
    midmonth = Plan(id=PLAN_ROW, start_date=day("2027-01-01"), end_date=day("2027-06-15"))
    late = dated("b", "2027-01-01", "2027-06-25", cost=1000, running_cost=100)
    assert planned_cost(midmonth, late) == 1000, "an action may end after the plan, in the same month"
    assert sum(each.running for each in spending(plan_of(midmonth, late)).quarters) == 0


@pytest.mark.parametrize("last", ["2027-06-30", "2027-02-14", "2027-02-15"])
def test_running_costs_of_a_plan_without_dates_fall_into_the_twelve_months_after_an_action(last: str) -> None:
    row = dated("a", "2027-01-01", last, cost=1000, running_cost=100)
    plan = plan_of(Plan(id=PLAN_ROW), row)
    assert sum(each.cost for each in spending(plan).quarters) == pytest.approx(budget(plan).cost) == 2200


@pytest.mark.parametrize("sample", ["saas", "bank", "shop"])
def test_the_quarters_of_a_sample_add_up_to_its_cost(sample: str) -> None:
    plan = sample_plan(sample)
    found = spending(plan)
    assert sum(each.cost for each in found.quarters) + found.undated == pytest.approx(budget(plan).cost)


# ---- load


def test_effort_is_spread_over_working_days_and_held_against_the_capacity() -> None:
    # Five working days in January, fifteen in February.
    long = dated("a", "2027-01-25", "2027-02-19", effort_days=20, owner="Ana ")
    other = dated("b", "2027-01-30", "2027-01-31", effort_days=1, owner="ana")
    nobody = Action(id="c", effort_days=3)
    found = load(plan_of(long, other, nobody, OwnerCapacity(id="o", owner="Ana", days=10)))
    assert [each.month for each in found.months] == [1, 2]
    ana, none = found.owners
    assert (ana.owner, list(ana.days.values()), ana.capacity, ana.total) == ("Ana", [6, 15], 10, 21)
    assert (none.owner, none.undated, none.capacity) == ("", 3, None)
    assert found.overloads == (("Ana", day("2027-02-01")),)


@pytest.mark.parametrize("sample", ["saas", "bank", "shop"])
def test_no_day_of_a_sample_is_lost_between_the_months(sample: str) -> None:
    plan = sample_plan(sample)
    assert sum(each.total for each in load(plan).owners) == pytest.approx(
        sum(row.effort_days or 0 for row in plan.all(Action))
    )


# ---- returns


@pytest.mark.feature("feat_roi")
def test_a_gain_of_72_000_for_48_000_returns_half_of_it() -> None:
    row = Action(id="a", cost=48_000, gain=72_000)
    found = action_return(plan_of(row), row)
    assert (found.likely.percent, found.net, found.payback_months) == (50.0, 24_000, 8.0)
    whole = plan_return(plan_of(row, Action(id="b")), day("2027-01-01"))
    assert whole.likely.percent == 50.0


@pytest.mark.feature("feat_roi")
@pytest.mark.parametrize(
    ("row", "error", "key"),
    [
        (Action(cost=0, gain=10), ErrorCode.ZERO_DENOMINATOR, "cost"),
        (Action(cost=10), ErrorCode.EMPTY, "gain"),
        (Action(gain=10), ErrorCode.EMPTY, "cost"),
    ],
)
def test_a_return_that_cannot_be_computed_names_the_error(row: Action, error: ErrorCode, key: str) -> None:
    found = action_return(plan_of(), row)
    assert (found.likely.percent, found.likely.error, found.likely.key) == (None, error, key)
    assert (found.low, found.high) == (found.likely, found.likely)


@pytest.mark.feature("feat_roi")
def test_low_and_high_gains_frame_the_return() -> None:
    row = Action(cost=100, gain_low=100, gain=150, gain_high=300)
    found = action_return(plan_of(), row)
    assert (found.low.percent, found.likely.percent, found.high.percent) == (0, 50, 200)
    framed = yearly_gain(plan_of(), Action(gain_low=100, gain_high=300))
    assert framed is not None
    assert (framed.low, framed.likely, framed.high) == (100, 200, 300)


@pytest.mark.feature("feat_roi")
def test_a_gain_may_come_from_the_change_of_the_kpi() -> None:
    fewer = Action(kpi="kpi_churn_rate", baseline=14, target=10, gain_customers=5000, gain_unit_value=120, cost=12_000)
    found = yearly_gain(plan_of(), fewer)
    assert found is not None
    assert (found.likely, found.is_worked_out) == (24_000, True)
    assert action_return(plan_of(), fewer).likely.percent == 100
    worse = Action(kpi="kpi_nps", baseline=40, target=30, gain_customers=10, gain_unit_value=10)
    assert getattr(yearly_gain(plan_of(), worse), "likely", None) == 0
    typed = Action(kpi="kpi_nps", baseline=30, target=40, gain_customers=10, gain_unit_value=10, gain=7)
    assert getattr(yearly_gain(plan_of(), typed), "likely", None) == 7


@pytest.mark.feature("feat_roi", "feat_lead_time")
def test_payback_counts_from_the_effect_and_running_costs_put_it_off() -> None:
    row = dated("a", "2027-01-01", "2027-03-31", cost=1200, gain=2400, lead_time_days=30)
    found = action_return(plan_of(YEAR), row)
    assert (found.payback_months, found.paid_back) == (6.0, day("2027-04-30") + datetime.timedelta(days=183))
    slower = dated("a", "2027-01-01", "2027-03-31", cost=1200, gain=2400, running_cost=100)
    assert action_return(plan_of(YEAR), slower).payback_months == 12.0
    assert action_return(plan_of(YEAR), slower).likely.percent == 0.0
    never = Action(cost=1200, gain=2400, running_cost=200)
    assert action_return(plan_of(YEAR), never).payback_months is None


@pytest.mark.feature("feat_roi")
def test_a_longer_horizon_brings_a_higher_return() -> None:
    row = Action(id="a", cost=48_000, gain=72_000)
    assert action_return(plan_of(Plan(id=PLAN_ROW, return_months=24), row), row).likely.percent == 200


@pytest.mark.feature("feat_roi")
def test_the_plan_has_paid_back_when_its_balance_stays_above_zero() -> None:
    first = dated("a", "2027-01-01", "2027-01-31", cost=1000, gain=6000)
    second = dated("b", "2027-07-01", "2027-07-31", cost=4000)
    plan = plan_of(YEAR, first, second)
    totals = {month.month: round(total) for month, total in balance(plan, day("2027-01-01"), 12)}
    assert (totals[1], totals[3], totals[7], totals[11]) == (-1000, 0, -2000, 0)
    found = plan_return(plan, day("2027-01-01"))
    assert (found.paid_back, found.payback_months) == (day("2027-11-01"), 11)
    assert found.likely.percent == 20
    assert plan_return(plan_of(YEAR, second), day("2027-01-01")).payback_months is None


def test_actions_that_share_a_friction_are_named() -> None:
    rows = [
        Action(id="a", gain=5),
        Action(id="b", gain=5),
        Action(id="c"),
        Action(id="d", gain=1, status=ActionStatus.DROPPED.value),
    ]
    links = [ActionFriction(id=each.id, action_id=each.id, friction_id="f") for each in rows]
    (found,) = shared_frictions(plan_of(rows, links))
    assert (found.friction_id, found.action_ids) == ("f", ("a", "b"))


def test_gains_on_frictions_stand_beside_what_the_frictions_cost_once() -> None:
    rows = sample_rows("saas", "fr")
    plan = plan_of(rows)
    assert friction_gain(plan) is None
    linked = {link.action_id for link in plan.all(ActionFriction) if link.friction_id == "fc_saas_1"}
    assert len(linked) > 1
    for row in rows:
        if isinstance(row, Action) and row.id in linked:
            row.gain = 300.0
    found = friction_gain(plan_of(rows))
    assert found is not None
    assert found.gain == 300 * len(linked)
    frictions = {link.friction_id for link in plan.all(ActionFriction) if link.action_id in linked}
    assert found.cost == cost_of_frictions(plan, frictions).value
    assert not found.exceeds
    assert replace(found, cost=1.0).exceeds
    assert not replace(found, cost=1.0, unknown=1).exceeds


# ---- candidates for the best set


def test_a_plan_without_gains_is_chosen_by_points() -> None:
    plan = sample_plan("saas")
    assert usual_aim(plan) is Aim.POINTS
    found = candidates(plan, Aim.POINTS)
    by_force = {row.id: row.impact for row in plan.all(Action)}
    assert all(each.value is not None and each.value <= (by_force[each.id] or 0) for each in found)
    best = best_set(found, 80_000)
    assert best.cost <= 80_000
    assert best.dropped


def test_what_is_done_is_fixed_and_dropped_actions_come_back_only_when_asked() -> None:
    rows = [
        Action(id="a", position=0, gain=10, cost=5, effort_days=4, status=ActionStatus.DONE.value),
        Action(id="b", position=1, gain=20, cost=5, status=ActionStatus.DROPPED.value),
        Action(id="c", position=2, gain=30, cost=5, status=ActionStatus.BLOCKED.value),
        Action(id="d", position=3, gain=40, cost=5),
    ]
    plan = plan_of(rows, ActionDependency(id="x", action_id="d", needs_action_id="b"))
    found = candidates(plan, Aim.LIKELY)
    assert [(each.id, each.is_fixed, each.days) for each in found] == [
        ("a", True, 0),
        ("c", True, None),
        ("d", False, None),
    ]
    assert found[-1].needs == ("b",)
    assert best_set(found, 100).chosen == ("a", "c")
    again = candidates(plan, Aim.LIKELY, keeps_under_way=False, with_dropped=True, pinned=["d"])
    assert [each.id for each in again if each.is_fixed] == ["a", "d"]
    assert best_set(again, 100).chosen == ("a", "b", "c", "d")


def test_points_weigh_impact_by_the_best_segment() -> None:
    segments = [Segment(id="s", priority=1), Segment(id="t", priority=3)]
    row = Action(id="a", impact=4, status=ActionStatus.DROPPED.value)
    links = [ActionSegment(id=each.id, action_id="a", segment_id=each.id) for each in segments]
    (found,) = candidates(plan_of(segments, row, links), Aim.POINTS, with_dropped=True)
    assert found.value == 4.0


def test_the_answer_shows_the_set_or_what_is_missing_and_what_each_budget_brings() -> None:
    rows = [
        Action(id="a", position=0, gain=10, cost=50, effort_days=4, status=ActionStatus.IN_PROGRESS.value),
        Action(id="b", position=1, gain=20, cost=50, effort_days=4),
    ]
    plan = plan_of(rows)
    fitting = answer(plan, Question(60))
    assert fitting.found is not None
    assert fitting.found.chosen == ("a",)
    assert [each for each in fitting.curve if each[0] in (0, 50, 100)] == [(0, None), (50, 10), (100, 30)]
    tight = answer(plan, Question(20, days=1))
    assert (tight.found, tight.misfit) == (None, (30, 3))
    free = answer(plan, Question(60, keeps_under_way=False))
    assert free.found is not None
    assert free.found.chosen == ("b",)


def test_an_owner_is_not_given_more_days_than_the_plan_has() -> None:
    half = Plan(id=PLAN_ROW, start_date=day("2027-01-01"), end_date=day("2027-06-30"))
    rows = [Action(id=each, gain=10, cost=1, effort_days=7, owner="Ana") for each in "ab"]
    plan = plan_of(half, rows, OwnerCapacity(id="o", owner="ana", days=2))
    assert owner_days(plan) == {"ana": pytest.approx(12)}
    bound = answer(plan, Question(10, respects_owners=True)).found
    free = answer(plan, Question(10)).found
    assert bound is not None
    assert free is not None
    assert (bound.chosen, free.chosen) == (("a",), ("a", "b"))
