from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolTip
from pytestqt.qtbot import QtBot

from journey.comparison import Fate
from journey.model import Journey, JourneyKind, Touchpoint, TouchpointChange
from journey.operations import add_journey, add_trigger
from strategy import operations
from strategy.model import Action, ActionTouchpoint
from tests.ui.pages.conftest import take_all_back
from tests.ui.pages.journeys.compare.conftest import Comparison
from tests.windows import let_paint
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.compare.bar import FateChip
from ui.pages.journeys.compare.layout import CompareLayout
from ui.pages.journeys.compare.scene import Column, CompareScene
from ui.pages.journeys.compare.strip import label_place
from ui.pages.journeys.compare.view import PAIR, CompareView
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.map.measure import Measure
from ui.widgets.button import Button
from ui.widgets.choices import ChoiceMenu
from ui.widgets.label import Label

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


def popup(compared: Comparison) -> ChoiceMenu:
    return compared.panel.details.match.findChildren(ChoiceMenu)[-1]


def shown_field(compared: Comparison, name: str) -> str:
    label = compared.panel.details.findChild(Label, name)
    assert label is not None
    return label.text()


def test_the_words_of_the_largest_difference_stand_beside_no_face() -> None:
    room, first, second = QRectF(0, 0, 400, 140), QPointF(200, 20), QPointF(200, 120)
    free = label_place((60, 18), first, second, room, [first, second])
    assert free.left() > 200
    faces = [QPointF(230, 20 + 10 * place) for place in range(11)]
    assert label_place((60, 18), first, second, room, [first, second, *faces]).right() < 200


def test_the_heads_of_many_stages_are_read_whole(compared: Comparison) -> None:
    names = ("Prise en charge de la demande", "Comparaison des fournisseurs", "Vérification", "Contractualisation",
             "Institutionnalisation", "Mise en service accompagnée", "Suivi", "Renouvellement ou départ")  # fmt: skip
    scene = CompareScene(tuple(Column(name, name, place) for place, name in enumerate(names)))
    measure = Measure()
    layout = CompareLayout(scene, measure, 1060)
    assert [" ".join(lines) for lines in layout.heads] == list(names)
    widest = max(measure.width(line, measure.stage) for lines in layout.heads for line in lines)
    assert widest <= layout.column_width - 50
    assert layout.head_height >= max(len(lines) for lines in layout.heads) * measure.stage_line


def test_a_stage_tells_its_whole_name_under_the_pointer(compared: Comparison) -> None:
    canvas = compared.canvas
    first = canvas.scene.columns[0].title
    shown = QHelpEvent(QEvent.Type.ToolTip, QPoint(60, 12), canvas.viewport().mapToGlobal(QPoint(60, 12)))
    QApplication.sendEvent(canvas.viewport(), shown)
    assert first in QToolTip.text()
    QToolTip.hideText()


def test_samples_open_in_the_comparison(qtbot: QtBot, bridge: DocumentBridge) -> None:
    view = CompareView(bridge, JourneySelection())
    qtbot.addWidget(view)
    qtbot.addWidget(view.panel)
    view.show_journey("jr_saas_free_as_is")
    assert [band.caption for band in view.canvas.scene.bands] == [
        "9 touchpoints, 6 frictions, one portion", "11 touchpoints, 2 frictions, one portion",
    ]  # fmt: skip
    assert len(view.canvas.scene.curves[0]) > 3


