from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from ui.theme.theme import theme
from ui.widgets import shadow as module
from ui.widgets.paint import box
from ui.widgets.shadow import shadow

AREAS = (QRectF(40, 40, 240, 90), QRectF(40, 40, 91, 200))
RADIUS = 12


def cut(painter: QPainter, area: QRectF) -> None:
    shadow(painter, area, "dialog", radius=RADIUS)


def painted(painter: QPainter, area: QRectF) -> None:
    spec, color = theme().shadow("dialog")
    module._paint(painter, area.translated(0, spec["dy"] / 2), color, 24, RADIUS)


def under_a_box(lay: Callable[[QPainter, QRectF], None], area: QRectF, ratio: float) -> QImage:
    """A box with its shadow on a transparent ground."""
    picture = QPixmap(QSize(320, 280) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    lay(painter, area)
    box(painter, area, "raised", radius=RADIUS)
    painter.end()
    return picture.toImage()


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_a_shadow_cut_from_a_picture_is_the_one_that_is_painted(qtbot: QtBot, ratio: float) -> None:
    for area in AREAS:
        found = under_a_box(cut, area, ratio)
        assert 0 < found.pixelColor(int(area.center().x() * ratio), int(36 * ratio)).alpha() < 255
        assert found == under_a_box(painted, area, ratio)
