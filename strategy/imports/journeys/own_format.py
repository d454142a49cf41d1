"""How Périple writes a journey into the attributes of a graph, and reads it back: flat and typed, each by its name.

What has no flat form (lists, frictions, emotions, lanes) stands as JSON in one attribute, `REST`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, TypeVar

from journey.kinds import accepted, column_types
from journey.model import (
    EmotionObservation,
    FollowUpTrigger,
    Friction,
    Journey,
    JourneyKind,
    Lane,
    LaneKind,
    Moment,
    NodeKind,
    Opportunity,
    Touchpoint,
    Transition,
)
from journey.sketch import TIED, JourneySketch, SketchLane, SketchPassage, SketchPoint, SketchStage, Values
from storage.base import Base
from storage.errors import PlanError
from strategy.kinds import KINDS

FORMAT = "periple-journey"
REST = "periple"
FORMAT_NAME = "format"
KIND_NAMES: Mapping[NodeKind, str] = {
    NodeKind.ENTRY: "entry",
    NodeKind.TOUCHPOINT: "touchpoint",
    NodeKind.SUCCESS: "success",
    NodeKind.DROP_OFF: "drop_off",
}
FOR_PEOPLE = frozenset(
    {"channel", "type", "emotion", "valence", "score", "friction", "severity", "moments", "trigger", "weight", "x", "y"}
)
"""Attributes that Périple writes for the eyes of other programs and does not read back: others say them exactly."""
_RENAMED = {"type": "type_id", "channel": "channel_id", "trigger": "trigger_id", "x": "placed_x", "y": "placed_y"}
_HANGING: tuple[tuple[str, type[Base]], ...] = (
    ("emotions", EmotionObservation),
    ("frictions", Friction),
    ("moments", Moment),
    ("triggers", FollowUpTrigger),
)
_DEEPEST = 16

Attributes: TypeAlias = dict[str, str | int | float | bool]
Refuse: TypeAlias = Callable[[str, str], None]
"""Told the name and the value of what does not fit."""
Made = TypeVar("Made")


def _flat(mapped: type[Base]) -> Mapping[str, str]:
    """Attribute -> column, for the columns that have a flat form."""
    return {
        _RENAMED.get(column, column): column
        for column, kind in column_types(mapped).items()
        if column not in TIED and kind.python in (str, int, float, bool)
    }


def point_attributes(point: SketchPoint, stage: str) -> Attributes:
    """What a point says; `stage` is the title of its stage."""
    flat = {name: point.values[column] for name, column in _flat(Touchpoint).items() if column in point.values}
    found: Attributes = {"label": point.name, "kind": KIND_NAMES[point.kind], **flat}
    if point.stage is not None:
        found |= {"stage": stage, "stage_number": point.stage + 1}
    rest = {column: value for column, value in point.values.items() if isinstance(value, (list, dict))}
    rest |= {name: list(rows) for name, rows in _hanging(point) if rows}
    return found | _packed(rest)


def passage_attributes(passage: SketchPassage) -> Attributes:
    """What a passage says."""
    flat = {name: passage.values[column] for name, column in _flat(Transition).items() if column in passage.values}
    return {**flat, **_packed({"frictions": list(passage.frictions)} if passage.frictions else {})}


def journey_attributes(sketch: JourneySketch) -> Attributes:
    """What the journey itself says."""
    rest: dict[str, Any] = {  # Any: JSON
        "values": dict(sketch.values),
        "stages": [{"name": each.name, "stage": each.stage} for each in sketch.stages],
        "opportunities": [{"at": key, "values": values} for key, values in sketch.opportunities],
        "lanes": [
            {"kind": each.kind, "name": each.name, "values": each.values, "cards": each.cards} for each in sketch.lanes
        ],
    }
    kind = "to_be" if sketch.kind == JourneyKind.TO_BE else "as_is"
    return {"name": sketch.name, FORMAT_NAME: FORMAT, "journey_kind": kind, **_packed(rest)}


def _packed(rest: Mapping[str, Any]) -> Attributes:  # Any: JSON
    kept = {name: value for name, value in rest.items() if value}
    return {REST: json.dumps(kept, ensure_ascii=False, separators=(",", ":"))} if kept else {}


def _hanging(point: SketchPoint) -> tuple[tuple[str, tuple[Values, ...]], ...]:
    return (
        ("emotions", point.emotions),
        ("frictions", point.frictions),
        ("moments", point.moments),
        ("triggers", point.triggers),
    )


# Back again: every value is checked like one that somebody typed


def is_known(name: str, *, of_passage: bool) -> bool:
    """Whether Périple writes an attribute of this name; another one was added since."""
    flat = _flat(Transition if of_passage else Touchpoint)
    return name in flat or name in FOR_PEOPLE or name in (REST, "label", "kind", "stage", "stage_number")


def read_point(key: str, attributes: Mapping[str, str], refuse: Refuse) -> SketchPoint:
    """A point out of the texts of its attributes."""
    rest = _unpacked(attributes, refuse)
    values = _flat_values(Touchpoint, attributes, refuse)
    lists = {name: value for name, value in rest.items() if isinstance(value, (list, dict)) and name in _LISTED}
    hanging = {name: _rows(mapped, rest.get(name), refuse) for name, mapped in _HANGING}
    kinds = {name: kind for kind, name in KIND_NAMES.items()}
    number = attributes.get("stage_number", "")
    return SketchPoint(
        key,
        attributes.get("label", ""),
        kinds.get(attributes.get("kind", ""), NodeKind.TOUCHPOINT),
        int(number) - 1 if number.isascii() and number.isdigit() and 0 < len(number) < 6 else None,
        values | _checked(Touchpoint, lists, refuse),
        **hanging,
    )


def read_passage(source: str, target: str, attributes: Mapping[str, str], refuse: Refuse) -> SketchPassage:
    """A passage out of the texts of its attributes."""
    frictions = _rows(Friction, _unpacked(attributes, refuse).get("frictions"), refuse)
    return SketchPassage(source, target, _flat_values(Transition, attributes, refuse), frictions)


def read_journey(attributes: Mapping[str, str], refuse: Refuse) -> JourneySketch:
    """The journey itself, still without points, passages and what names them."""
    rest = _unpacked(attributes, refuse)
    kind = JourneyKind.TO_BE if attributes.get("journey_kind") == "to_be" else JourneyKind.AS_IS
    values = _checked(Journey, rest["values"], refuse) if isinstance(rest.get("values"), dict) else {}
    stages = tuple(
        SketchStage(_text(each.get("name")), _text(each.get("stage")) or None) for each in _objects(rest.get("stages"))
    )
    opportunities = tuple(
        (_text(each.get("at")) or None, _checked(Opportunity, each["values"], refuse))
        for each in _objects(rest.get("opportunities"))
        if isinstance(each.get("values"), dict)
    )
    lanes = tuple(_lane(each, len(stages), refuse) for each in _objects(rest.get("lanes")) if _is_lane(each))
    return JourneySketch(
        attributes.get("name", ""), kind.value, values, stages, opportunities=opportunities, lanes=lanes
    )


_LISTED = frozenset({"data_used", "principles"})


def _lane(each: Mapping[str, Any], stages: int, refuse: Refuse) -> SketchLane:  # Any: JSON
    cards = tuple(
        (card[0], card[1])
        for card in each.get("cards") or []
        if isinstance(card, list) and len(card) == 2 and type(card[0]) is int and isinstance(card[1], str)
        if 0 <= card[0] < stages
    )
    values = each.get("values")
    checked = _checked(Lane, values, refuse) if isinstance(values, dict) else {}
    return SketchLane(each["kind"], _text(each.get("name")), checked, cards)


def _is_lane(each: Mapping[str, Any]) -> bool:  # Any: JSON
    return each.get("kind") in set(LaneKind) and isinstance(each.get("cards") or [], list)


def _unpacked(attributes: Mapping[str, str], refuse: Refuse) -> Mapping[str, Any]:  # Any: JSON
    text = attributes.get(REST, "")
    if not text:
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        refuse(REST, text)
        return {}
    return found


def _rows(mapped: type[Base], rows: Any, refuse: Refuse) -> tuple[Values, ...]:  # Any: JSON
    needed = {name for name, column in mapped.__columns__.items() if not column.has_default and name not in TIED}
    checked = (_checked(mapped, each, refuse) for each in _objects(rows))
    return tuple(values for values in checked if needed <= values.keys())


def _objects(rows: Any) -> list[dict[str, Any]]:  # Any: JSON
    return [each for each in rows if isinstance(each, dict)] if isinstance(rows, list) else []


def _text(value: Any) -> str:  # Any: JSON
    return value if isinstance(value, str) else ""


def _checked(
    mapped: type[Base], values: Mapping[str, Any], refuse: Refuse
) -> dict[str, Any]:  # Any: the column decides
    """The values that the columns accept."""
    found = {}
    for column, value in values.items():
        if column in TIED or column not in column_types(mapped):
            refuse(column, str(value))
            continue
        try:
            taken = accepted(mapped, column, value, KINDS[mapped].limits)
        except (PlanError, TypeError):
            refuse(column, str(value))
            continue
        if taken is not None:
            found[column] = taken
    return found


def _flat_values(mapped: type[Base], attributes: Mapping[str, str], refuse: Refuse) -> dict[str, Any]:  # Any: see above
    found: dict[str, Any] = {}
    for name, column in _flat(mapped).items():
        if name not in attributes:
            continue
        value = _typed(attributes[name], column_types(mapped)[column].python)
        if value is None:
            refuse(name, attributes[name])
        else:
            found |= _checked(mapped, {column: value}, refuse)
    return found


def _typed(text: str, wanted: type) -> Any:  # Any: of the type wanted, None when the text is none
    if wanted is str:
        return text
    if wanted is bool:
        return {"true": True, "1": True, "false": False, "0": False}.get(text.strip().lower())
    try:
        return wanted(text.strip()) if "_" not in text else None
    except ValueError:
        return None
