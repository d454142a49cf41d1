"""A journey as DOT, the language of Graphviz."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from exports.interchange.drawn import Drawn, drawn, write_text
from exports.interchange.escaping import dot_text
from exports.interchange.losses import losses
from exports.written import IsCancelled, Progress, Written
from journey.model import NodeKind
from journey.sketch import SketchPoint
from resources.i18n import Words, current
from strategy.imports.journeys.dot import OWN_MARK
from strategy.imports.journeys.own_format import KIND_NAMES
from strategy.snapshot import Snapshot

_LOOKS: Mapping[NodeKind, str] = {
    NodeKind.ENTRY: 'shape=box, style="rounded,filled", fillcolor="#DCE9F7"',
    NodeKind.TOUCHPOINT: "shape=box",
    NodeKind.SUCCESS: 'shape=box, style="rounded,filled", fillcolor="#DDF0DF"',
    NodeKind.DROP_OFF: 'shape=box, style="rounded,filled", fillcolor="#F7DEDC"',
}
_HELD = ("owner", "minutes", "content_tool", "note")


def write_dot(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    *,
    journey_id: str | None = None,
) -> Written:
    """Write a journey, the first one unless another is named, as a directed graph whose clusters are the stages."""
    drawing = drawn(snapshot, journey_id, language)
    held = {*_HELD, "channel", "type", "probability", "delay_hours", "count"}

    def told(words: Words) -> list[str]:
        return losses(drawing, words, held, holds={"emotions", "frictions"})

    return write_text(
        drawing, path, lambda: _graph(drawing, told(drawing.words)), told(current()), progress, is_cancelled
    )  # fmt: skip


def _graph(drawing: Drawn, notes: list[str]) -> str:
    sketch = drawing.sketch
    names = {point.key: f"p{number}" for number, point in enumerate(sketch.points, 1)}
    lines = [f"{OWN_MARK} 1", *(f"// {' '.join(note.split())}" for note in notes)]
    lines += [f"digraph {dot_text(sketch.name)} {{", "  rankdir=LR;"]
    lines += [f"  {_point(drawing, point, names)}" for point in sketch.points if point.stage is None]
    for place, title in enumerate(drawing.stage_titles):
        lines += [f"  subgraph cluster_{place + 1} {{", f"    label={dot_text(title)};"]
        lines += [f"    {_point(drawing, point, names)}" for point in sketch.points if point.stage == place]
        lines.append("  }")
    for passage in sketch.passages:
        words = drawing.arrow_words(passage)
        text = f" [label={dot_text(words)}]" if words else ""
        lines.append(f"  {names[passage.source]} -> {names[passage.target]}{text};")
    return "\n".join([*lines, "}"]) + "\n"


def _point(drawing: Drawn, point: SketchPoint, names: Mapping[str, str]) -> str:
    held = {name: point.values[name] for name in _HELD if name in point.values}
    said = {"label": drawing.title(point), "kind": KIND_NAMES[point.kind], **held, **drawing.felt(point)}
    written = ", ".join(f"{name}={dot_text(str(value))}" for name, value in said.items())
    return f"{names[point.key]} [{written}, {_LOOKS[point.kind]}];"
