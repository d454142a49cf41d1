"""Figures of step 4: the score of each capability area, what it reads as, and how much of it was answered."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from journey.own_values import method_value
from resources.catalogue import Entry, catalogue
from strategy.model import CapabilityAnswer, ResourceAnswer
from strategy.snapshot import Snapshot

UNKNOWN, NOT_APPLICABLE = "unknown", "not_applicable"


class Reading(StrEnum):
    """What the score of an area means."""

    STRENGTH = "strength"
    TO_WATCH = "to_watch"
    WEAKNESS = "weakness"


@dataclass(frozen=True, slots=True)
class AreaScore:
    """One capability area. `score` and `answered_share` run from 0 to 1.

    Unknown answers count as not answered; questions that do not apply leave the count altogether, and an area where
    none applies is fully answered, without a score.
    """

    area: str
    score: float | None
    reading: Reading | None
    answered: int
    applicable: int
    needed_share: float = 1.0
    """Share of the questions to answer before the area counts as assessed."""

    @property
    def answered_share(self) -> float:
        return self.answered / self.applicable if self.applicable else 1.0

    @property
    def is_assessed(self) -> bool:
        """Whether enough questions are answered for the area to count as assessed."""
        return self.answered_share >= self.needed_share


def area_questions(area: str) -> tuple[Entry, ...]:
    """The diagnostic questions of an area, in the method's order."""
    return tuple(entry for entry in catalogue().entries("capability_questions") if entry.get("area") == area)


def question_score(snapshot: Snapshot, question: str) -> float | None:
    """The score of a question on 0-1: the mean of its channels if it is answered by channel, else its one answer.

    None when it is not answered, unknown or not applicable.
    """
    answers = snapshot.where(CapabilityAnswer, question=question)
    scores = _scale_scores(question)
    by_channel = [answer for answer in answers if answer.channel is not None and answer.answer in scores]
    chosen = by_channel or [answer for answer in answers if answer.answer in scores]
    return sum(scores[answer.answer or ""] for answer in chosen) / len(chosen) if chosen else None


def area_score(snapshot: Snapshot, area: str) -> AreaScore:
    """The mean of the answered questions of an area, and its reading."""
    questions = [entry.id for entry in area_questions(area) if not _does_not_apply(snapshot, entry.id)]
    scores = [score for question in questions if (score := question_score(snapshot, question)) is not None]
    score = sum(scores) / len(scores) if scores else None
    reading = None if score is None else _reading(snapshot, score)
    return AreaScore(area, score, reading, len(scores), len(questions), _scoring(snapshot, "min_answered_share"))


def area_scores(snapshot: Snapshot) -> tuple[AreaScore, ...]:
    """The four areas in the method's order."""
    return tuple(area_score(snapshot, area) for area in catalogue().ids("capability_areas"))


def answered_questions(snapshot: Snapshot) -> tuple[int, int]:
    """How many diagnostic questions have an answer of any sort, "unknown" included, out of how many."""
    questions = catalogue().ids("capability_questions")
    answered = {row.question for row in snapshot.all(CapabilityAnswer) if row.answer not in (None, "")}
    return len(answered.intersection(questions)), len(questions)


def answered_resources(snapshot: Snapshot) -> tuple[int, int]:
    """How many resource questions have an answer or an amount, out of how many."""
    questions = catalogue().ids("resource_questions")
    rows = snapshot.all(ResourceAnswer)
    answered = {row.question for row in rows if row.answer not in (None, "") or row.amount is not None}
    return len(answered.intersection(questions)), len(questions)


def strength_threshold(snapshot: Snapshot) -> float:
    """The score from which an area is a strength, 0 to 1."""
    return _scoring(snapshot, "strength_min")


def weakness_threshold(snapshot: Snapshot) -> float:
    """The score up to which an area is a weakness, 0 to 1."""
    return _scoring(snapshot, "weakness_max")


def _reading(snapshot: Snapshot, score: float) -> Reading:
    # A mean of quarters may miss 0.4 or 0.7 by one bit.
    if score >= strength_threshold(snapshot) - 1e-9:
        return Reading.STRENGTH
    if score <= weakness_threshold(snapshot) + 1e-9:
        return Reading.WEAKNESS
    return Reading.TO_WATCH


def _does_not_apply(snapshot: Snapshot, question: str) -> bool:
    answers = [row.answer for row in snapshot.where(CapabilityAnswer, question=question) if row.answer]
    return bool(answers) and all(answer == NOT_APPLICABLE for answer in answers)


@cache
def _scale_scores(question: str) -> dict[str, float]:
    scale = catalogue()[catalogue()[question].get("scale")] if question in catalogue() else None
    options = scale.parts("options") if scale else ()
    return {str(option.get("value")): float(option.get("score")) for option in options}


def _scoring(snapshot: Snapshot, key: str) -> float:
    return method_value(snapshot, "capability_scoring", key)
