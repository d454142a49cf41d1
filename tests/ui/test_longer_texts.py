"""Nothing is cut off when every text is 35 % longer: French is that much longer than English in places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QHeaderView,
    QLabel,
    QRadioButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resources.i18n import Words
from tests.ui.test_accessible_names import shown_in
from tests.windows import OpenWindow, in_dialog
from ui.main_window import MainWindow
from ui.pages.registry import ALL_PAGES
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.segmented import Segmented

SIZES = ((1440, 900), (1100, 700))
DIALOGS = (
    "new_plan", "plan_settings", "participants", "own_lists", "own_values", "anonymise", "new_cycle", "export",
    "picture", "findings", "palette", "preferences", "guide", "help",
)  # fmt: skip
OUTER, INNER = ("objectives_view", "journey_view", "action_tabs"), ("economics_view", "follow_up_view")
"""What changes the view of a page, and of a view."""
_FILLER = "amet dolor sit ipsum elit " * 20
_SETTLED = 4
"""Rounds of events after which texts that wrap have their height."""
_SLACK = 2
"""Pixels that rounding may take."""


def longer(text: str) -> str:
    """The text with a third more letters, in words that can be broken; gaps stay as they are."""
    extra = round(len(text) * 0.35)
    return f"{text} {_FILLER[: extra - 1]}".rstrip() if extra > 1 else text


@pytest.fixture
def long_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text of the window is longer, labels of the method included; what the team wrote is not."""
    plain_tr, plain_ntr, plain_label = Words.tr, Words.ntr, Words.label
    monkeypatch.setattr(Words, "tr", lambda self, text: longer(plain_tr(self, text)))
    monkeypatch.setattr(Words, "ntr", lambda self, one, many, count: longer(plain_ntr(self, one, many, count)))
    monkeypatch.setattr(Words, "label", lambda self, entry: longer(plain_label(self, entry)))


def cut(shown: Iterable[QWidget]) -> Iterator[str]:
    """The widgets whose text does not fit, each with the room that it has and the room that it needs."""
    for each in shown:
        needed, room = needed_and_room(each)
        if needed > room + _SLACK and not each.visibleRegion().isEmpty():
            said = each.text() if isinstance(each, QLabel | QAbstractButton) else ""
            yield f"{type(each).__name__} {each.objectName()!r} {said!r}: {room} of {needed} px in {home(each)}"
        elif hidden_part(each):
            said = each.text() if isinstance(each, QLabel | QAbstractButton) else ""
            yield f"{type(each).__name__} {each.objectName()!r} {said!r}: lies partly outside {home(each)}"


def needed_and_room(widget: QWidget) -> tuple[int, int]:
    """Pixels that the text of a widget takes, and those that it has; (0, 0) where it elides by itself."""
    if isinstance(widget, ElidedLabel):
        return 0, 0
    if isinstance(widget, QLabel):
        if not widget.text():
            return 0, 0
        if widget.wordWrap():
            return widget.heightForWidth(widget.width()), widget.height()
        metrics = QFontMetrics(widget.font())
        return max(map(metrics.horizontalAdvance, widget.text().split("\n"))), widget.contentsRect().width()
    if isinstance(widget, QTabBar):
        metrics = QFontMetrics(theme().font("body", weight=500))
        tabs = [(metrics.horizontalAdvance(widget.tabText(at)), widget.tabRect(at)) for at in range(widget.count())]
        return max(((words, place.width()) for words, place in tabs), key=lambda each: each[0] - each[1])
    if type(widget) is QHeaderView and widget.textElideMode() is Qt.TextElideMode.ElideNone:
        return _head(widget)
    if isinstance(widget, Button):
        return widget.sizeHint().width(), widget.width()
    return 0, 0


def hidden_part(widget: QWidget) -> bool:
    """Whether a text lies partly outside of what holds it, where nobody can scroll to it."""
    above = widget.parentWidget()
    if not isinstance(widget, QLabel | Button) or not widget.text() or above is None or in_scroll_area(widget):
        return False
    return widget.geometry().right() > above.width() + _SLACK or widget.geometry().bottom() > above.height() + _SLACK


def in_scroll_area(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QAbstractScrollArea):
        above = above.parentWidget()
    return above is not None


