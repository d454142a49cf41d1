"""What a plan went through on this computer, gesture by gesture, kept outside the plan.

It gives undo past a restart, and the exact last state when the plan's file is damaged or an old one takes its place. A
plan that is sent to somebody carries none of it. The log of a plan is a folder of segments `log-<number>.jsonl`; each
begins with a header that says from which state it counts, and goes on with one record a gesture. A line is the digest
of itself and all lines before it, then JSON: what was torn or altered ends the segment there.

A record is appended just before its gesture is committed, in a tenth of a millisecond, and a short line once it is. The
last record without one is a gesture at whose end the program was killed: the plan's own head tells whether it was
committed. All is on the disk within a second.
"""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import json
import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Timer
from typing import Any, NamedTuple

from storage.changes import StoredChange
from storage.files import create_exclusively
from storage.folders import recovery_folder
from storage.gate import Head
from storage.hashing import as_text

_log = logging.getLogger(__name__)

_PLAN_ID = re.compile(r"[0-9a-f]{32}")
_NAME = re.compile(r"log-(\d{6})\.jsonl")
_DIGEST_LENGTH = 32
_SEGMENTS_KEPT = 3
_FULL_AFTER_RECORDS = 500
_FULL_AFTER_BYTES = 32 << 20
_SECONDS_TO_DISK = 0.5
_HEADER = {"format": "periple-log", "version": 1}


class Act(StrEnum):
    """What made the change."""

    CREATE = "create"
    """The rows that a plan began with, which undo does not take back."""
    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Point(NamedTuple):
    """A state that a plan was in: how many gestures it had had, and the hash of its rows."""

    seq: int
    state: int


@dataclass(frozen=True, slots=True)
class Record:
    """One committed gesture, and the point that it led to."""

    point: Point
    act: Act
    label: str
    subject: str
    merge_key: str | None
    changes: tuple[StoredChange, ...]
    at: datetime.datetime
    is_first: bool = False
    """Whether the plan had just been opened: it was not merged with the gesture before."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A record of a gesture that may have been committed or not."""

    record: Record
    digest: str
    """Of the line before it."""
    size: int
    """In bytes, up to there."""


@dataclass(slots=True)
class Segment:
    """What of one file could be proven to be as it was written."""

    path: Path
    fingerprint: str
    """Of the tables that its rows belong to: rows of other tables cannot be replayed."""
    start: Point
    digest: str
    """Of the last line that holds."""
    size: int
    """In bytes, up to there."""
    is_whole: bool
    """Whether nothing follows that does not hold."""
    records: list[Record] = field(default_factory=list)
    pending: Pending | None = None
    """What follows them."""

    @property
    def end(self) -> Point:
        return self.records[-1].point if self.records else self.start

    def settle(self) -> None:
        """What was pending was committed."""
        if self.pending is not None:
            self.records.append(self.pending.record)
            self.pending = None


