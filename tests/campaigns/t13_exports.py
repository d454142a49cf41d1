"""T13: the program is killed while it exports, or the disk is full; the former file is there, or the whole new one.

Writing takes a small part of an export: half of the kills come at any moment, the others amid the very write, at any
byte, by a limit on the size of files that the system enforces with a deadly signal.
"""

from __future__ import annotations

import os
import re
import resource
import signal
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random

from storage.errors import PeripleError
from strategy.snapshot import Snapshot
from tests.campaigns.nursery import nursery
from tests.campaigns.trial import Campaign, Control, Trial
from tests.support import sample_plan

_HERE = "tests.campaigns.t13_exports"
_SCRATCH = re.compile(r"\.~[0-9a-f]{12}\.part")
_SHARE_FULL = 0.25
"""Of the rounds; in the others it is killed."""
_IN_SUITE = ("xlsx", "png", "pdf", "report.pdf", "json")
_KILLS_IN_SUITE = 10
"""Of each of these; each also meets a full disk once."""
_ALL = (*_IN_SUITE, "graphml", "pptx", "svg")


def write(target: str, kind: str, times: int) -> None:
    """Exports a sample again and again; tells when it begins, so that it is killed in the middle of one."""
    plan = sample_plan("shop")
    export = exporter(kind)
    for _ in range(times):
        print("begin", flush=True)
        export(plan, Path(target))
        print("done", flush=True)


def write_until_killed(target: str, kind: str, limit: int) -> None:
    """Exports a sample, and is killed by the system where a file becomes larger than that."""
    plan, export = sample_plan("shop"), exporter(kind)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    export(plan, Path(target))


def write_without_room(target: str, kind: str, limit: int) -> None:
    """Exports a sample where no file may be larger than that; tells what came of it."""
    plan, export = sample_plan("shop"), exporter(kind)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    try:
        export(plan, Path(target))
        print("done", flush=True)
    except PeripleError as error:
        print(f"refused {error}", flush=True)


def exporter(kind: str) -> Callable[[Snapshot, Path], object]:
    """What writes a deliverable of this kind in French."""
    if kind == "xlsx":
        from exports.workbook import write_workbook

        return lambda plan, path: write_workbook(plan, path, "fr")
    if kind == "pptx":
        from exports.deck.deck import write_deck

        return lambda plan, path: write_deck(plan, path, "fr")
    if kind == "report.pdf":
        from ui.pictures.command import start_qt
        from ui.report.report import write_report

        start_qt()
        return lambda plan, path: write_report(plan, path, "fr")
    if kind in ("svg", "png", "pdf"):
        from ui.pictures.command import export_picture
        from ui.pictures.writing import Choices

        return lambda plan, path: export_picture(plan, path, "fr", journey=None, view=None, choices=Choices())
    if kind == "json":
        return _write_json
    from exports.interchange.command import export_journey

    return lambda plan, path: export_journey(plan, path, "fr", journey=None, view=None)


def _write_json(plan: Snapshot, path: Path) -> None:
    from exports.files import atomic_write
    from strategy.plan_json import json_text

    with atomic_write(path) as part:
        part.write_text(json_text(plan), encoding="utf-8", newline="\n")


def play(trial: Trial, folder: Path) -> None:
    os.environ["PERIPLE_DATA"] = str(folder / "data")

    @cache
    def whole(kind: str) -> tuple[bytes, float]:
        path = folder / f"whole.{kind}"
        start = time.monotonic()
        outcome = nursery().run(f"{_HERE}:write", path, kind, 1, patience=60)
        assert path.exists(), outcome
        return path.read_bytes(), time.monotonic() - start

    for dice in trial:
        kind, is_full = _chosen(trial, dice)
        own = folder / str(trial.number)
        own.mkdir()
        path = own / f"export.{kind}"
        former = b"former" if dice.random() < 0.8 else None
        if former:
            path.write_bytes(former)
        content, seconds = whole(kind)
        if is_full:
            lines = _without_room(trial, dice, path, len(content))
        else:
            lines = _killed(trial, dice, path, len(content), seconds)
        found = path.read_bytes() if path.exists() else None
        if kind == "pdf" and found and len(found) == len(content) and found.rstrip().endswith(b"%%EOF"):
            found = content  # Qt writes the second of its making into it
        trial.expect(found in (former, content), f"{kind}: half a file of {len(found or b'')} bytes")
        trial.expect(found == content or "done" not in lines, f"{kind}: it said that it was done")
        left = [name for name in os.listdir(own) if name != path.name]
        trial.expect(not left if is_full else all(map(_SCRATCH.fullmatch, left)), f"{kind}: left behind: {left}")
        trial.count(f"~{kind}")
        trial.count("without room" if is_full else "new" if found == content else "former")
        trial.count("scratch files to sweep", len(left))


def _without_room(trial: Trial, dice: Random, path: Path, size: int) -> list[str]:
    """Exports to a full disk; what it says."""
    limit, kind = dice.randrange(size), path.name.partition(".")[2]
    outcome = nursery().run(f"{_HERE}:write_without_room", path, kind, limit, patience=60)
    is_told = bool(outcome.lines) and outcome.lines[-1].startswith("refused")
    trial.expect(is_told, f"{kind}: no room after {limit} bytes: {outcome.lines}")
    return outcome.lines


def _killed(trial: Trial, dice: Random, path: Path, size: int, seconds: float) -> list[str]:
    """Exports until it is killed, in turns amid a write and at any moment; what it says."""
    kind = path.name.partition(".")[2]
    if trial.number // len(_IN_SUITE) % 2:
        limit = dice.randrange(size)
        outcome = nursery().run(f"{_HERE}:write_until_killed", path, kind, limit, patience=60)
        trial.expect(outcome.signal == signal.SIGXFSZ, f"{kind}: not killed at {limit} bytes: {outcome.error}")
        trial.count("killed amid a write")
    else:
        wait = dice.random() * min(2.0, seconds if trial.is_in_suite else 2 * seconds)
        outcome = nursery().run(f"{_HERE}:write", path, kind, 1000, kill_after=wait, patience=60)
        is_killed = outcome.signal == signal.SIGKILL and not outcome.error
        trial.expect(is_killed, f"{kind}: the export failed: {outcome.error}")
    return outcome.lines


def _chosen(trial: Trial, dice: Random) -> tuple[str, bool]:
    """What is exported, and whether to a full disk."""
    if trial.is_in_suite:
        return _IN_SUITE[trial.number % len(_IN_SUITE)], trial.number >= len(_IN_SUITE) * _KILLS_IN_SUITE
    return dice.choice(_ALL), dice.random() < _SHARE_FULL


def write_carelessly(target: str) -> None:
    """Writes in place, piece by piece."""
    while True:
        with open(target, "wb") as file:
            for _ in range(200):
                file.write(b"x" * 5000)
                file.flush()
                print("begin", flush=True)


def careless(trial: Trial, folder: Path) -> None:
    path = folder / "export"
    for dice in trial:
        path.write_bytes(b"x" * 1_000_000)
        nursery().run(f"{_HERE}:write_carelessly", path, kill_after=dice.random() * 0.05)
        trial.expect(path.stat().st_size == 1_000_000, f"half a file of {path.stat().st_size} bytes")


CAMPAIGN = Campaign(
    "T13",
    "killed while it exports",
    play,
    goal=500,
    in_suite=len(_IN_SUITE) * (_KILLS_IN_SUITE + 1),
    parts_in_suite=2,
    controls=[Control("a program that writes in place", careless)],
)
