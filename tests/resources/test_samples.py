"""The three samples: every row of the worked examples is there, in both languages, in the columns of the model."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import resources
import strategy.model  # noqa: F401  (maps every table)
from resources.catalogue import catalogue
from storage.base import Base, classes_of

FOLDER = Path(resources.__file__).parent / "samples"
SAMPLES = ("saas", "bank", "shop")
KINDS = {mapped.__tablename__: mapped for mapped in classes_of(Base)}
Row: TypeAlias = dict[str, Any]  # Any: a column holds whatever JSON holds

# Counted in the worked examples, not in the files under test.
COUNTS = {
    "saas": {
        "segment": 3, "segment_criterion": 5, "persona": 1, "objective": 4, "objective_segment": 4, "kpi_reading": 11,
        "feedback_note": 3, "journey": 4, "journey_objective": 6, "touchpoint": 44, "transition": 88, "friction": 12,
        "emotion_observation": 36, "moment": 6, "follow_up_trigger": 9, "opportunity": 3, "capability_answer": 14,
        "resource_answer": 7, "swot_statement": 5, "functional_need": 4, "need_segment": 8, "tool": 3,
        "tool_rating": 30, "action": 10, "action_segment": 16, "action_touchpoint": 16, "action_friction": 12,
        "action_statement": 9, "action_objective": 14, "action_need": 7, "ab_test": 1,
    },
    "bank": {
        "segment": 4, "segment_criterion": 4, "persona": 1, "objective": 4, "objective_segment": 7, "kpi_reading": 13,
        "feedback_note": 3, "journey": 2, "journey_objective": 6, "touchpoint": 22, "transition": 65, "friction": 11,
        "emotion_observation": 23, "moment": 6, "follow_up_trigger": 6, "opportunity": 3, "capability_answer": 14,
        "resource_answer": 7, "swot_statement": 8, "functional_need": 4, "need_segment": 9, "tool": 3,
        "tool_rating": 30, "action": 10, "action_segment": 20, "action_touchpoint": 14, "action_friction": 13,
        "action_statement": 12, "action_objective": 15, "action_need": 5, "ab_test": 1,
    },
    "shop": {
        "segment": 4, "segment_criterion": 6, "persona": 1, "objective": 4, "objective_segment": 7, "kpi_reading": 16,
        "feedback_note": 3, "journey": 2, "journey_objective": 4, "touchpoint": 26, "transition": 61, "friction": 8,
        "emotion_observation": 22, "moment": 5, "follow_up_trigger": 4, "opportunity": 3, "capability_answer": 14,
        "resource_answer": 7, "swot_statement": 4, "functional_need": 3, "need_segment": 7, "tool": 3,
        "tool_rating": 30, "action": 10, "action_segment": 22, "action_touchpoint": 14, "action_friction": 9,
        "action_statement": 8, "action_objective": 13, "action_need": 5, "ab_test": 1,
    },
}  # fmt: skip
NUMBERED = {
    "saas": {"ob": 4, "fc": 12, "sw": 5, "nd": 4, "ac": 10, "fb": 3, "gp": 3, "ab": 1},
    "bank": {"ob": 4, "fc": 11, "sw": 8, "nd": 4, "ac": 10, "fb": 3, "gp": 3, "ab": 1},
    "shop": {"ob": 4, "fc": 8, "sw": 4, "nd": 3, "ac": 10, "fb": 3, "gp": 3, "ab": 1},
}
BILINGUAL = {
    ("plan", "name"), ("plan", "company"), ("plan", "sector"), ("plan", "summary"), ("segment", "name"),
    ("objective", "name"), ("objective", "owner"), ("feedback_note", "text"), ("journey", "name"),
    ("touchpoint", "name"), ("friction", "text"), ("opportunity", "text"), ("swot_statement", "text"),
    ("functional_need", "name"), ("tool", "name"), ("action", "name"), ("action", "owner"), ("ab_test", "name"),
    ("persona", "portrait"), ("persona", "needs"), ("persona", "irritants"), ("persona", "quote"),
}  # fmt: skip


@cache
def sample(name: str) -> dict[str, list[Row]]:
    loaded = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert loaded["format"] == "periple-sample"
    kinds: dict[str, list[Row]] = loaded["kinds"]
    return kinds


def is_bilingual(value: object) -> bool:
    return isinstance(value, dict) and set(value) == {"fr", "en"}


def texts(value: Any, language: str) -> Iterator[str]:  # Any: a bilingual text or list of texts
    yield from [value[language]] if isinstance(value[language], str) else value[language]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_of_the_example_is_there(name: str) -> None:
    kinds = sample(name)
    counted = {kind: len(rows) for kind, rows in kinds.items()}
    assert {kind: counted[kind] for kind in COUNTS[name]} == COUNTS[name]
    others = {"plan", "stage", "swot_friction", "lane", "lane_card", "touchpoint_change"}
    assert set(counted) - set(COUNTS[name]) == others
    ids = {row["id"] for rows in kinds.values() for row in rows}
    expected = {f"{prefix}_{name}_{i + 1}" for prefix, count in NUMBERED[name].items() for i in range(count)}
    assert expected - ids == set()


@pytest.mark.parametrize("name", SAMPLES)
def test_every_row_has_the_columns_of_its_table(name: str) -> None:
    for kind, rows in sample(name).items():
        columns = KINDS[kind].__columns__
        required = {name for name, column in columns.items() if not column.has_default}
        for row in rows:
            assert set(row) <= set(columns), (kind, row["id"])
            assert required <= set(row), (kind, row["id"])


@pytest.mark.parametrize("name", SAMPLES)
def test_ids_are_unique_and_references_lead_somewhere(name: str) -> None:
    kinds = sample(name)
    ids = {kind: [row["id"] for row in rows] for kind, rows in kinds.items()}
    assert [kind for kind, found in ids.items() if len(found) != len(set(found))] == []
    for kind, rows in kinds.items():
        for name, column in KINDS[kind].__columns__.items():
            if column.reference is not None:
                wanted = {row[name] for row in rows if row.get(name) is not None}
                assert wanted <= set(ids[column.reference.kind]), (kind, name)


@pytest.mark.parametrize("name", SAMPLES)
def test_texts_are_complete_in_both_languages(name: str) -> None:
    for kind, rows in sample(name).items():
        for row in rows:
            for column, value in row.items():
                if (kind, column) in BILINGUAL:
                    assert is_bilingual(value), (kind, row["id"], column)
                if is_bilingual(value):
                    assert all(texts(value, "fr")), row["id"]
                    assert all(texts(value, "en")), row["id"]
                    assert len(list(texts(value, "fr"))) == len(list(texts(value, "en"))), row["id"]


@pytest.mark.parametrize("name", SAMPLES)
def test_french_texts_follow_french_typography(name: str) -> None:
    wrong = re.compile(r" [:;?!%€»]|« |'|[^\u00a0]»|«[^\u00a0]|!")
    values = [value for rows in sample(name).values() for row in rows for value in row.values() if is_bilingual(value)]
    assert [text for value in values for text in texts(value, "fr") if wrong.search(text)] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_catalogue_ids_are_those_of_the_catalogue(name: str) -> None:
    prefixes = (
        r"(kpi|frt|tpt|ch|st|emo|trg|act|lev|capq|tsc|resq|crit|seg|mom|listen|obj|toolcat|stset|oppt|status|swot|cap)"
    )
    for rows in sample(name).values():
        for row in rows:
            for column, value in row.items():
                for text in value if isinstance(value, list) else [value]:
                    if column != "id" and isinstance(text, str) and re.fullmatch(prefixes + r"_[a-z0-9_]+", text):
                        assert text in catalogue(), (row["id"], column)


@pytest.mark.parametrize("name", SAMPLES)
def test_probabilities_leaving_a_touchpoint_sum_to_one(name: str) -> None:
    sums: dict[str, float] = defaultdict(float)
    for row in sample(name)["transition"]:
        sums[row["source_id"]] += row["probability"]
    assert {source: total for source, total in sums.items() if abs(total - 1) > 1e-9} == {}
    ends = {row["id"] for row in sample(name)["touchpoint"] if row["kind"] in ("nk_goal", "nk_exit")}
    assert {row["id"] for row in sample(name)["touchpoint"]} - ends == set(sums)


@pytest.mark.parametrize("name", SAMPLES)
def test_stages_follow_the_catalogue_and_hold_every_touchpoint(name: str) -> None:
    kinds, order = sample(name), catalogue().ids("stages")
    for journey in kinds["journey"]:
        stages = [row for row in kinds["stage"] if row["journey_id"] == journey["id"]]
        used = [row["stage"] for row in sorted(stages, key=lambda row: row["position"])]
        assert used == sorted(used, key=order.index)
        assert set(catalogue()[journey["stage_set"]].ids("stages")) <= set(used)
        for point in kinds["touchpoint"]:
            if point["journey_id"] == journey["id"] and "stage_id" in point:
                assert point["stage_id"] in {row["id"] for row in stages}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_says_that_it_is_fictitious_and_dates_are_dates(name: str) -> None:
    (plan,) = sample(name)["plan"]
    assert plan["is_fictitious"] is True
    assert plan["sample"] == f"ex_{name}"
    assert "fictive" in plan["company"]["fr"]
    assert "fictitious" in plan["company"]["en"]
    assert date.fromisoformat(plan["start_date"]) < date.fromisoformat(plan["end_date"])
    for action in sample(name)["action"]:
        assert date.fromisoformat(action["start_date"]) < date.fromisoformat(action["end_date"])
