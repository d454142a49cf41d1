"""The palette and the search over the plan, in the window of the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from resources.catalogue import catalogue
from resources.i18n import tr, use_language
from resources.i18n import words as words_of
from strategy.model import Action
from strategy.operations.editing import set_value
from strategy.search import METHOD_LISTS, PlanIndex
from strategy.search_words import KIND_WORDS
from tests.held_frames import HeldFrames
from tests.rich_rows import rows_beside_the_bank
from tests.support import sample_plan
from tests.ui.revealing import is_revealed, some_of_each_kind
from tests.windows import OpenWindow, in_dialog
from ui.actions import SPECS
from ui.main_window import MainWindow
from ui.models.palette import LINE_ROLE, Group, Line, PaletteModel
from ui.pages.action_plan.levers import Levers
from ui.shell.finding import go_to_found
from ui.widgets.dialog import Dialog
from ui.widgets.segmented import Segmented


def lines(dialog: Dialog) -> list[Line]:
    """What the palette lists, headings included."""
    view = dialog.findChild(QListView, "palette_list")
    assert view is not None
    model = view.model()
    return [model.index(row, 0).data(LINE_ROLE) for row in range(model.rowCount())]


def field(dialog: Dialog) -> QLineEdit:
    found = dialog.findChild(QLineEdit, "palette_field")
    assert found is not None
    return found


def in_palette(window: MainWindow, act: Callable[[Dialog], None], action: str = "palette") -> None:
    in_dialog(act)
    window.actions_of_window[action].trigger()


def type_and_enter(words: str) -> Callable[[Dialog], None]:
    def act(dialog: Dialog) -> None:
        QTest.keyClicks(field(dialog), words)
        QTest.keyClick(field(dialog), Qt.Key.Key_Return)

    return act


def test_the_model_keeps_the_rules_of_qt(open_window: OpenWindow) -> None:
    window = open_window("welcome")
    model = PaletteModel(window.actions_of_window, window)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.take_index(PlanIndex(sample_plan("bank")))
    for words in ("attente", "", "open", "zzz"):
        model.search(words)
        model.limit_to(Group.COMMANDS)
        model.limit_to(None)
    assert model.rowCount(model.index(0, 0)) == 0
    assert tester.model() is model
    headings = [row for row in range(model.rowCount()) if model.line(row) is None]
    assert all(model.flags(model.index(row)) == Qt.ItemFlag.NoItemFlags for row in headings)
    assert model.data(QModelIndex()) is None


def test_the_palette_of_a_plan(open_window: OpenWindow) -> None:
    """One window for the stories below: each begins where the one before ended, and paints what it leaves."""
    window = open_window("bank")
    frames = HeldFrames(window)
    assert window.bridge is not None
    assert window.view is not None
    for story in (
        a_part_of_a_page,
        a_word_of_the_other_language,
        a_thing,
        what_was_seen,
        a_note,
        what_cannot_be_run,
        one_group,
        nothing,
        everything_found_is_revealed,
        everything_of_the_method_has_a_place,
    ):
        story(window)
        frames.paint()


def a_word_of_the_other_language(window: MainWindow) -> None:
    in_palette(window, type_and_enter("tracabil"))
    assert window.view is not None
    assert window.view.page_id == "traceability"


def a_part_of_a_page(window: MainWindow) -> None:
    """Each part that has a command is in front once its name was typed, in either language."""
    for words, name, part in (
        ("suivi", "action_tabs", "follow_up"),
        ("leviers", "action_tabs", "levers"),
        ("needs, tools", "action_tabs", "needs"),
        ("best set", "economics_view", "best_set"),
        ("starting point", "objectives_view", "start"),
        ("budget", "action_tabs", "budget"),
    ):
        in_palette(window, only_commands(words))
        assert window.view is not None
        switch = window.view.page.findChild(Segmented, name)
        assert switch is not None
        assert (switch.value(), switch.isVisible()) == (part, True), words


def only_commands(words: str) -> Callable[[Dialog], None]:
    def act(dialog: Dialog) -> None:
        for _ in range(2):
            QTest.keyClick(field(dialog), Qt.Key.Key_Tab)
        type_and_enter(words)(dialog)

    return act


def a_thing(window: MainWindow) -> None:
    in_palette(window, type_and_enter("managed queue"))
    assert window.view is not None
    assert window.view.page_id == "step_5_action_plan"
    assert window.lately.seen[0] == ("action", "ac_bank_1")


def what_was_seen(window: MainWindow) -> None:
    def act(dialog: Dialog) -> None:
        first = lines(dialog)
        assert first[0].title == "Seen lately"
        assert first[1].place == ("action", "ac_bank_1")
        commands = [each for each in first if each.group is Group.COMMANDS and not each.is_heading]
        assert commands[0].action_id == "traceability"

    in_palette(window, act)


def a_note(window: MainWindow) -> None:
    assert window.bridge is not None
    set_value(window.bridge.document, Action, "ac_bank_2", "note", "Ask <b>Éloïse</b> before June")

    def act(dialog: Dialog) -> None:
        QTest.keyClicks(field(dialog), "eloise")
        found = next(each for each in lines(dialog) if each.place == ("action", "ac_bank_2"))
        assert found.found == "note: Ask <b>Éloïse</b> before June"
        start, length = found.found_match
        assert found.found[start : start + length] == "Éloïse"
        assert "Éloïse" in found.spoken

    in_palette(window, act, "search")


def what_cannot_be_run(window: MainWindow) -> None:
    def act(dialog: Dialog) -> None:
        QTest.keyClicks(field(dialog), "redo")
        found = next(each for each in lines(dialog) if each.action_id == "redo")
        assert found.is_disabled
        assert found.about == "Nothing to redo"
        view = dialog.findChild(QListView, "palette_list")
        assert view is not None
        view.setCurrentIndex(view.model().index(lines(dialog).index(found), 0))
        QTest.keyClick(field(dialog), Qt.Key.Key_Return)
        assert dialog.isVisible()

    in_palette(window, act)


def one_group(window: MainWindow) -> None:
    def act(dialog: Dialog) -> None:
        QTest.keyClicks(field(dialog), "wait")
        assert {each.group for each in lines(dialog)} == {Group.PLAN}
        QTest.keyClick(field(dialog), Qt.Key.Key_Tab)
        QTest.keyClick(field(dialog), Qt.Key.Key_Tab)
        assert {each.group for each in lines(dialog)} == {Group.METHOD}
        QTest.keyClick(field(dialog), Qt.Key.Key_Backtab)
        field(dialog).clear()
        assert {each.group for each in lines(dialog)} == {Group.COMMANDS}
        assert field(dialog).hasFocus()

    in_palette(window, act, "search")


def nothing(window: MainWindow) -> None:
    def act(dialog: Dialog) -> None:
        QTest.keyClicks(field(dialog), "qqqqq")
        assert lines(dialog) == []
        QTest.keyClick(field(dialog), Qt.Key.Key_Return)
        assert dialog.isVisible()

    in_palette(window, act)


def is_answering(window: MainWindow, question: str) -> bool:
    """Whether the cursor is in the answer to a question of the method; offscreen, a window sleeps after its dialogs."""
    focused = window.focusWidget()
    return focused.objectName() == f"answer_{question}" and focused.isVisible()


def everything_found_is_revealed(window: MainWindow) -> None:
    """Each kind that a search finds leads to a page or a dialog that shows it; in a small window, most pages scroll."""
    assert window.bridge is not None
    with window.bridge.document.transact("One of each") as session:
        session.add_all(rows_beside_the_bank())
    window.resize(1180, 700)
    places = some_of_each_kind(window)
    assert {kind for kind, _ in places} == set(KIND_WORDS) - set(METHOD_LISTS)
    for place in places:
        is_revealed(window, place)
    assert go_to_found(window, ("guiding_answer", "q2_needs"))
    assert is_answering(window, "q2_needs")


def everything_of_the_method_has_a_place(window: MainWindow) -> None:
    """Levers, indicators and questions lead to where they are used or answered."""
    assert window.view is not None
    assert go_to_found(window, ("levers", "lev_points"))
    assert window.view.page_id == "step_5_action_plan"
    levers = window.view.page.findChild(Levers, "levers")
    assert levers is not None
    assert levers.current_id == "lev_points"
    assert go_to_found(window, ("kpis", "kpi_waiting_time"))
    assert window.view.page_id == "step_1_objectives"
    for step, entry in {str(each.get("step")): each.id for each in catalogue().entries("workshop_questions")}.items():
        assert go_to_found(window, ("workshop_questions", entry))
        assert step in (window.view.page_id, "view_follow_up")
        QApplication.processEvents()
        assert is_answering(window, entry), entry
    assert QApplication.activeModalWidget() is None


def test_without_a_plan_the_palette_runs_what_needs_none_and_says_what_the_rest_needs(open_window: OpenWindow) -> None:
    window = open_window("welcome")

    def act(dialog: Dialog) -> None:
        assert all(each.group is Group.COMMANDS for each in lines(dialog))
        QTest.keyClicks(field(dialog), "exporter")
        found = next(each for each in lines(dialog) if each.action_id == "export")
        assert found.about == "Exporter, Open a plan first"

    in_palette(window, act)
    assert not window.actions_of_window["search"].isEnabled()


def test_every_action_is_found_by_its_name_in_the_language_that_the_window_does_not_speak(
    open_window: OpenWindow,
) -> None:
    window = open_window("welcome")
    for language, other in (("en", "fr"), ("fr", "en")):
        use_language(language)
        model = PaletteModel(window.actions_of_window, window)
        for declared in SPECS:
            model.search(words_of(other).tr(declared.text))
            found = [line for row in range(model.rowCount()) if (line := model.line(row)) is not None]
            assert [line.title for line in found if line.action_id == declared.id] == [tr(declared.text)]
