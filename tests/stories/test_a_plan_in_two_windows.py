from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from resources.i18n import use_language
from storage.errors import ReadOnlyPlan
from strategy.plan_file import open_plan
from strategy.snapshot import mapped_classes
from tests.held_frames import HeldFrames
from tests.support import opened_plan
from tests.windows import Recorder
from ui.main_window import MainWindow
from ui.messages import messages
from ui.pages.page import Page
from ui.pages.registry import ALL_PAGES
from ui.shell.read_only import ONLY_SHOW
from ui.widgets.checks import CheckBox
from ui.widgets.scale import AnswerScale
from ui.widgets.segmented import Segmented

_Control = TypeVar("_Control", bound=QWidget)


@pytest.fixture
def second_window(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[MainWindow]:
    """A second window on the sample, open for reading only; what it tells goes to a recorder."""
    use_language("en")
    first = opened_plan(tmp_path / "plan.periple", "saas")
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show_document(open_plan(tmp_path / "plan.periple"))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    first.close()


def page_of(window: MainWindow, page_id: str) -> Page:
    assert window.view is not None
    window.view.show_page(page_id)
    QApplication.processEvents()
    return window.view.page


def _in_use(widgets: Iterable[_Control]) -> list[_Control]:
    """Those that the user can reach now."""
    return [each for each in widgets if each.isVisible() and each.isEnabled()]


THINGS = {
    "step_1_objectives": ["objective", "kpi_reading"],
    "step_2_segments": ["segment"],
    "step_3_journeys": ["touchpoint", "transition", "stage", "friction", "emotion_observation"],
    "step_4_capabilities": ["swot_statement"],
    "step_5_action_plan": ["action", "functional_need", "tool"],
    "notes": ["workshop_note"],
}
"""Things whose fields a page shows when it is asked for one."""


def shown_one_by_one(window: MainWindow, page_id: str) -> Iterator[tuple[Page, str]]:
    """A page as it opens, then with each thing and each part of it shown; and what kind of thing it is."""
    page = page_of(window, page_id)
    yield page, ""
    classes = {each.__tablename__: each for each in mapped_classes()}
    for kind in THINGS.get(page_id, ()):
        for row in page.bridge.snapshot().all(classes[kind])[:1]:
            page.reveal(kind, row.id)
            QApplication.processEvents()
            yield page, kind
            for tabs in [each for each in page.findChildren(QTabBar) if each.isVisible()]:
                for place in range(tabs.count()):
                    tabs.setCurrentIndex(place)
                    QApplication.processEvents()
                    yield page, kind


def test_nothing_in_a_second_window_takes_or_asks_for_a_change(
    second_window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One walk for fields and buttons of all pages: showing everything is what takes time.

    A page is painted once: what stands on it is asked of the controls.
    """
    for ask in ("getSaveFileName", "getOpenFileName"):  # which wait for an answer
        monkeypatch.setattr(QFileDialog, ask, lambda *_: ("", ""))
    told = Recorder()
    told.answer = False
    messages().use(told)
    a_locked_control_says_why(second_window)
    a_control_made_later_is_locked_when_it_is_reached(second_window)
    frames = HeldFrames(second_window)
    for page_id in ALL_PAGES:
        nothing_of_a_page_takes_or_asks_for_a_change(second_window, page_id, told, frames)


def a_locked_control_says_why(window: MainWindow) -> None:
    page = page_of(window, "step_1_objectives")
    button = page.findChild(QAbstractButton, "new_objective")
    assert button is not None
    assert not button.isEnabled()
    assert "open for reading only" in button.toolTip()


def a_control_made_later_is_locked_when_it_is_reached(window: MainWindow) -> None:
    page = page_of(window, "step_1_objectives")
    field = Segmented([("a", "A"), ("b", "B")], name="late_field", parent=page)
    field.show()
    assert field.isEnabled()
    field.findChildren(QAbstractButton)[0].setFocus()
    assert not field.isEnabled()
    field.deleteLater()


def nothing_of_a_page_takes_or_asks_for_a_change(
    window: MainWindow, page_id: str, told: Recorder, frames: HeldFrames
) -> None:
    assert window.bridge is not None
    ids = [row.id for row in window.bridge.snapshot()]
    pressed: set[tuple[str, str]] = set()
    for page, kind in shown_one_by_one(window, page_id):
        assert (page_id, [name for name in _open_fields(page) if name not in ONLY_SHOW]) == (page_id, [])
        for name in [each.objectName() for each in _in_use(page.findChildren(QAbstractButton))]:
            sort = kind, _without_id(ids, name)
            if sort not in pressed:  # else it was there already, beside another part of the same thing
                pressed.add(sort)
                _press(window, page, name, told)
    assert pressed, page_id
    frames.paint()


def _open_fields(page: Page) -> list[str]:
    return [
        each.objectName()
        for each in _in_use(page.findChildren(QWidget))
        if (isinstance(each, QLineEdit | QPlainTextEdit) and not each.isReadOnly())
        or (isinstance(each, QComboBox | AnswerScale | CheckBox))
    ]


def _without_id(ids: list[str], name: str) -> str:
    """What all buttons of a sort are called, where each is named after its row."""
    found = (name.replace(each, "") for each in ids if each in name)
    return min(found, key=len, default=name)


def _press(window: MainWindow, page: Page, name: str, told: Recorder) -> None:
    assert window.view is not None
    if window.view.page is not page:  # the button before led elsewhere
        page_of(window, page.page_id)
    button = next(iter(_in_use(page.findChildren(QAbstractButton, name))), None)
    if button is not None:
        button.click()
        QApplication.processEvents()
        _close_popups()
        refused = [toast.text for toast in told.toasts if toast.text == ReadOnlyPlan.sentence]
        assert (page.page_id, name, refused) == (page.page_id, name, [])


def _close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        QApplication.processEvents()
