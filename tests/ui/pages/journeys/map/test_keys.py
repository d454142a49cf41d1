from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from journey import operations as gestures
from journey.model import EmotionObservation, Friction, Lane, Opportunity, Stage, Touchpoint, Transition
from strategy import operations
from tests.ui.pages.conftest import take_all_back
from tests.ui.pages.journeys.map.conftest import Map
from tests.windows import let_paint
from ui.pages.journeys.map.scene import LANE_HEADS, STAGE_HEADS
from ui.widgets.choices import ChoiceMenu

Key = Qt.Key
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def point(map_: Map, name: str) -> tuple[str, str]:
    return "touchpoint", map_.bridge.snapshot().where(Touchpoint, name=name)[0].id


def test_c_asks_where_customers_go_next_and_how_many(map_: Map) -> None:
    map_.put("touchpoints", 0, 0)
    for name, share, left in (("Till", "60", "100%"), ("Advert", "", "40%")):
        map_.press(Key.Key_C)
        map_.canvas.findChildren(ChoiceMenu)[-1].list.choose_named(name)
        assert map_.editor.placeholderText() == f"Which share goes there? {left} left"
        map_.type(share)
    snapshot = map_.bridge.snapshot()
    names = {point.id: point.name for point in snapshot.all(Touchpoint)}
    ways = [(names[way.source_id], names[way.target_id], way.probability) for way in snapshot.all(Transition)]
    assert ways == [("Window", "Till", 0.6), ("Window", "Advert", None)]
    map_.press(Key.Key_C)
    assert not map_.canvas.findChildren(ChoiceMenu)[-1].list.choose_named("Till")
    assert map_.names(0)[0] == "Window"


def test_the_focus_begins_on_the_first_touchpoint_and_arrows_and_tab_walk_on_without_writing(map_: Map) -> None:
    QTest.qWait(0)
    assert map_.selection.current is not None
    assert map_.selection.current[0] == "touchpoint"
    assert map_.canvas.accessibleName().startswith("Touchpoint, Window, stage ")

    map_.press(Key.Key_Down)
    assert map_.selection.current == point(map_, "Advert")
    map_.press(Key.Key_Down)
    assert map_.canvas.cursor_at is not None
    assert map_.canvas.cursor_at.lane_id == map_.lane("channels")
    map_.press(Key.Key_Up)
    map_.press(Key.Key_Right)
    assert map_.selection.current == point(map_, "Till")
    for _ in range(3):
        map_.press(Key.Key_Up)
    assert map_.canvas.cursor_at.lane_id == STAGE_HEADS
    assert map_.selection.current == ("stage", map_.stages[1])
    map_.press(Key.Key_Left)
    map_.press(Key.Key_Left)
    map_.press(Key.Key_Down)
    assert map_.canvas.cursor_at.stage_id == map_.stages[0]

    map_.put("touchpoints", 0, 0)
    map_.press(Key.Key_Tab)
    assert map_.canvas.cursor_at is not None
    assert map_.canvas.cursor_at.stage_id == map_.stages[1]
    map_.press(Key.Key_Backtab, SHIFT)
    assert map_.canvas.cursor_at.stage_id == map_.stages[0]
    map_.put("indicators", 3)
    map_.press(Key.Key_Tab)
    assert not map_.canvas.hasFocus()
    assert map_.bridge.snapshot().all(Lane) == ()


def test_n_and_typing_add_what_the_cell_holds_and_tab_goes_to_the_next(map_: Map) -> None:
    map_.put("touchpoints", 0, 0)
    map_.press(Key.Key_N)
    map_.type("Website")
    assert map_.names(0) == ["Window", "Advert", "Website"]
    map_.put("actions", 1)
    QTest.keyClicks(map_.canvas, "C")
    map_.type("ompares three tools")
    assert map_.cards(1) == ["Compares three tools"]
    assert map_.selection.current is not None
    assert map_.selection.current[0] == "lane_card"
    take_all_back(map_.bridge)

    map_.put("actions", 0)
    map_.press(Key.Key_N)
    map_.type("Looks", Key.Key_Tab)
    QTest.keyClicks(map_.canvas, "W")
    map_.type("aits")
    assert (map_.cards(0), map_.cards(1)) == (["Looks"], ["Waits"])


