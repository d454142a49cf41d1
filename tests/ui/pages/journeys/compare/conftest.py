"""A comparison of a small purchase: one touchpoint of each fate."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from journey import operations as gestures
from journey.comparison import Fate
from journey.model import Journey, Stage, Touchpoint
from resources.i18n import use_language
from storage.document import Document
from strategy import operations
from tests.support import opened_plan
from tests.ui.pages.conftest import shared_on
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.compare.scene import CompareCard, Gap
from ui.pages.journeys.compare.view import CompareView
from ui.pages.journeys.journey_view import JourneySelection


class Comparison:
    """The view with the words that tests use."""

    def __init__(self, bridge: DocumentBridge, view: CompareView, selection: JourneySelection) -> None:
        self.bridge, self.view, self.selection = bridge, view, selection
        self.canvas, self.panel = view.canvas, view.changes

    @property
    def document(self) -> Document:
        return self.bridge.document

    def point(self, name: str, side: int = 1) -> str:
        """The id of a touchpoint of the as-is journey (0) or of the target (1)."""
        found = self.bridge.snapshot().where(Touchpoint, name=name, journey_id=self.view.journeys[side])
        return found[0].id

    def select(self, name: str, side: int = 1) -> None:
        self.selection.select(("touchpoint", self.point(name, side)))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.canvas, key)

    def centre(self, name: str, side: int) -> QPoint:
        area = self.canvas.card_rect(("touchpoint", self.point(name, side)))
        assert area is not None
        return area.center().toPoint()

    def row_part(self, name: str, part: str, side: int = 1) -> QPoint:
        """Where a mark of a row of the list is."""
        view, model = self.panel.view, self.panel.model
        index = model.index(model.row_of(self.point(name, side)), 0)
        view.scrollTo(index)
        line = model.line(index)
        assert line is not None
        places = dict(view.marks.parts(view.visualRect(index).toRectF(), line))
        return QPointF(places[part].center()).toPoint()

    def fate(self, name: str, side: int = 1) -> Fate | None:
        key = ("touchpoint", self.point(name, side))
        return next((card.fate for card in self.canvas.scene.cards() if card.key == key), None)

    def words(self, band: int, column: int) -> list[str]:
        """What stands in a cell, from the top: names, and what gaps say."""
        slots = self.canvas.scene.bands[band].slots[column]
        return [slot.title if isinstance(slot, CompareCard) else f"({slot.words})" for slot in slots]

    def chosen(self) -> list[str]:
        return list(self.view.chosen)

    def gaps(self) -> list[Gap]:
        return [slot for band in self.canvas.scene.bands for slots in band.slots for slot in slots
                if isinstance(slot, Gap)]  # fmt: skip


@pytest.fixture(scope="package")
def shared_bridge(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[DocumentBridge]:
    """ "Advert" is kept, "Form" loses fields, "Call" goes, "Mail" moves on by one stage, "Demo" is new."""
    path = tmp_path_factory.mktemp("compare") / "plan.periple"
    document = opened_plan(path, "empty")
    journey = gestures.add_journey(document, language="en", stage_set="stset_buying", name="Buy")
    first, second, *_ = document.all(Stage)
    gestures.add_touchpoints(document, journey, ["Advert", "Form", "Call"], stage_id=first.id)
    gestures.add_touchpoints(document, journey, ["Mail"], stage_id=second.id)
    form = next(each.id for each in document.all(Touchpoint, name="Form"))
    operations.set_value(document, Touchpoint, form, "content_tool", "14 fields")
    gestures.add_friction(document, touchpoint_id=form, text="Too long", severity=4)
    target = operations.derive_to_be(document, journey)
    points = {each.name: each.id for each in document.all(Touchpoint, journey_id=target)}
    stages = [each.id for each in document.all(Stage, journey_id=target)]
    operations.set_value(document, Touchpoint, points["Form"], "content_tool", "3 fields")
    operations.delete(document, Touchpoint, points["Call"])
    gestures.move_touchpoint(document, points["Mail"], stages[2], None)
    gestures.add_touchpoints(document, target, ["Demo"], stage_id=stages[1])
    yield from shared_on(document)


@pytest.fixture
def compared(qtbot: QtBot, shared_bridge: DocumentBridge) -> Iterator[Comparison]:
    """Their comparison; what the test does is undone."""
    bridge = shared_bridge
    use_language("en")
    selection = JourneySelection()
    view = CompareView(bridge, selection)
    bridge.changed.connect(view.follow)
    qtbot.addWidget(view)
    qtbot.addWidget(view.panel)
    view.resize(1200, 800)
    view.panel.resize(320, 700)
    view.show_journey(bridge.snapshot().all(Journey)[0].id)
    with qtbot.waitExposed(view):
        view.show()
        view.panel.show()
    view.activateWindow()
    view.take_focus()
    yield Comparison(bridge, view, selection)
    bridge.changed.disconnect(view.follow)
    while bridge.document.undo():
        pass
