from __future__ import annotations

import datetime

import pytest

from journey.model import FollowUpTrigger, Friction, Journey, Lane, LaneKind, Touchpoint, Transition
from resources.folding import plain
from resources.i18n import words
from storage.base import Base
from strategy.model import Action, GuidingAnswer, Milestone, WorkshopNote
from strategy.naming import Naming
from strategy.search import Hit, PlanIndex, matched
from strategy.search_places import about
from strategy.search_words import COLUMN_WORDS, KIND_WORDS, LABEL_COLUMNS, TEXT_COLUMNS, TITLED_BY, WRITTEN_IN
from strategy.snapshot import mapped_classes
from tests.support import plan_of, sample_plan


def found(typed: str, *rows: Base, language: str = "en", recent: tuple[tuple[str, str], ...] = ()) -> list[Hit]:
    return list(PlanIndex(plan_of(*rows)).find(typed, language, recent))


def test_accents_capitals_and_apostrophes_do_not_count() -> None:
    row = Action(id="ac", name="L’ÉCART à réduire")
    for typed in ("ecart", "Écart", "l'écart", "  REDUIRE ecart "):
        assert [hit.place for hit in found(typed, row)] == [("action", "ac")], typed


def test_a_plain_text_is_as_long_as_the_text() -> None:
    for text in ("Œuvre İstanbul ß ﬁn", "été\u202f: « oui »", "ΑΒΓ Жук 日本"):
        assert len(plain(text)) == len(text)


def test_an_entry_of_the_method_is_found_in_the_language_that_the_window_does_not_speak() -> None:
    index = PlanIndex(plan_of())
    kpi = index.find_in_method("temps d'attente", "en")[0]
    assert kpi.title == words("en").label("kpi_waiting_time")
    assert kpi.column == "other_language"
    assert index.find_in_method("waiting time", "fr")[0].place == kpi.place


def test_a_thing_without_a_name_is_found_by_what_the_method_calls_it_in_both_languages() -> None:
    rows = (Journey(id="jr", name="Buying"), Touchpoint(id="tp", journey_id="jr"))
    assert [hit.title for hit in found("point de contact", *rows)] == ["Touchpoint"]


def test_a_title_that_begins_with_the_words_comes_before_words_inside_and_before_notes() -> None:
    rows = (
        WorkshopNote(id="c", text="About price"),
        Action(id="b", name="Better prices"),
        Action(id="d", name="Call back", note="Mind the price"),
        Action(id="a", name="Price list"),
    )
    assert [hit.place[1] for hit in found("price", *rows)] == ["a", "c", "b", "d"]


def test_of_equals_the_one_seen_lately_comes_first() -> None:
    rows = (Action(id="a", name="Wait less"), Action(id="b", name="Wait more"))
    assert [hit.place[1] for hit in found("wait", *rows, recent=(("action", "b"),))] == ["b", "a"]


def test_a_find_in_a_quote_says_where_and_shows_the_words_around() -> None:
    quote = "I stayed on the line " * 10 + "and nobody\ncame <b>ever</b> " + "again " * 40
    row = Friction(id="fr", journey_id="jr", text="Long wait", verbatim=quote)
    (hit,) = found("nobody came", row)
    assert (hit.title, hit.column) == ("Long wait", "verbatim")
    assert hit.text[hit.start : hit.start + hit.length] == "nobody came"
    assert hit.text[0] == hit.text[-1] == "…"
    assert "<b>ever</b>" in hit.text  # as it was typed: whoever shows it shows plain text


def test_words_may_stand_apart_and_in_different_texts() -> None:
    row = Action(id="ac", name="Call customers back", owner="Nadia")
    assert found("back call", row)
    assert found("nadia customers", row)
    assert not found("nadia nobody", row)


def test_a_wrong_a_missing_and_swapped_letters_are_forgiven_in_titles() -> None:
    row = Action(id="ac", name="Satisfaction survey")
    for typed in ("satisfactoin", "satisfacton", "satisfaktion", "satisffaction"):
        assert found(typed, row), typed
    assert not found("saturation", row)
    assert not found("atisfaction x", row)


