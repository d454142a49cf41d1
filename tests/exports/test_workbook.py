"""The whole workbook, read back by two other libraries."""

from __future__ import annotations

import datetime
import math
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from python_calamine import CalamineWorkbook
from sqlalchemy import inspect

from exports.columns import Formula
from exports.edition import Edition
from exports.sheets.horizons import HORIZONS, horizon_of
from exports.workbook import write_workbook
from journey.model import Journey
from resources.catalogue import catalogue
from resources.i18n import words
from storage.base import Base
from strategy.analysis import budget, expected_effect_date, horizon, rank_actions, tool_score
from strategy.analysis.statements import DATA_VALUE
from strategy.links import kept_actions
from strategy.model import PLAN_ROW, Action, ActionStatus, CapabilityAnswer, Milestone, Plan, Tool
from strategy.snapshot import Snapshot
from tests.exports.conftest import Exported, formulas, opened, sample_snapshot, values, values_in

NAMES = {
    "fr": [
        *["Couverture", "Point de départ", "Objectifs", "Segments", "Personas", "Points de contact", "Transitions"],
        *[
            "Frictions",
            "Résultats des parcours",
            "Capacités",
            "SWOT",
            "Besoins et outils",
            "Plan d’action",
            "Priorités",
        ],
        *["Écarts", "Gantt", "Budget et charge", "Calendrier", "Suivi", "Traçabilité", "Alertes", "Lexique"],
    ],
    "en": [
        *["Cover", "Starting point", "Objectives", "Segments", "Personas", "Touchpoints", "Transitions", "Frictions"],
        *["Journey results", "Capabilities", "SWOT", "Needs and tools", "Action plan", "Priorities", "Gaps", "Gantt"],
        *["Budget and load", "Timeline", "Follow-up", "Traceability", "Warnings", "Glossary"],
    ],
}
HIDDEN = ["_lists", "_meta"]
SHOWN = [("saas", "fr"), ("bank", "en"), ("shop", "fr")]
"""Which samples are read in which language where one reading of each is enough."""
FICTITIOUS = {"fr": "Exemple fictif", "en": "Fictitious example"}
COUNTED = (
    *("t_baseline", "t_feedback", "t_objectives", "t_segments", "t_touchpoints", "t_transitions", "t_frictions"),
    *("t_needs", "t_readings", "t_ab_tests", "t_swot", "t_capabilities", "t_areas", "t_data", "t_resources"),
    *("t_actions", "t_horizons", "t_timeline", "t_priorities", "t_gantt", "t_matrix"),
)
ROWS = {
    "saas": (7, 3, 4, 3, 32, 88, 12, 4, 4, 1, 5, 14, 4, 5, 7, 10, 5, 10, 10, 10, 25),
    "bank": (9, 3, 4, 4, 16, 65, 11, 4, 4, 1, 8, 14, 4, 5, 7, 10, 5, 10, 10, 10, 25),
    "shop": (12, 3, 4, 4, 20, 61, 8, 3, 4, 1, 4, 14, 4, 5, 7, 10, 5, 10, 10, 10, 25),
}


def tables(workbook: Workbook) -> dict[str, tuple[Worksheet, str]]:
    """Sheet and area of each table, its totals left out, by its name."""
    found = {table: sheet for sheet in workbook.worksheets for table in sheet.tables.values()}
    return {table.displayName: (sheet, _without_totals(table)) for table, sheet in found.items()}


def _without_totals(table: Table) -> str:
    first, last = table.ref.split(":")
    column, row = coordinate_from_string(last)
    return f"{first}:{column}{row - (table.totalsRowCount or 0)}"


def column_of(workbook: Workbook, table: str, heading: str) -> list[object]:
    """The values of a column of a table."""
    sheet, area = tables(workbook)[table]
    header, *rows = rows_in(sheet, area)
    return [row[header.index(heading)] for row in rows]


def rows_in(sheet: Worksheet, area: str) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet[area]]


def rows_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def row_starting(sheet: Worksheet, label: str) -> tuple[object, ...]:
    return next(row for row in rows_of(sheet) if row[1] == label)


@pytest.mark.parametrize(("sample", "language"), SHOWN[:2])
@pytest.mark.feature("feat_export_excel")
def test_the_sheets_have_names_that_excel_accepts(exported: Exported, sample: str, language: str) -> None:
    names = opened(exported(sample, language)).sheetnames
    assert names == [*NAMES[language], *HIDDEN]
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)


@pytest.mark.parametrize(("sample", "language"), SHOWN)
@pytest.mark.feature("feat_plan_samples")
def test_every_sheet_says_that_a_sample_is_fictitious(exported: Exported, sample: str, language: str) -> None:
    for title, cells in list(values(exported(sample, language)).items())[: -len(HIDDEN)]:
        (said,) = [value for place, value in cells.items() if re.fullmatch("[A-Z]+3", place)]
        assert str(said).startswith(FICTITIOUS[language]), title


