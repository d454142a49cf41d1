"""The shell around the pages: rail, bars, keyboard, banners, what is opened and what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from journey.model import Segment, Touchpoint
from storage.document import Document
from strategy.model import PLAN_ROW, Action, Objective, Plan, WorkshopNote
from strategy.operations.editing import set_value
from strategy.operations.workshop import add_note
from strategy.trace import Element
from tests.ui.turns import in_turn
from tests.windows import OpenWindow, Recorder, in_dialog
from ui.deletion import delete_with_care
from ui.main_window import MainWindow
from ui.models.action_plan import Grouping
from ui.pages.action_plan.page import Standing as ActionStanding
from ui.pages.journeys.page import Standing
from ui.pages.traceability.page import Standing as FlowStanding
from ui.recent import recent_plans
from ui.shell.key_guard import KeyGuard
from ui.shell.plan_view import PlanView
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.dialog import Dialog
from ui.widgets.toast import Toast


def shell(window: MainWindow) -> PlanView:
    """The view of the plan that the window shows."""
    assert window.view is not None
    return window.view


def press(parent: QWidget, name: str) -> None:
    """Presses the button of this name."""
    button = parent.findChild(QAbstractButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def keys(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Types a key in whatever has the focus."""
    QTest.keyClick(QApplication.focusWidget() or widget, key, modifier)


@pytest.mark.feature("feat_plan_samples")
def test_another_language_keeps_the_journey_of_a_sample_that_is_marked_fictitious(open_window: OpenWindow) -> None:
    in_turn(
        open_window("bank"),
        a_sample_is_marked_fictitious,
        another_language_keeps_the_segment_selected_and_the_focus_in_its_table,
        another_language_keeps_the_journey_its_view_and_what_is_selected,
        another_language_keeps_the_action_selected_in_its_group,
        another_language_keeps_the_element_chosen_in_its_flow,
    )


def a_sample_is_marked_fictitious(window: MainWindow) -> None:
    mark = window.findChild(QWidget, "fictitious")
    assert mark is not None
    assert mark.isVisible()


@pytest.mark.feature("feat_plan_samples", "feat_language_switch")
def test_the_shell_around_an_empty_plan(open_window: OpenWindow, qapp: QApplication) -> None:
    """One window for the stories below; the last one leaves it in French."""
    in_turn(
        open_window("empty"),
        a_plan_of_ones_own_is_not_marked_fictitious,
        renaming_in_the_top_bar_is_one_undo_step,
        escape_gives_up_a_renaming,
        lambda window: a_focused_field_undoes_its_own_typing_first(window, qapp),
        the_settings_of_a_plan_are_one_gesture,
        no_label_of_the_shell_stays_in_the_other_language,
        the_palette_finds_a_command_without_its_accents,
    )


def a_plan_of_ones_own_is_not_marked_fictitious(window: MainWindow) -> None:
    mark = window.findChild(QWidget, "fictitious")
    assert mark is not None
    assert not mark.isVisible()


