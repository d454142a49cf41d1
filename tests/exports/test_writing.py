"""How a workbook is written: its progress, its end before time, its bytes, what it says of itself."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from exports.workbook import write_workbook
from exports.written import ExportCancelled
from strategy.model import Plan
from strategy.snapshot import Snapshot
from tests.exports.conftest import Exported, opened, sample_snapshot
from tests.exports.test_workbook import HIDDEN, NAMES


def test_a_text_cut_short_is_reported_with_its_place(tmp_path: Path) -> None:
    plan = Plan(id="plan", name="Plan", summary="x" * 40_000)
    result = write_workbook(Snapshot([plan]), tmp_path / "long.xlsx", "en", sheets=["cover"])
    assert result.notes == ("Cover, cell C9: the text is longer than Excel allows; its end was cut.",)


def test_progress_names_each_sheet_and_ends_with_all(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    write_workbook(Snapshot(), tmp_path / "out.xlsx", "fr", progress=lambda *step: told.append(step))
    assert told == [*((number, 22, told[number][2]) for number in range(22)), (22, 22, "")]
    assert sorted(name for *_, name in told[:-1]) == sorted(NAMES["fr"])


def test_only_the_sheets_that_were_chosen_are_written(tmp_path: Path) -> None:
    result = write_workbook(sample_snapshot("saas", "fr"), tmp_path / "few.xlsx", "en", sheets={"gantt", "swot"})
    assert result.parts == ("SWOT", "Action plan", "Gantt")
    assert opened(result.path).sheetnames == [*result.parts, *HIDDEN]


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    asked = iter([False] * 5)
    with pytest.raises(ExportCancelled):
        write_workbook(Snapshot(), tmp_path / "out.xlsx", "fr", is_cancelled=lambda: next(asked, True))
    assert list(tmp_path.iterdir()) == []


def test_cancelling_at_the_last_moment_keeps_the_former_file(tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_bytes(b"former")
    asked = iter([False] * 2)  # before its sheet and after it
    with pytest.raises(ExportCancelled):
        write_workbook(
            Snapshot(), tmp_path / "out.xlsx", "fr", is_cancelled=lambda: next(asked, True), sheets=["cover"]
        )
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
    assert (tmp_path / "out.xlsx").read_bytes() == b"former"


def test_the_same_plan_exported_twice_on_a_day_gives_the_same_bytes(exported: Exported, tmp_path: Path) -> None:
    first = exported("shop", "fr")
    again = write_workbook(sample_snapshot("shop", "fr"), tmp_path / "again.xlsx", "fr").path
    assert again.read_bytes() == first.read_bytes()


def test_the_file_names_no_person_and_recalculates_on_opening(exported: Exported) -> None:
    with zipfile.ZipFile(exported("saas", "fr")) as package:
        core = package.read("docProps/core.xml").decode()
        workbook = package.read("xl/workbook.xml").decode()
    assert ">Périple</dc:creator>" in core
    assert 'fullCalcOnLoad="1"' in workbook
