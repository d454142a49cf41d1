from __future__ import annotations

import datetime
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from resources.i18n import use_language
from storage.document import Document
from strategy.model import Action, ActionFriction, Objective, ObjectiveSegment
from strategy.plan_file import open_plan
from strategy.trace import Element
from tests.orphans import ORPHANS, furnish
from tests.support import opened_plan
from tests.windows import Recorder, let_paint
from ui.document_bridge import DocumentBridge
from ui.pages.traceability.canvas import FlowCanvas
from ui.pages.traceability.flow import gap_of
from ui.pages.traceability.heads import _QUESTIONS, Head
from ui.pages.traceability.orphan_list import OrphanList
from ui.pages.traceability.page import TraceabilityPage
from ui.widgets.button import Button
from ui.widgets.choices import ChoiceMenu
from ui.widgets.health import HealthCard
from ui.widgets.menu import Menu

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
    as_opened(shown)
    shown.hide()


def as_opened(page: TraceabilityPage) -> None:
    """Closes the list and takes back what was done."""
    orphans_of(page).close_list()
    while page.bridge.document.undo():
        pass
    let_paint()


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
def test_a_click_cures_an_orphan_where_it_is_listed_and_undo_brings_it_back(
    page: TraceabilityPage, told: Recorder
) -> None:
    for question in ORPHANS:
        cure(page, told, question)
        told.toasts.clear()
        as_opened(page)


def cure(page: TraceabilityPage, told: Recorder, question: str) -> None:
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
    rewound: list[tuple[str, str]] = []
    page.bridge.rewound.connect(rewound.append)
    toast.way.act()
    assert found(page, f"cure_{name}")
    assert all(page.reveal(*place) for place in rewound)  # else the window would leave the page
    assert page.bridge.document.undo_step == before
    page.bridge.went_to.disconnect(went.append)
    page.bridge.rewound.disconnect(rewound.append)


def orphans_of(page: TraceabilityPage) -> OrphanList:
    found = page.findChild(OrphanList)
    assert found is not None
    return found


def keys(page: TraceabilityPage, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(page.focusWidget(), key)


def open_card(page: TraceabilityPage) -> HealthCard:
    """Lists the frictions without action by the keyboard."""
    card = page.findChild(HealthCard, "trace_friction_without_action")
    assert card is not None
    QTest.keyClick(card, Qt.Key.Key_Return)
    return card


def node_menu(page: TraceabilityPage, element: Element) -> Menu:
    """The menu of a box, as the Menu key opens it."""
    flow = page.findChild(FlowCanvas)
    assert flow is not None
    flow.choose(element)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(flow, asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    return menu


@pytest.mark.feature("feat_orphans")
def test_the_keyboard_cures_one_after_the_other_and_escape_goes_back(page: TraceabilityPage, told: Recorder) -> None:
    document = page.bridge.document
    frictions = [ORPHANS["friction_without_action"](document).id for _ in range(2)]
    card = open_card(page)
    assert page.focusWidget().objectName() == f"cure_friction_without_action_{frictions[0]}"
    keys(page, Qt.Key.Key_Space)
    assert [each for each in frictions if document.all(ActionFriction, friction_id=each)] == [frictions[0]]
    keys(page, Qt.Key.Key_Space)
    assert all(document.all(ActionFriction, friction_id=each) for each in frictions)
    assert page.focusWidget().objectName() == "trace_orphans_close"
    keys(page, Qt.Key.Key_Escape)
    assert page.focusWidget() is card
    assert orphans_of(page).isHidden()


@pytest.mark.feature("feat_orphans")
def test_a_gap_of_the_flow_is_filled_where_it_is_drawn(page: TraceabilityPage, told: Recorder) -> None:
    flow = page.findChild(FlowCanvas)
    assert flow is not None
    friction = ORPHANS["friction_without_action"](page.bridge.document)
    action = ORPHANS["action_without_kpi"](page.bridge.document)
    for element in (friction, action):
        QTest.mouseClick(flow, Qt.MouseButton.LeftButton, pos=flow.box_of(gap_of(element)).center().toPoint())
    assert page.bridge.document.all(ActionFriction, friction_id=friction.id)
    assert not page.bridge.document.all(Action, id=action.id)[0].kpi
    choose_first(choices())
    assert page.bridge.document.all(Action, id=action.id)[0].kpi == "kpi_churn_rate"
    assert len(told.toasts) == 2


@pytest.mark.feature("feat_orphans")
def test_the_menu_of_a_box_has_all_its_cures(page: TraceabilityPage, told: Recorder) -> None:
    objective = ORPHANS["objective_without_owner"](page.bridge.document)
    menu = node_menu(page, objective)
    offered = {each.objectName(): each for each in menu.actions() if each.objectName()}
    assert list(offered) == [
        "cure_objective_without_segment", "cure_objective_not_served", "cure_objective_without_kpi",
        "cure_objective_without_due_date", "cure_objective_without_owner", "cure_trace_rule_objective_kpi",
    ]  # fmt: skip
    assert offered["cure_objective_without_segment"].text() == "Link to segment “Regulars”"
    menu.close()
    offered["cure_objective_without_segment"].trigger()
    assert page.bridge.document.all(ObjectiveSegment, objective_id=objective.id)
    assert [toast.text for toast in told.toasts] == ["Done for “Lone”: Link to segment “Regulars”"]


def test_a_value_of_ones_own_may_be_typed(page: TraceabilityPage, told: Recorder) -> None:
    day = datetime.date(2027, 6, 30)
    for question, column, written, value in (
        ("action_without_cost", "cost", "1,250.50", 1250.5),
        ("action_without_owner", "owner", "Zoe", "Zoe"),
        ("objective_without_due_date", "due_date", "30/06/2027", day),
        ("action_without_dates", "end_date", "1/3/2027 - 30/6/2027", day),
        ("action_without_dates", "end_date", "soon", None),
    ):
        type_value(page, told, question, column, written, value)
        told.toasts.clear()
        as_opened(page)


def type_value(page: TraceabilityPage, told: Recorder, question: str, column: str, written: str, value: object) -> None:
    element = ORPHANS[question](page.bridge.document)
    open_list(page, question)
    others = found(page, f"cure_others_{question}_{element.id}") or found(page, f"cure_{question}_{element.id}")
    click(others[0])
    menu = choices()
    QTest.keyClicks(menu.filter, written)
    QTest.keyClick(menu.filter, Qt.Key.Key_Return)
    row = page.bridge.document.get(Action if element.kind == "action" else Objective, element.id)
    assert (getattr(row, column) or None) == value
    assert (told.toasts[0].way is None) == (value is None)


def test_a_plan_open_for_reading_only_offers_no_cure(
    page: TraceabilityPage, told: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    element = ORPHANS["friction_without_action"](page.bridge.document)
    with monkeypatch.context() as locked:
        locked.setattr(Document, "is_read_only", True)
        open_card(page)
        (cure,) = found(page, f"cure_friction_without_action_{element.id}")
        assert not cure.isEnabled()
        assert page.focusWidget().objectName() == f"orphan_there_friction_without_action_{element.id}"
        menu = node_menu(page, element)
        assert not any(each.isEnabled() for each in menu.actions() if each.objectName())
        menu.close()
