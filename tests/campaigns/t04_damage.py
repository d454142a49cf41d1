"""T4: a damaged plan is refused with a sentence, or shows exactly what it held; never anything else, and soon."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path

from storage.document import Document
from storage.errors import PeripleError
from strategy.plan_file import to_json
from tests.campaigns.mutating import mutated
from tests.campaigns.nursery import nursery
from tests.campaigns.trial import Campaign, Control, Trial
from tests.campaigns.working import Copies, reopened

_HERE = "tests.campaigns.t04_damage"
_MOST_SECONDS = 3.0
_TOGETHER = 25


def look(*paths: str) -> None:
    """Opens files as the program does; tells for each the rows that it shows, or the sentence, and the seconds."""
    for path in paths:
        start = time.process_time()
        try:
            with reopened(Path(path)) as plan:
                verdict = f"shown {rows_of(plan)}"
        except PeripleError as error:
            verdict = f"refused {type(error).__name__}"
        print(f"{time.process_time() - start:.4f} {verdict}", flush=True)


def rows_of(plan: Document) -> str:
    """A number for all rows, read through the model."""
    return hashlib.sha256(to_json(plan).encode("utf-8", "surrogatepass")).hexdigest()


def play(trial: Trial, folder: Path) -> None:
    sound = Copies(folder).path.read_bytes()
    (folder / "sound.periple").write_bytes(sound)
    expected = nursery().run(f"{_HERE}:look", folder / "sound.periple").lines[0].partition(" ")[2]
    batch: list[_Spoilt] = []
    for dice in trial:
        name, content = mutated(sound, dice)
        spoilt = _Spoilt(trial.number, name, content, folder / str(trial.number) / "plan.periple")
        spoilt.path.parent.mkdir()
        spoilt.path.write_bytes(content)
        batch.append(spoilt)
        if len(batch) == _TOGETHER:
            _look_at(trial, batch, expected)
    _look_at(trial, batch, expected)


@dataclass
class _Spoilt:
    number: int
    name: str
    content: bytes
    path: Path


def _look_at(trial: Trial, batch: list[_Spoilt], expected: str) -> None:
    told = nursery().tell_each(f"{_HERE}:look", [spoilt.path for spoilt in batch], patience=60)
    for spoilt, (line, outcome) in zip(batch, told, strict=True):
        trial.number = spoilt.number
        seconds, _, verdict = line.partition(" ")
        if verdict:
            _judge(trial, spoilt, verdict, expected)
            trial.expect(float(seconds) < _MOST_SECONDS, f"{spoilt.name}: {seconds} s")
            trial.measure("seconds", float(seconds))
        else:
            trial.lose(f"{spoilt.name}: crashed or hung: {outcome}")
        shutil.rmtree(spoilt.path.parent)
    batch.clear()


def _judge(trial: Trial, spoilt: _Spoilt, verdict: str, expected: str) -> None:
    if verdict.startswith("refused"):
        trial.count("refused")
        trial.expect(spoilt.path.read_bytes() == spoilt.content, f"{spoilt.name}: the damaged file was changed")
    else:
        trial.count("unharmed")
        trial.expect(verdict == expected, f"{spoilt.name}: {verdict[:80]}")


def trusting(trial: Trial, folder: Path) -> None:
    """A program that relies on SQLite's own check."""
    sound = Copies(folder).path.read_bytes()
    spoilt = folder / "spoilt.periple"
    spoilt.write_bytes(sound)
    expected = _plain_content(spoilt)
    for dice in trial:
        name, content = mutated(sound, dice)
        spoilt.write_bytes(content)
        trial.expect(_plain_content(spoilt) in (None, expected), f"{name}: other content is shown")


def _plain_content(path: Path) -> str | None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        try:
            if connection.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
                return None
            names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            return repr([sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names])
        except (sqlite3.Error, UnicodeDecodeError):
            return None


CAMPAIGN = Campaign(
    "T4",
    "a damaged plan",
    play,
    goal=5000,
    in_suite=200,
    controls=[Control("a program that trusts SQLite's check", trusting, rounds=200)],
)
