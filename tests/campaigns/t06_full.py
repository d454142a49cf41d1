"""T6: the disk is full, or refuses, at any write; it is told at once, nothing is lost, and the work goes on after.

The suite limits the size of files and the number of pages of the plan, and sweeps these limits. The campaign also lets
single system calls fail, by strace where it is there: first each call that some work makes, one after the other, then
any of any work.
"""

from __future__ import annotations

import contextlib
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random

from storage import hashing
from storage.document import Document
from storage.errors import DiskFull, RowGone, StorageError
from storage.hashing import as_text
from tests.campaigns.nursery import nursery
from tests.campaigns.recording import ROOT, RUN, strace
from tests.campaigns.trial import Campaign, Control, Trial
from tests.storage.random_gestures import Hand
from tests.storage.small import Shelf, SmallBase, library, stored

_HERE = "tests.campaigns.t06_full"
_GESTURES = 30
_GESTURES_AT_EASE = 3
"""The last of them: the work goes on once there is room."""
_POINTS_IN_SUITE = 60
_SEED_OF_ALL, _MOST_WITHOUT = 0, 9
_LIMITS = {"size": (0, 12_000), "harsh": (100, 60_000), "pages": (0, 3)}
_CALLS = {"pwrite64": "ENOSPC", "fdatasync": "EIO", "fsync": "EIO", "ftruncate": "EIO", "openat": "EMFILE"}


def work(path: str, seed: str, kind: str, limit: str) -> None:
    """Thirty gestures under a limit, which is lifted for one gesture whenever it was told.

    Tells each head, each refusal, each wrong.
    """
    try:
        opened = Document.open(path, base=SmallBase)
    except StorageError as error:
        print(f"refused {type(error).__name__}")
        return
    with opened as document:
        hand, dice = Hand(document, SmallBase, int(seed)), Random(int(seed))
        squeeze(document, kind, int(limit))
        again = _GESTURES
        for number in range(_GESTURES):
            if number >= _GESTURES - _GESTURES_AT_EASE:
                relax(document, kind)
            elif number == again and kind in _LIMITS:
                squeeze(document, kind, dice.randrange(*_LIMITS[kind]))
            gesture = hand.gesture if number % 2 else partial(_grow, document)
            if not _is_taken(document, gesture, kind):
                again = number + 2
            print(head_of(document), flush=True)


def _grow(document: Document) -> None:
    """A gesture after which the plan takes more room, which those of any sort may find in what others left."""
    with document.transact("Grow") as session:
        session.add(Shelf(name="é" * 2500))


def _is_taken(document: Document, gesture: Callable[[], object], kind: str) -> bool:
    before = stored(document)
    try:
        gesture()
    except StorageError as error:
        if kind == "harsh":  # nothing can be written anywhere, not even what takes the gesture back
            relax(document, kind)
        _tell_refusal(document, error, kind, is_as_before=stored(document) == before)
        relax(document, kind)
        return False
    except RowGone:  # what the hand wanted cannot be: it was taken back
        pass
    return True


def _tell_refusal(document: Document, error: StorageError, kind: str, *, is_as_before: bool) -> None:
    print(f"refused {type(error).__name__}", flush=True)
    if not isinstance(error, DiskFull) and kind != "openat":
        print(f"wrong: it is told as {error!r}", flush=True)
    if not is_as_before:
        print("wrong: the rows on screen are not those that were saved", flush=True)
    state = hashing.total(hashing.row_hash(kind, row) for kind, rows in stored(document).items() for row in rows)
    if as_text(state) != head_of(document).split()[1]:
        print("wrong: the rows are not those that the head counts", flush=True)


def head_of(document: Document) -> str:
    row = document.session.connection().exec_driver_sql("SELECT seq, state FROM head").one()
    return f"{row[0]} {row[1]}"


def squeeze(document: Document, kind: str, limit: int) -> None:
    """Leaves little room: so many bytes in each file, or so many pages more in the plan."""
    connection = document._file.connection
    if kind in ("size", "harsh"):
        limit += document.path.stat().st_size if kind == "size" else 0
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    elif kind == "pages":
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + limit}")


def relax(document: Document, kind: str) -> None:
    """Makes room again."""
    if kind in ("size", "harsh"):
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    elif kind == "pages":
        document._file.connection.execute("PRAGMA max_page_count = 1000000")


