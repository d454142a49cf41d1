"""A plan from nothing to the workbook by keyboard alone, as somebody would who sees the program for the first time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journey.model import Journey, Segment
from resources.catalogue import catalogue
from resources.i18n import current
from strategy.method import Progression
from strategy.model import Action, KpiReading, Objective, Tool, WorkshopNote
from tests.stories.keyboard import Keyboard
from tests.windows import OpenWindow
from ui.main_window import MainWindow
from ui.pages.registry import STEP_PAGES
from ui.settings import settings
from ui.shell.key_guard import KeyGuard
from ui.theme.theme import theme

NAME = "Spring: relations 2027"


@pytest.fixture(autouse=True)
def _guarded(qapp: QApplication) -> Iterator[None]:
    """What the program installs after its first paint."""
    guard = KeyGuard(qapp)
    yield
    qapp.focusChanged.disconnect(guard._follow)
    guard.deleteLater()


@pytest.mark.feature("feat_local_data")
def test_a_plan_is_made_by_keyboard_alone(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window("welcome")
    window.resize(1440, 900)
    settings().plans_folder = tmp_path
    keyboard = Keyboard(window)
    make_the_plan(keyboard, window)
    write_objectives(keyboard)
    write_segments(keyboard)
    write_journeys(keyboard)
    answer_the_diagnostic(keyboard)
    write_actions(keyboard)
    take_a_note(keyboard)
    assert window.bridge is not None
    snapshot = window.bridge.snapshot()
    states = list(window.bridge.step_states().values())[: len(STEP_PAGES)]
    assert [(state.step, state.unmet) for state in states if state.state is not Progression.COMPLETE] == []
    assert [len(snapshot.all(each)) for each in (Objective, Segment, Journey, Action)] == [2, 2, 2, 3]
    assert [note.text for note in snapshot.all(WorkshopNote)] == ["Ask the sales team"]
    assert snapshot.all(Tool)[0].name == "Helpdesk"
    assert [reading.value for reading in snapshot.all(KpiReading)] == [8]
    set_a_warning_aside(keyboard, window)
    delete_and_undo(keyboard, window)
    export_both_languages(keyboard, tmp_path)
    switch_language_and_theme(keyboard)
    close_and_reopen(keyboard, window)


def make_the_plan(keyboard: Keyboard, window: MainWindow) -> None:
    """In a file that is called as the plan, but for what a name of a file may not have."""

    def fill() -> None:
        keyboard.write(NAME, "Tab")
        keyboard.write("Acme", "Tab", "Tab")
        keyboard.write("60000", "Tab")
        keyboard.write("01/01/2027", "Tab")
        keyboard.write("31/12/2027", "Return")

    with keyboard.in_dialog(fill):
        keyboard.strike("Ctrl+N")
    assert window.bridge is not None
    assert window.bridge.plan().name == NAME
    assert window.bridge.document.path == settings().plans_folder / "Spring relations 2027.periple"


def write_objectives(keyboard: Keyboard) -> None:
    """One of the team's own, with every letter of SMART, and one of the library."""
    keyboard.strike("N")
    keyboard.write("Keep more customers", "Return", "Return")
    keyboard.tab_to("objective_specific", "Return")
    keyboard.write("Renewals of loyal customers", "Return")
    keyboard.tab_to("objective_relevant", "Return")
    keyboard.write("Half of the income", "Return")
    keyboard.tab_to("objective_aspect")
    keyboard.write("Min", "Tab", "Tab")
    fill_objective_figures(keyboard, "1")
    keyboard.tab_to("library_list", "Down", "Return")
    keyboard.tab_to("objective_kpi_field")
    fill_objective_figures(keyboard, "2")


def fill_objective_figures(keyboard: Keyboard, priority: str) -> None:
    keyboard.write("ret", "Tab")
    keyboard.write("10", "Tab")
    keyboard.write("5", "Tab")
    keyboard.tab_to("objective_due_date")
    keyboard.write("31/12/2027", "Tab")
    keyboard.write("Ann", "Tab", "Right", "Tab")
    keyboard.write(priority, "Tab")


