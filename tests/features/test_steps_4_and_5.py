"""Features of steps 4 and 5, of the follow-up and of the workbook that no other test shows whole."""

from __future__ import annotations

import datetime

import pytest
from pytestqt.qtbot import QtBot

from journey.model import Friction, Segment
from resources.catalogue import catalogue
from resources.i18n import words
from strategy.analysis import expected_effect_date, rank_needs
from strategy.analysis.held_back import held_back
from strategy.method import Progression, step_states
from strategy.model import PLAN_ROW, Action, FunctionalNeed, NeedSegment, Plan, SwotFriction, SwotStatement
from strategy.naming import Naming
from strategy.orphans import orphans
from strategy.proposals import remedies
from strategy.snapshot import Snapshot
from strategy.trace import Element, TraceGraph, chains
from tests.exports.conftest import Exported, sample_snapshot, values_in
from tests.exports.test_workbook import SHOWN
from tests.support import plan_of, sample_plan, with_value
from tests.ui.pages.conftest import BridgeTo
from ui.models.action_plan import facts_of
from ui.models.levers import LeverFilter, lever_ids
from ui.models.timeline import Timeline
from ui.pages.action_plan.levers import Levers
from ui.widgets.label import Label


@pytest.mark.feature("feat_sw_statements")
def test_the_link_of_a_statement_is_in_the_traceability_and_in_the_workbook(exported: Exported) -> None:
    bank = sample_plan("bank")
    link = bank.all(SwotFriction)[0]
    statement, friction = Element("swot_statement", link.statement_id), Element("friction", link.friction_id)
    assert friction in TraceGraph(bank).path(statement)
    path = exported("bank", "en")
    texts = values_in(path, "t_swot", "Statement")
    row, felt = bank.get(SwotStatement, link.statement_id), bank.get(Friction, link.friction_id)
    assert row is not None
    assert felt is not None
    assert felt.text in str(values_in(path, "t_swot", "Frictions")[texts.index(row.text)])


@pytest.mark.feature("feat_action_create")
@pytest.mark.parametrize("column", ["owner", "start_date", "end_date", "cost", "impact", "kpi"])
def test_without_one_of_its_facts_no_action_completes_the_step(column: str) -> None:
    saas, nothing = sample_plan("saas"), "" if column == "owner" else None
    assert step_states(saas)["step_5_action_plan"].state is Progression.COMPLETE
    rows = [with_value(row, column, nothing) if isinstance(row, Action) else row for row in saas]
    assert step_states(Snapshot(rows))["step_5_action_plan"].state is Progression.IN_PROGRESS


@pytest.mark.feature("feat_action_suggestions")
def test_waiting_time_suggests_automation_and_service() -> None:
    waiting = Friction(id="f", journey_id="jr", type="frt_waiting_time")
    assert remedies(plan_of(waiting), [waiting]) == ("act_automate", "act_service")


@pytest.mark.feature("feat_levers")
def test_levers_are_filtered_by_segment_in_eight_families() -> None:
    saas = sample_plan("saas")
    families = {catalogue()[each].get("family") for each in lever_ids(saas, LeverFilter())}
    assert len(families) == 8
    used = {action.lever for action in saas.all(Action) if action.lever}
    segments = [segment.id for segment in saas.all(Segment)]
    found = [set(lever_ids(saas, LeverFilter(segment=each))) for each in segments]
    assert set().union(*found) == used
    assert any(each < used for each in found)


@pytest.mark.feature("feat_levers")
def test_a_lever_tells_where_its_advantages_come_from(bridge_to: BridgeTo, qtbot: QtBot) -> None:
    levers = Levers(bridge_to("saas"))
    qtbot.addWidget(levers)
    origin = levers.findChild(Label, "lever_origin")
    assert origin is not None
    said = {}
    for lever in ("lev_points", "lev_earned_vip"):
        levers.card.show_lever(levers._bridge, lever)
        said[catalogue()[lever].get("pc")] = origin.text()
    assert said == {
        "source": "Advantages and limits as the articles give them.",
        "design": "Advantages and limits added by the method.",
    }


@pytest.mark.feature("feat_shared_needs")
def test_a_need_of_three_segments_comes_before_that_of_one() -> None:
    needs = [FunctionalNeed(id=each) for each in ("own", "shared")]
    links = [NeedSegment(id=each, need_id="shared", segment_id=each) for each in "rst"]
    links.append(NeedSegment(id="own", need_id="own", segment_id="r"))
    found = rank_needs(plan_of(needs, links, [Segment(id=each) for each in "rst"]))
    assert [(need.id, count) for need, count in found] == [("shared", 3), ("own", 1)]


@pytest.mark.feature("feat_lead_time")
def test_the_calendar_reaches_to_the_effect_of_an_action() -> None:
    end = datetime.date(2027, 11, 30)
    row = Action(id="a", start_date=datetime.date(2027, 1, 4), end_date=end, lead_time_days=45)
    plan = plan_of(Plan(id=PLAN_ROW, end_date=datetime.date(2027, 12, 31)), row)
    names, effect = Naming(plan, words("en")), end + datetime.timedelta(days=45)
    assert expected_effect_date(row) == effect
    assert facts_of(plan, names, row, None).effect == effect
    assert Timeline.of(plan, names, end).contains(effect)


@pytest.mark.feature("feat_export_trace")
@pytest.mark.parametrize(("sample", "language"), SHOWN)
def test_each_full_chain_has_its_row_and_orphans_stand_apart(exported: Exported, sample: str, language: str) -> None:
    plan, path, heading = sample_snapshot(sample, "fr"), exported(sample, language), words(language).tr("Objective")
    assert len(values_in(path, "t_chains", heading)) == len(chains(plan)) > 0
    lost = [row_id for ids in orphans(plan).values() for row_id in ids]
    assert len(values_in(path, "t_orphans", heading)) == len(lost) > 0


@pytest.mark.feature("feat_export_trace")
def test_each_warning_has_its_row(exported: Exported) -> None:
    rules = values_in(exported("bank", "en"), "t_warnings", "Rule")
    assert "warn_no_follow_up" in rules
    assert "warn_over_budget" not in rules


def test_the_workbook_tells_what_each_weakness_holds_back(exported: Exported) -> None:
    path = exported("bank", "en")
    texts, held = (values_in(path, "t_swot", heading) for heading in ("Statement", "Held back a year"))
    report = held_back(sample_plan("bank"))
    for each in report.weaknesses:
        row = sample_plan("bank").get(SwotStatement, each.statement_id)
        assert row is not None
        assert held[texts.index(row.text)] == pytest.approx(each.held.value)
