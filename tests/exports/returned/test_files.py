"""What people and programs do to the file itself, on real files: nothing of it may lose or invent a change."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from exports.returned import Comparison, RowState, compare, read_returned
from exports.workbook import write_workbook
from resources.i18n import words
from storage.base import Base, link_id
from storage.errors import PeripleError, PlanError
from strategy.model import PLAN_ROW, Action, ActionDependency, KpiReading, Plan, ReadingOrigin
from strategy.snapshot import Snapshot
from tests.exports.returned.client_file import ClientFile
from tests.exports.returned.conftest import RETURNING
from tests.office import converted, needs_office

DAY = datetime.date(2027, 6, 30)
SNAPSHOT = Snapshot(
    [
        Plan(id=PLAN_ROW, name="P"),
        *(
            Action(id=f"a{number}", name=f"Action {number}", position=number, owner="Ana", cost=100.0 * number,
                   effort_days=float(number), start_date=DAY, progress=10, risk="=1+1", impact=number % 5 + 1)
            for number in range(1, 9)
        ),
        ActionDependency(id=link_id("a3", "a1"), action_id="a3", needs_action_id="a1"),
        KpiReading(id="r1", kpi="kpi_nps", value=12.0, origin=ReadingOrigin.FOLLOW_UP.value, comment="Better"),
    ],
    plan_id="plan",
)  # fmt: skip


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("files") / "plan.xlsx"
    return write_workbook(SNAPSHOT, path, "fr", sheets=RETURNING).path


def changes(found: Comparison) -> dict[tuple[str, str], str]:
    """Short name and column of each cell that differs, with what the client says."""
    return {(row.code or row.title, cell.column.key): cell.theirs for row in found.rows for cell in row.cells}


def test_a_client_who_did_everything_at_once_is_understood(exported: Path, tmp_path: Path) -> None:
    file = ClientFile.opened(exported)
    sheet, values = file.sheet, [file.values(file.header + number) for number in range(1, 9)]
    for place, row in enumerate(reversed(values), file.header + 1):  # sorted
        file.put(place, row)
    file.write("a1", owner="  Jeanne ", start="15 mars 2026", end="2026-04-01", budget="1 200,50 €")
    file.write("a2", status="In progress", priority="basse", progress="40 %", depends_on=" a4; A5 ")
    file.write("a4", owner="#REF!", budget="beaucoup")
    file.write("a5", budget="=10*500")
    file.write("a6", effort=5, impact=5, no="A77")
    sheet.row_dimensions[file.row("a2")].hidden = True  # filtered away
    sheet.column_dimensions[get_column_letter(file.columns["owner"])].hidden = True
    sheet.cell(file.header, file.columns["owner"]).value = "Qui ?"
    sheet.cell(file.header, file.columns["owner"]).font = Font(bold=True)
    copy = file.values(file.row("a3"))
    sheet.delete_rows(file.row("a7"))
    file.put(file.header + 8, copy)  # a row copied with its id, then changed
    sheet.cell(file.header + 8, file.columns["action"]).value = "Copie"
    file.put(file.header + 9, copy)  # and copied once more, unchanged
    sheet.cell(file.header + 11, file.columns["action"]).value = "Nouvelle"  # pasted without id, after a blank row
    sheet.cell(file.header + 12, file.columns["owner"]).value = "Sans nom"
    sheet.cell(file.header + 60, file.columns["action"]).value = "Notes de la réunion"  # far below
    first, last = sorted((file.row("a8"), file.row("a8") + 1))
    sheet.cell(first, file.columns["client_comment"]).value = "Pour les deux"
    sheet.title = "Plan de la direction"
    for key in file.columns:
        file.name(key)
    shuffled = sorted(file.columns, key=lambda key: key[::-1])
    file.arrange(shuffled, with_names=True)
    letter = get_column_letter(file.columns["client_comment"])
    sheet.merge_cells(f"{letter}{first}:{letter}{last}")
    sheet.merge_cells(start_row=file.row("a5"), start_column=file.columns["risk"] - 1, end_row=file.row("a5"),
                      end_column=file.columns["risk"])  # fmt: skip
    found = file.compared(SNAPSHOT, tmp_path / "all.xlsx")
    other = next(row.code for row in found.rows if row.line == last)
    told = changes(found)
    assert told == {
        ("A1", "owner"): "Jeanne", ("A1", "start"): "2026-03-15", ("A1", "end"): "2026-04-01",
        ("A1", "budget"): "1200.5", ("A2", "status"): "status_in_progress", ("A2", "priority"): "3",
        ("A2", "progress"): "40", ("A2", "depends_on"): "a4 a5", ("A4", "owner"): "#REF!", ("A4", "budget"): "beaucoup",
        ("A5", "budget"): "=", ("A6", "effort"): "5", ("A8", "client_comment"): "Pour les deux",
        **{("Copie", key): value for (code, key), value in told.items() if code == "Copie"},
        (other, "client_comment"): "Pour les deux", ("Nouvelle", "action"): "Nouvelle",
        **{("", key): value for (code, key), value in told.items() if code == ""},
    }  # fmt: skip
    states = {state: [row.title for row in found.rows if row.state is state] for state in RowState}
    assert states[RowState.NEW] == ["Copie", "Nouvelle", ""]
    assert states[RowState.DUPLICATE] == ["Action 3"]
    assert states[RowState.MISSING] == ["Action 7"]
    assert [each.key for each in found.locked] == ["no", "impact"]
    assert "Impact" in "\n".join(note.text(words("fr")) for note in found.notes)


def test_columns_moved_by_a_program_that_left_the_names_behind(exported: Path, tmp_path: Path) -> None:
    file = ClientFile.opened(exported)
    file.write("a1", owner="Jeanne")
    keys = list(file.columns)
    file.arrange([keys[0], *reversed(keys[1:])], with_names=False)
    assert changes(file.compared(SNAPSHOT, tmp_path / "moved.xlsx")) == {("A1", "owner"): "Jeanne"}


def test_headings_that_a_client_has_swapped_mean_nothing(exported: Path, tmp_path: Path) -> None:
    file = ClientFile.opened(exported)
    owner, risk = (file.sheet.cell(file.header, file.columns[key]) for key in ("owner", "risk"))
    owner.value, risk.value = risk.value, owner.value
    file.write("a1", owner="Jeanne")
    assert changes(file.compared(SNAPSHOT, tmp_path / "swapped.xlsx")) == {("A1", "owner"): "Jeanne"}


def test_a_sheet_without_its_names_is_found_by_headings_and_values_and_columns_gone_are_told(
    exported: Path, tmp_path: Path
) -> None:
    file = ClientFile.opened(exported)
    file.sheet.title = "Ailleurs"
    file.write("a2", owner="Jeanne", start="2027-07-01")
    for key in ("owner", "start", "budget", "deliverable"):  # the last one is empty, so that nothing tells it
        file.sheet.cell(file.header, file.columns[key]).value = f"{key} ?"
    file.sheet.cell(file.header, file.columns["risk"]).value = None
    for name in [each for each in file.workbook.defined_names if each.startswith("key_")]:
        del file.workbook.defined_names[name]
    found = file.compared(SNAPSHOT, tmp_path / "nameless.xlsx")
    assert changes(found) == {("A2", "owner"): "Jeanne", ("A2", "start"): "2027-07-01"}
    told = [note.text(words("fr")) for note in found.notes]
    assert ["Livrable" in told[0], "Risque" in told[1], len(told)] == [True, True, 2]


def test_a_sheet_renamed_by_a_program_that_left_the_names_behind_is_found_by_its_ids(
    exported: Path, tmp_path: Path
) -> None:
    file = ClientFile.opened(exported)
    file.sheet.title = "Notre plan"
    for key in file.columns:
        file.sheet.cell(file.header, file.columns[key]).value = f"{key} ?"
    file.write("a2", owner="Jeanne")
    found = file.compared(SNAPSHOT, tmp_path / "renamed.xlsx")
    assert changes(found) == {("A2", "owner"): "Jeanne"}
    assert not found.notes


@needs_office
def test_libreoffice_saves_what_it_read(exported: Path, tmp_path: Path) -> None:
    file = ClientFile.opened(exported)
    file.write("a1", owner="Jeanne", start="15/03/2026", budget="=10*500")
    file.write("a2", owner="=NA()")
    file.write("a3", load="3 jours")  # of which the sheet makes an effort of 5, which nobody typed
    edited = tmp_path / "edited.xlsx"
    file.workbook.save(edited)
    wanted = {
        ("A1", "owner"): "Jeanne",
        ("A1", "start"): "2026-03-15",
        ("A1", "budget"): "5000",
        ("A2", "owner"): "#N/A",
    }  # the load of A3 is what it was, in other words
    for kind in ("xlsx:Calc MS Excel 2007 XML", "ods"):
        (saved,) = converted([edited], kind, tmp_path / kind[:3])
        found = compare(SNAPSHOT, read_returned(saved))
        assert changes(found) == wanted  # and what nobody touched says nothing
        assert {row.state for row in found.rows} == {RowState.KNOWN}
        assert not found.locked
        assert not found.notes


def test_odd_characters_and_long_texts_come_back_as_they_left(tmp_path: Path) -> None:
    odd = ["_x0041_", "a\x0bb", "\u2028line", "x" * 40_000, "'=1", " \t space ", "😀", "<&>\"'", "a\r\nb"]
    rows: list[Base] = [Plan(id=PLAN_ROW, name="P")]
    rows += [Action(id=f"o{place}", name=f"O{place}", position=place, risk=text) for place, text in enumerate(odd)]
    snapshot = Snapshot(rows)
    path = write_workbook(snapshot, tmp_path / "odd.xlsx", "en", sheets=RETURNING).path
    found = compare(snapshot, read_returned(path))
    assert changes(found) == {}
    assert not found.notes


def test_what_is_no_workbook_is_not_advised_to_become_a_table(tmp_path: Path) -> None:
    """CSV holds no ids, so that nothing of it could be merged."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(b"Action;Owner\r\n")
    with pytest.raises(PlanError, match=r"save it as \.xlsx or \.ods") as refused:
        read_returned(path)
    assert "CSV" not in refused.value.text(words("en"))
    for missing, sentence in ((tmp_path / "gone.xlsx", "was not found"), (tmp_path, "is a folder")):
        with pytest.raises(PeripleError, match=sentence):
            read_returned(missing)
