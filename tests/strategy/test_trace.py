from __future__ import annotations

from typing import Any

import pytest

from journey.model import Friction, Journey, Segment, Touchpoint
from resources.catalogue import catalogue
from storage.base import Base
from strategy.dependents import dependents
from strategy.model import (
    Action,
    ActionDependency,
    ActionFriction,
    ActionNeed,
    ActionObjective,
    ActionStatement,
    FunctionalNeed,
    JourneyObjective,
    KpiReading,
    Objective,
    ObjectiveSegment,
    SwotFriction,
    SwotStatement,
)
from strategy.orphans import checks, trace_findings
from strategy.trace import TRACE_LINKS, Chain, Element, TraceGraph, chains
from tests.support import drawn, plan_of


def chain_rows(**friction: Any) -> list[Base]:  # Any: the column decides
    """One element of each kind, linked from the objective to the KPI."""
    place = friction or {"touchpoint_id": "a"}
    return [
        Objective(id="o", kpi="kpi_csat_5"),
        Segment(id="s"),
        ObjectiveSegment(objective_id="o", segment_id="s"),
        *drawn({"in>a": 1.0, "a>won": 1.0}, segment_id="s"),
        JourneyObjective(journey_id="jr", objective_id="o"),
        Friction(id="f", journey_id="jr", **place),
        SwotStatement(id="sw", quadrant="swot_weakness"),
        SwotFriction(statement_id="sw", friction_id="f"),
        FunctionalNeed(id="n"),
        ActionNeed(action_id="ac", need_id="n"),
        Action(id="ac", kpi="kpi_nps"),
        ActionObjective(action_id="ac", objective_id="o"),
        ActionFriction(action_id="ac", friction_id="f"),
        ActionStatement(action_id="ac", statement_id="sw"),
    ]


LINKS = {
    "link_objective_segment": ("objective o", "segment s"),
    "link_segment_journey": ("segment s", "journey jr"),
    "link_journey_objective": ("journey jr", "objective o"),
    "link_journey_touchpoint": ("journey jr", "touchpoint a"),
    "link_touchpoint_friction": ("touchpoint a", "friction f"),
    "link_friction_capability": ("friction f", "swot_statement sw"),
    "link_friction_action": ("friction f", "action ac"),
    "link_capability_action": ("swot_statement sw", "action ac"),
    "link_need_action": ("functional_need n", "action ac"),
    "link_action_kpi": ("action ac", "kpi kpi_nps"),
    "link_kpi_objective": ("kpi kpi_csat_5", "objective o"),
}


def element(text: str) -> Element:
    return Element(*text.split())


def test_every_link_of_the_catalogue_is_there() -> None:
    assert list(TRACE_LINKS) == list(catalogue().ids("trace_links")) == list(LINKS)


@pytest.mark.parametrize("link", LINKS)
def test_the_link_joins_its_two_elements_and_only_them(link: str) -> None:
    source, target = map(element, LINKS[link])
    assert list(TRACE_LINKS[link](plan_of(chain_rows()))) == [(source, target)]
    assert not list(TRACE_LINKS[link](plan_of()))


@pytest.mark.parametrize("link", LINKS)
def test_the_link_is_walked_both_ways(link: str) -> None:
    graph = TraceGraph(plan_of(chain_rows()))
    source, target = map(element, LINKS[link])
    assert graph.onward(source)[target] == link
    assert graph.backward(target)[source] == link
    assert target in graph.neighbours(source)
    assert source in graph.neighbours(target)


def test_an_element_without_link_has_no_neighbour() -> None:
    assert TraceGraph(plan_of(chain_rows())).neighbours(element("segment unknown")) == ()


def test_the_path_of_an_element_leaves_its_neighbours_by_name_alone_aside() -> None:
    other = [
        Friction(id="g", journey_id="jr", touchpoint_id="a"),
        Action(id="bc", kpi="kpi_nps"),
        ActionFriction(id="g~bc", action_id="bc", friction_id="g"),
    ]
    path = TraceGraph(plan_of(chain_rows(), other)).path(element("friction f"))
    assert element("kpi kpi_nps") in path
    assert element("objective o") in path
    assert element("friction g") not in path
    assert element("action bc") not in path


def test_a_full_chain_is_one_row() -> None:
    assert chains(plan_of(chain_rows())) == (Chain("o", "s", "jr", "a", "f", "sw", "ac", "kpi_nps"),)


def test_a_friction_on_a_transition_belongs_where_the_transition_starts() -> None:
    (chain,) = chains(plan_of(chain_rows(transition_id="a>won")))
    assert chain.touchpoint_id == "a"


