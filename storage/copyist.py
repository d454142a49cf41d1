"""Verified copies of an open plan while the work goes on: when they are made is said here, and nowhere else.

- Before the first change since the plan was opened, and after half an hour of changes.
- Before a gesture that changes `MANY` rows, and before one that takes in what others made: imports, merges, a return
  to a former state. They are copies of the plan as the disk has it, from before that gesture.
- When the plan is closed. (The copy before a migration is made by `storage.migrations`.)

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
from storage.copies import committed
from storage.errors import StorageError
from storage.gate import Head
from storage.schema import Schema

SECONDS_BETWEEN = 30 * 60
MANY = 50
"""So many changed rows are more than somebody changes by hand in one gesture."""

_log = logging.getLogger(__name__)


class Copyist:
    """Makes the copies of one open plan, one at a time."""

    def __init__(self, plan: Path, schema: Schema, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` tells seconds."""
        self._plan, self._schema, self._clock = plan, schema, clock
        self._threads: list[Thread] = []
        self._begun = clock()
        self._kept: int | None = None
        self.copied: int | None = None
        """The revision that the last verified copy has."""
        self.has_failed = False
        """Whether the last copy could not be made."""

    def begin(self, revision: int, *, if_due: bool = False) -> bool:
        """Copies the plan as it is now, in the background, unless one is being made or the last one has this revision.

        With `if_due`, at most every half hour. Whether it began; a copy that cannot be made never stops the work.
        """
        is_due = self._clock() - self._begun >= SECONDS_BETWEEN or not if_due
        is_wanted = is_due and not self._at_work() and revision != self.copied
        if is_wanted:
            self._start(partial(backups.back_up_file, self._plan, self._schema))
        return is_wanted

    def keep_if_many(self, revision: int, changes: int, *, is_import: bool) -> None:
        """Before a gesture is committed: keeps the plan as the disk has it, if much of it is about to change."""
        if is_import or changes >= MANY:
            self.keep(revision, partial(committed, self._plan))

    def keep(self, revision: int, read: Callable[[], bytes]) -> None:
        """The same of a state that the plan is about to leave, if no copy has it yet; `read` gives the whole of it.

        It waits for a copy that is being made; if another one waits already, it is of a state not much older.
        """
        if revision in (self._kept, self.copied) or len(self._at_work()) > 1:
            return
        try:
            content = read()
        except (OSError, sqlite3.Error):
            _log.warning("the plan could not be read for a verified copy", exc_info=True)
            self.has_failed = True
        else:
            self._kept = revision
            self._start(partial(backups.back_up_content, content, self._schema))

    def copy_at_the_end(self, revision: int, source: sqlite3.Connection) -> None:
        """The last copy of a session, unless the one before has this revision."""
        self.wait()
        if self.copied != revision:
            try:
                self.copy_now(source)
            except StorageError:
                # The plan itself is sound and saved: a full application folder must not stop its closing.
                _log.warning("no verified copy was made", exc_info=True)

    def copy_now(self, source: sqlite3.Connection) -> Path:
        """A copy before this returns. Raises StorageError; then there is none."""
        self.wait()
        self._begun = self._clock()
        path, head = backups.back_up(source, self._schema)
        self.copied = head.seq
        return path

    def wait(self) -> None:
        """Returns once no copy is being made."""
        for thread in self._threads:
            thread.join()

    def _at_work(self) -> list[Thread]:
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        return self._threads

    def _start(self, make: Callable[[], tuple[Path, Head]]) -> None:
        self._begun = self._clock()
        before = self._at_work()[-1:]
        thread = Thread(target=self._make, args=(make, before), name="copyist", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _make(self, make: Callable[[], tuple[Path, Head]], before: list[Thread]) -> None:
        for thread in before:  # one at a time, so that they are in the order of the states
            thread.join()
        try:
            _path, head = make()
        except StorageError:
            # The plan itself is sound and saved: a full application folder must not stop the work.
            _log.warning("no verified copy was made", exc_info=True)
            self.has_failed = True
        else:
            self.copied = head.seq
            self.has_failed = False
