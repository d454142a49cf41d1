from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from journey import operations as gestures
from journey.model import EmotionObservation, Friction, Journey, Lane, LaneKind, Touchpoint
from strategy import operations
from strategy.model import ActionFriction
from strategy.plan_file import open_plan
from tests.support import opened_plan
from tests.ui.pages.conftest import take_all_back
from tests.ui.pages.journeys.map.conftest import NONE, Map
from tests.windows import let_paint
from ui.document_bridge import DocumentBridge
from ui.models.journey_tree import Key
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.map.cursor import Cursor
from ui.pages.journeys.map.scene import LANE_HEADS, STAGE_HEADS
from ui.pages.journeys.map.view import MapView

LEFT = Qt.MouseButton.LeftButton


def point(map_: Map, name: str) -> Key:
    return "touchpoint", map_.bridge.snapshot().where(Touchpoint, name=name)[0].id


def test_a_plan_that_is_only_read_is_walked_but_not_changed(
    qtbot: QtBot, tmp_path: Path, shared_bridge: DocumentBridge
) -> None:
    with opened_plan(tmp_path / "plan.periple", "shop"):
        bridge = DocumentBridge(open_plan(tmp_path / "plan.periple"))  # the second to open it only reads
        assert bridge.document.is_read_only
        view = MapView(bridge, JourneySelection())
        qtbot.addWidget(view)
        view.resize(1000, 700)
        view.show_journey(bridge.snapshot().all(Journey)[0].id)
        canvas = view.canvas
        assert view.handlers() == {}
        assert canvas.hit(QPoint(canvas.viewport().width() - 10, 20)).part != "add_stage"
        assert (
            canvas.hit(QPoint(60, round(canvas.rect_of(Cursor(canvas.scene.lanes[0].id, LANE_HEADS)).bottom()))).part
            == "lane"
        )
        canvas.go(canvas.walk.first())
        for key in (Qt.Key.Key_Return, Qt.Key.Key_N, Qt.Key.Key_Delete, Qt.Key.Key_X):
            QTest.keyClick(canvas, key)
        assert canvas.editor is None
        QTest.keyClick(canvas, Qt.Key.Key_Right)
        assert canvas.cursor_at != canvas.walk.first()
        bridge.close()


def test_clicks_select_edit_and_write_where_they_are(map_: Map) -> None:
    QTest.mouseClick(map_.canvas.viewport(), LEFT, NONE, map_.centre(point(map_, "Till")))
    assert map_.selection.current == point(map_, "Till")
    QTest.mouseDClick(map_.canvas.viewport(), LEFT, NONE, map_.centre(point(map_, "Till")))
    map_.type("Cash desk")
    assert map_.names(1) == ["Cash desk"]
    take_all_back(map_.bridge)

    QTest.mouseDClick(map_.canvas.viewport(), LEFT, NONE, map_.cell_centre("actions", 2))
    map_.type("Pays")
    assert map_.cards(2) == ["Pays"]
    take_all_back(map_.bridge)

    map_.put("frictions", 1)
    assert map_.canvas.cursor_at is not None
    plus = map_.canvas.rect_of(map_.canvas.cursor_at).center().toPoint()
    QTest.mouseClick(map_.canvas.viewport(), LEFT, NONE, plus)
    map_.type("Slow")
    assert [row.text for row in map_.bridge.snapshot().all(Friction)] == ["Slow"]


def test_a_touchpoint_is_dragged_as_one_step_each_and_escape_cancels(map_: Map) -> None:
    map_.drag(map_.centre(point(map_, "Window")), map_.cell_centre("touchpoints", 1), cancel=True)
    assert map_.names(0) == ["Window", "Advert"]
    let_paint()

    map_.drag(map_.centre(point(map_, "Window")), map_.cell_centre("touchpoints", 0))
    assert map_.names(0) == ["Advert", "Window"]
    above_till = map_.centre(point(map_, "Till")) - QPoint(0, 12)
    map_.drag(map_.centre(point(map_, "Window")), above_till)
    assert map_.names(1) == ["Window", "Till"]
    map_.bridge.undo()
    map_.bridge.undo()
    assert (map_.names(0), map_.names(1)) == (["Window", "Advert"], ["Till"])


