from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from strategy.model import Action, ActionDependency, Milestone
from strategy.operations import add_milestone, link, schedule, set_value, tell_progress
from tests.ui.pages.conftest import BridgeTo, take_all_back
from tests.windows import let_paint, paint_late
from ui.delegates.gantt import bar_area, day_x
from ui.document_bridge import DocumentBridge
from ui.messages import Problem, Question, Teller, Toast, messages
from ui.models.action_words import DATES
from ui.models.timeline import Timeline, Zoom
from ui.pages.action_plan.actions_view import ActionsView
from ui.pages.action_plan.calendar_menu import add_calendar_entries
from ui.pages.action_plan.milestones import MilestoneDialog
from ui.widgets.button import Button
from ui.widgets.label import Label

FIRST, SECOND, THIRD = "ac_saas_1", "ac_saas_9", "ac_saas_2"
NO_KEY = Qt.KeyboardModifier.NoModifier
JANUARY = datetime.date(2027, 1, 4)


def day(number: int) -> datetime.date:
    """Days counted from the first Monday of January 2027."""
    return JANUARY + datetime.timedelta(days=number)


class Heard(Teller):
    def __init__(self) -> None:
        self.toasts: list[Toast] = []

    def show_toast(self, toast: Toast) -> None:
        self.toasts.append(toast)

    def show_problem(self, problem: Problem) -> None:
        raise AssertionError(problem)

    def ask(self, question: Question) -> bool:
        return True


class Hand:
    """The mouse over one calendar."""

    def __init__(self, bridge: DocumentBridge) -> None:
        self.bridge, self.view = bridge, ActionsView(bridge)
        self.table = self.view.table
        bridge.changed.connect(self.view.follow)

    def dates(self, action_id: str = FIRST) -> tuple[datetime.date | None, datetime.date | None]:
        row = self.bridge.snapshot().get(Action, action_id)
        assert row is not None
        return row.start_date, row.end_date

    def cell(self, action_id: str = FIRST) -> QRectF:
        return self.table.visualRect(self.table.tree.index_of(action_id, DATES)).toRectF()

    def bar(self, action_id: str = FIRST) -> QRectF:
        return bar_area(self.cell(action_id), self.table.tree.timeline, *self.dates(action_id))

    def right_of(self, at: QPointF, days: float) -> QPoint:
        return (at + QPointF(days / self.table.tree.timeline.days * self.cell().width(), 0)).toPoint()

    def press(self, at: QPointF | QPoint) -> None:
        QTest.mousePress(self.table.viewport(), Qt.MouseButton.LeftButton, NO_KEY, QPointF(at).toPoint())

    def drag(self, start: QPointF, end: QPoint) -> None:
        self.begin(start, end)
        QTest.mouseRelease(self.table.viewport(), Qt.MouseButton.LeftButton, NO_KEY, end)

    def begin(self, start: QPointF, end: QPoint) -> None:
        viewport = self.table.viewport()
        QTest.mouseMove(viewport, start.toPoint())
        self.press(start)
        QTest.mouseMove(viewport, (start.toPoint() + end) / 2)
        QTest.mouseMove(viewport, end)


@pytest.fixture
def hand(qtbot: QtBot, bridge_to: BridgeTo) -> Hand:
    found = Hand(bridge_to("saas"))
    paint_late(qtbot, found.view)
    dates = {FIRST: (day(0), day(29)), SECOND: (day(35), day(64)), THIRD: (day(70), day(99))}
    schedule(found.bridge.document, dates)
    found.view.resize(1300, 900)
    found.view.show()
    assert found.table.reveal(FIRST, DATES)
    found.table.setFocus()
    return found


@pytest.fixture
def heard() -> Heard:
    teller = Heard()
    messages().use(teller)
    return teller


@pytest.mark.feature("feat_timeline")
def test_a_bar_reaches_from_its_first_day_to_the_end_of_its_last() -> None:
    january = Timeline(datetime.date(2027, 1, 1), datetime.date(2027, 2, 1))
    cell = QRectF(100, 0, 310, 36)
    bar = bar_area(cell, january, datetime.date(2027, 1, 6), datetime.date(2027, 1, 10))
    assert (bar.left(), bar.right()) == (150, 200)
    assert bar_area(cell, january, datetime.date(2027, 1, 30), datetime.date(2027, 3, 1)).right() == cell.right()
    assert bar_area(cell, january, datetime.date(2026, 12, 1), datetime.date(2026, 12, 31)).isNull()


