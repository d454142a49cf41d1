"""Features of step 3 that no other test shows whole."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from journey import operations
from journey.analysis import friction_score, journey_results, touchpoint_valence
from journey.comparison import compare_journeys
from journey.coverage import ranked_by_value
from journey.graph import journey_graph
from journey.model import (
    EmotionObservation,
    Friction,
    Journey,
    LaneKind,
    Moment,
    Opportunity,
    Stage,
    Touchpoint,
    Transition,
)
from resources.catalogue import catalogue
from resources.i18n import words
from storage.document import Document
from strategy.analysis import coverage
from strategy.links import open_opportunities
from strategy.model import ActionOpportunity
from strategy.operations import set_value, set_values
from strategy.snapshot import Snapshot
from tests.exports.conftest import Exported, values
from tests.gestures import Ids
from tests.support import drawn, plan_of, sample_plan
from tests.ui.pages.conftest import BridgeTo
from ui.pages.action_plan.cures import frictions_menu
from ui.pages.journeys.compare.figures import figure_lines, worth_change
from ui.pages.journeys.diagnosis.lines import LineSection
from ui.pages.journeys.diagnosis.page import JourneyDiagnosis
from ui.pages.journeys.graph.building import scene_of
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.map import emotion
from ui.pages.journeys.map.reading import MapReader
from ui.pictures.picture import View, picture_of
from ui.pictures.sharp import svg_of
from ui.widgets.surface import Card

EXAMPLE = {"in>a": 1.0, "a>b": 0.6, "a>lost": 0.4, "b>won": 1.0}


@pytest.mark.feature("feat_touchpoint_add")
def test_what_the_type_gave_to_a_touchpoint_can_be_changed(plan: Document, ids: Ids) -> None:
    set_value(plan, Touchpoint, ids["touchpoint"], "channel", "ch_email")
    set_value(plan, Touchpoint, ids["touchpoint"], "direction", "dir_two_way")
    operations.move_touchpoint(plan, ids["touchpoint"], ids["last stage"])
    point = plan.get(Touchpoint, ids["touchpoint"])
    assert point is not None
    assert (point.channel, point.direction, point.stage_id) == ("ch_email", "dir_two_way", ids["last stage"])


@pytest.mark.feature("feat_stage_lanes")
def test_stages_that_two_sets_share_are_there_once(plan: Document) -> None:
    journey = operations.add_journey(plan, language="en", stage_set="stset_full")
    stages = [stage.stage for stage in plan.all(Stage, journey_id=journey)]
    assert stages.count("st_consideration") == 1
    assert len(set(stages)) == len(stages)
    assert {*catalogue()["stset_funnel"].ids("stages"), *catalogue()["stset_buying"].ids("stages")} <= set(stages)


@pytest.mark.parametrize("journey_id", ["jr_shop_as_is", "jr_shop_to_be"])
@pytest.mark.feature("feat_stage_lanes")
def test_each_touchpoint_stands_in_its_stage_on_the_map_and_on_the_canvas(journey_id: str) -> None:
    shop = sample_plan("shop")
    points = [point for point in shop.where(Touchpoint, journey_id=journey_id) if point.stage_id]
    seen = MapReader(shop, words("en"), journey_id).scene()
    lane = seen.lane_of(LaneKind.TOUCHPOINTS)
    drawing = scene_of(shop, journey_id, words("en"))
    assert points
    assert lane is not None
    for point in points:
        assert ("touchpoint", point.id) in seen.keys(lane, point.stage_id or "")
        assert drawing.columns[drawing.nodes[point.id].column].id == point.stage_id


@pytest.mark.feature("feat_graph_edit")
def test_a_transition_has_its_weight_and_its_delay_in_the_graph(plan: Document, ids: Ids) -> None:
    made = operations.connect(plan, ids["touchpoint"], ids["other touchpoint"], probability=0.2)
    set_value(plan, Transition, made, "delay_hours", 24.0)
    graph = journey_graph(Snapshot.of(plan), ids["journey"]).to_networkx()
    drawn_edge = graph[ids["touchpoint"]][ids["other touchpoint"]][made]
    assert (drawn_edge["probability"], drawn_edge["delay_hours"]) == (0.2, 24.0)


@pytest.mark.feature("feat_emotion")
def test_several_emotions_of_a_touchpoint_count_as_their_mean() -> None:
    felt = [
        EmotionObservation(id=str(valence), touchpoint_id="a", emotion="own", valence=valence, intensity=intensity)
        for valence, intensity in ((-0.8, 3), (0.2, 1), (0.0, 2))
    ]
    assert touchpoint_valence(plan_of(drawn(EXAMPLE), felt), "a") == pytest.approx(-0.2)


@pytest.mark.feature("feat_friction")
def test_the_reach_of_a_friction_follows_the_graph_until_the_team_types_one() -> None:
    friction = Friction(id="f", journey_id="jr", touchpoint_id="b", severity=4, frequency=0.25)
    fewer = {**EXAMPLE, "a>b": 0.3, "a>lost": 0.7}
    assert friction_score(plan_of(drawn(EXAMPLE), friction), friction).reach == pytest.approx(0.6)
    assert friction_score(plan_of(drawn(fewer), friction), friction).reach == pytest.approx(0.3)
    friction.reach = 0.9
    assert friction_score(plan_of(drawn(fewer), friction), friction).reach == 0.9


@pytest.mark.feature("feat_moments")
def test_a_marked_moment_is_on_the_map_and_changes_no_figure() -> None:
    rows = [*drawn(EXAMPLE, touchpoints={"a": {"stage_id": "st"}}), Stage(id="st", journey_id="jr")]
    marked = plan_of(rows, Moment(id="m", touchpoint_id="a", moment="mom_wow"))
    seen = MapReader(marked, words("en"), "jr").scene()
    cards = {card.key: card for cards in seen.cells.values() for card in cards}
    assert cards["touchpoint", "a"].signs
    assert words("en").label("mom_wow") in cards["touchpoint", "a"].state
    assert journey_results(marked, "jr") == journey_results(plan_of(rows), "jr")


@pytest.mark.feature("feat_moments")
def test_marked_moments_are_in_the_workbook(exported: Exported) -> None:
    shop = sample_plan("shop")
    marked = {moment.moment for moment in shop.all(Moment)}
    cells = set(map(str, values(exported("shop", "en"))["Touchpoints"].values()))
    assert marked
    assert all(any(words("en").label(moment) in cell for cell in cells) for moment in marked)


@pytest.mark.feature("feat_journey_compare")
def test_the_figures_of_two_journeys_differ_by_a_sign() -> None:
    bank = sample_plan("bank")
    pair = ("jr_bank_as_is", "jr_bank_to_be")
    found = compare_journeys(bank, *pair)
    lines = figure_lines(found, worth_change(bank, *pair, found), "EUR")
    said = {line.name: line.difference for line in lines}
    assert said["Success"] == "+22.2 pts"
    assert said["Irritation"].startswith("−")
    assert len(lines) == 8


@pytest.mark.feature("feat_journey_metrics")
@pytest.mark.parametrize("name", ["saas", "bank", "shop"])
def test_success_and_drop_off_of_a_sample_sum_to_one(name: str) -> None:
    plan = sample_plan(name)
    for journey in plan.all(Journey):
        results = journey_results(plan, journey.id)
        assert (results.success or 0) + (results.drop_off or 0) == pytest.approx(1.0)


@pytest.mark.feature("feat_touchpoint_performance")
def test_touchpoints_rank_by_the_value_measured_in_each_unit(bridge_to: BridgeTo, qtbot: QtBot) -> None:
    bridge, selection = bridge_to("shop"), JourneySelection()
    first, second, third, _ = bridge.snapshot().where(Touchpoint, journey_id="jr_shop_as_is", kind="nk_touchpoint")[:4]
    for point, value, unit in ((first, 3.2, "of 5"), (second, 12.0, "% of clicks"), (third, 4.5, "of 5")):
        set_values(bridge.document, Touchpoint, point.id, {"performance": value, "performance_unit": unit})
    ranked = ranked_by_value(bridge.snapshot(), "jr_shop_as_is")
    assert [point.id for point in ranked] == [third.id, first.id, second.id]
    diagnosis = JourneyDiagnosis(bridge, selection)
    qtbot.addWidget(diagnosis)
    diagnosis.show_results(journey_results(bridge.snapshot(), "jr_shop_as_is"))
    section = diagnosis.findChild(LineSection, "measured_values")
    assert section is not None
    said = [card.accessibleName() for card in section.findChildren(Card)]
    assert [line.rpartition(", ")[2] for line in said] == ["4.5 of 5", "3.2 of 5", "12 % of clicks"]


@pytest.mark.feature("feat_opportunities_gaps")
def test_an_opportunity_has_its_type_and_is_proposed_in_the_action_plan(bridge_to: BridgeTo) -> None:
    bridge = bridge_to("shop")
    rows = bridge.snapshot().all(Opportunity)
    assert {row.type for row in rows} <= set(catalogue().ids("opportunity_types"))
    waiting = open_opportunities(bridge.snapshot())
    made: list[str] = []
    holder = QWidget()
    menu = frictions_menu(bridge, coverage(bridge.snapshot(), date(2027, 1, 4)), made.append, holder)
    (entry,) = [each for each in menu.actions() if waiting[0].text.split(".")[0] in each.text()]
    assert words("en").label(waiting[0].type) in entry.text()
    inner = menu.findChild(QMenu, f"opportunity_{waiting[0].id}")
    assert inner is not None
    inner.actions()[-1].trigger()
    (link,) = bridge.snapshot().where(ActionOpportunity, opportunity_id=waiting[0].id)
    assert made == [link.action_id]
    assert waiting[0] not in open_opportunities(bridge.snapshot())
    holder.deleteLater()


@pytest.mark.feature("feat_emotion_curve")
def test_the_lowest_point_of_the_curve_is_marked_on_the_map(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    marked: list[float | None] = []

    def note(_painter: object, _place: object, value: float | None, *, is_lowest: bool = False, **_look: bool) -> None:
        marked.extend([value] * is_lowest)

    monkeypatch.setattr(emotion, "paint_face", note)
    shop = sample_plan("shop")
    assert svg_of(picture_of(shop, "jr_shop_as_is", View.MAP, "en", date(2027, 1, 4)))
    lowest = journey_results(shop, "jr_shop_as_is").lowest
    assert lowest is not None
    assert set(marked) == {lowest.valence}


@pytest.mark.feature("feat_external_touchpoints")
def test_a_touchpoint_outside_the_company_is_drawn_in_another_way(qapp: object) -> None:
    drawings = []
    for is_external in (False, True):
        rows = drawn(EXAMPLE, touchpoints={"a": {"name": "Reviews", "is_external": is_external, "stage_id": "st"}})
        plan = plan_of(rows, Stage(id="st", journey_id="jr"))
        drawings.append(svg_of(picture_of(plan, "jr", View.GRAPH, "en", date(2027, 1, 4))))
        cards = [card for cards in MapReader(plan, words("en"), "jr").scene().cells.values() for card in cards]
        assert ("external-link" in str([card.signs for card in cards])) == is_external
    inside, outside = (drawing.count(b"stroke-dasharray") for drawing in drawings)
    assert outside > inside
