"""The curves of edges: painted as short lines on a screen, they look as the strokes of a file do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from tests.ui.pages.journeys.graph.conftest import Pixels, bytes_of
from ui.pages.journeys.graph.edge_painter import paint_curves
from ui.pages.journeys.graph.geometry import bounds_of_curve, route
from ui.pages.journeys.graph.look import look
from ui.pages.journeys.graph.scene import Edge

AREA = QRectF(0, 0, 320, 420)


def painted(edge: Edge, scale: float) -> Pixels:
    """The grey of each pixel: `scale` 1 as on a screen, 0 as in a file."""
    edge.art = None
    image = QImage(AREA.size().toSize(), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_curves(painter, look("light"), [edge], (0.0, 0.0, AREA.right(), AREA.bottom()), scale=scale, with_heads=False)
    painter.end()
    return bytes_of(image).copy()


@pytest.mark.parametrize("flow", [0.3, 0.6, 1.0])
@pytest.mark.parametrize("down", [30.0, 110.0, 300.0, -60.0])
@pytest.mark.parametrize("right", [180.0, 215.0])
def test_a_wide_curve_has_no_gaps_where_it_bends(qtbot: QtBot, flow: float, down: float, right: float) -> None:
    curve = route(60.0, 90.0, 60.0 + right, 90.0 + down)
    edge = Edge("edge", "a", "b", 0.5, flow=flow, curve=curve, bounds=bounds_of_curve(curve))
    lines, stroke = painted(edge, 1.0), painted(edge, 0.0)
    ink = int(stroke.min())
    inside = stroke <= ink + 2
    gaps = inside & (lines > ink + 40)
    beyond = (stroke == 255) & (lines < 215)
    assert inside.sum() > 100
    # At its ends, which lie under a box and a head, the first and the last line stand for a curve.
    assert gaps.sum() <= 24
    assert beyond.sum() <= 75
