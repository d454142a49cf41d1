"""The `journey` diagram of Mermaid: sections are stages, tasks with a score from 1 to 5 are touchpoints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from strategy.imports.journeys import remarks
from strategy.imports.journeys.drafting import Draft
from strategy.imports.journeys.figures import number_of
from strategy.imports.journeys.found import ReadJourney
from strategy.imports.journeys.plain_text import name_of, without_markup
from strategy.imports.report import Reason, Report

if TYPE_CHECKING:
    from strategy.imports.journeys.mermaid import Diagram

_WORD = re.compile(r"\s*(journey|title|section|accTitle|accDescr)(?![^\s:{])\s*:?\s*(.*)", re.IGNORECASE | re.DOTALL)
_ENTITY = re.compile(r"#(?=\w{1,30};)")
_HASH, _SEMICOLON = "\ue000", "\ue001"
"""Stand for the signs of an entity, which are none of the diagram."""


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the diagram; `score` is None where it gives no number."""

    line: int
    section: int | None
    name: str
    score: float | None
    people: tuple[str, ...] = ()
    score_text: str = ""


@dataclass(slots=True)
class JourneyDiagram:
    """What the diagram says, in its order."""

    title: str = ""
    short_title: str = ""
    """What the diagram says to those who cannot see it."""
    description: str = ""
    sections: list[str] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)


def read_journey_diagram(diagram: Diagram, report: Report) -> ReadJourney:
    """The journey of a diagram: its tasks one after the other."""
    told = parsed(diagram, report)
    draft = Draft(report)
    for place, section in enumerate(told.sections):
        draft.stage(str(place), section)
    people = sorted({each for task in told.tasks for each in task.people})
    previous = None
    for number, task in enumerate(told.tasks):
        key = f"t{number}"
        stage = None if task.section is None else str(task.section)
        said = {"score": task.score_text} if task.score_text else {}
        if len(people) > 1 and task.people:
            said["note"] = ", ".join(task.people)
        draft.point(task.line, key, task.name, said, stage=stage)
        if previous is not None:
            draft.arrow(task.line, previous, key)
        previous = key
    if len(people) == 1:
        draft.remark(remarks.one_actor(people[0]))
    elif people:
        draft.remark(remarks.several_actors(people))
    return draft.finish(told.title or diagram.title or told.short_title)


def parsed(diagram: Diagram, report: Report) -> JourneyDiagram:
    """The diagram as Mermaid reads it; what is no line of it is told."""
    found = JourneyDiagram()
    is_describing = False
    for number, whole in enumerate(diagram.lines, diagram.first):
        line = _ENTITY.sub(_HASH, whole.partition("%%")[0])
        line = re.sub(rf"{_HASH}(\w{{1,30}});", rf"{_HASH}\1{_SEMICOLON}", line).partition("#")[0]
        for statement in line.split(";"):
            if is_describing or re.match(r"\s*accDescr\s*\{", statement, re.IGNORECASE):
                is_describing = "}" not in statement
                found.description = f"{found.description} {statement}".strip()
            elif statement.strip():
                _take(found, _decoded(statement), number, report)
    return found


def _decoded(statement: str) -> str:
    return statement.replace(_HASH, "#").replace(_SEMICOLON, ";")


def _take(found: JourneyDiagram, statement: str, line: int, report: Report) -> None:
    word = _WORD.fullmatch(statement)
    if word is not None and (word[1].lower() != "journey" or not word[2]):
        text = name_of(without_markup(word[2]))
        match word[1].lower():
            case "journey":
                report.use()
            case "title" if text:
                found.title = text
                report.use()
            case "section" if text:
                found.sections.append(text)
                report.use()
            case "acctitle" if text:
                found.short_title = text
                report.use()
            case "accdescr":
                report.leave(line, word[1], text, Reason.NO_PLACE)
            case _:
                report.leave(line, "", statement, Reason.NOT_UNDERSTOOD)
        return
    task = _task(statement, line, len(found.sections) - 1 if found.sections else None)
    if task is None:
        report.leave(line, "", statement, Reason.NOT_UNDERSTOOD)
    else:
        found.tasks.append(task)


def _task(statement: str, line: int, section: int | None) -> Task | None:
    """A task: its name, its score, its people. A colon inside the name stays there where a score follows later."""
    parts = statement.split(":")
    if len(parts) < 2 or not name_of(parts[0]):
        return None
    place = next((place for place in range(1, len(parts)) if number_of(parts[place]) is not None), 1)
    name = name_of(without_markup(":".join(parts[:place])))
    people = ":".join(parts[place + 1 :]).split(",")
    named = tuple(filter(None, (name_of(without_markup(each)) for each in people)))
    score = number_of(parts[place])
    return Task(line, section, name, score, named, parts[place].strip())
