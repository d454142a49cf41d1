"""Journeys out of DOT, the language of Graphviz: subgraphs that are clusters are stages."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.journeys import remarks
from strategy.imports.journeys.dot_tokens import Token, tokens
from strategy.imports.journeys.drafting import MOST_ARROWS, Draft, too_many_arrows
from strategy.imports.journeys.found import JourneyFile
from strategy.imports.journeys.plain_text import name_of, text_of, without_markup
from strategy.imports.report import Reason, Report

_LOOKS = frozenset(
    {
        "arrowhead", "arrowsize", "arrowtail", "bb", "bgcolor", "center", "charset", "class", "color", "compound",
        "concentrate", "constraint", "decorate", "dir", "distortion", "dpi", "fillcolor", "fixedsize", "fontcolor",
        "fontname", "fontsize", "headlabel", "headport", "height", "href", "id", "image", "labeldistance",
        "labelfontsize", "labeljust", "labelloc", "layer", "layout", "len", "lhead", "lp", "ltail", "margin", "minlen",
        "nodesep", "ordering", "orientation", "overlap", "page", "pencolor", "penwidth", "peripheries", "pos", "rank",
        "rankdir", "ranksep", "ratio", "regular", "resolution", "rotate", "samehead", "sametail", "shape", "sides",
        "size", "skew", "splines", "style", "taillabel", "tailport", "target", "tooltip", "url", "width",
    }
)  # fmt: skip
OWN_MARK = "// periple-journey"
"""The comment that tells a drawing of Périple: nothing in it is left to complete."""
_TERMINAL_SHAPES = frozenset({"circle", "doublecircle", "point", "mcircle"})
_DEEPEST = 64


@dataclass(slots=True)
class _Scope:
    """A graph or a subgraph while it is read: its stage, and the points named in it."""

    stage: str | None = None
    points: list[str] = field(default_factory=list)


def read_dot(path: Path) -> JourneyFile:
    """The journey of the first graph of a file. Raises PlanError for what is no DOT."""
    report, text = Report(), text_of(path)
    reader = _Reader(list(tokens(text)), report, is_own=text.startswith(OWN_MARK))
    draft, name = reader.read()
    return JourneyFile((draft.finish(without_markup(name)),), report)


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, found: list[Token], report: Report, *, is_own: bool) -> None:
        self._tokens, self._at, self._report = found, 0, report
        self._draft = Draft(report, is_own=is_own)
        self._arrows = 0
        self._name = ""

    def read(self) -> tuple[Draft, str]:
        """The drawing and its name."""
        self._skip("strict")
        kind = self._word()
        if kind not in ("graph", "digraph"):
            raise PlanError(N_("This file is not DOT: it begins with neither “digraph” nor “graph”."))
        self._name = self._next().text if self._peek().kind == "word" else ""
        if self._peek().text != "{":
            raise PlanError(N_("This file is not DOT: it begins with neither “digraph” nor “graph”."))
        self._block(_Scope(), 1)
        if kind == "graph" and self._arrows:
            self._draft.remark(remarks.without_direction())
        return self._draft, self._name

    def _block(self, scope: _Scope, depth: int) -> None:
        """What stands between braces."""
        if depth > _DEEPEST:
            raise PlanError(N_("This file is nested too deeply or has too many elements: no journey is made so."))
        self._next()
        while self._peek().kind != "over":
            token = self._peek()
            if token.text == "}" and token.kind == "sign":
                self._next()
                return
            if token.text in (";", ",") and token.kind == "sign":
                self._next()
            else:
                self._statement(scope, depth)

    def _statement(self, scope: _Scope, depth: int) -> None:
        token = self._peek()
        word = "" if token.is_quoted else token.text.lower()
        if word in ("graph", "node", "edge") and self._peek(1).text == "[":
            self._next()
            for name, value in self._attributes().items():
                self._setting(scope, name, value, token.line, is_graph=word == "graph")
        elif token.kind == "word" and self._peek(1).text == "=" and self._peek(1).kind == "sign":
            self._at += 2
            self._setting(scope, token.text, self._next().text, token.line, is_graph=True)
        elif token.kind == "word" or token.text == "{":
            self._chain(scope, depth)
        else:
            self._report.leave(token.line, "", self._next().text, Reason.NOT_UNDERSTOOD)

    def _chain(self, scope: _Scope, depth: int) -> None:
        """Points joined by arrows, or a point alone."""
        line = self._peek().line
        groups = [self._group(scope, depth)]
        while self._peek().kind == "arrow":
            self._next()
            groups.append(self._group(scope, depth))
        attributes = self._attributes()
        if len(groups) == 1:
            for key in groups[0][:1] if attributes else ():
                self._describe(key, attributes, line)
            return
        label = without_markup(attributes.pop("label", ""))
        said = self._kept(attributes, line)
        for before, after in pairwise(groups):
            self._arrows += len(before) * len(after)
            if self._arrows > MOST_ARROWS:
                raise too_many_arrows()
            for source in before:
                for target in after:
                    self._draft.arrow(line, source, target, label, said)

    def _group(self, scope: _Scope, depth: int) -> list[str]:
        """The points on one side of an arrow: one, or those of a subgraph."""
        token = self._peek()
        if token.text == "{" or (token.text.lower() == "subgraph" and not token.is_quoted):
            name = ""
            if token.text != "{":
                self._next()
                name = self._next().text if self._peek().kind == "word" else ""
            stage = scope.stage or (name if name.lower().startswith("cluster") else None)
            inner = _Scope(stage)
            if stage is not None and scope.stage is None:
                self._draft.stage(stage, stage)
            if self._peek().text == "{":
                self._block(inner, depth + 1)
            scope.points += inner.points
            return list(dict.fromkeys(inner.points))
        if token.kind != "word":
            return []
        key = self._next().text
        while self._peek().text == ":" and self._peek().kind == "sign":  # a port: where the arrow touches the box
            self._next()
            self._next()
        self._draft.point(token.line, key, stage=scope.stage)
        scope.points.append(key)
        return [key]

    def _describe(self, key: str, attributes: dict[str, str], line: int) -> None:
        is_terminal = attributes.get("shape", "").lower() in _TERMINAL_SHAPES
        label = name_of(without_markup(attributes.pop("label", "").replace("\\N", key)))
        self._draft.point(line, key, label, self._kept(attributes, line), is_terminal=is_terminal)

    def _kept(self, attributes: dict[str, str], line: int) -> dict[str, str]:
        """The attributes that say more than how the drawing looks."""
        for name, value in attributes.items():
            if name.lower() in _LOOKS:
                self._report.leave(line, name, value, Reason.LOOKS)
        return {name: value for name, value in attributes.items() if name.lower() not in _LOOKS}

    def _setting(self, scope: _Scope, name: str, value: str, line: int, *, is_graph: bool) -> None:
        if is_graph and name.lower() == "label":
            if scope.stage is not None:
                self._draft.stage(scope.stage, without_markup(value))
            else:
                self._name = value
        else:
            self._report.leave(line, name, value, Reason.LOOKS)

    def _attributes(self) -> dict[str, str]:
        """The attributes in brackets, those of several brackets together."""
        found: dict[str, str] = {}
        while self._peek().text == "[" and self._peek().kind == "sign":
            self._next()
            while self._peek().kind != "over" and (self._peek().text != "]" or self._peek().kind != "sign"):
                name = self._next()
                if name.kind != "word":
                    continue
                value = "true"
                if self._peek().text == "=" and self._peek().kind == "sign":
                    self._next()
                    value = self._next().text
                    while self._peek().text == "+" and self._peek(1).kind == "word":
                        self._next()
                        value += self._next().text
                found[name.text] = value
            self._next()
        return found

    def _word(self) -> str:
        token = self._next()
        return "" if token.is_quoted else token.text.lower()

    def _skip(self, word: str) -> None:
        if self._peek().text.lower() == word:
            self._next()

    def _peek(self, ahead: int = 0) -> Token:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else Token("over", "", 0)

    def _next(self) -> Token:
        token = self._peek()
        self._at += 1
        return token
