"""The other side of the wall: a process that reads files when it is told to, and ends with its window.

    python -m exports.wall.worker

It answers one question after the other: a function of a reader, its arguments, and between these its progress.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import Any, BinaryIO

MEMORY = 2 << 30
"""Bytes of address space: libraries of figures reserve a good part of them without using it."""
_FILES = 64
_BETWEEN_TELLING = 0.05


def main() -> int:
    """Answer until the other side is gone."""
    _bound()
    asked, told = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints does not come between the answers
    from exports.wall.codec import decode, encode
    from exports.wall.frames import read_frame, write_frame

    def exactly(count: int) -> bytes:
        found = asked.read(count)
        if len(found) < count:
            raise EOFError
        return found

    while True:
        try:
            text, *arrays = read_frame(exactly)
        except EOFError:
            return 0
        name, arguments, named = decode(text, arrays)
        answer, parts = encode(_answered(name, arguments, named, told))
        write_frame(told, [b"answer", answer, *parts])


def _answered(name: str, arguments: Any, named: Any, told: BinaryIO) -> tuple[str, Any]:
    """What the reader gives, or why it gives nothing."""
    from exports.wall.frames import write_frame
    from exports.wall.readers import readers
    from storage.errors import PeripleError
    from strategy.imports.watch import Watch

    latest = 0.0

    def report(done: int, _total: int, _words: str) -> None:
        nonlocal latest
        now = time.monotonic()
        if now - latest > _BETWEEN_TELLING:
            latest = now
            write_frame(told, [b"progress", str(done).encode("ascii")])

    if name not in readers():
        return "mistake", f"{name} is no reader"
    if named.pop("is_watched"):
        named["watch"] = Watch(report)
    try:
        return "found", readers()[name](*arguments, **named)
    except PeripleError as error:
        return "told", error
    except MemoryError:
        return "memory", None
    except Exception as error:  # noqa: BLE001 - the other side logs it and tells the user
        return "mistake", f"{type(error).__name__} in {name}"


def _bound() -> None:
    """Bounds that hold whatever a reader does, where the system has them."""
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # a reader writes no file


if __name__ == "__main__":
    sys.exit(main())
