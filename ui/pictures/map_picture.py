"""The map of a journey, whole, for a picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from journey.model import LaneKind
from resources.i18n import tr
from strategy.snapshot import Snapshot
from ui.pages.journeys.map.printed import PrintedMap
from ui.pages.journeys.map.scene import MapScene
from ui.pictures.body import Body, Sign
from ui.pictures.signs import dashed_line, ring, severity_sign, solid_line, symbol
from ui.widgets.paint import box


def map_body(snapshot: Snapshot, journey_id: str) -> Body:
    """The map as the journey page shows it, every lane on screen and nothing selected."""
    printed = PrintedMap(snapshot, journey_id)
    size = printed.size

    def paint(painter: QPainter, visible: QRectF) -> None:
        printed.paint(painter, visible)
        box(painter, QRectF(-0.5, -0.5, size.width() + 1, size.height() + 1), None, "line")

    return Body(size.width(), size.height(), paint, _signs(printed.layout.scene))


def _signs(scene: MapScene) -> tuple[Sign, ...]:
    """The legend of the lanes that are shown."""
    kinds = {lane.kind for lane in scene.lanes}
    found: list[Sign] = []
    if LaneKind.EMOTION in kinds:
        mine, other = ("asIs", "toBe") if scene.is_as_is else ("toBe", "asIs")
        names = (tr("As is"), tr("To be")) if scene.is_as_is else (tr("To be"), tr("As is"))
        found.append(Sign(solid_line(mine), names[0]))
        if scene.felt_other:
            found.append(Sign(dashed_line(other), names[1]))
    if LaneKind.FRICTIONS in kinds:
        found += [
            Sign(severity_sign(3), tr("friction, severity 1 to 5")),
            Sign(symbol("flag", "ink2"), tr("action planned")),
            Sign(symbol("flag-off", "warning"), tr("no action")),
            Sign(symbol("circle-x", "ink3"), tr("declined")),
        ]
    found.append(Sign(ring(), tr("assumption, not observed yet")))
    return tuple(found)