def test_tables_have_unique_names_and_headings_that_match_their_cells(exported: Exported) -> None:
    workbook = opened(exported("saas", "fr"))
    found = [table for sheet in workbook.worksheets for table in sheet.tables.values()]
    names = [table.displayName.casefold() for table in found]
    assert len(names) == len(set(names))
    for sheet in workbook.worksheets:
        for table in sheet.tables.values():
            header = next(iter(sheet[table.ref]))
            headings = [cell.value for cell in header]
            assert headings == [column.name for column in table.tableColumns]
            assert len({str(heading).casefold() for heading in headings}) == len(headings)


def test_a_column_is_hidden_only_where_it_is_the_id_or_the_place_of_its_row(exported: Exported) -> None:
    hidden = {
        cell.value
        for sheet, area in tables(opened(exported("bank", "en"))).values()
        for cell in next(iter(sheet[area]))
        if sheet.column_dimensions[cell.column_letter].hidden
    }
    assert hidden == {"UID", "Row in the action plan"}


@pytest.mark.parametrize(("sample", "language"), SHOWN)
@pytest.mark.feature("feat_export_excel")
def test_tables_hold_one_row_per_thing_of_the_plan(exported: Exported, sample: str, language: str) -> None:
    book = CalamineWorkbook.from_path(exported(sample, language), load_tables=True)
    for name, count in zip(COUNTED, ROWS[sample], strict=True):
        assert len(book.get_table_by_name(name).to_python()) == count, name


def test_every_list_is_a_table_without_merged_cells_or_blank_rows(exported: Exported) -> None:
    workbook = opened(exported("bank", "en"))
    bare = [sheet.title for sheet in workbook.worksheets if not sheet.tables]
    assert bare == ["Personas", *HIDDEN]  # one column a portrait
    assert not [sheet.title for sheet in workbook.worksheets if sheet.merged_cells.ranges or sheet.auto_filter.ref]
    for name, (sheet, area) in tables(workbook).items():
        assert all(any(row) for row in rows_in(sheet, area)), name


@pytest.mark.parametrize(("sample", "language"), SHOWN)
def test_the_budget_by_horizon_sums_the_table_of_actions(exported: Exported, sample: str, language: str) -> None:
    path, snapshot = exported(sample, language), sample_snapshot(sample, "fr")
    tr = words(language).tr
    kept = kept_actions(snapshot)
    wanted = [sum(each.cost or 0 for each in kept if horizon(snapshot, each) is period) for period in HORIZONS]
    assert values_in(path, "t_horizons", tr("Budget")) == wanted
    assert values_in(path, "t_horizons", tr("Actions"))[-1] == 0
    sums = [text for sheet, _, text in formulas(path) if sheet == tr("Budget and load") and "SUMPRODUCT(" in text]
    assert sums[0].startswith("=SUMPRODUCT(")
    assert tr("Action plan") in sums[0]
    said = values(path)[tr("Budget and load")]
    (left,) = (place for place, value in said.items() if value == tr("Budget left") and place[0] == "B")
    assert said[f"C{left[1:]}"] == budget(snapshot).remaining


def test_actions_that_were_given_up_stand_last_and_do_not_count(tmp_path: Path) -> None:
    rows = [
        Action(id="b", name="Given up", cost=7.0, effort_days=3.0, status=ActionStatus.DROPPED.value),
        Action(id="a", name="Kept", cost=5.0, effort_days=2.0, position=1),
    ]
    snapshot = Snapshot([Plan(id=PLAN_ROW, name="P", budget=9.0), *rows])
    path = write_workbook(snapshot, tmp_path / "a.xlsx", "en", sheets=["priorities"]).path
    assert values_in(path, "t_actions", "Action") == ["Kept", "Given up"]
    assert values_in(path, "t_priorities", "Action") == ["Kept"]
    plan_sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Action plan").to_python()
    totals, left = (
        next(row for row in plan_sheet if label in row) for label in ("Total without dropped actions", "Budget left")
    )
    assert [value for value in totals if isinstance(value, int | float)] == [0, 0, 0, 5, 2]
    assert 4 in left


@pytest.mark.parametrize("start", [None, "1900-01-15", "2027-01-01"])
def test_horizons_are_live_where_excel_can_count_with_the_dates(start: str | None) -> None:
    day = datetime.date.fromisoformat(start) if start else None
    action = Action(id="a", name="Do", start_date=day)
    edition = Edition(Snapshot([Plan(id=PLAN_ROW, name="P"), action]), words("en"), datetime.date(2027, 1, 1))
    found = horizon_of(edition, action)
    shown = found.value if isinstance(found, Formula) else found
    assert shown == ("0 to 3 months" if start else "No dates yet")
    assert isinstance(found, Formula) == (start == "2027-01-01")


