"""The exact last state of a plan, from a verified copy and the log of gestures outside the plan.

Neither lies beside the plan: what damages a folder, or a program that overwrites a file, leaves both.
"""

from __future__ import annotations

import contextlib
import datetime
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from storage import backups, database, gate, hashing, proofs
from storage.backups import Backup, unpack
from storage.changes import StoredChange, netted
from storage.copies import new_file
from storage.errors import DamagedPlan, StorageError
from storage.gate import Examination, Head
from storage.log_segment import Point, Record, chain_to, segments
from storage.opening import write_schema
from storage.recorder import replay
from storage.schema import Schema

_log = logging.getLogger(__name__)

_EMPTY = Point(0, 0)


@dataclass(frozen=True, slots=True)
class LastState:
    """What the log of a plan proves, and the copies that it may be added to."""

    plan_id: str
    start: Point
    records: tuple[Record, ...]
    """The gestures since `start`, one at least."""
    copies: tuple[Backup, ...]
    """Newest first; each still has to show that it is a state that the plan was in."""

    @property
    def point(self) -> Point:
        return self.records[-1].point

    @property
    def at(self) -> datetime.datetime:
        """When the last gesture was made, in UTC."""
        return self.records[-1].at

    def since(self, point: Point) -> tuple[Record, ...] | None:
        """The gestures after a point, None if the plan never was there."""
        points = [self.start, *(record.point for record in self.records)]
        return self.records[points.index(point) :] if point in points else None


def last_state(plan_id: str, schema: Schema) -> LastState | None:
    """The last state of a plan that this computer saw; None if there is no log, or nothing that it could start from."""
    start, records = chain_to(segments(plan_id), schema.fingerprint)
    if start is None or not records:
        return None
    seqs = range(start.seq, records[-1].point.seq + 1)
    copies = tuple(copy for copy in backups.backups(plan_id) if copy.version is None and copy.seq in seqs)
    return LastState(plan_id, start, tuple(records), copies) if copies or start == _EMPTY else None


def later_gestures(plan_id: str, schema: Schema, head: Head) -> tuple[Record, ...]:
    """The gestures that this computer saw after the state that a sound file is in: it is older than the last work."""
    start, records = chain_to(segments(plan_id), schema.fingerprint)
    if start is None or not records:
        return ()
    return LastState(plan_id, start, tuple(records), ()).since(Point(head.seq, head.state)) or ()


def rebuild(last: LastState, target: Path, schema: Schema, examine: Examination | None = None) -> None:
    """Writes the last state into a new file, of the same plan, and checks it as an opening would.

    Raises PlanError if the name is taken, StorageError if it cannot be written, DamagedPlan if no copy and the log
    together lead to the state that they should: then there is no file.
    """
    with new_file(target) as part:
        since = _laid_down(last, part, schema)
        _replay_onto(part, last.point, since, schema)
        if gate.check_content(part, schema.objects, schema.kinds, examine) != Head(last.plan_id, *last.point):
            raise DamagedPlan(target.name, "its log leads to another state", last.plan_id)


def _laid_down(last: LastState, plan: Path, schema: Schema) -> tuple[Record, ...]:
    """Write the newest state that is proven in itself; returns the gestures since then."""
    for copy in last.copies:
        try:
            unpack(copy.path, plan)
            head = gate.check_content(plan, schema.objects, schema.kinds)
        except (OSError, StorageError):
            _log.warning("a copy does not open")
            continue
        since = last.since(Point(head.seq, head.state))
        if since is not None and head.plan_id == last.plan_id:
            return since
    if last.start != _EMPTY:
        raise DamagedPlan(plan.name, "no copy is a state that the log knows", last.plan_id)
    plan.write_bytes(b"")
    with contextlib.closing(database.connect(plan, writable=True)) as connection:
        write_schema(connection, schema, Head(last.plan_id, *_EMPTY))
    return last.records


def net_changes(records: Iterable[Record]) -> tuple[StoredChange, ...]:
    """What these gestures changed in all."""
    return netted(*(record.changes for record in records))


def _replay_onto(plan: Path, point: Point, records: tuple[Record, ...], schema: Schema) -> None:
    with contextlib.closing(database.connect(plan, writable=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        changes = net_changes(records)
        replay(connection, schema, changes)
        proofs.note(connection, changes, 0)
        connection.execute("UPDATE head SET seq = ?, state = ?", (point.seq, hashing.as_text(point.state)))
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
