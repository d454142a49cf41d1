"""The grounds of the stages, which nothing is painted under."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QTransform
from pytestqt.qtbot import QtBot

from tests.ui.pages.journeys.graph.conftest import bytes_of
from ui.pages.journeys.graph.ground_painter import paint_grounds
from ui.pages.journeys.graph.look import look
from ui.pages.journeys.graph.scene import Column, Scene


@pytest.mark.parametrize("zoom", [0.45, 0.87, 1.0, 1.15, 1.7])
def test_grounds_leave_no_pixel_unpainted_at_any_zoom(qtbot: QtBot, zoom: float) -> None:
    columns = tuple(Column(f"{place}", "Stage", place, 210.0 * place, 210.0) for place in range(8))
    for scrolled in range(150, 170):
        image = QImage(1000, 4, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(0)
        painter = QPainter(image)
        transform = QTransform.fromScale(zoom, zoom) * QTransform.fromTranslate(-scrolled, 0)
        painter.setTransform(transform)
        paint_grounds(
            painter, Scene(columns=columns), look("light"), transform.inverted()[0].mapRect(QRectF(image.rect()))
        )
        painter.end()
        _blue, _green, _red, alpha = bytes_of(image).reshape(-1, 4).T
        assert alpha.min() == 255, scrolled
