"""The cells of one column in one block of rows, and how they become numbers, days and codes.

Two kinds: slices of the bytes of a text file, worked on together with numpy, which is what makes large files quick;
and what a workbook gives, one Python value a cell. Both answer the same calls.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from strategy.imports.reading import DateOrder, Notation
from strategy.imports.values import SPACES, day_in, number_in, serial_day

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Whole: TypeAlias = "NDArray[np.int64]"
Flags: TypeAlias = "NDArray[np.bool_]"
Words: TypeAlias = "NDArray[np.uint64]"

LONGEST_KEY = 256
"""Bytes of a text that tell it from others: of longer ones only the beginning counts."""
_MOST_DIGITS = 15
"""Whole numbers of so many digits are exact as floats, so that dividing by a power of ten rounds once."""


class Cells(Protocol):
    """One column of one block."""

    def __len__(self) -> int: ...
    def text(self, row: int) -> str:
        """The cell as text, without spaces around it."""
        ...

    def are_blank(self) -> Flags:
        """Which cells hold nothing but spaces."""
        ...

    def numbers(self, notation: Notation) -> Floats:
        """The numbers; NaN where a cell is blank or holds none."""
        ...

    def days(self, reader: DayReader) -> Whole:
        """The days as ordinals; 0 where a cell is blank or holds none."""
        ...


class DayReader:
    """Reads each distinct text once."""

    def __init__(self, order: DateOrder) -> None:
        self.order = order
        self._known: dict[str, int] = {}

    def day(self, text: str) -> int:
        """Its ordinal, 0 when the text is no day."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = day_in(text, self.order) or 0
        return found