@pytest.mark.feature("feat_journey_compare")
def test_both_journeys_face_each_other_row_by_row_and_say_what_moves_and_changes(compared: Comparison) -> None:
    assert compared.words(0, 0) == ["Advert", "Form", "Call"]
    assert compared.words(1, 0) == ["Advert", "Form", "(Removed)"]
    assert compared.words(0, 1)[:1] == ["Mail"]
    assert [len(slots) for slots in compared.canvas.scene.bands[0].slots] == [
        len(slots) for slots in compared.canvas.scene.bands[1].slots
    ]
    assert {compared.fate(name) for name in ("Advert", "Form", "Mail", "Demo")} == {
        Fate.KEPT, Fate.CHANGED, Fate.MOVED, Fate.ADDED,
    }  # fmt: skip

    said = {gap.words for gap in compared.gaps()}
    stages = [column.title for column in compared.canvas.scene.columns]
    assert f"To “{stages[2]}”" in said
    assert f"From “{stages[1]}”" in said

    captions = [card.caption for card in compared.canvas.scene.cards() if card.title == "Form"]
    assert captions == ["14 fields", "3 fields"]

    layout = CompareLayout(compared.canvas.scene, Measure(), 900)
    whole = layout.arranged(0, 2000, 0)
    assert whole[1].top == whole[0].top + layout.band_head + layout.body_heights[0]
    room = 260.0
    shared = layout.arranged(0, room, 40)
    assert [each.shift for each in shared] == [40, 40]
    assert shared[1].top + layout.band_head + shared[1].height <= room + 1
    assert layout.scroll_range(room) == layout.body_heights[0] - shared[0].height


def test_a_new_follow_up_message_is_a_change_and_says_which_one(compared: Comparison) -> None:
    assert compared.fate("Advert") is Fate.KEPT
    add_trigger(compared.document, compared.point("Advert"), "trg_cart_abandoned", delay_hours=24)
    assert compared.fate("Advert") is Fate.CHANGED
    compared.select("Advert")
    assert shown_field(compared, "before_follow_ups") == "–"
    assert shown_field(compared, "after_follow_ups") == "Cart filled, transaction not completed · 24 h · Email"


def test_arrows_and_clicks_walk_through_both_journeys_and_changes_through_the_list(compared: Comparison) -> None:
    handlers = compared.view.handlers()
    names = []
    for _ in range(5):
        handlers["next_change"]()
        point = compared.bridge.snapshot().get(Touchpoint, (compared.selection.current or ("", ""))[1])
        names.append(point.name if point else "")
    assert names == ["Demo", "Call", "Form", "Mail", "Demo"]
    handlers["previous_change"]()
    assert compared.selection.current == ("touchpoint", compared.point("Mail"))
    let_paint()

    compared.select("Advert", 0)
    seen = []
    for _ in range(4):
        compared.press(Key.Key_Down)
        assert compared.selection.current is not None
        seen.append(compared.selection.current[1])
    assert seen == [compared.point("Form", 0), compared.point("Call", 0), compared.point("Advert"),
                    compared.point("Form")]  # fmt: skip
    let_paint()

    QTest.mouseClick(compared.canvas.viewport(), LEFT, pos=compared.centre("Form", 0))
    assert compared.selection.current == ("touchpoint", compared.point("Form", 0))
    line = compared.panel.model.line(compared.panel.view.currentIndex())
    assert line is not None
    assert (line.title, line.words, line.severity) == ("Form", "14 fields to 3 fields", 4)
    assert (shown_field(compared, "before_content_tool"), shown_field(compared, "after_content_tool")) == (
        "14 fields", "3 fields",
    )  # fmt: skip
    let_paint()

    opened: list[bool] = []
    compared.selection.opened.connect(lambda: opened.append(True))
    compared.select("Form")
    compared.press(Key.Key_Return)
    assert opened == [True]
    compared.panel.take_focus()
    left: list[bool] = []
    compared.panel.left.connect(lambda: left.append(True))
    QTest.keyClick(compared.panel, Key.Key_Escape)
    assert left == [True]


def test_a_filter_shows_only_its_fate_in_the_bands_and_in_the_list(compared: Comparison) -> None:
    chip = compared.view.bar.findChild(FateChip, "fate_changed")
    assert chip is not None
    assert chip.text() == "1 changed"
    QTest.mouseClick(chip, LEFT)
    assert [card.title for card in compared.canvas.scene.cards()] == ["Form", "Form"]
    assert [line.title for line in compared.panel.model.lines] == ["Changed", "Form"]
    compared.view.reveal(("touchpoint", compared.point("Demo")))
    assert not chip.isChecked()


