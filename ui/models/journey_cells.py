"""What each cell of the outline of a journey shows, by kind of row."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from journey.analysis import JourneyResults, observed_valence, touchpoint_valence
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
from journey.stages import stage_results
from resources.i18n import current, ntr, tr
from strategy.links import is_answered
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell, CellChip
from ui.models.journey_signs import (
    DIRECTION_ICONS,
    face_of,
    hours_label,
    measured_label,
    point_icon,
)
from ui.models.journey_tree import CLASSES, NO_STAGE, OPPORTUNITIES, Key

COLUMNS = ("name", "type", "channel", "direction", "measured", "share", "level", "time")
Cells: TypeAlias = tuple[Cell, ...]
Shown: TypeAlias = dict[str, Cell]
_FULL = 1.0005
"""More than this leaves a touchpoint only by mistake; probabilities carry three decimals."""
_EMPTY = Cell()


def cells_of(snapshot: Snapshot, key: Key, results: JourneyResults | None) -> Cells:
    """One cell per column. `results` gives the computed shares, when they are known."""
    shown = _shown(snapshot, key, results)
    ground = "sunken" if key[0] in ("stage", "opportunities") else ""
    empty = Cell(ground=ground) if ground else _EMPTY
    return tuple(shown.get(column, empty) for column in COLUMNS)


def _shown(snapshot: Snapshot, key: Key, results: JourneyResults | None) -> Shown:
    kind, row_id = key
    if key == OPPORTUNITIES:
        return {"name": Cell(tr("Opportunities and gaps"), weight=600, icon="lightbulb", ground="sunken")}
    if key == NO_STAGE:
        return {"name": Cell(tr("Outside the stages"), weight=600, icon="circle-dashed", ground="sunken")}
    row = snapshot.get(CLASSES[kind], row_id)
    return _READERS[kind](snapshot, row, results) if row is not None else {}


def _stage(snapshot: Snapshot, row: Stage, results: JourneyResults | None) -> Shown:
    place = [each.id for each in snapshot.where(Stage, journey_id=row.journey_id)].index(row.id)
    points = snapshot.where(Touchpoint, stage_id=row.id, kind=NodeKind.TOUCHPOINT.value)
    count = ntr("{n} touchpoint", "{n} touchpoints", len(points)).format(n=len(points))
    name = Naming(snapshot, current()).title(row) or tr("Stage to name")
    found = stage_results(snapshot, row.journey_id).get(row.id) if results else None
    share = Cell(current().percent(found.reached), "ink2", right=True, ground="sunken") if found else None
    shown = {
        "name": Cell(name, weight=600, stage=place, ground="sunken"),
        "type": Cell(
            current().number(len(points)), "ink3", icon="map-pin", icon_tone="ink3", hint=count, ground="sunken"
        ),
    }
    return shown | ({"share": share} if share else {})


def _touchpoint(snapshot: Snapshot, row: Touchpoint, results: JourneyResults | None) -> Shown:
    names = Naming(snapshot, current())
    name = names.title(row)
    frictions = snapshot.where(Friction, touchpoint_id=row.id)
    more = (CellChip(f"+{len(frictions) - 1}", "outline"),) if len(frictions) > 1 else ()
    worst = max((each.severity or 0 for each in frictions), default=0)
    shown = {
        "name": Cell(name or tr("To name"), "ink" if name else "warning", weight=500, icon=point_icon(row),
                     trailing_icon="external-link" if row.is_external else "", trailing_tone="ink3"),
        "level": Cell(severity=worst or None, emotion=face_of(touchpoint_valence(snapshot, row.id)), chips=more),
    }  # fmt: skip
    if row.kind != NodeKind.TOUCHPOINT.value:
        label = names.label(row.kind)
        return shown | {"type": Cell(label, "ink3")}
    found = results.touchpoints.get(row.id) if results else None
    return shown | {
        "type": Cell(names.label(row.type) or tr("Free"), "ink2" if row.type else "ink3"),
        "channel": _to_set(names.label(row.channel)),
        "direction": _direction(snapshot, row),
        "measured": _to_set(measured_label(row.measured)),
        "share": _percent(found.reach if found else None, "ink2"),
        "time": _right(hours_label(None if row.minutes is None else row.minutes / 60)),
    }


def _direction(snapshot: Snapshot, row: Touchpoint) -> Cell:
    if not row.direction:
        return _to_set("")
    label = Naming(snapshot, current()).label(row.direction)
    icon = DIRECTION_ICONS.get(row.direction, "")
    return Cell(icon=icon, hint=label) if icon else Cell(label, "ink2")


def _transition(snapshot: Snapshot, row: Transition, results: JourneyResults | None) -> Shown:
    names = Naming(snapshot, current())
    target = snapshot.get(Touchpoint, row.target_id)
    is_drop_off = target is not None and target.kind == NodeKind.DROP_OFF.value
    name = names.title(target) if target else ""
    share = Cell(tr("To set"), "warning", right=True)
    if row.probability is not None:
        total = probabilities_out_of(snapshot, row.source_id)
        share = _percent(row.probability, "danger" if total > _FULL else "drop" if is_drop_off else "ink")
    return {
        "name": Cell(name or tr("To name"), "drop" if is_drop_off else "ink2",
                     icon="spline", icon_tone="drop" if is_drop_off else "ink3"),
        "type": Cell(names.label(row.trigger), "ink2"),
        "share": share,
        "time": _right(hours_label(row.delay_hours)),
    }  # fmt: skip


def _friction(snapshot: Snapshot, row: Friction, results: JourneyResults | None) -> Shown:
    names = Naming(snapshot, current())
    is_settled = is_answered(snapshot, row)
    flag = "circle-x" if row.declined_because.strip() else "flag"
    text = names.title(row)
    return {
        "name": Cell(text or tr("Friction to describe"), "ink" if text else "warning", icon="diamond",
                     trailing_icon=flag if is_settled else "flag-off",
                     trailing_tone="ink3" if is_settled else "warning"),
        "type": _to_set(names.label(row.type)),
        "measured": _to_set(names.label(row.evidence)),
        "share": _percent(row.frequency) if row.frequency is not None else Cell(tr("To set"), "warning", right=True),
        "level": Cell(severity=row.severity) if row.severity else _to_set(""),
    }  # fmt: skip


def _emotion(snapshot: Snapshot, row: EmotionObservation, results: JourneyResults | None) -> Shown:
    names = Naming(snapshot, current())
    quote = row.verbatim.strip().split("\n", 1)[0]
    return {
        "name": Cell(names.label(row.emotion), icon="heart-pulse", note=f"“{quote}”" if quote else ""),
        "measured": _to_set(names.label(row.evidence)),
        "level": Cell(emotion=face_of(observed_valence(snapshot, row))),
    }


def _moment(snapshot: Snapshot, row: Moment, results: JourneyResults | None) -> Shown:
    return {"name": Cell(Naming(snapshot, current()).label(row.moment), icon="sparkles", note=row.note)}


def _trigger(snapshot: Snapshot, row: FollowUpTrigger, results: JourneyResults | None) -> Shown:
    names = Naming(snapshot, current())
    return {
        "name": Cell(names.label(row.trigger), icon="timer"),
        "channel": Cell(names.label(row.channel), "ink2"),
        "time": _right(hours_label(row.delay_hours)),
    }


def _opportunity(snapshot: Snapshot, row: Opportunity, results: JourneyResults | None) -> Shown:
    names = Naming(snapshot, current())
    point = snapshot.get(Touchpoint, row.touchpoint_id)
    text = row.text.strip()
    return {
        "name": Cell(text or tr("Opportunity to describe"), "ink" if text else "warning", icon="lightbulb",
                     icon_tone="warning", note=names.title(point) if point else ""),
        "type": _to_set(names.label(row.type)),
    }  # fmt: skip


def probabilities_out_of(snapshot: Snapshot, point_id: str) -> float:
    """The sum of the probabilities known out of a point."""
    return sum(row.probability or 0.0 for row in snapshot.where(Transition, source_id=point_id))


def is_over_full(total: float) -> bool:
    """Whether more customers leave a point than there are."""
    return total > _FULL


def _to_set(words: str) -> Cell:
    return Cell(words, "ink2") if words else Cell(tr("To set"), "warning")


def _percent(share: float | None, tone: str = "ink") -> Cell:
    return Cell(current().percent(share), tone, right=True) if share is not None else _EMPTY


def _right(words: str) -> Cell:
    return Cell(words, "ink2", right=True)


_READERS: Mapping[str, Callable[[Snapshot, Any, JourneyResults | None], Shown]] = {  # Any: a row of the kind
    "stage": _stage,
    "touchpoint": _touchpoint,
    "transition": _transition,
    "friction": _friction,
    "emotion_observation": _emotion,
    "moment": _moment,
    "follow_up_trigger": _trigger,
    "opportunity": _opportunity,
}
