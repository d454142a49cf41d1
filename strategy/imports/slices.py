"""Cells of a text file: places in its bytes, worked on many at a time.

A text is compared as words of eight bytes, the first in the first row of an array and so on, filled up with zeros:
two texts are the same exactly where their words are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from strategy.imports.cells import DayReader, Flags, Floats, Whole, Words
from strategy.imports.reading import Notation
from strategy.imports.values import SPACES, number_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPARE = b"\0" * 16
"""What a buffer must end with, so that words may be read at its last cell."""
LONGEST_KEY = 256
"""Bytes of a text that tell it from others: of longer ones only the beginning counts."""
_LONGEST_DAY = 10
"""Characters of a day in figures; a time comes after them."""
_MOST_DIGITS = 15
"""Whole numbers of so many digits are exact as floats, so that dividing by a power of ten rounds once."""
_MIX = 0x9E3779B97F4A7C15
_WIDE = 0x80
_WIDE_SPACES = tuple(sign.encode() for sign in SPACES if not sign.isascii())
"""Spaces of several bytes, each of which is `_WIDE` or more."""


class Slices:
    """One column of one block: where each cell begins and ends in a buffer of UTF-8 bytes."""

    def __init__(self, buffer: NDArray[np.uint8], starts: Whole, ends: Whole, is_quoted: bool) -> None:
        self._buffer = buffer
        self._starts, self._ends = _trimmed(buffer, starts, ends, is_quoted)
        self._is_quoted = is_quoted

    def __len__(self) -> int:
        return len(self._starts)

    def text(self, row: int) -> str:
        """The cell as text, without spaces around it."""
        return self._text(row, self._ends)

    def _text(self, row: int, ends: Whole) -> str:
        raw = self._buffer[self._starts[row] : ends[row]].tobytes().decode("utf-8", "replace")
        if self._is_quoted:
            raw = raw.replace('""', '"').replace("\r\n", "\n")
        return raw.strip(SPACES + "\r\n")

    def are_blank(self) -> Flags:
        """Which cells hold nothing but spaces."""
        return self._ends <= self._starts

    def are_too_long(self) -> Flags:
        """Which cells are too long to be told apart from others for certain."""
        return self._ends - self._starts > LONGEST_KEY

    def numbers(self, notation: Notation) -> Floats:
        """The numbers; NaN where a cell is blank or holds none."""
        import numpy as np

        found, is_odd = self._plain_numbers(ord(notation.decimal))
        known: dict[str, float] = {}
        for row in np.flatnonzero(is_odd & ~self.are_blank()).tolist():
            text = self.text(row)
            if text not in known:
                value = number_in(text, notation)
                known[text] = np.nan if value is None else value
            found[row] = known[text]
        return found

    def _plain_numbers(self, decimal: int) -> tuple[Floats, Flags]:
        """Numbers of digits with at most one decimal mark, and which cells are anything else (NaN)."""
        import numpy as np

        is_negative = self._buffer[self._starts] == ord("-")
        starts = self._starts + is_negative
        lengths = self._ends - starts
        whole = np.zeros(len(starts))  # floats are exact up to 15 digits, and quicker to multiply
        decimals, digits = np.zeros(len(starts), np.int8), np.zeros(len(starts), np.int8)
        is_past_mark = np.zeros(len(starts), np.bool_)
        is_odd = (lengths <= 0) | (lengths > _MOST_DIGITS + 1)
        longest = int(min(lengths.max(initial=0), _MOST_DIGITS + 1))
        for sign in _signs(_words(self._buffer, starts, np.minimum(lengths, longest)), longest):
            digit = sign - np.uint8(ord("0"))  # wraps round for what comes before "0"
            is_digit = digit <= 9
            whole = np.where(is_digit, whole * 10.0 + digit, whole)
            digits += is_digit
            decimals += is_digit & is_past_mark
            is_mark = sign == decimal
            is_odd |= (is_mark & is_past_mark) | ~(is_digit | is_mark | (sign == 0))
            is_past_mark |= is_mark
        is_odd |= (digits == 0) | (digits > _MOST_DIGITS)
        found = whole / (10.0 ** np.arange(_MOST_DIGITS + 2))[decimals]
        np.negative(found, out=found, where=is_negative)
        found[is_odd] = np.nan
        return found, is_odd

    def days(self, reader: DayReader) -> Whole:
        """The days as ordinals; 0 where a cell is blank or holds none."""
        import numpy as np

        ends = self._day_ends()
        words = _words(self._buffer, self._starts, ends - self._starts)
        slots = (_mixed(words) * np.uint64(_MIX) >> np.uint64(64 - _Days.BITS)).astype(np.int64)
        known = _days_of(reader)
        found, is_known = known.look_up(words, slots)
        unknown = np.flatnonzero(~is_known)
        if len(unknown):
            places, first = distinct(words[:, unknown])
            rows = unknown[first]
            days = np.array([reader.day(self._text(row, ends)) for row in rows.tolist()], np.int64)
            found[unknown] = days[places]
            known.keep(words[:, rows], slots[rows], days)
        return found

    def _day_ends(self) -> Whole:
        """Where the day of each cell ends when a time follows, so that there are few distinct texts."""
        import numpy as np

        if (self._ends - self._starts).max(initial=0) <= _LONGEST_DAY:
            return self._ends
        ends = self._ends.copy()
        last = len(self._buffer) - 1
        is_open = np.ones(len(ends), np.bool_)
        for place in range(6, 11):
            at = self._starts + place
            sign = self._buffer[np.minimum(at, last)]
            after = self._buffer[np.minimum(at + 2, last)], self._buffer[np.minimum(at + 3, last)]
            is_gap = (sign == ord(" ")) | (sign == ord("T"))
            is_cut = is_open & is_gap & ((after[0] == ord(":")) | (after[1] == ord(":"))) & (at + 3 < self._ends)
            ends[is_cut] = at[is_cut]
            is_open &= ~is_cut
            if not is_open.any():
                break
        return ends

    def words(self) -> Words:
        """The texts as words."""
        import numpy as np

        return _words(self._buffer, self._starts, np.minimum(self._ends - self._starts, LONGEST_KEY))


class _Days:
    """Days that were read already, each in a slot that its words lead to; a later one may take its place."""

    BITS = 14
    WIDEST = 2

    def __init__(self) -> None:
        import numpy as np

        self._words = np.zeros((self.WIDEST, 1 << self.BITS), np.uint64)
        self._days = np.zeros(1 << self.BITS, np.int64)

    def look_up(self, words: Words, slots: Whole) -> tuple[Whole, Flags]:
        """The days, and which of them are known. A blank is: it leads to an empty slot."""
        import numpy as np

        if len(words) > self.WIDEST:
            return np.zeros(len(slots), np.int64), np.zeros(len(slots), np.bool_)
        is_known = np.ones(len(slots), np.bool_)
        for place in range(self.WIDEST):
            is_known &= self._words[place][slots] == (words[place] if place < len(words) else 0)
        return self._days[slots], is_known

    def keep(self, words: Words, slots: Whole, days: Whole) -> None:
        """Put days into their slots."""
        if len(words) <= self.WIDEST:
            self._words[: len(words), slots] = words
            self._words[len(words) :, slots] = 0
            self._days[slots] = days


def _days_of(reader: DayReader) -> _Days:
    """What a reader has read of the bytes of this and former blocks."""
    if not isinstance(reader.slots, _Days):
        reader.slots = _Days()
    return reader.slots


def _trimmed(buffer: NDArray[np.uint8], starts: Whole, ends: Whole, is_quoted: bool) -> tuple[Whole, Whole]:
    """The places without spaces around, and without the quotes of quoted cells."""
    is_quote = _are_in_quotes(buffer, starts, ends) if is_quoted else None
    if is_quote is None or not is_quote.all():
        starts, ends = _without_spaces(buffer, starts, ends)
        is_quote = _are_in_quotes(buffer, starts, ends) if is_quoted else None
    if is_quote is not None and is_quote.any():
        starts, ends = _without_spaces(buffer, starts + is_quote, ends - is_quote)
    return starts, ends


def _are_in_quotes(buffer: NDArray[np.uint8], starts: Whole, ends: Whole) -> Flags:
    are: Flags = (buffer[starts] == ord('"')) & (buffer[ends - 1] == ord('"')) & (ends - starts >= 2)
    return are


def _without_spaces(buffer: NDArray[np.uint8], starts: Whole, ends: Whole) -> tuple[Whole, Whole]:
    """The places without spaces around, wide ones included as web pages and French spreadsheets write them."""
    starts, ends = _without_narrow_spaces(buffer, starts, ends)
    while ((buffer[starts] >= _WIDE) | (buffer[ends - 1] >= _WIDE)).any():
        first, last = starts, ends
        for space in _WIDE_SPACES:
            starts = starts + len(space) * _is_at(buffer, starts, ends, starts, space)
            ends = ends - len(space) * _is_at(buffer, starts, ends, ends - len(space), space)
        if (starts == first).all() and (ends == last).all():
            break
        starts, ends = _without_narrow_spaces(buffer, starts, ends)
    return starts, ends


def _is_at(buffer: NDArray[np.uint8], starts: Whole, ends: Whole, places: Whole, text: bytes) -> Flags:
    """Which cells hold a text at these places, wholly inside."""
    is_there: Flags = ends - starts >= len(text)
    for offset, sign in enumerate(text):
        is_there = is_there & (buffer[places + offset] == sign)
    return is_there


def _without_narrow_spaces(buffer: NDArray[np.uint8], starts: Whole, ends: Whole) -> tuple[Whole, Whole]:
    while (is_space := (buffer[starts] <= ord(" ")) & (starts < ends)).any():
        starts = starts + is_space
    while (is_space := (buffer[ends - 1] <= ord(" ")) & (starts < ends)).any():
        ends = ends - is_space
    return starts, ends


def _words(buffer: NDArray[np.uint8], starts: Whole, lengths: Whole) -> Words:
    """Texts of these lengths as words."""
    import numpy as np

    width = max(1, -(-int(lengths.max(initial=0)) // 8))
    eights = np.ndarray((len(buffer) - 7,), "<u8", buffer, 0, (1,))
    found = np.empty((width, len(lengths)), np.uint64)
    for word in range(width):
        at = starts + 8 * word if word else starts
        left = np.clip(lengths - 8 * word, 0, 8)
        found[word] = eights[np.minimum(at, len(eights) - 1) if word else at] & _masks()[left]
    return found


@cache
def _masks() -> Words:
    """For each number of bytes the word that leaves as many."""
    import numpy as np

    return np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)


def _signs(words: Words, count: int) -> Iterator[NDArray[np.uint8]]:
    """The first byte of each text, then the second…, `count` of them; 0 beyond the end of a text."""
    import numpy as np

    for place in range(count):
        yield (words[place // 8] >> np.uint64(8 * (place % 8))).astype(np.uint8)


def text_of(words: Words) -> str:
    """The text that words stand for, as it is shown."""
    return words.astype("<u8").tobytes().rstrip(b"\0").decode("utf-8", "replace").replace('""', '"').strip(SPACES)


def distinct(words: Words) -> tuple[Whole, Whole]:
    """For each text its number, and for each number one place that has it. Numbers follow no order."""
    import numpy as np

    count = words.shape[1]
    if not count:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    mixed = _mixed(words)
    order = np.argsort(mixed)
    is_new = _differ(words, order)
    if len(words) > 1:
        mixed = mixed[order]
        if (is_new[1:] & (mixed[1:] == mixed[:-1])).any():  # two texts with one sum: sort by the texts themselves
            order = np.lexsort(words)
            is_new = _differ(words, order)
    numbers = np.empty(count, np.int64)
    numbers[order] = np.cumsum(is_new) - 1
    return numbers, order[is_new]


def are_all_distinct(words: Words) -> bool:
    """Whether no text comes twice, as seen at a glance; False when it would take more than that."""
    import numpy as np

    inside = np.sort(_mixed(words))
    return bool((inside[1:] != inside[:-1]).all())


def _differ(words: Words, order: Whole) -> Flags:
    """Which texts, taken in this order, are not the same as the one before."""
    import numpy as np

    is_new = np.zeros(len(order), np.bool_)
    is_new[0] = True
    for word in words:
        inside = word[order]
        is_new[1:] |= inside[1:] != inside[:-1]
    return is_new


def _mixed(words: Words) -> Words:
    """One number for each text: its word where it is one word, else a sum that hardly ever is that of another."""
    import numpy as np

    mixed: Words = words[0]
    for word in words[1:]:
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(_MIX) + word
    return mixed