class GestureLog:
    """The log of one plan that is open for writing."""

    def __init__(self, plan_id: str, fingerprint: str) -> None:
        self._plan_id, self._fingerprint = plan_id, fingerprint
        self._segment: Segment | None = None
        self._descriptor: int | None = None
        self._sync_soon: Timer | None = None
        self._refused: OSError | None = None
        """Why the gesture in progress could not be written."""
        self.is_broken = False
        """Whether it could not be written: it ends there."""

    def intend(self, before: Point, record: Record) -> None:
        """Adds a gesture that is about to lead from `before` to its point; `settle` or `withdraw` follows.

        A log that cannot be written never stops the work.
        """
        if self.is_broken:
            return
        try:
            segment = self._segment
            if segment is None or segment.end != before:
                segment = self._go_on_from(before)
            pending = Pending(record, segment.digest, segment.size)
            self._write(_body_of(record))
            segment.pending = pending
        except OSError as error:
            self._refused = error
            self._let_go()

    def settle(self) -> None:
        """The gesture was committed."""
        if self.is_broken:
            return
        try:
            if self._refused is not None:
                raise self._refused
            assert self._segment is not None
            assert self._segment.pending is not None
            self._write({"done": self._segment.pending.record.point.seq})
        except OSError:
            _log.warning("the log of gestures ends here", exc_info=True)
            self.is_broken = True
            self.close()
            return
        self._segment.settle()
        if self._sync_soon is None:
            self._sync_soon = Timer(_SECONDS_TO_DISK, self._sync)
            self._sync_soon.daemon = True
            self._sync_soon.start()

    def withdraw(self) -> None:
        """The gesture was taken back."""
        self._refused = None
        if self._segment is not None and self._segment.pending is not None:
            self._cut_off(self._segment)

    def turn_over(self) -> None:
        """A verified copy was made: if this segment is long, begin another with the next gesture."""
        segment = self._segment
        if segment and (len(segment.records) >= _FULL_AFTER_RECORDS or segment.size >= _FULL_AFTER_BYTES):
            self.close()
            self._segment = None

    def close(self) -> None:
        """Leaves all on the disk."""
        if self._sync_soon is not None:
            self._sync_soon.cancel()
            self._sync_soon.join()
            self._sync_soon = None
        if self._descriptor is not None:
            descriptor, self._descriptor = self._descriptor, None
            with contextlib.suppress(OSError):
                os.fsync(descriptor)
            os.close(descriptor)

    def _go_on_from(self, point: Point) -> Segment:
        """Open the segment that ends there, or begin one."""
        self.close()
        found = segments(self._plan_id)
        last = found[-1] if found else None
        if last is not None and self._goes_on(last, point):
            return last
        folder = recovery_folder(self._plan_id)
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"log-{max(map(_number_of, folder.iterdir()), default=0) + 1:06d}.jsonl"
        create_exclusively(path)
        self._descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | _BINARY)
        self._segment = Segment(path, self._fingerprint, point, "", 0, is_whole=True)
        self._write(
            {**_HEADER, "plan": self._plan_id, "tables": self._fingerprint, "seq": point.seq,
             "state": as_text(point.state)}
        )  # fmt: skip
        for old in found[: 1 - _SEGMENTS_KEPT]:
            old.path.unlink(missing_ok=True)
        return self._segment

    def _goes_on(self, last: Segment, point: Point) -> bool:
        """Whether a segment can be gone on with from a point; what was pending in it is settled by that."""
        is_committed = last.pending is not None and last.pending.record.point == point
        is_ours = last.is_whole and last.fingerprint == self._fingerprint
        if not is_ours or len(last.records) >= _FULL_AFTER_RECORDS or not (is_committed or last.end == point):
            return False
        self._descriptor = os.open(last.path, os.O_WRONLY | os.O_APPEND | _BINARY)
        self._segment = last
        if is_committed:
            last.settle()
        elif last.pending is not None:
            self._cut_off(last)
        return self._segment is last

    def _cut_off(self, segment: Segment) -> None:
        """Take what is pending out of the file again."""
        assert self._descriptor is not None
        assert segment.pending is not None
        try:
            os.ftruncate(self._descriptor, segment.pending.size)
        except OSError:
            _log.warning("a gesture that was taken back stays in the log", exc_info=True)
            self._let_go()
            return
        segment.digest, segment.size, segment.pending = segment.pending.digest, segment.pending.size, None

    def _let_go(self) -> None:
        """Look at the files again before the next gesture."""
        self.close()
        self._segment = None

    def _write(self, body: dict[str, Any]) -> None:  # Any: what JSON holds
        assert self._segment is not None
        assert self._descriptor is not None
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        digest = _digest(self._segment.digest, text.encode())
        line = f"{digest} {text}\n".encode()
        if os.write(self._descriptor, line) != len(line):
            raise OSError("the log took only a part of a record")
        self._segment.digest = digest
        self._segment.size += len(line)

    def _sync(self) -> None:
        self._sync_soon = None
        descriptor = self._descriptor
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.fsync(descriptor)


_BINARY = getattr(os, "O_BINARY", 0)


def segments(plan_id: str) -> list[Segment]:
    """The segments of a plan's log, oldest first; what cannot be read is left out."""
    try:
        folder = recovery_folder(plan_id)
        names = sorted(each.name for each in folder.iterdir() if _NAME.fullmatch(each.name)) if folder.is_dir() else []
    except OSError:  # out of reach: a plan opens all the same, with nothing to undo
        return []
    found = (_segment(folder / name, plan_id) for name in names)
    return [each for each in found if each is not None]