def home(widget: QWidget) -> str:
    names: list[str] = []
    above = widget.parentWidget()
    while above is not None and len(names) < 2:
        if above.objectName():
            names.append(above.objectName())
        above = above.parentWidget()
    return " in ".join(names)


def _head(header: QHeaderView) -> tuple[int, int]:
    """The section that lacks most room."""
    model = header.model()
    if header.orientation() is not Qt.Orientation.Horizontal or header.isHidden():
        return 0, 0
    metrics, worst = QFontMetrics(header.font()), (0, 0)
    for at in range(header.count()):
        text = model.headerData(at, Qt.Orientation.Horizontal)
        if isinstance(text, str) and not header.isSectionHidden(at):
            found = metrics.horizontalAdvance(text), header.sectionSize(at)
            worst = max(worst, found, key=lambda each: each[0] - each[1])
    return worst


def pages_of(window: MainWindow) -> Iterator[str]:
    for page_id in ALL_PAGES:
        assert window.view is not None
        window.view.show_page(page_id)
        window.view.page.show_panel()
        QApplication.processEvents()
        yield page_id


def test_a_text_that_does_not_fit_is_told(qtbot: QtBot) -> None:
    holder = QWidget()
    holder.setObjectName("holder")
    qtbot.addWidget(holder)
    holder.resize(60, 20)
    label, wrapped = (
        Label("A long line of words", parent=holder),
        Label("A long line of words", wrap=True, parent=holder),
    )
    button, elided = Button("Create an action", parent=holder), ElidedLabel("A long line of words", parent=holder)
    for each in (label, wrapped, button, elided):
        each.setGeometry(0, 0, 60, 20)
    holder.show()
    assert len(list(cut([label, wrapped, button, elided]))) == 3
    label.setGeometry(0, 0, 600, 20)
    assert [each for each in cut([label]) if "outside holder" in each]


@pytest.mark.usefixtures("long_words")
def test_no_text_of_a_page_is_cut_off_when_it_is_a_third_longer(open_window: OpenWindow) -> None:
    window = open_window("bank")
    found = []
    for size in SIZES:
        window.resize(*size)
        for page_id in pages_of(window):
            found += [f"{page_id} at {size[0]}: {each}" for each in cut(shown_in(window))]
    assert not found, "\n".join(sorted(set(found)))


def views_of(window: MainWindow) -> Iterator[str]:
    """Shows each view of each page."""
    for page_id in pages_of(window):
        yield from turned(window, page_id, OUTER)


def turned(window: MainWindow, page_id: str, switches: tuple[str, ...]) -> Iterator[str]:
    """Shows each view that these switches of a page lead to, and those within."""
    assert window.view is not None
    for name in switches:
        switch = window.view.page.findChild(Segmented, name)
        for part in switch.findChildren(QRadioButton) if switch is not None and switch.isVisible() else ():
            part.click()
            for _ in range(_SETTLED):
                QApplication.processEvents()
            yield f"{page_id} {part.objectName()}"
            if switches is OUTER:
                yield from turned(window, page_id, INNER)


@pytest.mark.usefixtures("long_words")
def test_no_text_of_a_view_is_cut_off_when_it_is_a_third_longer(open_window: OpenWindow) -> None:
    window = open_window("bank")
    window.resize(*SIZES[1])
    looks = {view: list(cut(shown_in(window))) for view in views_of(window)}
    assert len(looks) == 20
    assert not any(looks.values()), "\n".join(f"{view}: {each}" for view, found in looks.items() for each in found)


@pytest.mark.usefixtures("long_words")
def test_no_text_of_a_dialog_is_cut_off_when_it_is_a_third_longer(open_window: OpenWindow) -> None:
    window = open_window("bank")
    window.resize(*SIZES[1])
    found: list[str] = []

    def look(dialog: Dialog) -> None:
        found.extend(f"{dialog.objectName()}: {each}" for each in cut(shown_in(dialog)))
        if dialog.panel.height() > window.height():
            found.append(f"{dialog.objectName()} is {dialog.panel.height()} px high")

    for action_id in DIALOGS:
        in_dialog(look)
        window.actions_of_window[action_id].trigger()
    assert not found, "\n".join(sorted(set(found)))