def test_dates_are_dates_and_figures_are_figures(exported: Exported) -> None:
    path = exported("saas", "fr")
    assert values_in(path, "t_actions", "Début")[0] == datetime.date(2027, 1, 11)
    assert values_in(path, "t_actions", "Budget")[0] == 6000
    sheet, area = tables(opened(path))["t_actions"]
    header, first, *_ = list(sheet[area])
    cost = first[[cell.value for cell in header].index("Budget")]
    assert cost.number_format == '#,##0 "€"'


@pytest.mark.parametrize(("sample", "language"), SHOWN)
def test_formulas_carry_the_values_that_the_program_computed(exported: Exported, sample: str, language: str) -> None:
    path = exported(sample, language)
    with zipfile.ZipFile(path) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    # Of each formula: what kind of value is beside it (b"" = a figure), and the value.
    beside = re.findall(rb'<c [^>]*?(?: t="(\w+)")?><f>[^<]*</f><v>([^<]*)</v></c>', b"".join(sheets))
    assert len(beside) == len(formulas(path))
    assert not [value for kind, value in beside if kind not in (b"", b"str")]
    assert all(math.isfinite(float(value)) for kind, value in beside if not kind)
    snapshot, tr = sample_snapshot(sample, "fr"), words(language).tr
    ranked = {each.action_id: each for each in rank_actions(snapshot)}
    found = values_in(path, "t_actions", tr("Score"))
    ids = values_in(path, "t_actions", "UID")
    assert found == [ranked[str(each)].score for each in ids]
    assert values_in(path, "t_actions", tr("Effort")) == [ranked[str(each)].effort for each in ids]
    assert values_in(path, "t_priorities", "UID") == list(ranked)


def test_the_effect_expected_follows_an_end_that_the_client_moves(exported: Exported) -> None:
    path = exported("saas", "fr")
    effects = column_of(opened(path), "t_priorities", "Effet attendu")
    assert all(str(each).startswith("=IF(") for each in effects)
    known = {row.id: expected_effect_date(row) for row in sample_snapshot("saas", "fr").all(Action)}
    told = values_in(path, "t_priorities", "Effet attendu")
    ids = values_in(path, "t_priorities", "UID")
    assert [str(each)[:10] for each in told] == [str(known[str(each)]) for each in ids]


def test_the_return_follows_a_budget_that_the_client_changes(tmp_path: Path) -> None:
    paying = Action(id="a", name="Pays", cost=1000.0, running_cost=10.0, gain=3000.0)
    free, unknown = Action(id="b", name="Free", gain=10.0), Action(id="c", name="Unknown", cost=5.0)
    plan = Snapshot([Plan(id=PLAN_ROW, name="P", return_months=24), paying, free, unknown])
    path = write_workbook(plan, tmp_path / "a.xlsx", "en", sheets=["priorities"]).path
    ids, rates = (values_in(path, "t_priorities", heading) for heading in ("UID", "Return"))
    found = dict(zip(ids, rates, strict=True))
    assert found == {"a": pytest.approx((6000 - 1240) / 1240), "b": None, "c": None}
    assert all("+N(R" in str(each) for each in column_of(opened(path), "t_priorities", "Return"))


def test_tool_scores_are_those_of_the_worked_example(exported: Exported) -> None:
    said = values(exported("saas", "fr"))["Besoins et outils"]
    (label,) = (place for place, value in said.items() if value == words("fr").tr("Score on 100") and place[0] == "B")
    scores = tuple(said[f"{letter}{label[1:]}"] for letter in "DEF")
    snapshot = sample_snapshot("saas", "fr")
    assert scores == tuple(tool_score(snapshot, tool) for tool in snapshot.all(Tool))
    assert scores == pytest.approx((80.6, 71.8, 65.6), abs=0.05)


def test_another_library_finds_the_same_tables(exported: Exported) -> None:
    path = exported("saas", "fr")
    theirs = CalamineWorkbook.from_path(path, load_tables=True)
    ours = tables(opened(path))
    assert set(theirs.table_names or ()) == set(ours)
    for name, (sheet, area) in ours.items():
        table = theirs.get_table_by_name(name)
        header, *rows = rows_in(sheet, area)
        assert (table.sheet, table.columns, len(table.to_python())) == (sheet.title, header, len(rows)), name