def chain_to(found: list[Segment], fingerprint: str) -> tuple[Point | None, list[Record]]:
    """The records that lead without a gap to the end of the newest segment, and the point they start from."""
    start: Point | None = None
    records: list[Record] = []
    for segment in reversed(found):
        if segment.fingerprint != fingerprint or (start is not None and segment.end != start):
            break
        start = segment.start
        records[:0] = segment.records
    return start, records


def leading_to(head: Head, fingerprint: str) -> list[Record]:
    """The gestures that led a plan to where its file is; none if something else changed it since."""
    found = segments(head.plan_id)
    if found and found[-1].pending is not None and found[-1].pending.record.point == point_of(head):
        found[-1].settle()
    return chain_to(found, fingerprint)[1] if found and found[-1].end == point_of(head) else []


def logged_plans() -> set[str]:
    """The ids of all plans that have a log here."""
    return {each.name for each in recovery_folder("").iterdir() if _PLAN_ID.fullmatch(each.name)}


def forget(plan_id: str) -> None:
    """Removes the log of a plan."""
    folder = recovery_folder(plan_id)
    if folder.is_dir():
        for each in folder.iterdir():
            each.unlink(missing_ok=True)
        folder.rmdir()


def point_of(head: Head) -> Point:
    """The point that a plan's file is at."""
    return Point(head.seq, head.state)


def _number_of(path: Path) -> int:
    match = _NAME.fullmatch(path.name)
    return int(match[1]) if match else 0


def _segment(path: Path, plan_id: str) -> Segment | None:
    """What a file proves; None if not even its header holds."""
    segment: Segment | None = None
    for digest, body, size in _sound_lines(path):
        try:
            if segment is None:
                segment = _begun(path, plan_id, body)
            else:
                segment.settle()  # something follows it
                if "done" not in body:
                    segment.pending = Pending(_record_of(body, segment.end), segment.digest, segment.size)
        except (KeyError, TypeError, ValueError):
            _log.warning("a log has a record of another version")
            return segment
        segment.digest, segment.size = digest, size
    if segment is not None:
        try:
            segment.is_whole = segment.size == path.stat().st_size
        except FileNotFoundError:  # another window has just removed it
            return None
    return segment


def _sound_lines(path: Path) -> Iterator[tuple[str, dict[str, Any], int]]:
    """Digest, content, and where the line ends, as long as the digests hold."""
    digest, size = "", 0
    try:
        with open(path, "rb") as file:
            for line in file:
                told, body = line[:_DIGEST_LENGTH].decode("ascii", "replace"), line[_DIGEST_LENGTH + 1 : -1]
                digest = _digest(digest, body)
                if digest != told or not line.endswith(b"\n"):
                    return
                size += len(line)
                yield digest, json.loads(body), size
    except (OSError, ValueError):
        _log.warning("a log could not be read to its end", exc_info=True)


def _begun(path: Path, plan_id: str, header: dict[str, Any]) -> Segment:
    if header["plan"] != plan_id or {name: header[name] for name in _HEADER} != _HEADER:
        raise ValueError("the log of something else")
    start = Point(header["seq"], int(header["state"], 16))
    return Segment(path, header["tables"], start, "", 0, is_whole=False)


def _body_of(record: Record) -> dict[str, Any]:
    return {
        "seq": record.point.seq,
        "state": as_text(record.point.state),
        "act": record.act.value,
        "label": record.label,
        "subject": record.subject,
        "merge": record.merge_key,
        "at": record.at.isoformat(timespec="milliseconds"),
        "first": record.is_first,
        "rows": [[change.kind, change.id, change.old, change.new] for change in record.changes],
    }


def _record_of(body: dict[str, Any], before: Point) -> Record:
    point = Point(body["seq"], int(body["state"], 16))
    if point.seq != before.seq + 1:
        raise ValueError("a gesture is missing")
    changes = tuple(
        StoredChange(kind, row_id, None if old is None else tuple(old), None if new is None else tuple(new))
        for kind, row_id, old, new in body["rows"]
    )
    at = datetime.datetime.fromisoformat(body["at"])
    texts = body["label"], body["subject"], body["merge"]
    return Record(point, Act(body["act"]), *texts, changes, at, is_first=body["first"])


def _digest(before: str, body: bytes) -> str:
    return hashlib.sha256(before.encode() + body).hexdigest()[:_DIGEST_LENGTH]
