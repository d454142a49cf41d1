"""The one session of an open plan: it reads at any time and writes within a gesture only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine, create_engine, event, inspect, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.util import identity_key
from sqlalchemy.pool import StaticPool

from storage.base import Base
from storage.changes import StoredChange
from storage.database import MOMENT, PlanConnection
from storage.mapping import map_classes
from storage.schema import Schema

_IDS_PER_QUERY = 500
_MOMENT = int(MOMENT * 1000)
"""In milliseconds."""


class PlanSession(Session):
    """A session on one SQLite connection.

    Between gestures it is in autocommit and cannot write: SQLite itself refuses (`hold_back`), so no bulk statement
    slips past undo and the state hash. Within a gesture it is in one transaction, which only the document ends.
    Loaded objects are never expired by a gesture that succeeds: they are brought in line with the rows instead.
    """

    def __init__(self, connection: PlanConnection, schema: Schema) -> None:
        for kind in schema.kinds.values():
            map_classes(kind.mapped)
        super().__init__(_engine_on(connection), expire_on_commit=False)
        self._raw = connection
        self._schema = schema
        self.in_gesture = False
        event.listen(self, "before_flush", _refuse_outside_gesture)

    def begin_gesture(self) -> None:
        """Takes the file for writing. Raises RuntimeError if an object was changed outside a gesture."""
        super().commit()  # ends the nominal transaction of the reads since the last gesture: SQLite has none open
        self._raw.let_change()
        try:
            self._take_file()
        except BaseException:
            self._raw.hold_back()
            raise
        self.in_gesture = True

    def _take_file(self) -> None:
        """Waits for other programs as long as the connection says; after a moment, tells whoever watches."""
        (patience,) = self._raw.execute("PRAGMA busy_timeout").fetchone()
        try:
            self._raw.execute(f"PRAGMA busy_timeout = {min(patience, _MOMENT)}")
            try:
                self.connection().exec_driver_sql("BEGIN IMMEDIATE")
            except OperationalError as error:
                if patience <= _MOMENT or getattr(error.orig, "sqlite_errorname", "") != "SQLITE_BUSY":
                    raise
                if self._raw.waiting is not None:
                    self._raw.waiting()
                self._raw.execute(f"PRAGMA busy_timeout = {patience - _MOMENT}")
                self.connection().exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            self._raw.execute(f"PRAGMA busy_timeout = {patience}")

    def commit_gesture(self) -> None:
        """Commits; the gesture stays open if this raises."""
        super().commit()
        self._leave_gesture()

    def drop_gesture(self) -> None:
        """Ends a gesture that changed nothing in the end; objects keep the values that they were brought to."""
        self.connection().exec_driver_sql("ROLLBACK")
        super().commit()
        self._leave_gesture()

    def cancel_gesture(self) -> None:
        """Rolls back, and reads every loaded object again."""
        super().rollback()
        self._leave_gesture()
        self.reload()

    def vacuum(self) -> None:
        """Has SQLite write the whole file anew."""
        super().commit()
        self._raw.rewrite()

    def refresh_rows(self, changes: Iterable[StoredChange]) -> None:
        """Reads again the loaded objects that differ from their rows: cascades and bulk statements bypass them."""
        outdated: dict[str, list[str]] = defaultdict(list)
        for change in changes:
            found = self._loaded(change) if change.new is not None else None
            if found is not None and not self._is_up_to_date(found, change):
                outdated[change.kind].append(change.id)
        for kind, ids in outdated.items():
            mapped = self._schema.kinds[kind].mapped
            for start in range(0, len(ids), _IDS_PER_QUERY):
                wanted = select(mapped).where(mapped.id.in_(ids[start : start + _IDS_PER_QUERY]))
                self.scalars(wanted, execution_options={"populate_existing": True}).all()

    def forget_rows(self, changes: Iterable[StoredChange]) -> None:
        """Lets go of the loaded objects whose row is gone: a row that undo brings back is a new object."""
        for change in changes:
            found = self._loaded(change) if change.new is None else None
            if found is not None:
                self.expunge(found)

    def reload(self) -> None:
        """Reads every loaded object again, one query a kind, and lets go of those whose row is gone."""
        self.expire_all()
        for mapped in {type(row) for row in self.identity_map.values()}:
            self.scalars(select(mapped)).all()
        for row in self.identity_map.values():
            if inspect(row).expired:
                self.expunge(row)

    def commit(self) -> None:
        """Refused within a gesture: only its end commits."""
        self._refuse_within_gesture()
        super().commit()

    def rollback(self) -> None:
        """Refused within a gesture: raise an exception instead, it takes everything back."""
        self._refuse_within_gesture()
        super().rollback()

    def _loaded(self, change: StoredChange) -> Base | None:
        mapped = self._schema.kinds[change.kind].mapped
        found: Base | None = self.identity_map.get(identity_key(mapped, change.id))
        return found

    def _is_up_to_date(self, row: Base, change: StoredChange) -> bool:
        """Whether a loaded object has the values, and of the types, that reading its row would give it."""
        stored = self._schema.kinds[change.kind].values(change.new) or {}
        held = row.__dict__
        return all(column in held and _is_same(held[column], value) for column, value in stored.items())

    def _leave_gesture(self) -> None:
        self.in_gesture = False
        self._raw.hold_back()

    def _refuse_within_gesture(self) -> None:
        if self.in_gesture:
            raise RuntimeError("a gesture is committed at its end, and taken back by an exception")


def _engine_on(connection: PlanConnection) -> Engine:
    """An engine for one connection. All share a dialect, so that a statement is compiled once, not once a plan."""
    first = _first_engine()
    made: Any = connection  # Any: sqlite3 is typed more strictly than SQLAlchemy's protocol
    pool = StaticPool(lambda: made, dialect=first.dialect)
    options = {"compiled_cache": first._compiled_cache}
    return Engine(pool, first.dialect, first.url, execution_options=options, hide_parameters=first.hide_parameters)


@lru_cache(maxsize=1)
def _first_engine() -> Engine:
    """On no plan: it has the dialect, and what was compiled."""
    engine = create_engine("sqlite://", hide_parameters=True)  # errors go to a log, where no client text belongs
    engine.connect().close()  # the first connection tells the dialect what this SQLite can do
    engine.dispose()
    return engine


def _is_same(held: object, stored: object) -> bool:
    if isinstance(stored, list | dict):  # SQLAlchemy has types of its own for these; 1 is not True inside of them
        return repr(held) == repr(stored)
    return type(held) is type(stored) and held == stored


def _refuse_outside_gesture(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """Reports a mistake of ours once, and undoes it: every later read would meet it again."""
    if isinstance(session, PlanSession) and not session.in_gesture:
        changed = [*session.new, *session.dirty, *session.deleted]
        for row in changed:
            if row in session.new:
                session.expunge(row)
            else:
                session.expire(row)
        raise RuntimeError(f"changed outside a gesture: {changed}")