def write_segments(keyboard: Keyboard) -> None:
    """Two segments with size, values, priority, a criterion and an objective; a persona for the first."""
    keyboard.strike("Ctrl+2")
    for priority, (name, size) in enumerate((("Loyal", "1200"), ("Trial", "800")), start=1):
        keyboard.strike("N")
        keyboard.write(name, "Tab")
        for figure in (size, "50", "80", "2"):
            keyboard.write(figure, "Tab")
        keyboard.write(str(priority), "Return")
        if priority == 1:
            keyboard.tab_to("segment_panel_tabs", "Right")
        keyboard.tab_to("add_criterion", "Return")
        keyboard.write("age", "Return")
        keyboard.write("over 30", "Tab")
        choose_first(keyboard, "segment_objectives_choose")
        keyboard.tab_to("segment_table")
    keyboard.strike("Up")
    keyboard.tab_to("segment_panel_tabs", "Left")
    keyboard.tab_to("add_persona", "Return")
    keyboard.write("Alice", "Return")
    keyboard.tab_to("persona_portrait", "Return")
    keyboard.write("Uses the service every day", "Return")


def choose_first(keyboard: Keyboard, name: str) -> None:
    """Open the list behind a control and mark its first row."""
    keyboard.tab_to(name, "Return")
    if keyboard.focus.objectName().endswith("_filter"):
        keyboard.strike("Down")
    keyboard.strike("Space", "Escape")


def write_journeys(keyboard: Keyboard) -> None:
    """As it is, with a friction, an emotion and probabilities; then a way to be, derived and tied to an objective."""
    keyboard.strike("Ctrl+3")
    with keyboard.in_dialog(lambda: keyboard.strike("Return")):
        keyboard.strike("N")
    keyboard.strike("Ctrl+L")
    keyboard.strike("T")
    keyboard.write("Welcome call", "Return")
    keyboard.tab_to("touchpoint_channel")
    keyboard.write("ph", "Tab")
    keyboard.write("t", "Tab")
    keyboard.tab_to("touchpoint_measured")
    keyboard.strike("Down")
    keyboard.tab_to("journey_outline", "Up")
    connect(keyboard, "Welc", "100")
    keyboard.strike("Home", "Down", "Down", "Down")
    connect(keyboard, "Succ", "60")
    keyboard.strike("Up")
    connect(keyboard, "Drop", "80")
    keyboard.strike("Up", "Up")
    keyboard.tab_to("touchpoint_tabs", "Right", "Right")
    keyboard.tab_to("scale_probabilities", "Return")
    keyboard.tab_to("touchpoint_tabs", "Left", "Left")
    keyboard.tab_to("emotion_face_-1", "Return")
    keyboard.tab_to("emotion_observation_evidence", "Down")
    keyboard.tab_to("journey_outline", "F")
    keyboard.write("Nobody answers", "Return")
    keyboard.tab_to("friction_type", "Down")
    keyboard.tab_to("friction_severity", "Down", "Down", "Down")
    keyboard.tab_to("friction_evidence", "Down")
    keyboard.tab_to("journey_outline", "B")
    keyboard.tab_to("derive_to_be", "Return")
    keyboard.tab_to("journey_settings", "Return")
    choose_first(keyboard, "choose_objectives")


def connect(keyboard: Keyboard, target: str, percent: str) -> None:
    keyboard.strike("C")
    keyboard.write(target, "Return")
    keyboard.write(percent, "Return")


def answer_the_diagnostic(keyboard: Keyboard) -> None:
    """Every question scored, a strength and a weakness; the budget is the plan's."""
    keyboard.strike("Ctrl+4")
    unfolded = ""
    for question in catalogue().entries("capability_questions"):
        if unfolded and question.get("area") != unfolded:
            keyboard.tab_to(f"head_{question.get('area')}", "Return")
        unfolded = question.get("area")
        keyboard.tab_to(f"scale_{question.id}", "2")
    keyboard.tab_to("add_swot_strength", "Return")
    keyboard.write("Skilled staff", "Return")
    keyboard.tab_to("add_swot_weakness", "Return")
    keyboard.write("Slow answers", "Return")


def write_actions(keyboard: Keyboard) -> None:
    """Two actions of the team's own with all their fields, one from a friction; a need, a tool compared, a reading."""
    keyboard.strike("Ctrl+5")
    keyboard.tab_to("from_frictions", "Return", "Down", "Right", "Return")
    keyboard.write("Answer within a day", "Return", "Ctrl+.")
    keyboard.tab_to("action_cost")
    keyboard.write("2000", "Tab")
    for name in ("Call back", "Explain better"):
        keyboard.tab_to("action_table", "N")
        keyboard.write(name, "Return")
        fill_action(keyboard)
    keyboard.tab_to("action_tabs_actions", "Right")
    keyboard.tab_to("add_needs", "Return")
    keyboard.write("See the history", "Tab")
    keyboard.strike("Return", "Space", "Down", "Space", "Escape")
    keyboard.strike("Right", "Right", "Return", "4", "Return")
    keyboard.strike("Right", "Right", "Return", "Space", "Escape")
    keyboard.tab_to("add_tools", "Return")
    keyboard.write("Helpdesk", "Return")
    keyboard.strike("Down", "4", "Down", "3")
    keyboard.tab_to("action_tabs_needs", "Right", "Right", "Right")
    keyboard.tab_to("follow_up_view_dashboard", "Right")
    keyboard.tab_to("add_readings", "Return", "Return")
    keyboard.write("8", "Return")


