"""Pictures of boxes and labels are made once for a zoom, and kept for those seen last."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from ui.pages.journeys.graph import stamps
from ui.pages.journeys.graph.stamps import Album

AREA = QRectF(0, 0, 10, 10)


def _made(album: Album, scale: float) -> tuple[int, QImage]:
    """Press one picture three times at a zoom: how often it was drawn, and what that looks like."""
    drawn = []

    def draw(painter: QPainter) -> None:
        drawn.append(painter)
        painter.fillRect(QRectF(2, 2, 6, 6), Qt.GlobalColor.black)

    image = QImage(100, 30, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    book = album.at(scale, 1.0)
    with book.held(painter):
        for place in range(3):
            book.press(painter, "box", AREA, 12.0 * place, 0, draw)
    painter.end()
    return len(drawn), image


def test_a_picture_is_drawn_once_and_sharp_at_each_zoom(qapp: object) -> None:
    album = Album()
    drawn, image = _made(album, 2.0)
    assert drawn == 1
    assert [image.pixelColor(x, 5).name() for x in (53, 51)] == ["#000000", "#ffffff"]
    assert _made(album, 1.0)[0] == 1


def test_the_zooms_seen_last_are_kept_and_those_before_them_forgotten(qapp: object) -> None:
    album = Album()
    for step in range(stamps._ZOOMS_KEPT + 1):
        _made(album, 1.0 + step / 10)
    album.tidy()
    assert _made(album, 1.1)[0] == 0
    assert _made(album, 1.0)[0] == 1
