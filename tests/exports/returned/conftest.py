"""A plan, the workbook exported from it, and what a client may have done to that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exports.client_columns import ACTIONS
from exports.returned import Comparison, Returned, RowDifference, Side, accept, compare, read_returned, resolved
from exports.returned.reading import ReturnedRow
from exports.workbook import write_workbook
from journey.model import Lane, Stage, Touchpoint
from storage.base import Base
from storage.document import Document
from strategy.model import Action
from strategy.operations.merging import MergeOutcome
from strategy.plan_file import create_from_rows, sample_rows
from strategy.snapshot import Snapshot

RETURNING = ("actions", "follow_up")
"""The sheets that the client fills in: the others say nothing to a merge, and take long to read."""


class Exchange:
    """A consultant with a plan, and the client who works in its workbook."""

    def __init__(self, plan: Document, path: Path) -> None:
        self.plan, self.path = plan, path
        self._sent = read_returned(path)
        self.client = self._sent

    def reset(self) -> None:
        """Everything as exported."""
        while self.plan.undo():
            pass
        self.client = self._sent

    def writes(self, code: str, **cells: Any) -> None:
        """The client fills in cells of an action, by the keys of their columns."""
        uid = self.uid(code)
        self.rewrites(lambda row: replace(row, cells={**row.cells, **cells}) if row.uid == uid else row)

    def rewrites(self, change: Callable[[ReturnedRow], ReturnedRow | None]) -> None:
        """The client goes through the actions; None deletes one."""
        changed = [change(row) for row in self.rows]
        self.puts([row for row in changed if row is not None])

    def puts(self, rows: list[ReturnedRow]) -> None:
        """The client leaves the actions so."""
        tables = (
            replace(each, rows=tuple(rows)) if each.exported.name == ACTIONS else each for each in self.client.tables
        )
        self.client = replace(self.client, tables=tuple(tables))

    def adds(self, uid: str = "", **cells: Any) -> None:
        """The client adds a row, with the hidden id of another one or none."""
        blank = dict.fromkeys(self.rows[0].cells, "")
        self.puts([*self.rows, ReturnedRow(self.rows[-1].line + 1, uid, {**blank, **cells})])

    @property
    def rows(self) -> tuple[ReturnedRow, ...]:
        return next(each.rows for each in self.client.tables if each.exported.name == ACTIONS)

    @property
    def returned(self) -> Returned:
        return self.client

    def uid(self, code: str) -> str:
        exported = self.client.contract.tables[ACTIONS].rows
        return next(uid for uid, row in exported.items() if row.code == code)

    def action(self, code: str) -> Action:
        found = self.plan.get(Action, self.uid(code))
        assert found
        return found

    def compared(self) -> Comparison:
        return compare(Snapshot.of(self.plan), self.client)

    def row(self, code: str) -> RowDifference:
        return next(row for row in self.compared().rows if row.uid == self.uid(code))

    def states(self, code: str) -> dict[str, str]:
        """State of each cell of an action that differs."""
        return {cell.column.key: cell.state.value for cell in self.row(code).cells}

    def merges(self, side: Side = Side.CLIENT) -> MergeOutcome:
        found = self.compared()
        return accept(self.plan, found, resolved(found, side))


def without_drawings(rows: list[Base]) -> list[Base]:
    """The rows without what journeys consist of: half of a plan, and nothing to a merge."""
    gone = {row.id for row in rows if isinstance(row, Touchpoint | Stage | Lane)}
    while hanging := {row.id for row in rows if row.id not in gone and gone & {*_texts(row)}}:
        gone |= hanging
    return [row for row in rows if row.id not in gone]


def _texts(row: Base) -> list[str]:
    return [value for name in row.__columns__ if isinstance(value := getattr(row, name), str)]


@pytest.fixture(scope="module")
def _exchange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    folder = tmp_path_factory.mktemp("returned")
    plan = create_from_rows(folder / "plan.periple", without_drawings(sample_rows("saas", "en")))
    path = folder / "plan.xlsx"
    write_workbook(Snapshot.of(plan), path, "fr", sheets=RETURNING)
    yield Exchange(plan, path)
    plan.close()


@pytest.fixture
def exchange(_exchange: Exchange) -> Iterator[Exchange]:
    yield _exchange
    _exchange.reset()
