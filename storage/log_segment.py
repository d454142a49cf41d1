"""A part of the log of a plan, as it lies on the disk: what in it can be proven to be as it was written.

A segment is a file `log-<number>.jsonl`. It begins with a header that says from which state it counts, and goes on with
one record a gesture. A line is the digest of itself and all lines before it, then JSON: what was torn or altered ends
the segment there. A record is written just before its gesture is committed, and a short line once it is: the last one
without is a gesture at whose end the program was killed, and the plan's own head tells whether it was committed.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from storage.changes import StoredChange
from storage.folders import recovery_folder
from storage.gate import Head
from storage.hashing import as_text

_log = logging.getLogger(__name__)

_NAME = re.compile(r"log-(\d{6})\.jsonl")
_DIGEST_LENGTH = 32
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

    def up_to(self, point: Point) -> list[Record] | None:
        """The records from its start to a point, None if it does not pass there."""
        points = [self.start, *(record.point for record in self.records)]
        return self.records[: points.index(point)] if point in points else None

    def settle(self) -> None:
        """What was pending was committed."""
        if self.pending is not None:
            self.records.append(self.pending.record)
            self.pending = None


def segments(plan_id: str) -> list[Segment]:
    """The segments of a plan's log, oldest first; what cannot be read is left out."""
    try:
        folder = recovery_folder(plan_id)
        names = sorted(each.name for each in folder.iterdir() if _NAME.fullmatch(each.name)) if folder.is_dir() else []
    except OSError:  # out of reach: a plan opens all the same, with nothing to undo
        return []
    read = (_segment(folder / name, plan_id) for name in names)
    found = [each for each in read if each is not None]
    starts = {each.start for each in found}
    for each in found:
        if each.pending is not None and each.pending.record.point in starts:
            each.settle()  # the work went on from there
    return found


def chain_to(
    found: list[Segment], fingerprint: str, end: Point | None = None
) -> tuple[Point | None, list[Record]]:  # fmt: skip
    """The records that lead without a gap to a point, and the point they start from.

    The point is the end of the newest segment, unless `end` is given. A segment may begin amid a former one: an older
    file was put in the place of the plan, or lies beside it under another name.
    """
    start = end
    records: list[Record] = []
    for segment in reversed(found):
        if segment.fingerprint != fingerprint:
            break
        part = segment.records if start is None else segment.up_to(start)
        if part is not None:
            start = segment.start
            records[:0] = part
    return start, records


def point_of(head: Head) -> Point:
    """The point that a plan's file is at."""
    return Point(head.seq, head.state)


def number_of(path: Path) -> int:
    """The number of a segment, 0 for another file."""
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
                digest = digest_of(digest, body)
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


def header_of(plan_id: str, segment: Segment) -> dict[str, Any]:
    """The first line of a segment."""
    start = segment.start
    return {**_HEADER, "plan": plan_id, "tables": segment.fingerprint, "seq": start.seq, "state": as_text(start.state)}


def body_of(record: Record) -> dict[str, Any]:
    """The line of a gesture."""
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


def digest_of(before: str, body: bytes) -> str:
    """What a line begins with, by the digest of the line before it."""
    return hashlib.sha256(before.encode() + body).hexdigest()[:_DIGEST_LENGTH]
