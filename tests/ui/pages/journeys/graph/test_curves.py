"""The curves of edges: painted as short lines on a screen, they look as the strokes of a file do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from ui.pages.journeys.graph.edge_painter import paint_curves
from ui.pages.journeys.graph.geometry import bounds_of_curve, route
from ui.pages.journeys.graph.look import look
from ui.pages.journeys.graph.scene import Edge

AREA = QRectF(0, 0, 320, 420)


def painted(edge: Edge, scale: float) -> bytes:
    """The grey of each pixel: `scale` 1 as on a screen, 0 as in a file."""
    edge.art = None
    image = QImage(AREA.size().toSize(), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_curves(painter, look("light"), [edge], (0.0, 0.0, AREA.right(), AREA.bottom()), scale=scale, with_heads=False)
    painter.end()
    return bytes(image.constBits())


@pytest.mark.parametrize("flow", [0.3, 0.6, 1.0])
@pytest.mark.parametrize("down", [30.0, 110.0, 300.0, -60.0])
@pytest.mark.parametrize("right", [180.0, 215.0])
def test_a_wide_curve_has_no_gaps_where_it_bends(qtbot: QtBot, flow: float, down: float, right: float) -> None:
    curve = route(60.0, 90.0, 60.0 + right, 90.0 + down)
    edge = Edge("edge", "a", "b", 0.5, flow=flow, curve=curve, bounds=bounds_of_curve(curve))
    lines, stroke = painted(edge, 1.0), painted(edge, 0.0)
    ink = min(stroke)
    inside = sum(each <= ink + 2 for each in stroke)
    gaps = sum(mine > ink + 40 for mine, whole in zip(lines, stroke, strict=True) if whole <= ink + 2)
    beyond = sum(mine < 215 for mine, whole in zip(lines, stroke, strict=True) if whole == 255)
    assert inside > 100
    # At its ends, which lie under a box and a head, the first and the last line stand for a curve.
    assert gaps <= 24
    assert beyond <= 75