@pytest.mark.feature("feat_export_excel")
def test_another_library_reads_the_same_values(exported: Exported) -> None:
    path = exported("bank", "en")
    ours = opened(path, data_only=True)
    theirs = CalamineWorkbook.from_path(path)
    assert theirs.sheet_names == ours.sheetnames
    for name in ours.sheetnames:
        seen = [_plain(value) for row in theirs.get_sheet_by_name(name).to_python() for value in row]
        wanted = [_plain(value) for row in rows_of(ours[name]) for value in row]
        assert [value for value in seen if value != ""] == [value for value in wanted if value != ""], name


def _plain(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.strftime("%Y-%m-%d")
    return float(value) if isinstance(value, int | float) else value


@pytest.mark.feature("feat_export_languages")
def test_the_two_languages_differ_only_in_labels(exported: Exported) -> None:
    french, english = (list(values(exported("shop", language)).items()) for language in ("fr", "en"))
    for (title, first), (_, second) in zip(french[: -len(HIDDEN)], english[: -len(HIDDEN)], strict=True):
        assert first.keys() == second.keys(), title
        for place, one in first.items():
            assert isinstance(one, str) == isinstance(second[place], str), (title, place)
            assert isinstance(one, str) or one == second[place], (title, place)


def test_an_empty_plan_has_all_its_sheets_with_a_word_on_each(tmp_path: Path) -> None:
    result = write_workbook(Snapshot(), tmp_path / "empty.xlsx", "en")
    workbook = opened(result.path)
    assert list(result.parts) == NAMES["en"]
    assert row_starting(workbook["Transitions"], "No transition yet: step 3 draws them.")
    plan = workbook["Action plan"]
    assert any("No action yet: step 5 plans them." in row for row in rows_of(plan))


def hostile_rows(sample: str) -> list[Base]:
    """A sample where everything that a user may type looks like a formula, ends oddly and holds control characters."""
    rows = []
    for row in sample_snapshot(sample, "fr"):
        columns = {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}
        free = {"name", "text", "owner", "note", "comment", "period", "company", "summary", "quote", "portrait"}
        typed = {key: f"=1+1|{value}\x07\ud800" for key, value in columns.items() if key in free}
        rows.append(type(row)(**{**columns, **typed}))
    return rows


def test_nothing_that_a_user_typed_becomes_a_formula(exported: Exported, tmp_path: Path) -> None:
    path = tmp_path / "hostile.xlsx"
    write_workbook(Snapshot(hostile_rows("shop")), path, "fr")
    plain, hostile = formulas(exported("shop", "fr")), formulas(path)
    assert [each[:2] for each in hostile] == [each[:2] for each in plain]
    assert not [each for each in hostile if "|" in each[2] or each[2].startswith("=1+1")]


def test_the_data_at_hand_are_ticked_on_the_capabilities(tmp_path: Path) -> None:
    ticked, missing, *_ = catalogue()[DATA_VALUE].ids("checklist")
    answers = [CapabilityAnswer(question=ticked, answer="yes"), CapabilityAnswer(question=missing, answer="no")]
    plan = Snapshot([Plan(id=PLAN_ROW, name="P"), *answers])
    path = write_workbook(plan, tmp_path / "a.xlsx", "en", sheets=["capabilities"]).path
    sheet, area = tables(opened(path))["t_data"]
    said = {row[1].value: row[2].value for row in sheet[area]}
    label = words("en").label
    assert [said[label(ticked)], said[label(missing)]] == ["Yes", "No"]
    assert sum(value is None for value in said.values()) == 3


def test_the_picture_of_a_very_long_journey_can_be_read(tmp_path: Path) -> None:
    file = BytesIO()
    Image.new("1", (2400, 12_000)).save(file, "PNG")
    plan = Snapshot([Plan(id=PLAN_ROW, name="P"), Journey(id="j", name="Long")])
    write_workbook(
        plan, tmp_path / "a.xlsx", "en", pictures=lambda _: file.getvalue(), sheets=["journey_results"]
    )  # fmt: skip
    sheet: Any = opened(tmp_path / "a.xlsx")["Journey results"]  # the types of openpyxl know no pictures
    (picture,) = sheet._images
    assert picture.anchor.ext.width / 9525 > 400


@pytest.mark.parametrize("day", [datetime.date(1, 1, 1), datetime.date(1899, 12, 31), datetime.date.max])
def test_dates_that_no_calendar_goes_to_hurt_no_sheet(tmp_path: Path, day: datetime.date) -> None:
    action = Action(id="a", name="Do", start_date=day, end_date=day, running_cost=5.0, effort_days=3.0, cost=1e300)
    plan = Plan(id=PLAN_ROW, start_date=datetime.date(2027, 1, 1), end_date=datetime.date(2027, 12, 31))
    path = write_workbook(Snapshot([plan, action, Milestone(day=day)]), tmp_path / "a.xlsx", "en").path
    (row,) = CalamineWorkbook.from_path(path, load_tables=True).get_table_by_name("t_actions").to_python()
    assert row[0] == "a"