def play(trial: Trial, folder: Path) -> None:
    every = [] if trial.is_in_suite else _every_call(folder)
    for dice in trial:
        path = _made(folder, trial.number)
        seed = dice.randrange(1 << 30)
        kind = dice.choice(list(_CALLS)) if every and dice.random() < 0.5 else dice.choice(list(_LIMITS))
        limit = dice.randrange(*_LIMITS[kind]) if kind in _LIMITS else 0
        if trial.is_in_suite:
            kind, limit = _swept(trial.number)
        if trial.number < len(every):
            trial.count(f"of {len(every)} calls of one work")
            kind, when = every[trial.number]
            lines = _with_failing_call(path, _SEED_OF_ALL, kind, when)
        elif kind in _CALLS:
            lines = _with_failing_call(path, seed, kind, dice.randrange(1, 60 if kind in ("fsync", "openat") else 400))
        else:
            outcome = nursery().run(f"{_HERE}:work", path, str(seed), kind, str(limit))
            lines = outcome.lines if not outcome.signal else [*outcome.lines, "raised: killed"]
        _judge(trial, kind, path, lines)
        shutil.rmtree(folder / str(trial.number))
    trial.expect(trial.played < _MOST_WITHOUT or trial.counts["told"] > 0, "no limit was met: the trial is blind")


def _swept(number: int) -> tuple[str, int]:
    """A limit of the suite: for each kind of them, all of its range in equal steps."""
    kind = list(_LIMITS)[number % len(_LIMITS)]
    least, end = _LIMITS[kind]
    return kind, least + (end - least) * (number // len(_LIMITS)) * len(_LIMITS) // _POINTS_IN_SUITE


def _every_call(folder: Path) -> list[tuple[str, int]]:
    """Each call of one work about its plan: its name, and its number among those of the name."""
    path = _made(folder, -1)
    trace = folder / "trace"
    _strace(path, _SEED_OF_ALL, "pwrite64", ["-o", str(trace), "-e", f"trace={','.join(_CALLS)}"])
    made = Counter(match[1] for match in re.finditer(r"^(?:\d+ +)?(\w+)\(", trace.read_text(errors="replace"), re.M))
    return [(call, number) for call in _CALLS for number in range(1, made[call] + 1)]


def _made(folder: Path, number: int) -> Path:
    os.environ["PERIPLE_DATA"] = str(folder / str(number))
    path = folder / str(number) / "plan" / "library.periple"
    path.parent.mkdir(parents=True)
    Document.create(path, library(), base=SmallBase).close()
    return path


def _with_failing_call(path: Path, seed: int, call: str, when: int) -> list[str]:
    """The same work, of whose calls to the system one fails."""
    injected = f"inject={call}:error={_CALLS[call]}:when={when}"
    return _strace(path, seed, call, ["-o", os.devnull, "-e", f"trace={call}", "-e", injected])


def _strace(path: Path, seed: int, kind: str, options: list[str]) -> list[str]:
    # Only what concerns the plan: Python itself opens files too.
    options = ["-f", "-qq", "-P", str(path), "-P", f"{path}-journal", *options]
    command = [strace(), *options, sys.executable, "-c", RUN, f"{_HERE}:work", str(path), str(seed), kind, "0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    error = [f"raised: {' | '.join(done.stderr.strip().splitlines()[-6:])}"] if done.returncode else []
    return [*done.stdout.splitlines(), *error]


def _judge(trial: Trial, kind: str, path: Path, lines: list[str]) -> None:
    refused = sum(line.startswith("refused") for line in lines)
    trial.count("told", refused)
    trial.count(f"~{kind}")
    for line in lines:
        if line.startswith(("wrong", "raised")):
            trial.lose(f"{kind}: {line}")
    heads = [line for line in lines if line[:1].isdigit()]
    # Some files cannot even be opened under the limit: then that was told, and no gesture was made.
    if not heads:
        return
    with Document.open(path, base=SmallBase) as document:
        trial.expect(head_of(document) == heads[-1], f"{kind}: the last gesture that was saved is not there")
    is_told_again = any(line.startswith("refused") for line in _two_after(lines, "refused")) and kind in _LIMITS
    trial.expect(len(heads) == _GESTURES and not is_told_again, f"{kind}: the work does not go on once there is room")


def _two_after(lines: list[str], beginning: str) -> list[str]:
    """What stands two lines behind each that begins so: a refusal, the head, and what came of the next gesture."""
    return [other for line, other in zip(lines, lines[2:], strict=False) if line.startswith(beginning)]


def work_carelessly(path: str) -> None:
    """Acknowledges what the disk refused."""
    connection = sqlite3.connect(path, isolation_level=None)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
    for number in range(_GESTURES):
        with contextlib.suppress(sqlite3.Error):
            connection.execute("INSERT INTO kept VALUES (?)", ("x" * 3000,))
        print(number + 1, flush=True)


def careless(trial: Trial, folder: Path) -> None:
    path = folder / "careless"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE kept (text)")
    for _dice in trial:
        outcome = nursery().run(f"{_HERE}:work_carelessly", path)
        (found,) = sqlite3.connect(path).execute("SELECT count(*) FROM kept").fetchone()
        trial.expect(found == int(outcome.lines[-1]), f"{int(outcome.lines[-1]) - found} acknowledged changes are gone")


CAMPAIGN = Campaign(
    "T6",
    "a full disk",
    play,
    goal=1500,
    in_suite=_POINTS_IN_SUITE,
    parts_in_suite=2,
    controls=[Control("a program that does not look whether it was saved", careless, rounds=1)],
)
