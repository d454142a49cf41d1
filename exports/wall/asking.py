"""This side of the wall: asks the process that reads, hears how far it is, and ends it when it goes on too long."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

from exports.wall.codec import decode, encode
from exports.wall.frames import read_frame, write_frame
from exports.wall.readers import name_of
from resources.i18n import N_
from storage.errors import PeripleError
from strategy.imports.watch import UNWATCHED, Cancelled, Watch

_log = logging.getLogger(__name__)

Found = TypeVar("Found")

_ROOT = Path(__file__).parents[2]
SECONDS_OF_SILENCE = 10.0
"""A reader that tells no progress for so long has gone astray."""
_LOOK_EVERY = 0.05


class ReaderStopped(PeripleError):
    """The process that read a file took too long or too much memory, or ended."""

    sentence = N_(
        "This file cannot be read safely: reading it takes too long or too much memory. Save it again from the program "
        "that made it, with less in it, and choose that."
    )


class Wall:
    """Reads files in a process of its own, which is started when it is first needed and ended by `down`."""

    def __init__(self, *, is_up: bool = True) -> None:
        self.is_up = is_up
        """False = files are read in this process: for tests of dialogs, which are many."""
        self._process: subprocess.Popen[bytes] | None = None
        self._heard: queue.Queue[list[bytes] | None] = queue.Queue()
        self._lock = threading.Lock()

    def read(
        self, function: Callable[..., Found], *arguments: object, watch: Watch | None = None, **named: object
    ) -> Found:
        """What a reader gives, one of `readers`; `watch` if it has one.

        Raises what it raises for the user, ReaderStopped when it was ended, Cancelled when the user gave up. Can be
        called from any thread; one question is answered after the other.
        """
        if not self.is_up:
            if watch is not None:
                named["watch"] = watch
            return function(*arguments, **named)
        with self._lock:
            process = self._started()
            name = name_of(function)
            named["is_watched"] = watch is not None
            question, arrays = encode([name, list(arguments), named])
            is_answered = False
            try:
                write_frame(cast("BinaryIO", process.stdin), [question, *arrays])
                state, found = self._answer(watch or UNWATCHED)
                is_answered = True
            except (OSError, ValueError) as error:
                raise ReaderStopped from error
            finally:
                if not is_answered:
                    self._end()
        return cast("Found", _told(state, found))

    def down(self) -> None:
        """End the process: no file is wanted any more. Whoever still waits for an answer is told that it stopped."""
        process = self._process
        if process is not None:
            with contextlib.suppress(OSError):
                process.kill()
        if self._lock.acquire(blocking=False):
            self._end()
            self._lock.release()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            heard: queue.Queue[list[bytes] | None] = queue.Queue()
            flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
            process = subprocess.Popen(
                [sys.executable, "-m", "exports.wall.worker"],
                cwd=_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
                creationflags=flags,
            )
            threading.Thread(target=_listen, args=(process, heard), daemon=True).start()
            self._process, self._heard = process, heard
        return self._process

    def _answer(self, watch: Watch) -> tuple[str, Any]:
        """Wait for the answer; tell what is heard before it."""
        latest = time.monotonic()
        while True:
            try:
                frame = self._heard.get(timeout=_LOOK_EVERY)
            except queue.Empty:
                if watch.is_cancelled is not None and watch.is_cancelled():
                    raise Cancelled from None
                if time.monotonic() - latest > SECONDS_OF_SILENCE:
                    _log.warning("a reader was ended: it was silent for too long")
                    raise ReaderStopped from None
                continue
            latest = time.monotonic()
            if frame is None:
                _log.warning("a reader ended by itself")
                raise ReaderStopped
            if frame[0] == b"progress":
                watch.tell(int(frame[1]) / 1000)
                continue
            state, found = decode(frame[1], frame[2:])
            return state, found

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


wall = Wall()
"""The wall of this program."""


def _told(state: str, found: Any) -> Any:
    if state == "found":
        return found
    if state == "told" and isinstance(found, PeripleError):
        raise found
    if state == "memory":
        raise ReaderStopped
    raise RuntimeError(f"a reader made a mistake: {found}")


def _listen(process: subprocess.Popen[bytes], heard: queue.Queue[list[bytes] | None]) -> None:
    """Pass on what the process says, in a thread of its own, until it ends."""
    pipe = process.stdout
    assert pipe is not None

    def exactly(count: int) -> bytes:
        found = pipe.read(count)
        if len(found) < count:
            raise EOFError
        return found

    with contextlib.suppress(EOFError, OSError, ValueError):
        while True:
            heard.put(read_frame(exactly))
    heard.put(None)
