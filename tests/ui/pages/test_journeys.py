from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from journey import operations as gestures
from journey.model import EmotionObservation, Friction, Journey, Stage, Touchpoint, Transition
from resources.catalogue import catalogue
from strategy.operations import set_value
from tests.ui.pages.conftest import BridgeTo, take_all_back
from tests.windows import Recorder, let_paint, paint_late
from ui.models.journey_tree import ROOT, Key
from ui.pages.journeys.listing import JourneyListing
from ui.pages.journeys.new_journey import DERIVED, NewJourneyDialog
from ui.pages.journeys.page import JourneysPage
from ui.widgets.choices import ChoiceMenu
from ui.widgets.surface import Card


@pytest.fixture
def page(qtbot: QtBot, bridge_to: BridgeTo) -> JourneysPage:
    """The page on a journey in four stages, with "Window" and "Till" in the first two."""
    bridge = bridge_to("empty")
    journey = gestures.add_journey(bridge.document, language="en", stage_set="stset_buying", name="Buy")
    first, second, *_ = bridge.snapshot().all(Stage)
    gestures.add_touchpoint(bridge.document, journey, language="en", name="Window", stage_id=first.id)
    gestures.add_touchpoint(bridge.document, journey, language="en", name="Till", stage_id=second.id)
    return shown(qtbot, JourneysPage(bridge))