def fill_action(keyboard: Keyboard) -> None:
    keyboard.tab_to("action_owner")
    keyboard.write("Ann", "Tab", "Right", "Right")
    keyboard.tab_to("action_type", "Down")
    keyboard.tab_to("action_lever", "Down")
    for links in ("segments", "objectives"):
        choose_first(keyboard, f"action_{links}")
    keyboard.tab_to("action_start_date")
    keyboard.write("01/02/2027", "Tab")
    keyboard.write("01/05/2027", "Tab")
    keyboard.write("30", "Tab")
    keyboard.tab_to("action_cost")
    keyboard.write("5000", "Tab")
    keyboard.write("4", "Tab")
    keyboard.tab_to("action_gain")
    keyboard.write("9000", "Tab")
    keyboard.write("ret", "Tab")
    keyboard.write("10", "Tab")
    keyboard.write("5", "Tab")
    keyboard.tab_to("action_journey_id", "Down")
    for links in ("touchpoints", "frictions", "statements"):
        choose_first(keyboard, f"action_{links}")
    keyboard.tab_to("action_note")
    keyboard.write("Ask the team first")


def take_a_note(keyboard: Keyboard) -> None:
    keyboard.tab_to("rail_notes", "Return")
    keyboard.strike("N")
    keyboard.write("Ask the sales team", "Return")


def set_a_warning_aside(keyboard: Keyboard, window: MainWindow) -> None:
    assert window.bridge is not None
    before = len(window.bridge.all_findings())

    def set_aside() -> None:
        keyboard.tab_to("set_aside_note")
        keyboard.write("Known", "Tab", "Return", "Escape")

    keyboard.strike("Ctrl+6")
    origin = keyboard.focus
    with keyboard.in_dialog(set_aside):
        keyboard.strike("Ctrl+Shift+W")
    assert len(window.bridge.all_findings()) == before - 1
    assert keyboard.focus is origin


def delete_and_undo(keyboard: Keyboard, window: MainWindow) -> None:
    """The question about what depends on it keeps it unless one goes to the other button."""
    assert window.bridge is not None
    bridge = window.bridge
    keyboard.strike("Ctrl+2")
    keyboard.tab_to("segment_table")
    with keyboard.in_dialog(lambda: keyboard.strike("Return")):
        keyboard.strike("Del")
    assert len(bridge.snapshot().all(Segment)) == 2
    with keyboard.in_dialog(lambda: keyboard.tab_to("question_accept", "Return")):
        keyboard.strike("Del")
    assert len(bridge.snapshot().all(Segment)) == 1
    keyboard.strike("Ctrl+Z")
    assert len(bridge.snapshot().all(Segment)) == 2
    assert keyboard.focus.objectName() == "segment_table"


def export_both_languages(keyboard: Keyboard, folder: Path) -> None:
    def export(*choice: str) -> None:
        dialog = keyboard.focus.window()
        if choice:
            keyboard.tab_to("export_language_en", *choice)
        keyboard.tab_to("export_start", "Return")
        while dialog.isVisible():
            QTest.qWait(5)

    for choice in ((), ("Left",)):
        with keyboard.in_dialog(partial(export, *choice)):
            keyboard.strike("Ctrl+E")
    assert len([path for path in folder.iterdir() if path.read_bytes()[:2] == b"PK"]) == 2


def switch_language_and_theme(keyboard: Keyboard) -> None:
    keyboard.tab_to("language_en", "Left")
    assert current().language == "fr"
    assert keyboard.focus.objectName() == "language_fr"
    keyboard.tab_to("rail_toggle_theme", "Return")
    assert theme().is_dark
    keyboard.strike("Return")
    assert not theme().is_dark


def close_and_reopen(keyboard: Keyboard, window: MainWindow) -> None:
    keyboard.strike("Ctrl+W")
    assert window.view is None
    keyboard.tab_to("latest_plan", "Return")
    assert window.bridge is not None
    assert window.bridge.plan().name == NAME
