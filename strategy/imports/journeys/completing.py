"""What a drawing leaves open: where customers come in, how they end, and whether a single way on is everybody's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from journey.layout import depths
from journey.model import NodeKind
from journey.sketch import ADDED, JourneySketch, SketchPassage, SketchPoint, SketchStage, with_ends
from resources.catalogue import catalogue
from strategy.imports.journeys.found import ReadJourney


def likely_successes(read: ReadJourney) -> tuple[str, ...]:
    """The open ends that are a success unless the user says otherwise: all whose name does not speak of leaving."""
    return tuple(key for key in read.open_ends if key not in read.losses)


def completed(
    read: ReadJourney, successes: Collection[str] | None = None, *, stage_set: str | None = None
) -> JourneySketch:
    """The journey with an entry before what nothing leads to and an end behind what nothing leads out of.

    Open ends in `successes` lead to a success, the others to a drop-off; `likely_successes` if None. `stage_set` gives
    stages to a journey without any: its points are put into them by how far they are from the entry. What Périple wrote
    stays as it is.
    """
    if read.is_own or not read.sketch.points:
        return read.sketch
    chosen = set(likely_successes(read) if successes is None else successes)
    sketch = _with_entry(read.sketch)
    won = [key for key in read.open_ends if key in chosen]
    lost = [key for key in read.open_ends if key not in chosen]
    sketch = _with_end(_with_end(sketch, won, NodeKind.SUCCESS), lost, NodeKind.DROP_OFF)
    sketch = with_ends(replace(sketch, passages=_with_single_ways(sketch.passages)))
    return _staged(sketch, stage_set) if stage_set and not sketch.stages else sketch


def _with_entry(sketch: JourneySketch) -> JourneySketch:
    if any(point.kind is NodeKind.ENTRY for point in sketch.points):
        return sketch
    entered = {each.target for each in sketch.passages if each.source != each.target}
    touchpoints = [point for point in sketch.points if point.kind is NodeKind.TOUCHPOINT]
    starts = [point for point in touchpoints if point.key not in entered] or touchpoints[:1]
    entry = SketchPoint(f"{ADDED}entry", "", NodeKind.ENTRY, starts[0].stage if starts else None)
    leaving: Counter[str] = Counter()
    for each in sketch.passages:
        leaving[each.source] += each.values.get("count", 0)
    total = sum(leaving[point.key] for point in starts)
    is_counted = all(leaving[point.key] for point in starts)
    ways = tuple(
        SketchPassage(
            entry.key,
            point.key,
            {"probability": leaving[point.key] / total, "count": leaving[point.key]} if is_counted else {},
        )
        for point in starts
    )
    return replace(sketch, points=(entry, *sketch.points), passages=(*ways, *sketch.passages))


def _with_end(sketch: JourneySketch, keys: Sequence[str], kind: NodeKind) -> JourneySketch:
    if not keys:
        return sketch
    end = next((point for point in sketch.points if point.kind is kind), None)
    points = sketch.points
    if end is None:
        last = len(sketch.stages) - 1 if sketch.stages else None
        end = SketchPoint(f"{ADDED}{kind}", "", kind, last)
        points = (*points, end)
    ways = tuple(SketchPassage(key, end.key) for key in keys)
    return replace(sketch, points=points, passages=(*sketch.passages, *ways))


def _with_single_ways(passages: Sequence[SketchPassage]) -> tuple[SketchPassage, ...]:
    """Where only one passage leads on and nobody said how many take it, everybody does."""
    ways = Counter(each.source for each in passages)
    return tuple(
        replace(each, values={**each.values, "probability": 1.0})
        if ways[each.source] == 1 and "probability" not in each.values
        else each
        for each in passages
    )


def _staged(sketch: JourneySketch, stage_set: str) -> JourneySketch:
    """The journey in the stages of a set: its points by how far they are from where it begins."""
    entry = catalogue().get(stage_set)
    stages = tuple(SketchStage(stage=each) for each in entry.ids("stages")) if entry else ()
    if not stages:
        return sketch
    far = depths([point.key for point in sketch.points], [(each.source, each.target) for each in sketch.passages])
    farthest = max(far.values(), default=0)
    places = {key: depth * len(stages) // (farthest + 1) for key, depth in far.items()}
    return replace(sketch, stages=stages, points=tuple(replace(each, stage=places[each.key]) for each in sketch.points))
