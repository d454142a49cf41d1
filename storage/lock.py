"""One window writes in a plan at a time: a lock file beside the plan, held by the operating system.

The lock lives and dies with the program that holds it, so a crash leaves a file but no lock, and nobody has to delete
anything. The file says who holds it.
"""

from __future__ import annotations

import contextlib
import datetime
import getpass
import json
import os
import socket
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from storage.holding import is_at, try_to_lock

SUFFIX = ".lock"
_LONGEST_NOTE = 1000
_LONGEST_NAME = 80
_ATTEMPTS = 10


@dataclass(frozen=True, slots=True)
class LockOwner:
    """Who has a plan open for writing; empty or None what is not known."""

    user: str
    host: str
    since: datetime.datetime | None

    @property
    def may_be_gone(self) -> bool:
        """Whether nothing on this computer shows that they still work: another computer's lock, or one without words.

        The lock of a program of this computer ends with it, so that one is held.
        """
        return self.host != socket.gethostname()


class PlanLock:
    """The right to write in a plan, until `release`."""

    def __init__(self, path: Path, descriptor: int) -> None:
        """Use `PlanLock.take`."""
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def take(cls, plan: Path) -> Self | LockOwner:
        """The lock of a plan, or who has it. Raises OSError where no lock file can be made."""
        path = plan.with_name(plan.name + SUFFIX)
        for _ in range(_ATTEMPTS):
            descriptor = _open(path, plan)
            try:
                if not try_to_lock(descriptor):
                    return _read_note(descriptor)
                # Its former holder may have removed the file between our opening and our locking it.
                if is_at(descriptor, path):
                    with contextlib.suppress(OSError):  # a full disk: the lock holds, it only cannot say who has it
                        _write_note(descriptor)
                    lock, descriptor = cls(path, descriptor), -1
                    return lock
            finally:
                if descriptor >= 0:
                    os.close(descriptor)
        return LockOwner("", "", None)

    @classmethod
    def take_over(cls, plan: Path) -> Self | LockOwner:
        """The lock of a plan whoever has it, who is told by the count of gestures if they write all the same.

        Where the system keeps the file from being removed, as Windows does, who has it keeps it.
        """
        with contextlib.suppress(OSError):
            plan.with_name(plan.name + SUFFIX).unlink()
        return cls.take(plan)

    def release(self) -> None:
        """Gives the lock back and removes its file."""
        if os.name == "nt":  # which cannot remove what is open; whoever takes the lock in between keeps the file
            os.close(self._descriptor)
            with contextlib.suppress(OSError):
                self._path.unlink()
            return
        with contextlib.suppress(OSError):
            if is_at(self._descriptor, self._path):
                self._path.unlink()
        os.close(self._descriptor)


def _open(path: Path, plan: Path) -> int:
    # Never through a link: it could name any file of the user.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
    descriptor = os.open(path, flags, 0o600)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(f"{path.name} is no ordinary file")
        # Whoever may write in the plan may take over the lock file of a program that died.
        if hasattr(os, "fchmod"):
            with contextlib.suppress(OSError):
                os.fchmod(descriptor, stat.S_IMODE(plan.stat().st_mode) & 0o666)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _write_note(descriptor: int) -> None:
    now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    note = json.dumps({"user": _user(), "host": socket.gethostname(), "since": now, "pid": os.getpid()})
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, note.encode())


def _read_note(descriptor: int) -> LockOwner:
    """Anybody may have written it: nothing is believed but short texts and a date."""
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        note = json.loads(os.read(descriptor, _LONGEST_NOTE))
        since = datetime.datetime.fromisoformat(str(note["since"]))
        since.astimezone()  # a day at either end of the calendar has none here
        return LockOwner(_plain(note["user"]), _plain(note["host"]), since)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return LockOwner("", "", None)


def _plain(name: object) -> str:
    return "".join(letter for letter in str(name)[:_LONGEST_NAME] if letter.isprintable())


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no account in the password base, as in some containers
        return ""
