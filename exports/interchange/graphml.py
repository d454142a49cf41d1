"""A journey as GraphML: every value under its name and type, and the boxes that yEd draws."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from exports.interchange.drawn import Drawn, drawn, write_text
from exports.interchange.xml_text import HEAD, element, text, value_text
from exports.written import IsCancelled, Progress, Written
from journey.layout import BOX_HEIGHT, BOX_WIDTH
from journey.model import NodeKind
from journey.sketch import SketchPassage, SketchPoint
from strategy.imports.journeys import own_format
from strategy.snapshot import Snapshot

_SPACES = {
    "xmlns": "http://graphml.graphdrawing.org/xmlns",
    "xmlns:y": "http://www.yworks.com/xml/graphml",
}
_TYPES: Mapping[type, str] = {str: "string", bool: "boolean", int: "long", float: "double"}
_LOOKS: Mapping[NodeKind, tuple[str, str]] = {
    NodeKind.ENTRY: ("#DCE9F7", "roundrectangle"),
    NodeKind.TOUCHPOINT: ("#FFFFFF", "rectangle"),
    NodeKind.SUCCESS: ("#DDF0DF", "roundrectangle"),
    NodeKind.DROP_OFF: ("#F7DEDC", "roundrectangle"),
}
_BOX, _ARROW = "yed_box", "yed_arrow"


def write_graphml(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    *,
    journey_id: str | None = None,
) -> Written:
    """Write a journey, the first one unless another is named, as GraphML that comes back as it was."""
    drawing = drawn(snapshot, journey_id, language)
    return write_text(drawing, path, lambda: _Graph(drawing).text(), (), progress, is_cancelled)


class _Graph:
    """The pieces of the file; declarations of attributes come first, and are known last."""

    def __init__(self, drawing: Drawn) -> None:
        self._drawing = drawing
        self._keys: dict[tuple[str, str], tuple[str, str]] = {}

    def text(self) -> str:
        """The whole file."""
        sketch = self._drawing.sketch
        pieces = [self._said("graph", own_format.journey_attributes(sketch))]
        pieces += [self._node(point) for point in sketch.points]
        pieces += [self._edge(number, passage) for number, passage in enumerate(sketch.passages)]
        graph = element("graph", {"edgedefault": "directed"}, "\n", "\n".join(pieces), "\n")
        declared = "\n".join(self._declared())
        return f"{HEAD}{element('graphml', _SPACES, chr(10), declared, chr(10), graph, chr(10))}\n"

    def _node(self, point: SketchPoint) -> str:
        stage = "" if point.stage is None else self._drawing.stage_titles[point.stage]
        x, y = self._drawing.layout.places[point.key]
        own = own_format.point_attributes(point, stage)
        said = self._said("node", {**own, **self._drawing.felt(point), "x": x, "y": y})
        box = _box(self._drawing.title(point), point.kind, x, y)
        return element("node", {"id": point.key}, box, said)  # what is said last counts for some readers

    def _edge(self, number: int, passage: SketchPassage) -> str:
        words = self._drawing.arrow_words(passage)
        own = {**own_format.passage_attributes(passage), **self._drawing.met(passage)}
        ends = {"id": f"e{number}", "source": passage.source, "target": passage.target}
        return element("edge", ends, _arrow(words), self._said("edge", {"label": words, **own} if words else own))

    def _said(self, scope: str, attributes: own_format.Attributes) -> str:
        found = []
        for name, value in attributes.items():
            key = self._keys.setdefault((scope, name), (f"{scope}_{name}", _TYPES[type(value)]))[0]
            found.append(element("data", {"key": key}, text(value_text(value))))
        return "".join(found)

    def _declared(self) -> list[str]:
        """The declarations of all attributes that are there, and of the drawings of yEd."""
        found = [
            element("key", {"id": key, "for": scope, "attr.name": name, "attr.type": kind})
            for (scope, name), (key, kind) in self._keys.items()
        ]
        graphics = ((_BOX, "node"), (_ARROW, "edge"))
        return found + [
            element("key", {"id": key, "for": scope, "yfiles.type": f"{scope}graphics"}) for key, scope in graphics
        ]


def _box(title: str, kind: NodeKind, x: float, y: float) -> str:
    colour, shape = _LOOKS[kind]
    corner = {"x": f"{x - BOX_WIDTH / 2:.1f}", "y": f"{y - BOX_HEIGHT / 2:.1f}"}
    parts = (
        element("y:Geometry", {**corner, "width": f"{BOX_WIDTH:.1f}", "height": f"{BOX_HEIGHT:.1f}"}),
        element("y:Fill", {"color": colour, "transparent": "false"}),
        element("y:BorderStyle", {"color": "#5B6470", "type": "line", "width": "1.0"}),
        element("y:NodeLabel", {}, text(title)),
        element("y:Shape", {"type": shape}),
    )
    return element("data", {"key": _BOX}, element("y:ShapeNode", {}, *parts))


def _arrow(words: str) -> str:
    label = (element("y:EdgeLabel", {}, text(words)),) if words else ()
    heads = element("y:Arrows", {"source": "none", "target": "standard"})
    return element("data", {"key": _ARROW}, element("y:PolyLineEdge", {}, heads, *label))