def test_an_answer_is_called_as_its_question_and_found_by_its_words() -> None:
    question = "q1_experience_vs_engagement"
    row = GuidingAnswer(id=question, question=question, text="Not yet agreed upon")
    (hit,) = found("agreed", row, language="fr")
    assert hit.title == words("fr").label(question)
    assert hit.column == "text"


def test_a_transition_is_found_after_what_it_joins_and_what_only_mentions_it() -> None:
    rows = (
        Journey(id="jr", name="Buying"),
        Touchpoint(id="a", journey_id="jr", name="Cart"),
        Touchpoint(id="b", journey_id="jr", name="Payment"),
        Transition(id="ab", journey_id="jr", source_id="a", target_id="b"),
        Action(id="ac", name="Call", note="About the cart"),
    )
    assert [hit.place[1] for hit in found("cart", *rows)] == ["a", "ac", "ab"]
    assert [hit.place for hit in found("cart payment", *rows)] == [("transition", "ab")]


def test_milestones_follow_ups_and_lanes_of_the_team_are_found() -> None:
    rows = (
        Journey(id="jr", name="Buying"),
        Touchpoint(id="a", journey_id="jr", name="Cart"),
        FollowUpTrigger(id="fu", touchpoint_id="a", trigger="trg_cart_abandoned"),
        Lane(id="own", journey_id="jr", name="Legal checks"),
        Lane(id="usual", journey_id="jr", kind=LaneKind.ACTIONS.value),
        Milestone(id="mi", name="Launch in Lyon", day=datetime.date(2027, 3, 1)),
    )
    assert [hit.place for hit in found("launch lyon", *rows)] == [("milestone", "mi")]
    assert [hit.place for hit in found("legal", *rows)] == [("lane", "own")]
    assert [hit.place for hit in found(words("fr").label("trg_cart_abandoned"), *rows)] == [("follow_up_trigger", "fu")]
    assert found("actions", *rows, Action(id="ac", name="Train the actions team"))[-1].place == ("lane", "usual")


def test_joined_letters_are_found_when_typed_apart() -> None:
    assert found("oeuvre", Action(id="a", name="Mise en œuvre"))
    assert found("coefficient", Action(id="a", name="Coefficient"))


def test_a_name_of_a_command_says_how_well_it_fits() -> None:
    assert matched("redo", "re") == (0, 0, 2)
    assert matched(plain("Traçabilité"), "tracab") == (0, 0, 6)
    assert matched("redo", "xyz") is None


def test_every_kind_and_column_that_is_searched_exists_and_has_its_words() -> None:
    columns = {mapped.__tablename__: mapped.__columns__ for mapped in mapped_classes()}
    for kind, names in (*TEXT_COLUMNS.items(), *LABEL_COLUMNS.items()):
        assert set(names) <= set(columns[kind]), kind
        assert set(names) <= set(COLUMN_WORDS), kind
        assert kind in KIND_WORDS
    assert all(column in columns[kind] for kind, column in (*TITLED_BY.items(), *WRITTEN_IN.items()))


@pytest.mark.parametrize("name", ["saas", "bank", "shop"])
def test_every_find_of_a_sample_says_what_it_is_and_is_found_by_its_own_title(name: str) -> None:
    plan = sample_plan(name)
    index, names = PlanIndex(plan), Naming(plan, words("en"))
    for action in plan.all(Action):
        assert ("action", action.id) in [hit.place for hit in index.find(action.name, "en")]
        assert about(names, "action", action).startswith("action, A")
    assert len(index) > 80


def test_of_five_thousand_rows_the_best_fifty_are_found() -> None:
    actions = [Action(id=f"a{n}", name=f"Reduce the wait number {n}", note="call back " * 20) for n in range(5000)]
    index = PlanIndex(plan_of(actions))
    found = {typed: index.find(typed, "en") for typed in ("w", "wait 49", "call back", "nothing like this")}
    assert [len(hits) for hits in found.values()] == [50, 50, 50, 0]
    assert found["wait 49"][0].place == ("action", "a49")
