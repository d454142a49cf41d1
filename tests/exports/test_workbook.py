"""The whole workbook, read back by two other libraries."""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from sqlalchemy import inspect

from exports.workbook import ExportCancelled, write_workbook
from resources.catalogue import catalogue
from resources.i18n import words
from storage.base import Base
from strategy.analysis import budget, rank_actions, tool_score
from strategy.analysis.statements import DATA_VALUE
from strategy.model import PLAN_ROW, CapabilityAnswer, Plan, Tool
from strategy.snapshot import Snapshot
from tests.exports.conftest import SAMPLES, Exported, formulas, opened, sample_snapshot

NAMES = {
    "fr": [
        *["Couverture", "Point de départ", "Objectifs", "Segments", "Personas", "Points de contact", "Transitions"],
        *["Frictions", "Résultats des parcours", "Capacités", "SWOT", "Besoins et outils", "Plan d’action"],
        *["Calendrier", "Suivi", "Traçabilité", "Alertes", "Lexique"],
    ],
    "en": [
        *["Cover", "Starting point", "Objectives", "Segments", "Personas", "Touchpoints", "Transitions", "Frictions"],
        *["Journey results", "Capabilities", "SWOT", "Needs and tools", "Action plan", "Timeline", "Follow-up"],
        *["Traceability", "Warnings", "Glossary"],
    ],
}
FICTITIOUS = {"fr": "Exemple fictif", "en": "Fictitious example"}
COUNTED = (
    *("t_baseline", "t_feedback", "t_objectives", "t_segments", "t_touchpoints", "t_transitions", "t_frictions"),
    *("t_needs", "t_readings", "t_ab_tests", "t_swot", "t_capabilities", "t_areas", "t_data", "t_resources"),
)
ROWS = {
    "saas": (7, 3, 4, 3, 32, 88, 12, 4, 4, 1, 5, 14, 4, 5, 7),
    "bank": (9, 3, 4, 4, 16, 65, 11, 4, 4, 1, 8, 14, 4, 5, 7),
    "shop": (12, 3, 4, 4, 20, 61, 8, 3, 4, 1, 4, 14, 4, 5, 7),
}


def tables(workbook: Workbook) -> dict[str, tuple[Worksheet, str]]:
    return {table.displayName: (sheet, table.ref) for sheet in workbook.worksheets for table in sheet.tables.values()}


def rows_of(sheet: Worksheet) -> list[tuple[object, ...]]:
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


