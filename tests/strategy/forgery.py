"""Plans changed behind the program's back, as anybody can do with a file, and how they are refused."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from storage import hashing
from storage.errors import DamagedPlan
from strategy.plan_file import open_plan


def rewrite(path: Path, *statements: str, **values: object) -> None:
    """Changes a plan behind our back, and makes its state hash right again as a forger can."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement, values)
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'head'").fetchall()
        rows = ((kind, row) for (kind,) in tables for row in connection.execute(f'SELECT * FROM "{kind}"'))
        state = hashing.total(hashing.row_hash(kind, row) for kind, row in rows)
        connection.execute("UPDATE head SET state = ?", (hashing.as_text(state),))


def refused(path: Path) -> DamagedPlan:
    """The refusal of a plan, after making sure that nothing in its folder changed."""

    def folder() -> dict[str, tuple[bytes, int]]:
        return {item.name: (item.read_bytes(), item.stat().st_mtime_ns) for item in path.parent.iterdir()}

    before = folder()
    with pytest.raises(DamagedPlan) as caught:
        open_plan(path).close()
    assert folder() == before
    return caught.value
