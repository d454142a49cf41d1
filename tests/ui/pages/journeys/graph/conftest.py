"""A graph on screen: a journey of four stages with its entry, success and drop-off."""

from __future__ import annotations

from collections.abc import Iterator

import numpy
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from journey import operations as gestures
from journey.model import Journey, Stage, Touchpoint, Transition
from resources.i18n import use_language
from storage.document import Document
from tests.kept_plans import state_of
from tests.support import opened_plan
from tests.ui.pages.conftest import BridgeTo, shared_on
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.graph.canvas import GraphCanvas
from ui.pages.journeys.graph.scene import Node
from ui.pages.journeys.graph.view import GraphView
from ui.pages.journeys.journey_view import JourneySelection


class Drawing:
    """The view, and the hands of its user."""

    def __init__(self, view: GraphView, selection: JourneySelection, bridge: DocumentBridge) -> None:
        self.view, self.selection, self.bridge = view, selection, bridge

    @property
    def canvas(self) -> GraphCanvas:
        return self.view.canvas

    def act(self, action_id: str) -> None:
        """What the window does for a shortcut."""
        self.view.handlers()[action_id]()

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.canvas, key, modifiers)

    def write(self, text: str) -> None:
        """Type into the line that is open on the canvas, and press Enter."""
        editor = self.editor()
        QTest.keyClicks(editor, text)
        QTest.keyClick(editor, Qt.Key.Key_Return)

    def editor(self) -> QLineEdit:
        (found,) = [each for each in self.canvas.viewport().findChildren(QLineEdit) if each.isVisible()]
        return found

    def node(self, name: str) -> Node:
        return next(node for node in self.canvas.graph.nodes.values() if node.title == name)

    def at(self, x: float, y: float) -> QPoint:
        return self.canvas.mapFromScene(QPointF(x, y))

    def middle(self, name: str) -> QPoint:
        return self.at(self.node(name).x, self.node(name).y)

    def port(self, name: str) -> QPoint:
        return self.at(self.node(name).x + 76, self.node(name).y)

    def drag(self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.begin_drag(start, end, modifiers)
        QTest.mouseRelease(self.canvas.viewport(), Qt.MouseButton.LeftButton, modifiers, end)

    def begin_drag(
        self, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        viewport = self.canvas.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, modifiers, start)
        QTest.mouseMove(viewport, (start + end) / 2)
        QTest.mouseMove(viewport, end)

    def click(self, at: QPoint, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, modifiers, at)

    def points(self) -> dict[str, Touchpoint]:
        return {point.name: point for point in self.bridge.snapshot().all(Touchpoint)}

    def ways(self) -> dict[tuple[str, str], float | None]:
        """Who leads where, by name, with the probability."""
        names = {point.id: point.name for point in self.bridge.snapshot().all(Touchpoint)}
        return {(names[way.source_id], names[way.target_id]): way.probability
                for way in self.bridge.snapshot().all(Transition)}  # fmt: skip

    def stage(self, name: str) -> int:
        """Which stage a touchpoint stands in, counted from 0."""
        ids = [stage.id for stage in self.bridge.snapshot().all(Stage)]
        return ids.index(self.points()[name].stage_id or "")

    def undo_all(self) -> int:
        """How many steps it took."""
        steps = 0
        while self.bridge.document.undo():
            steps += 1
        return steps


Pixels = numpy.ndarray[tuple[int], numpy.dtype[numpy.uint8]]


@pytest.fixture(scope="package")
def purchase(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[DocumentBridge]:
    """A new journey: "Entry", "Successful exit" and "Drop-off or departure", and nothing else."""
    path = tmp_path_factory.mktemp("graph") / "plan.periple"
    document = opened_plan(path, "empty")
    add_purchase(document)
    yield from shared_on(document)


@pytest.fixture
def drawing(qtbot: QtBot, purchase: DocumentBridge) -> Iterator[Drawing]:
    """The canvas of that journey; what the test does to the plan is undone."""
    use_language("en")
    former = state_of(purchase.document)
    made = drawing_on(qtbot, purchase)
    yield made
    purchase.changed.disconnect(made.view.follow)
    made.undo_all()
    assert state_of(purchase.document) == former, "undo did not bring the plan back"


@pytest.fixture
def drawing_from_nothing(qtbot: QtBot, bridge_to: BridgeTo) -> Drawing:
    """The same where the journey too can be undone."""
    bridge = bridge_to("empty")
    add_purchase(bridge.document)
    return drawing_on(qtbot, bridge)


def add_purchase(document: Document) -> None:
    gestures.add_journey(document, language="en", stage_set="stset_buying", name="Buy")


def drawing_on(qtbot: QtBot, bridge: DocumentBridge) -> Drawing:
    """The canvas of the only journey, with the focus."""
    selection = JourneySelection()
    view = GraphView(bridge, selection)
    qtbot.addWidget(view)
    bridge.changed.connect(view.follow)
    view.resize(1400, 1100)
    view.show_journey(bridge.snapshot().all(Journey)[0].id)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.canvas.setFocus()
    return Drawing(view, selection, bridge)


def is_same(image: QImage, other: QImage, *, but: int = 0) -> bool:
    """The same to the eye: smooth outlines may be rounded otherwise where a line is cut, `but` some bytes more so."""
    assert image.size() == other.size()
    mine, theirs = bytes_of(image), bytes_of(other)
    if numpy.array_equal(mine, theirs):
        return True
    apart = numpy.maximum(mine, theirs) - numpy.minimum(mine, theirs)
    return int(numpy.count_nonzero(apart > 8)) <= but


def bytes_of(image: QImage) -> Pixels:
    """The bytes of all pixels, row by row; good as long as the picture is there."""
    return numpy.frombuffer(image.constBits(), dtype=numpy.uint8)
