"""Journeys that leave and enter a plan by the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import main as program
from journey.model import Journey
from strategy.plan_file import open_plan
from strategy.snapshot import Snapshot
from tests.support import opened_plan


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plan") / "shop.periple"
    opened_plan(path, "shop", "fr").close()
    return path


@pytest.fixture(scope="module")
def second(shop: Path) -> str:
    """The name of the second of its two journeys."""
    return journeys(shop)[1]


def run(*arguments: object) -> int:
    return program.main([str(argument) for argument in arguments])


def journeys(path: Path) -> list[str]:
    with open_plan(path) as plan:
        return [each.name for each in Snapshot.of(plan).all(Journey)]


@pytest.mark.parametrize("name", ["a.graphml", "a.gexf", "a.dot", "a.mmd"])
def test_a_journey_goes_out_and_comes_back(
    tmp_path: Path, shop: Path, second: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.periple"
    plan.write_bytes(shop.read_bytes())
    assert run("export", plan, tmp_path / name, "--journey", second) == 0
    capsys.readouterr()
    assert run("import", plan, tmp_path / name, "--journey", "Again", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["is_taken"]
    assert told["journey"]["name"] == "Again"
    assert told["read"] == told["used"] + told["unused"]
    assert journeys(plan)[2:] == ["Again"]


def test_a_dry_run_changes_nothing(tmp_path: Path, shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.mmd").write_text("journey\n section Go\n  Walk: 3: Me\n  ???\n", encoding="utf-8")
    before = shop.read_bytes()
    assert run("import", shop, tmp_path / "a.mmd", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "“a”: 1 touchpoint, 2 passages." in said
    assert "Line 4, –: “???”. Not understood" in said
    assert shop.read_bytes() == before


def test_a_flow_chart_is_the_view_of_a_graph(tmp_path: Path, shop: Path) -> None:
    assert run("export", shop, tmp_path / "a.mmd", "--view", "graph", "--language", "en") == 0
    assert "flowchart LR" in (tmp_path / "a.mmd").read_text(encoding="utf-8")


def test_what_cannot_be_done_is_one_sentence(tmp_path: Path, shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (
        ("export", shop, tmp_path / "a.mmd", "--view", "compare"),
        ("export", shop, tmp_path / "a.dot", "--journey", "Nowhere"),
        ("import", shop, tmp_path / "missing.mmd"),
        ("import", shop, tmp_path / "missing.bin"),
        ("import", shop, shop),
    ):
        assert run(*arguments) == 1
        assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_journey_without_a_name_is_chosen_by_its_number(
    tmp_path: Path, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "two.md"
    drawings = ("%%{init: {}}%%\n---\ntitle: First\n---\njourney\n A: 3: Me", "flowchart LR\n a --> b")
    file.write_text("\n".join(f"```mermaid\n{each}\n```" for each in drawings))
    assert run("import", shop, file, "--dry-run", "--journey", "2") == 0
    assert "2 touchpoints" in capsys.readouterr().out
    assert run("import", shop, file, "--dry-run", "--journey", "3") == 1
    assert "It has First, 2." in capsys.readouterr().err


def test_what_a_format_lacks_is_told_to_the_reader_and_in_the_file_to_its_reader(
    tmp_path: Path, shop: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", shop, tmp_path / "a.mmd", "--language", "fr") == 0
    assert "are not in this file" in capsys.readouterr().err
    assert "ne sont pas dans ce fichier" in (tmp_path / "a.mmd").read_text("utf-8")
