"""Verified copies of an open plan while the work goes on.

The plan is read in one go; checking, packing and thinning are done in a thread, from a connection of its own. A gesture
waits no longer than the reading takes.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Thread

from storage import backups
from storage.errors import StorageError
from storage.gate import Head
from storage.schema import Schema

SECONDS_BETWEEN = 30 * 60

_log = logging.getLogger(__name__)


class Copyist:
    """Makes the copies of one open plan, one at a time."""

    def __init__(self, plan: Path, schema: Schema, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` tells seconds."""
        self._plan, self._schema, self._clock = plan, schema, clock
        self._thread: Thread | None = None
        self._begun = clock()
        self.copied: int | None = None
        """The revision that the last verified copy has."""

    @property
    def is_busy(self) -> bool:
        """Whether a copy is being made."""
        return self._thread is not None and self._thread.is_alive()

    def is_due(self, revision: int) -> bool:
        """Whether half an hour has passed since the last copy was begun, and the plan has changed."""
        has_passed = self._clock() - self._begun >= SECONDS_BETWEEN
        return has_passed and not self.is_busy and revision != self.copied

    def begin(self) -> None:
        """Copies the plan as it is now, in the background; a copy that cannot be made never stops the work."""
        self._start(partial(backups.back_up_file, self._plan, self._schema))

    def begin_with(self, content: bytes) -> None:
        """The same with the bytes of a state that the plan is about to leave."""
        self._start(partial(backups.back_up_content, content, self._schema))

    def copy_now(self, source: sqlite3.Connection) -> Path:
        """A copy before this returns. Raises StorageError; then there is none."""
        self.wait()
        self._begun = self._clock()
        path, head = backups.back_up(source, self._schema)
        self.copied = head.seq
        return path

    def wait(self) -> None:
        """Returns once no copy is being made."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _start(self, make: Callable[[], tuple[Path, Head]]) -> None:
        if self.is_busy:  # with a state not much older: a gesture must not wait for its end
            return
        self._begun = self._clock()
        self._thread = Thread(target=self._make, args=(make,), name="copyist", daemon=True)
        self._thread.start()

    def _make(self, make: Callable[[], tuple[Path, Head]]) -> None:
        try:
            _path, head = make()
        except StorageError:
            # The plan itself is sound and saved: a full application folder must not stop the work.
            _log.warning("no verified copy was made", exc_info=True)
        else:
            self.copied = head.seq
