"""One open plan: gestures, undo and redo, and one notice of each change to whoever subscribed."""

from __future__ import annotations

import contextlib
import datetime
import logging
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from resources.i18n import N_
from storage.base import Base
from storage.changes import ChangeSet, StoredChange, inverses
from storage.copies import OpenedVersion, save_copy
from storage.copyist import Copyist
from storage.errors import ReadOnlyPlan, RowGone, names_a_row_that_is_gone, writing
from storage.gate import Examination, Head
from storage.history import Step
from storage.lock import LockOwner
from storage.log_segment import Act, Record
from storage.notices import Notices, Subscriber
from storage.opening import OpenFile
from storage.past import Past
from storage.schema import Schema, schema_of

if TYPE_CHECKING:  # SQLAlchemy takes longer to import than a plan to open: it waits until it is needed
    from sqlalchemy.orm import Session

    from storage.session import PlanSession
    from storage.writer import AboutToCommit, Gesture, Writer

Row = TypeVar("Row", bound=Base)

_log = logging.getLogger(__name__)


class Document:
    """An open plan. It belongs to the thread that opened it; workers get snapshots.

    Read through `get`, `all` and `session` at any time; change rows within `transact` only. Keep ids rather than rows:
    a row that undo brings back is a new object.
    """

    def __init__(self, file: OpenFile, schema: Schema) -> None:
        """Use `Document.open` or `Document.create`."""
        self._file = file
        self._schema = schema
        self._session: PlanSession | None = None
        self._writer: Writer | None = None
        self._past = Past(file.head, schema, is_read_only=file.is_read_only)
        self._copyist = Copyist(file.path, schema)
        self._opened: OpenedVersion | None = None
        self._notices = Notices()
        self._is_closed = False
        self._saved_at = file.written_at

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        base: type[Base] = Base,
        examine: Examination | None = None,
        takes_over: bool = False,
    ) -> Self:
        """The plan in an existing file. Import the model before: its classes say what a plan may contain.

        If another window has the plan, it opens for reading only (`is_read_only`, `lock_owner`), unless `takes_over`:
        then the other window is told when it next changes something. Raises StorageError, and leaves the file as it
        was, for what is not a sound plan of this version or an older one, or in what `examine` finds a fault.
        """
        schema = schema_of(base)
        return cls(OpenFile.open(Path(path), schema, examine, takes_over=takes_over), schema)

    @classmethod
    def create(cls, path: str | Path, rows: Iterable[Base] = (), *, base: type[Base] = Base) -> Self:
        """A new plan in a new file; undo does not take back its rows. PlanError, and no file, if the disk refuses."""
        schema = schema_of(base)
        document = cls(OpenFile.create(Path(path), schema), schema)
        try:
            document._past.forget_steps()
            created = document._intention(Act.CREATE, "")
            with writing(document.path), document._writing().gesture(about_to_commit=created):
                document.session.add_all(rows)
            document._past.settle()
        except BaseException:
            document._past.remove()
            document._file.remove()
            raise
        document._opened = OpenedVersion(document._file.connection)
        return document

    @property
    def path(self) -> Path:
        """The plan's file, links followed."""
        return self._file.path

    @property
    def plan_id(self) -> str:
        """The same for all versions of a plan, wherever its file lies; a copy saved by the user has its own."""
        return self._file.head.plan_id

    @property
    def revision(self) -> int:
        """Rises by one with each gesture, undo or redo that changed the plan, even across sessions."""
        return self._writer.head.seq if self._writer else self._file.head.seq

    @property
    def is_read_only(self) -> bool:
        """Whether the plan can only be read here: another window has it, or its file is protected."""
        return self._file.is_read_only

    @property
    def lock_owner(self) -> LockOwner | None:
        """Who else has the plan, if that is why it is open for reading only."""
        return self._file.lock_owner

    @property
    def saved_at(self) -> datetime.datetime:
        """When the last change reached the disk, in UTC."""
        return self._saved_at

    @property
    def seconds_to_save(self) -> float:
        """How long the disk took for the last change."""
        return self._writer.commit_seconds if self._writer else 0.0

    @property
    def is_unsecured(self) -> bool:
        """Whether a copy or the log of this session could not be written. The plan itself is saved all the same."""
        return self._copyist.has_failed or self._past.is_broken

    def tell_waiting(self, waiting: Callable[[], None] | None) -> None:
        """Calls `waiting` while a gesture waits for the disk or for another program, once that takes 0.3 s.

        The gesture goes on: whoever is told may show it, but must not read or change the plan. None ends it.
        """
        self._file.connection.waiting = waiting

    @property
    def session(self) -> Session:
        """For reading; within a gesture, for changing too. Its first use loads SQLAlchemy and maps the classes."""
        return self._reading()

    @property
    def undo_step(self) -> Step | None:
        """What undo would take back, with its label and subject."""
        return self._past.undo_step

    @property
    def redo_step(self) -> Step | None:
        """What redo would do again."""
        return self._past.redo_step

    def get(self, mapped: type[Row], row_id: str | None) -> Row | None:
        """The row with this id, or None."""
        return None if row_id is None else self.session.get(mapped, row_id)

    def all(self, mapped: type[Row], **equals: Any) -> list[Row]:  # any: the column decides
        """The rows whose columns equal the given values, by position then id."""
        from sqlalchemy import select

        session, table = self.session, mapped.__table__
        order = [table.c[name] for name in ("position", "id") if name in table.c]
        return list(session.scalars(select(mapped).filter_by(**equals).order_by(*order)))

    def copies(self, mapped: type[Row]) -> list[Row]:
        """Copies of all rows of a class as they are now, in no order; no session knows them, nobody changes them.

        Read from the file without SQLAlchemy, so that a plan is on screen before it is loaded.
        """
        if self._session is not None:
            self._session.flush()  # what the gesture in progress has changed so far
        kind = self._schema.kinds[mapped.__tablename__]
        rows = self._file.connection.execute(f'SELECT * FROM main."{kind.name}"')
        return [mapped.detached(kind.python_values(row)) for row in rows]

    @contextlib.contextmanager
    def transact(
        self,
        label: str,
        merge_key: str | None = None,
        *,
        subject: str = "",
        initiator: object = None,
        is_import: bool = False,
    ) -> Generator[Session]:
        """One gesture around the block: one transaction, one undo step, one notice.

        `label` names it in the undo menu (a text to translate), `subject` is what it is about. Gestures that follow
        each other directly with the same `merge_key` are undone together. If the block raises, everything is taken
        back, and subscribers get a change set without rows. A gesture that changes nothing leaves no trace. Within
        another gesture it becomes a part of that one. Before a gesture that changes many rows or is an import, the plan
        as it was gets a verified copy.

        Raises ReadOnlyPlan, RowGone if a row refers to one that was deleted, or StorageError if the disk or another
        program is in the way. PlanMoved after the block means that the file is no longer at its place: save a copy.
        """
        if self._in_gesture:
            with self._writing().part():
                yield self.session
            return
        intend = self._intention(Act.DO, label, subject, merge_key)
        with self._gesture(label, subject, initiator, intend, is_import=is_import) as gesture:
            yield self.session
        if gesture.changes:
            self._tell(gesture.changes, label, subject, initiator)

    def undo(self, *, initiator: object = None) -> ChangeSet | None:
        """Takes the last step back; None if there is none."""
        step = self.undo_step
        return self._replay(step, inverses(step.changes), Act.UNDO, initiator) if step else None

    def redo(self, *, initiator: object = None) -> ChangeSet | None:
        """Does again what undo took back last; None if there is nothing."""
        step = self.redo_step
        return self._replay(step, step.changes, Act.REDO, initiator) if step else None

    def revert(self, *, initiator: object = None) -> ChangeSet | None:
        """Brings the plan back to the version that was opened or created, as a gesture that undo takes back.

        None if it is that version already.
        """
        opened = self._opened
        if opened is None:
            return None
        changes = tuple(opened.changes_back(self._file.connection, self._schema))
        if not changes:
            return None
        step = Step(N_("Revert to the opened version"), "", changes)
        return self._replay(step, changes, Act.DO, initiator)

    def later_gestures(self) -> tuple[Record, ...]:
        """What this computer saw done to the plan after the state of this file: an old file is in its place."""
        return self._past.later_gestures if self._writer is None else ()

    def catch_up(self, *, initiator: object = None) -> ChangeSet | None:
        """Does these gestures again, as one that undo takes back; None if there are none."""
        from storage.recovery import net_changes

        changes = net_changes(self.later_gestures())
        if not changes:
            return None
        return self._replay(Step(N_("Bring back the later work"), "", changes), changes, Act.DO, initiator)

    def save_copy(self, path: str | Path) -> None:
        """Writes the plan as it is now into another file, as a plan of its own, replacing what was there."""
        save_copy(self._file.connection, self.path, Path(path), self._schema)

    def back_up(self) -> Path | None:
        """A verified copy in the application folder; None if the last one has this revision already."""
        self._copyist.wait()
        if self._copyist.copied == self.revision:
            return None
        backup = self._copyist.copy_now(self._file.connection)
        self._past.copied()
        return backup

    def back_up_apart(self, *, if_due: bool = False) -> bool:
        """Begins a verified copy in the background, unless one is being made or the last one has this revision.

        With `if_due`, at most every half hour. Whether it began.
        """
        return not self.is_read_only and self._copyist.begin(self.revision, if_due=if_due)

    def cut_history(self) -> None:
        """Leaves nothing of what the plan was before: no undo, no log, no former copies, no remnant in the file.

        What was deleted is then in no file of ours. A fresh verified copy is made before the others go. Raises
        StorageError if the disk refuses: what was not removed yet is still there.
        """
        from storage import traces

        if self._in_gesture:
            raise RuntimeError("a gesture is in progress")
        writer = self._writing()
        writer.rewrite_file()
        self._past.close()
        connection = self._file.connection
        fresh = connection.wait_for(lambda: self._copyist.copy_now(connection))
        traces.forget_past(self.plan_id, but=fresh)
        self._past = Past(writer.head, self._schema, is_read_only=False)
        self._past.forget_steps()
        if self._opened is not None:
            self._opened.close()
        self._opened = OpenedVersion(connection)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Calls `subscriber` with each change set from now on; the result, when called, ends it."""
        return self._notices.subscribe(subscriber)

    def close(self) -> None:
        """Leaves one file, without journal or lock beside it; closing again does nothing."""
        if self._is_closed:
            return
        if self._in_gesture:
            raise RuntimeError("a gesture is in progress")
        self._is_closed = True
        try:
            if self._opened is not None:
                self._copyist.copy_at_the_end(self.revision, self._file.connection)
                self._opened.close()
        finally:
            self._copyist.wait()
            self._past.close()
            if self._session is not None:
                self._session.close()
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _in_gesture(self) -> bool:
        return self._session is not None and self._session.in_gesture

    def _reading(self) -> PlanSession:
        if self._session is None:
            from storage.session import PlanSession

            self._session = PlanSession(self._file.connection, self._schema)
        return self._session

    def _writing(self) -> Writer:
        if self.is_read_only:
            raise ReadOnlyPlan
        if self._writer is None:
            from storage.recorder import Recorder
            from storage.writer import Writer

            session, connection = self._reading(), self._file.connection
            connection.execute("PRAGMA query_only = 0")
            recorder = Recorder(connection, self._schema)
            connection.hold_back()
            self._writer = Writer(self._file, self._schema, session, recorder)
        return self._writer

    @contextlib.contextmanager
    def _gesture(
        self,
        label: str,
        subject: str,
        initiator: object,
        intend: AboutToCommit,
        expected: tuple[StoredChange, ...] | None = None,
        *,
        is_import: bool = False,
    ) -> Generator[Gesture]:
        writer = self._writing()
        if self._opened is None:
            self._opened = OpenedVersion(self._file.connection)
            self._copyist.keep(self.revision, self._opened.content)

        def keep_former(changes: tuple[StoredChange, ...], head: Head) -> None:
            # What undo takes back or does again is kept by its gesture.
            count = len(changes) if expected is None else 0
            self._copyist.keep_if_many(self.revision, count, is_import=is_import)
            intend(changes, head)

        try:
            with writer.gesture(expected, keep_former) as gesture:
                yield gesture
        except BaseException as error:
            self._past.withdraw()
            self._notices.announce(ChangeSet((), label, subject, initiator, self.revision))
            if expected is None and names_a_row_that_is_gone(error):
                _log.warning("a gesture names a row that is not there", exc_info=True)
                raise RowGone from error
            raise
        if gesture.changes:
            self._past.settle()
            self._saved_at = datetime.datetime.now(datetime.UTC)

    def _intention(self, act: Act, label: str, subject: str = "", merge_key: str | None = None) -> AboutToCommit:
        """What writes a gesture down before it is committed."""
        return lambda changes, head: self._past.intend(act, Step(label, subject, changes, merge_key), head)

    def _replay(self, step: Step, changes: tuple[StoredChange, ...], act: Act, initiator: object) -> ChangeSet:
        if self._in_gesture:
            raise RuntimeError("a gesture is in progress")
        intend = self._intention(act, step.label, step.subject, step.merge_key)
        with self._gesture(step.label, step.subject, initiator, intend, changes, is_import=act is Act.DO):
            self._writing().replay(changes)
        return self._tell(changes, step.label, step.subject, initiator)

    def _tell(self, changes: tuple[StoredChange, ...], label: str, subject: str, initiator: object) -> ChangeSet:
        rows = tuple(self._schema.kinds[change.kind].row_change(change) for change in changes)
        change_set = ChangeSet(rows, label, subject, initiator, self.revision)
        self._notices.announce(change_set)
        if not self._file.is_in_place:
            raise self._file.gone()
        return change_set
