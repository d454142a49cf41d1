"""The open plan for the windows: its notices as Qt signals, its snapshot, its findings, and safe ways to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from resources.i18n import current, tr
from storage.errors import (
    ChangedElsewhere,
    DamagedPlan,
    DiskFull,
    NotWritten,
    PeripleError,
    PlanBusy,
    PlanMoved,
    PlanReplaced,
    Protected,
    StorageError,
)
from ui.messages import Way, messages

if TYPE_CHECKING:
    from storage.changes import ChangeSet
    from storage.document import Document
    from strategy.method import StepState
    from strategy.model import Plan
    from strategy.rules.registry import Finding
    from strategy.snapshot import Snapshot

T = TypeVar("T")
_BETWEEN_LOOKS = 60_000
"""In milliseconds: how often it is asked whether a verified copy is due."""


class DocumentBridge(QObject):
    """One open document, shared by the shell and its pages. Use on the GUI thread only."""

    changed = Signal(object)
    """A `ChangeSet`: after every gesture, undo and redo."""

    rewound = Signal(object)
    """A pair (kind, id): what undo or redo changed, to show where the user is if possible."""

    went_to = Signal(object)
    """A pair (kind, id) to show and select."""

    copy_wanted = Signal()
    """The plan cannot be written where it is: the user wants a copy of it elsewhere."""

    cycle_wanted = Signal()
    """The user wants to open a new cycle from where this plan stands."""

    reopening_wanted = Signal()
    """The file is ahead of what is on screen: the user wants it opened again."""

    rescue_wanted = Signal()
    """The file is no longer there: the user wants to go on in a copy."""

    history_cut = Signal()
    """Nothing of what the plan was before can be undone any more."""

    waiting = Signal()
    """A gesture has waited for 0.3 s for the disk, or for another program to let go of the file, and still waits.

    Whoever hears it shows it at once, and neither reads nor changes the plan.
    """

    unsecured = Signal()
    """The plan is saved, but no copy or no log of it could be; told again while it is so."""

    not_saved = Signal(str)
    """Why the last change was not saved, in a few words."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._snapshot: Snapshot | None = None
        self._kinds_changed: set[str] = set()
        self._findings: tuple[Finding, ...] | None = None
        self._trace_findings: tuple[Finding, ...] | None = None
        self._step_states: Mapping[str, StepState] | None = None
        self._unsubscribe: Callable[[], None] | None = document.subscribe(self._receive)
        self.has_looked_back = False
        """Whether it is settled what to do if the file is older than the last work on the plan."""
        self._copying = QTimer(self, interval=_BETWEEN_LOOKS)
        self._copying.timeout.connect(self.look_after_copies)

    def snapshot(self) -> Snapshot:
        """Detached copies of all rows as they are now; read once, then only the changed kinds again."""
        if self._snapshot is None:
            from strategy.snapshot import Snapshot

            self._snapshot = Snapshot.of(self.document)
        elif self._kinds_changed:
            self._snapshot = self._snapshot.advanced(self.document, self._kinds_changed)
        self._kinds_changed = set()
        return self._snapshot

    def plan(self) -> Plan:
        """The plan's own row as it is now."""
        return self.snapshot().plan

    def count_of_open_notes(self) -> int:
        """How many workshop notes are not settled yet."""
        from strategy.model import WorkshopNote

        return sum(not note.is_settled for note in self.snapshot().all(WorkshopNote))

    def findings(self) -> tuple[Finding, ...]:
        """What the method's rules say about the plan now, without what the team set aside."""
        if self._findings is None:
            from strategy import method

            self._findings = method.findings(self.snapshot())
        return self._findings

    def trace_findings(self) -> tuple[Finding, ...]:
        """Where the chain breaks the method's rules now, without what the team set aside."""
        if self._trace_findings is None:
            from strategy.orphans import trace_findings

            self._trace_findings = trace_findings(self.snapshot())
        return self._trace_findings

    def all_findings(self) -> tuple[Finding, ...]:
        """The findings of the steps, then those of the chain."""
        return self.findings() + self.trace_findings()

    def step_states(self) -> Mapping[str, StepState]:
        """The state of each step by its id: "step_1_objectives" and so on."""
        if self._step_states is None:
            from strategy import method

            self._step_states = method.step_states(self.snapshot(), found=self.findings())
        return self._step_states

    def get_ready(self) -> None:
        """Load what the first gesture needs, once all that is ready has been painted: it is then quick as any other."""
        QTimer.singleShot(0, self, self._load_session)

    def run(self, operation: Callable[[], T]) -> T | None:
        """The result of an operation; None when it was refused, after the user has been told why."""
        while True:
            again: list[bool] = []
            try:
                return operation()
            except PeripleError as error:
                if isinstance(error, StorageError):
                    self.not_saved.emit(_why(error))
                messages().tell_error(error, self._ways_out(error, lambda: again.append(True)))  # noqa: B023 # at once
            if not again:
                return None

    def attempt(self, operation: Callable[[], object]) -> bool:
        """Whether an operation that gives nothing back was accepted; the user has been told if it was not."""

        def done() -> bool:
            operation()
            return True

        return self.run(done) is True

    def title(self, kind: str, row_id: str) -> str:
        """What a thing is called in the reader's words, shortened; "" for the whole plan."""
        from journey.kinds import shortened
        from strategy.naming import Naming

        return shortened(Naming(self.snapshot(), current()).about(kind, row_id)) if row_id else ""

    def go_to(self, kind: str, row_id: str) -> None:
        """Ask the window to show this thing on its page and to select it."""
        self.went_to.emit((kind, row_id))

    def undo(self) -> None:
        """Take back the last gesture and show what it changed."""
        self._show_changed(self.run(self.document.undo))

    def redo(self) -> None:
        """Do again what was taken back, and show what it changed."""
        self._show_changed(self.run(self.document.redo))

    def look_after_copies(self) -> None:
        """Have a verified copy made if one is due, and tell if the last one could not be."""
        self.document.back_up_apart(if_due=True)
        if self.document.is_unsecured:
            self.unsecured.emit()

    def leave(self) -> None:
        """Hear no more of the document, which stays open."""
        self._copying.stop()
        self.document.tell_waiting(None)
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None

    def close(self) -> None:
        """Hear no more of the document, and close it."""
        self.leave()
        self.document.close()

    def _ways_out(self, error: PeripleError, try_again: Callable[[], object]) -> tuple[Way, ...]:
        if isinstance(error, NotWritten):
            return (Way(tr("Try again"), try_again),)
        if not isinstance(error, StorageError):
            return ()
        if isinstance(error, (ChangedElsewhere, DamagedPlan)):
            return (Way(tr("Open it again"), self.reopening_wanted.emit),)
        if isinstance(error, PlanReplaced):
            there = Way(tr("Open the file that is there"), self.reopening_wanted.emit)
            return there, Way(tr("Save a copy"), self.rescue_wanted.emit)
        if isinstance(error, PlanMoved):
            return (Way(tr("Save a copy"), self.rescue_wanted.emit),)
        return Way(tr("Save a copy"), self.copy_wanted.emit), Way(tr("Try again"), try_again)

    def _load_session(self) -> None:
        if self._unsubscribe is not None:  # else the plan was closed meanwhile
            _ = self.document.session  # its first use loads SQLAlchemy and maps the classes
            self.document.tell_waiting(self.waiting.emit)
            self._copying.start()

    def _receive(self, changes: ChangeSet) -> None:
        if not changes.is_failure:
            self._kinds_changed.update(changes.kinds)
            self._findings = self._trace_findings = None
            self._step_states = None
        self.changed.emit(changes)

    def _show_changed(self, changes: ChangeSet | None) -> None:
        place = changed_place(changes) if changes else None
        if place is not None:
            self.rewound.emit(place)


def _why(error: StorageError) -> str:
    """What stands in the way of saving, in a few words."""
    reasons = {
        DiskFull: tr("no room on the disk"),
        Protected: tr("the file or its folder is protected"),
        PlanReplaced: tr("the file was replaced"),
        PlanMoved: tr("the file was moved"),
        ChangedElsewhere: tr("changed in another window"),
        PlanBusy: tr("another program holds the file"),
        DamagedPlan: tr("the file is damaged"),
    }
    return reasons.get(type(error), tr("the disk refuses"))


def changed_place(changes: ChangeSet) -> tuple[str, str] | None:
    """Where to look after undo or redo: the first row that exists now, links last; else the first one that left."""
    rows = sorted(changes.rows, key=lambda row: (row.op == "delete", "~" in row.id))
    return (rows[0].kind, rows[0].id) if rows else None
