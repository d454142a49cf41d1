"""Whatever is done to a plan, everything that shows it agrees, and undo finds the way back."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

import strategy.model  # noqa: F401  (maps every table of a plan)
from storage import hashing
from storage.base import Base
from storage.changes import ChangeSet
from storage.document import Document
from storage.history import DEPTH
from storage.schema import schema_of
from tests.storage.random_gestures import Changed, Hand
from tests.storage.small import stored

Rows = dict[tuple[str, str], dict[str, Any]]
Stored = dict[str, list[tuple[Any, ...]]]
SEEDS = st.integers(0, 2**32)
GESTURES = int(os.environ.get("PERIPLE_GESTURES", "300"))
STEPS = 50 if GESTURES < 2000 else 200


class PlanWalk(RuleBasedStateMachine):
    """A walk through gestures, failures, undo, redo and reopening, over all mapped classes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.kinds = schema_of(Base).kinds
        self.open(Document.create(Path(self.folder.name) / "walk.periple"))
        self.first = stored(self.document)

    def open(self, document: Document) -> None:
        self.document = document
        self.mirror = self.rows()
        self.held: list[Base] = []
        document.subscribe(self.hear)

    def hear(self, notice: ChangeSet) -> None:
        """Keeps a mirror of the plan from the notices alone."""
        for row in notice.rows:
            assert self.mirror.get((row.kind, row.id)) == row.old
            if row.new is None:
                del self.mirror[row.kind, row.id]
            else:
                self.mirror[row.kind, row.id] = dict(row.new)

    def rows(self) -> Rows:
        return self.by_id(stored(self.document))

    def by_id(self, found: Stored) -> Rows:
        return {
            (name, row[kind.id_index]): kind.values(row) or {}
            for name, kind in self.kinds.items()
            for row in found[name]
        }

    @rule(seed=SEEDS)
    def gesture(self, seed: int) -> None:
        self.hold(seed)
        Hand(self.document, Base, seed).gesture()

    @rule(seed=SEEDS)
    def more_gestures(self, seed: int) -> None:
        for number in range(3):
            Hand(self.document, Base, seed + number).gesture()

    @rule(seed=SEEDS)
    def failing_gesture(self, seed: int) -> None:
        before, step = stored(self.document), self.document.undo_step
        self.hold(seed)
        with contextlib.suppress(Changed):
            Hand(self.document, Base, seed).failing_gesture()
        assert stored(self.document) == before
        assert self.document.undo_step is step

    @rule()
    def undo(self) -> None:
        self.document.undo()

    @rule()
    def redo(self) -> None:
        self.document.redo()

    @rule()
    def reopen(self) -> None:
        """Undo and redo go on where they were."""
        before, steps = stored(self.document), (self.document.undo_step, self.document.redo_step)
        self.document.close()
        self.open(Document.open(self.document.path))
        assert stored(self.document) == before
        assert (self.document.undo_step, self.document.redo_step) == steps

    def hold(self, seed: int) -> None:
        """Loads some objects and keeps them, as an operation or a view might."""
        kinds = list(self.kinds.values())
        filled = {name for name, _ in self.mirror}
        self.held = [
            row for kind in kinds[seed % 3 :: 3] if kind.name in filled for row in self.document.all(kind.mapped)
        ]

    def loaded(self) -> list[Base]:
        return [row for row in self.document.session.identity_map.values() if isinstance(row, Base)]

    @invariant()
    def all_that_shows_the_plan_agrees(self) -> None:
        found = stored(self.document)
        self.live_objects_are_as_read_afresh(self.by_id(found))
        self.references_hold_and_the_hash_is_right(found)

    def live_objects_are_as_read_afresh(self, fresh: Rows) -> None:
        assert self.mirror == fresh
        for row in self.loaded():
            expected = fresh[row.__tablename__, row.id]
            assert {column: getattr(row, column) for column in expected} == expected

    def references_hold_and_the_hash_is_right(self, found: Stored) -> None:
        connection = self.document.session.connection()
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []
        state = hashing.total(hashing.row_hash(kind, row) for kind, rows in found.items() for row in rows)
        assert connection.exec_driver_sql("SELECT state FROM head").scalar() == hashing.as_text(state)

    def redo_all(self) -> None:
        while self.document.redo():
            pass

    def teardown(self) -> None:
        self.redo_all()
        last = stored(self.document)
        undone = sum(1 for _ in iter(self.document.undo, None))
        assert undone == DEPTH or stored(self.document) == self.first
        self.redo_all()
        assert stored(self.document) == last
        self.document.close()
        self.folder.cleanup()


@pytest.mark.soak
def test_random_gestures() -> None:
    walks = max(1, GESTURES // STEPS)
    run_state_machine_as_test(PlanWalk, settings=settings(max_examples=walks, stateful_step_count=STEPS))
