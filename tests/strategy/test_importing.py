"""Figures of groups in segments, and where they came from."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from journey.model import Segment
from resources.i18n import words
from storage.document import Document
from storage.errors import PlanError
from strategy.analysis.segment_sources import source_of, source_sentence
from strategy.imports import GroupFigures
from strategy.operations import import_segments, set_value
from strategy.operations.importing import FileRead
from strategy.snapshot import Snapshot

GOLD = GroupFigures("Or", "3 achats au moins", False, 40, 0.4, 52.5, 3.25, 210.0, 8400.0)
DAY = datetime.date(2026, 6, 1)
FILE = FileRead("clients.csv", DAY, 1_200, 1_150, 100, (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31)), DAY)


@pytest.fixture
def plan(empty_plan: Document) -> Document:
    return empty_plan


def test_a_second_import_updates_the_segment_and_leaves_what_the_file_does_not_tell(plan: Document) -> None:
    (segment_id,) = import_segments(plan, [GOLD], FILE)
    later = replace(GOLD, size=55, average_basket=None)
    assert import_segments(plan, [later], replace(FILE, name="juin.csv"), into={"Or": segment_id}) == [segment_id]
    segment = plan.get(Segment, segment_id)
    assert segment is not None
    assert (segment.size, segment.average_basket) == (55, 52.5)
    source = source_of(Snapshot.of(plan), segment)
    assert source is not None
    assert (source.file_name, source.average_basket) == ("juin.csv", None)


def source_told(plan: Document, segment_id: str, language: str = "en") -> str:
    """What is said of where the figures of a segment come from."""
    snapshot = Snapshot.of(plan)
    segment = snapshot.get(Segment, segment_id)
    assert segment is not None
    source = source_of(snapshot, segment)
    assert source is not None
    return source_sentence(source, segment, words(language))


def test_figures_that_the_team_changed_are_no_longer_those_of_the_file(plan: Document) -> None:
    (segment_id,) = import_segments(plan, [GOLD], FILE)
    assert "Changed" not in source_told(plan, segment_id)
    set_value(plan, Segment, segment_id, "size", 41)
    assert source_told(plan, segment_id).endswith("Changed by the team since: customers.")
    for column in ("average_basket", "tenure_years", "value_past"):
        set_value(plan, Segment, segment_id, column, None)
    assert source_told(plan, segment_id) == ""


def test_where_figures_come_from_is_one_sentence_in_both_languages(plan: Document) -> None:
    (segment_id,) = import_segments(plan, [GOLD], FILE)
    english = source_told(plan, segment_id)
    assert "Counted in clients.csv on 1 Jun 2026: 1,150 of 1,200 rows used." in english
    assert "Rule: 3 achats au moins." in english
    assert "lignes utilisées sur" in source_told(plan, segment_id, "fr")


@pytest.mark.parametrize(
    ("groups", "into", "message"),
    [
        ([], {}, "at least one"),
        ([replace(GOLD, name=" ")], {}, "name"),
        ([GOLD, replace(GOLD, name="Argent")], {"Or": "s", "Argent": "s"}, "same segment"),
        ([GOLD], {"Or": "gone"}, "no longer in the plan"),
    ],
)
def test_what_cannot_be_written_changes_nothing(
    plan: Document, groups: list[GroupFigures], into: dict[str, str], message: str
) -> None:
    with pytest.raises(PlanError, match=message):
        import_segments(plan, groups, FILE, into=into)
    assert not plan.all(Segment)
    assert not plan.undo_step


def test_a_relationship_that_begins_after_its_end_has_no_length(plan: Document) -> None:
    (segment_id,) = import_segments(plan, [replace(GOLD, tenure_years=-0.5)], FILE)
    segment = plan.get(Segment, segment_id)
    assert segment is not None
    assert segment.tenure_years == 0.0
