"""Diagrams of Mermaid in a file of their own or between the fences of a Markdown text: journeys and flow charts."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.journeys.flowchart import read_flowchart
from strategy.imports.journeys.found import JourneyFile, ReadJourney
from strategy.imports.journeys.journey_diagram import read_journey_diagram
from strategy.imports.journeys.plain_text import text_of
from strategy.imports.report import Reason, Report

_FENCE = re.compile(r"^\s{0,12}(`{3,}|~{3,}|:{3,})\s*\{?\s*(\w*)", re.ASCII)
_HEADS: Mapping[str, str] = {
    "journey": "journey", "graph": "flowchart", "flowchart": "flowchart", "flowchart-elk": "flowchart",
}  # fmt: skip
_OTHERS = (
    "sequencediagram statediagram statediagram-v2 classdiagram erdiagram gantt pie quadrantchart requirementdiagram "
    "gitgraph mindmap timeline zenuml sankey sankey-beta xychart xychart-beta block block-beta packet kanban "
    "architecture-beta c4context radar-beta treemap-beta"
)
_MOST_DIAGRAMS = 200


@dataclass(frozen=True, slots=True)
class Diagram:
    """One diagram: the line in the file where its text begins, its lines, and the title of its front matter."""

    first: int
    lines: tuple[str, ...]
    title: str = ""


def read_mermaid(path: Path) -> JourneyFile:
    """The journeys of a file. Raises PlanError when it holds no diagram that can be read."""
    report = Report()
    found: list[ReadJourney] = []
    others: list[str] = []
    for diagram in diagrams_in(text_of(path).split("\n"))[:_MOST_DIAGRAMS]:
        bare = _without_preamble(diagram, report)
        head = _head(bare)
        reader = _READERS.get(_HEADS.get(head, ""))
        if reader is not None:
            found.append(reader(bare, report))
        elif head:
            others.append(head)
            report.leave(bare.first, "", head, Reason.NOT_UNDERSTOOD)
    if found:
        return JourneyFile(tuple(found), report)
    other = next((head for head in others if head in _OTHERS.split()), None)
    if other:
        raise PlanError(N_("“{name}” is a diagram of another kind. A journey or a flow chart can be read."), name=other)
    raise PlanError(N_("There is no diagram here: a diagram of Mermaid begins with “journey”, “flowchart” or “graph”."))


_READERS: Mapping[str, Callable[[Diagram, Report], ReadJourney]] = {
    "journey": read_journey_diagram,
    "flowchart": read_flowchart,
}


def diagrams_in(lines: list[str]) -> list[Diagram]:
    """The diagrams between fences; the whole text where there is no fence."""
    found: list[Diagram] = []
    opened: tuple[int, str, bool] | None = None
    for place, line in enumerate(lines):
        fence = _FENCE.match(line)
        if fence is None:
            continue
        if opened is None:
            opened = (place, fence[1], fence[2].lower() in ("mermaid", "mmd", ""))
        elif fence[1].startswith(opened[1]) and not fence[2]:
            if opened[2]:
                found.append(Diagram(opened[0] + 2, tuple(lines[opened[0] + 1 : place])))
            opened = None
    if opened is not None and opened[2]:  # never closed: to the end
        found.append(Diagram(opened[0] + 2, tuple(lines[opened[0] + 1 :])))
    return found or [Diagram(1, tuple(lines))]


def _without_preamble(diagram: Diagram, report: Report) -> Diagram:
    """The diagram without front matter and directives, which say how it looks; blank lines keep the count."""
    lines, title = list(diagram.lines), ""
    is_front = (place for place, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("%%"))
    first = next(is_front, len(lines))  # some programs put a directive before it
    if first < len(lines) and lines[first].strip() == "---":
        last = next((place for place in range(first + 1, len(lines)) if lines[place].strip() == "---"), first)
        for place in range(first, last + 1):
            said = re.fullmatch(r"title\s*:\s*(.+)", lines[place].strip())
            title = _yaml_text(said[1]) if said and lines[place][:1].strip() else title
            lines[place] = ""
    is_open = False
    for place, line in enumerate(lines):
        if is_open or line.lstrip().startswith("%%{"):
            is_open = "}%%" not in line
            report.leave(diagram.first + place, "", line, Reason.LOOKS)
            lines[place] = line.partition("}%%")[2] if not is_open else ""
    return Diagram(diagram.first, tuple(lines), title)


def _yaml_text(text: str) -> str:
    """A text of the front matter without its quotes."""
    text = text.strip()
    if text.startswith('"'):
        with contextlib.suppress(ValueError):
            return str(json.loads(text))
    return text.strip("\"' ")


def _head(diagram: Diagram) -> str:
    """The first word of the first line that is no comment."""
    for line in diagram.lines:
        words = re.split(r"[\s;]+", line.strip())
        if words[0] and not words[0].startswith("%%"):
            return words[0].lower()
    return ""
