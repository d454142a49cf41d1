"""The workbook that a client fills in: one file of a made-up plan, opened and looked at from all sides."""

from __future__ import annotations

import datetime
import re
import string
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl.utils import range_boundaries
from PIL import Image

from exports.client_columns import ACTIONS, CLIENT_COLUMNS
from exports.workbook import write_workbook
from resources.i18n import words
from storage.base import Base, link_id
from strategy.model import Action, ActionSegment, Milestone, Plan
from strategy.snapshot import Snapshot
from tests.exports.conftest import opened, sample_snapshot, values
from tests.exports.test_workbook import tables

HEADINGS = {
    "en": (
        *("UID", "No.", "Segment", "Objective", "Journey", "Stage", "Touchpoint", "Channel", "Friction", "Capability"),
        *("Lever", "Action", "Deliverable", "Owner", "Contributors", "Priority", "Impact", "Effort", "Confidence"),
        *("Score", "Gain a year, low", "Gain a year, likely", "Gain a year, high", "Budget", "Load (days)", "Start"),
        *("End", "Duration (days)", "Depends on", "Status", "% done", "KPI", "Baseline", "Target", "Risk"),
        *("Client comment", "Last change"),
    )
}
CLIENT = tuple(column.key for column in CLIENT_COLUMNS[ACTIONS])
PLAN = "Plan d’action"
Book = Any
Sheet = Any
"""Openpyxl's, whose stubs take any cell for a merged one."""
SHEET_ORDER = [
    *["sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection"],
    *["protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells"],
    *["phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"],
    *["pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors"],
    *["smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls"],
    *["webPublishItems", "tableParts", "extLst"],
]
"""ECMA-376, CT_Worksheet: elements may be missing, never out of order."""


def plan_rows() -> list[Base]:
    """A sample with what the samples lack: milestones, client columns, a client whose name looks like a field."""
    rows: list[Base] = []
    for row in sample_snapshot("saas", "fr"):
        if isinstance(row, Plan):
            values = {name: getattr(row, name) for name in row.__columns__}
            row = Plan(**{**values, "company": "Dupont & Dupond &P"})
        rows.append(row)
    rows.append(Milestone(name="Lancement", day=datetime.date(2021, 4, 7)))
    late = Action(id="late", name="En retard", start_date=datetime.date(2020, 1, 1), end_date=datetime.date(2020, 2, 1),
                  position=99_000, contributors="Ana", priority=1, progress=40, cost=123_456_789.0)  # fmt: skip
    far = Action(id="far", name="Loin", start_date=datetime.date(2022, 1, 1), end_date=datetime.date(2022, 6, 1),
                 position=99_001)  # fmt: skip
    segment = next(row.segment_id for row in rows if isinstance(row, ActionSegment))
    return [*rows, late, far, ActionSegment(id=link_id("late", segment), action_id="late", segment_id=segment)]


