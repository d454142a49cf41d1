"""A journey as GEXF, the format of Gephi: what people see of each point, its place and its colour."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from exports.interchange.drawn import Drawn, drawn, write_text
from exports.interchange.losses import losses
from exports.interchange.xml_text import HEAD, element, text, value_text
from exports.written import IsCancelled, Progress, Written
from journey.model import NodeKind
from journey.sketch import SketchPassage, SketchPoint
from resources.i18n import current
from strategy.imports.journeys.own_format import FORMAT, KIND_NAMES, Attributes
from strategy.snapshot import Snapshot

_SPACES = {"xmlns": "http://gexf.net/1.3", "xmlns:viz": "http://gexf.net/1.3/viz", "version": "1.3"}
_TYPES: Mapping[type, str] = {str: "string", bool: "boolean", int: "long", float: "double"}
_COLOURS: Mapping[NodeKind, str] = {
    NodeKind.ENTRY: "#4A7FB5",
    NodeKind.TOUCHPOINT: "#8A94A0",
    NodeKind.SUCCESS: "#4E9A57",
    NodeKind.DROP_OFF: "#C2544B",
}
_HELD = frozenset(
    {"channel", "type", "owner", "minutes", "content_tool", "note", "delay_hours", "count", "probability"}
)


def write_gexf(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    *,
    journey_id: str | None = None,
) -> Written:
    """Write a journey, the first one unless another is named, as GEXF 1.3."""
    drawing = drawn(snapshot, journey_id, language)
    notes = losses(drawing, current(), {*_HELD, "channel", "type"}, holds={"emotions", "frictions"})
    return write_text(drawing, path, lambda: _Graph(drawing).text(), notes, progress, is_cancelled)


class _Graph:
    """The pieces of the file; declarations of attributes come first, and are known last."""

    def __init__(self, drawing: Drawn) -> None:
        self._drawing = drawing
        self._keys: dict[str, dict[str, tuple[str, str]]] = {"node": {}, "edge": {}}

    def text(self) -> str:
        """The whole file."""
        sketch = self._drawing.sketch
        nodes = _listed("nodes", [self._node(point) for point in sketch.points])
        edges = _listed("edges", [self._edge(number, each) for number, each in enumerate(sketch.passages)])
        declared = [self._declared(scope) for scope in self._keys]
        graph = element("graph", {"defaultedgetype": "directed", "mode": "static"}, *declared, nodes, edges)
        told = (("creator", "Périple"), ("title", text(sketch.name)), ("description", FORMAT))
        meta = element("meta", {}, *(element(name, {}, words) for name, words in told))
        return f"{HEAD}{element('gexf', _SPACES, meta, graph)}\n"

    def _node(self, point: SketchPoint) -> str:
        stage: Attributes = {}
        if point.stage is not None:
            stage = {"stage": self._drawing.stage_titles[point.stage], "stage_number": point.stage + 1}
        own = {"kind": KIND_NAMES[point.kind], **stage, **_held(point), **self._drawing.felt(point)}
        x, y = self._drawing.layout.places[point.key]
        colour = _COLOURS[point.kind]
        parts = {name: str(int(colour[at : at + 2], 16)) for name, at in (("r", 1), ("g", 3), ("b", 5))}
        place = {"x": f"{x:.1f}", "y": f"{-y:.1f}", "z": "0.0"}  # Gephi counts upwards
        looks = element("viz:color", parts) + element("viz:position", place)
        return element("node", {"id": point.key, "label": self._drawing.title(point)}, self._said("node", own), looks)

    def _edge(self, number: int, passage: SketchPassage) -> str:
        met = self._drawing.met(passage)
        weight = met.pop("weight", None)
        ends = {"id": str(number), "source": passage.source, "target": passage.target}
        ends |= {} if weight is None else {"weight": str(weight)}
        return element("edge", ends, self._said("edge", {**_held(passage), **met}))

    def _said(self, scope: str, attributes: Attributes) -> str:
        known, values = self._keys[scope], []
        for name, value in attributes.items():
            key = known.setdefault(name, (f"{scope[0]}{len(known)}", _TYPES[type(value)]))[0]
            values.append(element("attvalue", {"for": key, "value": value_text(value)}))
        return element("attvalues", {}, *values)

    def _declared(self, scope: str) -> str:
        found = [
            element("attribute", {"id": key, "title": name, "type": kind})
            for name, (key, kind) in self._keys[scope].items()
        ]
        return element("attributes", {"class": scope}, *found)


def _held(thing: SketchPoint | SketchPassage) -> Attributes:
    return {name: thing.values[name] for name in sorted(_HELD & thing.values.keys())}


def _listed(name: str, pieces: list[str]) -> str:
    return element(name, {}, "\n", "\n".join(pieces), "\n")
