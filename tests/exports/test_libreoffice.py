"""A real spreadsheet program opens the workbook and computes what we computed."""

from __future__ import annotations

import datetime
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from exports.workbook import write_workbook
from tests.exports.conftest import Exported, formulas, sample_snapshot, values
from tests.office import converted, needs_office

pytestmark = needs_office


def without_values(source: Path, target: Path) -> Path:
    """The workbook without the computed values, so that the reader has to compute them.

    And without the areas to print, of which each sheet makes LibreOffice break the pages of all sheets again.
    """
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as bare:
        for member in package.infolist():
            content = package.read(member)
            if member.filename.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"</f><v>[^<]*</v>", b"</f>", content)
            elif member.filename == "xl/workbook.xml":
                content = re.sub(rb'<definedName name="_xlnm.Print_.*?</definedName>', b"", content)
            bare.writestr(member, content)
    return target


def as_returned(source: Path, target: Path) -> Worksheet:
    """The workbook in which somebody has added 1,000 to the cost of the first action, and two actions under the last.

    A row is left free between these two. Gives back its Gantt.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        workbook = load_workbook(source)
    sheet = workbook["Plan d’action"]
    names = {key: str(workbook.defined_names[f"key_t_actions.{key}"].attr_text).rpartition("$")[0][-2:].strip("!$")
             for key in ("budget", "action", "start", "end")}  # fmt: skip
    _, first, _, last = map(int, range_boundaries(sheet.tables["t_actions"].ref))  # type: ignore[arg-type]
    sheet[f"{names['budget']}{first + 1}"].value += 1000
    for row, name in ((last + 1, "Tapée"), (last + 3, "Encore")):
        sheet[f"{names['action']}{row}"] = name
        sheet[f"{names['start']}{row}"] = datetime.date(2027, 2, 1)
        sheet[f"{names['end']}{row}"] = datetime.date(2027, 4, 30)
    workbook.save(target)
    return workbook["Gantt"]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sheets that read the action plan, without the others: a program reads and prints them in less time."""
    path = tmp_path_factory.mktemp("small") / "small.xlsx"
    return write_workbook(sample_snapshot("saas", "fr"), path, "fr", sheets=("actions", "gantt", "budget_load")).path


@pytest.mark.feature("feat_export_formulas")
def test_every_formula_computes_to_the_value_beside_it_and_follows_what_the_client_types(
    exported: Exported, small: Path, tmp_path: Path
) -> None:
    ours = exported("saas", "fr")
    bare = without_values(ours, tmp_path / "saas.xlsx")
    sent = as_returned(small, tmp_path / "changed.xlsx")
    (tmp_path / "out").mkdir()
    computed, returned = converted([bare, tmp_path / "changed.xlsx"], "xlsx:Calc MS Excel 2007 XML", tmp_path / "out")
    assert not list(differences(ours, computed))
    totals = [total_cost(path) for path in (computed, returned)]
    assert totals[1] == totals[0] + 1000
    gantt = values(returned)["Gantt"]
    _, _, _, last = map(int, range_boundaries(sent.tables["t_gantt"].ref))  # type: ignore[arg-type]
    added = [[gantt.get(f"{letter}{last + number}") for letter in "EFGH"] for number in (1, 2, 3)]
    days = [datetime.date(2027, 2, 1), datetime.date(2027, 4, 30)]
    assert [[name, *dates] for name, _owner, *dates in added[:2]] == [["Tapée", *days], ["Encore", *days]]
    assert not any(added[2])


def total_cost(workbook: Path) -> float:
    """What the sheet of the budget sums up, which reads the action plan."""
    said = values(workbook)["Budget et charge"]
    (label,) = (place for place, value in said.items() if value == "Total" and place[0] == "B")
    total = said[f"C{label[1:]}"]
    assert isinstance(total, int | float)
    return total


def differences(source: Path, computed: Path) -> Iterator[tuple[str, str, object, object]]:
    """The cells with a formula whose value LibreOffice computes otherwise: sheet, address, our value, its value."""
    ours, theirs = values(source), values(computed)
    for sheet, address, _ in formulas(source):
        wanted, found = ours[sheet].get(address), theirs[sheet].get(address)
        if isinstance(wanted, int | float):
            is_same = found == pytest.approx(wanted, abs=1e-6)
        else:
            is_same = (found or "") == (wanted or "")
        if not is_same:
            yield sheet, address, wanted, found


@pytest.mark.feature("feat_export_excel")
def test_it_prints_without_blank_pages(small: Path, tmp_path: Path) -> None:
    (printed,) = converted([small], "pdf", tmp_path)
    pages = [page.extract_text() for page in PdfReader(printed).pages]
    assert all(re.search(r"\bA\d+\b|Budget", page) for page in pages)  # each has an action or a sum
    assert sum("Les barres suivent" in page for page in pages) == 1
    assert sum(page.rstrip().startswith("Gantt") or "\nGantt" in page for page in pages) == 1