def test_an_arrow_is_drawn_from_the_knob_of_a_bar(hand: Hand, heard: Heard) -> None:
    knob = hand.table.bars.knob_of(hand.table.tree.index_of(FIRST, DATES))
    assert knob is not None
    hand.drag(knob, hand.bar(SECOND).center().toPoint())
    (made,) = hand.bridge.snapshot().all(ActionDependency)
    assert (made.action_id, made.needs_action_id) == (SECOND, FIRST)
    (arrow,) = hand.table.arrows.shown()
    assert not arrow.is_broken
    assert hand.cell(SECOND).contains(arrow.tip)
    spoken = hand.table.tree.index_of(SECOND, DATES).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "waits for A1" in spoken
    knob = hand.table.bars.knob_of(hand.table.tree.index_of(SECOND, DATES))
    assert knob is not None
    hand.drag(knob, hand.bar(FIRST).center().toPoint())
    assert len(hand.bridge.snapshot().all(ActionDependency)) == 1
    (toast,) = heard.toasts
    names = [row.name for each in (FIRST, SECOND) if (row := hand.bridge.snapshot().get(Action, each))]
    assert all(name in toast.text for name in names)


def test_the_following_actions_are_moved_on_with_one_click(hand: Hand, heard: Heard) -> None:
    document = hand.bridge.document
    link(document, ActionDependency, SECOND, FIRST)
    link(document, ActionDependency, THIRD, SECOND)
    hand.drag(hand.bar().center(), hand.right_of(hand.bar().center(), 21))
    assert [each.is_broken for each in hand.table.arrows.shown()].count(True) == 1
    words = hand.view.findChild(Label, "calendar_conflict")
    assert words is not None
    assert words.text() == "A9 starts before A1 has ended."
    (toast,) = heard.toasts
    assert toast.way is not None
    toast.way.act()
    assert hand.dates(SECOND) == (day(51), day(80))
    assert hand.dates(THIRD) == (day(81), day(110))
    assert not words.isVisible()
    hand.bridge.undo()
    assert hand.dates(SECOND) == (day(35), day(64))
    cure = hand.view.findChild(Button, "apply_following")
    assert cure is not None
    QTest.mouseClick(cure, Qt.MouseButton.LeftButton)
    assert hand.dates(THIRD) == (day(81), day(110))


def test_the_critical_path_is_shown_on_demand(qtbot: QtBot, hand: Hand) -> None:
    document = hand.bridge.document
    schedule(document, {THIRD: (day(365), day(400))})
    link(document, ActionDependency, THIRD, FIRST)
    schedule(document, {THIRD: (day(30), day(600))})
    toggle = hand.view.findChild(Button, "critical_path")
    assert toggle is not None
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: hand.table.look.critical is not None)
    assert hand.table.look.critical == frozenset({FIRST, THIRD})
    assert toggle.accessibleDescription().startswith("A1, A2: whole effect on ")
    spoken = [
        hand.table.tree.index_of(each, DATES).data(Qt.ItemDataRole.AccessibleTextRole) for each in (FIRST, SECOND)
    ]
    assert spoken[0].endswith("on the critical path")
    assert "can slip by " in spoken[1]
    QTest.mouseClick(toggle, Qt.MouseButton.LeftButton)
    assert hand.table.look.critical is None


def test_the_zoom_keeps_the_bar_in_sight_and_the_wheel_follows(hand: Hand) -> None:
    tree = hand.table.tree
    hand.view.bar.zoom.changed.emit(Zoom.MONTH)
    assert tree.timeline.days == 35
    assert not hand.bar().isNull()
    hand.table.time.show(Zoom.MONTH, day(200))
    assert hand.bar().isNull()
    QTest.mouseClick(hand.table.viewport(), Qt.MouseButton.LeftButton, NO_KEY, hand.cell().center().toPoint())
    assert not hand.bar().isNull()
    hand.view.handlers()["zoom_out"]()
    assert (tree.timeline.zoom, hand.view.bar.zoom.value()) == (Zoom.QUARTER, Zoom.QUARTER)
    hand.view.handlers()["zoom_fit"]()
    assert tree.timeline.days >= 365


