"""What other programs take in, read back by readers that are not ours."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import icalendar
import pytest

from exports.plain.csv_files import write_csv
from exports.plain.due_dates import write_due_dates
from exports.plain.tables import write_table, write_tables
from exports.plain.tasks import PROGRAMS, write_tasks
from storage.errors import PlanError
from strategy.model import Action, KpiReading, Milestone, ReadingRhythm
from tests.support import plan_of, sample_plan

DAY = datetime.date(2027, 3, 31)


def rows(path: Path, separator: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator))


def test_every_table_of_the_workbook_is_a_file(tmp_path: Path) -> None:
    written = write_tables(sample_plan("saas"), tmp_path / "tables", "fr")
    assert {"actions", "frictions", "segments", "objectives", "readings"} <= set(written.parts)
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == set(written.parts)
    actions = rows(tmp_path / "tables" / "actions.csv", ";")
    assert "Responsable" in actions[0]
    assert len(actions) == 1 + len(sample_plan("saas").all(Action))
    for table in ("gaps", "actions", "priorities", "emotions"):  # what one sheet alone says, it says among all
        write_table(sample_plan("saas"), tmp_path / "alone.csv", "fr", table=table)
        assert (tmp_path / "alone.csv").read_bytes() == (tmp_path / "tables" / f"{table}.csv").read_bytes()
    segments = rows(tmp_path / "tables" / "segments.csv", ";")
    assert any("," in cell and cell.replace(",", "").isdigit() for line in segments for cell in line)


def test_one_table_goes_under_the_name_asked_for_and_an_unknown_one_is_told(tmp_path: Path) -> None:
    write_table(sample_plan("saas"), tmp_path / "out.csv", "en", table="t_frictions")
    assert "Friction" in rows(tmp_path / "out.csv")[0]
    with pytest.raises(PlanError, match="actions"):  # its sheet is there without it: all others are asked too
        write_table(plan_of(), tmp_path / "no.csv", "en", table="loyalty")
    assert not (tmp_path / "no.csv").exists()


@pytest.mark.parametrize("text", ["=1+1", "+33 1", "-5", "@user", "\t=1", "\r=1", "\n=1", "  =1+1"])
def test_nothing_that_was_typed_is_a_formula(tmp_path: Path, text: str) -> None:
    write_csv(tmp_path / "out.csv", [["A"], [text], ['a;b"c\nd,'], [1.5], [-2], [None], [DAY], ["nul\0"]], "fr")
    found = [line[0] if line else "" for line in rows(tmp_path / "out.csv", ";")]
    assert found == ["A", f"'{text}", 'a;b"c\nd,', "1,5", "-2", "", "2027-03-31", "nul"]


def test_numbers_are_written_as_the_language_has_them(tmp_path: Path) -> None:
    write_csv(tmp_path / "out.csv", [[1234.5, 0.1 + 0.2, True]], "en")
    assert rows(tmp_path / "out.csv") == [["1234.5", "0.3", "True"]]


@pytest.mark.parametrize("program", PROGRAMS)
def test_tasks_have_what_a_board_asks_for(tmp_path: Path, program: str) -> None:
    plan = sample_plan("saas")
    write_tasks(plan, tmp_path / "tasks.csv", "fr", program=program)
    heads, *tasks = rows(tmp_path / "tasks.csv")
    kept = [action for action in plan.all(Action) if action.status != "status_dropped"]
    assert len(tasks) == len(kept)
    first = dict(zip(heads, tasks[0], strict=True))
    assert kept[0].name in tasks[0][0]
    assert kept[0].owner in tasks[0]
    due = next(value for head, value in first.items() if head.lower() == "due date")
    assert due == (kept[0].end_date.isoformat() if kept[0].end_date else "")


def test_tasks_of_another_program_are_not_written(tmp_path: Path) -> None:
    with pytest.raises(PlanError):
        write_tasks(sample_plan("saas"), tmp_path / "tasks.csv", "fr", program="other")


def test_due_dates_open_in_a_calendar_and_keep_their_identity(tmp_path: Path) -> None:
    plan = plan_of(
        Action(id="a", name="Ouvrir; le guichet, n° 1\nvite", owner="Zoé", end_date=DAY),
        Action(id="b", name="Sans fin"),
        Action(id="c", name="Faite", status="status_done", end_date=DAY),
        Action(id="d", name="Abandonnée", status="status_dropped", end_date=DAY),
        Milestone(id="m", name="Lancement\x07", day=DAY),
        KpiReading(id="r", kpi="kpi_nps", date=datetime.date(2027, 1, 31)),
        ReadingRhythm(id="k", kpi="kpi_nps", months=1),
    )
    for path in (tmp_path / "one.ics", tmp_path / "two.ics"):
        write_due_dates(plan, path, "fr")
    assert (tmp_path / "one.ics").read_bytes() == (tmp_path / "two.ics").read_bytes()
    calendar = icalendar.Calendar.from_ical((tmp_path / "one.ics").read_bytes())
    found = {str(event["UID"]): event for event in calendar.events}
    assert set(found) == {"action-a@periple", "milestone-m@periple", "reading-kpi_nps@periple"}
    assert "Ouvrir; le guichet, n° 1\nvite" in str(found["action-a@periple"]["SUMMARY"])
    assert "Zoé" in str(found["action-a@periple"]["DESCRIPTION"])
    assert found["action-a@periple"].start == DAY
    assert found["reading-kpi_nps@periple"].start == datetime.date(2027, 2, 28)
    assert str(found["milestone-m@periple"]["SUMMARY"]) == "Lancement"


def test_a_plan_without_dates_says_that_the_calendar_is_empty(tmp_path: Path) -> None:
    assert write_due_dates(plan_of(), tmp_path / "out.ics", "en").notes