def test_what_is_dragged_may_go_meanwhile_and_another_button_does_not_end_it(map_: Map) -> None:
    start, port = map_.centre(point(map_, "Window")), map_.canvas.viewport()
    QTest.mousePress(port, LEFT, NONE, start)
    QTest.mouseMove(port, start + QPoint(30, 0))
    QTest.mouseClick(port, Qt.MouseButton.MiddleButton, NONE, map_.centre(point(map_, "Till")))
    assert map_.selection.current == point(map_, "Window")
    QTest.mouseMove(port, map_.cell_centre("touchpoints", 1))
    QTest.mouseRelease(port, LEFT, NONE, map_.cell_centre("touchpoints", 1))
    assert map_.names(1) == ["Till", "Window"]
    take_all_back(map_.bridge)

    # A lane by its edge and a touchpoint, whose gestures are undone with the button still down.
    port, way = map_.canvas.viewport(), QPoint(0, 30)
    lane_id = gestures.add_lane(map_.document, map_.canvas.scene.journey_id, kind=LaneKind.OWN, name="Staff")
    map_.canvas.go(Cursor(lane_id, LANE_HEADS))
    edge = map_.canvas.rect_of(Cursor(lane_id, LANE_HEADS)).bottomLeft().toPoint() + QPoint(20, 0)
    gestures.add_touchpoints(map_.document, map_.canvas.scene.journey_id, ["Door"], stage_id=map_.stages[3])
    for start in (map_.centre(point(map_, "Door")), edge):
        QTest.mousePress(port, LEFT, NONE, start)
        QTest.mouseMove(port, start - way)
        QTest.mouseMove(port, start - way - way)
        map_.document.undo()
        QTest.mouseMove(port, start - way)
        QTest.mouseRelease(port, LEFT, NONE, start - way)
    assert map_.names(3) == []
    assert map_.document.undo_step is None


def test_cards_and_frictions_are_dragged_to_another_lane_or_touchpoint(map_: Map) -> None:
    journey = map_.canvas.scene.journey_id
    gestures.add_lane(map_.document, journey, kind=LaneKind.BACKSTAGE, index=1)
    (card,) = gestures.add_cards(map_.document, journey, map_.lane("actions"), map_.stages[0], ["Packs the order"])
    map_.drag(map_.centre(("lane_card", card)), map_.cell_centre("backstage", 1))
    assert map_.cards(0) == []
    assert map_.cards(1, "backstage") == ["Packs the order"]
    map_.drag(map_.centre(("lane_card", card)), map_.cell_centre("touchpoints", 1))
    assert map_.cards(1, "backstage") == ["Packs the order"]
    take_all_back(map_.bridge)

    friction = gestures.add_friction(map_.document, touchpoint_id=point(map_, "Window")[1], text="Dull")
    map_.drag(map_.centre(("friction", friction)), map_.cell_centre("frictions", 1))
    assert map_.bridge.snapshot().all(Friction)[0].touchpoint_id == point(map_, "Till")[1]
    map_.drag(map_.centre(("friction", friction)), map_.centre(point(map_, "Advert")))
    assert map_.bridge.snapshot().all(Friction)[0].touchpoint_id == point(map_, "Advert")[1]
    take_all_back(map_.bridge)

    note = operations.add_note(map_.document, text="Nobody sees it")
    thing, hit = ("workshop_note", note), map_.canvas.hit(map_.centre(point(map_, "Advert")))
    assert map_.view.keys.takes(thing, hit)
    assert not map_.view.keys.takes(thing, map_.canvas.hit(map_.cell_centre("touchpoints", 3)))
    map_.view.keys.let_go(thing, hit)
    assert [row.touchpoint_id for row in map_.bridge.snapshot().all(Friction)] == [point(map_, "Advert")[1]]


