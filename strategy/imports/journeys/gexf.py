"""Journeys out of GEXF, the format of Gephi."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.journeys import own_format, remarks
from strategy.imports.journeys.drafting import Draft
from strategy.imports.journeys.found import JourneyFile
from strategy.imports.journeys.plain_text import cleaned
from strategy.imports.journeys.xml_events import read_xml
from strategy.imports.report import Reason, Report

_LOOKS = frozenset({"color", "position", "size", "shape", "thickness"})


def read_gexf(path: Path) -> JourneyFile:
    """The journey of a file. PlanError for what is no GEXF."""
    listener = _Gexf()
    read_xml(path, listener)
    if not listener.is_gexf:
        raise PlanError(N_("This file is XML, but no GEXF: it has no graph."))
    return listener.file()


class _Gexf:
    """Collects points and arrows while the file is read."""

    def __init__(self) -> None:
        self.is_gexf = False
        self._report = Report()
        self._draft = Draft(self._report)
        self._names: dict[tuple[str, str], str] = {}
        self._class = ""
        self._thing: tuple[str, int, Mapping[str, str]] | None = None
        self._values: dict[str, str] = {}
        self._title = ""
        self._text: list[str] | None = None
        self._is_undirected = False
        self._arrows: list[tuple[int, Mapping[str, str], dict[str, str]]] = []

    def begin(self, name: str, attributes: Mapping[str, str], line: int) -> None:
        """An element begins."""
        if name == "graph":
            self.is_gexf = True
            self._is_undirected = attributes.get("defaultedgetype") == "undirected"
        elif name == "attributes":
            self._class = attributes.get("class", "node")
        elif name == "attribute":
            self._names[self._class, attributes.get("id", "")] = attributes.get("title") or attributes.get("id", "")
        elif name in ("node", "edge"):
            self._end_point()
            self._thing, self._values = (name, line, attributes), {}
        elif name == "attvalue" and self._thing is not None:
            kind = self._thing[0]
            key = attributes.get("for") or attributes.get("id") or ""
            self._values[self._names.get((kind, key), key)] = cleaned(attributes.get("value", ""))
        elif name in ("title", "description"):
            self._text = []
        elif name in _LOOKS and self._thing is not None:
            self._report.leave(line, name, self._thing[2].get("label", ""), Reason.LOOKS)

    def text(self, text: str) -> None:
        """A piece of the text inside the element."""
        if self._text is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        """An element is over."""
        if name == "title" and self._text is not None:
            self._title, self._text = "".join(self._text), None
        elif name == "description" and self._text is not None:
            self._draft.is_own, self._text = "".join(self._text) == own_format.FORMAT, None
        elif name == "node":
            self._end_point()
        elif name == "edge" and self._thing is not None:
            self._arrows.append((self._thing[1], self._thing[2], self._values))
            self._thing = None

    def file(self) -> JourneyFile:
        """The journey."""
        for line, given, values in self._arrows:
            said = dict(values)
            if given.get("weight"):
                said.setdefault("weight", given["weight"])
            self._draft.arrow(line, given.get("source", ""), given.get("target", ""), given.get("label", ""), said)
        if self._is_undirected and self._arrows:
            self._draft.remark(remarks.without_direction())
        return JourneyFile((self._draft.finish(cleaned(self._title)),), self._report)

    def _end_point(self) -> None:
        """Take the point that is open: a node may hold others, which follow it."""
        if self._thing is None or self._thing[0] != "node":
            return
        _kind, line, given = self._thing
        key = given.get("id", "")
        if not key or key in self._draft:
            self._report.leave(line, "id", key, Reason.SAME_POINT)
        else:
            self._draft.point(line, key, cleaned(given.get("label", "")), self._values)
        self._thing = None
