"""A map on a small journey: four stages, a few touchpoints, and helpers that act as a user does."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journey import operations as gestures
from journey.model import Journey, LaneCard, Stage, Touchpoint
from resources.i18n import use_language
from storage.document import Document
from tests.support import opened_plan
from tests.ui.pages.conftest import shared_on
from ui.document_bridge import DocumentBridge
from ui.models.journey_tree import Key
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.map.cursor import Cursor
from ui.pages.journeys.map.editing import CellEditor
from ui.pages.journeys.map.view import MapView

NONE = Qt.KeyboardModifier.NoModifier


class Map:
    """The view with the words that tests use."""

    def __init__(self, bridge: DocumentBridge, view: MapView, selection: JourneySelection) -> None:
        self.bridge, self.view, self.selection = bridge, view, selection
        self.canvas = view.canvas

    @property
    def document(self) -> Document:
        return self.bridge.document

    @property
    def stages(self) -> list[str]:
        return [stage.id for stage in self.bridge.snapshot().all(Stage)]

    def lane(self, kind: str) -> str:
        return next(lane.id for lane in self.canvas.scene.all_lanes if lane.kind == kind)

    def put(self, kind: str, stage: int, index: int | None = None) -> None:
        """Stand in a cell: on a card of it, or on the cell."""
        lane = self.canvas.scene.lane(self.lane(kind))
        assert lane is not None
        keys = self.canvas.scene.keys(lane, self.stages[stage])
        self.canvas.go(Cursor(lane.id, self.stages[stage], keys[index] if index is not None else None))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.canvas, key, modifiers)

    def type(self, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """Write in the field that is open."""
        QTest.keyClicks(self.editor, text)
        QTest.keyClick(self.editor, end)

    @property
    def editor(self) -> CellEditor:
        assert self.canvas.editor is not None
        return self.canvas.editor

    def centre(self, key: Key, kind: str = "") -> QPoint:
        """The middle of a card on the viewport."""
        cell = self.canvas.scene.find(key)
        assert cell is not None
        at = Cursor(self.lane(kind) if kind else cell[0], cell[1], key)
        return self.canvas.rect_of(at).center().toPoint()

    def cell_centre(self, kind: str, stage: int) -> QPoint:
        layout = self.canvas.layout_
        lane = next(place for place, each in enumerate(layout.lanes) if each.kind == kind)
        area = layout.cell_rect(lane, stage).translated(self.canvas.origin)
        return QPointF(area.center().x(), area.bottom() - 14).toPoint()

    def drag(self, start: QPoint, end: QPoint, *, cancel: bool = False) -> None:
        """Press, move in steps and let go, or press Escape on the way."""
        port: QWidget = self.canvas.viewport()
        QTest.mousePress(port, Qt.MouseButton.LeftButton, NONE, start)
        for step in range(1, 5):
            QTest.mouseMove(port, start + (end - start) * step / 4)
        if cancel:
            QTest.keyClick(self.canvas, Qt.Key.Key_Escape)
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, NONE, end)

    def names(self, stage: int) -> list[str]:
        points = self.bridge.snapshot().where(Touchpoint, stage_id=self.stages[stage])
        return [point.name for point in points if point.kind == "nk_touchpoint"]

    def cards(self, stage: int, kind: str = "actions") -> list[str]:
        rows = self.bridge.snapshot().where(LaneCard, lane_id=self.lane(kind))
        return [row.text for row in rows if row.stage_id == self.stages[stage]]


@pytest.fixture(scope="package")
def shared_bridge(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[DocumentBridge]:
    """A purchase: "Window" and "Advert" in the first stage, "Till" in the second; one plan for all maps."""
    path = tmp_path_factory.mktemp("map") / "plan.periple"
    document = opened_plan(path, "empty")
    journey = gestures.add_journey(document, language="en", stage_set="stset_buying", name="Buy")
    first, second, *_ = document.all(Stage)
    gestures.add_touchpoints(document, journey, ["Window", "Advert"], stage_id=first.id)
    gestures.add_touchpoints(document, journey, ["Till"], stage_id=second.id)
    yield from shared_on(document)


@pytest.fixture
def map_(qtbot: QtBot, shared_bridge: DocumentBridge) -> Iterator[Map]:
    """A map on that purchase; what the test does is undone."""
    bridge = shared_bridge
    use_language("en")
    selection = JourneySelection()
    view = MapView(bridge, selection)
    bridge.changed.connect(view.follow)
    qtbot.addWidget(view)
    view.resize(1200, 900)
    view.show_journey(bridge.snapshot().all(Journey)[0].id)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.take_focus()
    yield Map(bridge, view, selection)
    bridge.changed.disconnect(view.follow)
    while bridge.document.undo():
        pass
