from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from strategy.model import AbTest, Action, Decision, FunctionalNeed, KpiReading, NeedSegment, ReadingOrigin, Tool
from strategy.operations import add_need, add_tool, weigh_criterion
from tests.ui.pages.conftest import BridgeTo, take_all_back
from tests.windows import let_paint, paint_late
from ui.models.needs import need_ids
from ui.models.plan_rows import write_decision
from ui.models.tools import CHOICE, SCORE, TRIAL, WEIGHT, ToolsModel
from ui.pages.action_plan.follow_up import TESTS
from ui.pages.action_plan.page import ACTIONS, FOLLOW_UP, LEVERS, NEEDS, ActionPlanPage
from ui.widgets.button import Button, IconButton
from ui.widgets.choices import ChoiceMenu
from ui.widgets.dashed import DashedCard
from ui.widgets.label import Label


@pytest.fixture
def page(qtbot: QtBot, bridge_to: BridgeTo) -> ActionPlanPage:
    made = ActionPlanPage(bridge_to("saas"))
    paint_late(qtbot, made)
    made.resize(1300, 800)
    made.show()
    return made


def editor_of(parent: QWidget) -> QLineEdit:
    found = parent.findChild(QLineEdit, "cell_editor")
    assert found is not None
    return found


@pytest.mark.feature("feat_shared_needs")
def test_needs_are_ranked_by_the_segments_that_share_them_and_by_what_the_team_types(page: ActionPlanPage) -> None:
    page.show_tab(NEEDS)
    model = page.needs.needs.model
    assert model.ids == tuple(need_ids(page.bridge.snapshot()))
    assert model.ids[0] == page.bridge.snapshot().all(FunctionalNeed)[0].id
    last = model.ids[-1]
    assert model.setData(model.index(model.row_of(last), model.column_of("rank")), 1)
    assert model.ids[0] == last
    first = page.needs.findChild(Label, "first_need")
    assert first is not None
    assert first.text().startswith("“Dedicated fast-reply support” comes first because the team ranks it so")
    let_paint()
    page.bridge.undo()
    assert model.setData(model.index(model.row_of(model.ids[0]), model.column_of("impact")), 1)
    assert model.ids[0] == "nd_saas_2"
    assert first.text() == "“360° customer view” comes first: 2 segments served × impact 4 = 8."


def test_a_new_need_gets_its_name_and_its_investments_and_takes_over_another(
    qtbot: QtBot, page: ActionPlanPage
) -> None:
    page.show_tab(NEEDS)
    page.handlers()["new"]()
    table = page.needs.needs.table
    QTest.keyClicks(editor_of(table), "One inbox")
    let_paint()
    QTest.keyClick(editor_of(table), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.bridge.snapshot().all(FunctionalNeed)[-1].name == "One inbox")
    need = page.bridge.snapshot().all(FunctionalNeed)[-1]
    model = page.needs.needs.model
    table.setCurrentIndex(model.index(model.row_of(need.id), model.column_of("investments")))
    page.handlers()["edit"]()
    menu = table.findChild(ChoiceMenu, "cell_picks")
    assert menu is not None
    QTest.keyClick(menu.list, Qt.Key.Key_Space)
    menu.close()
    kept = page.bridge.snapshot().get(FunctionalNeed, need.id)
    assert kept is not None
    assert kept.investments == ["act_buy"]
    take_all_back(page.bridge)

    assert page.reveal("functional_need", "nd_saas_4")
    button = page.needs.findChild(Button, "pool_needs")
    assert button is not None
    button.click()
    twins = button.findChild(ChoiceMenu, "twins")
    assert twins is not None
    QTest.keyClick(twins.list, Qt.Key.Key_Space)
    assert len(page.needs.needs.model.ids) == 3
    assert len(page.bridge.snapshot().where(NeedSegment, need_id="nd_saas_4")) == 3


@pytest.mark.feature("feat_shared_needs")
def test_needs_that_are_much_alike_are_pooled_in_one_gesture_or_kept_apart(page: ActionPlanPage) -> None:
    page.show_tab(NEEDS)
    assert page.needs.findChild(DashedCard, "alike_needs") is None
    document = page.bridge.document
    twin = add_need(document, name="360° customer view", segment_ids=["sg_saas_occasional"])
    page.refresh()
    asked = page.needs.findChild(DashedCard, "alike_needs")
    assert asked is not None
    let_paint()
    asked.click()
    assert page.bridge.snapshot().get(FunctionalNeed, twin) is None
    assert len(page.bridge.snapshot().where(NeedSegment, need_id="nd_saas_2")) == 3
    assert page.needs.needs.current_id == "nd_saas_2"
    take_all_back(page.bridge)

    add_need(document, name="360° customer view")
    page.refresh()
    apart = page.needs.findChild(IconButton, "keep_apart")
    assert apart is not None
    apart.click()
    assert not [each for each in page.needs.findChildren(DashedCard, "alike_needs") if not each.isHidden()]
    assert len(page.needs.needs.model.ids) == 5


