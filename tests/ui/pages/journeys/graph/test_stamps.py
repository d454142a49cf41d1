"""Pictures of boxes and labels: those of another zoom stand in until each has been made for this one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.pages.journeys.graph import stamps
from ui.pages.journeys.graph.stamps import Album

AREA = QRectF(0, 0, 10, 10)
KEYS = ("one", "two", "three")


@pytest.fixture
def album(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Album]:
    """An album whose frames have time for one new picture each."""
    monkeypatch.setattr(stamps, "_SECONDS_AT_FIRST", 1e-12)
    monkeypatch.setattr(stamps, "_SECONDS_LATER", 1e-12)
    widget = QWidget()
    qtbot.addWidget(widget)
    yield Album(widget)
    widget.close()


def _frame(album: Album, scale: float) -> tuple[int, QImage]:
    """Paint a frame at a zoom: how many pictures it made, and what it looks like."""
    made = []

    def draw(painter: QPainter) -> None:
        made.append(painter)
        painter.fillRect(QRectF(2, 2, 6, 6), Qt.GlobalColor.black)

    image = QImage(100, 30, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(scale, scale)
    book = album.at(scale, 1.0)
    with book.held(painter):
        for place, key in enumerate(KEYS):
            book.press(painter, key, AREA, 12.0 * place, 0, draw)
    painter.end()
    album.finish(is_sharp=album.is_sharp)
    return len(made), image


def test_the_first_frame_of_all_is_sharp_at_once(album: Album) -> None:
    made, _image = _frame(album, 1.0)
    assert made == len(KEYS)
    assert album.is_sharp


def test_at_a_new_zoom_each_frame_makes_some_pictures_until_all_are_sharp(album: Album) -> None:
    _frame(album, 1.0)
    made, image = _frame(album, 2.0)
    assert made == 1
    assert image.pixelColor(58, 8) == Qt.GlobalColor.black, "the third box stands there, of another picture"
    later = []
    while not album.is_sharp:
        later.append(_frame(album, 2.0))
    assert [made for made, _image in later] == [1, 1]
    fresh = QWidget()
    assert later[-1][1] == _frame(Album(fresh), 2.0)[1]


def test_a_zoom_seen_before_is_sharp_at_once(album: Album) -> None:
    _frame(album, 1.0)
    _frame(album, 1.5)
    made, _image = _frame(album, 1.0)
    assert made == 0
    assert album.is_sharp