class Slices:
    """Cells of a text file: places in a buffer of UTF-8 bytes that has 8 spare bytes at its end."""

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
        return (raw.replace('""', '"') if self._is_quoted else raw).strip(SPACES + "\r\n")

    def lengths(self) -> Whole:
        """How many bytes each cell has."""
        return self._ends - self._starts

    def are_blank(self) -> Flags:
        """Which cells hold nothing but spaces."""
        return self._ends <= self._starts

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

        buffer = self._buffer
        is_negative = buffer[self._starts] == ord("-")
        starts = self._starts + is_negative
        lengths = self._ends - starts
        whole = np.zeros(len(starts), np.int64)
        decimals = np.zeros(len(starts), np.int8)
        digits = np.zeros(len(starts), np.int8)
        is_past_mark = np.zeros(len(starts), np.bool_)
        is_odd = (lengths <= 0) | (lengths > _MOST_DIGITS + 1)
        for place in range(int(min(max(lengths.max(initial=0), 0), _MOST_DIGITS + 1))):
            sign = buffer[np.minimum(starts + place, len(buffer) - 1)]
            is_inside = lengths > place
            digit = sign - np.uint8(ord("0"))  # wraps round for what comes before "0"
            is_digit = (digit <= 9) & is_inside
            whole = np.where(is_digit, whole * 10 + digit, whole)
            digits += is_digit
            decimals += is_digit & is_past_mark
            is_mark = (sign == decimal) & is_inside
            is_odd |= (is_inside & ~is_digit & ~is_mark) | (is_mark & is_past_mark)
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
        places, first = distinct(self._words(ends))
        known = [reader.day(self._text(row, ends)) for row in first.tolist()]
        return np.array(known, np.int64)[places] if known else np.zeros(0, np.int64)

    def _day_ends(self) -> Whole:
        """Where the day of each cell ends when a time follows, so that there are few distinct texts."""
        import numpy as np

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
        """The texts as rows of numbers, equal exactly where the texts are; see `text_of`."""
        return self._words(self._ends)

    def _words(self, ends: Whole) -> Words:
        import numpy as np

        lengths = np.minimum(ends - self._starts, LONGEST_KEY)
        width = max(1, -(-int(lengths.max(initial=0)) // 8))
        eights = np.ndarray((len(self._buffer) - 7,), "<u8", self._buffer, 0, (1,))
        found = np.zeros((len(lengths), width), np.uint64)
        for word in range(width):
            left = np.clip(lengths - 8 * word, 0, 8)
            at = np.minimum(self._starts + 8 * word, len(eights) - 1)
            found[:, word] = eights[at] & _MASKS()[left]
        return found


def _trimmed(buffer: NDArray[np.uint8], starts: Whole, ends: Whole, is_quoted: bool) -> tuple[Whole, Whole]:
    """The places without spaces around, and without the quotes of quoted cells."""
    starts, ends = _without_spaces(buffer, starts, ends)
    if is_quoted:
        is_quote = (buffer[starts] == ord('"')) & (buffer[ends - 1] == ord('"')) & (ends - starts >= 2)
        if is_quote.any():
            starts, ends = _without_spaces(buffer, starts + is_quote, ends - is_quote)
    return starts, ends


def _without_spaces(buffer: NDArray[np.uint8], starts: Whole, ends: Whole) -> tuple[Whole, Whole]:
    while (is_space := ((buffer[starts] == 32) | (buffer[starts] == 9)) & (starts < ends)).any():
        starts = starts + is_space
    while (is_space := ((buffer[ends - 1] == 32) | (buffer[ends - 1] == 9)) & (starts < ends)).any():
        ends = ends - is_space
    return starts, ends


def _MASKS() -> Words:  # noqa: N802 - a constant that needs numpy
    import numpy as np

    return np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)


def text_of(words: Words) -> str:
    """The text that `Slices.words` turned into numbers."""
    return words.astype("<u8").tobytes().rstrip(b"\0").decode("utf-8", "replace").replace('""', '"').strip(SPACES)


def distinct(words: Words) -> tuple[Whole, Whole]:
    """For each row the number of its text, and for each number one row that has it. Numbers follow no order."""
    import numpy as np

    if not len(words):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.argsort(_mixed(words))
    is_new = np.empty(len(words), np.bool_)
    is_new[0] = True
    inside = words[order]
    is_new[1:] = (inside[1:] != inside[:-1]).any(axis=1)
    mixed = _mixed(inside)
    if (is_new[1:] & (mixed[1:] == mixed[:-1])).any():  # two texts with one sum: sort by the texts themselves
        order = np.lexsort(words.T)
        inside = words[order]
        is_new[1:] = (inside[1:] != inside[:-1]).any(axis=1)
    numbers = np.empty(len(words), np.int64)
    numbers[order] = np.cumsum(is_new) - 1
    return numbers, order[is_new]


def _mixed(words: Words) -> Words:
    """One number for each row of words; the row itself where it is one word."""
    import numpy as np

    mixed = words[:, 0]
    for word in range(1, words.shape[1]):
        mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(0x9E3779B97F4A7C15) + words[:, word]
    return mixed


class Objects:
    """Cells of a workbook: text, numbers, truth, dates and times as the reader gives them."""

    def __init__(self, values: Sequence[Any]) -> None:  # Any: see the class
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    def text(self, row: int) -> str:
        """The cell as text, without spaces around it."""
        return shown(self._values[row])

    def texts(self) -> list[str]:
        """All cells as texts."""
        return [value.strip(SPACES) if type(value) is str else shown(value) for value in self._values]

    def are_blank(self) -> Flags:
        """Which cells hold nothing but spaces."""
        import numpy as np

        flags = (type(value) is str and not value.strip(SPACES) for value in self._values)
        return np.fromiter(flags, np.bool_, len(self._values))

    def numbers(self, notation: Notation) -> Floats:
        """The numbers; NaN where a cell is blank or holds none."""
        import numpy as np

        if set(map(type, self._values)) <= {float, int}:
            return np.array(self._values, np.float64)
        return np.fromiter((_number(value, notation) for value in self._values), np.float64, len(self._values))

    def days(self, reader: DayReader) -> Whole:
        """The days as ordinals; 0 where a cell is blank or holds none."""
        import numpy as np

        return np.fromiter((_day(value, reader) for value in self._values), np.int64, len(self._values))


def shown(value: Any) -> str:  # Any: a cell of a workbook
    """A cell of a workbook as text: whole numbers without point, dates as in ISO 8601."""
    if isinstance(value, str):
        return value.strip(SPACES)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ") if value.time() != datetime.time() else value.date().isoformat()
    return "" if value is None else str(value)


def _number(value: Any, notation: Notation) -> float:  # Any: see `shown`
    if isinstance(value, str):
        found = number_in(value, notation)
        return float("nan") if found is None else found
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number else float("nan")


def _day(value: Any, reader: DayReader) -> int:  # Any: see `shown`
    if isinstance(value, datetime.date):
        return value.toordinal()
    if isinstance(value, str):
        return reader.day(value.strip(SPACES))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return 0
    if reader.order is DateOrder.SERIAL:
        return serial_day(value) or 0
    return reader.day(shown(value))  # 20240131


class Book:
    """Numbers the distinct texts of a column, block after block."""

    def __init__(self) -> None:
        self._blocks: list[Words] = []
        self._codes: list[Whole] = []
        self._known = _Numbered()

    def add(self, cells: Cells, rows: Whole | None) -> None:
        """Take the texts of these rows of a block, of all when None."""
        import numpy as np

        if isinstance(cells, Slices):
            words = cells.words()
            self._blocks.append(words if rows is None else words[rows])
        elif isinstance(cells, Objects):
            codes = np.fromiter(map(self._known.__getitem__, cells.texts()), np.int64, len(cells))
            self._codes.append(codes if rows is None else codes[rows])

    def finish(self) -> tuple[Whole, Callable[[int], str], int]:
        """The number of each row's text, what text a number stands for, and how many numbers there are."""
        import numpy as np

        if self._codes:
            used, codes = np.unique(np.concatenate(self._codes), return_inverse=True)
            names = list(self._known)
            return codes, lambda code: names[int(used[code])], len(used)
        words = _joined(self._blocks)
        codes, first = distinct(words)
        texts = words[first]
        return codes, lambda code: text_of(texts[code]), len(first)


def fingerprints(columns: Sequence[Cells]) -> Words:
    """Two numbers for each row, the same for rows whose cells are all the same, and else hardly ever."""
    import numpy as np

    sums = np.zeros((len(columns[0]), 2), np.uint64)
    for cells in columns:
        if isinstance(cells, Slices):
            words = cells.words()
        else:
            texts = (hash(cells.text(row)) & (1 << 64) - 1 for row in range(len(cells)))
            words = np.fromiter(texts, np.uint64, len(cells))[:, None]
        for word in words.T:
            for place, factor in enumerate((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)):
                mixed = (sums[:, place] ^ word) * np.uint64(factor)
                sums[:, place] = mixed ^ (mixed >> np.uint64(31))
        sums += np.uint64(1)  # so that a text does not slide from one column into the next
    return sums


class _Numbered(dict[str, int]):
    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


def _joined(blocks: list[Words]) -> Words:
    """Blocks below each other, as wide as the widest."""
    import numpy as np

    if not blocks:
        return np.zeros((0, 1), np.uint64)
    width = max(block.shape[1] for block in blocks)
    return np.concatenate([np.pad(block, ((0, 0), (0, width - block.shape[1]))) for block in blocks])
