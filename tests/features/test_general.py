"""Features of the whole plan that no other test shows whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from exports.workbook import write_workbook
from journey.model import Journey, Segment, Stage, Touchpoint
from resources.catalogue import catalogue
from storage.base import Base
from storage.document import Document
from strategy.method import Progression, findings, step_states
from strategy.model import (
    PLAN_ROW,
    Action,
    ActionSegment,
    FunctionalNeed,
    GuidingAnswer,
    JourneyObjective,
    Objective,
    Participant,
    Plan,
    SwotStatement,
)
from strategy.operations import add_participant, answer_guiding_question
from strategy.plan_file import open_plan
from strategy.snapshot import Snapshot
from tests.exports.conftest import opened
from tests.support import opened_plan, plan_of, sample_plan, with_value
from tests.ui.pages.conftest import BridgeTo
from tests.windows import Recorder
from ui.deletion import delete_with_care
from ui.dialogs.participants import ParticipantsDialog
from ui.messages import messages
from ui.pages.action_plan.follow_up import FollowUp
from ui.pages.action_plan.panel import ActionPanel
from ui.pages.journeys.journey_panel import JourneyPanel
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.objectives.questions import QuestionRow, Questions
from ui.pages.segments.panel import SegmentPanel
from ui.widgets.label import Label

ROOT = Path(__file__).parents[2]
LAYERS = ("resources", "storage", "journey", "strategy", "exports", "ui")
Change = Callable[[list[Base]], Sequence[Base]]


def without(mapped: type[Base], **equals: object) -> Change:
    """The rows but those of a class with these values."""
    return lambda rows: [
        row
        for row in rows
        if not isinstance(row, mapped) or any(getattr(row, column) != value for column, value in equals.items())
    ]


def emptied(mapped: type[Base], column: str, *, only_first: bool = False) -> Change:
    """The rows, with a column of a class emptied."""

    def change(rows: list[Base]) -> list[Base]:
        found = [row for row in rows if isinstance(row, mapped)]
        return [with_value(row, column, None) if row in (found[:1] if only_first else found) else row for row in rows]

    return change


REMOVED: dict[str, Change] = {
    "done_1_objective": emptied(Objective, "due_date"),
    "done_1_overall": emptied(Objective, "overall_aim", only_first=True),
    "done_2_segment": emptied(Segment, "value_future"),
    "done_3_annotated": emptied(Touchpoint, "channel", only_first=True),
    "done_3_to_be": without(JourneyObjective),
    "done_4_areas": lambda rows: [row for row in rows if not getattr(row, "question", "").startswith("capq_ops")],
    "done_4_sw": without(SwotStatement, quadrant="swot_strength"),
    "done_5_actions": emptied(Action, "start_date"),
    "done_5_needs": without(FunctionalNeed),
    "done_5_budget": emptied(Action, "cost", only_first=True),
}


@pytest.mark.feature("feat_completion_rules")
@pytest.mark.parametrize("rule_id", REMOVED)
def test_what_is_taken_away_breaks_its_own_rule_and_no_other(rule_id: str) -> None:
    rows = list(sample_plan("bank"))
    if rule_id == "done_3_annotated":  # an end has no channel
        rows.sort(key=lambda row: getattr(row, "kind", "") != "nk_touchpoint")
    states = step_states(Snapshot(REMOVED[rule_id](rows)))
    assert [each.rule_id for state in states.values() for each in state.unmet] == [rule_id]


@pytest.mark.feature("feat_ot_optional")
def test_the_step_is_complete_without_any_opportunity_or_threat() -> None:
    outlook = ("swot_opportunity", "swot_threat")
    rows = [row for row in sample_plan("bank") if getattr(row, "quadrant", "") not in outlook]
    plan = Snapshot(rows)
    assert not plan.plan.has_skipped_outlook
    assert step_states(plan)["step_4_capabilities"].state is Progression.COMPLETE


@pytest.mark.feature("feat_plan_files")
def test_a_plan_is_the_same_when_it_is_opened_again(tmp_path: Path) -> None:
    def tree(plan: Document) -> list[tuple[object, ...]]:
        return [(type(row), *(getattr(row, each) for each in row.__columns__)) for row in Snapshot.of(plan)]

    path = tmp_path / "plan.periple"
    with opened_plan(path, "bank") as plan:
        add_participant(plan, name="Ana")
        before = tree(plan)
    with open_plan(path) as plan:
        assert tree(plan) == before
        assert len(before) > 200


@pytest.mark.feature("feat_step_free_order")
def test_an_empty_plan_tells_what_the_action_plan_lacks() -> None:
    plan = plan_of(Plan(id=PLAN_ROW))
    assert "warn_no_budget" in {each.rule_id for each in findings(plan)}
    state = step_states(plan)["step_5_action_plan"]
    assert state.state is Progression.EMPTY
    assert {each.rule_id for each in state.unmet} == {"done_5_actions", "done_5_needs", "done_5_budget"}


@pytest.mark.feature("feat_delete_guard")
def test_deleting_a_segment_names_its_journeys_and_actions_and_may_be_cancelled(bridge_to: BridgeTo) -> None:
    bridge, told = bridge_to("bank"), Recorder()
    told.answer = False
    segment_id = bridge.snapshot().where(Journey, kind="jk_as_is")[0].segment_id
    revision = bridge.document.revision
    messages().use(told)
    assert segment_id is not None
    assert not delete_with_care(bridge, Segment, segment_id)
    messages().use(None)
    (question,) = told.questions
    said = " ".join(question.lines)
    plan = bridge.snapshot()
    assert all(each.name in said for each in plan.where(Journey, segment_id=segment_id))
    served = len(plan.where(ActionSegment, segment_id=segment_id))
    assert f"Kept, without the link: {served} actions (Measure each touchpoint, " in said
    assert bridge.document.revision == revision
    assert bridge.snapshot().get(Segment, segment_id) is not None
    assert bridge.snapshot().all(Stage)
    assert bridge.snapshot().all(Action)


@pytest.mark.feature("feat_local_data")
def test_no_module_of_ours_knows_a_way_to_the_network() -> None:
    """The guard of all tests refuses what Python would connect; Qt would ask nobody."""
    ways = re.compile(
        r"QtNetwork|QtWeb|urllib\.request|http\.client|import (ssl|requests|httpx)\b|socket\.(socket|create_)"
    )
    modules = [ROOT / "main.py", *(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))]
    assert len(modules) > 100
    assert [path.name for path in modules if ways.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.feature("feat_guiding_questions")
def test_each_step_lists_its_questions(bridge_to: BridgeTo, qtbot: QtBot) -> None:
    bridge = bridge_to("shop")
    segments, journeys, plan = SegmentPanel(bridge), JourneyPanel(bridge, JourneySelection()), ActionPanel(bridge)
    follow_up = FollowUp(bridge)
    for panel in (segments, journeys, plan, follow_up):
        qtbot.addWidget(panel)
    segments.show_segment("")
    journeys.tabs.setCurrentIndex(2)
    plan.questions.follow()
    follow_up.show_view("readings")
    panels: dict[str, Questions] = {
        "step_2_segments": segments.questions,
        "step_3_journeys": journeys.questions,
        "step_5_action_plan": plan.questions,
        "view_follow_up": follow_up.reading_view.questions,
    }
    for step, questions in panels.items():
        asked = [each.id for each in catalogue().entries("workshop_questions") if each.get("step") == step]
        assert [question for question in asked if not questions.row(question).head.accessibleName()] == []
    assert len(journeys.questions.findChildren(QuestionRow)) == 25


@pytest.mark.feature("feat_guiding_questions")
def test_an_answer_is_there_again_when_the_plan_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "plan.periple"
    with opened_plan(path, "empty") as plan:
        answer_guiding_question(plan, "q3_funnel", "The demo, above all.")
    with open_plan(path) as plan:
        assert [(row.question, row.text) for row in plan.all(GuidingAnswer)] == [("q3_funnel", "The demo, above all.")]


@pytest.mark.feature("feat_participants")
def test_a_single_department_is_told(bridge_to: BridgeTo, qtbot: QtBot) -> None:
    bridge, window = bridge_to("empty"), QWidget()
    qtbot.addWidget(window)
    dialog = ParticipantsDialog(bridge, window)
    hint = dialog.findChild(Label, "single_department")
    assert hint is not None
    said = [hint.text()]
    for name, department in (("Ana", "Sales"), ("Luc", " sales"), ("Zoé", ""), ("Max", "Support")):
        add_participant(bridge.document, name=name, department=department)
        said.append(hint.text())
    told = "Only Sales takes part: who else meets these customers?"
    assert said == ["", told, told, told, ""]


@pytest.mark.feature("feat_participants")
def test_participants_stand_on_the_cover(tmp_path: Path) -> None:
    rows = [Plan(id=PLAN_ROW, name="P"), Participant(name="Ana", department="Sales", role="Host")]
    book = opened(write_workbook(Snapshot(rows), tmp_path / "a.xlsx", "en", sheets=["cover"]).path)
    assert {("Ana", "Host", "Sales")} <= {row[1:4] for row in book["Cover"].iter_rows(values_only=True)}
