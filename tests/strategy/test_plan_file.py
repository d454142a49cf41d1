from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from journey.kinds import Limits
from journey.model import Touchpoint
from resources.catalogue import catalogue
from storage.document import Document
from storage.errors import PeripleError, PlanError
from strategy import operations
from strategy.kinds import KINDS
from strategy.model import PLAN_ROW, Plan
from strategy.plan_file import (
    SAMPLES,
    create_from_json,
    create_plan,
    open_plan,
    to_json,
)
from strategy.plan_json import json_text, rows_from_text
from strategy.snapshot import Snapshot
from tests.gestures import Ids
from tests.support import opened_plan, sample_plan
from tests.tasks.plan_format import CATALOGUE_LISTS, DOCUMENT, SCHEMA, catalogue_list, document_text, schema_text

Content = dict[str, Any]  # Any: JSON
Change = Callable[[Content], object]


@cache
def sample_text(sample: str = "shop") -> str:
    return json_text(sample_plan(sample))


@cache
def schema() -> str:
    return schema_text()


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema()))


def kinds(content: Content) -> dict[str, list[Content]]:
    found: dict[str, list[Content]] = content["kinds"]
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.feature("feat_plan_samples")
def test_a_sample_opens_in_its_language_and_is_marked_fictitious(tmp_path: Path, sample: str, language: str) -> None:
    with opened_plan(tmp_path / "exemple.periple", sample, language) as document:
        plan = document.get(Plan, "plan")
        assert plan is not None
        assert (plan.is_fictitious, plan.language, plan.sample) == (True, language, f"ex_{sample}")


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_speaks_two_languages_with_the_same_figures(sample: str) -> None:
    french, english = sample_plan(sample, "fr"), sample_plan(sample, "en")
    assert json_text(french) != json_text(english)
    for before, after in zip(french, english, strict=True):
        for column in before.__table__.columns:
            value = getattr(before, column.key)
            if isinstance(value, (int, float)) or value is None:
                assert getattr(after, column.key) == value


@pytest.mark.parametrize("sample", SAMPLES)
def test_export_new_export_gives_the_same_bytes(tmp_path: Path, sample: str) -> None:
    with opened_plan(tmp_path / "a.periple", sample, "fr") as document:
        first = to_json(document)
    (tmp_path / "a.json").write_text(first, encoding="utf-8", newline="\n")
    with create_from_json(tmp_path / "b.periple", tmp_path / "a.json") as document:
        assert to_json(document) == first


def test_a_plan_with_a_row_of_every_sort_survives_the_same_way(plan: Document, ids: Ids, tmp_path: Path) -> None:
    operations.set_value(plan, Touchpoint, ids["touchpoint"], "note", '« 1 »\n\t\\ " \u2028 =1+1 😀')
    operations.tick_data(plan, "data_feedback", True)
    operations.answer_guiding_question(plan, "q1_priority", "La fidélité d’abord")
    first = to_json(plan)
    assert "La fidélité d’abord" in first
    assert '"question": "data_feedback"' in first
    (tmp_path / "a.json").write_text(first, encoding="utf-8", newline="\n")
    with create_from_json(tmp_path / "b.periple", tmp_path / "a.json") as document:
        assert to_json(document) == first


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_schema_accepts_the_samples(sample: str) -> None:
    validator().validate(json.loads(sample_text(sample)))


@pytest.mark.parametrize("sample", SAMPLES)
def test_columns_with_ids_of_the_catalogue_name_their_list(sample: str) -> None:
    lists = {name: {entry.id for entry in catalogue().entries(name)} for name in catalogue().list_names}
    assert set(CATALOGUE_LISTS.values()) <= lists.keys()
    for kind, rows in kinds(json.loads(sample_text(sample))).items():
        for column in set().union(*rows) - {"id"}:
            values = [row[column] for row in rows]
            found = [each for value in values for each in (value if isinstance(value, list) else [value])]
            named, texts = catalogue_list(kind, column), {each for each in found if isinstance(each, str) and each}
            if named:
                assert texts <= lists[named], (kind, column)
            elif texts:
                is_choice = any(limits.choices for limits in _limits(kind, column))
                assert is_choice or not all(text in catalogue() for text in texts), (kind, column)


