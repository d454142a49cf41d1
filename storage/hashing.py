"""The state hash: one number for all rows of a plan, brought up to date at the cost of the rows that changed.

Each row has a hash of its own; the state is their sum modulo 2^128, so the order of rows does not matter and a change
subtracts the former row and adds the new one. It detects accidents, not forgery: a forger can recompute it.

Canonical bytes of a row: the kind as a text, then the values in the order of the table's columns. Each value is one tag
byte and its content: `n` for NULL, `i` + 8 bytes for an integer, `f` + 8 bytes for a float (both big-endian), `t` or
`b` + length on 8 bytes + bytes for UTF-8 text or a blob. They are the values that SQLite stores, not Python's.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Sequence

Stored = str | int | float | bytes | None
"""A value as SQLite stores it."""

_MODULUS = 1 << 128
_INTEGER = struct.Struct(">cq")
_FLOAT = struct.Struct(">cd")
_LENGTH = struct.Struct(">cQ")


def row_hash(kind: str, values: Sequence[Stored]) -> int:
    """The hash of one row: the first 16 bytes of SHA-256 over its canonical bytes."""
    parts = [canonical(kind)]
    for value in values:  # most are texts or nothing: a call for each takes longer than the rest of this
        if type(value) is str:
            encoded = value.encode()
            parts += (_LENGTH.pack(b"t", len(encoded)), encoded)
        else:
            parts.append(b"n" if value is None else canonical(value))
    return int.from_bytes(hashlib.sha256(b"".join(parts)).digest()[:16], "big")


def updated(state: int, old: int | None, new: int | None) -> int:
    """The state after a row of hash `old` became one of hash `new`; None = there is no such row."""
    return (state - (old or 0) + (new or 0)) % _MODULUS


def total(hashes: Iterable[int]) -> int:
    """The state of a plan whose rows have these hashes."""
    return sum(hashes) % _MODULUS


def as_text(state: int) -> str:
    """The state as stored: 32 hexadecimal digits, for no integer of SQLite can hold it."""
    return f"{state:032x}"


def canonical(value: Stored) -> bytes:
    """The canonical bytes of one value."""
    if isinstance(value, str):
        return canonical_text(value.encode())
    if value is None:
        return b"n"
    if isinstance(value, int):
        return _INTEGER.pack(b"i", value)
    if isinstance(value, float):
        return _FLOAT.pack(b"f", value)
    return _LENGTH.pack(b"b", len(value)) + value


def canonical_text(encoded: bytes) -> bytes:
    """Those of a text, given in UTF-8, which come last among them."""
    return _LENGTH.pack(b"t", len(encoded)) + encoded