@pytest.mark.feature("feat_tool_compare")
def test_the_comparison_tells_how_sure_the_choice_is_and_a_weight_reorders_the_tools(page: ActionPlanPage) -> None:
    page.show_tab(NEEDS)
    lead = page.needs.findChild(Label, "tool_lead")
    assert lead is not None
    assert lead.text() == (
        "“Tool Alpha” is 8.8 points ahead of “Tool Beta”. "
        "They would be level if “Scalability” weighed 32 instead of 10."
    )
    model = page.needs.tools.model
    before = model.tools
    for criterion in model.rows[2:-3]:
        weigh_criterion(page.bridge.document, criterion, 100 if criterion == "tsc_ease_of_use" else 1)
    assert model.tools != before
    assert model.tools[0] == before[2]


@pytest.mark.feature("feat_tool_trial")
def test_a_tool_is_rated_by_digits_deleted_and_chosen_with_a_warning_until_a_trial_is_planned(
    page: ActionPlanPage,
) -> None:
    page.show_tab(NEEDS)
    made = add_tool(page.bridge.document, name="Delta", category="toolcat_crm")
    assert page.reveal("tool", made)
    tools = page.needs.tools
    tools.table.setCurrentIndex(tools.model.index_of(made, "tsc_integration"))
    QTest.keyClick(tools.table, Qt.Key.Key_4)
    assert tools.model.index_of(made, SCORE).data() == "80.0"
    page.reveal("tool", made)
    page.handlers()["delete"]()
    assert page.bridge.snapshot().get(Tool, made) is None
    page.bridge.undo()
    let_paint()

    page.reveal("tool", made)
    page.handlers()["next_state"]()
    assert page.needs.tools.model.index_of(made, CHOICE).data() == "Chosen"
    assert any(each.rule_id == "warn_tool_not_tested" and each.row_id == made for each in page.bridge.findings())
    tools.table.setCurrentIndex(tools.model.index_of(made, TRIAL))
    page.handlers()["edit"]()
    assert page.tab == ACTIONS
    trial = page.bridge.snapshot().get(Action, page.actions_view.current_id)
    assert trial is not None
    assert (trial.name, trial.type, trial.tool_id) == ("Try Delta", "act_test", made)
    assert not any(each.rule_id == "warn_tool_not_tested" and each.row_id == made for each in page.bridge.findings())


def test_the_tools_keep_the_rules_of_item_models(bridge_to: BridgeTo) -> None:
    bridge = bridge_to("saas")
    model = ToolsModel(bridge)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.follow()
    assert model.setData(model.index(model.rows.index("tsc_skills_fit"), WEIGHT), 40)
    add_tool(bridge.document, name="Delta")
    model.follow()
    bridge.undo()
    model.follow()
    assert len(model.tools) == 3
    del tester


@pytest.mark.feature("feat_levers")
def test_all_levers_are_listed_one_becomes_an_action_and_a_family_leaves_its_own(page: ActionPlanPage) -> None:
    page.show_tab(LEVERS)
    assert page.levers.model.rowCount() == 38
    let_paint()
    lever = page.levers.current_id
    page.handlers()["new"]()
    assert page.tab == ACTIONS
    made = page.bridge.snapshot().get(Action, page.actions_view.current_id)
    assert made is not None
    assert made.lever == lever
    assert made.name == "Points programme"
    page.show_tab(LEVERS)
    page.levers._family.set_value("levfam_content")
    page.levers._family.chosen.emit("levfam_content")
    assert page.levers.model.rowCount() == 3
    title = page.findChild(Label, "lever_title")
    assert title is not None
    assert title.text() == page.levers.model.index(0, 0).data()


@pytest.mark.feature("feat_reading_decision")
def test_a_decision_is_noted_changed_and_taken_away_with_its_reading(page: ActionPlanPage) -> None:
    document = page.bridge.document
    reading = page.bridge.snapshot().where(KpiReading, origin=ReadingOrigin.FOLLOW_UP.value)[0]
    write_decision(document, reading.id, "Call them")
    write_decision(document, reading.id, "Write to them")
    assert [row.text for row in page.bridge.snapshot().where(Decision, reading_id=reading.id)] == ["Write to them"]
    decision = page.bridge.snapshot().where(Decision, reading_id=reading.id)[0]
    assert page.reveal("decision", decision.id)
    assert page.tab == FOLLOW_UP
    write_decision(document, reading.id, "")
    assert not page.bridge.snapshot().where(Decision, reading_id=reading.id)


@pytest.mark.feature("feat_ab_test")
def test_the_sample_test_says_that_b_is_better_and_a_baseline_is_left_to_the_objectives(page: ActionPlanPage) -> None:
    page.show_tab(FOLLOW_UP)
    page.follow_up.show_view(TESTS)
    model = page.follow_up.tests.model
    shown = [model.index(0, model.column_of(key)).data() for key in ("z", "p", "verdict")]
    assert shown == ["2.565", "0.0103", "B is better"]
    assert model.ids == tuple(row.id for row in page.bridge.snapshot().all(AbTest))
    baseline = page.bridge.snapshot().where(KpiReading, origin=ReadingOrigin.BASELINE.value)[0]
    assert not page.reveal("kpi_reading", baseline.id)
