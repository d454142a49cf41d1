"""Gestures of the one who draws a journey: what is dropped on the canvas, and what is joined while it is made."""

from __future__ import annotations

from collections.abc import Mapping

from journey.kinds import title_of
from journey.model import Stage, Touchpoint
from journey.operations.rows import check, next_position, required
from journey.operations.touchpoints import add_touchpoint, connect
from resources.i18n import N_
from storage.document import Document

Drop = tuple[str | None, tuple[float, float] | None]
"""The stage where a touchpoint is dropped, and its place there; None = laid out by the program."""


def drop_touchpoints(document: Document, drops: Mapping[str, Drop], merge_key: str | None = None) -> None:
    """Put touchpoints down where they were dragged: each takes the stage under it, at the end of its order.

    Drops that follow each other with the same `merge_key`, as under a key held down, are undone together.
    """
    known = [(document.get(Touchpoint, touchpoint_id), stage_id) for touchpoint_id, (stage_id, _) in drops.items()]
    subject = title_of(known[0][0]) if len(known) == 1 and known[0][0] is not None else ""
    label = N_("Arrange the graph")
    if any(point is not None and point.stage_id != stage_id for point, stage_id in known):
        label = N_("Move touchpoint") if len(drops) == 1 else N_("Move touchpoints")
    with document.transact(label, merge_key, subject=subject) as session:
        for touchpoint_id, (stage_id, place) in drops.items():
            point = required(session, Touchpoint, touchpoint_id)
            if point.stage_id != stage_id:
                if stage_id is not None:
                    required(session, Stage, stage_id)
                point.position = next_position(session, Touchpoint, journey_id=point.journey_id, stage_id=stage_id)
                point.stage_id = stage_id
                check(session, point)
            point.x, point.y = place or (None, None)


def add_next_touchpoint(
    document: Document,
    source_id: str,
    *,
    language: str,
    name: str = "",
    stage_id: str | None = None,
    xy: tuple[float, float] | None = None,
) -> str:
    """Add a touchpoint that customers reach from another one, joined to it; returns its id."""
    with document.transact(N_("Add touchpoint"), subject=name) as session:
        source = required(session, Touchpoint, source_id)
        point_id = add_touchpoint(document, source.journey_id, language=language, name=name, stage_id=stage_id, xy=xy)
        connect(document, source_id, point_id)
    return point_id
