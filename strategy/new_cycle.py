"""A new cycle: the rows of the next plan, made from where this one stands. The plan itself is only read.

The values reached become the baselines. What is settled stays behind: actions done or dropped, frictions that they
treated, objectives reached, tests with a result, decisions (which stand in the comments of the new baselines).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journey.model import Friction
from resources.catalogue import catalogue
from resources.i18n import N_, words
from strategy.adoption import adopt_to_be
from strategy.analysis.follow_up import compare_variants, target_progress
from strategy.draft import Draft
from strategy.links import segments_of_action, segments_of_objective
from strategy.model import (
    PLAN_ROW,
    AbTest,
    Action,
    ActionFriction,
    ActionStatus,
    Decision,
    DismissedWarning,
    GuidingAnswer,
    KpiReading,
    Milestone,
    Objective,
    Plan,
    ReadingOrigin,
    WorkbookMerge,
    WorkshopNote,
)
from strategy.snapshot import Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from storage.base import Base
    from storage.document import Document

_STEP = "view_follow_up"


@dataclass(frozen=True, slots=True)
class CycleChoices:
    """What the team decides of the new plan; a sample stays marked as one."""

    name: str
    company: str = ""
    currency: str = "EUR"
    start_date: datetime.date | None = None
    end_date: datetime.date | None = None
    budget: float | None = None
    keeps_done: bool = False
    """Actions done come along, marked as done, with the frictions that they treated."""
    keeps_reached: bool = False
    """Objectives reached come along, their target to be set anew."""
    adopts_to_be: bool = False
    """The to-be journeys become the as-is ones."""


def create_new_cycle(path: str | Path, snapshot: Snapshot, choices: CycleChoices) -> Document:
    """A new plan file for the next cycle. Raises PlanError when the name is taken."""
    from strategy.plan_file import create_from_rows

    return create_from_rows(path, new_cycle_rows(snapshot, choices))


def new_cycle_rows(snapshot: Snapshot, choices: CycleChoices) -> list[Base]:
    """The rows of the next plan."""
    draft = Draft(snapshot)
    draft.change(
        Plan, PLAN_ROW, name=choices.name, company=choices.company, currency=choices.currency, budget=choices.budget,
        start_date=choices.start_date, end_date=choices.end_date, reference_date=choices.start_date,
    )  # fmt: skip
    last = last_readings(snapshot)
    for reading in snapshot.all(KpiReading):
        if last.get((reading.kpi, reading.segment_id)) is reading:
            _make_baseline(draft, snapshot, reading)
        else:
            draft.leave_out(KpiReading, reading.id)
    for objective in snapshot.all(Objective):
        _carry_objective(draft, objective, value_reached(snapshot, objective, last), choices)
    for action in snapshot.all(Action):
        _carry_action(draft, action, value_reached(snapshot, action, last), choices)
    if not choices.keeps_done:
        for friction_id in treated_frictions(snapshot):
            draft.leave_out(Friction, friction_id)
    _leave_past(draft, snapshot, choices)
    if choices.adopts_to_be:
        adopt_to_be(draft, snapshot)
    return draft.rows()


def last_readings(snapshot: Snapshot) -> Mapping[tuple[str, str | None], KpiReading]:
    """The latest value known of each KPI by segment: of the follow-up, else of the stock-taking."""
    found: dict[tuple[str, str | None], KpiReading] = {}
    for reading in snapshot.all(KpiReading):
        key = (reading.kpi, reading.segment_id)
        if reading.value is not None and (key not in found or _age(reading) >= _age(found[key])):
            found[key] = reading
    return found


def value_reached(
    snapshot: Snapshot, row: Objective | Action, last: Mapping[tuple[str, str | None], KpiReading]
) -> float | None:
    """What the KPI of an objective or an action has come to in the follow-up; None when it was not read."""
    if isinstance(row, Objective):
        ids = {segment.id for segment in segments_of_objective(snapshot, row)}
    else:
        ids = {segment.id for segment in segments_of_action(snapshot, row.id)}
    found = [
        reading
        for (kpi, segment_id), reading in last.items()
        if kpi == row.kpi and _is_follow_up(reading) and (segment_id is None or not ids or segment_id in ids)
    ]
    found.sort(key=lambda each: (each.segment_id is not None, _age(each)))
    return found[-1].value if found else None


def treated_frictions(snapshot: Snapshot) -> frozenset[str]:
    """The frictions that an action done has treated and no open action still has to."""
    statuses = {action.id: action.status for action in snapshot.all(Action)}
    by_friction: dict[str, set[str]] = {}
    for link in snapshot.all(ActionFriction):
        by_friction.setdefault(link.friction_id, set()).add(statuses.get(link.action_id, ""))
    closed = {ActionStatus.DONE.value, ActionStatus.DROPPED.value}
    return frozenset(
        friction_id
        for friction_id, found in by_friction.items()
        if ActionStatus.DONE.value in found and found <= closed
    )


def _make_baseline(draft: Draft, snapshot: Snapshot, reading: KpiReading) -> None:
    """A reading of the follow-up becomes a baseline that tells where it comes from and what was made of it."""
    said = words(snapshot.plan.language)
    origin = said.tr(N_("From the cycle “{plan}”, not read again.")).format(plan=snapshot.plan.name)
    if _is_follow_up(reading):
        sentence = N_("From the cycle “{plan}”, read on {date}.") if reading.date else N_("From the cycle “{plan}”.")
        origin = said.tr(sentence).format(plan=snapshot.plan.name, date=said.date(reading.date))
    decided = [row.text.strip() for row in snapshot.where(Decision, reading_id=reading.id) if row.text.strip()]
    decisions = said.tr(N_("Decided: {decision}")).format(decision=said.set_apart(decided)) if decided else ""
    draft.change(
        KpiReading, reading.id, origin=ReadingOrigin.BASELINE.value, next_date=None,
        comment=" ".join(filter(None, (origin, reading.comment.strip(), decisions))),
    )  # fmt: skip


def _carry_objective(draft: Draft, objective: Objective, reached: float | None, choices: CycleChoices) -> None:
    if _is_reached(objective, reached):
        if not choices.keeps_reached:
            draft.leave_out(Objective, objective.id)
            return
        draft.change(Objective, objective.id, target=None, due_date=None)
    if reached is not None:
        draft.change(Objective, objective.id, baseline=reached)
    if objective.due_date and choices.start_date and objective.due_date < choices.start_date:
        draft.change(Objective, objective.id, due_date=None)


def _carry_action(draft: Draft, action: Action, reached: float | None, choices: CycleChoices) -> None:
    is_done = action.status == ActionStatus.DONE.value
    if action.status == ActionStatus.DROPPED.value or (is_done and not choices.keeps_done):
        draft.leave_out(Action, action.id)
    elif reached is not None and not is_done:
        draft.change(Action, action.id, baseline=reached)
        if _is_reached(action, reached):
            draft.change(Action, action.id, target=None)


def _is_reached(row: Objective | Action, reached: float | None) -> bool:
    """Whether the last value of the follow-up is at the target or beyond."""
    way = target_progress(row.baseline, reached, row.target)
    return way is not None and way >= 1.0


def _leave_past(draft: Draft, snapshot: Snapshot, choices: CycleChoices) -> None:
    """Leave out what only the cycle that ends was about."""
    for mapped in (Decision, DismissedWarning, WorkbookMerge):
        draft.leave_out_all(mapped)
    for test in snapshot.all(AbTest):
        if compare_variants(test) is not None:
            draft.leave_out(AbTest, test.id)
    for note in snapshot.all(WorkshopNote):
        if note.is_settled:
            draft.leave_out(WorkshopNote, note.id)
    for milestone in snapshot.all(Milestone):
        if choices.start_date and milestone.day < choices.start_date:
            draft.leave_out(Milestone, milestone.id)
    for answer in snapshot.all(GuidingAnswer):
        question = catalogue().get(answer.question)
        if question is not None and question.get("step") == _STEP:
            draft.leave_out(GuidingAnswer, answer.id)


def _is_follow_up(reading: KpiReading) -> bool:
    return reading.origin == ReadingOrigin.FOLLOW_UP.value


def _age(reading: KpiReading) -> tuple[bool, datetime.date, int, str]:
    """Sorts readings from the oldest: those of the stock-taking come first."""
    return (_is_follow_up(reading), reading.date or datetime.date.min, reading.position, reading.id)