def shown(qtbot: QtBot, page: JourneysPage) -> JourneysPage:
    paint_late(qtbot, page)
    page.resize(1300, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.show_view("list")
    listing(page).view.setFocus()
    return page


def listing(page: JourneysPage) -> JourneyListing:
    front = page.front
    assert isinstance(front, JourneyListing)
    return front


def names(page: JourneysPage, stage: int) -> list[str]:
    snapshot = page.bridge.snapshot()
    return [point.name for point in snapshot.where(Touchpoint, stage_id=snapshot.all(Stage)[stage].id)]


def key_of(page: JourneysPage, name: str) -> Key:
    return "touchpoint", next(each.id for each in page.bridge.snapshot().all(Touchpoint) if each.name == name)


def popup(page: JourneysPage) -> ChoiceMenu:
    found = listing(page).view.findChildren(ChoiceMenu)
    assert found
    return found[-1]


def part(page: QWidget, name: str) -> QAbstractButton:
    found = page.findChild(QAbstractButton, name)
    assert found is not None, name
    return found


def editor(page: JourneysPage) -> QLineEdit:
    found = listing(page).view.findChildren(QLineEdit, "cell_editor")
    assert found
    return found[-1]


@pytest.mark.feature("feat_touchpoint_add")
def test_touchpoints_come_by_a_typed_name_by_one_of_the_library_and_by_pasted_lines(page: JourneysPage) -> None:
    begun = page.bridge.document.undo_step
    gestures.add_touchpoints(page.bridge.document, page.journey_id, ["Last"], stage_id=listing(page).adder.stage_id())
    listing(page).view.select(key_of(page, "Window"))
    page.handlers()["add_touchpoint"]()
    QTest.keyClicks(popup(page).filter, "Leaflet")
    QTest.keyClick(popup(page).filter, Qt.Key.Key_Return)
    assert listing(page).view.current_key() == key_of(page, "Leaflet")
    shown_names = names(page, 0)
    assert shown_names.index("Leaflet") == shown_names.index("Window") + 1
    take_all_back(page.bridge, since=begun)

    listing(page).view.select(key_of(page, "Till"))
    page.handlers()["add_touchpoint"]()
    QTest.keyClicks(popup(page).filter, catalogue().label("tpt_delivery", "en").lower())
    QTest.keyClick(popup(page).filter, Qt.Key.Key_Return)
    made = page.bridge.snapshot().get(Touchpoint, (listing(page).view.current_key() or ("", ""))[1])
    assert made is not None
    assert (made.type, made.channel is not None, made.direction is not None) == ("tpt_delivery", True, True)
    take_all_back(page.bridge, since=begun)

    listing(page).view.select(key_of(page, "Till"))
    QGuiApplication.clipboard().setText("• Bag\n\n- Receipt\n")
    QTest.keyClick(listing(page).view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert names(page, 1) == ["Till", "Bag", "Receipt"]
    page.bridge.undo()
    assert names(page, 1) == ["Till"]


def test_a_friction_is_written_in_place_and_tab_goes_to_its_type(page: JourneysPage) -> None:
    listing(page).view.select(key_of(page, "Till"))
    page.handlers()["add_friction"]()
    QTest.keyClicks(editor(page), "Too long a queue")
    QTest.keyClick(editor(page), Qt.Key.Key_Tab)
    (friction,) = page.bridge.snapshot().all(Friction)
    assert friction.text == "Too long a queue"
    assert listing(page).view.current_key() == ("friction", friction.id)
    assert listing(page).view.currentIndex().column() == 1
    assert listing(page).view.is_editing()


def test_connecting_asks_for_the_target_and_then_for_the_share(qtbot: QtBot, page: JourneysPage) -> None:
    listing(page).view.select(key_of(page, "Window"))
    page.handlers()["connect"]()
    listing(page).view.findChildren(ChoiceMenu)[-1].list.filter("Till")
    QTest.keyClick(popup(page), Qt.Key.Key_Return)
    QTest.keyClicks(editor(page), "40")
    QTest.keyClick(editor(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.bridge.snapshot().all(Transition)[0].probability == 0.4)
    assert page.bridge.snapshot().all(Transition)[0].target_id == key_of(page, "Till")[1]


def test_touchpoints_move_and_are_dragged_from_stage_to_stage(qtbot: QtBot, page: JourneysPage) -> None:
    begun = page.bridge.document.undo_step
    listing(page).view.select(key_of(page, "Window"))
    page.handlers()["move_down"]()
    assert names(page, 1) == ["Window", "Till"]
    assert listing(page).view.current_key() == key_of(page, "Window")
    page.handlers()["to_next_stage"]()
    assert "Window" in names(page, 2)
    take_all_back(page.bridge, since=begun)

    till, first = key_of(page, "Till"), ("stage", page.bridge.snapshot().all(Stage)[0].id)
    carried = listing(page).outline.mimeData([listing(page).outline.index_of(till)])
    move, stage = Qt.DropAction.MoveAction, listing(page).outline.index_of(first)
    assert not listing(page).outline.canDropMimeData(
        carried, move, -1, 0, listing(page).outline.index_of(key_of(page, "Window"))
    )
    listing(page).outline.dropMimeData(carried, move, 0, 0, stage)
    qtbot.waitUntil(lambda: listing(page).outline.parent_key(till) == first)
    assert listing(page).outline.place_of(till) == 0


def test_stages_are_dropped_and_added_where_they_are_seen(page: JourneysPage) -> None:
    first, second, third, _fourth = (("stage", stage.id) for stage in page.bridge.snapshot().all(Stage))
    gestures.move_touchpoint(page.bridge.document, key_of(page, "Till")[1], None)
    listing(page).changer.drop(third, ROOT, listing(page).outline.place_of(second))
    assert [each for each in listing(page).outline.children_of(ROOT) if each in (first, second, third)] == [
        first,
        third,
        second,
    ]
    listing(page).view.select(first)
    page.handlers()["new"]()
    popup(page).close()
    listing(page).adder.add_stage()
    QTest.keyClicks(popup(page).filter, "Strolling")
    QTest.keyClick(popup(page).filter, Qt.Key.Key_Return)
    assert [stage.name for stage in page.bridge.snapshot().all(Stage)][1] == "Strolling"


def test_deleting_tells_what_depends_and_the_cursor_stays_near(page: JourneysPage, told: Recorder) -> None:
    gestures.connect(page.bridge.document, key_of(page, "Window")[1], key_of(page, "Till")[1])
    listing(page).view.select(key_of(page, "Till"))
    key = key_of(page, "Till")
    page.handlers()["delete"]()
    assert len(told.questions) == 1
    assert names(page, 1) == []
    assert listing(page).view.current_key() == ("stage", page.bridge.snapshot().all(Stage)[1].id)
    page.bridge.undo()
    assert page.reveal(*key)
    assert listing(page).view.current_key() == key


def test_space_walks_through_the_answers_on_measuring_and_a_face_notes_an_emotion_to_be_proved(
    page: JourneysPage,
) -> None:
    key = key_of(page, "Till")
    listing(page).view.select(key)
    answers = []
    for _ in range(4):
        page.handlers()["next_state"]()
        row = page.bridge.snapshot().get(Touchpoint, key[1])
        answers.append(row.measured if row else "")
    assert answers == ["yes", "partly", "no", None]
    let_paint()

    listing(page).view.select(key_of(page, "Till"))
    part(page, "emotion_face_-2").click()
    (observed,) = page.bridge.snapshot().all(EmotionObservation)
    assert (observed.emotion, observed.evidence) == ("emo_anger", None)


@pytest.mark.feature("feat_graph_validate")
def test_one_click_scales_the_probabilities_to_all_customers(page: JourneysPage) -> None:
    till = key_of(page, "Till")[1]
    ends = [each.id for each in page.bridge.snapshot().all(Touchpoint) if each.kind in ("nk_goal", "nk_exit")]
    for end, share in zip(ends, (0.5, 0.3), strict=True):
        gestures.connect(page.bridge.document, till, end, probability=share)
    listing(page).view.select(("touchpoint", till))
    page.inspector._panels["touchpoint"].show_tab(2)  # type: ignore[attr-defined]
    part(page, "scale_probabilities").click()
    shares = [row.probability for row in page.bridge.snapshot().where(Transition, source_id=till)]
    assert shares == [0.625, 0.375]


def test_the_settings_stay_open_while_they_are_edited_and_leave_out_what_is_outside_the_company(
    page: JourneysPage,
) -> None:
    begun = page.bridge.document.undo_step
    part(page, "journey_settings").click()
    part(page, "journey_partial").click()
    journey = page.bridge.snapshot().get(Journey, page.journey_id)
    assert journey is not None
    assert journey.is_partial
    assert part(page, "journey_partial").isVisible()
    listing(page).view.select(key_of(page, "Till"))
    assert not part(page, "journey_partial").isVisible()
    take_all_back(page.bridge, since=begun)

    part(page, "journey_settings").click()
    assert not part(page, "journey_external").isVisible()
    _kind, point_id = key_of(page, "Till")
    set_value(page.bridge.document, Touchpoint, point_id, "is_external", True)
    assert part(page, "journey_external").isVisible()
    assert part(page, "journey_external").isChecked()
    part(page, "journey_external").click()
    journey = page.bridge.snapshot().get(Journey, page.journey_id)
    assert journey is not None
    assert journey.counts_external is False


def test_a_missing_to_be_journey_is_derived_from_where_it_would_stand_or_in_the_dialog(page: JourneysPage) -> None:
    begun = page.bridge.document.undo_step
    dialog = NewJourneyDialog(page.bridge, page, start=DERIVED, source_id=page.journey_id)
    made = dialog.make_journey()
    journey = page.bridge.snapshot().get(Journey, made)
    assert journey is not None
    assert (journey.kind, journey.derived_from_id) == ("jk_to_be", page.journey_id)
    dialog.deleteLater()
    take_all_back(page.bridge, since=begun)

    as_is = page.journey_id
    page.handlers()["switch_as_is"]()
    assert part(page, "derive_to_be").isVisible()
    part(page, "derive_to_be").click()
    assert page.journey_id not in ("", as_is)
    assert page.controls.kind.value() == "jk_to_be"
    page.handlers()["switch_as_is"]()
    assert page.journey_id == as_is


def test_undoing_the_first_journey_shows_where_to_begin(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("empty")
    page = shown(qtbot, JourneysPage(bridge))
    assert part(page, "empty_new_journey").isVisible()
    gestures.add_journey(bridge.document, language="en", stage_set="stset_buying")
    assert not part(page, "empty_new_journey").isVisible()
    bridge.undo()
    assert part(page, "empty_new_journey").isVisible()


@pytest.mark.feature("feat_friction_ranking")
def test_the_figures_of_a_sample_come_after_the_paint_with_its_frictions_from_the_worst_score_on(
    qtbot: QtBot,
    bridge_to: BridgeTo,
) -> None:
    page = shown(qtbot, JourneysPage(bridge_to("bank")))
    qtbot.waitUntil(lambda: listing(page).figures.success.value() == "70.9%")
    assert listing(page).figures.frictions.value() == "9"
    let_paint()

    part(page, "journey_settings").click()
    panel = page.inspector.findChild(QTabBar, "journey_tabs")
    assert panel is not None
    panel.setCurrentIndex(1)
    ranking = page.inspector.findChild(QWidget, "friction_ranking")
    assert ranking is not None
    lines = [card.accessibleName() for card in ranking.findChildren(Card)]
    assert len(lines) == 9
    assert "Score 18.4, high" in lines[0]
    assert "Score 0.9, low" in lines[-1]


def test_every_row_of_a_sample_can_be_revealed(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, JourneysPage(bridge_to("saas")))
    for mapped in (Stage, Touchpoint, Transition, Friction, EmotionObservation):
        row = page.bridge.snapshot().all(mapped)[-1]
        assert page.reveal(row.__tablename__, row.id)
        assert listing(page).view.current_key() == (row.__tablename__, row.id)


@pytest.mark.feature("feat_information_level")
def test_a_filter_leaves_the_touchpoints_it_asks_for_until_one_is_revealed(page: JourneysPage) -> None:
    till, window = key_of(page, "Till"), key_of(page, "Window")
    set_value(page.bridge.document, Touchpoint, till[1], "information_level", "il_too_little")
    listing(page).figures.filter.set_value("too_little")
    listing(page).figures.filter.chosen.emit("too_little")

    def is_hidden(key: Key) -> bool:
        index = listing(page).outline.index_of(key)
        return listing(page).view.isRowHidden(index.row(), index.parent())

    assert (is_hidden(till), is_hidden(window)) == (False, True)
    listing(page).adder.new_touchpoint(name="Bag")
    assert not is_hidden(key_of(page, "Bag"))
    assert page.reveal(*window)
    assert not is_hidden(window)


def test_what_is_edited_in_the_inspector_shows_in_the_outline(page: JourneysPage) -> None:
    key = key_of(page, "Till")
    listing(page).view.select(key)
    name = page.inspector.findChild(QLineEdit, "touchpoint_name")
    assert name is not None
    name.setText("Checkout")
    name.editingFinished.emit()
    assert listing(page).outline.data(listing(page).outline.index_of(key)) == "Checkout"
    set_value(page.bridge.document, Touchpoint, key[1], "name", "Desk")
    assert name.text() == "Desk"
