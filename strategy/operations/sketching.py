"""The gesture that draws a journey that came from elsewhere: out of a file, or out of another plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from journey.kinds import whole_text
from journey.model import (
    EmotionObservation,
    FollowUpTrigger,
    Friction,
    Journey,
    Lane,
    LaneCard,
    Moment,
    NodeKind,
    Opportunity,
    Segment,
    Stage,
    Touchpoint,
    Transition,
)
from journey.operations.rows import insert_past_session, new_row, next_position, positions, required
from journey.sketch import (
    ENTRY_LISTS,
    MOST_POINTS,
    JourneySketch,
    SketchLane,
    SketchPassage,
    SketchPoint,
    Values,
    with_ends,
)
from resources.catalogue import catalogue
from resources.folding import plain
from resources.i18n import LANGUAGES, N_
from storage.base import POSITION_STEP, Base
from storage.document import Document
from storage.errors import PlanError
from strategy.kinds import KINDS
from strategy.model import OwnEntry
from strategy.operations.own_entries import add_own_entry
from strategy.snapshot import Snapshot

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

OWN_LISTS = frozenset({"channels", "touchpoint_types", "friction_types", "emotions", "opportunity_types"})
"""Lists that a plan adds an entry to where a journey from elsewhere names one that it does not know."""


def import_journey(
    document: Document, sketch: JourneySketch, *, language: str, segment_id: str | None = None, name: str = ""
) -> str:
    """Draw a journey from plain values; returns its id. An entry, a success and a drop-off are added where missing.

    Entries that neither the method nor the plan knows become entries of the plan's own lists. `language` is the plan's:
    points without a name that end or begin the journey get theirs in it.
    """
    if not sketch.points and not sketch.stages:
        raise PlanError(N_("There is no touchpoint in this journey: nothing was taken."))
    if len(sketch.points) > MOST_POINTS + len(NodeKind):  # with its entry and its ends
        raise PlanError(
            N_("A journey has {most} touchpoints at most, and this one has {count}."),
            most=MOST_POINTS,
            count=len(sketch.points),
        )
    title = name or sketch.name
    with document.transact(N_("Import a journey"), subject=title, is_import=True) as session:
        if segment_id is not None:
            required(session, Segment, segment_id)
        drawing = _Drawing(document, session, language)
        journey = drawing.made(
            Journey,
            sketch.values,
            segment_id=segment_id,
            kind=sketch.kind,
            name=title,
            position=next_position(session, Journey),
        )
        drawing.draw(journey.id, sketch)
    return str(journey.id)


class _Drawing:
    """The rows of one journey on their way into the plan."""

    def __init__(self, document: Document, session: Session, language: str) -> None:
        self._document, self._session, self._language = document, session, language
        self._known: dict[tuple[str, str], str] = {}
        self._rows: list[Base] = []

    def made(self, mapped: type[Base], values: Values, **columns: Any) -> Any:  # Any: a row of the class asked for
        """A new row, still to be written: its entries are those of this plan."""
        lists = ENTRY_LISTS.get(mapped, {})
        taken = {
            column: self._entry(lists[column], value) if column in lists else value
            for column, value in values.items()
            if column in mapped.__columns__ and column not in columns
        }
        row = new_row(mapped, {**taken, **columns}, KINDS)
        self._rows.append(row)
        return row

    def draw(self, journey_id: str, sketch: JourneySketch) -> None:
        """Write the journey with all that hangs on it."""
        stages = [
            self.made(Stage, {}, journey_id=journey_id, stage=_stage(each.stage), name=each.name, position=position)
            for position, each in zip(positions(len(sketch.stages)), sketch.stages, strict=True)
        ]
        stage_ids = [stage.id for stage in stages]
        points = with_ends(sketch).points
        ids = {
            point.key: self._add_point(journey_id, point, stage_ids, position)
            for position, point in zip(positions(len(points)), points, strict=True)
        }
        for position, passage in zip(positions(len(sketch.passages)), sketch.passages, strict=True):
            self._add_passage(journey_id, passage, ids, position)
        for position, (key, values) in zip(positions(len(sketch.opportunities)), sketch.opportunities, strict=True):
            place = ids[key] if key is not None else None
            self.made(Opportunity, values, journey_id=journey_id, touchpoint_id=place, position=position)
        for position, lane in zip(positions(len(sketch.lanes)), sketch.lanes, strict=True):
            self._add_lane(journey_id, lane, stage_ids, position)
        known = Snapshot(self._rows)  # nothing else concerns a new journey
        insert_past_session(self._session, self._rows, KINDS, known)

    def _add_point(self, journey_id: str, point: SketchPoint, stage_ids: list[str], position: int) -> str:
        is_end = point.kind is not NodeKind.TOUCHPOINT
        row = self.made(
            Touchpoint,
            point.values,
            journey_id=journey_id,
            stage_id=None if point.stage is None else stage_ids[point.stage],
            kind=point.kind.value,
            name=point.name or (catalogue().label(point.kind.value, self._language) if is_end else ""),
            position=position,
        )
        for mapped, each in (
            (EmotionObservation, point.emotions),
            (Moment, point.moments),
            (FollowUpTrigger, point.triggers),
        ):
            for place, values in zip(positions(len(each)), each, strict=True):
                self.made(mapped, values, touchpoint_id=row.id, position=place)
        self._add_frictions(point.frictions, position, journey_id=journey_id, touchpoint_id=row.id)
        return str(row.id)

    def _add_passage(self, journey_id: str, passage: SketchPassage, ids: Mapping[str, str], position: int) -> None:
        row = self.made(
            Transition,
            passage.values,
            journey_id=journey_id,
            source_id=ids[passage.source],
            target_id=ids[passage.target],
            position=position,
        )
        self._add_frictions(passage.frictions, position, journey_id=journey_id, transition_id=row.id)

    def _add_frictions(self, frictions: tuple[Values, ...], position: int, **place: str) -> None:
        for offset, values in enumerate(frictions):
            self.made(Friction, values, position=position * POSITION_STEP + offset, **place)

    def _add_lane(self, journey_id: str, lane: SketchLane, stage_ids: list[str], position: int) -> None:
        row = self.made(Lane, lane.values, journey_id=journey_id, kind=lane.kind, name=lane.name, position=position)
        for place, (stage, text) in zip(positions(len(lane.cards)), lane.cards, strict=True):
            self.made(LaneCard, {}, lane_id=row.id, stage_id=stage_ids[stage], text=text, position=place)

    def _entry(self, list_name: str, value: Any) -> Any:  # Any: one entry or a list of them
        """The id in this plan of an entry given by its id or its name; None if there is none."""
        if isinstance(value, list):
            return [each for each in (self._entry(list_name, one) for one in value) if each is not None]
        name = whole_text(str(value)).strip()
        key = (list_name, plain(name))
        if name in catalogue().ids(list_name):
            return name
        if not self._known:
            self._known = self._entries()
        if key not in self._known and list_name in OWN_LISTS and name:
            self._known[key] = add_own_entry(self._document, list_name, name)
        return self._known.get(key)

    def _entries(self) -> dict[tuple[str, str], str]:
        """Every entry by its list and its name, folded, in both languages; own ones last, so that they win."""
        found = {
            (entry.list_name, plain(entry.label(language))): entry.id for language in LANGUAGES for entry in catalogue()
        }
        return found | {(own.list_name, plain(own.name.strip())): own.id for own in self._document.all(OwnEntry)}


def _stage(stage: str | None) -> str | None:
    return stage if stage in catalogue().ids("stages") else None
