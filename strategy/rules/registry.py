"""What a rule gives, and the two tables where rules are registered under their catalogue id.

A warning rule yields the subjects it is about; `warning` stamps them with the rule's id, level and step. A completion
rule yields what is missing; `completion` turns that into an answer.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from journey.own_values import method_value
from resources.catalogue import catalogue
from storage.base import Base, link_id
from strategy.snapshot import Snapshot

PLAN_KIND = "plan"
WHOLE_PLAN = ""
"""Row id of a finding about the plan as a whole."""

Level = str
INFO, WARNING, ERROR = "info", "warning", "error"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule points at, with the values that a sentence about it needs."""

    kind: str
    row_id: str
    values: Mapping[str, Any] = field(default_factory=dict)  # any: numbers, ids, dates, as each rule documents


@dataclass(frozen=True, slots=True)
class Finding:
    """One warning about one thing. Its words are the catalogue's, under `rule_id`.

    `kind` is a table name, or "capability_area" with the id of an area of the catalogue. `level`: "info", "warning" or
    "error". `values` documents the case (numbers, ids, tuples of ids).
    """

    rule_id: str
    kind: str
    row_id: str
    level: Level
    step: str
    values: Mapping[str, Any] = field(default_factory=dict)  # any: see `Subject`

    @property
    def dismissal_id(self) -> str:
        """Id of the `DismissedWarning` row that sets this finding aside."""
        return link_id(self.rule_id, self.row_id)


@dataclass(frozen=True, slots=True)
class Missing:
    """What one thing lacks: names of columns, or of what should be linked to it ("segment", "entry"…)."""

    kind: str
    row_id: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """Whether a completion rule holds, and otherwise what is missing and where."""

    rule_id: str
    step: str
    missing: tuple[Missing, ...]

    @property
    def is_met(self) -> bool:
        return not self.missing


WarningRule = Callable[[Snapshot, datetime.date], Iterable[Finding]]
CompletionRule = Callable[[Snapshot], Completion]

WARNING_RULES: dict[str, WarningRule] = {}
"""Every warning rule, by catalogue id."""
COMPLETION_RULES: dict[str, CompletionRule] = {}
"""Every completion rule, by catalogue id."""


def about(row: Base, **values: Any) -> Subject:  # any: see `Subject`
    """A row as the subject of a finding."""
    return Subject(row.__tablename__, row.id, values)


def about_plan(**values: Any) -> Subject:  # any: see `Subject`
    """The plan as a whole as the subject of a finding."""
    return Subject(PLAN_KIND, WHOLE_PLAN, values)


def lacks(row: Base, *what: str) -> Missing:
    """What a row lacks."""
    return Missing(row.__tablename__, row.id, what)


def plan_lacks(*what: str) -> Missing:
    """What the plan as a whole lacks."""
    return Missing(PLAN_KIND, WHOLE_PLAN, what)


def threshold(snapshot: Snapshot, rule_id: str) -> float:
    """The threshold of a warning: the team's own, else the catalogue's."""
    return method_value(snapshot, rule_id, "threshold")


def finding(rule_id: str, subject: Subject) -> Finding:
    """A finding of a catalogue rule about a subject."""
    entry = catalogue()[rule_id]
    return Finding(
        rule_id, subject.kind, subject.row_id, entry.get("level", WARNING), entry.get("step"), subject.values
    )


def dated_warning(
    rule_id: str,
) -> Callable[[Callable[[Snapshot, datetime.date], Iterable[Subject]]], WarningRule]:
    """Register a rule that looks at the date of the day."""

    def register(rule: Callable[[Snapshot, datetime.date], Iterable[Subject]]) -> WarningRule:
        @wraps(rule)
        def found(snapshot: Snapshot, today: datetime.date) -> Iterable[Finding]:
            return [finding(rule_id, subject) for subject in rule(snapshot, today)]

        WARNING_RULES[rule_id] = found
        return found

    return register


def warning(
    rule_id: str,
) -> Callable[[Callable[[Snapshot], Iterable[Subject]]], Callable[[Snapshot], Iterable[Finding]]]:
    """Register a rule that needs nothing but the plan."""

    def register(rule: Callable[[Snapshot], Iterable[Subject]]) -> Callable[[Snapshot], Iterable[Finding]]:
        @wraps(rule)
        def found(snapshot: Snapshot) -> Iterable[Finding]:
            return [finding(rule_id, subject) for subject in rule(snapshot)]

        WARNING_RULES[rule_id] = lambda snapshot, _today: found(snapshot)
        return found

    return register


def completion(rule_id: str) -> Callable[[Callable[[Snapshot], Iterable[Missing]]], CompletionRule]:
    """Register a completion rule: it holds when nothing is missing."""

    def register(rule: Callable[[Snapshot], Iterable[Missing]]) -> CompletionRule:
        @wraps(rule)
        def checked(snapshot: Snapshot) -> Completion:
            return Completion(rule_id, catalogue()[rule_id].get("step"), tuple(rule(snapshot)))

        COMPLETION_RULES[rule_id] = checked
        return checked

    return register
