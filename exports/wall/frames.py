"""Messages through a pipe: how many parts, how long each is, and the parts."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import BinaryIO

_COUNT = struct.Struct(">IQ")
_LENGTH = struct.Struct(">Q")
MOST_BYTES = 1 << 30
MOST_PARTS = 10_000


def write_frame(pipe: BinaryIO, parts: Sequence[bytes]) -> None:
    """Send one message."""
    pipe.write(_COUNT.pack(len(parts), sum(map(len, parts))))
    for part in parts:
        pipe.write(_LENGTH.pack(len(part)))
        pipe.write(part)
    pipe.flush()


def read_frame(read: Callable[[int], bytes]) -> list[bytes]:
    """Receive one; `read` gives exactly so many bytes, or raises. ValueError for one that is too large."""
    count, size = _COUNT.unpack(read(_COUNT.size))
    if count > MOST_PARTS or size > MOST_BYTES:
        raise ValueError("a message is too large")
    parts, left = [], size
    for _part in range(count):
        (length,) = _LENGTH.unpack(read(_LENGTH.size))
        left -= length
        if left < 0:
            raise ValueError("a message is longer than it says")
        parts.append(read(length))
    return parts
