"""The flow charts of Mermaid: subgraphs are stages, percentages on arrows are probabilities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from strategy.imports.journeys import remarks
from strategy.imports.journeys.drafting import MOST_ARROWS, Draft, too_many_arrows
from strategy.imports.journeys.flow_tokens import Cursor, Link, Node, statements
from strategy.imports.journeys.found import ReadJourney
from strategy.imports.journeys.plain_text import name_of, without_markup
from strategy.imports.journeys.vocabulary import kinds_of
from strategy.imports.report import Reason, Report

if TYPE_CHECKING:
    from strategy.imports.journeys.mermaid import Diagram

OWN_MARK = "%% periple-journey"
"""The comment that tells a flow chart of Périple: nothing in it is left to complete."""
_HEAD = re.compile(r"(?:graph|flowchart(?:-elk)?)(?:\s+(TB|TD|BT|RL|LR|[<>^v])(?![\w]))?\s*", re.IGNORECASE)
_LOOKS = re.compile(r"(?:classDef|style|linkStyle|direction|click|href|callback)\b", re.IGNORECASE)
_SUBGRAPH = re.compile(r"subgraph\b\s*(.*)", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r'([^\s\["]+)\s*\[\s*"?(.*?)"?\s*\]\s*', re.DOTALL)
_CLASS = re.compile(r"class\s+([^\s].*?)\s+([\w-]+)", re.IGNORECASE | re.DOTALL)
_TITLES = re.compile(r"(title|accTitle|accDescr)\b\s*:?\s*(.*)", re.IGNORECASE | re.DOTALL)
_LONGEST = 50_000
"""Signs of a statement that anybody wrote."""


def read_flowchart(diagram: Diagram, report: Report) -> ReadJourney:
    """The journey of a flow chart."""
    is_own = any(line.strip().startswith(OWN_MARK) for line in diagram.lines[:50])
    reader = _Reader(Draft(report, is_own=is_own), report)
    for line, statement in statements(diagram.lines, diagram.first):
        reader.take(statement, line)
    return reader.finish(diagram.title)


class _Reader:
    """Takes one statement after the other."""

    def __init__(self, draft: Draft, report: Report) -> None:
        self._draft, self._report = draft, report
        self._is_begun = False
        self._groups: list[str] = []
        self._titles: dict[str, str] = {}
        self._pending: list[tuple[int, str, str, Link]] = []
        self._classes: list[tuple[int, str, str]] = []
        self._title = ""
        self._both_ways = 0

    def take(self, statement: str, line: int) -> None:
        """One statement."""
        if not self._is_begun:
            head = _HEAD.match(statement)
            self._is_begun = head is not None
            statement = statement[head.end() :].strip() if head else ""
        if not statement or statement.startswith("%%"):
            return
        if len(statement) > _LONGEST:
            self._report.leave(line, "", statement[:_LONGEST], Reason.NOT_UNDERSTOOD)
        elif _LOOKS.match(statement):
            self._report.leave(line, "", statement, Reason.LOOKS)
        elif (group := _SUBGRAPH.fullmatch(statement)) is not None:
            self._begin_group(group[1].strip(), line)
        elif statement.lower() == "end":
            if self._groups:
                self._groups.pop()
        elif (classed := _CLASS.fullmatch(statement)) is not None:
            self._classes += [(line, key.strip(), classed[2]) for key in classed[1].split(",")]
        elif (titled := _TITLES.fullmatch(statement)) is not None and not re.search(r"--|==|-\.", statement):
            self._title = titled[2] if titled[1].lower() == "title" else self._title
        else:
            self._take_chain(statement, line)

    def finish(self, title: str) -> ReadJourney:
        """The journey of all statements."""
        for line, key, name in self._classes:
            if key in self._draft and kinds_of(name):
                self._draft.point(line, key, attributes={"kind": name})
            else:
                self._report.leave(line, "class", name, Reason.LOOKS)
        left_out = 0
        for line, source, target, link in self._pending:
            if source in self._titles or target in self._titles:
                left_out += 1
                self._report.leave(line, "", f"{source} → {target}", Reason.NOT_UNDERSTOOD)
            else:
                self._draft.arrow(line, source, target, without_markup(link.text))
        if left_out:
            self._draft.remark(remarks.whole_stages(left_out))
        if self._both_ways:
            self._draft.remark(remarks.both_ways(self._both_ways))
        return self._draft.finish(title if self._draft.is_own else without_markup(title or self._title))

    def _begin_group(self, text: str, line: int) -> None:
        titled = _TITLE.fullmatch(text)
        key, title = (titled[1], titled[2]) if titled else (text.strip('"'), text.strip('"'))
        title = name_of(without_markup(_plain(title))) or key
        self._titles[key] = title
        self._groups.append(key)
        if len(self._groups) == 1:  # what lies inside a stage is part of it
            self._draft.stage(key, title)
        else:
            self._report.leave(line, "subgraph", title, Reason.NO_PLACE)

    def _take_chain(self, statement: str, line: int) -> None:
        cursor = Cursor(statement)
        before = cursor.nodes()
        if not before:
            self._report.leave(line, "", statement, Reason.NOT_UNDERSTOOD)
            return
        self._name(before, line)
        while cursor.rest and not cursor.rest.startswith("%%"):
            rest = cursor.rest
            link = cursor.link()
            after = cursor.nodes() if link is not None else []
            if link is None or not after:
                self._report.leave(line, "", rest, Reason.NOT_UNDERSTOOD)
                return
            self._name(after, line)
            self._join(before, after, link, line)
            before = after

    def _name(self, nodes: list[Node], line: int) -> None:
        for node in nodes:
            if node.key in self._titles:
                continue
            label = name_of(without_markup(_plain(node.label))) if node.label is not None else ""
            stage = self._groups[0] if self._groups else None
            attributes = {"kind": node.class_name} if kinds_of(node.class_name) else {}
            self._draft.point(line, node.key, label, attributes, stage=stage, is_terminal=node.is_terminal)

    def _join(self, before: list[Node], after: list[Node], link: Link, line: int) -> None:
        if not link.is_drawn:
            self._report.leave(line, "", "~~~", Reason.LOOKS)
            return
        if len(before) * len(after) + len(self._pending) > 2 * MOST_ARROWS:
            raise too_many_arrows()
        self._both_ways += link.is_both_ways
        for source in before:
            for target in after:
                self._pending.append((line, source.key, target.key, link))
                if link.is_both_ways:
                    self._pending.append((line, target.key, source.key, Link()))


def _plain(label: str) -> str:
    """The label of a point without the signs around a text in Markdown."""
    label = label.strip()
    if len(label) > 1 and label[0] == label[-1] == "`":
        return re.sub(r"\*\*?|(?<!\w)_+|_+(?!\w)", "", label[1:-1])
    return label