def picture(journey_id: str) -> bytes:
    """A wide picture of what is, a high one of what shall be."""
    file = BytesIO()
    Image.new("1", (2400, 3000 if journey_id.endswith("to_be") else 900)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("plan") / "plan.xlsx"
    return write_workbook(Snapshot(plan_rows(), plan_id="p", revision=7), target, "fr", pictures=picture).path


@pytest.fixture(scope="module")
def book(path: Path) -> Book:
    return opened(path)


@pytest.fixture(scope="module")
def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels"))}


@cache
def letters_of(path: Path) -> dict[str, str]:
    """The letter of each column of the action plan, by its key."""
    names = opened(path).defined_names
    found = {name.removeprefix(f"key_{ACTIONS}."): each.attr_text for name, each in names.items()}
    return {key: place.split("$")[1] for key, place in found.items() if place and PLAN in place}


def area_of(book: Book) -> tuple[int, int]:
    """The rows of the body of the action plan."""
    _, first, _, last = map(int, range_boundaries(tables(book)[ACTIONS][1]))  # type: ignore[arg-type]  # it has all four
    return first + 1, last


def rules_of(sheet: Sheet) -> Iterator[tuple[str, Any]]:
    for cells in sheet.conditional_formatting:
        for rule in cells.rules:
            yield str(cells.sqref), rule


def test_the_columns_are_those_of_the_issue_in_its_order(book: Book, path: Path) -> None:
    sheet, area = tables(book)[ACTIONS]
    assert [cell.value for cell in next(iter(sheet[area]))] == [words("fr").tr(text) for text in HEADINGS["en"]]
    letters = letters_of(path)
    assert set(CLIENT) < set(letters)
    assert len(letters) == len(HEADINGS["en"])
    assert sheet.column_dimensions[letters["uid"]].hidden


def test_tables_have_stable_names_and_nothing_is_merged(book: Book) -> None:
    names = {table for sheet in book.worksheets for table in sheet.tables}
    assert {"t_actions", "t_priorities", "t_gaps", "t_gantt", "t_milestones", "t_horizons", "t_load"} <= names
    assert not [sheet.title for sheet in book.worksheets if sheet.merged_cells.ranges]
    sheet = book[PLAN]
    first, last = area_of(book)
    assert all(sheet.cell(row, 2).value for row in range(first, last + 1))
    assert not any(cell.value for row in sheet.iter_rows(min_row=last + 1) for cell in row)


def rule_at(sheet: Sheet, place: str) -> Any:
    return next(rule for rule in sheet.data_validations.dataValidation if place in rule.sqref)


def test_what_is_typed_is_checked_past_the_last_row_with_messages_in_french(book: Book, path: Path) -> None:
    sheet, letters = book[PLAN], letters_of(path)
    first, last = area_of(book)
    keys = ("status", "priority", "start", "end", "progress", "budget", "load", "effort", "target")
    for row in (first, last, last + 150):
        rules = {key: rule_at(sheet, f"{letters[key]}{row}") for key in keys}
    assert (rules["status"].formula1, rules["priority"].formula1) == ("list_status", "list_priority")
    assert [rules[key].type for key in ("start", "budget", "effort")] == ["date", "decimal", "whole"]
    assert rules["end"].formula1 == f"MAX(36526,N(${letters['start']}{first}))"
    assert (rules["progress"].formula1, rules["progress"].formula2) == ("0", "1")
    assert rules["start"].error.startswith("Une date entre 2000 et 2099")
    assert all(rule.showErrorMessage and rule.error and rule.prompt for rule in rules.values())
    assert {rule.errorStyle for rule in rules.values()} <= {"stop", None}
    places = {name: book.defined_names[name].attr_text for name in ("list_status", "list_priority")}
    assert re.fullmatch(r"'_lists'!\$[A-Z]\$2:\$[A-Z]\$6", places["list_status"])
    heads = {cell.value: cell for cell in book["_lists"][1]}
    assert heads["status"].offset(row=1).value == words("fr").label("status_planned")
    listed = [rule for each in book.worksheets for rule in each.data_validations.dataValidation if rule.type == "list"]
    assert {rule.formula1 in book.defined_names for rule in listed} == {True}
    assert [book["_lists"].sheet_state, book["_meta"].sheet_state] == ["hidden", "veryHidden"]


def test_what_needs_care_is_marked_by_a_sign_and_not_by_colour_alone(book: Book, path: Path) -> None:
    sheet, letters = book[PLAN], letters_of(path)
    found = {(cells.split(":")[0].rstrip("0123456789"), rule.type, _sign(rule)) for cells, rule in rules_of(sheet)}
    assert (letters["end"], "expression", "▲") in found
    assert (letters["end"], "expression", "◆") in found
    assert (letters["owner"], "expression", "frame") in found
    assert (letters["kpi"], "expression", "frame") in found
    assert (letters["progress"], "dataBar", "bar") in found
    statuses = [rule for cells, rule in rules_of(sheet) if cells.startswith(letters["status"])]
    assert len(statuses) >= 5
    overdue = next(rule for cells, rule in rules_of(sheet) if _sign(rule) == "▲")
    assert "TODAY()" in overdue.formula[0]


def _sign(rule: Any) -> str:
    """What tells a rule's cells from others without colour."""
    look = getattr(rule, "dxf", None)
    if getattr(rule, "dataBar", None):
        return "bar"
    if look is not None and look.numFmt is not None:
        found = re.search(
            r'^\[[^]]*\]"(.) "', look.numFmt.formatCode
        )  # the language first, else LibreOffice reads words
        return found[1] if found else ""
    side = look.border.left if look is not None and look.border is not None else None
    return "frame" if side is not None and side.style == "dashed" else ""


def test_panes_widths_wrap_and_zoom(book: Book, path: Path) -> None:
    sheet, letters = book[PLAN], letters_of(path)
    first, _ = area_of(book)
    assert sheet.freeze_panes == f"D{first}"
    assert sheet.sheet_view.zoomScale == 100
    assert sheet[f"{letters['risk']}{first}"].alignment.wrap_text
    assert sheet.column_dimensions[letters["budget"]].width >= 16  # 123 456 789 €
    assert all(each.freeze_panes for each in book.worksheets if each.tables and each.sheet_state == "visible")


def test_pages(book: Book, parts: dict[str, str]) -> None:
    for sheet in book.worksheets[:-2]:
        setup = sheet.page_setup
        assert (setup.orientation, setup.fitToWidth, setup.paperSize) == ("landscape", 1, 9), sheet.title
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows, sheet.title
    xml = parts[f"xl/worksheets/sheet{book.sheetnames.index(PLAN) + 1}.xml"]
    assert "<oddHeader>&amp;LDupont &amp;&amp; Dupond &amp;&amp;P, " in xml
    assert "&amp;RConfidentiel</oddHeader>" in xml
    assert re.search(r"<oddFooter>&amp;L&amp;A&amp;C\d.*&amp;R&amp;P / &amp;N</oddFooter>", xml)
    first, last = area_of(book)
    assert [each.id for each in book[PLAN].row_breaks.brk]
    assert all(first <= each.id < last for each in book[PLAN].row_breaks.brk)


def test_the_gantt_follows_edited_dates_by_weeks_then_months(book: Book, path: Path) -> None:
    area, sheet = tables(book)["t_gantt"][1], book["Gantt"]
    left, top, right, _ = map(int, range_boundaries(area))  # type: ignore[arg-type]  # a table has all four
    days = [cell.value for cell in sheet[top][right:] if cell.value]
    steps = [(after - before).days for before, after in pairwise(days)]
    assert steps[:70] == [7] * 70
    assert all(step >= 28 for step in steps[80:])
    start = next(sheet.cell(top + 2, column).value for column in range(left, right + 1)
                 if sheet.cell(top, column).value == "Début")  # fmt: skip
    assert str(start).startswith("=IFERROR(IF(INDEX('Plan d’action'!$")
    shading = [(cells, rule.formula[0]) for cells, rule in rules_of(sheet)]
    assert sum("TODAY()" in formula for _, formula in shading) == 3
    assert len(shading) == 6
    signs = [str(cell.value) for cell in sheet[top - 1] if cell.value]
    assert all("TODAY()" in sign and "COUNTIFS" in sign for sign in signs)
    said = values(path)["Gantt"]
    assert "◆" in {said.get(cell.coordinate) for cell in sheet[top - 1]}
    own = [said[cell.coordinate] for cell in sheet[top + 1] if cell.coordinate in said]
    assert own == ["◆", "Lancement", datetime.date(2021, 4, 7), "◆"]


def test_the_gantt_has_rows_for_actions_that_the_client_adds_and_prints_none_of_them_alone(book: Book) -> None:
    area, sheet = tables(book)["t_gantt"][1], book["Gantt"]
    _, _, _, last = map(int, range_boundaries(area))  # type: ignore[arg-type]  # a table has all four
    assert sheet.max_row == last + 200
    assert all(cells.endswith(str(last + 200)) for cells, _ in rules_of(sheet))
    printed = sheet.print_area.rpartition("$")[2]
    assert last < int(printed) <= last + 40


def test_native_charts_have_titles_and_axis_names(parts: dict[str, str]) -> None:
    charts = [xml for name, xml in parts.items() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
    kinds = {kind for xml in charts for kind in ("bubbleChart", "lineChart", "barChart") if f"{kind}>" in xml}
    assert kinds == {"bubbleChart", "lineChart", "barChart"}
    said = {title for xml in charts for title in re.findall(r"<(?:\w+:)?t>([^<]*)</", xml)}
    assert {"Impact et effort des actions", "Budget par horizon", "Effort, de 1 à 5", "Émotion (de -1 à 1)"} <= said
    assert all(xml.count("title>") >= 6 for xml in charts)  # its own and those of both axes, each opened and closed
    assert not any('<delete val="1"' in xml for xml in charts)


def test_labels_of_charts_say_all_that_they_do_not_show(parts: dict[str, str]) -> None:
    labels = [found for xml in parts.values() for found in re.findall(r"<dLbls>.*?</dLbls>", xml)]
    wanted = {"LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize"}
    assert labels
    for each in labels:  # a program takes what is not said for true
        assert set(re.findall(r"<show(\w+) ", each)) == wanted
        assert each.count('val="1"') == 1


def test_pictures_of_journeys_are_sharp(book: Book) -> None:
    images = book["Résultats des parcours"]._images
    journeys = {row.id for row in plan_rows() if row.__tablename__ == "journey"}
    assert len(images) == len(journeys)
    assert {Image.open(image.ref).size for image in images} == {(2400, 900), (2400, 3000)}
    assert {round(image.anchor.ext.width / 9525) for image in images} == {1160, 520}


def test_each_picture_of_a_journey_has_a_page_that_holds_it(book: Book) -> None:
    sheet = book["Résultats des parcours"]
    breaks = [each.id for each in sheet.row_breaks.brk]
    assert breaks == sorted(set(breaks))
    margin = sheet.page_margins.top
    wide = sum(each.width for each in sheet.column_dimensions.values()) * 7.2 / 96
    page = (8.27 - 2 * margin) * 72 / min(1.0, (11.69 - 2 * margin) / wide)
    repeated = sheet.row_dimensions[2].height
    for image in sheet._images:
        row = image.anchor._from.row + 1
        first = max(each for each in breaks if each < row) + 1
        high = sum(sheet.row_dimensions[each].height or 15 for each in range(first, row))
        assert repeated + high + image.anchor.ext.height / 12_700 <= page


def test_groups_comments_and_links(book: Book, path: Path) -> None:
    sheet, letters = book[PLAN], letters_of(path)
    first, last = area_of(book)
    assert sheet.column_dimensions[letters["stage"]].outline_level == 1
    assert sheet.column_dimensions[letters["gain_high"]].outline_level == 1
    for key in CLIENT:
        assert sheet[f"{letters[key]}{first - 1}"].comment, key
    for key, target in (("friction", "#'Frictions'!"), ("touchpoint", "#'Écarts'!"), ("kpi", "#'Point de départ'!")):
        cells = [str(sheet[f"{letters[key]}{row}"].value) for row in range(first, last + 1)]
        assert any(cell.startswith(f'=HYPERLINK("{target}') for cell in cells), key


def test_computed_columns_are_locked_and_those_of_the_client_open(book: Book, path: Path) -> None:
    sheet, letters = book[PLAN], letters_of(path)
    first, last = area_of(book)
    assert all(each.protection.sheet for each in book.worksheets)
    assert not sheet.protection.password
    assert {sheet.protection.autoFilter, sheet.protection.sort} == {False}  # no longer forbidden
    for key, letter in letters.items():
        locked = {sheet[f"{letter}{row}"].protection.locked for row in range(first, last + 1)}
        assert locked == {key not in CLIENT}, key
        assert sheet.column_dimensions[letter].protection.locked == (key not in CLIENT), key


def test_nothing_is_volatile_but_today_and_nothing_leads_outside(path: Path, parts: dict[str, str]) -> None:
    every = [formula for xml in parts.values() for formula in re.findall(r"<f>([^<]*)</f>|<formula>([^<]*)<", xml)]
    text = " ".join(part for pair in every for part in pair)
    assert "TODAY()" in text
    assert not re.search(r"\b(NOW|RAND|RANDBETWEEN|OFFSET|INDIRECT|CELL|INFO)\(", text)
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
    assert not [name for name in names if re.search(r"vbaProject|externalLink|\.bin$", name)]
    assert not [name for name, xml in parts.items() if 'TargetMode="External"' in xml]


def test_properties_and_tabs(book: Book) -> None:
    assert book.properties.creator == "Périple"
    assert book.properties.subject == "Dupont & Dupond &P"
    assert book.properties.created == book.properties.modified
    colors = {sheet.title: sheet.sheet_properties.tabColor.rgb for sheet in book.worksheets[:-2]}
    assert colors["Objectifs"] != colors["Segments"] != colors["Frictions"] != colors[PLAN]
    assert colors["Gantt"] == colors[PLAN]


def test_parts_are_in_the_order_of_the_standard_and_every_reference_leads_somewhere(parts: dict[str, str]) -> None:
    for name, xml in parts.items():
        root = fromstring(xml)
        if name.startswith("xl/worksheets/sheet"):
            order = [SHEET_ORDER.index(child.tag.rpartition("}")[2]) for child in root]
            assert order == sorted(order), name
            cells = [cell.get("r") for row in root.iter(f"{_MAIN}row") for cell in row]
            assert len(cells) == len(set(cells)), name
        if name.endswith(".rels"):
            ids = [child.get("Id") for child in root]
            assert len(ids) == len(set(ids)), name


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def test_an_open_row_below_the_table_has_the_format_of_its_column(book: Book, path: Path) -> None:
    sheet, letters = book[PLAN], letters_of(path)
    dimension = sheet.column_dimensions[letters["start"]]
    assert "yyyy" in dimension.number_format


def test_rows_below_the_table_are_marked_like_the_others(book: Book) -> None:
    sheet = book[PLAN]
    (table,) = sheet.tables.values()
    last = int(table.ref.rpartition(":")[2].lstrip(string.ascii_uppercase))
    ranges = [str(each.sqref) for each in sheet.conditional_formatting]
    assert len(ranges) >= 8
    assert [each for each in ranges if not each.endswith(str(last + 200))] == []
