"""One journey as other programs draw it: its points with their places on one sheet, its values under plain names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from exports.files import atomic_write
from exports.written import IsCancelled, Progress, Written, stop_if
from journey.analysis import touchpoint_valence
from journey.layout import Layout, Spot, lay_out
from journey.model import EmotionObservation, Friction, Journey, Moment, NodeKind, Transition
from journey.sketch import JourneySketch, SketchPassage, SketchPoint, sketch_of
from resources.i18n import N_, Words, words
from storage.errors import PlanError
from strategy.imports.journeys.figures import percent_text
from strategy.imports.journeys.own_format import Attributes
from strategy.naming import Naming
from strategy.snapshot import Snapshot

_BEFORE, _AFTER = "before", "after"
"""Columns of the points without a stage, as the window draws them."""


@dataclass(frozen=True)
class Drawn:
    """A journey of a snapshot in the words of one language."""

    snapshot: Snapshot
    journey_id: str
    sketch: JourneySketch
    naming: Naming

    @property
    def words(self) -> Words:
        """The language of what is written."""
        return self.naming.words

    @cached_property
    def stage_titles(self) -> tuple[str, ...]:
        """The stages as people call them."""
        return tuple(stage.name or self.naming.label(stage.stage) for stage in self.sketch.stages)

    @cached_property
    def layout(self) -> Layout:
        """Where the points stand on one sheet, their centres counted from its left."""
        points = self.sketch.points
        columns = [_BEFORE, *(f"{place}" for place in range(len(self.sketch.stages))), _AFTER]
        spots = [Spot(point.key, _column(point), _place(point)) for point in points]
        used = {spot.column for spot in spots}
        kept = [column for column in columns if column in used or column not in (_BEFORE, _AFTER)]
        return lay_out(kept, spots, [(each.source, each.target) for each in self.sketch.passages])

    def title(self, point: SketchPoint) -> str:
        """How a point is called: what the method calls it where nobody named it."""
        return point.name or self.naming.label(point.values.get("type")) or self.naming.label(point.kind.value)

    def felt(self, point: SketchPoint) -> Attributes:
        """What people and other programs like to see of a point: labels, one valence, one severity, all frictions."""
        snapshot, naming = self.snapshot, self.naming
        frictions = snapshot.where(Friction, touchpoint_id=point.key)
        emotions = snapshot.where(EmotionObservation, touchpoint_id=point.key)
        moments = snapshot.where(Moment, touchpoint_id=point.key)
        valence = touchpoint_valence(snapshot, point.key)
        found: Attributes = {
            "channel": naming.label(point.values.get("channel")),
            "type": naming.label(point.values.get("type")),
            "emotion": ", ".join(naming.label(each.emotion) for each in emotions),
            "moments": ", ".join(naming.label(each.moment) for each in moments),
            "friction": "; ".join(naming.title(each) for each in frictions),
        }
        found = {name: value for name, value in found.items() if value}
        if valence is not None:
            found |= {"valence": valence, "score": score_of(valence)}
        severities = [each.severity for each in frictions if each.severity is not None]
        return found | ({"severity": max(severities)} if severities else {})

    def met(self, passage: SketchPassage) -> Attributes:
        """The same of a passage."""
        rows = self.snapshot.where(Transition, source_id=passage.source, target_id=passage.target)
        frictions = [each for row in rows for each in self.snapshot.where(Friction, transition_id=row.id)]
        trigger = self.naming.label(passage.values.get("trigger"))
        severities = [each.severity for each in frictions if each.severity is not None]
        found: Attributes = {"trigger": trigger} if trigger else {}
        if frictions:
            found["friction"] = "; ".join(map(self.naming.title, frictions))
        if severities:
            found["severity"] = max(severities)
        if "probability" in passage.values:
            found["weight"] = passage.values["probability"]
        return found

    def arrow_words(self, passage: SketchPassage) -> str:
        """The text on the arrow of a passage, which reads back: its share, its delay, how many were counted."""
        share, hours, count = (passage.values.get(name) for name in ("probability", "delay_hours", "count"))
        parts = [
            "" if share is None else percent_text(share),
            "" if hours is None else f"{repr(float(hours)).removesuffix('.0')} h",
            "" if count is None else f"n = {count}",
        ]
        return ", ".join(filter(None, parts))


def drawn(snapshot: Snapshot, journey_id: str | None, language: str) -> Drawn:
    """A journey of the plan, the first one for None. Raises PlanError when there is none."""
    journeys = snapshot.all(Journey)
    if journey_id is None and not journeys:
        raise PlanError(N_("The plan has no journey yet: there is nothing to draw."))
    naming = Naming(snapshot, words(language))
    chosen = journeys[0].id if journey_id is None else journey_id
    return Drawn(snapshot, chosen, sketch_of(snapshot, chosen, naming.label), naming)


def write_text(
    drawing: Drawn,
    path: Path | str,
    text: Callable[[], str],
    notes: Iterable[str],
    progress: Progress | None,
    is_cancelled: IsCancelled | None,
) -> Written:
    """Write what `text` gives, whole or not at all."""
    stop_if(is_cancelled)
    if progress:
        progress(0, 1, drawing.sketch.name)
    content = text()
    stop_if(is_cancelled)
    with atomic_write(path) as part:
        part.write_text(content, encoding="utf-8", newline="\n")
    return Written(Path(path), (drawing.sketch.name,), tuple(notes))


def score_of(valence: float) -> int:
    """A valence from -1 to 1 as the score from 1 to 5 of other programs."""
    return max(1, min(5, round(3.0 + 2.0 * valence)))


def _column(point: SketchPoint) -> str:
    if point.stage is not None:
        return f"{point.stage}"
    return _BEFORE if point.kind in (NodeKind.ENTRY, NodeKind.TOUCHPOINT) else _AFTER


def _place(point: SketchPoint) -> tuple[float, float] | None:
    x, y = point.values.get("x"), point.values.get("y")
    return None if x is None or y is None else (x, y)
