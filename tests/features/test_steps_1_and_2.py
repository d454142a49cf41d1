"""Features of steps 1 and 2 that no other test shows whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from exports.workbook import write_workbook
from journey.model import Persona, Segment, Touchpoint
from journey.operations import add_persona, add_segment
from resources.catalogue import catalogue
from resources.i18n import spoken_in, words
from storage.document import Document
from strategy.model import FeedbackNote, Objective
from strategy.operations import add_action, add_objective, rank_objectives, rank_segments, set_value
from strategy.plan_file import open_plan
from strategy.snapshot import Snapshot
from tests.exports.conftest import opened
from tests.support import opened_plan, sample_plan
from tests.ui.pages.conftest import BridgeTo
from ui.delegates.cell import EDITOR_ROLE
from ui.models.action_plan import Grouping, grouped
from ui.models.objectives import statement_of
from ui.models.row_table import RowTableModel
from ui.models.starting_point import feedback_columns, feedback_ids
from ui.pages.journeys.new_journey import NewJourneyDialog
from ui.pages.journeys.touchpoint_notes import TouchpointNotes
from ui.widgets.label import Label

WRITTEN: dict[str, str | list[str]] = {
    "channels": ["ch_email"],
    "emotions": ["emo_frustration"],
    "evidence": "listen_interviews",
}
"""Fields of a persona that are chosen from a list."""


@pytest.mark.feature("feat_objective_library")
def test_another_target_changes_the_model_sentence_in_both_languages() -> None:
    plan = sample_plan("saas")
    row = plan.all(Objective)[0]
    said = {}
    for language, share in (("en", "7%"), ("fr", "7\N{NO-BREAK SPACE}%")):
        with spoken_in(language):
            before = statement_of(plan, row)
            after = statement_of(plan, Objective(id=row.id, kpi=row.kpi, baseline=row.baseline, target=7.0))
        assert share in after
        assert share not in before
        said[language] = after
    assert said["en"] != said["fr"]


@pytest.mark.feature("feat_objective_priority")
def test_a_ranking_is_there_again_when_the_plan_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "plan.periple"
    with opened_plan(path, "empty") as plan:
        first, second = (add_objective(plan, name=name) for name in ("One", "Two"))
        rank_objectives(plan, [second, first])
    with open_plan(path) as plan:
        assert [(row.name, row.priority) for row in plan.all(Objective)] == [("Two", 1), ("One", 2)]


def two_segments(plan: Document) -> tuple[str, str]:
    """Two segments of which the second was ranked first, each with an action."""
    first, second = (add_segment(plan, language="en", name=name) for name in ("One", "Two"))
    for segment_id in (first, second):
        add_action(plan, name="Call", segment_ids=[segment_id])
    rank_segments(plan, [second, first])
    return second, first


@pytest.mark.feature("feat_segment_priority")
def test_journeys_and_actions_begin_with_the_segment_ranked_first(bridge_to: BridgeTo, qtbot: QtBot) -> None:
    bridge = bridge_to("empty")
    order = two_segments(bridge.document)
    snapshot = Snapshot.of(bridge.document)
    assert tuple(each.id for each in snapshot.all(Segment)) == order
    assert tuple(group.key for group in grouped(snapshot, Grouping.SEGMENT)) == order
    dialog = NewJourneyDialog(bridge, None)
    qtbot.addWidget(dialog)
    assert dialog._free_segment() == order[0]


@pytest.mark.feature("feat_audit_feedback")
def test_a_quote_of_the_stock_taking_is_read_at_its_touchpoint(bridge_to: BridgeTo, qtbot: QtBot) -> None:
    bridge = bridge_to("shop")
    table = RowTableModel(bridge, feedback_columns(), feedback_ids)
    table.follow()
    first, second = bridge.snapshot().where(Touchpoint, journey_id="jr_shop_as_is", kind="nk_touchpoint")[:2]
    note = bridge.snapshot().all(FeedbackNote)[0]
    place = table.index(0, table.column_of("touchpoint_id"))
    assert (first.id, first.name) in place.data(EDITOR_ROLE)
    assert table.setData(place, first.id)
    notes = TouchpointNotes(bridge)
    qtbot.addWidget(notes)
    quotes = notes.findChild(Label, "touchpoint_quotes")
    assert quotes is not None
    notes.show_point(first)
    assert f"“{note.text}”" in quotes.text()
    assert words("en").label(note.method) in quotes.text()
    notes.show_point(second)
    assert quotes.text() == ""


@pytest.mark.feature("feat_persona")
def test_the_eighteen_fields_of_a_persona_are_kept_and_exported(tmp_path: Path) -> None:
    fields = [each.removeprefix("per_") for each in catalogue().ids("persona_fields")]
    assert len(fields) == 18
    with opened_plan(tmp_path / "plan.periple", "empty") as plan:
        persona = add_persona(plan, add_segment(plan, language="en", name="Teams"))
        for field in fields:
            is_list = isinstance(getattr(plan.all(Persona)[0], field), list)
            set_value(
                plan, Persona, persona, field, WRITTEN.get(field) or ([f"My {field}"] if is_list else f"My {field}")
            )
    with open_plan(tmp_path / "plan.periple") as plan:
        snapshot = Snapshot.of(plan)
    for language in ("fr", "en"):
        path = tmp_path / f"{language}.xlsx"
        sheet = opened(write_workbook(snapshot, path, language, sheets=["personas"]).path)["Personas"]
        told = {row[1]: row[2] for row in sheet.iter_rows(values_only=True, max_col=3)}
        for field in fields:
            kept = WRITTEN.get(field, "")
            entry = kept[0] if isinstance(kept, list) else kept
            expected = catalogue().label(entry, language) if entry else f"My {field}"
            if field == "name":  # the head of its column
                assert expected in told.values()
            assert expected in str(told[catalogue().label(f"per_{field}", language)])
