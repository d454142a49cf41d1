"""What the pages of a SQLite file hold, read without SQLite and without trusting any of them.

SQLite finds rows by the tree over them, and gives up where the tree is broken. Here each page is read for itself,
wherever it lies: a row is lost only where its own bytes are. Nothing of the file is obeyed; what does not decode is
passed over, and what a crafted file may cost is bounded. What is read is not proven: see `storage.salvage`.

The format is that of https://www.sqlite.org/fileformat2.html, in UTF-8 and without reserved bytes, as our files are.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from storage.changes import StoredRow
from storage.hashing import Stored

PAGE = 4096
"""The size of a page that SQLite gives to new files; the header, which may be damaged, tells it too."""
_HEADER = 100
_FIRST_BYTES = b"SQLite format 3\0"
_INNER_INDEX, _INNER_TABLE, _INDEX, _TABLE = 2, 5, 10, 13
_SIZES = {1 << power for power in range(9, 17)}
TEXT = 13
"""The type of an empty text; longer ones have every second number from there."""
_WIDTHS = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, None, None)
"""In bytes, of the types below."""
_MOST_COLUMNS = 100
_LARGEST_ROW = 16 << 20
_LONGEST_HEADER = 9 * _MOST_COLUMNS


class Record(NamedTuple):
    """The values of one row or of one entry of an index."""

    page: int
    """The number of the page, from 1 on."""
    values: StoredRow
    payload: bytes
    """The bytes that the values were read from."""


class Unreadable(Exception):
    """These bytes are no record."""


@dataclass(slots=True)
class Pages:
    """The content of a file, or of what is left of one."""

    content: bytes
    size: int = PAGE
    seconds: float = 5.0
    """Of this thread, until no more pages are read."""
    was_cut: bool = False
    """Whether that time, or the bytes that rows may have in all, came to an end."""
    _budget: int = 0

    def records(self) -> Iterator[Record]:
        """Every record of a row or of an index that decodes, page after page."""
        end = time.thread_time() + self.seconds
        self._budget = 4 * len(self.content)  # rows of a sound file do not overlap
        for number in range(1, -(-len(self.content) // self.size) + 1):
            if time.thread_time() > end or self._budget < 0:
                self.was_cut = True
                return
            yield from self._records_of(number)

    def leaves(self, root: int) -> set[int]:
        """The pages with the rows of the table whose tree begins at a page, as far as the tree holds."""
        seen: set[int] = set()
        waiting, found = [root], set()
        while waiting:
            number = waiting.pop()
            page, start = self._page(number), self._start(number)
            if number in seen or len(page) <= start:
                continue
            seen.add(number)
            if page[start] == _TABLE:
                found.add(number)
            elif page[start] == _INNER_TABLE:
                last = int.from_bytes(page[start + 8 : start + 12], "big")
                waiting += [last, *(int.from_bytes(page[at : at + 4], "big") for at in _cells(page, start, 12))]
        return found

    def _page(self, number: int) -> bytes:
        return self.content[(number - 1) * self.size : number * self.size] if number > 0 else b""

    def _start(self, number: int) -> int:
        """Where the page's own header begins: behind that of the file, wherever the first page lies now."""
        return _HEADER if number == 1 or self._page(number).startswith(_FIRST_BYTES) else 0

    def _records_of(self, number: int) -> Iterator[Record]:
        page = self._page(number)
        start = self._start(number)
        if len(page) < start + 8:
            return
        told = page[start]
        kinds = [told] if told in (_TABLE, _INDEX, _INNER_INDEX) else [] if told == _INNER_TABLE else [_TABLE, _INDEX]
        for kind in kinds:
            room = 2 * self.size
            for at in _cells(page, start, 12 if kind == _INNER_INDEX else 8):
                try:
                    payload = self._payload(page, at, kind)
                    record = Record(number, values_of(payload), payload)
                except (Unreadable, IndexError):
                    continue
                room -= min(len(payload), self.size // 8)  # of a longer one, as little may lie here
                self._budget -= len(payload)
                if room < 0 or self._budget < 0:
                    break
                yield record

    def _payload(self, page: bytes, at: int, kind: int) -> bytes:
        if kind == _INNER_INDEX:
            at += 4
        length, at = _varint(page, at)
        if kind == _TABLE:
            _rowid, at = _varint(page, at)
        if not 1 < length <= _LARGEST_ROW:
            raise Unreadable
        most = self.size - 35 if kind == _TABLE else (self.size - 12) * 64 // 255 - 23
        if length <= most:
            found = page[at : at + length]
        else:
            least = (self.size - 12) * 32 // 255 - 23
            here = least + (length - least) % (self.size - 4)
            here = here if here <= most else least
            found = self._with_overflow(page[at : at + here], page[at + here : at + here + 4], length)
        if len(found) != length:
            raise Unreadable
        return found

    def _with_overflow(self, begun: bytes, pointer: bytes, length: int) -> bytes:
        """A long row goes on in a chain of pages, each of which begins with the number of the next."""
        parts, size = [begun], len(begun)
        while size < length:
            page = self._page(int.from_bytes(pointer, "big"))
            if len(page) <= 4:
                raise Unreadable
            part = page[4 : 4 + length - size]
            pointer, size = page[:4], size + len(part)
            parts.append(part)
        return b"".join(parts)


def told_size(content: bytes) -> int:
    """The size of a page that a file's header tells, ours where it tells none."""
    told = int.from_bytes(content[16:18], "big")
    told = 65536 if told == 1 else told
    return told if content.startswith(_FIRST_BYTES) and told in _SIZES else PAGE


def _cells(page: bytes, start: int, header: int) -> Iterator[int]:
    """Where the cells of a page begin. Either the number that the page tells or one of the places may be wrong."""
    first = start + header
    told = first + 2 * int.from_bytes(page[start + 3 : start + 5], "big")
    lowest, seen = len(page), set[int]()
    for at in range(first, len(page) - 1, 2):
        place = int.from_bytes(page[at : at + 2], "big")
        if at >= told and (at >= lowest or place == 0):  # the list of places ends where the first cell begins
            return
        if first < place < len(page) and place not in seen:
            seen.add(place)
            lowest = min(lowest, place)
            yield place


def _varint(page: bytes, at: int) -> tuple[int, int]:
    """A number of 1 to 9 bytes, and where it ends."""
    value = 0
    for index in range(8):
        byte = page[at + index]
        value = value << 7 | byte & 127
        if byte < 128:
            return value, at + index + 1
    return value << 8 | page[at + 8], at + 9


def values_of(payload: bytes) -> StoredRow:
    """The values of a record. Raises Unreadable or IndexError where these bytes are none."""
    return tuple([_value(payload[start:end], kind) for kind, start, end in parts_of(payload)])


def parts_of(payload: bytes) -> Iterator[tuple[int, int, int]]:
    """Of each value of a record its type, and where its bytes begin and end. Raises as `values_of`."""
    length, at = _varint(payload, 0)
    if length > min(len(payload), _LONGEST_HEADER):
        raise Unreadable
    types = []
    while at < length:
        if payload[at] < 128:  # nearly all of them
            types.append(payload[at])
            at += 1
        else:
            found, at = _varint(payload, at)
            types.append(found)
    if at != length or len(types) > _MOST_COLUMNS:
        raise Unreadable
    for kind in types:
        width = (kind - 12) // 2 if kind >= TEXT - 1 else _WIDTHS[kind]
        if width is None or at + width > len(payload):
            raise Unreadable
        yield kind, at, at + width
        at += width
    if at != len(payload):
        raise Unreadable


def is_text(kind: int) -> bool:
    """Whether a value of this type is a text."""
    return kind >= TEXT and kind % 2 == 1


def _value(raw: bytes, kind: int) -> Stored:
    if kind == 0:
        return None
    if kind in (8, 9):
        return kind - 8
    if kind < 7:
        return int.from_bytes(raw, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", raw)[0])
    # A letter that cannot be read leaves the others readable; such a row is never proven.
    return raw.decode("utf-8", "replace") if is_text(kind) else raw
