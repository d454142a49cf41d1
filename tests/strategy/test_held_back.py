"""What weaknesses hold back, against a plain computation: every path tried, every journey solved anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journey.model import Friction, Journey, JourneyKind, NodeKind, Segment, Touchpoint, Transition
from journey.what_if import friction_gains
from storage.base import Base, link_id
from strategy.analysis.held_back import HeldBack, Tie, Way, cost_of_frictions, held_back
from strategy.model import (
    Action,
    ActionFriction,
    ActionStatement,
    ActionStatus,
    ActionTouchpoint,
    JourneyObjective,
    Objective,
    SwotFriction,
    SwotJourney,
    SwotStatement,
    SwotTouchpoint,
)
from strategy.snapshot import Snapshot
from tests.support import plan_of, sample_plan

WEAK = "swot_weakness"
STEPS = ("a", "b", "c")
LOSSES = {"a": 0.3, "b": 0.2, "c": 0.5}
SIZE, VALUE = 1000, 20.0


def weakness(name: str, area: str = "cap_marketing_tools") -> SwotStatement:
    return SwotStatement(id=name, quadrant=WEAK, area=area, text=name)


def linked(link_class: type[Base], first: str, second: str) -> Base:
    columns = [name for name, each in link_class.__columns__.items() if each.reference is not None]
    return link_class(id=link_id(first, second), **dict(zip(columns, (first, second), strict=True)))


def journey(name: str, *, kind: JourneyKind = JourneyKind.AS_IS, of: str | None = None) -> list[Base]:
    """Entry > a > b > c > success, with a loss after each touchpoint; a to-be journey copies that of `of`."""
    points = {"in": NodeKind.ENTRY, "won": NodeKind.SUCCESS, "lost": NodeKind.DROP_OFF}
    rows: list[Base] = [
        Journey(id=name, kind=kind.value, segment_id=f"segment of {of or name}", derived_from_id=of),
        *(Touchpoint(id=f"{name}.{each}", journey_id=name, origin_id=f"{of}.{each}" if of else None,
                     kind=points.get(each, NodeKind.TOUCHPOINT).value) for each in (*points, *STEPS)),
    ]  # fmt: skip
    shares = {("in", "a"): 1.0, ("a", "b"): 0.7, ("b", "c"): 0.8, ("c", "won"): 0.5}
    shares |= {(step, "lost"): loss for step, loss in LOSSES.items()}
    for (source, target), share in shares.items():
        start, end = f"{name}.{source}", f"{name}.{target}"
        rows.append(
            Transition(id=f"{start}>{target}", journey_id=name, probability=share, source_id=start, target_id=end)
        )
    return rows


def segment(journey_id: str, size: int | None = SIZE) -> Segment:
    return Segment(id=f"segment of {journey_id}", size=size, value_future=VALUE)


def friction(name: str, place: str, share: float | None) -> Friction:
    return Friction(id=name, journey_id=place.partition(".")[0], touchpoint_id=place, loss_share=share)


def plain_cost(shares: dict[str, list[float]]) -> float:
    """What is won on one journey without the losses that these frictions explain, by its touchpoints; in money."""

    def success(losses: dict[str, float]) -> float:
        matrix = numpy.identity(3)
        for place, step in enumerate(STEPS[:-1]):
            matrix[place, place + 1] = -(1.0 - losses[step])
        return float(numpy.linalg.solve(matrix, [0.0, 0.0, 1.0 - losses["c"]])[0])

    after = {step: LOSSES[step] * (1.0 - min(1.0, sum(shares.get(step, [])))) for step in STEPS}
    return SIZE * VALUE * (success(after) - success(LOSSES))


def values(snapshot: Snapshot) -> dict[str, float | None]:
    return {each.statement_id: each.held.value for each in held_back(snapshot).weaknesses}


def ids(held: HeldBack) -> set[str]:
    return {each.friction_id for each in held.frictions}


@dataclass
class Plan:
    """A random plan, and the naive answer to what hangs on its weaknesses."""

    frictions: list[Friction]
    links: list[Base] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)

    def rows(self) -> list[Base]:
        known = [weakness(each, f"area {place % 2}") for place, each in enumerate(WEAKNESSES)]
        journeys = [*journey("j"), *journey("k"), *journey("next", kind=JourneyKind.TO_BE, of="j")]
        return [*journeys, segment("j"), segment("k", None), *known, *self.actions, *self.frictions, *self.links]

    def pairs(self, link_class: type[Base]) -> list[tuple[str, str]]:
        names = [name for name, each in link_class.__columns__.items() if each.reference is not None]
        found = [each for each in self.links if isinstance(each, link_class)]
        return [(getattr(each, names[0]), getattr(each, names[1])) for each in found]

    def hangs(self, weak: str, felt: Friction) -> bool:
        """Whether a friction hangs on a weakness, by trying every way."""
        kept = {each.id for each in self.actions if each.status != ActionStatus.DROPPED.value}
        fixes = {action for action, of in self.pairs(ActionStatement) if of == weak and action in kept}
        points = {point for of, point in self.pairs(SwotTouchpoint) if of == weak}
        points |= {point for action, point in self.pairs(ActionTouchpoint) if action in fixes}
        today = {point.replace("next.", "j.") for point in points}
        walked = {of_journey.replace("next", "j") for of, of_journey in self.pairs(SwotJourney) if of == weak}
        return (
            (weak, felt.id) in self.pairs(SwotFriction)
            or any((action, felt.id) in self.pairs(ActionFriction) for action in fixes)
            or felt.touchpoint_id in points | today
            or felt.journey_id in walked
        )

    def cost(self, hanging: Iterable[Friction]) -> tuple[float | None, int]:
        """The yearly cost of some frictions, and how many are unknown: those of "k", whose segment has no size."""
        today = [each for each in hanging if each.journey_id != "next"]
        known = [each for each in today if each.journey_id == "j" and each.loss_share is not None]
        shares: dict[str, list[float]] = {}
        for each in known:
            shares.setdefault(str(each.touchpoint_id)[-1], []).append(each.loss_share or 0.0)
        return plain_cost(shares) if known else None, len(today) - len(known)


WEAKNESSES, ACTIONS = ("v", "w", "x"), ("p", "q", "r")
PLACES = [f"{name}.{step}" for name in ("j", "k", "next") for step in STEPS]


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    places = draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6))
    share = st.one_of(st.none(), st.floats(0.05, 0.95))
    plan = Plan([friction(f"f{number}", place, draw(share)) for number, place in enumerate(places)])
    status = st.sampled_from([ActionStatus.PLANNED.value, ActionStatus.DROPPED.value])
    plan.actions = [Action(id=each, status=draw(status)) for each in ACTIONS]
    felt = [each.id for each in plan.frictions]
    offered: list[tuple[type[Base], Sequence[str], Sequence[str]]] = [
        (SwotFriction, WEAKNESSES, felt), (SwotTouchpoint, WEAKNESSES, PLACES),
        (SwotJourney, WEAKNESSES, ("j", "k", "next")), (ActionStatement, ACTIONS, WEAKNESSES),
        (ActionFriction, ACTIONS, felt), (ActionTouchpoint, ACTIONS, PLACES),
    ]  # fmt: skip
    for link_class, first, second in offered:
        pairs = st.tuples(st.sampled_from(first), st.sampled_from(second))
        chosen = draw(st.lists(pairs, max_size=2, unique=True))
        plan.links += [linked(link_class, *pair) for pair in chosen]
    return plan


@settings(max_examples=40, deadline=None)
@given(plans())
def test_each_figure_is_that_of_all_paths_tried_one_by_one(plan: Plan) -> None:
    report = held_back(Snapshot(plan.rows()))
    hanging = {weak: [each for each in plan.frictions if plan.hangs(weak, each)] for weak in WEAKNESSES}
    for each in report.weaknesses:
        expected, unknown = plan.cost(hanging[each.statement_id])
        assert ids(each.held) == {one.id for one in hanging[each.statement_id]}
        assert each.held.value == (None if expected is None else pytest.approx(expected, abs=1e-6))
        assert each.held.unknown == unknown
    every = [each for each in plan.frictions if any(each in found for found in hanging.values())]
    expected, unknown = plan.cost(every)
    assert report.together.value == (None if expected is None else pytest.approx(expected, abs=1e-6))
    assert ids(report.together) == {each.id for each in every}
    today = [each for each in every if each.journey_id != "next"]
    assert set(report.shared) == {each.id for each in today if sum(each in found for found in hanging.values()) > 1}
    others = [each for each in plan.frictions if each not in every and each.journey_id != "next"]
    expected, unknown = plan.cost(others)
    assert ids(report.apart) == {each.id for each in others}
    assert report.apart.value == (None if expected is None else pytest.approx(expected, abs=1e-6))
    known = [each.held.value for each in report.weaknesses if each.held.value is not None]
    assert known == sorted(known, reverse=True)
    assert [each.rank for each in report.weaknesses] == [*range(1, len(known) + 1), *[None] * (3 - len(known))]


def test_a_path_leads_from_the_weakness_to_the_money_the_segment_and_the_objective() -> None:
    plan = plan_of(
        journey("j"), segment("j"), weakness("w"), friction("f", "j.a", 0.5), linked(SwotFriction, "w", "f"),
        Objective(id="o"), linked(JourneyObjective, "j", "o"),
    )  # fmt: skip
    (path,) = held_back(plan).weaknesses[0].held.frictions
    assert (path.touchpoint_id, path.journey_id, path.segment_id) == ("j.a", "j", "segment of j")
    assert (path.objective_ids, path.ways, path.is_foreseen) == (("o",), (Way(Tie.STATED),), False)
    assert path.cost == friction_gains(plan, "j")["f"].value == pytest.approx(plain_cost({"a": [0.5]}))


def test_many_ways_to_a_friction_count_it_once_and_are_all_told() -> None:
    plan = plan_of(
        journey("j"), segment("j"), journey("next", kind=JourneyKind.TO_BE, of="j"), weakness("w"), Action(id="a"),
        friction("f", "j.a", 0.5), linked(SwotFriction, "w", "f"), linked(ActionStatement, "a", "w"),
        linked(ActionFriction, "a", "f"), linked(SwotTouchpoint, "w", "next.a"), linked(SwotJourney, "w", "next"),
    )  # fmt: skip
    (found,) = held_back(plan).weaknesses
    assert found.held.value == pytest.approx(plain_cost({"a": [0.5]}))
    ways = found.held.frictions[0].ways
    assert ways == (
        Way(Tie.STATED), Way(Tie.ACTION, "a"), Way(Tie.TOUCHPOINT, "next.a"), Way(Tie.JOURNEY, "next")
    )  # fmt: skip


def test_frictions_that_explain_the_same_loss_win_it_back_once() -> None:
    plan = plan_of(
        journey("j"), segment("j"), weakness("w"), [friction(each, "j.a", 0.8) for each in "fg"],
        [linked(SwotFriction, "w", each) for each in "fg"],
    )  # fmt: skip
    held = held_back(plan).weaknesses[0].held
    assert held.value == pytest.approx(plain_cost({"a": [1.0]}))
    assert held.alone is not None
    assert held.value is not None
    assert held.value < held.alone


def test_a_cost_that_is_not_known_is_no_zero() -> None:
    unknown = plan_of(
        journey("j"), segment("j"), weakness("w"), friction("f", "j.a", None), linked(SwotFriction, "w", "f")
    )
    (found,) = held_back(unknown).weaknesses
    assert (found.held.value, found.held.unknown, found.rank) == (None, 1, None)
    harmless = plan_of(
        journey("j"), segment("j"), weakness("w"), friction("f", "j.a", 0.0), linked(SwotFriction, "w", "f")
    )
    assert values(harmless) == {"w": 0.0}


def test_a_weakness_that_nothing_hangs_on_has_no_figure() -> None:
    (found,) = held_back(plan_of(weakness("w"))).weaknesses
    assert (found.held.frictions, found.held.value, found.held.unknown) == ((), None, 0)


def test_a_friction_foreseen_in_a_to_be_journey_costs_nothing_yet() -> None:
    plan = plan_of(
        journey("next", kind=JourneyKind.TO_BE), Segment(id="segment of next", size=SIZE, value_future=VALUE),
        weakness("w"), friction("f", "next.a", 0.5), linked(SwotFriction, "w", "f"),
    )  # fmt: skip
    (found,) = held_back(plan).weaknesses
    assert (found.held.value, found.held.unknown, found.held.today) == (None, 0, ())
    assert found.held.frictions[0].is_foreseen


def test_the_areas_and_the_plan_count_a_shared_friction_once() -> None:
    plan = plan_of(
        journey("j"), segment("j"), [weakness(each) for each in "vw"], friction("f", "j.a", 0.5),
        [linked(SwotFriction, each, "f") for each in "vw"],
    )  # fmt: skip
    report, once = held_back(plan), pytest.approx(plain_cost({"a": [0.5]}))
    assert [each.shared for each in report.weaknesses] == [1, 1]
    assert report.together.value == report.areas["cap_marketing_tools"].value == once
    assert report.sum_of_weaknesses == pytest.approx(2 * plain_cost({"a": [0.5]}))
    assert report.shared == ("f",)


@pytest.mark.parametrize(("sample", "first"), [("saas", "sw_saas_3"), ("bank", "sw_bank_3"), ("shop", "sw_shop_2")])
def test_the_samples_say_where_to_invest_first(sample: str, first: str) -> None:
    plan = sample_plan(sample)
    found = held_back(plan).weaknesses[0]
    assert found.statement_id == first
    assert cost_of_frictions(plan, [each.friction_id for each in found.held.today]).value == found.held.value
