"""T14: bringing an old plan to this version fails at any statement, or is killed: it is wholly old or wholly new."""

from __future__ import annotations

import functools
import os
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from storage.errors import StorageError
from storage.gate import check_header
from storage.schema import SCHEMA_VERSION
from strategy.plan_file import to_json
from tests.campaigns.nursery import nursery
from tests.campaigns.trial import Campaign, Control, Trial
from tests.campaigns.working import reopened

_HERE = "tests.campaigns.t14_migrations"
_FILES = Path(__file__).parents[1] / "files"
_LEFT = re.compile(r"\.~[0-9a-f]{12}\.part(-journal)?|.*\.lock|.*-journal")


class _Failing(sqlite3.Connection):
    """A connection of which one statement fails, counted over all connections of the process."""

    statements = 0
    fails_at = 0

    def _next(self) -> None:
        _Failing.statements += 1
        if _Failing.statements == _Failing.fails_at:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_WRITE"
            raise error

    def execute(self, *arguments: Any) -> sqlite3.Cursor:  # Any: as sqlite3 has it
        self._next()
        return super().execute(*arguments)

    def backup(self, *arguments: Any, **options: Any) -> None:  # Any: as sqlite3 has it
        self._next()
        super().backup(*arguments, **options)


def upgrade(path: str, fails_at: int) -> None:
    """Opens an old plan, of whose statements one fails; tells how many there were, and what came of it."""
    connect = sqlite3.connect
    sqlite3.connect = functools.partial(connect, factory=_Failing)  # type: ignore[assignment]  # in this child only
    _Failing.fails_at = fails_at
    print("begin", flush=True)
    try:
        reopened(Path(path)).close()
        verdict = "opened"
    except StorageError as error:
        verdict = f"refused {type(error).__name__}"
    print(f"{_Failing.statements} {verdict}", flush=True)


def play(trial: Trial, folder: Path) -> None:
    old = (_FILES / "version-1.periple").read_bytes()
    expected = _upgraded(folder, old)
    path = folder / "plan" / "shop.periple"
    path.parent.mkdir()
    os.environ["PERIPLE_DATA"] = str(folder / "data")
    path.write_bytes(old)
    outcome = nursery().run(f"{_HERE}:upgrade", path, 0)
    statements = int(outcome.lines[-1].split()[0])
    step = 1 + statements // 20 if trial.is_in_suite else 1
    for dice in trial:
        for left in path.parent.iterdir():
            left.unlink()
        shutil.rmtree(os.environ["PERIPLE_DATA"], ignore_errors=True)
        path.write_bytes(old)
        if trial.number % 2:
            nursery().run(f"{_HERE}:upgrade", path, 0, kill_after=dice.random() * 0.25)
            what = "killed"
        else:
            number = 1 + trial.number // 2 * step % statements
            outcome = nursery().run(f"{_HERE}:upgrade", path, number)
            what = f"statement {number} of {statements}"
            trial.expect(not outcome.error, f"{what}: {outcome.error}")
        trial.count("~killed" if what == "killed" else "~failing statements")
        _judge(trial, path, old, expected, what)


def _upgraded(folder: Path, old: bytes) -> str:
    """What the old plan says once it is of this version."""
    os.environ["PERIPLE_DATA"] = str(folder / "first")
    path = folder / "first.periple"
    path.write_bytes(old)
    with reopened(path) as plan:
        return to_json(plan)


def _judge(trial: Trial, path: Path, old: bytes, expected: str, what: str) -> None:
    is_old = path.read_bytes() == old
    trial.count("wholly old" if is_old else "wholly new")
    left = [name for name in os.listdir(path.parent) if name != path.name]
    trial.expect(all(map(_LEFT.fullmatch, left)), f"{what}: left behind: {left}")
    if trial.is_in_suite and is_old and not left:
        return  # the very file that was opened at the beginning
    try:
        trial.expect(is_old or check_header(path, SCHEMA_VERSION) == SCHEMA_VERSION, f"{what}: something in between")
        with reopened(path) as plan:
            trial.expect(to_json(plan) == expected, f"{what}: other rows")
            trial.expect(not plan.is_read_only, f"{what}: it is locked")
    except StorageError as error:
        trial.lose(f"{what}: it does not open any more: {error} {getattr(error, 'finding', '')}")


def careless(trial: Trial, folder: Path) -> None:
    """A program that changes the file in place, each statement on its own."""
    path = folder / "plan"
    for dice in trial:
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path)
        connection.executescript("CREATE TABLE one (a); PRAGMA user_version = 1")
        steps = ["ALTER TABLE one ADD COLUMN b", "CREATE TABLE two (a)", "DROP TABLE one", "PRAGMA user_version = 2"]
        for statement in steps[: dice.randrange(len(steps))]:  # then it fails
            connection.execute(statement)
        connection.rollback()
        names = [row[0] for row in connection.execute("SELECT sql FROM sqlite_schema")]
        connection.close()
        trial.expect(names == ["CREATE TABLE one (a)"], "something in between")


CAMPAIGN = Campaign(
    "T14",
    "a plan of a former version",
    play,
    goal=1000,
    in_suite=40,
    controls=[Control("a program that changes the file in place", careless)],
)
