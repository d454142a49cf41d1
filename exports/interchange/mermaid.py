"""A journey as a `journey` diagram or a flow chart of Mermaid, as texts and wikis show them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from exports.interchange.drawn import Drawn, drawn, score_of, write_text
from exports.interchange.escaping import mermaid_name, mermaid_text
from exports.interchange.losses import losses
from exports.written import IsCancelled, Progress, Written
from journey.analysis import touchpoint_valence
from journey.model import Journey, NodeKind, Segment
from journey.sketch import SketchPoint
from resources.i18n import Words, current
from strategy.imports.journeys.flowchart import OWN_MARK
from strategy.imports.journeys.own_format import KIND_NAMES
from strategy.snapshot import Snapshot

_NEUTRAL = 3
_SHAPES: Mapping[NodeKind, tuple[str, str]] = {
    NodeKind.ENTRY: ("([", "])"),
    NodeKind.TOUCHPOINT: ("[", "]"),
    NodeKind.SUCCESS: ("([", "])"),
    NodeKind.DROP_OFF: ("([", "])"),
}
_COLOURS: Mapping[NodeKind, str] = {
    NodeKind.ENTRY: "fill:#dce9f7,stroke:#4a7fb5,color:#1d2733",
    NodeKind.TOUCHPOINT: "fill:#ffffff,stroke:#5b6470,color:#1d2733",
    NodeKind.SUCCESS: "fill:#ddf0df,stroke:#4e9a57,color:#1d2733",
    NodeKind.DROP_OFF: "fill:#f7dedc,stroke:#c2544b,color:#1d2733",
}


def write_journey_diagram(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    *,
    journey_id: str | None = None,
) -> Written:
    """Write a journey, the first one unless another is named, as a `journey` diagram: stages, touchpoints, scores."""
    drawing = drawn(snapshot, journey_id, language)
    points = _touchpoints(drawing)
    return write_text(
        drawing, path, lambda: _diagram(drawing, points, _left_out(drawing, points, drawing.words)),
        _left_out(drawing, points, current()), progress, is_cancelled,
    )  # fmt: skip


def _left_out(drawing: Drawn, points: list[SketchPoint], words: Words) -> list[str]:
    """What a `journey` diagram does not hold of a journey."""
    notes = losses(drawing, words, {"owner"}, holds={"emotions", "points"})
    passages = len(drawing.sketch.passages)
    if passages:
        text = words.ntr("{n} passage is not in this file.", "{n} passages are not in this file.", passages)
        notes.insert(0, text.format(n=words.number(passages)))
    unfelt = sum(touchpoint_valence(drawing.snapshot, point.key) is None for point in points)
    if unfelt:
        text = words.ntr(
            "{n} touchpoint without an emotion has the score 3, which is neutral.",
            "{n} touchpoints without an emotion have the score 3, which is neutral.",
            unfelt,
        )
        notes.insert(0, text.format(n=words.number(unfelt)))
    return notes


def write_flowchart(
    snapshot: Snapshot,
    path: Path | str,
    language: str,
    progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
    *,
    journey_id: str | None = None,
) -> Written:
    """Write a journey, the first one unless another is named, as a flow chart: stages, points, shares and delays."""
    drawing = drawn(snapshot, journey_id, language)

    def told(words: Words) -> list[str]:
        return losses(drawing, words, {"probability", "delay_hours", "count"})

    return write_text(
        drawing, path, lambda: _chart(drawing, told(drawing.words)), told(current()), progress, is_cancelled
    )  # fmt: skip


def _touchpoints(drawing: Drawn) -> list[SketchPoint]:
    """The touchpoints in the order of their stages: entries and ends are no tasks."""
    return [point for point in drawing.sketch.points if point.kind is NodeKind.TOUCHPOINT]


def _diagram(drawing: Drawn, points: list[SketchPoint], notes: list[str]) -> str:
    customer = _customer(drawing)
    lines = ["journey", *_comments(notes)]
    if drawing.sketch.name.strip():
        lines.append(f"  title {mermaid_text(drawing.sketch.name)}")
    for place in (None, *range(len(drawing.sketch.stages))):
        inside = [point for point in points if point.stage == place]
        if place is not None:
            lines.append(f"  section {mermaid_text(drawing.stage_titles[place]).strip() or '-'}")
        for point in inside:
            valence = touchpoint_valence(drawing.snapshot, point.key)
            score = _NEUTRAL if valence is None else score_of(valence)
            people = ", ".join(_actor(each) for each in (customer, str(point.values.get("owner", ""))) if each.strip())
            lines.append(f"    {mermaid_name(drawing.title(point))}: {score}: {people}".rstrip(" :"))
    return "\n".join(lines) + "\n"


def _customer(drawing: Drawn) -> str:
    """Whose journey it is: the segment, else a customer."""
    journey = drawing.snapshot.get(Journey, drawing.journey_id)
    segment = drawing.snapshot.get(Segment, journey.segment_id if journey else None)
    return (segment.name.strip() if segment else "") or drawing.words.tr("Customer")


def _actor(name: str) -> str:
    """A name among others, which commas set apart."""
    return mermaid_text(name).replace(",", "#44;")


def _chart(drawing: Drawn, notes: list[str]) -> str:
    sketch = drawing.sketch
    names = {point.key: f"p{number}" for number, point in enumerate(sketch.points, 1)}
    head = ["---", f"title: {json.dumps(sketch.name, ensure_ascii=False)}", "---"] if sketch.name.strip() else []
    lines = [*head, "flowchart LR", f"  {OWN_MARK} 1", *_comments(notes)]
    lines += [f"  {_box(drawing, point, names)}" for point in sketch.points if point.stage is None]
    for place, title in enumerate(drawing.stage_titles):
        lines.append(f'  subgraph s{place + 1}["{mermaid_text(title)}"]')
        lines += [f"    {_box(drawing, point, names)}" for point in sketch.points if point.stage == place]
        lines.append("  end")
    for passage in sketch.passages:
        words = drawing.arrow_words(passage)
        text = f'|"{words}"|' if words else ""
        lines.append(f"  {names[passage.source]} -->{text} {names[passage.target]}")
    used = dict.fromkeys(point.kind for point in sketch.points)
    lines += [f"  classDef {KIND_NAMES[kind]} {_COLOURS[kind]}" for kind in used]
    return "\n".join(lines) + "\n"


def _box(drawing: Drawn, point: SketchPoint, names: Mapping[str, str]) -> str:
    opening, closing = _SHAPES[point.kind]
    name = mermaid_text(drawing.title(point)) or " "
    return f'{names[point.key]}{opening}"{name}"{closing}:::{KIND_NAMES[point.kind]}'


def _comments(notes: list[str]) -> Iterator[str]:
    """What the file does not hold, told in it."""
    return (f"  %% {' '.join(note.split())}" for note in notes)
