"""Carries out gestures on a plan file: one transaction each, recorded, counted and hashed."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from resources.i18n import N_
from storage import hashing, proofs
from storage.changes import StoredChange
from storage.errors import ChangedElsewhere, DamagedPlan, PeripleError, PlanError, PlanMoved, Protected, storage_error
from storage.gate import Head, read_head
from storage.opening import OpenFile
from storage.recorder import Recorder, replay
from storage.schema import LONGEST_TEXT, Schema
from storage.session import PlanSession

AboutToCommit = Callable[[tuple[StoredChange, ...], Head], object]

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Gesture:
    """A transaction in progress; `changes` is filled when it has been committed."""

    changes: tuple[StoredChange, ...] = ()


class Writer:
    """The writing side of an open plan."""

    def __init__(self, file: OpenFile, schema: Schema, session: PlanSession, recorder: Recorder) -> None:
        self._file = file
        self._schema = schema
        self._session = session
        self._recorder = recorder
        # Else a large gesture writes into the file before its end, and nobody can read there what was before.
        file.connection.execute("PRAGMA cache_spill = 0")
        self.head = file.head
        self.commit_seconds = 0.0
        """What the disk took for the last change."""

    @contextlib.contextmanager
    def gesture(
        self,
        expected: Iterable[StoredChange] | None = None,
        about_to_commit: AboutToCommit = lambda _changes, _head: None,
    ) -> Iterator[Gesture]:
        """One transaction around the block, committed at its end if any row changed, taken back if anything is raised.

        `expected`, if given, is what must have changed, to the value. `about_to_commit` is told the changes and the
        head that they lead to, and may still read from the disk what was before.
        """
        gesture = Gesture()
        try:
            self._begin()
            yield gesture
            gesture.changes = self._finish(expected, about_to_commit)
        except BaseException as error:
            self._cancel()
            known = self._told(error)
            if known is not None:
                raise self._where_it_lies(known) from error
            raise

    @contextlib.contextmanager
    def part(self) -> Iterator[None]:
        """A gesture within the one in progress: if it fails, it alone is taken back, should the outer one go on."""
        savepoint = self._session.begin_nested()
        try:
            yield
            self._session.flush()
        except BaseException:
            # Where the disk refused, SQLite has taken the whole gesture back: there is no savepoint any more.
            with contextlib.suppress(SQLAlchemyError):
                savepoint.rollback()
                # Objects may have been read while the part had changed their rows.
                self._session.reload()
            raise
        savepoint.commit()

    def replay(self, changes: Iterable[StoredChange]) -> None:
        """Writes the `new` side of each change, within a gesture."""
        replay(self._file.connection, self._schema, changes)

    def rewrite_file(self) -> None:
        """Writes the file anew from its rows, so that nothing else is left in it. Raises StorageError."""
        try:
            self._begin()
            self._session.drop_gesture()
            self._session.vacuum()
        except Exception as error:
            known = storage_error(error, self._file.path.name)
            if known is not None:
                raise self._where_it_lies(known) from error
            raise

    def _begin(self) -> None:
        self._session.begin_gesture()
        try:
            found = read_head(self._file.connection)
        except (sqlite3.Error, TypeError, ValueError) as error:
            if isinstance(error, sqlite3.Error) and storage_error(error, ""):
                raise
            # Another program has emptied the file, or written something else into it.
            raise DamagedPlan(self._file.path.name, "its head is gone", self.head.plan_id) from error
        if found != self.head:
            raise ChangedElsewhere

    def _finish(
        self, expected: Iterable[StoredChange] | None, about_to_commit: AboutToCommit
    ) -> tuple[StoredChange, ...]:  # fmt: skip
        self._session.flush()
        touched = self._recorder.touched()
        changes = tuple(change for change in touched if not change.is_nothing)
        if expected is not None and set(changes) != set(expected):
            raise RuntimeError("the rows did not become what they were to become")
        self._session.refresh_rows(touched)
        if changes:
            self._check(changes)
            self._commit(changes, about_to_commit)
        else:
            self._session.drop_gesture()
        self._session.forget_rows(touched)
        return changes

    def _check(self, changes: tuple[StoredChange, ...]) -> None:
        """Nothing is written that the gate would refuse when the plan is opened again."""
        for change in changes:
            if any(isinstance(value, str) and len(value) > LONGEST_TEXT for value in change.new or ()):
                raise PlanError(N_("A text is too long to be kept (more than {count} characters)."), count=LONGEST_TEXT)
            finding = self._schema.finding(change)
            if finding:
                raise TypeError(finding)

    def _commit(self, changes: tuple[StoredChange, ...], about_to_commit: AboutToCommit) -> None:
        state = proofs.note(self._file.connection, changes, self.head.state)
        head = self.head._replace(seq=self.head.seq + 1, state=state)
        self._file.connection.execute("UPDATE head SET seq = ?, state = ?", (head.seq, hashing.as_text(state)))
        self._recorder.clear()
        about_to_commit(changes, head)
        begun = time.monotonic()
        try:
            self._session.commit_gesture()
        except SQLAlchemyError:
            self._cancel()
            if not self._is_at(head):
                raise
            # All was written and synchronised; only the last wait, for the emptied journal, was refused.
            _log.warning("the disk did not confirm a change that it has", exc_info=True)
        self.commit_seconds = time.monotonic() - begun
        self.head = head

    def _told(self, error: BaseException | None) -> PeripleError | None:
        """What an error says about the file; SQLAlchemy may have met another while it cleared up after the first."""
        name = self._file.path.name
        while isinstance(error, (SQLAlchemyError, sqlite3.Error)):
            known = storage_error(error, name)
            if known is not None:
                return known
            error = error.__context__
        return None

    def _where_it_lies(self, error: PeripleError) -> PeripleError:
        """What became of a file that is not in its place any more, rather than what SQLite met there."""
        is_away = isinstance(error, PlanMoved) or (isinstance(error, Protected) and not self._file.is_in_place)
        return self._file.gone() if is_away else error

    def _is_at(self, head: Head) -> bool:
        try:
            return read_head(self._file.connection) == head
        except sqlite3.Error:
            return False

    def _cancel(self) -> None:
        try:
            self._session.cancel_gesture()
        except SQLAlchemyError:
            # The file is out of reach: objects stay unread, and the first error says more than this one.
            _log.warning("could not read the plan again after a gesture failed", exc_info=True)
