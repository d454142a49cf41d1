from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from resources.i18n import use_language
from strategy.model import Action, ActionSegment
from strategy.operations import add_action, set_value, set_values
from tests.ui.pages.conftest import BridgeTo
from tests.windows import let_paint, paint_late
from ui.models.action_plan import Grouping
from ui.models.action_tree import ActionTree
from ui.models.action_words import COST, DATES, SEGMENTS, TITLE, WEIGHT
from ui.models.timeline import Timeline
from ui.pages.action_plan.coverage import OWNERS
from ui.pages.action_plan.page import ActionPlanPage
from ui.pages.action_plan.table import ActionTable
from ui.widgets.choices import ChoiceMenu
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented

FIRST = "ac_saas_1"


@pytest.fixture
def page(qtbot: QtBot, bridge_to: BridgeTo) -> ActionPlanPage:
    return shown(qtbot, bridge_to, "saas")


def shown(qtbot: QtBot, bridge_to: BridgeTo, plan: str) -> ActionPlanPage:
    made = ActionPlanPage(bridge_to(plan))
    paint_late(qtbot, made)
    made.resize(1300, 800)
    made.show()
    return made


def action(page: ActionPlanPage, action_id: str = FIRST) -> Action:
    found = page.bridge.snapshot().get(Action, action_id)
    assert found is not None
    return found


def table_of(page: ActionPlanPage) -> ActionTable:
    return page.actions_view.table


def put_cursor(page: ActionPlanPage, column: int, action_id: str = FIRST) -> ActionTable:
    table = table_of(page)
    assert table.reveal(action_id, column)
    table.setFocus()
    return table


def field(parent: QWidget, name: str) -> QLineEdit:
    found = parent.findChild(QLineEdit, name)
    assert found is not None
    return found


def test_groups_add_up_to_the_plan_however_it_is_cut_and_quadrants_list_their_actions_by_rank(
    page: ActionPlanPage,
) -> None:
    for grouping in Grouping:
        page.actions_view.group_by(grouping)
        assert round(sum(group.cost for group in table_of(page).tree.groups)) == 117_500, grouping
        let_paint()
    page.actions_view.group_by(Grouping.PRIORITY)
    groups = table_of(page).tree.groups
    assert groups[0].key == "quad_quick_win"
    ranks = [facts.rank or 0 for each in groups[0].ids if (facts := table_of(page).tree.facts(each))]
    assert ranks == sorted(ranks)


def test_n_adds_an_action_to_the_group_and_waits_for_its_title(qtbot: QtBot, page: ActionPlanPage) -> None:
    page.actions_view.group_by(Grouping.SEGMENT)
    table = put_cursor(page, TITLE)
    group = table.current.group if table.current else ""
    page.handlers()["new"]()
    editor = field(table, "cell_editor")
    QTest.keyClicks(editor, "Call back within an hour")
    let_paint()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(row.name == "Call back within an hour" for row in page.bridge.snapshot().all(Action)))
    made = page.bridge.snapshot().all(Action)[-1]
    assert [link.segment_id for link in page.bridge.snapshot().where(ActionSegment, action_id=made.id)] == [group]


def test_cells_are_reached_by_arrows_and_edited_where_they_are(qtbot: QtBot, page: ActionPlanPage) -> None:
    put_cursor(page, TITLE)
    page.handlers()["next_state"]()
    assert action(page).status == "status_in_progress"
    page.bridge.undo()
    assert action(page).status == "status_planned"

    table = put_cursor(page, WEIGHT)
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert table.currentIndex().column() == COST
    page.handlers()["edit"]()
    editor = field(table, "cell_editor")
    editor.setText("7500")
    let_paint()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: action(page).cost == 7500)
    let_paint()

    put_cursor(page, SEGMENTS)
    before = len(page.bridge.snapshot().where(ActionSegment, action_id=FIRST))
    page.handlers()["edit"]()
    menu = table.findChild(ChoiceMenu, "action_links")
    assert menu is not None
    QTest.keyClick(menu.list, Qt.Key.Key_Down)
    QTest.keyClick(menu.list, Qt.Key.Key_Space)
    menu.close()
    assert len(page.bridge.snapshot().where(ActionSegment, action_id=FIRST)) == before + 1


@pytest.mark.feature("feat_timeline")
def test_tab_leaves_one_editor_for_the_next_cell_and_an_end_before_the_start_is_refused(page: ActionPlanPage) -> None:
    before = action(page).end_date
    index = table_of(page).tree.index_of(FIRST, DATES)
    day = datetime.date(2027, 3, 1)
    assert not table_of(page).tree.setData(index, (day, day - datetime.timedelta(days=5)))
    assert action(page).end_date == before

    table = put_cursor(page, WEIGHT)
    table.edit_current()
    first = field(table, "cell_editor_first")
    first.setText("2")
    let_paint()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    second = field(table, "cell_editor_second")
    assert second.hasFocus()
    second.setText("40")
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert (action(page).impact, action(page).effort_days) == (2, 40)
    assert table.currentIndex().column() == COST


