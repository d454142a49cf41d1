"""Mends a row of which one byte was spoilt, where its proof tells what it was.

Only one of all rows that differ in one byte has the hash that the proof tells. They are tried: some ten thousand.
"""

from __future__ import annotations

import hashlib

from storage import hashing, proofs
from storage.changes import StoredRow
from storage.pages import Unreadable, is_text, parts_of, values_of
from storage.schema import Kind

LONGEST = 4000
"""In bytes, of a record that is tried: a second or two."""
_BYTES = [bytes([value]) for value in range(256)]


def mended(kind: Kind, payload: bytes, proof: bytes) -> StoredRow | None:
    """The row of a kind that has this proof and whose record differs from these bytes in one; None without one."""
    if len(payload) > LONGEST or _read(kind, payload) is None:
        return None
    return _with_another_letter(kind, payload, proof) or _with_another_byte(kind, payload, proof)


def stored(values: StoredRow, kind: Kind) -> StoredRow | None:
    """A row of a kind as SQLite gives it: it keeps whole numbers of a column of floats as integers."""
    if len(values) != len(kind.columns):
        return None
    columns = kind.mapped.__columns__
    return tuple(
        float(value) if type(value) is int and columns[name].python is float else value
        for name, value in zip(kind.columns, values, strict=True)
    )


def _read(kind: Kind, payload: bytes) -> StoredRow | None:
    try:
        return stored(values_of(payload), kind)
    except (Unreadable, IndexError):
        return None


def _with_another_letter(kind: Kind, payload: bytes, proof: bytes) -> StoredRow | None:
    """Where the byte is one of a text, which most are: nothing else of what is hashed changes with it."""
    row = _read(kind, payload)
    if row is None:
        return None
    parts = list(parts_of(payload))
    hashed = [
        hashing.canonical_text(payload[start:end]) if is_text(sort) else hashing.canonical(value)
        for (sort, start, end), value in zip(parts, row, strict=True)
    ]
    before = hashing.canonical(kind.name)
    for number, (sort, start, end) in enumerate(parts):
        if is_text(sort):
            text, after = payload[start:end], b"".join(hashed[number + 1 :])
            begun = before + hashed[number][: len(hashed[number]) - len(text)]
            for index in range(len(text)):
                found = _between(begun + text[:index], text[index + 1 :] + after, proof)
                if found is not None:
                    return _read(kind, payload[: start + index] + found + payload[start + index + 1 :])
        before += hashed[number]
    return None


def _between(before: bytes, after: bytes, proof: bytes) -> bytes | None:
    """The byte that belongs between these."""
    begun = hashlib.sha256(before)
    for each in _BYTES:
        tried = begun.copy()
        tried.update(each + after)
        if tried.digest().startswith(proof):
            return each
    return None


def _with_another_byte(kind: Kind, payload: bytes, proof: bytes) -> StoredRow | None:
    """Where the byte tells types and lengths, or is one of a number."""
    texts = {place for sort, start, end in parts_of(payload) if is_text(sort) for place in range(start, end)}
    for place in sorted(set(range(len(payload))) - texts):
        for each in _BYTES:
            row = _read(kind, payload[:place] + each + payload[place + 1 :])
            if row is not None and proofs.proof_of(hashing.row_hash(kind.name, row)) == proof:
                return row
    return None