def renaming_in_the_top_bar_is_one_undo_step(window: MainWindow) -> None:
    assert window.bridge is not None
    window.actions_of_window["rename_plan"].trigger()
    field = window.findChild(QLineEdit, "plan_name_field")
    assert field is not None
    QTest.keyClicks(field, "Spring <b>&amp;</b>")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert window.bridge.plan().name == "Spring <b>&amp;</b>"
    assert window.windowTitle().startswith("Spring <b>&amp;</b>")
    undo = window.findChild(QAbstractButton, "undo")
    assert undo is not None
    assert undo.isEnabled()
    assert "Undo" in undo.accessibleName()
    keys(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.bridge.plan().name == "Plan"


@pytest.mark.feature("feat_warnings")
def test_offers_and_warnings_of_a_plan(open_window: OpenWindow) -> None:
    in_turn(
        open_window("saas"),
        an_offer_to_undo_goes_when_it_would_take_back_something_else,
        the_list_of_warnings_goes_to_the_thing_and_sets_aside,
    )


def an_offer_to_undo_goes_when_it_would_take_back_something_else(window: MainWindow) -> None:
    assert window.bridge is not None
    bridge = window.bridge
    objective = bridge.snapshot().all(Objective)[0]
    note = add_note(bridge.document, text="Hello")
    assert delete_with_care(bridge, WorkshopNote, note)
    assert any(toast.isVisible() for toast in window.findChildren(Toast))
    set_value(bridge.document, Objective, objective.id, "name", "Later")
    assert not any(toast.isVisible() for toast in window.findChildren(Toast))


def escape_gives_up_a_renaming(window: MainWindow) -> None:
    assert window.bridge is not None
    shell(window).rename()
    field = window.findChild(QLineEdit, "plan_name_field")
    assert field is not None
    QTest.keyClicks(field, "Other")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.bridge.plan().name == "Plan"
    assert not field.isVisible()


def a_focused_field_undoes_its_own_typing_first(window: MainWindow, qapp: QApplication) -> None:
    assert window.bridge is not None
    guard = KeyGuard(qapp)
    set_value(window.bridge.document, Plan, PLAN_ROW, "company", "Acme")
    shell(window).rename()
    field = window.findChild(QLineEdit, "plan_name_field")
    assert field is not None
    QTest.keyClicks(field, "typed")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.bridge.plan().company == "Acme"
    while field.isUndoAvailable():
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.bridge.plan().company == ""
    guard.deleteLater()


def test_a_second_window_is_read_only_and_says_who_has_the_plan(open_window: OpenWindow, qtbot: QtBot) -> None:
    first = open_window("empty")
    assert first.bridge is not None
    second = MainWindow()
    qtbot.addWidget(second)
    second.show_welcome()
    second.show()
    second.activateWindow()
    asked: list[str] = []

    def read(dialog: Dialog) -> None:
        asked.append(dialog.windowTitle())
        assert dialog.findChild(QAbstractButton, "problem_way_1") is None, "nobody takes over what is open here"
        press(dialog, "problem_way_0")

    in_dialog(read)
    assert second.open_plan(first.bridge.document.path)
    assert asked == ["This plan is open elsewhere"]
    banner = second.findChild(QWidget, "read_only")
    assert banner is not None
    assert "for reading only" in banner.accessibleName()
    assert not second.actions_of_window["plan_settings"].isEnabled()
    second.close()


def test_what_is_not_a_plan_is_refused_in_words(open_window: OpenWindow, told: Recorder, tmp_path: Path) -> None:
    window = open_window("welcome")
    from ui.messages import messages

    messages().use(told)
    odd = tmp_path / "odd.periple"
    for content in (b"", b"no plan at all", b"SQLite format 3\0" + b"x" * 5000):
        odd.write_bytes(content)
        assert not window.open_plan(odd)
        assert len(told.problems) == 1, content
        assert odd.read_bytes() == content
        assert window.bridge is None
        told.problems.clear()
    endless = tmp_path / "endless.periple"
    endless.symlink_to(os.devnull)
    assert not window.open_plan(endless)
    assert [each.ways for each in told.problems] == [()], "what is no file is not searched for a plan"


def test_a_damaged_plan_offers_its_newest_backup(open_window: OpenWindow, told: Recorder, tmp_path: Path) -> None:
    window = open_window("empty")
    assert window.bridge is not None
    path = window.bridge.document.path
    window.bridge.document.back_up()
    window.close_plan()
    from ui.messages import messages

    messages().use(told)
    path.write_bytes(path.read_bytes()[:9000] + b"\xff" * 4000)
    assert not window.open_plan(path)
    assert [way.text for way in told.problems[0].ways] == ["Open a copy…", "What can still be read…"]


def the_list_of_warnings_goes_to_the_thing_and_sets_aside(window: MainWindow) -> None:
    assert window.bridge is not None
    before = len(window.bridge.findings())

    def set_aside(dialog: Dialog) -> None:
        note = dialog.findChild(QLineEdit, "set_aside_note")
        assert note is not None
        QTest.keyClicks(note, "known")
        press(dialog, "set_aside")

    in_dialog(set_aside)
    press(window, "findings")
    assert len(window.bridge.findings()) == before - 1
    in_dialog(lambda dialog: press(dialog, "findings_go"))
    press(window, "findings")
    assert shell(window).page_id == "step_3_journeys"


def test_a_switch_of_scale_builds_the_window_at_the_new_scale(open_window: OpenWindow) -> None:
    window = open_window("empty")
    before = shell(window)

    def enlarge(dialog: Dialog) -> None:
        press(dialog, "projection")
        press(dialog, "preferences_done")

    in_dialog(enlarge)
    window.actions_of_window["preferences"].trigger()
    assert theme().scale == 1.25
    assert shell(window) is not before
    header = shell(window).page.findChild(QWidget, "page_header")
    assert header is not None
    assert header.height() == 100


def another_language_keeps_the_segment_selected_and_the_focus_in_its_table(window: MainWindow) -> None:
    (*_, segment) = shell(window).bridge.snapshot().all(Segment)
    shell(window).reveal(("segment", segment.id))
    shell(window).page.handlers()["edit"]()
    window.set_language("fr")
    assert shell(window).page.standing() == segment.id
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "segment_table"


def another_language_keeps_the_journey_its_view_and_what_is_selected(window: MainWindow) -> None:
    (*_, point) = shell(window).bridge.snapshot().all(Touchpoint)
    shell(window).reveal(("touchpoint", point.id))
    shell(window).page.handlers()["journey_graph"]()
    before = shell(window).page.standing()
    assert before == Standing(point.journey_id, "graph", ("touchpoint", point.id))
    window.set_language("en")
    assert shell(window).page.standing() == before


def another_language_keeps_the_action_selected_in_its_group(window: MainWindow) -> None:
    (*_, action) = shell(window).bridge.snapshot().all(Action)
    shell(window).show_page("step_5_action_plan")
    press(window, "action_grouping_segment")
    shell(window).reveal(("action", action.id))
    before = shell(window).page.standing()
    window.set_language("fr")
    assert shell(window).page.standing() == before == ActionStanding("actions", Grouping.SEGMENT, action.id, None)


def another_language_keeps_the_element_chosen_in_its_flow(window: MainWindow) -> None:
    chosen = Element("objective", "ob_bank_2")
    shell(window).show_page("traceability")
    choice = window.findChild(ComboField, "trace_segment")
    assert choice is not None
    choice.set_value("objective ob_bank_2")
    choice.chosen.emit("objective ob_bank_2")
    assert shell(window).page.reveal(*chosen)
    before = shell(window).page.standing()
    assert before == FlowStanding(chosen, None, False, frozenset(), chosen)
    window.set_language("en")
    assert shell(window).page.standing() == before


def the_palette_finds_a_command_without_its_accents(window: MainWindow) -> None:
    window.set_language("fr")

    def choose(dialog: Dialog) -> None:
        field = dialog.findChild(QLineEdit, "palette_field")
        assert field is not None
        QTest.keyClicks(field, "tracabil")
        QTest.keyClick(field, Qt.Key.Key_Return)

    in_dialog(choose)
    keys(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert shell(window).page_id == "traceability"


def the_settings_of_a_plan_are_one_gesture(window: MainWindow) -> None:
    assert window.bridge is not None

    def fill(dialog: Dialog) -> None:
        company = dialog.findChild(QLineEdit, "plan_form_company")
        budget = dialog.findChild(QLineEdit, "plan_form_budget")
        assert company is not None
        assert budget is not None
        QTest.keyClicks(company, "Acme")
        QTest.keyClicks(budget, "12000")
        press(dialog, "plan_settings_keep")

    in_dialog(fill)
    window.actions_of_window["plan_settings"].trigger()
    plan = window.bridge.plan()
    assert (plan.company, plan.budget) == ("Acme", 12000)
    window.bridge.undo()
    plan = window.bridge.plan()
    assert (plan.company, plan.budget) == ("", None)


def test_a_closed_plan_is_remembered_with_its_steps(open_window: OpenWindow) -> None:
    window = open_window("shop")
    window.close_plan()
    (plan,) = recent_plans()
    assert plan.is_fictitious
    assert len(plan.steps) == 5
    assert plan.sketch
    card = window.findChild(QAbstractButton, "latest_plan")
    assert card is not None
    assert plan.name in card.accessibleName()


def test_revert_asks_and_takes_everything_back(open_window: OpenWindow, told: Recorder) -> None:
    window = open_window("empty")
    assert window.bridge is not None
    from ui.messages import messages

    messages().use(told)
    document: Document = window.bridge.document
    set_value(document, Plan, PLAN_ROW, "company", "Acme")
    window.actions_of_window["revert"].trigger()
    assert len(told.questions) == 1
    assert window.bridge.plan().company == ""


def no_label_of_the_shell_stays_in_the_other_language(window: MainWindow) -> None:
    assert window.bridge is not None
    english, revision = _texts(window), window.bridge.document.revision
    window.set_language("fr")
    QApplication.processEvents()
    french = _texts(window)
    same = {"Plan Plan, menu", "Segments", "SWOT", "Menu", "FR", "EN", "Plan", "Périple"}
    assert [text for text in english & french if text not in same and any(letter.isalpha() for letter in text)] == []
    window.set_language("en")
    QApplication.processEvents()
    assert _texts(window) & (french - english) == set()
    assert window.bridge.document.revision == revision


def _texts(window: MainWindow) -> set[str]:
    shown: list[QWidget] = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    names = {widget.accessibleName() for widget in shown if widget.isVisible()}
    return {text for text in names if text and "%" not in text}
