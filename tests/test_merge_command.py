"""A returned workbook compared and merged by the command line; what cannot be read leaves the plan as it was."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import main as program
from exports.workbook import write_workbook
from strategy.model import Action, WorkbookMerge
from strategy.operations.editing import set_value
from strategy.plan_file import open_plan
from strategy.snapshot import Snapshot
from tests.exports.returned.client_file import ClientFile
from tests.exports.returned.conftest import RETURNING
from tests.support import opened_plan


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan, its workbook as it was sent, and as it came back."""
    folder = tmp_path_factory.mktemp("merge")
    with opened_plan(folder / "plan.periple", "saas") as plan:
        write_workbook(Snapshot.of(plan), folder / "sent.xlsx", "en", sheets=RETURNING)
        file = ClientFile.opened(folder / "sent.xlsx")
        file.write("ac_saas_1", owner="Jeanne", deliverable="Theirs")
        file.write("ac_saas_2", start="soon")
        file.save(folder / "returned.xlsx")
        set_value(plan, Action, "ac_saas_1", "deliverable", "Ours")
    return folder


@pytest.fixture
def plan(folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "plan.periple"
    path.write_bytes((folder / "plan.periple").read_bytes())
    return path


def run(*arguments: object) -> int:
    return program.main([str(argument) for argument in arguments])


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, Any]:
    assert run("merge", *arguments, "--json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_without_a_side_it_only_compares(plan: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = plan.read_bytes()
    found = told(capsys, plan, folder / "returned.xlsx")
    assert found == told(capsys, plan, folder / "returned.xlsx", "--dry-run")
    assert plan.read_bytes() == before
    assert {key: found[key] for key in ("format", "version", "has_news", "accepted", "outcome")} == {
        "format": "periple-merge", "version": 1, "has_news": True, "accepted": None, "outcome": None,
    }  # fmt: skip
    assert found["counts"]["cells"] | {"unchanged": 0} == {
        "unchanged": 0, "client": 1, "app": 0, "both_equal": 0, "conflict": 1, "invalid": 1,
    }  # fmt: skip
    cells = {cell["column"]: cell for row in found["rows"] for cell in row["cells"]}
    conflict = cells["deliverable"]
    assert (conflict["state"], conflict["theirs"], conflict["ours"]) == ("conflict", "Theirs", "Ours")
    assert cells["start"]["problem"] == "“soon” is not a date. Write it as 30/06/2027."
    assert run("merge", plan, folder / "returned.xlsx") == 0
    said = capsys.readouterr().out
    assert (
        "Owner (Changed by the client): exported: Automation officer; client: Jeanne; plan: Automation officer." in said
    )
    assert run("merge", plan, folder / "sent.xlsx") == 0
    assert "Nothing has changed" in capsys.readouterr().out


@pytest.mark.parametrize(("side", "deliverable", "left"), [("client", "Theirs", 0), ("app", "Ours", 1)])
def test_a_side_merges_once(
    plan: Path, folder: Path, capsys: pytest.CaptureFixture[str], side: str, deliverable: str, left: int
) -> None:
    outcome = told(capsys, plan, folder / "returned.xlsx", "--accept", side)["outcome"]
    assert (outcome["changed"], len(outcome["changes"]), outcome["left"]) == (1, 2 - left, left)
    with open_plan(plan) as document:
        action = document.get(Action, "ac_saas_1")
        assert action
        assert (action.owner, action.deliverable) == ("Jeanne", deliverable)
        revision = document.revision
    again = told(capsys, plan, folder / "returned.xlsx", "--accept", side)
    assert not again["outcome"]["changes"]
    with open_plan(plan) as document:
        assert document.revision == revision
        assert len(document.all(WorkbookMerge)) == 1


def with_part(source: Path, target: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook with another text in one of its parts."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for part in package.namelist():
            content = package.read(part)
            made.writestr(part, change(content) if part == name else content)
    return target


def hostile(folder: Path, tmp_path: Path, kind: str) -> Path:
    source, target = folder / "returned.xlsx", tmp_path / f"{kind}.xlsx"
    if kind == "gone":
        return tmp_path / "nowhere.xlsx"
    if kind == "damaged":
        target.write_bytes(source.read_bytes()[:5000])
    elif kind == "empty":
        target.write_bytes(b"")
    elif kind == "password":
        target.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000)
    elif kind == "folder":
        target.mkdir()
    elif kind == "dtd":
        dtd = b'<!DOCTYPE x [<!ENTITY a "b">]><workbook'
        with_part(source, target, "xl/workbook.xml", lambda text: text.replace(b"<workbook", dtd, 1))
    elif kind == "corner":
        far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        with_part(source, target, "xl/worksheets/sheet1.xml", lambda text: text.replace(b"</sheetData>", far))
    else:
        file = ClientFile.opened(source)
        _forge(file, kind)
        file.save(target)
    return target


def _forge(file: ClientFile, kind: str) -> None:
    meta = file.workbook["_meta"]
    if kind == "newer":
        meta["C1"].value = "2"
    elif kind == "not_ours":
        del file.workbook["_meta"]
    else:
        for row in meta.iter_rows(min_row=2):
            row[0].value = "something else"


@pytest.mark.parametrize(
    "kind",
    ["gone", "damaged", "empty", "password", "folder", "dtd", "corner", "newer", "not_ours", "nothing"],
)
def test_what_cannot_be_read_is_a_sentence_and_the_plan_stays(
    plan: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    before = plan.read_bytes()
    assert run("merge", plan, hostile(folder, tmp_path, kind), "--accept", "client") == 1
    said = capsys.readouterr()
    assert not said.out
    assert len(said.err.strip().splitlines()) == 1
    assert "mistake" not in said.err
    assert plan.read_bytes() == before


def test_a_plan_that_somebody_has_open_is_not_merged_into(
    plan: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_plan(plan):
        before = plan.read_bytes()
        assert run("merge", plan, folder / "returned.xlsx", "--accept", "client") == 1
        assert "reading only" in capsys.readouterr().err
        assert run("merge", plan, folder / "returned.xlsx") == 0
        assert plan.read_bytes() == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="every file can be written here")
def test_a_plan_that_cannot_be_written_is_not_merged_into(plan: Path, folder: Path) -> None:
    plan.chmod(0o400)
    assert run("merge", plan, folder / "returned.xlsx", "--accept", "client") == 1


def test_a_forged_record_ends_no_worse_than_in_conflicts(
    plan: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = ClientFile.opened(folder / "returned.xlsx")
    meta = file.workbook["_meta"]
    for number, row in enumerate(meta.iter_rows(min_row=10)):
        if row[0].value == "row" and row[1].value == "t_actions":
            values: list[str | float | None] = ["x" * 30_000, 12.5, True, None, "\u202e"]
            row[5 + number % 8].value = values[number % 5]
    meta.append(["row"])
    meta.append(["column", "t_actions", "owner", "no such name", 7, "locked", "odd"])
    meta.append(["locked", "t_actions", "ac_saas_1", "- - zz"])
    meta.append(["fact", "language", "xx"])
    found = told(capsys, plan, file.save(tmp_path / "forged.xlsx"))
    assert found["counts"]["cells"]["conflict"] > 0
    assert found["counts"]["rows"]["known"] > 0