@pytest.mark.feature("feat_timeline")
def test_a_bar_is_pulled_by_weeks_or_moved_by_keys_and_escape_lets_it_go_where_it_was(hand: Hand) -> None:
    begun = hand.bridge.document.undo_step
    for weeks in (1, 2):
        hand.drag(hand.bar().center(), hand.right_of(hand.bar().center(), 7 * weeks + 2))
    assert hand.dates() == (day(21), day(50))
    hand.bridge.undo()
    assert hand.dates() == (day(7), day(36))
    take_all_back(hand.bridge, since=begun)

    centre = hand.bar().center()
    hand.begin(centre, hand.right_of(centre, 20))
    assert hand.table.bars.drag is not None
    QTest.keyClick(hand.table, Qt.Key.Key_Escape)
    QTest.mouseRelease(hand.table.viewport(), Qt.MouseButton.LeftButton, NO_KEY, hand.right_of(centre, 20))
    assert hand.dates() == (day(0), day(29))
    let_paint()

    modifier = Qt.KeyboardModifier
    for modifiers, dates in (
        (modifier.ControlModifier, (day(1), day(30))),
        (modifier.AltModifier, (day(8), day(37))),
        (modifier.ShiftModifier, (day(8), day(44))),
        (modifier.ShiftModifier | modifier.ControlModifier, (day(8), day(45))),
    ):
        QTest.keyClick(hand.table, Qt.Key.Key_Right, modifiers)
        assert hand.dates() == dates
    assert "12 Jan 2027 – 18 Feb 2027" in hand.table.accessibleDescription()
    hand.bridge.undo()
    assert hand.dates() == (day(0), day(29))


@pytest.mark.feature("feat_timeline")
def test_an_end_of_a_bar_is_pulled_day_by_day_and_a_bar_beyond_the_edge_when_a_month_is_shown(
    qtbot: QtBot,
    hand: Hand,
) -> None:
    begun = hand.bridge.document.undo_step
    hand.table.time.show(Zoom.MONTH, day(14))
    bar = hand.bar()
    hand.drag(QPointF(bar.right() - 2, bar.center().y()), hand.right_of(bar.topRight() - QPointF(2, -5), 3))
    assert hand.dates() == (day(0), day(32))
    bar = hand.bar()
    hand.drag(QPointF(bar.left() + 1, bar.center().y()), hand.right_of(bar.topLeft() + QPointF(1, 5), 5))
    assert hand.dates() == (day(5), day(32))
    take_all_back(hand.bridge, since=begun)

    shown, cell = hand.table.tree.timeline.start, hand.cell()
    beyond = QPoint(hand.table.viewport().width() + 30, round(cell.center().y()))
    hand.begin(hand.bar().center(), beyond)
    qtbot.waitUntil(lambda: hand.table.tree.timeline.start >= shown + datetime.timedelta(days=4))
    QTest.mouseRelease(hand.table.viewport(), Qt.MouseButton.LeftButton, NO_KEY, beyond)
    start, end = hand.dates()
    assert start
    assert end
    assert start >= day(20)
    assert (end - start).days == 29


@pytest.mark.feature("feat_lead_time")
def test_progress_fills_the_bar_and_the_calendar_reaches_the_day_of_the_effect(hand: Hand) -> None:
    menu = QMenu()
    add_calendar_entries(menu, hand.bridge, hand.table, QPoint())
    inner = menu.findChild(QMenu, "progress_menu")
    assert inner is not None
    inner.actions()[3].trigger()
    facts = hand.table.tree.facts(FIRST)
    assert facts is not None
    assert (facts.done_share, facts.mark) == (0.5, "doing")
    tell_progress(hand.bridge.document, FIRST, 100)
    facts = hand.table.tree.facts(FIRST)
    assert facts is not None
    assert facts.mark == "done"
    let_paint()

    set_value(hand.bridge.document, Action, FIRST, "lead_time_days", 900)
    effect = day(29) + datetime.timedelta(days=900)
    assert hand.table.tree.timeline.contains(effect)
    spoken = hand.table.tree.index_of(FIRST, DATES).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "effect expected on 21 Jul 2029" in spoken


def test_a_milestone_is_added_in_its_dialog_and_pulled_along_the_head_in_one_step(hand: Hand) -> None:
    bridge = hand.bridge
    dialog = MilestoneDialog(bridge, hand.view, day=day(10))
    QTest.keyClicks(dialog._name, "Launch")
    dialog._keep()
    (row,) = bridge.snapshot().all(Milestone)
    assert (row.name, row.day) == ("Launch", day(10))
    dialog = MilestoneDialog(bridge, hand.view, row.id)
    dialog._delete()
    assert not bridge.snapshot().all(Milestone)
    let_paint()

    made = add_milestone(hand.bridge.document, day(60), name="Launch")
    head = hand.table.head
    start = head.place_of(day(60))
    end = QPoint(round(day_x(hand.cell(), hand.table.tree.timeline, day(90))), start.y())
    viewport = head.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, NO_KEY, start)
    QTest.mouseMove(viewport, end)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, NO_KEY, end)
    pulled = hand.bridge.snapshot().get(Milestone, made)
    assert pulled is not None
    assert abs((pulled.day - day(90)).days) <= 1
    hand.bridge.undo()
    back = hand.bridge.snapshot().get(Milestone, made)
    assert back is not None
    assert back.day == day(60)
