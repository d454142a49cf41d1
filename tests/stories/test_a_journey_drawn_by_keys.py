"""Twenty touchpoints drawn from the welcome screen by keyboard alone, in every view, then undone to nothing."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtGui import QGuiApplication

from journey.model import EmotionObservation, Friction, LaneCard, Stage, Touchpoint, Transition
from strategy.plan_file import to_json
from tests.stories.keyboard import Keyboard
from tests.windows import OpenWindow
from ui.main_window import MainWindow
from ui.pages.journeys.graph.canvas import GraphCanvas
from ui.pages.journeys.graph.editors import CanvasEditor
from ui.pages.journeys.page import JourneysPage
from ui.settings import settings

STAGES = (
    ("Advert", "Search", "Friend", "Fair"),
    ("Product page", "Reviews", "Brochure", "Video"),
    ("Trial", "Welcome email", "Chat", "Callback"),
    ("Basket", "Checkout", "Payment", "Receipt"),
    ("Parcel", "First use", "Help centre", "Survey"),
)


def test_a_journey_is_drawn_by_keys_and_undone_to_nothing(open_window: OpenWindow, tmp_path: Path) -> None:
    window = open_window("welcome")
    window.resize(1440, 900)
    settings().plans_folder = tmp_path
    keyboard = Keyboard(window)
    with keyboard.in_dialog(lambda: keyboard.write("Relaunch", "Return")):
        keyboard.strike("Ctrl+N")
    nothing = said(window)
    keyboard.strike("Ctrl+2", "N")
    keyboard.write("Loyal", "Return")
    keyboard.strike("Ctrl+3")
    with keyboard.in_dialog(lambda: keyboard.tab_to("new_journey_stages", "Home", "Down", "Return")):
        keyboard.strike("N")

    write_on_the_map(keyboard)
    join_on_the_map(keyboard)
    join_on_the_graph(keyboard)
    write_on_the_graph(keyboard)
    rename_in_the_list(keyboard)
    assert window.bridge is not None
    document, everything = window.bridge.document, said(window)
    snapshot = window.bridge.snapshot()
    assert len(snapshot.all(Touchpoint)) == 20 + 1 + 3  # the entry and two ends came with the journey
    kinds = (Stage, Transition, Friction, EmotionObservation, LaneCard)
    assert [len(snapshot.all(each)) for each in kinds] == [5, 5, 2, 1, 2]
    assert sorted(each.probability or 0 for each in snapshot.all(Transition)) == [0.1, 0.2, 0.3, 0.4, 0.6]
    assert [each.text for each in snapshot.all(Friction) if each.transition_id] == ["Takes a week"]

    while document.undo_step is not None:
        keyboard.strike("Ctrl+Z")
    assert said(window) == nothing
    while document.redo_step is not None:
        keyboard.strike("Ctrl+Shift+Z")
    assert said(window) == everything


def said(window: MainWindow) -> str:
    """The plan on screen as its documented format writes it."""
    assert window.bridge is not None
    return to_json(window.bridge.document)


def write_on_the_map(keyboard: Keyboard) -> None:
    """An own stage, touchpoints written one by one or pasted, an emotion, a friction, an own lane with cards."""
    keyboard.strike("Up", "Up", "End", "N")
    keyboard.write("Use", "Return")
    keyboard.strike("Home", "Down", "Down")
    for name in STAGES[0]:
        keyboard.strike("N")
        keyboard.write(name, "Return")
    for stage in STAGES[1:]:
        QGuiApplication.clipboard().setText("\n".join(stage))
        keyboard.strike("Tab", "Ctrl+V")
    keyboard.strike("F")
    keyboard.write("Nobody reads it", "Return", "Space", "Space", "Space")
    keyboard.strike("Up", "Alt+Up")
    keyboard.strike("Home", "Left", "N", "Up", "Return")
    keyboard.write("Staff", "Return")
    for card in ("Answers calls", "Packs"):
        keyboard.strike("Right", "N")
        keyboard.write(card, "Return")


def join_on_the_map(keyboard: Keyboard) -> None:
    """C asks where customers go next, and how many of them do."""
    keyboard.strike("Home", "Up", "Up", "Up", "Up", "Up", "Up")
    assert keyboard.focus.accessibleName().startswith("Touchpoint, Fair")
    for name, share in (("Product", "60"), ("Reviews", "30")):
        keyboard.strike("C")
        keyboard.write(name, "Return")
        keyboard.write(share, "Return")


def join_on_the_graph(keyboard: Keyboard) -> None:
    """What the map has is there, and selected; a friction on one way more, and a loop. Digits of a French keyboard."""
    keyboard.strike("Alt+É")
    assert keyboard.focus.accessibleName().startswith("Touchpoint, Fair")
    keyboard.strike("Alt+Down")
    assert keyboard.focus.accessibleName() == "Transition, Fair to Product page, 60%"
    keyboard.strike("Left", "C", "Right", "Return")
    keyboard.write("10", "Return")
    keyboard.strike("F")
    keyboard.write("Takes a week", "Return")
    keyboard.strike("Right", "C", "Left", "Return")
    keyboard.write("20", "Return")


def write_on_the_graph(keyboard: Keyboard) -> None:
    """A touchpoint named with letters that are shortcuts elsewhere, joined where it goes to, and a look at all."""
    page = cast("JourneysPage", keyboard.focus.window().findChild(JourneysPage))
    canvas, snapshot = keyboard.focus, page.bridge.snapshot
    assert isinstance(canvas, GraphCanvas)
    known = {each.id for each in snapshot().all(Transition)}
    for keys, text in (
        (("T",), "To the shop"), (("Shift+Right", "Left", "C", "Right", "Return"), "40"), (("F",), "Far away"),
    ):  # fmt: skip
        keyboard.strike(*keys)
        editor = keyboard.focus
        assert isinstance(editor, CanvasEditor), text
        keyboard.write(text, "Return")
        assert keyboard.focus is canvas, text
    (way,) = (each for each in snapshot().all(Transition) if each.id not in known)
    assert way.probability == 0.4
    assert [each.transition_id for each in snapshot().all(Friction) if each.text == "Far away"] == [way.id]

    keyboard.strike("-")
    assert canvas.zoom < 1
    keyboard.strike("Ctrl+0")
    assert canvas.zoom == 1
    keyboard.strike("Ctrl+A")
    assert len(page.selection.keys) == len(snapshot().all(Touchpoint))
    keyboard.strike("H", "Escape", "Ctrl+Z", "Ctrl+Z")
    assert not [each for each in snapshot().all(Friction) if each.transition_id == way.id]


def rename_in_the_list(keyboard: Keyboard) -> None:
    """The map says the new name as soon as it is back."""
    keyboard.strike("Ctrl+L", "Home", "Down", "Down", "F2")
    keyboard.write("Ad", "Return")
    keyboard.strike("Alt+&")
    assert keyboard.focus.accessibleName().startswith("Touchpoint, Ad,")