def test_the_reason_is_written_in_the_list_and_undone(compared: Comparison, qtbot: QtBot) -> None:
    compared.select("Form")
    compared.view.handlers()["edit"]()
    editor = compared.panel.view.findChild(QLineEdit, "reason_editor")
    assert editor is not None
    QTest.keyClicks(editor, "Nobody fills it in")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: bool(compared.bridge.snapshot().all(TouchpointChange)))
    assert [row.reason for row in compared.bridge.snapshot().all(TouchpointChange)] == ["Nobody fills it in"]
    assert "Nobody fills it in" in [line.words for line in compared.panel.model.lines]
    compared.document.undo()
    assert "Nobody fills it in" not in [line.words for line in compared.panel.model.lines]


def test_changes_are_answered_one_by_one_or_at_once_but_for_those_taken_out_of_the_choice(compared: Comparison) -> None:
    compared.select("Call", 0)
    compared.view.handlers()["next_state"]()
    assert compared.point("Call", 0) not in compared.chosen()
    compared.view.handlers()["next_state"]()
    assert compared.point("Call", 0) in compared.chosen()
    let_paint()

    assert len(compared.chosen()) == 4
    QTest.mouseClick(compared.panel.view.viewport(), LEFT, pos=compared.row_part("Demo", "chosen"))
    assert compared.point("Demo") not in compared.chosen()
    compared.view.answer_chosen()
    snapshot = compared.bridge.snapshot()
    assert len(snapshot.all(Action)) == 3
    assert not compared.chosen()
    compared.document.undo()
    assert len(compared.chosen()) == 3
    take_all_back(compared.bridge)

    QTest.mouseClick(compared.panel.view.viewport(), LEFT, pos=compared.row_part("Demo", "no_action"))
    (link,) = compared.bridge.snapshot().all(ActionTouchpoint)
    assert link.touchpoint_id == compared.point("Demo")
    shown: list[object] = []
    compared.bridge.went_to.connect(shown.append)
    QTest.mouseClick(compared.panel.view.viewport(), LEFT, pos=compared.row_part("Demo", "action"))
    assert shown == [("action", link.action_id)]


def test_a_new_touchpoint_is_said_to_stand_for_a_removed_one_and_the_other_way_round(compared: Comparison) -> None:
    compared.select("Demo")
    compared.panel.details.match.click()
    menu = popup(compared)
    menu.list.choose_named("Call")
    assert compared.fate("Demo") is Fate.CHANGED
    assert compared.fate("Call", 0) is Fate.CHANGED
    take_all_back(compared.bridge)

    compared.select("Call", 0)
    compared.panel.details.match.click()
    popup(compared).list.choose_named("Demo")
    assert compared.fate("Demo") is Fate.CHANGED


def test_a_journey_without_target_offers_to_derive_it_and_a_target_to_choose_its_as_is(compared: Comparison) -> None:
    alone = add_journey(compared.document, language="en", stage_set="stset_usage", name="Use")
    compared.view.show_journey(alone)
    button = compared.view.findChild(Button, "derive_to_compare")
    assert button is not None
    assert button.isVisible()
    aside = compared.view.findChild(Button, "show_side_by_side")
    assert aside is not None
    aside.click()
    assert len(compared.view.several.picked) == 2
    compared.view.show_mode(PAIR)
    button.click()
    assert compared.view.journeys[1]
    assert compared.canvas.isVisible()
    take_all_back(compared.bridge)

    target = add_journey(compared.document, language="en", kind=JourneyKind.TO_BE, name="Target")
    compared.view.show_journey(target)
    choose = compared.view.findChild(Button, "choose_as_is")
    assert choose is not None
    choose.click()
    menu = choose.findChildren(ChoiceMenu)[-1]
    menu.list.choose_named("Buy")
    journey = compared.bridge.snapshot().get(Journey, target)
    assert journey is not None
    assert journey.derived_from_id is not None
    assert all(compared.view.journeys)


def test_the_list_announces_exactly_what_changes(compared: Comparison) -> None:
    model = compared.panel.model
    _tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    operations.delete(compared.document, Touchpoint, compared.point("Demo"))
    operations.set_value(compared.document, Touchpoint, compared.point("Advert"), "minutes", 3)
    compared.document.undo()
    compared.document.undo()
    assert not resets
    assert [line.title for line in model.lines if line.point_id] == ["Demo", "Call", "Form", "Mail"]
