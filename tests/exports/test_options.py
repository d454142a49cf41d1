"""What can be chosen about a workbook: values alone, a sheet for each segment, the paper; and that it comes back."""

from __future__ import annotations

import datetime
import itertools
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from exports.options import NO_PAPER, WorkbookOptions
from exports.returned import compare, read_returned
from exports.sheet_titles import SheetNames
from exports.workbook import write_workbook
from journey.model import Segment
from storage.errors import PlanError
from strategy.links import kept_actions, segments_of_action
from strategy.model import Action, Plan
from strategy.snapshot import Snapshot
from tests.exports.conftest import formulas, opened, sample_snapshot, values
from tests.exports.returned.client_file import ClientFile

SHEETS = ("frictions", "actions", "priorities", "gantt", "budget_load")
PLAN = "Plan d’action"
Book = Any


def written(folder: Path, options: WorkbookOptions) -> Path:
    path = folder / f"{options.has_formulas}-{options.paper}.xlsx"
    return write_workbook(plan(), path, "fr", sheets=SHEETS, options=options).path


def plan() -> Snapshot:
    return sample_snapshot("saas", "fr")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("live"), WorkbookOptions(has_segment_sheets=True, paper=NO_PAPER))


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("settled"), WorkbookOptions(False, True, "A3"))


def test_without_formulas_each_cell_holds_what_its_formula_says(live: Path, settled: Path) -> None:
    assert formulas(settled) == ()
    said, held = values(live), values(settled)
    shown, told = opened(live), opened(settled)
    for title, place, _ in formulas(live):
        if place in said[title]:
            assert held[title][place] == said[title][place], (title, place)
            assert told[title][place].number_format == shown[title][place].number_format
    totals = [table.totalsRowCount for sheet in told.worksheets for table in sheet.tables.values()]
    assert totals
    assert not any(totals)


def test_without_formulas_links_still_lead_to_the_frictions(settled: Path) -> None:
    links = [cell.hyperlink for row in opened(settled)[PLAN].iter_rows() for cell in row if cell.hyperlink]
    assert links
    assert all(link.target is None and re.fullmatch(r"'Frictions'!C\d+", str(link.location)) for link in links)
    with zipfile.ZipFile(settled) as package:
        assert not any(b'TargetMode="External"' in package.read(name) for name in package.namelist())


def test_without_formulas_a_text_of_several_lines_is_no_link_that_libreoffice_would_cut(
    live: Path, settled: Path
) -> None:
    told = opened(settled)[PLAN]
    width = {letter: float(each.width) for letter, each in told.column_dimensions.items()}
    formulas_of_links = [place for title, place, text in formulas(live) if title == PLAN and "HYPERLINK(" in text]
    shown = {place: told[place] for place in formulas_of_links}
    fits = {
        place: len(str(cell.value)) <= width[cell.column_letter] and "\n" not in str(cell.value)
        for place, cell in shown.items()
    }
    assert {place: cell.hyperlink is not None for place, cell in shown.items()} == fits
    assert set(fits.values()) == {True, False}


def test_each_segment_has_a_sheet_with_its_actions(live: Path) -> None:
    book, said, snapshot = opened(live), values(live), plan()
    segments = snapshot.all(Segment)
    place = book.sheetnames.index(PLAN) + 1
    sheets = book.worksheets[place : place + len(segments)]
    for number, (sheet, segment) in enumerate(zip(sheets, segments, strict=True), 1):
        name = segment.name or ""
        assert sheet.title == name or name.startswith(sheet.title.rstrip("…"))
        assert sheet["D2"].value == f"Actions\u00a0: {name}"
        header, *rows, total = sheet[sheet.tables[f"t_segment_{number}"].ref]
        at = {cell.value: index for index, cell in enumerate(header)}
        served = {each.id: each for each in kept_actions(snapshot) if segment in segments_of_action(snapshot, each.id)}
        ids = [str(row[0].value) for row in rows]
        assert set(ids) == set(served)
        assert [said[sheet.title][row[at["Action"]].coordinate] for row in rows] == [served[each].name for each in ids]
        assert said[sheet.title][total[at["Budget"]].coordinate] == sum(each.cost or 0 for each in served.values())
        assert sheet.protection.sheet


def test_pages_are_set_up_for_the_paper_or_left_alone(live: Path, settled: Path) -> None:
    setups = {(sheet.page_setup.paperSize, sheet.page_setup.orientation) for sheet in opened(settled).worksheets[:-2]}
    assert setups == {(8, "landscape")}
    for sheet in opened(live).worksheets[:-2]:
        assert not any((sheet.print_title_rows, sheet.print_title_cols, sheet.print_area, sheet.row_breaks.brk))
        assert sheet.page_setup.orientation != "landscape"
        header: Any = sheet.oddHeader
        assert header.right.text == "Confidentiel"  # whoever prints, this is said
    with pytest.raises(PlanError):
        WorkbookOptions(paper="A0")


@pytest.mark.parametrize("name", ["live", "settled"])
def test_such_a_workbook_comes_back_like_any_other(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    path = request.getfixturevalue(name)
    assert not compare(plan(), read_returned(path)).has_news
    file, action = ClientFile.opened(path), plan().all(Action)[0]
    file.write(action.id, owner="Ana", start=datetime.date(2027, 2, 1), effort=5, load=40)
    (row,) = (each for each in file.compared(plan(), tmp_path / "returned.xlsx").rows if each.cells)
    assert row.uid == action.id
    assert {"owner", "start", "load"} <= {cell.column.key for cell in row.cells}
    assert {cell.state.value for cell in row.cells} == {"client"}


def test_a_segment_takes_no_tab_that_the_merge_needs(tmp_path: Path) -> None:
    rows = [Plan(id="plan"), Segment(id="s", name="_meta"), Segment(id="t", name="_lists"), Action(id="a", name="A")]
    path = tmp_path / "small.xlsx"
    write_workbook(Snapshot(rows), path, "en", sheets=("actions",), options=WorkbookOptions(has_segment_sheets=True))
    titles = ["Action plan", "_meta 2", "_lists 2", "Actions without segment", "_lists", "_meta"]
    assert opened(path).sheetnames == titles
    assert not compare(Snapshot(rows), read_returned(path)).has_news


def test_any_name_of_a_segment_gives_a_tab_that_excel_accepts() -> None:
    wanted = [
        *("=1+1", "a/b", "a:b", "A?B", "'quoted'", "", "  ", "[]*", "History", "Plan d’action", "x" * 40, "x" * 50),
        *("👩‍👩‍👧" * 9, "\u202eabc", "a\nb\x00c", "é" * 31, "ﬁn", "fin", "لعملاء الجدد", "\ud800"),
    ]
    names = SheetNames(["Plan d’action", "_meta"])
    found = [names.name(each, "Sans segment") for each in wanted]
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\'\n\x00\u202e")
        assert name == name.strip()
    assert len({name.casefold() for name in found}) == len(found)
    assert found[1:4] == ["a b", "a b 2", "A B 3"]
    assert found[10:12] == ["x" * 30 + "…", "x" * 28 + "… 2"]
    assert not {"history", "plan d’action"} & {name.casefold() for name in found}
    assert list(itertools.islice(found, 5, 8)) == ["Sans segment", "Sans segment 2", "Sans segment 3"]
