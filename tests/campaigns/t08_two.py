"""T8: several programs want the same plan; they take turns, whoever is overtaken is told, and nothing is lost.

First each kind of lock that holds nobody off though its file is there, and the same where a program does hold it: the
plan is read, and may be taken over. Then races.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from storage.document import Document
from storage.errors import ChangedElsewhere, PlanBusy, StorageError
from storage.lock import SUFFIX
from tests.campaigns.nursery import nursery
from tests.campaigns.trial import Campaign, Control, Trial
from tests.storage.small import Shelf, SmallBase, library

_HERE = "tests.campaigns.t08_two"
_GESTURES, _WRITERS, _WRITERS_IN_SUITE = 200, 4, 2
_KILLED = "killed"


def _note(host: str, pid: int) -> bytes:
    return json.dumps({"user": "a", "host": host, "since": "2026-01-02T03:04:05+00:00", "pid": pid}).encode()


STALE: dict[str, Callable[[], bytes]] = {
    _KILLED: lambda: _note(socket.gethostname(), 1 << 22),
    "another computer": lambda: _note("elsewhere", 1),
    "empty": lambda: b"",
    "garbage": lambda: b"\0\0garbage",
    "a number that another program has now": lambda: _note(socket.gethostname(), os.getpid()),
}
"""What a lock file says, by what became of whoever wrote it. What is left of a killed program is its own."""


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


def die_at_work(path: str) -> None:
    """Has the plan open for writing, and waits to be killed."""
    with Document.open(path, base=SmallBase) as document:
        _add(document, "kept")
        print("at work", flush=True)
        time.sleep(60)


def take_over(path: str, note: str) -> None:
    """Finds the plan held by a program that says so little; reads it, takes it over; tells how both fared."""
    ready, go = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        _hold(Path(path), ready[1], go[0])
    os.read(ready[0], 1)
    Path(path + SUFFIX).write_bytes(bytes.fromhex(note))
    with Document.open(path, base=SmallBase) as reading:
        owner = reading.lock_owner
        print(f"{reading.is_read_only and owner is not None} {owner is not None and owner.may_be_gone}")
    with Document.open(path, base=SmallBase, takes_over=True) as document:
        print(f"{not document.is_read_only}")
        _add(document, "taken over")
        os.write(go[1], b".")
        print(os.WEXITSTATUS(os.waitpid(pid, 0)[1]) == 0)


def _hold(path: Path, ready: int, go: int) -> None:
    """Works, waits, works; ends well if it is told then that it was overtaken."""
    try:
        document = Document.open(path, base=SmallBase)
        _add(document, "held")
        os.write(ready, b".")
        os.read(go, 1)
        try:
            _add(document, "overtaken")
        except ChangedElsewhere:
            os._exit(0)
    finally:
        os._exit(1)


def play(trial: Trial, folder: Path) -> None:
    for dice in trial:
        path = folder / str(trial.number) / "library.periple"
        path.parent.mkdir()
        os.environ["PERIPLE_DATA"] = str(folder / f"{trial.number} data")
        Document.create(path, library(), base=SmallBase).close()
        if trial.number < len(STALE):
            _play_stale(trial, path, list(STALE)[trial.number])
            continue
        sort = ("take_turns", "without_lock")[trial.number % 2]
        writers = _WRITERS_IN_SUITE if trial.is_in_suite else _WRITERS
        outcome = nursery().run(f"{_HERE}:race", path, writers, _GESTURES, dice.randrange(1 << 20), sort, patience=300)
        trial.expect(not outcome.error and len(outcome.lines) == writers, f"{sort}: {outcome.error or outcome.lines}")
        _judge(trial, sort, path, outcome.lines)


def _play_stale(trial: Trial, path: Path, kind: str) -> None:
    names = ["after"]
    if kind == _KILLED:
        outcome = nursery().run(f"{_HERE}:die_at_work", path, kill_after=0)
        trial.expect(outcome.signal == signal.SIGKILL and Path(f"{path}{SUFFIX}").exists(), "no lock file was left")
        names.append("kept")
    else:
        Path(f"{path}{SUFFIX}").write_bytes(STALE[kind]())
    with Document.open(path, base=SmallBase) as document:
        trial.expect(not document.is_read_only and document.lock_owner is None, f"{kind}: what is left of a lock holds")
        if not document.is_read_only:
            _add(document, "after")
    outcome = nursery().run(f"{_HERE}:take_over", path, STALE[kind]().hex())
    may_be_gone = kind not in (_KILLED, "a number that another program has now")
    expected = [f"True {may_be_gone}", "True", "True"]
    trial.expect(outcome.lines == expected, f"{kind}, and held: {outcome.error or outcome.lines}")
    trial.count("left locks, and held ones taken over")
    _judge(trial, kind, path, [json.dumps({"saved": [*names, "held", "taken over"], "waited": 0, "overtaken": 1})])


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
    goal=len(STALE) + 50,
    in_suite=len(STALE) + 2,
    controls=[Control("programs that write the whole without looking", careless, rounds=3)],
)