def row_starting(sheet: Worksheet, label: str) -> tuple[object, ...]:
    return next(row for row in rows_of(sheet) if row[1] == label)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_eighteen_sheets_have_names_that_excel_accepts(exported: Exported, language: str) -> None:
    names = opened(exported("saas", language)).sheetnames
    assert names == NAMES[language]
    assert all(len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sheet_says_that_a_sample_is_fictitious(exported: Exported, sample: str, language: str) -> None:
    for sheet in opened(exported(sample, language)).worksheets:
        assert str(sheet["B3"].value).startswith(FICTITIOUS[language]), sheet.title


@pytest.mark.parametrize("sample", SAMPLES)
def test_tables_have_unique_names_and_headings_that_match_their_cells(exported: Exported, sample: str) -> None:
    workbook = opened(exported(sample, "fr"))
    found = [table for sheet in workbook.worksheets for table in sheet.tables.values()]
    names = [table.displayName.casefold() for table in found]
    assert len(names) == len(set(names))
    for sheet in workbook.worksheets:
        for table in sheet.tables.values():
            header = next(iter(sheet[table.ref]))
            headings = [cell.value for cell in header]
            assert headings == [column.name for column in table.tableColumns]
            assert len({str(heading).casefold() for heading in headings}) == len(headings)


@pytest.mark.parametrize("sample", SAMPLES)
def test_tables_hold_one_row_per_thing_of_the_plan(exported: Exported, sample: str) -> None:
    found = tables(opened(exported(sample, "en")))
    for name, count in zip(COUNTED, ROWS[sample], strict=True):
        sheet, ref = found[name]
        assert len(list(sheet[ref])) - 1 == count, name


def test_dates_are_dates_and_figures_are_figures(exported: Exported) -> None:
    plan = opened(exported("saas", "fr"), data_only=True)["Plan d’action"]
    first = next(row for row in rows_of(plan) if row[1] == "A1")
    assert datetime.datetime(2027, 1, 11) in first
    assert 6000 in first
    assert plan["L7"].number_format == '#,##0 "€"'


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_formulas_carry_the_values_that_the_program_computed(exported: Exported, sample: str, language: str) -> None:
    path = exported(sample, language)
    values = opened(path, data_only=True)
    empty = [
        (sheet, address) for sheet, address, _ in formulas(path) if values[sheet][address].data_type not in ("n", "s")
    ]
    assert not empty
    names = dict(zip(NAMES["en"], NAMES[language], strict=True))
    snapshot = sample_snapshot(sample, "fr")
    actions = values[names["Action plan"]]
    assert row_starting(actions, "Total")[11] == budget(snapshot).cost
    scores = {row[1]: row[9] for row in rows_of(actions)}
    assert [scores[f"A{number}"] for number in range(1, len(rank_actions(snapshot)) + 1)] == [
        each.score for each in sorted(rank_actions(snapshot), key=lambda each: _rank(snapshot, each.action_id))
    ]


def _rank(snapshot: Snapshot, action_id: str) -> int:
    from strategy.model import Action

    return [action.id for action in snapshot.all(Action)].index(action_id)


def test_tool_scores_are_those_of_the_worked_example(exported: Exported) -> None:
    needs = opened(exported("saas", "en"), data_only=True)["Needs and tools"]
    scores = row_starting(needs, "Score on 100")[3:6]
    snapshot = sample_snapshot("saas", "fr")
    assert scores == tuple(tool_score(snapshot, tool) for tool in snapshot.all(Tool))
    assert scores == pytest.approx((80.6, 71.8, 65.6), abs=0.05)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_another_library_reads_the_same_values(exported: Exported, language: str) -> None:
    path = exported("bank", language)
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


def test_the_two_languages_differ_only_in_labels(exported: Exported) -> None:
    french, english = (opened(exported("shop", language), data_only=True) for language in ("fr", "en"))
    for first, second in zip(french.worksheets, english.worksheets, strict=True):
        assert first.dimensions == second.dimensions, first.title
        for one, other in zip(_values(first), _values(second), strict=True):
            assert isinstance(one, str) == isinstance(other, str), (first.title, one, other)
            assert isinstance(one, str) or one == other, first.title


def _values(sheet: Worksheet) -> Iterator[object]:
    return (value for row in rows_of(sheet) for value in row)


def test_an_empty_plan_has_all_its_sheets_with_a_word_on_each(tmp_path: Path) -> None:
    result = write_workbook(Snapshot(), tmp_path / "empty.xlsx", "en")
    workbook = opened(result.path)
    assert list(result.sheets) == NAMES["en"]
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


@pytest.mark.parametrize("sample", SAMPLES)
def test_nothing_that_a_user_typed_becomes_a_formula(exported: Exported, tmp_path: Path, sample: str) -> None:
    path = tmp_path / "hostile.xlsx"
    write_workbook(Snapshot(hostile_rows(sample)), path, "fr")
    assert list(formulas(path)) == list(formulas(exported(sample, "fr")))


def test_the_data_at_hand_are_ticked_on_the_capabilities(tmp_path: Path) -> None:
    ticked, missing, *_ = catalogue()[DATA_VALUE].ids("checklist")
    answers = [CapabilityAnswer(question=ticked, answer="yes"), CapabilityAnswer(question=missing, answer="no")]
    path = write_workbook(Snapshot([Plan(id=PLAN_ROW, name="P"), *answers]), tmp_path / "a.xlsx", "en").path
    sheet, area = tables(opened(path))["t_data"]
    said = {row[1].value: row[2].value for row in sheet[area]}
    label = words("en").label
    assert [said[label(ticked)], said[label(missing)]] == ["Yes", "No"]
    assert sum(value is None for value in said.values()) == 3


def test_a_text_cut_short_is_reported_with_its_place(tmp_path: Path) -> None:
    plan = Plan(id="plan", name="Plan", summary="x" * 40_000)
    result = write_workbook(Snapshot([plan]), tmp_path / "long.xlsx", "en")
    assert result.warnings == ("Cover, cell C9: the text is longer than Excel allows; its end was cut.",)


def test_progress_names_each_sheet_and_ends_with_all(tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    write_workbook(Snapshot(), tmp_path / "out.xlsx", "fr", progress=lambda *step: told.append(step))
    assert told == [*((number, 18, name) for number, name in enumerate(NAMES["fr"])), (18, 18, "")]


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    asked = iter([False] * 5)
    with pytest.raises(ExportCancelled):
        write_workbook(Snapshot(), tmp_path / "out.xlsx", "fr", is_cancelled=lambda: next(asked, True))
    assert list(tmp_path.iterdir()) == []


def test_cancelling_at_the_last_moment_keeps_the_former_file(tmp_path: Path) -> None:
    (tmp_path / "out.xlsx").write_bytes(b"former")
    asked = iter([False] * 19)
    with pytest.raises(ExportCancelled):
        write_workbook(Snapshot(), tmp_path / "out.xlsx", "fr", is_cancelled=lambda: next(asked, True))
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
    assert (tmp_path / "out.xlsx").read_bytes() == b"former"


def test_the_file_names_no_person_and_recalculates_on_opening(exported: Exported) -> None:
    with zipfile.ZipFile(exported("saas", "fr")) as package:
        core = package.read("docProps/core.xml").decode()
        workbook = package.read("xl/workbook.xml").decode()
    assert "<dc:creator>Périple</dc:creator>" in core
    assert 'fullCalcOnLoad="1"' in workbook
