"""`main.py export PLAN OUT.kind` for every kind, opened again by readers that are not ours."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest
from pypdf import PdfReader

from journey.model import Segment
from main import main
from resources.i18n import words
from storage.errors import PlanError
from strategy.model import PLAN_ROW, Action, Plan
from strategy.plan_file import create_from_rows
from tests.support import opened_plan, sample_plan
from ui.deliverables.command import Options, export


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "bank.periple"
    opened_plan(path, "bank").close()
    return path


def slides(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(name.startswith("ppt/slides/slide") for name in archive.namelist())


@pytest.mark.parametrize(
    ("name", "look"),
    [
        ("out.pptx", lambda path: slides(path) > 10),
        ("out.pdf", lambda path: len(PdfReader(path).pages) > 10),
        ("out.csv", lambda path: "Owner" in path.read_text("utf-8-sig")),
        ("out.zip", lambda path: {"actions.csv", "segments.csv"} <= set(zipfile.ZipFile(path).namelist())),
        ("out.ics", lambda path: icalendar.Calendar.from_ical(path.read_bytes()).events),
        ("out.json", lambda path: json.loads(path.read_text("utf-8"))),
        ("out.graphml", lambda path: path.read_bytes().startswith(b"<?xml")),
    ],
)
def test_a_name_says_what_is_written(
    plan: Path, tmp_path: Path, name: str, look: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / name
    assert main(["export", str(plan), str(target), "--language", "en"]) == 0
    assert look(target)
    assert str(target) in capsys.readouterr().out


def test_tables_and_tasks_are_chosen(plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.csv"
    assert main(["export", str(plan), str(target), "--tasks", "jira"]) == 0
    assert target.read_text("utf-8-sig").startswith("Summary,")
    assert main(["export", str(plan), str(target), "--table", "segments"]) == 0
    assert main(["export", str(plan), str(target), "--table", "nothing"]) == 1
    assert "nothing" in capsys.readouterr().err
    assert main(["export", str(plan), str(tmp_path / "out.xlsx"), "--table", "segments"]) == 2
    assert main(["export", str(plan), str(tmp_path / "out.docx")]) == 2


def test_a_workbook_holds_values_and_sheets_of_segments_if_asked(tmp_path: Path) -> None:
    plan, target = tmp_path / "plan.periple", tmp_path / "out.xlsx"
    rows = [Plan(id=PLAN_ROW, name="P"), Segment(id="s", name="S"), Action(id="a", name="A", impact=3, cost=5.0)]
    create_from_rows(plan, rows).close()
    assert main(["export", str(plan), str(target)]) == 0
    with zipfile.ZipFile(target) as package:
        assert b"<f>" in b"".join(package.read(name) for name in package.namelist() if "worksheets/sheet" in name)
    assert main(["export", str(plan), str(target), "--values", "--segments", "--paper", "A3"]) == 0
    with zipfile.ZipFile(target) as package:
        sheets = {name: package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")}
        assert b't_segment_1"' in b"".join(package.read(name) for name in package.namelist() if "tables" in name)
    assert not any(b"<f>" in xml for xml in sheets.values())
    assert b'paperSize="8"' in sheets["xl/worksheets/sheet1.xml"]
    assert main(["export", str(plan), str(target), "--paper", "A0"]) == 1
    assert main(["export", str(plan), str(tmp_path / "out.csv"), "--values"]) == 2


def test_a_pdf_of_one_journey_is_its_picture(tmp_path: Path) -> None:
    snapshot, target = sample_plan("saas"), tmp_path / "out.pdf"
    export(snapshot, target, "fr", Options(view="graph"), "fr")
    assert len(PdfReader(target).pages) == 1
    with pytest.raises(PlanError):
        export(snapshot, target, "fr", Options(journey="Nowhere", view="map"), "fr")


def test_the_kinds_are_named_in_both_languages() -> None:
    from ui.deliverables.formats import OFFERED

    for each in OFFERED:
        assert words("fr").tr(each.about) != each.about
