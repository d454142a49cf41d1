from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from resources.i18n import use_language
from strategy.plan_file import open_plan
from tests.orphans import ORPHANS, furnish
from tests.support import opened_plan
from tests.windows import Recorder
from ui.document_bridge import DocumentBridge
from ui.pages.traceability.heads import _QUESTIONS, Head
from ui.pages.traceability.orphan_list import OrphanList
from ui.pages.traceability.page import TraceabilityPage
from ui.widgets.button import Button
from ui.widgets.choices import ChoiceMenu

COLUMN_OF = {question: column for column, questions in enumerate(_QUESTIONS) for question in questions}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[TraceabilityPage]:
    """One page on a small plan for the module."""
    use_language("en")
    path = tmp_path_factory.mktemp("plan") / "small.periple"
    with opened_plan(path, "empty") as plan:
        furnish(plan)
    with open_plan(path) as plan:  # with nothing to undo
        bridge = DocumentBridge(plan)
        page = TraceabilityPage(bridge)
        page.resize(1200, 800)
        page.setUpdatesEnabled(False)  # painting takes longer than all else, and shows nothing here
        yield page
        bridge.leave()
        page.deleteLater()


@pytest.fixture
def page(shown: TraceabilityPage) -> Iterator[TraceabilityPage]:
    """The page as it was opened; what the test does is undone, and the list closed."""
    shown.show()
    yield shown
    orphans = shown.findChild(OrphanList)
    assert orphans is not None
    orphans.close_list()
    shown.hide()
    while shown.bridge.document.undo():
        pass


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def found(page: TraceabilityPage, name: str) -> list[Button]:
    """The buttons of that name that are on screen."""
    return [each for each in page.findChildren(Button, name) if each.isVisible()]


def press(page: TraceabilityPage, name: str) -> None:
    (button,) = found(page, name)
    click(button)


def open_list(page: TraceabilityPage, question: str) -> None:
    """Lists the failures of a question as the user does: by the head of its column, or all checks that fail."""
    if question in COLUMN_OF:
        head = page.findChild(Head, f"trace_head_{COLUMN_OF[question]}")
        assert head is not None
        click(head)
    else:
        press(page, "trace_failing")


def choices() -> ChoiceMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ChoiceMenu)
    return menu


def choose_first(menu: ChoiceMenu) -> None:
    """Enter on the first candidate; a value where the plan offers none."""
    if menu.list.model().rowCount():
        QTest.keyClick(menu.list, Qt.Key.Key_Space)
    else:
        QTest.keyClicks(menu.filter, "12")
        QTest.keyClick(menu.filter, Qt.Key.Key_Return)


@pytest.mark.feature("feat_orphans")
@pytest.mark.parametrize("question", ORPHANS)
def test_a_click_cures_an_orphan_where_it_is_listed_and_undo_brings_it_back(
    page: TraceabilityPage, told: Recorder, question: str
) -> None:
    went: list[object] = []
    page.bridge.went_to.connect(went.append)
    element = ORPHANS[question](page.bridge.document)
    name = f"{question}_{element.id}"
    open_list(page, question)
    while not found(page, f"cure_{name}"):
        click(found(page, "trace_orphans_more")[0])
    before = page.bridge.document.undo_step
    press(page, f"cure_{name}")
    if found(page, f"cure_{name}"):  # several candidates: the click has opened the list of them
        choose_first(choices())
    assert not found(page, f"cure_{name}")
    assert went == []
    (toast,) = told.toasts
    assert toast.way is not None
    toast.way.act()
    assert found(page, f"cure_{name}")
    assert page.bridge.document.undo_step == before