def test_the_crossed_flag_makes_the_action_and_the_menu_tells_what_can_be_added(map_: Map) -> None:
    at = map_.centre(point(map_, "Till"))
    QTest.mouseClick(map_.canvas.viewport(), LEFT, NONE, at)
    map_.canvas.menu_wanted.emit(map_.canvas.hit(at), QPoint(0, 0))
    menu = map_.canvas.findChild(QMenu, "map_card_menu")
    assert menu is not None
    texts = [entry.text() for entry in menu.actions()]
    assert texts[texts.index("") + 1 :] == ["Friction\tF", "Transition\tC", "Emotion", "Moment", "Move to stage"]
    menu.close()
    let_paint()

    friction = gestures.add_friction(map_.document, touchpoint_id=point(map_, "Window")[1], text="Dull", severity=2)
    cell = map_.canvas.scene.find(("friction", friction))
    assert cell is not None
    area = map_.canvas.rect_of(Cursor(*cell, ("friction", friction)))
    QTest.mouseClick(map_.canvas.viewport(), LEFT, NONE, QPoint(round(area.right()) - 12, round(area.center().y())))
    assert [row.friction_id for row in map_.bridge.snapshot().all(ActionFriction)] == [friction]
    assert map_.canvas.scene.cells[cell][0].flag == "planned"


def test_a_point_of_the_curve_is_dragged_up_or_given_a_face(map_: Map) -> None:
    middle = map_.centre(point(map_, "Till"), "emotion")
    QTest.mouseClick(map_.canvas.viewport(), LEFT, NONE, middle)
    assert map_.canvas.findChildren(QMenu) == []
    QTest.mouseClick(map_.canvas.viewport(), LEFT, NONE, middle)
    (faces,) = map_.canvas.findChildren(QMenu)
    next(each for each in faces.actions() if each.objectName() == "face_-2").trigger()
    faces.close()
    assert [row.valence for row in map_.bridge.snapshot().all(EmotionObservation)] == [-1.0]
    take_all_back(map_.bridge)

    gestures.draw_emotion(map_.document, point(map_, "Till")[1], -0.5)
    start = map_.centre(point(map_, "Till"), "emotion")
    top = map_.canvas.layout_.curve_y(1.0) + map_.canvas.origin.y()
    map_.drag(start, QPoint(start.x(), round(top)))
    assert [row.valence for row in map_.bridge.snapshot().all(EmotionObservation)] == [1.0]


def test_edges_and_heads_of_lanes_and_stages_are_dragged(map_: Map) -> None:
    def edge() -> QPoint:
        area = map_.canvas.rect_of(Cursor(map_.lane("actions"), LANE_HEADS))
        return QPoint(60, round(area.bottom()))

    before = map_.canvas.layout_.lane_rect(0).height()
    map_.drag(edge(), edge() + QPoint(0, 40))
    assert map_.canvas.layout_.lane_rect(0).height() == before + 40
    assert map_.bridge.snapshot().all(Lane)[0].height == before + 40
    QTest.mouseDClick(map_.canvas.viewport(), LEFT, NONE, edge())
    assert map_.canvas.layout_.lane_rect(0).height() == before
    take_all_back(map_.bridge)

    first = map_.stages[0]
    start = map_.canvas.rect_of(Cursor(STAGE_HEADS, first)).center().toPoint()
    map_.drag(start, start + QPoint(round(map_.canvas.layout_.column_width * 1.6), 0))
    assert map_.stages[1] == first
    head = map_.canvas.rect_of(Cursor(map_.lane("actions"), LANE_HEADS)).center().toPoint()
    below = map_.canvas.rect_of(Cursor(map_.lane("touchpoints"), LANE_HEADS)).bottom()
    map_.drag(head, QPoint(head.x(), round(below) - 12))
    assert [lane.kind for lane in map_.canvas.scene.lanes][:2] == ["touchpoints", "actions"]
