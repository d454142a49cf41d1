"""Every control says who it is, in the reader's language: for readers of screens, for tests, for the eye."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QTabBar,
    QWidget,
)

from resources.catalogue import catalogue
from resources.i18n import LANGUAGES, current, words
from strategy.snapshot import mapped_classes
from tests.held_frames import HeldFrames
from tests.windows import OpenWindow, in_dialog
from ui.dialogs.new_plan import LANGUAGE_NAMES
from ui.main_window import MainWindow
from ui.pages.registry import ALL_PAGES
from ui.widgets.dialog import Dialog
from ui.widgets.segmented import Segmented

THINGS = {
    "step_1_objectives": ["objective", "kpi_reading"],
    "step_2_segments": ["segment"],
    "step_3_journeys": ["journey", "stage", "touchpoint", "transition", "friction"],
    "step_4_capabilities": ["swot_statement"],
    "step_5_action_plan": ["action", "functional_need", "tool"],
    "notes": ["workshop_note"],
}
"""Things whose fields a page shows when it is asked for one."""
DIALOGS = ("new_plan", "plan_settings", "participants", "own_lists", "own_values", "export", "picture", "print",
           "findings", "palette", "preferences", "guide", "anonymise", "new_cycle", "help", "about", "contents",
           "recovery")  # fmt: skip
_FEWEST_LETTERS = 8
"""A pattern with fewer letters of its own, such as "{n} of {total}", fits too much."""


def views_of(window: MainWindow, page_id: str) -> Iterator[QWidget]:
    """A page as it opens, then each of its views, then each thing with each tab of its fields."""
    assert window.view is not None
    window.view.show_page(page_id)
    page = window.view.page
    yield page
    for choice in page.findChildren(Segmented):
        if choice.objectName() in ("objectives_view", "action_tabs"):
            for part in choice.findChildren(QAbstractButton):
                part.click()
                yield page
            choice.findChildren(QAbstractButton)[0].click()
    kinds = {each.__tablename__: each for each in mapped_classes()}
    for kind in THINGS.get(page_id, ()):
        for row in page.bridge.snapshot().all(kinds[kind])[:1]:
            page.reveal(kind, row.id)
            page.show_panel()
            yield page
            for tabs in [each for each in page.findChildren(QTabBar) if each.isVisible()]:
                for place in range(tabs.count()):
                    tabs.setCurrentIndex(place)
                    yield page


def shown_in(root: QWidget) -> list[QWidget]:
    """What is visible, without what Qt makes for itself."""
    QApplication.processEvents()
    visible = [root] if root.isVisible() else []
    for each in visible:  # which grows: what lies in something hidden, as most of a window does, is not asked
        inner = each.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        visible += [child for child in inner if child.isVisible()]
    return [each for each in visible if not each.objectName().startswith("qt_")]


def is_control(widget: QWidget) -> bool:
    """Whether the user can act on it: a scroll area only carries what it scrolls."""
    if isinstance(widget, QHeaderView):
        return False
    if isinstance(widget, QAbstractScrollArea) and not widget.accessibleName():
        return isinstance(widget, QAbstractItemView)
    return isinstance(widget, QAbstractButton) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def nameless(shown: Iterable[QWidget]) -> list[str]:
    """The controls without an object name or without anything to be called by."""
    lacking = []
    for each in shown:
        called = each.accessibleName() or (each.text() if isinstance(each, QAbstractButton) else "")
        if is_control(each) and not (each.objectName() and called):
            lacking.append(f"{type(each).__name__} {each.objectName()!r} {called!r} in {_home(each)}")
    return lacking


def texts_of(shown: Iterable[QWidget]) -> set[str]:
    """Every text of ours that is on screen or behind it."""
    found: set[str] = set()
    for each in shown:
        found |= {each.accessibleName(), each.accessibleDescription(), each.property("placeholderText") or ""}
        found.add(re.sub("<[^>]+>", "", each.toolTip()))
        if isinstance(each, QLabel | QAbstractButton):
            found.add(each.text())
        if isinstance(each, QComboBox):
            found |= {each.itemText(place) for place in range(each.count())}
        if isinstance(each, QTabBar):
            found |= {each.tabText(place) for place in range(each.count())}
        if isinstance(each, QAbstractItemView):
            found |= _texts_of_view(each)
    return {text.replace("&&", "&").strip() for text in found if text and any(letter.isalpha() for letter in text)}


@cache
def foreign(language: str) -> Callable[[str], bool]:
    """Tells a text of the other language from one of `language`."""
    other = next(each for each in LANGUAGES if each != language)
    pairs = _pairs()
    mine = {pair[language] for pair in pairs}
    theirs = {pair[other] for pair in pairs} - mine
    patterns = [_pattern(text) for text in theirs if "{" in text and _letters(text) >= _FEWEST_LETTERS]
    together = re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.DOTALL)
    return lambda text: text in theirs or (text not in mine and together.fullmatch(text) is not None)


def test_a_text_of_the_other_language_is_told() -> None:
    assert foreign("fr")("Suggested objectives")
    assert foreign("fr")("12 of 14 answered")
    assert foreign("en")("Objectifs")
    assert not foreign("fr")("Segments")
    assert not foreign("en")("Plan")


@pytest.mark.feature("feat_language_switch")
def test_every_control_of_a_page_has_its_names_in_the_language(open_window: OpenWindow) -> None:
    """In French, on a plan in English; then in English again, where a text that was kept would be French."""
    window = open_window("saas")
    window.resize(1440, 900)
    frames = HeldFrames(window)
    of_the_plan = _of_the_plan(window)
    lacking: list[str] = []
    strange: set[str] = set()
    judged: set[QWidget] = set()

    def look(view: QWidget, language: str) -> None:
        shown = shown_in(view)
        lacking.extend(nameless(each for each in shown if each not in judged))
        judged.update(shown)
        strange.update(text for text in texts_of(shown) - of_the_plan if foreign(language)(text))

    window.set_language("fr")
    for page_id in ALL_PAGES:
        for view in chain(views_of(window, page_id), [window]):
            look(view, "fr")
        frames.paint()
    judged.clear()  # they are gone, and what is built next may lie where they lay
    window.set_language("en")
    for page_id in ALL_PAGES:
        assert window.view is not None
        window.view.show_page(page_id)
        look(window, "en")
    frames.paint()
    assert not lacking, sorted(set(lacking))
    assert not strange, sorted(strange)


@pytest.mark.feature("feat_language_switch")
def test_every_control_of_a_dialog_has_its_names_in_the_language(open_window: OpenWindow) -> None:
    window = open_window("saas")
    HeldFrames(window)  # only dialogs are looked at
    lacking: list[str] = []
    strange: set[str] = set()

    def look(dialog: Dialog) -> None:
        shown, is_foreign = shown_in(dialog), foreign(current().language)
        lacking.extend(nameless(shown))
        strange.update(text for text in texts_of(shown) - set(LANGUAGE_NAMES.values()) if is_foreign(text))

    for language in ("fr", "en"):
        window.set_language(language)
        for action_id in DIALOGS:
            in_dialog(look)
            window.actions_of_window[action_id].trigger()
    assert not lacking, sorted(set(lacking))
    assert not strange - _of_the_plan(window), sorted(strange - _of_the_plan(window))


def _home(widget: QWidget) -> str:
    above = widget.parentWidget()
    while above is not None and not above.objectName():
        above = above.parentWidget()
    return above.objectName() if above is not None else ""


def _texts_of_view(view: QAbstractItemView) -> set[str]:
    model: QAbstractItemModel | None = view.model()
    if model is None:
        return set()
    columns = range(1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex()))
    found = {model.headerData(place, Qt.Orientation.Horizontal) for place in columns}
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    for row in range(min(model.rowCount(QModelIndex()), 40)):
        found |= {model.index(row, place).data(role) for place in columns for role in roles}
    return {text for text in found if isinstance(text, str)}


def _pairs() -> list[dict[str, str]]:
    """Each text of ours in both languages: those of gettext, and the labels of the catalogue."""
    known = words("fr")._translations._catalog  # type: ignore[attr-defined]  # gettext has no other way to list them
    pairs = [{"en": text, "fr": said} for text, said in known.items() if text and isinstance(text, str)]
    lists = [entry.id for entry in catalogue()]
    return pairs + [{each: words(each).label(entry) for each in LANGUAGES} for entry in lists]


def _pattern(text: str) -> str:
    """What a text looks like once its gaps are filled, those of a count with digits."""
    counted = re.sub(r"\\\{(n|count)\\\}", r"[\\d\\W]+?", re.escape(text))
    return re.sub(r"\\\{\w*\\\}", ".+?", counted)


def _letters(text: str) -> int:
    return sum(each.isalpha() for each in re.sub(r"\{\w*\}", "", text))


def _of_the_plan(window: MainWindow) -> set[str]:
    """What the user wrote may be in any language."""
    assert window.bridge is not None
    return {value for row in window.bridge.snapshot() for value in vars(row).values() if isinstance(value, str)}
