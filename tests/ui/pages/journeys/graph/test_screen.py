"""The picture of a canvas: another zoom stands in for a moment, and at rest it shows what would be painted anew."""

from __future__ import annotations

import functools

import pytest
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QRegion, QTransform
from pytestqt.qtbot import QtBot

from resources.i18n import words
from tests.ui.pages.journeys.graph.conftest import Drawing, is_same
from ui.pages.journeys.graph import screen as module
from ui.pages.journeys.graph.geometry import Bounds
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.look import look
from ui.pages.journeys.graph.painter import detail_at, paint_scene
from ui.pages.journeys.graph.scene import Column, Edge, Node, Scene
from ui.pages.journeys.graph.screen import Screen
from ui.pages.journeys.graph.sight import Sight
from ui.pages.journeys.graph.stamps import Album

SIZE = QSize(640, 420)


@pytest.fixture
def scene(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Twelve boxes, each with ways to the next two, of which every third is wide; time for one tile at once."""
    monkeypatch.setattr(module, "_SECONDS", 0.0)
    found = Scene(columns=tuple(Column(f"{place}", "Stage", place, 240.0 * place, 240.0) for place in range(4)))
    for index in range(12):
        found.put(Node(f"{index}", "nk_step", index // 3, "Step", "mail", 120.0 + 240 * (index // 3),
                       120.0 + 190 * (index % 3), frictions=index % 2, severity=5,
                       total=1.2 if index % 5 == 0 else 1.0, trouble="Sums" if index == 7 else ""))  # fmt: skip
    for first in range(12):
        for second in (first + 1, first + 2):
            if second < 12:
                flow = 0.3 if first % 3 == 0 else None
                found.join(Edge(f"{first} {second}", f"{first}", f"{second}", 0.5, flow=flow, severity=5,
                                frictions=first % 2))  # fmt: skip
    found.shape_all()
    return found


class Canvas:
    """A screen on a scene, with boxes over the backdrop, as a view has it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.screen = Screen(self._paint_over)
        self._album, self._labels = Album(), Labels(words("en"), look("light"))
        self._zoom, self._ratio = 1.0, 1.0

    def frame(
        self, zoom: float, *, left: int = 0, top: int = 0, ratio: float = 1.0, size: QSize = SIZE,
        exposed: QRectF | None = None,
    ) -> QImage:  # fmt: skip
        """A frame of all that is in sight, or of a part of it in pixels."""
        self._zoom, self._ratio = zoom, ratio
        image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(0)
        transform = QTransform.fromScale(zoom, zoom) * QTransform.fromTranslate(-left, -top)
        painter = QPainter(image)
        painter.setTransform(transform)
        sight = Sight.of(self.scene, look("light"), detail_at(zoom), transform, size, ratio)
        seen = transform.inverted()[0].mapRect(exposed or QRectF(0, 0, size.width(), size.height()))
        self.screen.lay(painter, sight, seen)
        painter.end()
        return image

    def at_rest(self, zoom: float, *, left: int = 0, top: int = 0) -> tuple[QImage, int]:
        """The picture once it is sharp, and how many times it went on until then."""
        self.frame(zoom, left=left, top=top)
        times = 0
        while not self.screen.is_sharp:
            self.screen.go_on()
            times += 1
        return self.frame(zoom, left=left, top=top), times

    def _paint_over(self, painter: QPainter, area: QRectF) -> None:
        paint_scene(painter, self.scene, look("light"), area, detail=detail_at(self._zoom),
                    stamps=self._album.at(self._zoom, self._ratio), labels=self._labels, with_still=False)  # fmt: skip


def _anew(scene: Scene, zoom: float, *, left: int = 0, top: int = 0, ratio: float = 1.0, size: QSize = SIZE) -> QImage:
    """What a canvas paints that has painted nothing yet."""
    return Canvas(scene).frame(zoom, left=left, top=top, ratio=ratio, size=size)


TILES = -(-SIZE.height() // module._TILE_HEIGHT) * -(-SIZE.width() // module._TILE_WIDTH)


@pytest.mark.parametrize("zoom", [0.3, 0.45, 0.8, 1.2, 2.0])
def test_a_new_zoom_gets_sharp_tile_by_tile_and_is_then_as_if_painted_anew(scene: Scene, zoom: float) -> None:
    canvas = Canvas(scene)
    canvas.frame(1.0)
    image, times = canvas.at_rest(zoom)
    assert TILES <= times <= 3 * TILES
    assert is_same(image, _anew(scene, zoom))


def test_until_it_is_sharp_the_zoom_before_stands_in_and_nothing_is_left_unpainted(scene: Scene) -> None:
    for zoom in (1.3, 0.7, 0.02):
        canvas = Canvas(scene)
        whole = canvas.frame(1.0)
        image = canvas.frame(zoom)
        assert all(image.pixelColor(x, y).alpha() == 255 for x in range(0, 640, 7) for y in range(0, 420, 7))
        if zoom == 1.3:
            assert image != _anew(scene, zoom)
            assert image.pixelColor(520, 260) == whole.pixelColor(400, 200)


def test_what_stands_in_is_in_sight_only_where_nothing_is_painted_yet(scene: Scene) -> None:
    canvas = Canvas(scene)
    canvas.frame(1.0)
    canvas.frame(1.3)
    (tile,) = canvas.screen.go_on()
    assert tile == QRect(0, 0, module._TILE_WIDTH, module._TILE_HEIGHT)
    image, sharp = canvas.frame(1.3), _anew(scene, 1.3)
    first, rest = (0, 0, module._TILE_WIDTH, module._TILE_HEIGHT), (0, module._TILE_HEIGHT, 640, 200)
    assert image.copy(*first) == sharp.copy(*first)
    assert image.copy(*rest) != sharp.copy(*rest)


def test_frames_of_what_was_painted_last_are_enough_to_show_all_of_it(scene: Scene) -> None:
    canvas = Canvas(scene)
    canvas.frame(1.0)
    shown = canvas.frame(0.8)
    painter = QPainter(shown)
    while not canvas.screen.is_sharp:
        for tile in canvas.screen.go_on():
            frame = canvas.frame(0.8, exposed=QRectF(tile))
            painter.drawImage(tile, frame, tile)
    painter.end()
    assert is_same(shown, _anew(scene, 0.8))


def test_boxes_and_lines_at_the_rim_come_first_when_the_zoom_goes_out(scene: Scene) -> None:
    canvas = Canvas(scene)
    canvas.frame(1.0)
    canvas.frame(0.75)
    for _turn in range(5 + 4):  # five tiles lie on the right, and four at the bottom
        canvas.screen.go_on()
    image = canvas.frame(0.75)
    assert not canvas.screen.is_sharp
    assert is_same(image.copy(490, 0, 150, 420), _anew(scene, 0.75).copy(490, 0, 150, 420))


def test_rolling_on_before_it_is_sharp_ends_at_the_same_picture(scene: Scene) -> None:
    canvas = Canvas(scene)
    for zoom in (1.0, 1.15, 1.3, 1.5, 0.9, 0.5, 0.45):
        canvas.frame(zoom)
        canvas.screen.go_on()
    canvas.frame(0.5, left=9)
    found, _times = canvas.at_rest(0.5, left=30, top=12)
    assert is_same(found, _anew(scene, 0.5, left=30, top=12))


def test_what_changes_before_it_is_sharp_is_in_the_picture(scene: Scene) -> None:
    canvas = Canvas(scene)
    canvas.frame(1.0)
    canvas.frame(0.8)
    for _turn in range(4):
        canvas.screen.go_on()
    scene.move("4", 300.0, 400.0)
    canvas.screen.touch(None)
    found, _times = canvas.at_rest(0.8)
    assert is_same(found, _anew(scene, 0.8))


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_scrolling_paints_only_what_comes_into_sight(scene: Scene, ratio: float) -> None:
    canvas = Canvas(scene)
    for left, top in ((0, 0), (37, 0), (37, 90), (11, 60), (60, 80)):
        image = canvas.frame(1.0, left=left, top=top, ratio=ratio, size=SIZE / 2)
        assert canvas.screen.is_sharp
        assert is_same(image, _anew(scene, 1.0, left=left, top=top, ratio=ratio, size=SIZE / 2), but=60)


def test_a_window_that_moves_its_pixels_and_exposes_the_rim_shows_the_same(scene: Scene) -> None:
    canvas = Canvas(scene)
    canvas.frame(1.0)
    canvas.frame(1.0, left=37, top=20, exposed=QRectF(603, 0, 37, 420))
    canvas.frame(1.0, left=37, top=20, exposed=QRectF(0, 400, 300, 20))
    assert is_same(canvas.frame(1.0, left=37, top=20), _anew(scene, 1.0, left=37, top=20), but=60)


def test_a_jump_to_another_place_gets_sharp_there(scene: Scene) -> None:
    canvas = Canvas(scene)
    canvas.frame(1.5)
    found, times = canvas.at_rest(1.5, left=700, top=300)
    assert times > 1
    assert is_same(found, _anew(scene, 1.5, left=700, top=300))


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_the_picture_fits_another_size_of_the_window(scene: Scene, ratio: float) -> None:
    canvas = Canvas(scene)
    for size, left in ((SIZE, 0), (QSize(700, 500), 20), (QSize(500, 300), 0), (QSize(660, 400), 0)):
        shown = canvas.frame(1.0, size=size, left=left, ratio=ratio)
        assert is_same(shown, _anew(scene, 1.0, size=size, left=left, ratio=ratio), but=60)


@pytest.mark.parametrize("zoom", [0.3, 0.8])
def test_what_changes_in_the_scene_is_painted_again(scene: Scene, zoom: float) -> None:
    canvas = Canvas(scene)
    before = canvas.frame(zoom)
    canvas.screen.touch(_area(scene.move("4", 300.0, 400.0)))
    moved, _times = canvas.at_rest(zoom)
    assert moved != before
    assert is_same(moved, _anew(scene, zoom))
    scene.part("3 4")
    canvas.screen.touch(None)
    parted, _times = canvas.at_rest(zoom)
    assert parted != moved
    scene.move("4", 360.0, 310.0)
    scene.edges["6 7"].flow, scene.edges["6 7"].art = 0.5, None
    scene.touch_all()
    canvas.screen.touch(None)
    found, _times = canvas.at_rest(zoom)
    assert is_same(found, _anew(scene, zoom))


def test_where_all_looks_different_the_picture_of_before_stands_in(scene: Scene) -> None:
    canvas = Canvas(scene)
    before = canvas.frame(0.8)
    for node in scene.nodes.values():
        node.frictions, node.severity = 1, 2
    canvas.screen.touch(None)
    assert is_same(canvas.frame(0.8), before)
    assert not canvas.screen.is_sharp
    canvas.screen.go_on()
    canvas.frame(0.8, left=30, top=12)  # scrolling meanwhile
    found, times = canvas.at_rest(0.8, left=30, top=12)
    assert times >= TILES - 1
    assert is_same(found, _anew(scene, 0.8, left=30, top=12), but=60)
    assert not is_same(found, before)


def test_what_looks_different_again_and_again_gets_its_turn_everywhere(scene: Scene) -> None:
    canvas = Canvas(scene)
    canvas.frame(0.8)
    painted: list[QRect] = []
    for _turn in range(TILES):
        canvas.screen.touch(None)
        canvas.frame(0.8)
        painted += canvas.screen.go_on()
    assert QRegion(QRect(QPoint(), SIZE)) == functools.reduce(QRegion.united, painted, QRegion())


def test_what_is_put_away_waits_for_nothing(scene: Scene) -> None:
    canvas = Canvas(scene)
    canvas.frame(0.8)
    canvas.screen.touch(None)
    canvas.screen.forget()
    assert canvas.screen.is_sharp


def test_frames_that_come_fast_do_not_put_off_what_is_still_to_be_painted(qtbot: QtBot, drawing: Drawing) -> None:
    canvas = drawing.canvas
    canvas.viewport().grab()
    canvas._next.setInterval(60_000)
    canvas._next.setTimerType(Qt.TimerType.PreciseTimer)
    canvas.zoom_to(1.4)
    canvas.viewport().grab()
    qtbot.wait(3)
    left = canvas._next.remainingTime()
    canvas.viewport().grab()
    assert 0 < canvas._next.remainingTime() <= left < 60_000


def test_a_canvas_gets_sharp_by_itself_and_shows_what_it_would_paint_anew(qtbot: QtBot, drawing: Drawing) -> None:
    drawing.act("add_touchpoint")
    drawing.write("Ask")
    canvas = drawing.canvas
    canvas.viewport().grab()
    canvas.zoom_to(1.4)
    first = canvas.viewport().grab().toImage()
    assert not canvas.is_sharp
    qtbot.waitUntil(lambda: canvas.is_sharp and canvas.heads.is_sharp)
    shown = canvas.viewport().grab().toImage()
    assert shown != first
    canvas.look_again()
    canvas._screen.forget()
    assert is_same(shown, canvas.viewport().grab().toImage())


def _area(bounds: Bounds) -> QRectF:
    left, top, right, bottom = bounds
    return QRectF(left, top, right - left, bottom - top)
