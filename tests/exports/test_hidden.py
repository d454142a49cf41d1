"""What the file says of itself, for the day on which it comes back: the contract of `docs/workbook.md`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from exports.client_columns import ACTIONS, CLIENT_COLUMNS, READINGS, plain_number, plain_text, row_hash
from exports.workbook import write_workbook
from storage.base import Base, link_id
from strategy.model import (
    PLAN_ROW,
    Action,
    ActionDependency,
    ActionStatus,
    KpiReading,
    Plan,
    ReadingOrigin,
)
from strategy.snapshot import Snapshot
from tests.exports.conftest import opened, values
from tests.exports.returned.conftest import RETURNING

DAY = datetime.date(2027, 6, 30)
ROWS: Sequence[Base] = (
    Plan(id=PLAN_ROW, name="P", currency="GBP"),
    Action(id="a1", name=" Do \r\nthis  ", owner="Ana", cost=0.1 + 0.2, effort_days=12, start_date=DAY, progress=40,
           status=ActionStatus.DONE.value, priority=2, target=1e20),
    Action(id="a2", name="Then that", position=1),
    ActionDependency(id=link_id("a2", "a1"), action_id="a2", needs_action_id="a1"),
    KpiReading(id="r1", kpi="kpi_nps", origin=ReadingOrigin.FOLLOW_UP.value, comment="Better"),
)  # fmt: skip
Records = dict[tuple[str, str], list[list[str]]]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("b") / "b.xlsx", "en")


def written(path: Path, language: str) -> Path:
    return write_workbook(Snapshot(ROWS, plan_id="id", revision=3), path, language, sheets=RETURNING).path


@pytest.fixture(scope="module")
def records(path: Path) -> Records:
    found: Records = {}
    for row in CalamineWorkbook.from_path(path).get_sheet_by_name("_meta").to_python():
        found.setdefault((str(row[0]), str(row[1])), []).append([str(value) for value in row[2:]])
    return found


def test_the_facts_identify_plan_state_and_export(records: Records, path: Path, tmp_path: Path) -> None:
    facts = {name: values[0][0] for (sort, name), values in records.items() if sort == "fact"}
    assert {key: facts[key] for key in ("schema", "plan_id", "revision", "language", "currency")} == {
        "schema": "1", "plan_id": "id", "revision": "3", "language": "en", "currency": "GBP",
    }  # fmt: skip
    assert re.fullmatch("[0-9a-f]{16}", facts["export_id"])
    assert facts["exported_on"] == datetime.date.today().isoformat()
    other = written(tmp_path / "other.xlsx", "fr")
    theirs = CalamineWorkbook.from_path(other).get_sheet_by_name("_meta").to_python()
    assert facts["export_id"] not in {str(row[2]) for row in theirs}
    assert facts["state"] in {str(row[2]) for row in theirs}


def test_every_column_has_a_key_whose_name_leads_to_its_heading(records: Records, path: Path) -> None:
    workbook = opened(path)
    for table in (ACTIONS, READINGS):
        for key, name, heading, who, *_ in records["column", table]:
            sheet, _, place = str(workbook.defined_names[name].attr_text).rpartition("!")
            assert workbook[sheet.strip("'")][place.replace("$", "")].value == heading, key
            assert workbook.defined_names[name].hidden
            assert (who == "client") == any(column.key == key for column in CLIENT_COLUMNS[table]), key


def test_the_values_are_kept_as_they_are_compared(records: Records) -> None:
    first, second = records["row", ACTIONS]
    keys = [column.key for column in CLIENT_COLUMNS[ACTIONS]]
    uid, code, digest, *values = first
    values += [""] * (len(keys) - len(values))
    assert (uid, code, digest) == ("a1", "A1", row_hash(values))
    assert dict(zip(keys, values, strict=True)) == {
        "action": "Do\nthis", "deliverable": "", "owner": "Ana", "contributors": "", "priority": "2", "effort": "2",
        "budget": "0.3", "load": "12", "start": "2027-06-30", "end": "", "depends_on": "", "status": "status_done",
        "progress": "40", "target": "1e+20", "risk": "", "client_comment": "",
    }  # fmt: skip
    assert second[3:][keys.index("depends_on")] == "a1"
    assert records["row", READINGS][0][:1] == ["r1"]
    assert records["row", READINGS][0][3] == "Better"


def test_the_cells_say_what_the_contract_compares(path: Path) -> None:
    said = values(path)["Action plan"]
    names = opened(path).defined_names
    keys = ("uid", "progress", "priority")
    letters = {key: str(names[f"key_{ACTIONS}.{key}"].attr_text).split("$")[1] for key in keys}
    assert [said[f"{letter}8"] for letter in letters.values()] == ["a1", 0.4, "Medium"]


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (0, "0"), (-0.0, "0"), (12, "12"), (0.5, "0.5"), (1234567.25, "1234567.25")]
)
def test_a_number_is_compared_as_a_spreadsheet_keeps_it(value: float | None, text: str) -> None:
    assert plain_number(value) == text


def test_a_text_is_compared_without_spaces_at_its_ends() -> None:
    assert plain_text("  a \r\n b\t\n") == plain_text("a\n b") == "a\n b"
    assert plain_text(None) == ""


def test_what_is_no_character_is_not_compared_since_readers_disagree_on_its_escape() -> None:
    assert plain_text("a\ufffe\uffffb") == plain_text("a_xFFFE__xFFFF_b") == "ab"
