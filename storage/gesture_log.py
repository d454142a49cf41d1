"""What a plan went through on this computer, gesture by gesture, kept outside the plan.

It gives undo past a restart, and the exact last state when the plan's file is damaged or an old one takes its place. A
plan that is sent to somebody carries none of it. The log of a plan is a folder of segments (`storage.log_segment`). A
record takes a tenth of a millisecond, and is on the disk within a second.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
from pathlib import Path
from threading import Timer
from typing import Any

from storage.files import create_exclusively
from storage.folders import recovery_folder
from storage.holding import is_at, try_to_lock
from storage.log_segment import (
    Pending,
    Point,
    Record,
    Segment,
    body_of,
    chain_to,
    digest_of,
    header_of,
    number_of,
    segments,
)

_log = logging.getLogger(__name__)

_PLAN_ID = re.compile(r"[0-9a-f]{32}")
_SEGMENTS_KEPT = 3
_FULL_AFTER_RECORDS = 500
_FULL_AFTER_BYTES = 32 << 20
_SECONDS_TO_DISK = 0.5
_BINARY = getattr(os, "O_BINARY", 0)


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

    def leading_to(self, point: Point) -> list[Record]:
        """The gestures that led the plan to the point at which it was opened; none if something else changed it since.

        A gesture at whose end the program was killed, but which the plan has, is settled for good.
        """
        found = segments(self._plan_id)
        last = found[-1] if found else None
        if last is not None and last.pending is not None and last.pending.record.point == point:
            try:
                self._go_on_from(point, found)
            except OSError:
                _log.warning("a gesture that was committed stays unsettled in the log", exc_info=True)
                self._let_go()
            last.settle()
        return chain_to(found, self._fingerprint, point)[1]

    def intend(self, before: Point, record: Record) -> None:
        """Adds a gesture that is about to lead from `before` to its point; `settle` or `withdraw` follows.

        A log that cannot be written never stops the work.
        """
        if self.is_broken:
            return
        try:
            segment = self._segment
            if segment is None or segment.end != before or not self._is_in_place(segment):
                segment = self._go_on_from(before, segments(self._plan_id))
            pending = Pending(record, segment.digest, segment.size)
            self._write(body_of(record))
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

    def _go_on_from(self, point: Point, found: list[Segment]) -> Segment:
        """Open the segment that ends there, or begin one."""
        self.close()
        last = found[-1] if found else None
        if last is not None and self._goes_on(last, point):
            return last
        self.close()
        folder = recovery_folder(self._plan_id)
        folder.mkdir(mode=0o700, exist_ok=True)
        path = folder / f"log-{max(map(number_of, folder.iterdir()), default=0) + 1:06d}.jsonl"
        create_exclusively(path)
        self._hold(path, 0)
        self._segment = Segment(path, self._fingerprint, point, "", 0, is_whole=True)
        self._write(header_of(self._plan_id, self._segment))
        _thin_out(found)
        return self._segment

    def _goes_on(self, last: Segment, point: Point) -> bool:
        """Whether a segment can be gone on with from a point; what was pending in it is settled by that."""
        is_committed = last.pending is not None and last.pending.record.point == point
        is_ours = last.is_whole and last.fingerprint == self._fingerprint
        # A copy of the file that is open beside this one has the same log: each holds a segment of its own.
        if not is_ours or not (is_committed or last.end == point) or not self._hold(last.path, last.size):
            return False
        self._segment = last
        if is_committed:
            self._write({"done": point.seq})
            last.settle()
        elif last.pending is not None:
            self._cut_off(last)
        return self._segment is last and len(last.records) < _FULL_AFTER_RECORDS

    def _hold(self, path: Path, size: int) -> bool:
        """Open a segment of this size to write in it, unless another window does or did; whether it is held."""
        self._descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | _BINARY)
        return try_to_lock(self._descriptor) and os.fstat(self._descriptor).st_size == size

    def _is_in_place(self, segment: Segment) -> bool:
        return self._descriptor is not None and is_at(self._descriptor, segment.path)

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
        digest = digest_of(self._segment.digest, text.encode())
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


def _thin_out(found: list[Segment]) -> None:
    """Remove the oldest. Those that a kill or another file of the plan kept short are not worth a long one."""
    count = size = 0
    for number, segment in enumerate(reversed(found), 2):
        if number > _SEGMENTS_KEPT and (count >= _FULL_AFTER_RECORDS or size >= _FULL_AFTER_BYTES):
            with contextlib.suppress(OSError):  # Windows: another window has it open
                segment.path.unlink()
        count, size = count + len(segment.records), size + segment.size


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
