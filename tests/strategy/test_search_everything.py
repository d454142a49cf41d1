"""Whatever a plan holds is found under the words that are on screen for it, in either language."""

from __future__ import annotations

import pytest

from journey.model import Segment
from resources.i18n import LANGUAGES, words
from storage.base import Base
from strategy.naming import Naming
from strategy.search import PlanIndex
from strategy.search_places import about
from strategy.search_texts import title_of
from strategy.search_words import KIND_WORDS, LABEL_COLUMNS, TEXT_COLUMNS, TITLED_BY, WRITTEN_IN
from strategy.snapshot import Snapshot, mapped_classes
from tests.rich_rows import SEGMENT, rows_beside_the_bank
from tests.support import sample_plan

LINKS = frozenset({
    "action_dependency", "action_friction", "action_need", "action_objective", "action_opportunity", "action_segment",
    "action_statement", "action_touchpoint", "journey_objective", "need_segment", "objective_segment", "swot_friction",
    "swot_journey", "swot_touchpoint",
})  # fmt: skip
"""Kinds that no search finds: a link has no row of its own on screen, it is seen in the two things that it joins."""
NO_WORDS = {
    "plan": {"language", "currency", "sample"},
    "segment": {"example"},
    "persona": {"picture", "evidence"},
    "journey": {"stage_set"},
    "stage": {"stage"},
    "touchpoint": {"kind", "direction", "information_level", "measured", "performance_unit"},
    "transition": {"rate_origin"},
    "follow_up_trigger": {"trigger"},
    "emotion_observation": {"evidence"},
    "friction": {"evidence"},
    "lane": {"kind"},
    "objective": {"overall_aim", "unit"},
    "kpi_reading": {"kpi", "origin", "unit"},
    "audit_note": {"topic"},
    "action": {"status"},
    "workshop_note": {"step", "kind"},
    "own_entry": {"list_name"},
    "own_value": {"entry", "key"},
    "dismissed_warning": {"subject_id"},
    "workbook_merge": {"export_id"},
}
"""Columns of text that say what sort a row is of, how it stands or which title it has, not what somebody looks for."""


@pytest.fixture(scope="module")
def plan() -> Snapshot:
    """The bank with a row of every kind."""
    return Snapshot([*sample_plan("bank"), *rows_beside_the_bank()])


@pytest.fixture(scope="module")
def index(plan: Snapshot) -> PlanIndex:
    return PlanIndex(plan)


def rows_of(plan: Snapshot) -> list[Base]:
    return [row for row in plan if row.__tablename__ not in LINKS]


def test_every_kind_is_found_but_links_which_hold_nothing_but_what_they_join() -> None:
    kinds = {mapped.__tablename__: mapped.__columns__ for mapped in mapped_classes()}
    assert set(kinds) - set(KIND_WORDS) == LINKS
    for kind in LINKS:
        columns = [each for name, each in kinds[kind].items() if name != "id"]
        assert len(columns) == 2, kind
        assert all(each.reference is not None for each in columns), kind


def test_the_plan_of_these_tests_has_every_kind(plan: Snapshot) -> None:
    kinds = {mapped.__tablename__ for mapped in mapped_classes()}
    assert {row.__tablename__ for row in rows_of(plan)} == kinds - LINKS


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_every_row_is_found_by_its_title_in_both_languages(plan: Snapshot, index: PlanIndex, spoken: str) -> None:
    """Whatever language the window speaks."""
    places = {(row.__tablename__, row.id): row for row in rows_of(plan)}
    for language in LANGUAGES:
        names, found = Naming(plan, words(language)), dict[str, set[tuple[str, str]]]()
        for place, row in places.items():
            title = title_of(names, row)
            if title not in found:
                found[title] = {hit.place for hit in index.find(title, spoken, limit=1000)}
            assert place in found[title], (place, title)


@pytest.mark.parametrize(
    ("typed", "kind", "row_id"),
    [
        ("someone without work", "owner_capacity", "r_idle"),
        ("days someone", "owner_capacity", "r_idle"),
        ("rythme nps", "reading_rhythm", "r_rhythm"),
        ("reading rhythm net promoter", "reading_rhythm", "r_rhythm"),
        ("engagement cognitif", "engagement_rating", "r_overall"),
        ("cognitive email", "engagement_rating", "r_email"),
        ("données demographiques", "data_inventory", "r_held"),
        ("wow service client", "moment", "r_moment"),
        ("ne sait pas", "capability_answer", "r_channel"),
        ("do not know email", "capability_answer", "r_channel"),
        ("clients.csv", "segment_import", f"{SEGMENT}~file"),
        ("ten years", "segment_import", f"{SEGMENT}~file"),
        ("they matter", "dismissed_warning", f"warn_segment_too_small~{SEGMENT}"),
        ("A1", "action", "ac_bank_1"),
        ("Bank, from the client.xlsx", "workbook_merge", "r_merge"),
        ("returned workbook owner jeanne", "workbook_merge", "r_merge"),
    ],
)
def test_a_row_is_found_by_what_stands_beside_its_title(index: PlanIndex, typed: str, kind: str, row_id: str) -> None:
    for language in LANGUAGES:
        assert (kind, row_id) in [hit.place for hit in index.find(typed, language)]


def test_every_row_is_shown_with_its_kind_and_most_with_their_place(plan: Snapshot) -> None:
    stands_alone = {"participant", "audit_note", "plan", "feedback_note", "ab_test", "lane_card"}
    for language in LANGUAGES:
        names = Naming(plan, words(language))
        for row in rows_of(plan):
            kind = row.__tablename__
            told = about(names, kind, row)
            assert told.startswith(words(language).tr(KIND_WORDS[kind])), kind
            assert ", " in told or kind in stands_alone, (told, row.id)


def test_the_place_of_an_answer_of_the_diagnostic_is_said_in_the_language_of_the_window(plan: Snapshot) -> None:
    row = Naming(plan, words("en")).row("capability_answer", "r_channel")
    assert about(Naming(plan, words("en")), "capability_answer", row).startswith(
        "answer of the diagnostic, Email, Do not"
    )
    assert about(Naming(plan, words("fr")), "capability_answer", row).startswith(
        "réponse du diagnostic, Courriel, Ne sait"
    )


def test_every_column_of_text_is_searched() -> None:
    """Or listed above as one that holds no words of its own."""
    for mapped in mapped_classes():
        kind = mapped.__tablename__
        if kind in LINKS:
            continue
        texts = {
            name
            for name, column in mapped.__columns__.items()
            if column.python in (str, list) and column.reference is None and name not in ("id", "name", "text")
        }
        searched = {*TEXT_COLUMNS.get(kind, ()), *LABEL_COLUMNS.get(kind, ()), *NO_WORDS.get(kind, ())}
        titles = {TITLED_BY.get(kind, ""), WRITTEN_IN.get(kind, "")}
        assert texts - searched - titles - {"answer"} == set(), kind


def test_what_says_nothing_yet_is_found_by_what_its_kind_is_called() -> None:
    plan = Snapshot([Segment(id="s")])
    for language, typed in (("en", "segment"), ("fr", "segment")):
        (hit,) = PlanIndex(plan).find(typed, language)
        assert hit.title == "Segment"
