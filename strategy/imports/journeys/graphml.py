"""Journeys out of GraphML, of Périple or of any other program; groups of yEd are stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from journey.sketch import MOST_POINTS
from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.journeys import own_format, remarks
from strategy.imports.journeys.drafting import MOST_ARROWS, Draft, too_many_arrows, too_many_points
from strategy.imports.journeys.found import JourneyFile, ReadJourney
from strategy.imports.journeys.plain_text import cleaned, without_markup
from strategy.imports.journeys.vocabulary import POINT_NAMES, meaning_of
from strategy.imports.journeys.xml_events import read_xml
from strategy.imports.report import Reason, Report

_LABELS = {"NodeLabel": "node", "EdgeLabel": "edge"}
_GRAPHICS = frozenset({"nodegraphics", "edgegraphics"})
_TERMINAL_SHAPES = frozenset({"ellipse", "roundrectangle"})
_LONGEST_VALUE = 2_000_000


@dataclass(slots=True)
class _Key:
    """A kind of attribute that the file declares."""

    owner: str
    name: str
    default: str | None = None
    graphics: str = ""


@dataclass(slots=True)
class _Thing:
    """A graph, a point or an arrow while it is read. `held` are the points inside a group."""

    kind: str
    line: int
    id: str = ""
    source: str = ""
    target: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    label: str = ""
    held: list[str] = field(default_factory=list)
    is_group: bool = False


def read_graphml(path: Path) -> JourneyFile:
    """The journeys of a file: one for each graph that stands in no other. PlanError for what is no GraphML."""
    listener = _GraphML()
    read_xml(path, listener)
    if not listener.is_graphml:
        raise PlanError(N_("This file is XML, but no GraphML: it has no graph."))
    return JourneyFile(tuple(listener.journeys), listener.report)


_MOST_NODES = 2 * MOST_POINTS
"""Groups are nodes too; the points among them are counted once all is read."""


class _GraphML:
    """Builds the journeys while the file is read."""

    def __init__(self) -> None:
        self.report = Report()
        self.journeys: list[ReadJourney] = []
        self.is_graphml = False
        self._keys: dict[str, _Key] = {}
        self._open: list[_Thing] = []
        self._points: list[_Thing] = []
        self._arrows: list[_Thing] = []
        self._text: list[str] | None = None
        self._length = 0
        self._data: _Key | None = None
        self._label: str | None = None
        self._is_undirected = False

    def begin(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins."""
        if name == "graphml":
            self.is_graphml = True
        elif name == "key":
            self._declare(attributes)
        elif name in ("graph", "node", "edge") and self._data is None:
            self._begin_thing(name, attributes, line)
        elif name in ("hyperedge", "port") and self._data is None:
            self.report.leave(line, name, attributes.get("id", ""), Reason.NOT_UNDERSTOOD)
        elif name == "default" or (name == "data" and self._data is None):
            self._data = self._keys.get(attributes.get("key", ""), _Key("", attributes.get("key", "")))
            self._listen()
        elif name in _LABELS and self._data is not None:
            self._label = name
            self._listen()

    def text(self, text: str) -> None:
        """A piece of the text inside the element."""
        if self._text is not None:
            self._length += len(text)
            if self._length <= _LONGEST_VALUE:
                self._text.append(text)

    def end(self, name: str) -> None:
        """An element is over."""
        text = cleaned("".join(self._text)) if self._text is not None else ""
        if name == "default":
            list(self._keys.values())[-1].default = text
            self._data = self._text = None
        elif name == self._label:
            if self._open and text.strip() and not self._open[-1].label:
                self._open[-1].label = without_markup(text.strip())
            self._label = self._text = None
        elif name == "data" and self._data is not None:
            self._take(self._data, text)
            self._data = self._text = None
        elif name in ("graph", "node", "edge") and self._data is None and self._open:
            self._end_thing(self._open.pop())

    def _listen(self) -> None:
        self._text, self._length = [], 0

    def _declare(self, attributes: Mapping[str, str]) -> None:
        key_id = attributes.get("id", "")
        name = attributes.get("attr.name", "") or key_id
        self._keys[key_id] = _Key(attributes.get("for", "all"), name, None, attributes.get("yfiles.type", ""))

    def _begin_thing(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        thing = _Thing(name, line, attributes.get("id", ""), attributes.get("source", ""), attributes.get("target", ""))
        if name == "graph":
            self.is_graphml = True
            if self._open and self._open[-1].kind == "node":
                self._open[-1].is_group = True
            elif not self._open:
                self._is_undirected = attributes.get("edgedefault") == "undirected"
        self._open.append(thing)

    def _end_thing(self, thing: _Thing) -> None:
        if thing.kind == "node":
            if len(self._points) >= _MOST_NODES:
                raise too_many_points()
            self._points.append(thing)
            self._hold(thing)
        elif thing.kind == "edge":
            if len(self._arrows) >= MOST_ARROWS:
                raise too_many_arrows()
            self._arrows.append(thing)
        elif not self._open:
            self._finish(thing)

    def _hold(self, thing: _Thing) -> None:
        """Tell the group around a point, the nearest one, that it holds it."""
        group = next((each for each in reversed(self._open) if each.kind == "node"), None)
        if group is not None:
            group.held.append(thing.id)

    def _take(self, key: _Key, text: str) -> None:
        if not self._open or key.graphics in _GRAPHICS:
            return
        thing = self._open[-1]
        if key.owner not in ("all", thing.kind, ""):
            self.report.leave(thing.line, key.name, text, Reason.NOT_UNDERSTOOD)
        elif key.graphics:
            if text.strip():
                self.report.leave(thing.line, key.graphics, text, Reason.LOOKS)
        else:
            thing.attributes[key.name] = text

    def _finish(self, graph: _Thing) -> None:
        is_own = graph.attributes.get(own_format.FORMAT_NAME) == own_format.FORMAT
        own = own_format.read_journey(graph.attributes, self._refuse(graph.line)) if is_own else None
        draft = Draft(self.report, own)
        groups = {each.id: each for each in self._points if each.is_group}
        for group in groups.values():
            draft.stage(group.id, _plain_label(group) or group.id)
        within = {held: group.id for group in groups.values() for held in group.held}
        defaults = {
            each.name: each.default
            for each in self._keys.values()
            if each.owner in ("node", "all") and meaning_of(each.name, POINT_NAMES)
        }
        for each in self._points:
            if not each.is_group:
                self._add_point(draft, each, within.get(each.id), defaults)
        for each in self._arrows:
            label = without_markup(each.label)
            draft.arrow(each.line, each.source, each.target, label, each.attributes)
        if self._is_undirected and self._arrows:
            draft.remark(remarks.without_direction())
        if own is None:
            self._leave_graph(graph)
        name = graph.attributes.get("name") or graph.attributes.get("label") or graph.attributes.get("title") or ""
        self.journeys.append(draft.finish(name))
        self._points, self._arrows = [], []

    def _add_point(self, draft: Draft, thing: _Thing, stage: str | None, defaults: Mapping[str, str | None]) -> None:
        if not thing.id or thing.id in draft:
            self.report.leave(thing.line, "id", thing.id, Reason.SAME_POINT)
            return
        attributes = {**{name: value for name, value in defaults.items() if value}, **thing.attributes}
        if not draft.is_own:
            attributes = {name: without_markup(value) for name, value in attributes.items()}
        label = thing.label if not draft.is_own else ""
        draft.point(thing.line, thing.id, label, attributes, stage=stage)

    def _leave_graph(self, graph: _Thing) -> None:
        for name, value in graph.attributes.items():
            if name not in ("name", "label", "title"):
                self.report.leave(graph.line, name, value, Reason.NO_PLACE)

    def _refuse(self, line: int) -> own_format.Refuse:
        return lambda column, value: self.report.leave(line, column, value, Reason.NOT_UNDERSTOOD)


def _plain_label(thing: _Thing) -> str:
    return thing.label or thing.attributes.get("label", "") or thing.attributes.get("name", "")
