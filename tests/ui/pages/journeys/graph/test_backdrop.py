"""The picture under the boxes: another zoom stands in for a moment, and what it shows is what would be painted anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter, QTransform
from pytestqt.qtbot import QtBot

from tests.ui.pages.journeys.graph.conftest import Drawing
from ui.pages.journeys.graph import backdrop as module
from ui.pages.journeys.graph.backdrop import Backdrop, Sight
from ui.pages.journeys.graph.look import look
from ui.pages.journeys.graph.painter import detail_at
from ui.pages.journeys.graph.scene import Column, Edge, Node, Scene

SIZE = QSize(640, 420)


@pytest.fixture
def scene(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """Twelve boxes, each with ways to the next two, of which every third is wide; a frame has time for one band."""
    monkeypatch.setattr(module, "_SECONDS", 0.0)
    found = Scene(columns=tuple(Column(f"{place}", "Stage", place, 240.0 * place, 240.0) for place in range(4)))
    for index in range(12):
        found.put(Node(f"{index}", "nk_step", index // 3, "Step", "mail", 120.0 + 240 * (index // 3),
                       120.0 + 190 * (index % 3)))  # fmt: skip
    for first in range(12):
        for second in (first + 1, first + 2):
            if second < 12:
                flow = 0.3 if first % 3 == 0 else None
                found.join(Edge(f"{first} {second}", f"{first}", f"{second}", 0.5, flow=flow))
    found.shape_all()
    return found


def _frame(
    backdrop: Backdrop,
    scene: Scene,
    zoom: float,
    *,
    left: int = 0,
    top: int = 0,
    ratio: float = 1.0,
    size: QSize = SIZE,
) -> QImage:
    image = QImage(size * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(0)
    transform = QTransform.fromScale(zoom, zoom) * QTransform.fromTranslate(-left, -top)
    painter = QPainter(image)
    painter.setTransform(transform)
    backdrop.lay(painter, Sight.of(scene, look("light"), detail_at(zoom), transform, size, ratio))
    painter.end()
    return image


def _at_rest(backdrop: Backdrop, scene: Scene, zoom: float, *, left: int = 0, top: int = 0) -> tuple[QImage, int]:
    """The picture once it is sharp, and how many frames that took."""
    image, frames = _frame(backdrop, scene, zoom, left=left, top=top), 1
    while not backdrop.is_sharp:
        image, frames = _frame(backdrop, scene, zoom, left=left, top=top), frames + 1
    return image, frames


@pytest.mark.parametrize("zoom", [0.3, 0.45, 0.8, 1.2, 2.0])
def test_a_new_zoom_gets_sharp_band_by_band_and_is_then_as_if_painted_anew(scene: Scene, zoom: float) -> None:
    backdrop = Backdrop()
    _frame(backdrop, scene, 1.0)
    image, frames = _at_rest(backdrop, scene, zoom)
    bands = -(-SIZE.height() // module._BAND)
    assert frames == 1 if zoom < 0.4 else 2 + bands <= frames <= 2 + 3 * bands
    assert _is_same(image, _frame(Backdrop(), scene, zoom))


def test_until_it_is_sharp_the_zoom_before_stands_in_and_nothing_is_left_unpainted(scene: Scene) -> None:
    for zoom in (1.3, 0.7, 0.02):
        backdrop = Backdrop()
        whole = _frame(backdrop, scene, 1.0)
        image = _frame(backdrop, scene, zoom)
        assert all(image.pixelColor(x, y).alpha() == 255 for x in range(0, 640, 7) for y in range(0, 420, 7))
        if zoom == 1.3:
            assert image != _frame(Backdrop(), scene, zoom)
            assert image.pixelColor(520, 260) == whole.pixelColor(400, 200)


def test_lines_at_the_rim_come_first_when_the_zoom_goes_out(scene: Scene) -> None:
    backdrop = Backdrop()
    _frame(backdrop, scene, 1.0)
    for _turn in range(2 + -(-SIZE.height() // module._BAND)):
        image = _frame(backdrop, scene, 0.75)
    assert not backdrop.is_sharp
    rim = {image.pixelColor(x, y).name() for x in range(490, 640) for y in range(420)}
    assert look("light").color("edge").name() in rim


def test_rolling_on_before_it_is_sharp_ends_at_the_same_picture(scene: Scene) -> None:
    backdrop = Backdrop()
    for zoom in (1.0, 1.15, 1.3, 1.5, 0.9, 0.5, 0.45):
        _frame(backdrop, scene, zoom)
    _frame(backdrop, scene, 0.5, left=9)
    found, _frames = _at_rest(backdrop, scene, 0.5, left=30, top=12)
    assert _is_same(found, _frame(Backdrop(), scene, 0.5, left=30, top=12))


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_scrolling_paints_only_what_comes_into_sight(scene: Scene, ratio: float) -> None:
    backdrop = Backdrop()
    for left, top in ((0, 0), (37, 0), (37, 90), (11, 60), (60, 80)):
        image = _frame(backdrop, scene, 1.0, left=left, top=top, ratio=ratio, size=SIZE / 2)
        assert backdrop.is_sharp
        fresh = _frame(Backdrop(), scene, 1.0, left=left, top=top, ratio=ratio, size=SIZE / 2)
        assert _is_same(image, fresh, but=40)


def test_a_jump_to_another_place_gets_sharp_there(scene: Scene) -> None:
    backdrop = Backdrop()
    _frame(backdrop, scene, 1.5)
    found, frames = _at_rest(backdrop, scene, 1.5, left=700, top=300)
    assert frames > 1
    assert _is_same(found, _frame(Backdrop(), scene, 1.5, left=700, top=300))


def test_another_size_of_the_window_keeps_what_was_painted(scene: Scene) -> None:
    backdrop = Backdrop()
    for size in (SIZE, QSize(700, 500), QSize(500, 300)):
        assert _is_same(_frame(backdrop, scene, 1.0, size=size), _frame(Backdrop(), scene, 1.0, size=size), but=40)


@pytest.mark.parametrize("zoom", [0.3, 0.8])
def test_what_changes_in_the_scene_is_painted_again(scene: Scene, zoom: float) -> None:
    backdrop = Backdrop()
    before = _frame(backdrop, scene, zoom)
    scene.move("4", 300.0, 400.0)
    moved = _frame(backdrop, scene, zoom)
    assert moved != before
    assert _is_same(moved, _frame(Backdrop(), scene, zoom))
    scene.part("3 4")
    assert _frame(backdrop, scene, zoom) != moved
    scene.move("4", 360.0, 310.0)
    scene.edges["6 7"].flow, scene.edges["6 7"].art = 0.5, None
    scene.touch_all()
    assert _is_same(_frame(backdrop, scene, zoom), _frame(Backdrop(), scene, zoom))


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
    canvas._backdrop.forget()
    assert _is_same(shown, canvas.viewport().grab().toImage())


def _is_same(image: QImage, other: QImage, *, but: int = 0) -> bool:
    """The same to the eye: smooth outlines may be rounded otherwise where a line is cut, `but` some bytes more so."""
    assert image.size() == other.size()
    mine, theirs = bytes(image.constBits()), bytes(other.constBits())
    return mine == theirs or sum(abs(a - b) > 8 for a, b in zip(mine, theirs, strict=True)) <= but
