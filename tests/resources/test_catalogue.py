"""The built-in catalogue: nothing lost, both languages, French typography, quick to load."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from resources.catalogue import Catalogue, Entry, catalogue

GIVEN_IDS = 980
"""Ids the method gives; the entries beyond them are values that it numbers without an id (severities, efforts...)."""
OWN_LISTS = {"friction_severities", "effort_bands", "segment_priorities", "settings", "trace_rules"}
WITHOUT_NAME = {"answer_scales", "settings"}


def texts(values: Any, language: str) -> Iterator[str]:  # Any: whatever a catalogue column holds
    """Every text of one language in an entry, nested ones too."""
    for key, value in values.items():
        if isinstance(value, str) and (key == language or key.endswith(f"_{language}")):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from texts(item, language)
                elif key.endswith(f"_{language}"):
                    yield item


def columns(values: Any, language: str) -> set[str]:  # Any: as above
    """The names of the columns of one language, without the language."""
    return {re.sub(f"(^|_){language}$", "", key) for key in values if re.search(f"(^|_){language}$", key)}


def test_every_given_id_is_there_once() -> None:
    ids = [entry.id for entry in catalogue()]
    assert len(ids) == len(set(ids))
    assert len([entry for entry in catalogue() if entry.list_name not in OWN_LISTS]) == GIVEN_IDS


@pytest.mark.parametrize(
    ("list_name", "count"),
    [
        ("channels", 22), ("touchpoint_types", 53), ("friction_types", 36), ("emotions", 22), ("kpis", 67),
        ("capability_questions", 14), ("workshop_questions", 63), ("warnings", 36), ("completion_rules", 12),
        ("trace_links", 11), ("levers", 38), ("action_types", 24), ("segment_fields", 11), ("persona_fields", 18),
        ("touchpoint_fields", 15), ("action_fields", 16), ("engagement_signals", 14), ("key_figures", 10),
    ],
)  # fmt: skip
def test_the_lists_have_the_length_the_method_gives(list_name: str, count: int) -> None:
    assert len(catalogue().entries(list_name)) == count


def test_every_entry_has_both_languages_or_says_that_it_has_one() -> None:
    for entry in catalogue():
        if entry.get("language") == "fr":  # the titles of the French sections the method draws on
            assert entry.list_name == "sources"
            assert entry.values["fr"]
        elif not (entry.list_name in WITHOUT_NAME and "fr" not in entry.values):
            assert entry.values["fr"], entry.id
            assert entry.values["en"], entry.id


def test_every_bilingual_column_exists_in_both_languages() -> None:
    for entry in catalogue():
        if entry.get("language") is None:
            parts = [part for key in ("options", "inputs") for part in entry.parts(key)]
            for line in [entry, *parts]:
                assert columns(line.values, "fr") == columns(line.values, "en"), line.id
                assert all(texts(line.values, "fr")), line.id
                assert all(texts(line.values, "en")), line.id


def test_french_texts_follow_french_typography() -> None:
    wrong = re.compile(r" [:;?!%€»]|« |'|\.\.\.|[^\u00a0]»|«[^\u00a0]|[\w)][;?!]|\w:\s")
    found = [text for entry in catalogue() for text in texts(entry.values, "fr") if wrong.search(text)]
    assert found == []


def test_every_id_an_entry_names_exists() -> None:
    known = catalogue()
    for entry in known:
        for key in (
            "source",
            "kpis",
            "stages",
            "emotions",
            "remedies",
            "levers",
            "checklist",
            "criteria",
            "feeds",
            "screens",
        ):
            assert [i for i in entry.ids(key) if i not in known] == [], entry.id
        for key in ("step", "scale", "area", "dimension", "family", "group", "principle", "stage_set", "phase"):
            value = entry.get(key)
            if value is not None and entry.list_name != "resource_questions":
                assert value in known, (entry.id, key)


def test_nothing_points_to_the_files_the_method_was_drawn_from() -> None:
    assert not [text for entry in catalogue() for text in map(str, entry.values.values()) if ".txt" in text]


def test_a_label_follows_the_language_and_an_unknown_id_is_its_own_label() -> None:
    known = catalogue()
    assert known.label("ch_website", "fr") == "Site web"
    assert known.label("ch_website", "en") == "Website"
    assert known.label("3fa9", "fr") == "3fa9"
    assert known.label(None, "fr") == ""
    assert known.get("3fa9") is None


def test_the_options_of_a_scale_are_entries_with_their_score() -> None:
    options = catalogue()["scale_skill"].parts("options")
    assert [option.label("en") for option in options] == ["Novice", "Intermediate", "Expert"]
    assert [option.get("score") for option in options] == [0.0, 0.5, 1.0]
    assert options[2].id == "scale_skill.expert"


def test_longer_texts_are_read_by_name_and_language() -> None:
    lever = catalogue()["lev_points"]
    assert lever.text("pros", "en") == "Simple, flexible."
    assert lever.help("fr") == ""
    assert catalogue()["crit_age_band"].texts("values", "fr")[0] == "moins de 25"


def test_an_entry_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        catalogue()["ch_website"].id = "other"  # type: ignore[misc]


def test_the_catalogue_loads_in_less_than_thirty_milliseconds() -> None:
    catalogue.cache_clear()
    start = time.process_time()
    catalogue()
    assert time.process_time() - start < 0.030


def test_a_list_of_several_entries_keeps_their_order() -> None:
    small = Catalogue({"colours": [{"id": "b", "fr": "Bleu", "en": "Blue"}, {"id": "a", "fr": "Ambre", "en": "Amber"}]})
    assert small.ids("colours") == ("b", "a")
    assert isinstance(small["a"], Entry)