def test_enter_edits_in_place_and_escape_restores(map_: Map) -> None:
    map_.put("touchpoints", 0, 0)
    map_.press(Key.Key_F2)
    map_.type("Nothing", Key.Key_Escape)
    map_.press(Key.Key_N)
    map_.type("")
    assert map_.names(0) == ["Window", "Advert"]
    assert map_.canvas.hasFocus()

    map_.put("touchpoints", 0, 0)
    map_.press(Key.Key_Return)
    map_.type("Shop window")
    assert map_.names(0)[0] == "Shop window"


def test_several_lines_become_several_cards_in_one_step(map_: Map) -> None:
    map_.put("touchpoints", 0, 0)
    QGuiApplication.clipboard().setText("• Poster\n\n- Leaflet")
    map_.press(Key.Key_V, CTRL)
    assert map_.names(0) == ["Window", "Poster", "Leaflet", "Advert"]
    map_.bridge.undo()
    assert map_.names(0) == ["Window", "Advert"]
    for kind, mapped in (("frictions", Friction), ("opportunities", Opportunity)):
        map_.put(kind, 0)
        map_.press(Key.Key_V, CTRL)
        assert [row.text for row in map_.bridge.snapshot().all(mapped)] == ["Poster", "Leaflet"]  # type: ignore[attr-defined]


def test_alt_and_arrows_order_a_card_but_not_after_a_link(map_: Map) -> None:
    assert map_.view.reveal(point(map_, "Till"))
    map_.press(Key.Key_Left, ALT)
    assert map_.names(1) == ["Till"]
    let_paint()

    map_.put("touchpoints", 0, 0)
    map_.press(Key.Key_Down, ALT)
    assert map_.names(0) == ["Advert", "Window"]
    map_.press(Key.Key_Right, SHIFT)
    assert (map_.names(0), map_.names(1)) == (["Advert"], ["Till", "Window"])
    map_.press(Key.Key_Up, ALT)
    assert map_.names(1) == ["Window", "Till"]
    map_.press(Key.Key_Left, CTRL | ALT)
    assert map_.names(0) == ["Advert", "Window"]


def test_f_notes_a_friction_and_the_curve_is_drawn_by_keys(map_: Map) -> None:
    map_.put("touchpoints", 0, 1)
    map_.press(Key.Key_F)
    map_.type("Too loud")
    (friction,) = map_.bridge.snapshot().all(Friction)
    assert friction.touchpoint_id == point(map_, "Advert")[1]
    map_.press(Key.Key_Space)
    map_.press(Key.Key_Space)
    assert map_.bridge.snapshot().all(Friction)[0].severity == 2
    QTest.qWait(0)
    assert "severity 2" in map_.canvas.accessibleName()
    take_all_back(map_.bridge)

    map_.put("emotion", 0, 0)
    map_.press(Key.Key_Up, ALT)
    (felt,) = map_.bridge.snapshot().all(EmotionObservation)
    assert (felt.valence, felt.evidence) == (0.5, "listen_workshop_assumption")
    map_.press(Key.Key_Space)
    map_.press(Key.Key_Space)
    assert map_.bridge.snapshot().all(EmotionObservation)[0].valence == -1.0
    QTest.qWait(0)
    assert map_.canvas.accessibleName().endswith("-2, assumption")


def test_the_library_duplicate_and_delete_act_in_the_cell(map_: Map) -> None:
    map_.put("touchpoints", 0, 0)
    map_.press(Key.Key_T)
    menu = map_.canvas.findChildren(ChoiceMenu)[-1]
    QTest.keyClicks(menu.filter, "Kiosk")
    QTest.keyClick(menu.filter, Key.Key_Return)
    assert map_.names(0) == ["Window", "Kiosk", "Advert"]
    assert map_.canvas.hasFocus()
    take_all_back(map_.bridge)

    map_.put("touchpoints", 0, 0)
    map_.press(Key.Key_D, CTRL)
    assert map_.names(0) == ["Window", "Window (2)", "Advert"]
    map_.press(Key.Key_Delete)
    assert map_.names(0) == ["Window", "Advert"]
    assert map_.canvas.cursor_at is not None
    assert map_.canvas.cursor_at.key == map_.canvas.scene.cells[map_.canvas.cursor_at.cell][1].key


