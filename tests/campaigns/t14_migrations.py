"""T14: bringing an old plan to this version fails at any statement, or is killed: it is wholly old or wholly new."""

from __future__ import annotations

import functools
import os
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

from storage import database, migrations
from storage.database import PlanConnection
from storage.errors import StorageError
from storage.gate import check_header
from storage.schema import SCHEMA_VERSION
from strategy.plan_file import to_json
from tests.campaigns.nursery import nursery
from tests.campaigns.trial import Campaign, Control, Trial
from tests.campaigns.working import reopened

_HERE = "tests.campaigns.t14_migrations"
_FILES = Path(__file__).parents[1] / "files"
_MOST_STATEMENTS = 700
"""Of a migration: so many rounds of the suite are kept for them."""
_SWITCH = "PRAGMA query_only"
"""Begins a statement that sets a switch in memory and reaches no disk that could refuse it."""
_TOGETHER, _KILLS_IN_SUITE = 25, 20
_SHARE_KILLED, _LONGEST_WAIT = 0.6, 0.25
_LEFT = re.compile(r"\.~[0-9a-f]{12}\.part(-journal)?|.*\.lock|.*-journal")


class _Failing(sqlite3.Connection):
    """A connection of which one statement fails, counted over all connections of the process."""

    statements = 0
    fails_at = 0

    def _next(self, statement: str = "") -> None:
        if statement.startswith(_SWITCH):
            return
        _Failing.statements += 1
        if _Failing.statements == _Failing.fails_at:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_WRITE"
            raise error

    def execute(self, *arguments: Any) -> sqlite3.Cursor:  # Any: as sqlite3 has it
        self._next(arguments[0])
        return super().execute(*arguments)

    def executemany(self, *arguments: Any) -> sqlite3.Cursor:  # Any: as sqlite3 has it
        self._next()
        return super().executemany(*arguments)

    def executescript(self, script: str) -> sqlite3.Cursor:
        self._next()
        return super().executescript(script)

    def backup(self, *arguments: Any, **options: Any) -> None:  # Any: as sqlite3 has it
        self._next()
        super().backup(*arguments, **options)


class _FailingPlan(_Failing, PlanConnection):
    """The same of those that the program opens plans with."""


def upgrade(path: str, fails_at: int) -> None:
    """Opens an old plan, of whose statements one fails; tells how many there were, and what came of it."""
    _let_fail(fails_at)
    print("begin", flush=True)
    print(_opened(Path(path)), flush=True)


def count(path: str) -> None:
    """Tells how many statements the migration of a plan takes, and how many with its opening."""
    migrate, counted = migrations.migrate, list[int]()

    def counting(*arguments: Any, **options: Any) -> None:  # Any: as the other has it
        migrate(*arguments, **options)
        counted.append(_Failing.statements)

    migrations.migrate = counting
    _let_fail(0)
    reopened(Path(path)).close()
    print(*counted, _Failing.statements, flush=True)


def upgrade_each(*paths: str) -> None:
    """The same of each plan, of which that statement fails whose number its folder has."""
    for path in map(Path, paths):
        os.environ["PERIPLE_DATA"] = str(path.parents[1] / "data")
        _let_fail(int(path.parent.name))
        print(_opened(path), flush=True)


def _let_fail(number: int) -> None:
    if database.PlanConnection is PlanConnection:
        database.PlanConnection = _FailingPlan  # type: ignore[misc]  # in this child only
        sqlite3.connect = functools.partial(sqlite3.connect, factory=_Failing)  # type: ignore[assignment]  # in this child only
    _Failing.statements, _Failing.fails_at = 0, number


def _opened(path: Path) -> str:
    try:
        reopened(path).close()
    except StorageError as error:
        return f"{_Failing.statements} refused {type(error).__name__}"
    return f"{_Failing.statements} opened"


def play(trial: Trial, folder: Path) -> None:
    """First each statement fails once, in the suite those of the migration; then it is killed, or any of them fails."""
    old = (_FILES / "version-1.periple").read_bytes()
    expected = _upgraded(folder, old)
    statements = _statements(trial, folder, old)
    is_room = statements <= _MOST_STATEMENTS or not trial.is_in_suite
    trial.expect(is_room, f"{statements} statements: the suite needs more rounds")
    batch: dict[Path, int] = {}
    for dice in trial:
        is_killed = trial.number >= statements and (trial.is_in_suite or dice.random() < _SHARE_KILLED)
        fails_at = 1 + (trial.number if trial.number < statements else dice.randrange(statements))
        own = folder / str(trial.number) / str(fails_at)
        own.mkdir(parents=True)
        path = own / "shop.periple"
        path.write_bytes(old)
        if not is_killed:
            batch[path] = trial.number
            if len(batch) == _TOGETHER:
                _let_each_fail(trial, batch, old, expected)
            continue
        os.environ["PERIPLE_DATA"] = str(path.parents[1] / "data")
        outcome = nursery().run(f"{_HERE}:upgrade", path, 0, kill_after=dice.random() * _LONGEST_WAIT)
        trial.expect(not outcome.error, f"killed: {outcome.error}")
        trial.count("~killed")
        _judge(trial, path, old, expected, "killed")
        shutil.rmtree(path.parents[1])
    _let_each_fail(trial, batch, old, expected)


def _statements(trial: Trial, folder: Path, old: bytes) -> int:
    """How many of them are to fail."""
    path = folder / "counted" / "shop.periple"
    path.parent.mkdir(parents=True)
    path.write_bytes(old)
    of_migration, in_all = nursery().run(f"{_HERE}:count", path).lines[-1].split()
    return int(of_migration if trial.is_in_suite else in_all)


def _let_each_fail(trial: Trial, batch: dict[Path, int], old: bytes, expected: str) -> None:
    told = nursery().tell_each(f"{_HERE}:upgrade_each", list(batch), patience=60)
    for (path, number), (line, outcome) in zip(batch.items(), told, strict=True):
        trial.number = number
        what = f"statement {path.parent.name}"
        trial.expect(bool(line), f"{what}: {outcome.error or 'it hung or crashed'}")
        is_met = bool(line) and int(line.split()[0]) >= int(path.parent.name)
        trial.expect(is_met, f"{what} was never reached: {line}")
        trial.count("~failing statements")
        os.environ["PERIPLE_DATA"] = str(path.parents[1] / "data")
        _judge(trial, path, old, expected, what)
        shutil.rmtree(path.parents[1])
    batch.clear()


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
    goal=1800,
    in_suite=_MOST_STATEMENTS + _KILLS_IN_SUITE,
    parts_in_suite=4,
    controls=[Control("a program that changes the file in place", careless)],
)