def test_a_chain_holds_without_strength_or_weakness() -> None:
    rows = [row for row in chain_rows() if not isinstance(row, ActionStatement)]
    assert [chain.statement_id for chain in chains(plan_of(rows))] == [None]


@pytest.mark.parametrize(
    "missing", [ObjectiveSegment, JourneyObjective, ActionObjective, ActionFriction, Journey, Touchpoint, Friction]
)
def test_a_chain_with_a_missing_part_is_no_chain(missing: type[Base]) -> None:
    rows = [row for row in chain_rows() if not isinstance(row, missing)]
    assert len(chains(plan_of(rows))) == (1 if missing is Touchpoint else 0)


def test_a_dropped_action_carries_no_chain() -> None:
    rows = chain_rows()
    for row in rows:
        if isinstance(row, Action):
            row.status = "status_dropped"
    assert chains(plan_of(rows)) == ()


def test_sixteen_checks_pass_on_a_plan_without_gap_and_name_what_fails() -> None:
    assert len(checks(plan_of())) == 16
    assert all(check.passes for check in checks(plan_of()))
    failing = {check.id: check.failing for check in checks(plan_of(Action(id="ac", kpi="kpi_nps")))}
    assert {name for name, ids in failing.items() if ids == ("ac",)} == {
        "action_without_owner",
        "action_without_dates",
        "action_without_cost",
    }


def rules(*rows: Base | list[Base]) -> set[str]:
    return {each.rule_id.removeprefix("trace_rule_") for each in trace_findings(plan_of(*rows))}


def test_trace_rules_hold_on_a_plan_that_is_linked_through() -> None:
    rows = chain_rows()
    next(row for row in rows if isinstance(row, Action)).type = "act_train"
    assert rules(rows) == set()


def test_trace_rules_tell_what_breaks_the_chain() -> None:
    assert rules(Objective()) == {"objective_kpi"}
    assert rules(ObjectiveSegment(objective_id="o", segment_id="s")) == {"segment_both_ways"}
    assert rules(Action()) == {"action_frictions"}
    assert rules(chain_rows()) == {"weakness_action"}


def test_a_friction_sits_in_one_place_of_its_own_journey() -> None:
    journey = drawn({"in>a": 1.0})
    assert rules(journey, Friction(journey_id="jr")) == {"friction_node"}
    assert rules(journey, Friction(journey_id="jr", touchpoint_id="a", transition_id="in>a")) == {"friction_node"}
    assert rules(journey, Friction(journey_id="other", touchpoint_id="a")) == {"friction_node"}
    assert rules(journey, Friction(journey_id="jr", transition_id="in>a")) == set()


def test_what_hangs_on_a_journey_goes_is_unlinked_or_forgets_it() -> None:
    plan = plan_of(
        chain_rows(),
        Journey(id="derived", derived_from_id="jr"),
        Action(id="elsewhere", journey_id="jr"),
    )
    found = dependents(plan, "journey", "jr")
    assert {kind: set(ids) for kind, ids in found.children.items()} == {
        "touchpoint": {"in", "a", "won"},
        "transition": {"in>a", "a>won"},
        "friction": {"f"},
    }
    assert dict(found.linked) == {"action": ("ac",), "objective": ("o",), "swot_statement": ("sw",)}
    assert dict(found.mentions) == {"action": ("elsewhere",), "journey": ("derived",)}


def test_an_element_that_goes_along_is_not_counted_as_linked() -> None:
    rows = [Segment(id="s"), Journey(id="jr", segment_id="s"), JourneyObjective(journey_id="jr", objective_id="o")]
    found = dependents(plan_of(rows, KpiReading(id="rd", kpi="kpi_nps", segment_id="s")), "segment", "s")
    assert (dict(found.children), dict(found.linked)) == ({"journey": ("jr",)}, {"objective": ("o",)})
    assert dict(found.mentions) == {"kpi_reading": ("rd",)}


def test_actions_that_wait_for_each_other_are_linked() -> None:
    wait = ActionDependency(action_id="later", needs_action_id="first")
    plan = plan_of(Action(id="first"), Action(id="later"), wait)
    assert dict(dependents(plan, "action", "first").linked) == {"action": ("later",)}
    assert dict(dependents(plan, "action", "later").linked) == {"action": ("first",)}


def test_nothing_hangs_on_a_lone_row() -> None:
    assert not dependents(plan_of(Segment(id="s")), "segment", "s")
