"""Guiding questions of step 1 that the plan itself answers, and how many objectives still lack an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from resources.catalogue import catalogue
from strategy.analysis import smart_lights
from strategy.links import segments_of_objective
from strategy.model import AuditNote, AuditTopic, FeedbackNote, GuidingAnswer, KpiReading, Objective, ReadingOrigin
from strategy.snapshot import Snapshot

_POINTS = (AuditTopic.STRENGTH.value, AuditTopic.WEAKNESS.value)
_LOSSES = (AuditTopic.LOSS_REASON.value, AuditTopic.CHURN_SIGNAL.value)


@dataclass(frozen=True, slots=True)
class GuidingState:
    """A guiding question with the team's written answer. `missing` counts the objectives that do not answer it yet."""

    question: str
    answer: str
    is_settled: bool
    missing: int


def guiding_states(snapshot: Snapshot, step: str) -> tuple[GuidingState, ...]:
    """The questions of a step in the method's order; settled by a written answer, or by what the plan holds."""
    answers = {row.question: row.text for row in snapshot.all(GuidingAnswer)}
    questions = [entry.id for entry in catalogue().entries("workshop_questions") if entry.get("step") == step]
    return tuple(_state(snapshot, question, answers.get(question, "").strip()) for question in questions)


LOYALTY = "loyalty_design_steps"
"""The list of decisions that make a loyalty programme; the team's answers are kept like those to other questions."""


def loyalty_states(snapshot: Snapshot) -> tuple[GuidingState, ...]:
    """The decisions of a loyalty programme, in order; settled once the team has written what it chose."""
    answers = {row.question: row.text.strip() for row in snapshot.all(GuidingAnswer)}
    found = ((step, answers.get(step, "")) for step in catalogue().ids(LOYALTY))
    return tuple(GuidingState(step, answer, bool(answer), 0) for step, answer in found)


def _state(snapshot: Snapshot, question: str, answer: str) -> GuidingState:
    missing = _missing(snapshot, question)
    objectives = len(snapshot.all(Objective))
    by_objectives = question in _OBJECTIVE_ANSWERS and objectives > 0 and missing == 0
    by_notes = question in _NOTE_ANSWERS and _NOTE_ANSWERS[question](snapshot)
    return GuidingState(question, answer, bool(answer) or by_objectives or by_notes, missing)


def _missing(snapshot: Snapshot, question: str) -> int:
    answers = _OBJECTIVE_ANSWERS.get(question)
    return sum(not answers(snapshot, row) for row in snapshot.all(Objective)) if answers else 0


def _has_segment(snapshot: Snapshot, row: Objective) -> bool:
    return row.serves_all_customers or bool(segments_of_objective(snapshot, row))


_OBJECTIVE_ANSWERS: Mapping[str, Callable[[Snapshot, Objective], bool]] = {
    "q1_aspects": lambda _snapshot, row: bool(row.aspect),
    "q1_per_segment": _has_segment,
    "q1_priority": lambda _snapshot, row: row.priority is not None,
    "q1_metrics": lambda _snapshot, row: bool(row.kpi) and row.baseline is not None and row.target is not None,
    "q1_intent": lambda _snapshot, row: bool(row.owner),
    "q1_smart": lambda snapshot, row: smart_lights(snapshot, row).all_on,
}
"""Questions that every objective has to answer."""

_NOTE_ANSWERS: Mapping[str, Callable[[Snapshot], bool]] = {
    "q1_audit_kpis": lambda snapshot: any(
        row.value is not None for row in snapshot.where(KpiReading, origin=ReadingOrigin.BASELINE.value)
    ),
    "q1_audit_feedback": lambda snapshot: bool(snapshot.all(FeedbackNote)),
    "q1_audit_points": lambda snapshot: any(note.topic in _POINTS for note in snapshot.all(AuditNote)),
    "q1_why_leave": lambda snapshot: any(note.topic in _LOSSES for note in snapshot.all(AuditNote)),
}
"""Questions that the notes of the stock-taking answer."""
