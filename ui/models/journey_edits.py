"""How each cell of the outline of a journey is edited in place: its value, its editor, and what writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from journey import operations as gestures
from journey.analysis import observed_valence
from journey.model import (
    EmotionObservation,
    FollowUpTrigger,
    Friction,
    Moment,
    NodeKind,
    Opportunity,
    Stage,
    Touchpoint,
    Transition,
)
from resources.i18n import current
from storage.base import Base
from storage.document import Document
from strategy.naming import Naming
from strategy.operations import set_value
from strategy.snapshot import Snapshot
from ui.delegates.cell import EditorKind
from ui.models.entries import entry_options
from ui.models.journey_signs import measured_options

EditorOf: TypeAlias = Callable[[Snapshot, Any], EditorKind]  # Any: a row of the kind that the edit is declared for


@dataclass(frozen=True, slots=True)
class Edit:
    """One editable cell: `read` gives the value to edit, `write` stores what the editor gives."""

    mapped: type[Base]
    editor: EditorOf
    read: Callable[[Snapshot, Any], object]  # Any: see `EditorOf`
    write: Callable[[Document, str, Any], object]  # Any: what the editor gives


def edit_of(kind: str, column: str) -> Edit | None:
    """How a cell is edited; None when it is only read."""
    return _EDITS.get((kind, column))


def can_edit(snapshot: Snapshot, kind: str, row_id: str, column: str) -> bool:
    """Whether this cell of this row is edited here: the entry and the ends have no channel to choose."""
    edit = edit_of(kind, column)
    row = snapshot.get(edit.mapped, row_id) if edit else None
    if row is None:
        return False
    return column == "name" or not isinstance(row, Touchpoint) or row.kind == NodeKind.TOUCHPOINT.value


def _column(mapped: type[Base], column: str, editor: EditorOf) -> Edit:
    """A cell that edits one column as it is stored."""
    return Edit(
        mapped,
        editor,
        lambda _snapshot, row: getattr(row, column),
        lambda document, row_id, value: set_value(document, mapped, row_id, column, value),
    )


def _percent(mapped: type[Base], column: str) -> Edit:
    """A share between 0 and 1, edited in percent."""
    return Edit(
        mapped,
        lambda _snapshot, _row: "number",
        lambda _snapshot, row: as_percent(getattr(row, column)),
        lambda document, row_id, value: set_value(document, mapped, row_id, column, from_percent(value)),
    )


def as_percent(share: float | None) -> float | None:
    """0.125 as 12.5, for a field."""
    return None if share is None else round(share * 100, 6)


def from_percent(value: float | None) -> float | None:
    """12.5 as 0.125, from a field."""
    return None if value is None else value / 100


def entries(list_name: str) -> EditorOf:
    """A choice among the entries of a list, own ones included, or none."""
    return lambda snapshot, _row: [(None, "–"), *entry_options(snapshot, list_name)]


def _required_entries(list_name: str) -> EditorOf:
    return lambda snapshot, _row: entry_options(snapshot, list_name)


def _text(_snapshot: Snapshot, _row: Base) -> EditorKind:
    return "text"


def _number(_snapshot: Snapshot, _row: Base) -> EditorKind:
    return "number"


def _severities(_snapshot: Snapshot, _row: Base) -> EditorKind:
    return [(None, "–"), *((level, str(level)) for level in range(1, 6))]


def _targets(snapshot: Snapshot, row: Transition) -> EditorKind:
    return target_options(snapshot, row.source_id)


def target_options(snapshot: Snapshot, source_id: str) -> list[tuple[object, str]]:
    """Where a passage out of a point may lead: every other point of the journey but its entry."""
    source = snapshot.get(Touchpoint, source_id)
    if source is None:
        return []
    naming = Naming(snapshot, current())
    points = snapshot.where(Touchpoint, journey_id=source.journey_id)
    fit = [point for point in points if point.kind != NodeKind.ENTRY.value and point.id != source_id]
    return [(point.id, naming.title(point)) for point in fit]


def _name_stage(document: Document, row_id: str, name: str) -> None:
    """Store an own name only where it differs from the catalogue's, so that this one stays translated."""
    row = document.get(Stage, row_id)
    label = current().label(row.stage) if row is not None else ""
    set_value(document, Stage, row_id, "name", "" if name == label else name)


_EDITS: Mapping[tuple[str, str], Edit] = {
    ("stage", "name"): Edit(Stage, _text, lambda snapshot, row: Naming(snapshot, current()).title(row), _name_stage),
    ("touchpoint", "name"): _column(Touchpoint, "name", _text),
    ("touchpoint", "type"): Edit(
        Touchpoint, entries("touchpoint_types"), lambda _snapshot, row: row.type, gestures.change_type
    ),
    ("touchpoint", "channel"): _column(Touchpoint, "channel", entries("channels")),
    ("touchpoint", "direction"): _column(Touchpoint, "direction", entries("directions")),
    ("touchpoint", "measured"): _column(Touchpoint, "measured", lambda _s, _r: [(None, "–"), *measured_options()]),
    ("touchpoint", "time"): _column(Touchpoint, "minutes", _number),
    ("transition", "name"): _column(Transition, "target_id", _targets),
    ("transition", "type"): _column(Transition, "trigger", entries("followup_triggers")),
    ("transition", "share"): _percent(Transition, "probability"),
    ("transition", "time"): _column(Transition, "delay_hours", _number),
    ("friction", "name"): _column(Friction, "text", _text),
    ("friction", "type"): _column(Friction, "type", entries("friction_types")),
    ("friction", "measured"): _column(Friction, "evidence", entries("listening_methods")),
    ("friction", "share"): _percent(Friction, "frequency"),
    ("friction", "level"): _column(Friction, "severity", _severities),
    ("emotion_observation", "name"): _column(EmotionObservation, "emotion", _required_entries("emotions")),
    ("emotion_observation", "measured"): _column(EmotionObservation, "evidence", entries("listening_methods")),
    ("emotion_observation", "level"): Edit(
        EmotionObservation,
        _number,
        observed_valence,
        lambda document, row_id, value: set_value(document, EmotionObservation, row_id, "valence", value),
    ),
    ("moment", "name"): _column(Moment, "moment", _required_entries("moments")),
    ("follow_up_trigger", "name"): _column(FollowUpTrigger, "trigger", _required_entries("followup_triggers")),
    ("follow_up_trigger", "channel"): _column(FollowUpTrigger, "channel", entries("channels")),
    ("follow_up_trigger", "time"): _column(FollowUpTrigger, "delay_hours", _number),
    ("opportunity", "name"): _column(Opportunity, "text", _text),
    ("opportunity", "type"): _column(Opportunity, "type", entries("opportunity_types")),
}
