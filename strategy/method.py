"""The method at work on a plan: the state of each step, what is still missing, what deserves attention.

The rules themselves live in `strategy.rules`, one module per step; their words are the catalogue's.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import strategy.rules.actions
import strategy.rules.capabilities
import strategy.rules.follow_up
import strategy.rules.journeys
import strategy.rules.objectives
import strategy.rules.segments  # noqa: F401  (these imports register the rules)
from journey.model import Friction, Journey, Segment
from resources.catalogue import catalogue
from storage.base import Base
from strategy.analysis import answered_questions, budget, smart_lights
from strategy.links import kept_actions
from strategy.model import (
    AbTest,
    Action,
    AuditNote,
    CapabilityAnswer,
    Decision,
    DismissedWarning,
    FeedbackNote,
    FunctionalNeed,
    GuidingAnswer,
    KpiReading,
    Objective,
    ReadingOrigin,
    ResourceAnswer,
    SwotStatement,
    Tool,
)
from strategy.orphans import orphans
from strategy.rules.registry import COMPLETION_RULES, INFO, WARNING_RULES, Completion, Finding
from strategy.snapshot import Snapshot

__all__ = [
    "FOLLOW_UP",
    "Completion",
    "Finding",
    "Progression",
    "StepState",
    "completions",
    "findings",
    "orphans",
    "step_counts",
    "step_states",
]

FOLLOW_UP = "view_follow_up"

_STEP_ROWS: Mapping[str, tuple[type[Base], ...]] = {
    "step_1_objectives": (Objective, FeedbackNote, AuditNote),
    "step_2_segments": (Segment,),
    "step_3_journeys": (Journey,),
    "step_4_capabilities": (CapabilityAnswer, ResourceAnswer, SwotStatement),
    "step_5_action_plan": (Action, FunctionalNeed, Tool),
    FOLLOW_UP: (Decision, AbTest),
}
_STEP_READINGS = {"step_1_objectives": ReadingOrigin.BASELINE, FOLLOW_UP: ReadingOrigin.FOLLOW_UP}


class Progression(StrEnum):
    """How far a step is."""

    EMPTY = "empty"
    IN_PROGRESS = "in_progress"
    COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class StepState:
    """A step as the rail shows it.

    `unmet` are the completion rules that do not hold yet. `finding_count` counts warnings that are neither dismissed
    nor mere information. `counts` are the step's main figures: see `step_counts`.
    """

    step: str
    state: Progression
    unmet: tuple[Completion, ...]
    finding_count: int
    counts: Mapping[str, float]


def findings(
    snapshot: Snapshot, include_dismissed: bool = False, *, today: datetime.date | None = None
) -> tuple[Finding, ...]:
    """All warnings and pieces of information on a plan, in the catalogue's order.

    Those that the team dismissed are left out unless asked for. `today` is the day's date by default.
    """
    date = today or datetime.date.today()
    found = [each for rule in catalogue().ids("warnings") for each in WARNING_RULES[rule](snapshot, date)]
    if include_dismissed:
        return tuple(found)
    dismissed = {row.id for row in snapshot.all(DismissedWarning)}
    return tuple(each for each in found if each.dismissal_id not in dismissed)


def completions(snapshot: Snapshot) -> tuple[Completion, ...]:
    """The twelve completion rules applied to a plan, in the catalogue's order."""
    return tuple(COMPLETION_RULES[rule](snapshot) for rule in catalogue().ids("completion_rules"))


def step_states(
    snapshot: Snapshot, *, today: datetime.date | None = None, found: tuple[Finding, ...] | None = None
) -> Mapping[str, StepState]:
    """The state of the five steps and of the follow-up, by catalogue id, in order.

    A step is empty as long as it holds no row and no answer to its guiding questions, complete when all its rules
    hold, in progress in between. The follow-up has no rule and no end, so it is never complete. `found` spares
    computing the findings again.
    """
    active = findings(snapshot, today=today) if found is None else found
    warnings = Counter(each.step for each in active if each.level != INFO)
    checked = completions(snapshot)
    states = {}
    for step in catalogue().ids("steps"):
        unmet = tuple(each for each in checked if each.step == step and not each.is_met)
        state = _progression(snapshot, step, unmet)
        states[step] = StepState(step, state, unmet, warnings[step], step_counts(snapshot, step))
    return states


def step_counts(snapshot: Snapshot, step: str) -> Mapping[str, float]:
    """The main figures of a step, by name: what the rail says under its title."""
    if step == "step_1_objectives":
        objectives = snapshot.all(Objective)
        unclear = sum(1 for objective in objectives if not smart_lights(snapshot, objective).all_on)
        return {"objectives": len(objectives), "to_clarify": unclear}
    if step == "step_2_segments":
        return {"segments": len(snapshot.all(Segment))}
    if step == "step_3_journeys":
        return {"journeys": len(snapshot.all(Journey)), "frictions": len(snapshot.all(Friction))}
    if step == "step_4_capabilities":
        answered, questions = answered_questions(snapshot)
        return {"answered": answered, "questions": questions, "statements": len(snapshot.all(SwotStatement))}
    if step == "step_5_action_plan":
        return {"actions": len(kept_actions(snapshot)), "cost": budget(snapshot).cost}
    readings = snapshot.where(KpiReading, origin=ReadingOrigin.FOLLOW_UP.value)
    return {"readings": len(readings), "tests": len(snapshot.all(AbTest))}


def _progression(snapshot: Snapshot, step: str, unmet: tuple[Completion, ...]) -> Progression:
    if not _has_rows(snapshot, step):
        return Progression.EMPTY
    if unmet or step == FOLLOW_UP:
        return Progression.IN_PROGRESS
    return Progression.COMPLETE


def _has_rows(snapshot: Snapshot, step: str) -> bool:
    if any(snapshot.all(mapped) for mapped in _STEP_ROWS[step]):
        return True
    origin = _STEP_READINGS.get(step)
    if origin and snapshot.where(KpiReading, origin=origin.value):
        return True
    questions = {entry.id for entry in catalogue().entries("workshop_questions") if entry.get("step") == step}
    return any(answer.question in questions and answer.text.strip() for answer in snapshot.all(GuidingAnswer))