def test_enter_on_a_title_opens_the_details_and_they_write(qtbot: QtBot, page: ActionPlanPage) -> None:
    assert not page.details.isVisible()
    table = put_cursor(page, TITLE)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.details.isVisible()
    owner = field(page.details, "action_owner")
    owner.setText("Ana Ruiz")
    QTest.keyClick(owner, Qt.Key.Key_Return)
    assert action(page).owner == "Ana Ruiz"
    for column in ("deliverable", "contributors"):
        field(page.details, f"action_{column}").setText(column)
        QTest.keyClick(field(page.details, f"action_{column}"), Qt.Key.Key_Return)
    high = page.details.findChild(QAbstractButton, "action_priority_1")
    assert high is not None
    high.click()
    assert (action(page).deliverable, action(page).contributors) == ("deliverable", "contributors")
    assert (action(page).priority, action(page).changed_on) == (1, datetime.date.today())


@pytest.mark.feature("feat_budget_check")
def test_a_cost_above_the_budget_is_told_and_actions_without_an_owner_are_listed_alone(page: ActionPlanPage) -> None:
    set_value(page.bridge.document, Action, FIRST, "cost", 30_000)
    rest = page.findChild(Label, "budget_rest")
    assert rest is not None
    assert rest.text() == "€21,500 over budget"
    assert any(each.rule_id == "warn_over_budget" for each in page.bridge.findings())
    let_paint()

    set_value(page.bridge.document, Action, FIRST, "owner", "")
    row = page.actions_view.coverage.rows[OWNERS]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert [each for group in table_of(page).tree.groups for each in group.ids] == [FIRST]
    let_paint()
    set_value(page.bridge.document, Action, FIRST, "owner", "Ana")
    assert len([each for group in table_of(page).tree.groups for each in group.ids]) == 10


@pytest.mark.feature("feat_priority_matrix")
def test_the_matrix_shares_its_selection_with_the_table_and_plus_and_minus_change_an_impact(
    page: ActionPlanPage,
) -> None:
    matrix = page.actions_view.matrix
    centre, _radius = matrix.bubbles()["ac_saas_5"]
    QTest.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=centre.toPoint())
    assert page.actions_view.current_id == "ac_saas_5"
    page.reveal("action", "ac_saas_2")
    QTest.keyClick(matrix, Qt.Key.Key_Minus)
    assert action(page, "ac_saas_2").impact == 3


def test_deleting_selects_the_next_and_undo_shows_what_came_back(page: ActionPlanPage) -> None:
    table = put_cursor(page, TITLE)
    made = add_action(page.bridge.document, name="To drop")
    page.reveal("action", made)
    page.handlers()["delete"]()
    assert page.bridge.snapshot().get(Action, made) is None
    assert page.actions_view.current_id
    page.bridge.rewound.connect(lambda place: page.reveal(*place))
    page.bridge.undo()
    assert page.actions_view.current_id == made
    assert table.current is not None


@pytest.mark.feature("feat_step_free_order")
def test_an_empty_plan_says_how_to_begin(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    page = shown(qtbot, bridge_to, "empty")
    empty = page.findChild(QWidget, "actions_empty")
    assert empty is not None
    assert empty.isVisible()
    page.handlers()["new"]()
    assert len(page.bridge.snapshot().all(Action)) == 1
    assert not empty.isVisible()


def test_the_tree_keeps_the_rules_of_item_models(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    bridge = bridge_to("bank")
    tree = ActionTree(bridge)
    tester = QAbstractItemModelTester(tree, QAbstractItemModelTester.FailureReportingMode.Fatal)
    tree.follow()
    for grouping in Grouping:
        tree.group_by(grouping)
    tree.show_only(frozenset({"ac_bank_1", "ac_bank_3"}))
    tree.show_only(None)
    late = {"start_date": datetime.date(2028, 1, 3), "end_date": datetime.date(2028, 2, 1)}
    tree.group_by(Grouping.HORIZON)
    set_values(bridge.document, Action, "ac_bank_1", late)
    add_action(bridge.document, name="New")
    tree.follow()
    bridge.undo()
    tree.follow()
    assert sum(tree.rowCount(tree.index(row, 0)) for row in range(tree.rowCount())) == 10
    del tester


def test_the_calendar_covers_the_plan_in_whole_months(bridge_to: BridgeTo) -> None:
    from resources.i18n import words
    from strategy.naming import Naming

    snapshot = bridge_to("saas").snapshot()
    timeline = Timeline.of(snapshot, Naming(snapshot, words("en")), datetime.date(2027, 2, 1))
    assert (timeline.start, timeline.end) == (datetime.date(2027, 1, 1), datetime.date(2028, 1, 1))
    assert [codes for _, codes in timeline.due] == ["O4", "O1, O2, O3"]
    assert timeline.day_at(timeline.share(datetime.date(2027, 5, 17))) == datetime.date(2027, 5, 17)


def test_all_tabs_can_be_read_in_french_in_a_window_of_1280_pixels_at_125_percent(
    qtbot: QtBot, bridge_to: BridgeTo
) -> None:
    bridge = bridge_to("empty")
    use_language("fr")
    page = ActionPlanPage(bridge)
    paint_late(qtbot, page)
    page.resize(round((1280 - 90) / 1.25), 640)  # beside the rail, in design pixels
    page.show()
    tabs = page.findChild(Segmented, "action_tabs")
    assert tabs is not None
    short = [tab.text() for tab in tabs.findChildren(QAbstractButton) if tab.width() < tab.sizeHint().width()]
    use_language("en")
    assert short == []
    new = page.findChild(QAbstractButton, "new_action")
    assert new is not None
    assert new.text() == "Action"
    assert new.accessibleName() == "Nouvelle action"
