"""What comes next and what is still to settle: one rule for every page and deliverable."""

from __future__ import annotations

import datetime

from journey.model import Friction, Journey, JourneyKind
from strategy.analysis.next_steps import next_actions, soon_ends, to_settle
from strategy.model import Action, ActionFriction
from strategy.orphans import orphans
from strategy.trace_coverage import trace_coverage
from tests.support import plan_of

TODAY = datetime.date(2027, 1, 31)


def _names(*actions: Action) -> list[str]:
    return [each.id for each in next_actions(plan_of(list(actions)), TODAY)]


def _starting(name: str, month: int, day: int = 1, **columns: object) -> Action:
    return Action(id=name, start_date=datetime.date(2027, month, day), **columns)  # type: ignore[arg-type]  # columns vary


def test_what_runs_or_begins_within_three_months_comes_next_by_its_start() -> None:
    assert soon_ends(TODAY) == datetime.date(2027, 4, 30)
    far, last_day, soon = _starting("far", 5), _starting("last_day", 4, 30), _starting("soon", 2)
    running = _starting("running", 1, status="status_in_progress")
    done = _starting("done", 2, status="status_done")
    dropped = _starting("dropped", 2, status="status_dropped")
    undated = Action(id="undated")
    assert _names(far, undated, last_day, done, soon, dropped, running) == ["running", "soon", "last_day"]


def test_a_plan_in_which_nothing_begins_soon_names_what_comes_first() -> None:
    assert _names(Action(id="undated"), _starting("later", 9), _starting("far", 6)) == ["far", "later", "undated"]


def test_an_action_under_way_comes_next_even_without_a_date() -> None:
    assert _names(_starting("far", 9), Action(id="running", status="status_in_progress")) == ["running"]


def test_no_more_come_next_than_one_meeting_goes_through() -> None:
    assert len(_names(*(_starting(f"a{number}", 2) for number in range(30)))) == 12


def test_every_page_counts_the_same_frictions_without_action() -> None:
    journeys = [Journey(id="now", kind=JourneyKind.AS_IS.value), Journey(id="then", kind=JourneyKind.TO_BE.value)]
    frictions = [
        Friction(id="a_open", journey_id="now"),
        Friction(id="b_target", journey_id="then"),
        Friction(id="c_declined", journey_id="now", declined_because="Too dear"),
        Friction(id="d_treated", journey_id="now"),
        Friction(id="e_dropped", journey_id="now"),
    ]
    plan = plan_of([
        *journeys, *frictions, Action(id="ac"), ActionFriction(action_id="ac", friction_id="d_treated"),
        Action(id="no", status="status_dropped"), ActionFriction(action_id="no", friction_id="e_dropped"),
    ])  # fmt: skip
    expected = ("a_open", "b_target", "e_dropped")
    assert to_settle(plan, TODAY).untreated_frictions == expected
    assert orphans(plan)["friction_without_action"] == expected
    missing = trace_coverage(plan)["finding_answered"].missing
    assert tuple(each.id for each in missing) == expected
