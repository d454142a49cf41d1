"""Several deliverables at once: their names, what is replaced, what one failure leaves, and how far it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import icalendar
import pytest
from PySide6.QtWidgets import QApplication

from exports.files import atomic_write
from exports.written import ExportCancelled, IsCancelled, Progress, Written
from journey.model import Journey
from resources.i18n import words
from storage.errors import PlanError
from strategy.snapshot import Snapshot
from tests.support import sample_plan
from ui.deliverables.delivery import Delivered, Step, Wanted, deliver, former_files, pieces_of
from ui.deliverables.formats import OFFERED, PLAN, Format, Order
from ui.pictures.picture import Picture


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return sample_plan("saas")


def written(path: Path, text: str = "new") -> Written:
    with atomic_write(path) as part:
        part.write_text(text)
    return Written(path)


def fake(write: Callable[[Path], Written]) -> Format:
    """A deliverable that is quickly written, or not at all."""

    def do(order: Order, progress: Progress | None, is_cancelled: IsCancelled | None) -> Written:
        if is_cancelled and is_cancelled():
            raise ExportCancelled
        if progress:
            progress(1, 2, "Second part")
        return write(order.path)

    return replace(PLAN, write=do)


def run(*pieces: tuple[Format, Order], cancel_at: int = 99) -> tuple[Delivered, list[Step]]:
    steps: list[Step] = []
    return deliver(pieces, steps.append, lambda: len(steps) > cancel_at), steps


def test_quick_deliverables_are_written_together(snapshot: Snapshot, tmp_path: Path, qapp: QApplication) -> None:
    journey = snapshot.all(Journey)[0]
    wanted = Wanted(
        ("tasks", "due_dates", "plan", "pictures", "diagrams"), "fr", tmp_path, (journey.id,),
        kinds={"tasks": "jira", "pictures": "svg", "diagrams": "mmd"}, views=("graph",),
    )  # fmt: skip
    pieces = pieces_of(snapshot, wanted)
    found, steps = run(*pieces)
    assert (found.failed, found.fault, found.is_cancelled, found.count) == ([], None, False, 6)
    names = {str(each.relative_to(tmp_path)) for each in tmp_path.rglob("*.*")}
    stem = snapshot.plan.name
    assert {f"{stem}.json", f"{stem}.ics", f"{stem}, Jira.csv"} < names
    assert {Path(each).parts[0] for each in names} > {f"{stem}, images", f"{stem}, diagrammes"}
    assert [each.suffix for each in sorted(tmp_path.glob("*, images/*"))] == [".svg"]
    assert len(list(tmp_path.glob("*, diagrammes/*.mmd"))) == 2
    assert json.loads((tmp_path / f"{stem}.json").read_text("utf-8"))
    assert icalendar.Calendar.from_ical((tmp_path / f"{stem}.ics").read_bytes()).events
    shares = [each.share for each in steps]
    assert shares == sorted(shares)
    assert shares[0] == 0


def test_former_files_are_told_and_stay_unless_they_are_to_be_replaced(snapshot: Snapshot, tmp_path: Path) -> None:
    wanted = Wanted(("workbook", "plan", "tables"), "en", tmp_path)
    stem = snapshot.plan.name
    assert former_files(snapshot, wanted) == []
    (tmp_path / f"{stem}.xlsx").touch()
    (tmp_path / f"{stem}, tables").mkdir()
    assert [each.name for each in former_files(snapshot, wanted)] == [f"{stem}.xlsx", f"{stem}, tables"]
    kept = [order.path.name for _, order in pieces_of(snapshot, wanted)]
    assert kept == [f"{stem} 2.xlsx", f"{stem} 2, tables", f"{stem} 2.json"]
    replaced = [order.path.name for _, order in pieces_of(snapshot, replace(wanted, replaces=True))]
    assert replaced == [f"{stem}.xlsx", f"{stem}, tables", f"{stem}.json"]


def test_the_name_of_the_plan_cannot_leave_the_folder(tmp_path: Path) -> None:
    renamed = sample_plan("saas")
    renamed.plan.name = "../../CON: <plan>?."
    paths = [order.path for _, order in pieces_of(renamed, Wanted(tuple(each.id for each in OFFERED), "en", tmp_path))]
    assert {each.parent for each in paths} == {tmp_path}
    assert paths[0].name == "CON plan.xlsx"
    assert len({each.name.casefold() for each in paths}) == len(OFFERED)


def test_one_that_fails_stops_no_other(snapshot: Snapshot, tmp_path: Path) -> None:
    def full(path: Path) -> Written:
        with atomic_write(path) as part:
            part.write_text("half")
            raise OSError(28, "No space left on device")

    def scratch_is_full(path: Path) -> Written:
        raise OSError(28, "No space left on device")

    def wrong(path: Path) -> Written:
        raise ZeroDivisionError

    orders = [Order(snapshot, tmp_path / f"{number}.json", "en") for number in range(5)]
    orders[0].path.write_text("former")
    orders[4] = replace(orders[4], path=tmp_path / "gone" / "4.json")
    writers = [full, scratch_is_full, wrong, written, written]
    found, _ = run(*((fake(write), order) for write, order in zip(writers, orders, strict=True)))
    assert [each.path.name for _, each in found.written] == ["3.json"]
    assert orders[0].path.read_text() == "former"
    assert isinstance(found.fault, ZeroDivisionError)
    told = [error.text(words("en")) for _, _, error in found.failed]
    assert "no room" in told[0]
    assert "no room" in told[1]
    assert "does not exist" in told[2]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["0.json", "3.json"]


def test_cancelled_it_keeps_what_is_whole(snapshot: Snapshot, tmp_path: Path) -> None:
    orders = [Order(snapshot, tmp_path / f"{number}.json", "en") for number in range(3)]
    found, steps = run(*((fake(written), order) for order in orders), cancel_at=2)
    assert found.is_cancelled
    assert [each.path.name for _, each in found.written] == ["0.json"]
    assert [each.name for each in tmp_path.iterdir()] == ["0.json"]
    assert steps[1].part == "Second part"
    assert steps[1].share == pytest.approx(1 / 6)


def test_a_folder_is_whole_or_as_it_was(snapshot: Snapshot, tmp_path: Path) -> None:
    wanted = Wanted(("diagrams",), "en", tmp_path, kinds={"diagrams": "dot"}, replaces=True)
    pieces = pieces_of(snapshot, wanted)
    asked = 0

    def is_cancelled() -> bool:  # in the middle of what is written into the folder
        nonlocal asked
        asked += any(path.suffix == ".dot" for path in tmp_path.rglob("*"))
        return asked > 1

    assert deliver(pieces, lambda _step: None, is_cancelled).is_cancelled
    assert list(tmp_path.iterdir()) == []
    folder = pieces[0][1].path
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    asked = 0
    assert deliver(pieces, lambda _step: None, is_cancelled).is_cancelled
    assert [each.name for each in tmp_path.rglob("*.*")] == ["mine.txt"]
    assert run(*pieces)[0].count > 1
    assert (folder / "mine.txt").read_text() == "mine"
    assert [each.name for each in tmp_path.iterdir()] == [folder.name]


def test_a_picture_that_cannot_be_drawn_is_told_and_leaves_the_others(
    snapshot: Snapshot, tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.pictures.sharp import svg_of

    def refuse_graphs(picture: Picture) -> bytes:
        if "Graph" in picture.subtitle:
            raise PlanError("Too large")
        return svg_of(picture)

    monkeypatch.setattr("ui.pictures.writing.svg_of", refuse_graphs)
    chosen = (snapshot.all(Journey)[0].id,)
    wanted = Wanted(("pictures",), "en", tmp_path, chosen, kinds={"pictures": "svg"})
    found, _ = run(*pieces_of(snapshot, wanted))
    assert found.count == 1
    assert found.notes[0].endswith("Graph: Too large")
    refused, _ = run(*pieces_of(snapshot, replace(wanted, views=("graph",))))
    assert [error.text(words("en")) for _, _, error in refused.failed] == ["Too large"]
    empty, _ = run(*pieces_of(snapshot, replace(wanted, journeys=())))
    assert "No journey is chosen" in empty.failed[0][2].text(words("en"))
