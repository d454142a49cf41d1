"""Nothing is cut off when every text is 35 % longer: French is that much longer than English in places.

Widgets are measured, and so are the texts that they paint themselves: see `paintings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
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

from tests.held_frames import HeldFrames
from tests.ui.paintings import Paintings
from tests.ui.test_accessible_names import shown_in
from tests.windows import OpenWindow
from ui.main_window import MainWindow
from ui.pages.registry import ALL_PAGES
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.paint import text
from ui.widgets.segmented import Segmented

SIZES = ((1440, 900), (1100, 700))
OUTER, INNER = ("objectives_view", "journey_view", "action_tabs"), ("economics_view", "follow_up_view")
"""What changes the view of a page, and of a view."""
_SETTLED = 4
"""Rounds of events after which texts that wrap have their height."""
_SLACK = 2
"""Pixels that rounding may take."""


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
    wraps = bool(header.defaultAlignment() & Qt.TextFlag.TextWordWrap)
    for at in range(header.count()):
        text = model.headerData(at, Qt.Orientation.Horizontal)
        if isinstance(text, str) and not header.isSectionHidden(at):
            parts = text.split() if wraps else [text]
            found = max(map(metrics.horizontalAdvance, parts), default=0), header.sectionSize(at)
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


def views_of(window: MainWindow) -> Iterator[str]:
    """Shows each page, then each of its views."""
    for page_id in pages_of(window):
        yield page_id
        yield from turned(window, page_id, OUTER)


def welcome(window: MainWindow) -> Iterator[str]:
    window.show_welcome()
    yield "welcome"


def settle() -> None:
    for _ in range(_SETTLED):
        QApplication.processEvents()


def turned(window: MainWindow, page_id: str, switches: tuple[str, ...]) -> Iterator[str]:
    """Shows each view that these switches of a page lead to, and those within."""
    assert window.view is not None
    for name in switches:
        switch = window.view.page.findChild(Segmented, name)
        for part in switch.findChildren(QRadioButton) if switch is not None and switch.isVisible() else ():
            part.click()
            QApplication.processEvents()
            yield f"{page_id} {part.objectName()}"
            if switches is OUTER:
                yield from turned(window, page_id, INNER)


@pytest.mark.usefixtures("long_words")
def test_no_text_of_a_page_is_cut_off_when_it_is_a_third_longer(open_window: OpenWindow, paintings: Paintings) -> None:
    window = open_window("bank")
    frames = HeldFrames(window)
    window.resize(*SIZES[0])
    looks = {f"{page} at {SIZES[0]}": list(cut(shown_in(window))) for page in pages_of(window)}
    window.resize(*SIZES[1])
    for view in chain(views_of(window), welcome(window)):
        frames.paint()  # once, as it does before anybody sees it; what is examined is painted for that
        settle()
        looks[view] = [*cut(shown := shown_in(window)), *paintings.unread(shown)]
    assert len(looks) == 35
    assert paintings.count > 800
    assert not any(looks.values()), "\n".join(f"{view}: {each}" for view, found in looks.items() for each in found)


class _Sheet(QWidget):
    """Paints four texts that nobody can read, and one that the tooltip tells."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, font = QPainter(self), theme().font("body")
        painter.setFont(font)
        painter.drawText(QRectF(0, 0, 40, 20), 0, "A line that is not elided")
        text(painter, QRectF(0, 40, 60, 20), "A line told nowhere", font, "ink")
        text(painter, QRectF(0, 80, 60, 20), "€12,345,678", font, "ink")
        painter.drawText(QPointF(0, 135), "Under")
        painter.drawText(QPointF(4, 137), "Over")
        text(painter, QRectF(0, 160, 60, 20), "A line of the tooltip", font, "ink")


def test_a_painted_text_that_cannot_be_read_is_told(qtbot: QtBot, paintings: Paintings) -> None:
    sheet = _Sheet()
    qtbot.addWidget(sheet)
    sheet.resize(300, 200)
    sheet.setToolTip("A line of the tooltip")
    faults = "\n".join(paintings.unread([sheet]))
    assert faults.count("\n") == 3
    for said in (
        "'A line that is not elided' takes",
        "'A line told nowhere'",
        "figure '€12,345,678' is",
        "lies on 'Over'",
    ):
        assert said in faults
