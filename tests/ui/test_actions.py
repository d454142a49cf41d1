"""Actions: declared once, reachable by their keys, enabled when they are of use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from resources.i18n import use_language
from ui.actions import SPECS, ActionSet, EnabledWhen, key_sequence, key_text, list_menu


@pytest.fixture
def actions(qtbot: QtBot) -> Iterator[ActionSet]:
    """The actions of a bare window."""
    window = QWidget()
    qtbot.addWidget(window)
    yield ActionSet(window)
    del window


def test_no_two_actions_share_a_shortcut() -> None:
    keys = Counter(key_sequence(shortcut).toString() for spec in SPECS for shortcut in spec.shortcuts)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_shortcut_is_understood_by_qt() -> None:
    empty = [shortcut for spec in SPECS for shortcut in spec.shortcuts if not key_sequence(shortcut).toString()]
    assert empty == []


@pytest.mark.parametrize(("digit", "twin"), [("1", "&"), ("3", '"'), ("5", "("), ("6", "-")])
def test_each_digit_has_the_key_of_a_french_keyboard(actions: ActionSet, digit: str, twin: str) -> None:
    found = next(spec for spec in SPECS if f"Ctrl+{digit}" in spec.shortcuts)
    shortcuts = actions[found.id].shortcuts()
    assert QKeySequence(f"Ctrl+{twin}") in shortcuts


def test_list_actions_wait_for_a_page_that_handles_them(actions: ActionSet) -> None:
    done: list[str] = []
    assert not actions["new"].isEnabled()
    actions.set_conditions({EnabledWhen.ALWAYS}, {"new": lambda: done.append("new")})
    actions["new"].trigger()
    assert done == ["new"]
    actions.set_conditions({EnabledWhen.ALWAYS}, {})
    assert not actions["new"].isEnabled()


def test_keys_are_named_as_on_the_readers_keyboard() -> None:
    assert key_text("delete") == "Del"
    use_language("fr")
    assert key_text("delete") == "Suppr"
    use_language("en")


def test_a_list_menu_offers_what_the_page_handles_in_the_usual_order(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    done: list[str] = []
    menu = list_menu(
        {"delete": lambda: done.append("delete"), "new": lambda: done.append("new")}, window, {"new": "New R&D note"}
    )
    entries: list[QAction] = menu.actions()
    assert [entry.text() for entry in entries] == ["New R&&D note\tN", "Delete\tDel"]
    entries[1].trigger()
    assert done == ["delete"]
