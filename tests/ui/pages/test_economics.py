"""The budget tab of the action plan: costs, load, returns, and the best set within a budget."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from strategy.model import PLAN_ROW, Action, ActionStatus, OwnerCapacity, Plan
from strategy.operations import set_value, set_values
from tests.ui.pages.conftest import BridgeTo, take_all_back
from tests.windows import let_paint, paint_late
from ui.models.best_set import BestSetTable
from ui.models.returns import return_columns, return_ids
from ui.models.row_table import RowTableModel
from ui.pages.action_plan.economics import BEST_SET, COSTS, LOAD, RETURNS
from ui.pages.action_plan.page import BUDGET, ActionPlanPage
from ui.pages.economics.best_set import BestSetView
from ui.widgets.label import Label

FIRST, DEAREST = "ac_saas_1", "ac_saas_5"


@pytest.fixture
def page(qtbot: QtBot, bridge_to: BridgeTo) -> ActionPlanPage:
    made = ActionPlanPage(bridge_to("saas"))
    paint_late(qtbot, made)
    made.resize(1300, 900)
    made.show()
    made.show_tab(BUDGET)
    return made


def said(page: ActionPlanPage, name: str) -> str:
    found = page.economics.findChild(Label, name)
    assert found is not None
    return found.text()


def change(page: ActionPlanPage, action_id: str, **values: object) -> None:
    set_values(page.bridge.document, Action, action_id, values)
    page.refresh()


def action(page: ActionPlanPage, action_id: str = FIRST) -> Action:
    found = page.bridge.snapshot().get(Action, action_id)
    assert found is not None
    return found


def set_budget(page: ActionPlanPage, amount: float) -> None:
    set_value(page.bridge.document, Plan, PLAN_ROW, "budget", amount)
    page.refresh()


def best_set(qtbot: QtBot, page: ActionPlanPage) -> BestSetView:
    view = page.economics.best_set
    with qtbot.waitSignal(view.answered, timeout=20_000):
        page.economics.show_view(BEST_SET)
    return view


def test_an_empty_plan_has_calm_views(qtbot: QtBot, bridge_to: BridgeTo) -> None:
    made = ActionPlanPage(bridge_to("empty"))
    paint_late(qtbot, made)
    made.show()
    made.show_tab(BUDGET)
    for view in (COSTS, LOAD, RETURNS, BEST_SET):
        made.economics.show_view(view)
    assert made.handlers() == {}
    assert said(made, "plan_return_return") == "–"


def test_the_tables_keep_the_rules_of_item_models(bridge_to: BridgeTo) -> None:
    bridge = bridge_to("bank")
    returns = RowTableModel(bridge, return_columns(), return_ids)
    shown = BestSetTable()
    best = RowTableModel(bridge, shown.columns(), shown.ids)
    for model in (returns, best):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        model.follow()
    assert len(returns.ids) == 10
    set_value(bridge.document, Action, "ac_bank_2", "status", "status_dropped")
    returns.follow()
    assert len(returns.ids) == 9


@pytest.mark.feature("feat_budget_check")
def test_costs_and_days_stand_against_the_budget_and_what_is_too_much_is_told(page: ActionPlanPage) -> None:
    page.economics.show_view(COSTS)
    assert said(page, "cost_figures_total") == "€117,500"
    assert said(page, "cost_figures_rest") == "€2,500"
    parts = page.economics.costs.quarters.accessibleName()
    assert parts.count("€") == 4
    assert page.economics.costs.by_segment.accessibleName()
    change(page, FIRST, running_cost=1000.0)
    assert said(page, "cost_figures_running") == "€1,000"
    assert said(page, "cost_figures_rest_said") == "The plan is over its budget."
    shown = page.actions_view.table.tree
    page.actions_view.follow()
    facts = shown.facts(FIRST)
    assert facts is not None
    assert (facts.cost or 0) > (facts.cost_once or 0)
    take_all_back(page.bridge)

    page.refresh()
    page.economics.show_view(LOAD)
    view = page.economics.load
    owner, row = next(iter(view.rows.items()))
    assert view.summary.tone == "ink"
    row.days.setFocus()
    QTest.keyClicks(row.days, "1")
    QTest.keyClick(row.days, Qt.Key.Key_Return)
    page.refresh()
    assert [(each.owner, each.days) for each in page.bridge.snapshot().all(OwnerCapacity)] == [(owner, 1.0)]
    assert owner in view.summary.text()
    assert view.summary.tone == "danger"
    page.bridge.undo()
    page.refresh()
    assert row.days.value() is None


@pytest.mark.feature("feat_roi")
def test_gain_and_cost_typed_in_the_table_give_the_return_unless_the_cost_is_zero(
    qtbot: QtBot,
    page: ActionPlanPage,
) -> None:
    page.economics.show_view(RETURNS)
    view = page.economics.returns
    for key, typed in (("cost", 48_000), ("gain", 72_000)):
        assert view.reveal(FIRST)
        view.table.setCurrentIndex(view.model.index(0, view.model.column_of(key)))
        page.handlers()["edit"]()
        editor = view.table.findChild(QLineEdit, "cell_editor")
        assert editor is not None
        editor.selectAll()
        QTest.keyClicks(editor, str(typed))
        QTest.keyClick(editor, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: view.table.findChild(QLineEdit, "cell_editor") is None)
        page.refresh()
    shown = [view.model.index(0, view.model.column_of(key)).data() for key in ("return", "payback")]
    assert shown == ["50%", "8 months"]
    months = view.months.findChild(QRadioButton, "return_months_24")
    assert months is not None
    months.click()
    page.refresh()
    assert page.bridge.plan().return_months == 24
    assert view.model.index(0, view.model.column_of("return")).data() == "200%"
    let_paint()

    change(page, FIRST, cost=0.0, gain=10.0)
    index = view.model.index(0, view.model.column_of("return"))
    assert index.data() == "Cost is 0"
    assert view.model.columns[index.column()].cell(page.bridge.snapshot(), FIRST).hint.startswith("Division by zero")


def test_the_best_set_drops_in_one_gesture_and_takes_up_again(qtbot: QtBot, page: ActionPlanPage) -> None:
    set_budget(page, 80_000)
    view = best_set(qtbot, page)
    assert view.headline.text() == "9 actions of 10 bring 32 points for €75,500."
    assert view.more.text() == "With €1,000 more: nothing more. From €99,500: A5 comes in; A8 goes out; 1 point more."
    assert view.model.ids[-1] == DEAREST
    with qtbot.waitSignal(view.answered, timeout=20_000):
        view.apply()
        page.refresh()
    assert action(page, DEAREST).status == ActionStatus.DROPPED
    assert not view.apply_button.isEnabled()
    with qtbot.waitSignal(view.answered, timeout=20_000):
        view.limits.budget.setText("200000")
        view.limits.budget.commit()
    assert view.apply_button.isEnabled()
    view.apply()
    assert action(page, DEAREST).status == ActionStatus.PLANNED
    page.bridge.undo()
    page.bridge.undo()
    assert action(page, DEAREST).status == ActionStatus.PLANNED


def test_a_question_that_is_cancelled_is_asked_again_and_what_does_not_fit_is_told(
    qtbot: QtBot,
    page: ActionPlanPage,
) -> None:
    view = page.economics.best_set
    page.economics.show_view(BEST_SET)
    view.cancel_button.click()
    assert not view.cancel_button.isVisible()
    page.economics.show_view(COSTS)
    assert best_set(qtbot, page).headline.text().startswith("10 actions of 10")

    set_budget(page, 40_000)
    with qtbot.waitSignal(view.answered, timeout=20_000):
        page.refresh()
    with qtbot.waitSignal(view.answered, timeout=20_000):
        view.limits.pins.picked.emit([DEAREST])
    assert view.headline.text() == "What must be kept does not fit: €2,000 are missing."
    assert not view.apply_button.isEnabled()