def test_heads_are_renamed_ordered_and_added_and_lanes_sized_and_put_away(map_: Map) -> None:
    map_.put("actions", 0)
    map_.press(Key.Key_Up)
    map_.press(Key.Key_F2)
    map_.type("See it")
    assert map_.bridge.snapshot().all(Stage)[0].name == "See it"
    first = map_.stages[0]
    map_.press(Key.Key_Right, ALT)
    assert map_.stages[1] == first
    map_.press(Key.Key_N)
    menu = map_.canvas.findChildren(ChoiceMenu)[-1]
    QTest.keyClicks(menu.filter, "Queue")
    QTest.keyClick(menu.filter, Key.Key_Return)
    assert [stage.name for stage in map_.bridge.snapshot().all(Stage)][:3] == ["", "See it", "Queue"]
    take_all_back(map_.bridge)

    map_.put("actions", 0)
    map_.press(Key.Key_Left)
    assert map_.canvas.cursor_at is not None
    assert map_.canvas.cursor_at.stage_id == LANE_HEADS
    map_.press(Key.Key_Down, ALT)
    assert [lane.kind for lane in map_.canvas.scene.lanes][:2] == ["touchpoints", "actions"]
    before = map_.canvas.layout_.lane_rect(1).height()
    map_.press(Key.Key_Down, CTRL | ALT)
    assert map_.canvas.layout_.lane_rect(1).height() == before + 16
    map_.press(Key.Key_Delete)
    assert [lane.kind for lane in map_.canvas.scene.lanes][:2] == ["touchpoints", "channels"]


def test_what_another_view_changes_shows_at_once_in_a_column_of_its_own_where_it_has_no_stage(map_: Map) -> None:
    point = map_.bridge.snapshot().where(Touchpoint, name="Till")[0]
    operations.set_value(map_.document, Touchpoint, point.id, "name", "Cash desk")
    gestures.add_friction(map_.document, touchpoint_id=point.id, text="Queue", severity=4)
    (card,) = map_.canvas.scene.cells[map_.lane("touchpoints"), map_.stages[1]]
    assert (card.text, card.severity) == ("Cash desk", 4)
    gestures.move_touchpoint(map_.document, point.id, map_.stages[2])
    assert map_.canvas.scene.cells[map_.lane("touchpoints"), map_.stages[1]] == ()
    assert len(map_.canvas.scene.cells[map_.lane("frictions"), map_.stages[2]]) == 1
    map_.bridge.undo()
    assert len(map_.canvas.scene.cells[map_.lane("frictions"), map_.stages[1]]) == 1
    take_all_back(map_.bridge)

    assert len(map_.canvas.scene.stages) == 4
    gestures.add_opportunity(map_.document, map_.canvas.scene.journey_id, text="Club")
    assert map_.canvas.scene.stages[-1].title == "Outside the stages"
    map_.bridge.undo()
    assert len(map_.canvas.scene.stages) == 4


def test_what_has_no_card_stays_selected_and_the_cursor_stands_where_it_hangs(map_: Map) -> None:
    till, window = point(map_, "Till"), point(map_, "Window")
    emotion = gestures.add_emotion(map_.document, till[1], "emo_frustration")
    way = gestures.connect(map_.document, window[1], till[1])
    for key, stands in ((("emotion_observation", emotion), till), (("transition", way), window)):
        map_.selection.select(key)
        assert map_.selection.current == key
        assert map_.canvas.cursor_at is not None
        assert map_.canvas.cursor_at.key == stands
        assert map_.view.reveal(key)
        assert map_.selection.current == key
    QTest.mouseClick(map_.canvas.viewport(), Qt.MouseButton.LeftButton, pos=map_.centre(window))
    assert map_.selection.current == window


def test_what_is_being_written_outlives_a_change_from_elsewhere_and_a_switch_of_journey(map_: Map) -> None:
    map_.put("touchpoints", 1)
    map_.press(Key.Key_N)
    QTest.keyClicks(map_.editor, "Recei")
    gestures.add_lane(map_.document, map_.canvas.scene.journey_id, kind="systems")
    map_.type("pt")
    assert map_.names(1) == ["Till", "Receipt"]
    map_.press(Key.Key_N)
    QTest.keyClicks(map_.editor, "Bag")
    other = gestures.add_journey(map_.document, language="en")
    map_.view.show_journey(other)
    assert map_.names(1) == ["Till", "Receipt", "Bag"]
    assert map_.canvas.editor is None