def _limits(kind: str, column: str) -> list[Limits]:
    return [
        rules.limits[column] for cls, rules in KINDS.items() if cls.__tablename__ == kind and column in rules.limits
    ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content.update(version=2),
        lambda content: kinds(content)["segment"][0].update(size="many"),
        lambda content: kinds(content)["segment"][0].update(colour="red"),
        lambda content: kinds(content)["friction"][0].update(severity=9),
        lambda content: content["kinds"].update(planet=[]),
        lambda content: kinds(content).pop("plan"),
    ],
)
def test_the_schema_refuses_what_the_program_refuses(damage: Change) -> None:
    content = json.loads(sample_text())
    damage(content)
    assert not validator().is_valid(content)
    with pytest.raises(PlanError):
        rows_from_text(json.dumps(content))


def test_documents_are_in_step_with_the_classes() -> None:
    for path, text in ((DOCUMENT, document_text()), (SCHEMA, schema())):
        assert path.read_text(encoding="utf-8") == text, "run: python -m tests.tasks.plan_format"


def deep(levels: int) -> Any:  # Any: JSON
    """A list within a list, and so on."""
    return [deep(levels - 1)] if levels else []


def wait_for_each_other(content: Any, count: int) -> None:  # Any: JSON
    """The first actions, each waiting for the next and the last for the first."""
    ids = [row["id"] for row in content["action"]][:count]
    content["action_dependency"] = [
        {"id": str(number), "action_id": ids[number], "needs_action_id": ids[(number + 1) % count]}
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda content: content.update(format="other"), "open format"),
        (lambda content: content.update(version=99), "version 99"),
        (lambda content: content.update(version=True), "version True"),
        (lambda content: content.update({"two\nlines\x1b[31m": 1}), "two lines"),
        (lambda content: content.update({"x" * 100_000: 1}), "an entry “x{1,300}…"),
        (lambda content: content.update(extra=1), "“extra”"),
        (lambda content: content.update(kinds=[]), "“kinds”"),
        (lambda content: content["kinds"].update(planet=[]), "“planet”"),
        (lambda content: content["kinds"].update(segment={}), "“segment”"),
        (lambda content: kinds(content)["segment"][0].update(colour=1), "“colour”"),
        (lambda content: kinds(content)["segment"][0].update(size="9"), "“size” must be a whole number"),
        (lambda content: kinds(content)["segment"][0].update(size=True), "“size” must be a whole number"),
        (lambda content: kinds(content)["segment"][0].update(is_vip=1), "“is_vip” must be true or false"),
        (lambda content: kinds(content)["segment"][0].update(name=None), "“name” is refused"),
        (lambda content: kinds(content)["segment"][0].update(id="é"), "valid “id”"),
        (lambda content: kinds(content)["segment"][0].update(id="line\n"), "valid “id”"),
        (lambda content: kinds(content)["segment"][0].update(value_past=10**400), "can be stored"),
        (lambda content: kinds(content)["segment"][0].update(size=10**30), "between 0 and 1e"),
        (lambda content: kinds(content)["plan"][0].update(start_date="2027-W01-1"), "“start_date” must be a date"),
        (lambda content: kinds(content)["plan"][0].update(start_date="9999-12-31"), "between 1900 and 2199"),
        (lambda content: kinds(content)["action"][0].update(lead_time_days=10**9), "between 0 and 3650"),
        (lambda content: kinds(content)["kpi_reading"][0].update(inputs={"a": 10**400}), "“inputs” is refused"),
        (lambda content: kinds(content)["kpi_reading"][0].update(inputs={"a": deep(9)}), "“inputs” is refused"),
        (lambda content: kinds(content)["plan"][0].update(start_date="2027-02-30"), "“start_date” must be a date"),
        (lambda content: kinds(content)["plan"][0].update(end_date="2020-01-01"), "ends before it starts"),
        (lambda content: kinds(content)["plan"][0].update(id="other"), "exactly one row of “plan”"),
        (lambda content: kinds(content)["friction"][0].update(severity=9), "between 1 and 5"),
        (lambda content: kinds(content)["friction"][0].update(emotions=[1]), "“emotions” must be a list of texts"),
        (
            lambda content: kinds(content)["friction"][0].update(touchpoint_id="gone"),
            "“gone”, which is not in the file",
        ),
        (lambda content: kinds(content)["friction"][0].pop("journey_id"), "“journey_id” is missing"),
        (lambda content: wait_for_each_other(kinds(content), 1), "waits for itself"),
        (lambda content: wait_for_each_other(kinds(content), 3), "waits for itself"),
        (lambda content: kinds(content)["segment"].append(kinds(content)["segment"][0]), "is there twice"),
        (
            lambda content: kinds(content)["objective_segment"].append(
                {**kinds(content)["objective_segment"][0], "id": "other"}
            ),
            "already linked",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_the_place(damage: Change, sentence: str, tmp_path: Path) -> None:
    content = json.loads(sample_text())
    damage(content)
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(PlanError, match=sentence):
        create_from_json(tmp_path / "a.periple", tmp_path / "a.json")
    assert not (tmp_path / "a.periple").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "not a text file in UTF-8"),
        (b"{", "line 1"),
        (b"[]", "open format"),
        (b'{"format": "periple-plan", "format": 1}', "“format” twice"),
        (b'{"a": NaN}', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"1" * 5_000, "not JSON"),
    ],
)
def test_what_is_not_json_is_told(content: bytes, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(PlanError, match=sentence):
        create_from_json(tmp_path / "a.periple", tmp_path / "a.json")


def test_half_characters_of_a_file_are_replaced_so_that_it_can_be_written_again(tmp_path: Path) -> None:
    content = json.loads(sample_text())
    kinds(content)["segment"][0]["name"] = "a\ud800"
    kinds(content)["kpi_reading"][0]["inputs"] = {"b\ud800": ["c\ud800"]}
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8")
    with create_from_json(tmp_path / "a.periple", tmp_path / "a.json") as document:
        written = to_json(document)
    assert all(f"{letter}\ufffd" in written for letter in "abc")


def test_a_text_that_no_gesture_writes_is_exported_as_reading_would_leave_it() -> None:
    forged = Plan(id=PLAN_ROW, name="Essai\x00", summary="a\x00b")
    text = json_text(Snapshot([forged]))
    assert json_text(Snapshot(rows_from_text(text))) == text


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlanError, match="no file"):
        create_from_json(tmp_path / "a.periple", tmp_path / "a.json")


def test_an_existing_plan_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.periple"
    create_plan(path, name="Le mien", language="fr").close()
    with pytest.raises(PeripleError):
        create_plan(path, name="Un autre", language="fr")
    with open_plan(path) as document:
        plan = document.get(Plan, "plan")
        assert plan is not None
        assert plan.name == "Le mien"


def test_columns_left_out_take_their_defaults(tmp_path: Path) -> None:
    content = {"format": "periple-plan", "version": 1, "kinds": {"plan": [{"id": "plan", "name": "Nu"}]}}
    (tmp_path / "a.json").write_text(json.dumps(content), encoding="utf-8-sig")
    with create_from_json(tmp_path / "a.periple", tmp_path / "a.json") as document:
        plan = document.get(Plan, "plan")
        assert plan is not None
        assert (plan.name, plan.currency, plan.budget) == ("Nu", "EUR", None)
