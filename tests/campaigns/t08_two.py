"""T8: several programs want the same plan; they take turns, whoever is overtaken is told, and nothing is lost."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from pathlib import Path
from random import Random

from storage.document import Document
from storage.errors import ChangedElsewhere, PlanBusy, StorageError
from tests.campaigns.nursery import nursery
from tests.campaigns.trial import Campaign, Control, Trial
from tests.storage.small import Shelf, SmallBase, library

_HERE = "tests.campaigns.t08_two"


def race(path: str, writers: int, gestures: int, seed: int, name: str) -> None:
    """Lets several programs loose on a plan; tells what each of them was told that it had saved."""
    pids = []
    for number in range(writers):
        pid = os.fork()
        if pid == 0:
            saved = getattr(sys.modules[__name__], name)(Path(path), f"{number}", gestures, Random(seed * 8 + number))
            Path(f"{path}.{number}").write_text(json.dumps(saved))
            os._exit(0)
        pids.append(pid)
    for number, pid in enumerate(pids):
        if os.waitpid(pid, 0)[1] != 0:
            print("wrong: a writer died", flush=True)
            continue
        report = Path(f"{path}.{number}")
        print(report.read_text(), flush=True)
        report.unlink()


def take_turns(path: Path, name: str, gestures: int, dice: Random) -> dict[str, object]:
    """Opens the plan again and again; writes when it may, some gestures at a time."""
    saved: list[str] = []
    waited = 0
    while len(saved) < gestures:
        try:
            with Document.open(path, base=SmallBase) as document:
                if document.is_read_only:
                    waited += 1
                else:
                    for _ in range(dice.randint(1, 10)):
                        saved.append(_add(document, f"{name} {len(saved)}"))
        except StorageError:
            waited += 1
        time.sleep(dice.random() * 0.005)
    return {"saved": saved, "waited": waited, "overtaken": 0}


def without_lock(path: Path, name: str, gestures: int, dice: Random) -> dict[str, object]:
    """Where a folder keeps no locks: all have the plan open for writing at once."""
    saved: list[str] = []
    overtaken, waited = 0, 0
    while len(saved) < gestures:
        try:
            document = Document.open(path, base=SmallBase)
        except StorageError:
            waited += 1
            time.sleep(dice.random() * 0.01)
            continue
        with contextlib.suppress(OSError):
            path.with_name(path.name + ".lock").unlink()
        try:
            for _ in range(0 if document.is_read_only else dice.randint(1, 10)):
                saved.append(_add(document, f"{name} {len(saved)}"))
                time.sleep(dice.random() * 0.004)
        except (ChangedElsewhere, PlanBusy):
            overtaken += 1
        finally:
            document.close()
    return {"saved": saved, "waited": waited, "overtaken": overtaken}


def _add(document: Document, name: str) -> str:
    with document.transact("Add") as session:
        session.add(Shelf(name=name))
    return name


def play(trial: Trial, folder: Path) -> None:
    gestures = 50 if trial.is_in_suite else 200
    for dice in trial:
        path = folder / str(trial.number) / "library.periple"
        path.parent.mkdir()
        os.environ["PERIPLE_DATA"] = str(folder / f"{trial.number} data")
        Document.create(path, library(), base=SmallBase).close()
        sort = ("take_turns", "without_lock")[trial.number % 2]
        writers = 2 if trial.is_in_suite else dice.randint(2, 4)
        outcome = nursery().run(f"{_HERE}:race", path, writers, gestures, dice.randrange(1 << 20), sort, patience=300)
        trial.expect(not outcome.error and len(outcome.lines) == writers, f"{sort}: {outcome.error or outcome.lines}")
        _judge(trial, sort, path, outcome.lines)


def _judge(trial: Trial, sort: str, path: Path, lines: list[str]) -> None:
    reports = [json.loads(line) for line in lines if line.startswith("{")]
    saved = {name for report in reports for name in report["saved"]}
    with Document.open(path, base=SmallBase) as document:
        found = {shelf.name for shelf in document.all(Shelf)}
        trial.expect(saved <= found, f"{sort}: {len(saved - found)} acknowledged gestures are gone")
        trial.expect(not document.is_read_only, f"{sort}: a lock is left")
    trial.count("gestures", len(saved))
    trial.count("overtaken and told", sum(report["overtaken"] for report in reports))
    trial.count("had to wait", sum(report["waited"] for report in reports))
    trial.expect(os.listdir(path.parent) == [path.name], f"{sort}: left beside the plan: {os.listdir(path.parent)}")


def blindly(path: Path, name: str, gestures: int, dice: Random) -> dict[str, object]:
    """Reads all, adds its own, writes all."""
    saved = []
    for number in range(gestures):
        found = json.loads(path.read_text() or "[]")
        time.sleep(dice.random() * 0.004)
        part = path.with_name(f"{name}.part")
        part.write_text(json.dumps([*found, f"{name} {number}"]))
        os.replace(part, path)
        saved.append(f"{name} {number}")
    return {"saved": saved, "waited": 0, "overtaken": 0}


def careless(trial: Trial, folder: Path) -> None:
    path = folder / "careless"
    for _dice in trial:
        path.write_text("[]")
        outcome = nursery().run(f"{_HERE}:race", path, 2, 20, 1, "blindly")
        saved = [name for line in outcome.lines for name in json.loads(line)["saved"]]
        gone = set(saved) - set(json.loads(path.read_text()))
        trial.expect(not gone, f"{len(gone)} acknowledged changes are gone")


CAMPAIGN = Campaign(
    "T8",
    "several programs and one plan",
    play,
    goal=100,
    in_suite=2,
    controls=[Control("programs that write the whole without looking", careless, rounds=3)],
)
