"""T9: plans made to harm are refused soon, nothing in their folder changes, and no other file is touched.

A grammar makes them: statements that change what a plan is made of, behind our back; proofs and state hash are made
right again as a forger can. Some come with a file beside them, such as a journal that asks SQLite to delete a file of
the user. First each sort of statement and of file once.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.campaigns.nursery import nursery
from tests.campaigns.trial import Campaign, Control, Trial
from tests.campaigns.working import Copies
from tests.strategy.forgery import make_right

_MOST_SECONDS = 3.0
_TOGETHER = 15
_LOOKS = 3000
_MANY = 300
"""Rounds, of which some make a plan that another Périple might have written."""
_ACCEPTED = "accepted, with our objects and values"
_Objects = set[tuple[object, ...]]
_LOOK = "tests.campaigns.t04_damage:look"
Statement = Callable[[Random, str, str], str]
"""A statement about a table and one of its columns."""

_BODIES = (
    "DELETE FROM plan",
    "UPDATE head SET seq = seq + 1",
    "SELECT load_extension('x')",
    "INSERT INTO tool SELECT * FROM tool",
    "SELECT (WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT count(*) FROM r)",
)
_VALUES = (
    "zeroblob(10)", "CAST(zeroblob(2000000) AS TEXT)", "9e999", "x'ff41'", "'../../x'", "'[1,'", "-1", "NULL", "2",
    "1e308", "CAST(x'ff41' AS TEXT)", "'9999-12-31'", "hex(zeroblob(30000000))",
)  # fmt: skip
_MODULES = ("fts5(a)", "rtree(a, b, c)")
_REWRITES = (
    ("ON DELETE CASCADE", ""), ("NOT NULL", ""), ("TEXT", "BLOB"), ("TEXT", "ANY"), ("CREATE TABLE", "CREATE  TABLE"),
    ("PRIMARY KEY (id)", "PRIMARY KEY (id) ON CONFLICT REPLACE"), ("\n)", "\n) WITHOUT ROWID"), (")", ") /* */"),
    ("TEXT", "TEXT DEFAULT (hex(zeroblob(100000000)))"), ("TEXT", "TEXT CHECK (load_extension('x'))"),
    ("TEXT", "TEXT COLLATE NOCASE"), ("TEXT", "TEXT GENERATED ALWAYS AS (1)"),
)  # fmt: skip


def _rewritten(dice: Random, table: str, _column: str) -> str:
    old, new = dice.choice(_REWRITES)
    quoted = [each.replace("'", "''") for each in (old, new)]
    return f"UPDATE sqlite_schema SET sql = replace(sql, '{quoted[0]}', '{quoted[1]}') WHERE name = '{table}'"


def _trigger(dice: Random, table: str, _column: str) -> str:
    moment, event = dice.choice(["BEFORE", "AFTER"]), dice.choice(["INSERT", "UPDATE", "DELETE"])
    on = dice.choice([table, "head"])
    return f"CREATE TRIGGER t{dice.randrange(999)} {moment} {event} ON {on} BEGIN {dice.choice(_BODIES)}; END"


def _view(dice: Random, table: str, _column: str) -> str:
    endless = "WITH RECURSIVE r(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM r) SELECT t.* FROM was t, r"
    return f"ALTER TABLE {table} RENAME TO was ;; CREATE VIEW {table} AS {dice.choice([endless, 'SELECT * FROM was'])}"


STATEMENTS: dict[str, Statement] = {
    "trigger": _trigger,
    "view for a table": _view,
    "view": lambda dice, table, column: f"CREATE VIEW v AS SELECT {column} FROM {table}",
    "index": lambda dice, table, column: f"CREATE {dice.choice(['', 'UNIQUE '])}INDEX i ON {table} ({column})",
    "index of an expression": lambda dice, table, column: f"CREATE INDEX i ON {table} (length({column}))",
    "table": lambda dice, table, column: f"CREATE TABLE '{dice.choice(['../x', 'x', 'Head', 'sqlite', ' '])}' (a)",
    "many tables": lambda dice, table, column: " ;; ".join(f"CREATE TABLE x{each} (a)" for each in range(400)),
    "virtual table": lambda dice, table, column: f"CREATE VIRTUAL TABLE f USING {dice.choice(_MODULES)}",
    "computed column": lambda dice, table, column: f"ALTER TABLE {table} ADD COLUMN more AS (length({column}))",
    "column": lambda dice, table, column: f"ALTER TABLE {table} ADD COLUMN more TEXT",
    "other name": lambda dice, table, column: f"ALTER TABLE {table} RENAME COLUMN {column} TO other",
    "no table": lambda dice, table, column: f"DROP TABLE {table}",
    "rewritten schema": _rewritten,
    "no schema": lambda dice, table, column: f"UPDATE sqlite_schema SET sql = NULL WHERE name = '{table}'",
    "nonsense": lambda dice, table, column: f"UPDATE sqlite_schema SET sql = 'create tabel' WHERE name = '{table}'",
    "another's pages": lambda dice, table, column: (
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'head') "
        f"WHERE name = '{table}'"
    ),
    "beyond the file": lambda dice, table, column: f"UPDATE sqlite_schema SET rootpage = 99999 WHERE name = '{table}'",
    "another type": lambda dice, table, column: f"UPDATE sqlite_schema SET type = 'view' WHERE name = '{table}'",
    "value": lambda dice, table, column: (
        f"UPDATE {table} SET {column} = {dice.choice(_VALUES)} WHERE rowid IN (SELECT rowid FROM {table} LIMIT 3)"
    ),
    "head": lambda dice, table, column: dice.choice(
        ["DELETE FROM head", *(f"UPDATE head SET {each}" for each in ("plan_id = '../../x'", "seq = -1", "seq = 'x'"))]
    ),
    "two heads": lambda dice, table, column: f"INSERT INTO head VALUES ('{'a' * 32}', 1, '{'0' * 32}')",
    "header": lambda dice, table, column: dice.choice(
        [
            f"PRAGMA {each}"
            for each in ("user_version = 99", "user_version = 0", "application_id = 1", "journal_mode = WAL")
        ]
    ),
    "dangling": lambda dice, table, column: f"UPDATE {table} SET id = 'gone' WHERE rowid = 1",
}


def _forge(path: Path, dice: Random, first: str) -> list[str]:
    """Changes a plan by one to three statements; their sorts, as far as SQLite took them.

    `first` is the sort of the first, or empty for any; nothing is taken without it.
    """
    taken: list[str] = []
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = 0")
        looks = iter(range(_LOOKS))  # a trigger without end is there to stop the program, not the forger
        connection.set_progress_handler(lambda: next(looks, None) is None, 10_000)
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        connection.execute("PRAGMA writable_schema = 1")
        for number in range(dice.randint(1, 3)):
            sort, table = dice.choice(sorted(STATEMENTS)), dice.choice(tables)
            if number == 0 and first:
                sort = first
            with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
                column = dice.choice([row[1] for row in connection.execute(f"PRAGMA table_info({table})")] or ["id"])
                for each in STATEMENTS[sort](dice, table, column).split(" ;; "):
                    connection.execute(each)
                taken.append(sort)
        if dice.random() < 0.7:
            with contextlib.suppress(sqlite3.Error, UnicodeDecodeError, ValueError):
                make_right(connection)
    return taken if first in ("", *taken) else []


def _hostile_journal(plan: Path, victim: Path) -> None:
    """A journal as SQLite obeys it, which names a file to delete when it has been rolled back."""
    page = plan.read_bytes()[:4096]
    head = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", 1, 0, plan.stat().st_size // 4096, 512, 4096)
    checksum = sum(page[index] for index in range(4096 - 200, 0, -200)) & 0xFFFFFFFF
    name = str(victim).encode()
    tail = struct.pack(">I", 0x40000000 // 4096 + 1) + name
    tail += struct.pack(">II", len(name), sum(name) & 0xFFFFFFFF) + bytes.fromhex("d9d505f920a163d7")
    record = struct.pack(">I", 1) + page + struct.pack(">I", checksum)
    plan.with_name(plan.name + "-journal").write_bytes(head.ljust(512, b"\0") + record + tail)


SIDECARS: dict[str, Callable[[Path, Path], object]] = {
    "journal": _hostile_journal,
    "journal that is a link": lambda plan, victim: plan.with_name(plan.name + "-journal").symlink_to(victim),
    "write-ahead log": lambda plan, _victim: plan.with_name(plan.name + "-wal").write_bytes(b"7\x7f\x06\x82" * 4096),
    "shared memory": lambda plan, _victim: plan.with_name(plan.name + "-shm").write_bytes(bytes(32768)),
}
"""Files beside a plan, given the plan and a file of the user."""
_SORTS = [*sorted(STATEMENTS), *SIDECARS]


def _objects(path: Path) -> _Objects | None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        try:
            return set(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))
        except (sqlite3.Error, UnicodeDecodeError):
            return None


def _received(trial: Trial, folder: Path, sound: bytes, dice: Random) -> tuple[Path, Path, list[str]]:
    """A forged plan in a folder of its own, beside a letter that it may be after."""
    path = folder / str(trial.number) / "received.periple"
    path.parent.mkdir()
    victim = folder / f"letter {trial.number}.txt"
    victim.write_text("to a client")
    sort = _SORTS[trial.number] if trial.number < len(_SORTS) else ""
    taken: list[str] = []
    while not taken:
        path.write_bytes(sound)
        taken = _forge(path, dice, sort if sort in STATEMENTS else "")
    for left in path.parent.iterdir():
        if left != path:
            left.unlink()
    if sort in SIDECARS or (not sort and dice.random() < 0.15):
        taken.append(sort or dice.choice(list(SIDECARS)))
        SIDECARS[taken[-1]](path, victim)
    return path, victim, taken


@dataclass
class _Forged:
    """A forged plan that waits to be opened."""

    number: int
    path: Path
    victim: Path
    taken: list[str]
    before: dict[str, bytes]


def play(trial: Trial, folder: Path) -> None:
    sound = Copies(folder).path.read_bytes()
    (folder / "sound.periple").write_bytes(sound)
    ours = _objects(folder / "sound.periple")
    batch: list[_Forged] = []
    for dice in trial:
        path, victim, taken = _received(trial, folder, sound, dice)
        batch.append(_Forged(trial.number, path, victim, taken, _contents(path.parent)))
        if len(batch) == _TOGETHER:
            _open_all(trial, batch, ours)
    _open_all(trial, batch, ours)
    is_deep = trial.played < _MANY or trial.counts[_ACCEPTED] > 0
    trial.expect(is_deep, "all were refused for their proofs alone: the forger is too weak")


def _contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


def _open_all(trial: Trial, batch: list[_Forged], ours: _Objects | None) -> None:
    told = nursery().tell_each(_LOOK, [forged.path for forged in batch], patience=60)
    for forged, (line, outcome) in zip(batch, told, strict=True):
        trial.number = forged.number
        for sort in forged.taken:
            trial.count(f"~{sort}")
        if line:
            _judge(trial, forged, line, ours)
            trial.measure("megabytes", outcome.megabytes)
        else:
            trial.lose(f"{', '.join(forged.taken)}: {outcome.error or 'it hung or crashed'}")
        shutil.rmtree(forged.path.parent)
    batch.clear()


def _judge(trial: Trial, forged: _Forged, line: str, ours: _Objects | None) -> None:
    what = ", ".join(forged.taken)
    seconds, _, verdict = line.partition(" ")
    is_refused = verdict.startswith("refused")
    trial.count("refused" if is_refused else _ACCEPTED)
    trial.expect(is_refused or _objects(forged.path) == ours, f"{what}: accepted")
    is_alone = not SIDECARS.keys() & set(forged.taken)
    trial.expect(is_refused or is_alone, f"{what}: a file of somebody else beside the plan was obeyed")
    is_untouched = forged.before == _contents(forged.path.parent)
    trial.expect(not is_refused or is_untouched, f"{what}: something in the folder changed")
    trial.expect(forged.victim.exists(), f"{what}: a file of the user is gone")
    trial.expect(float(seconds) < _MOST_SECONDS, f"{what}: {seconds} s")
    trial.measure("seconds", float(seconds))


def trusting(trial: Trial, folder: Path) -> None:
    """A program that opens what it is given."""
    sound = Copies(folder).path.read_bytes()
    for dice in trial:
        path, victim, taken = _received(trial, folder, sound, dice)
        if "journal" not in taken:
            continue
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path)) as connection:
            connection.execute("SELECT count(*) FROM head").fetchone()
        trial.expect(victim.exists(), "journal: a file of the user is gone")


def without_gate(trial: Trial, folder: Path) -> None:
    """A program that asks SQLite whether the file is sound."""
    sound = Copies(folder).path.read_bytes()
    (folder / "sound.periple").write_bytes(sound)
    ours = _objects(folder / "sound.periple")
    for dice in trial:
        path, _victim, taken = _received(trial, folder, sound, dice)
        for suffix in ("-journal", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        if "virtual table" in taken or _objects(path) == ours:
            continue
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path)) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                trial.lose(f"{', '.join(taken)}: accepted")


CAMPAIGN = Campaign(
    "T9",
    "plans made to harm",
    play,
    goal=2000,
    in_suite=len(_SORTS) + 12,
    controls=[
        Control("a program that lets SQLite roll back", trusting, rounds=100),
        Control("a program without a gate", without_gate, rounds=20),
    ],
)
