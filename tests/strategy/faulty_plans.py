"""Small plans that each lack one thing, for the warnings of the method."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from journey.model import (
    Friction,
    Segment,
    SegmentCriterion,
    Stage,
    Transition,
)
from resources.catalogue import catalogue
from storage.base import Base
from strategy.method import findings
from strategy.model import (
    PLAN_ROW,
    Action,
    ActionStatement,
    CapabilityAnswer,
    KpiReading,
    Objective,
    Plan,
    SwotStatement,
)
from strategy.rules.registry import Finding
from tests.support import drawn, plan_of

TODAY = datetime.date(2027, 6, 30)
Rows = Sequence[Base]

SOUND = {"in>a": 1.0, "a>won": 1.0}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def raised(rule_id: str, *rows: Base | Rows) -> list[Finding]:
    return [each for each in findings(plan_of(*rows), today=TODAY) if each.rule_id == rule_id]


def objectives(*priorities: int | None) -> Rows:
    return [Objective(id=f"o{index}", priority=priority) for index, priority in enumerate(priorities)]


def objective(kpi: str | None, baseline: float | None, target: float | None) -> Rows:
    return [Objective(id="o", kpi=kpi, baseline=baseline, target=target)]


def segments(count: int, **columns: Any) -> Rows:  # Any: the column decides
    return [Segment(id=f"s{index}", **columns) for index in range(count)]


def criteria(count: int) -> Rows:
    return [Segment(id="s"), *(SegmentCriterion(segment_id="s", criterion=f"crit_{each}") for each in range(count))]


def staged(*directions: str | None) -> Rows:
    touchpoints = {f"t{index}": {"stage_id": "st", "direction": way} for index, way in enumerate(directions)}
    return [*drawn({}, touchpoints=touchpoints), Stage(id="st", journey_id="jr", stage="st_decision")]


def buying(*stages: str, is_partial: bool = False) -> Rows:
    touchpoints = {f"t{index}": {"stage_id": stage} for index, stage in enumerate(stages)}
    columns = [Stage(id=each, journey_id="jr", stage=each) for each in catalogue()["stset_buying"].ids("stages")]
    return [*drawn({}, touchpoints=touchpoints, stage_set="stset_buying", is_partial=is_partial), *columns]


def touchpoint(**columns: Any) -> Rows:  # Any: the column decides
    return drawn(SOUND, touchpoints={"a": columns})


def answers(area: str, *values: str) -> Rows:
    questions = [entry.id for entry in catalogue().entries("capability_questions") if entry.get("area") == area]
    return [
        CapabilityAnswer(question=question, answer=value) for question, value in zip(questions, values, strict=False)
    ]


def action(**columns: Any) -> Rows:  # Any: the column decides
    return [Action(id="ac", **columns)]


def costing(cost: float, **columns: Any) -> Rows:  # Any: the column decides
    return [Plan(id=PLAN_ROW, budget=1000.0), Action(id="ac", cost=cost, **columns)]


def diagnosed(*links: Base) -> Rows:
    return [Action(id="ac"), Objective(id="o"), *links]


def weak_tools(*rows: Base) -> Rows:
    """The tools score low, and an action rests on a statement about them."""
    weakness = SwotStatement(id="sw", quadrant="swot_weakness", area="cap_marketing_tools")
    link = ActionStatement(action_id="ac", statement_id="sw")
    return [*answers("cap_marketing_tools", "0", "no", "basic"), weakness, link, *rows]


def friction(severity: int, frequency: float, *rows: Base) -> Rows:
    place = Friction(id="f", journey_id="jr", touchpoint_id="a", severity=severity, frequency=frequency)
    return [*drawn(SOUND), place, *rows]


def dated(start: str | None, end: str | None) -> Rows:
    plan = Plan(id=PLAN_ROW, start_date=day("2027-01-04"), end_date=day("2027-12-31"))
    dates: dict[str, Any] = {"start_date": start and day(start), "end_date": end and day(end)}
    return [plan, Action(id="ac", **dates)]


def read(value: float, *rows: Base, comment: str = "", origin: str = "follow_up") -> Rows:
    """A reading halfway through the year, on the way from 10 to 20."""
    plan = Plan(id=PLAN_ROW, start_date=day("2027-01-01"))
    aim = Objective(id="o", kpi="kpi_nps", baseline=10.0, target=20.0, due_date=day("2027-12-31"))
    reading = KpiReading(id="rd", kpi="kpi_nps", origin=origin, value=value, date=day("2027-07-02"), comment=comment)
    return [plan, aim, reading, *rows]


def next_reading(due: str, **columns: Any) -> KpiReading:  # Any: the column decides
    return KpiReading(id="rd", kpi="kpi_nps", date=day("2027-01-31"), next_date=day(due), **columns)


def followed_up_on_the_way() -> Rows:
    rows = drawn({"in>a": 1.0, "a>won": 0.5, "a>b": 0.3, "a>lost": 0.2, "b>won": 1.0})
    for row in rows:
        if isinstance(row, Transition) and row.target_id == "b":
            row.trigger = "trg_cart_abandoned"
    return rows
