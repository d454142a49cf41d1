"""Rows of a CSV, TSV or other text table, in blocks whose cells are slices of bytes.

Separators and ends of rows are found for a whole block at a time, quotes minded. A file that puts quotes where no rule
wants them goes through the csv module from there on, row by row.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.cells import Cells, Flags, Whole
from strategy.imports.opening import not_in_this_encoding
from strategy.imports.reading import RUNS_OF_SPACES, Reading
from strategy.imports.slices import SPARE, Slices
from strategy.imports.watch import UNWATCHED, Watch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BLOCK = 1 << 19
_LONGEST_ROW = 1 << 24
_UNIT = "\x1f"
"""What runs of spaces are turned into: a sign that no table holds."""
_ROWS_BY_HAND = 2_000


@dataclass(frozen=True, slots=True)
class Block:
    """Some rows of a table: one `Cells` for each column asked for, and where the rows stand in the file."""

    cells: tuple[Cells, ...]
    lines: Whole
    """The line each row begins in, from 1."""
    has_surplus: Flags
    """Which rows have more cells than the table has columns."""

    def __len__(self) -> int:
        return len(self.lines)


def text_blocks(
    path: Path, reading: Reading, columns: Sequence[int], width: int, watch: Watch = UNWATCHED
) -> Iterator[Block]:
    """The rows from `reading.first_line` on, without blank ones; `width` is how many columns the table has."""
    separator = _UNIT if reading.separator == RUNS_OF_SPACES else reading.separator
    splitter = _Splitter(separator, columns, width, reading.first_line)
    carry, size = b"", max(path.stat().st_size, 1)
    pieces = _pieces(path, reading)
    for piece, done in pieces:
        watch.tell(done / size)
        block, carry = splitter.block(carry + piece)
        if block is not None:
            yield block
        if splitter.is_odd:
            yield from _by_hand(splitter, carry, pieces, size, watch)
            return
        if len(carry) > _LONGEST_ROW:
            raise _unclosed(splitter.line)
    if carry.strip(b"\r\n"):
        block, carry = splitter.block(carry.rstrip(b"\r\n") + b"\n")
        if block is not None:
            yield block
        if carry.strip(b"\r\n") or splitter.is_odd:
            yield from _by_hand(splitter, carry, iter(()), size, watch)


def _pieces(path: Path, reading: Reading) -> Iterator[tuple[bytes, int]]:
    """The file as UTF-8 with plain ends of lines, and how many bytes of it were read so far."""
    is_utf_8 = reading.encoding == "utf-8"
    decoder = codecs.getincrementaldecoder(reading.encoding)(errors="strict")
    held = b""
    done = 0
    try:
        with path.open("rb") as file:
            while raw := file.read(BLOCK):
                if is_utf_8:
                    piece = raw if done else raw.removeprefix(codecs.BOM_UTF8)
                else:
                    piece = decoder.decode(raw).encode("utf-8", "replace")
                done += len(raw)
                piece = held + piece
                held = piece[len(piece.rstrip(b"\r")) :]  # whether a line feed follows is in the next piece
                yield _plain(piece[: len(piece) - len(held)]), done
        if held:
            yield b"\n" * len(held), done
    except UnicodeError as error:
        raise not_in_this_encoding() from error


def _plain(piece: bytes) -> bytes:
    if b"\r" in piece and _has_lone_returns(piece):
        piece = piece.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if b"\0" in piece:
        piece = piece.replace(b"\0", b"")
    return piece


def _has_lone_returns(piece: bytes) -> bool:
    """Whether lines end with a carriage return alone, as on very old Macs. Those before a line feed are cut later."""
    import numpy as np

    signs = np.frombuffer(piece + b"\n", np.uint8)
    return bool((signs[np.flatnonzero(signs == ord("\r")) + 1] != ord("\n")).any())


class _Splitter:
    """Cuts bytes into rows and cells, and counts lines."""

    def __init__(self, separator: str, columns: Sequence[int], width: int, first_line: int) -> None:
        self.separator, self.columns, self.width, self.first_line = separator, columns, width, first_line
        self.line = 1
        """The line that the next block begins with."""
        self.is_odd = False
        """A quote stands where no rule wants one: nothing after this line can be cut in one go."""

    def block(self, text: bytes) -> tuple[Block | None, bytes]:
        """The complete rows of `text`, and what is left of it for the next block."""
        import numpy as np

        if self.separator == _UNIT:
            text = re.sub(rb"(?m)^ +| +$", b"", text.replace(b"\t", b" ").replace(b"\r", b""))
            text = re.sub(rb" +", _UNIT.encode(), text)
        buffer = np.frombuffer(text + SPARE, np.uint8)
        body = buffer[: len(text)]
        is_break, is_separator = body == ord("\n"), body == ord(self.separator)
        breaks = np.flatnonzero(is_break)
        has_quotes = b'"' in text
        if has_quotes:
            is_quote = body == ord('"')
            is_outside = ~_between(is_quote)
            if not _are_regular(is_quote, is_outside, is_break | is_separator | is_quote | (body == ord("\r"))):
                self.is_odd = True
                return None, text
            is_separator &= is_outside
            row_ends = breaks[is_outside[breaks]]
        else:
            row_ends = breaks
        separators = np.flatnonzero(is_separator)
        if not len(row_ends):
            return None, text
        cut = int(row_ends[-1]) + 1
        block = self._rows(buffer, row_ends, separators[separators < cut], breaks[breaks < cut], has_quotes)
        return block, text[cut:]

    def _rows(
        self, buffer: NDArray[np.uint8], row_ends: Whole, separators: Whole, breaks: Whole, has_quotes: bool
    ) -> Block:
        import numpy as np

        starts = np.concatenate(([0], row_ends[:-1] + 1))
        row_ends = row_ends - ((buffer[row_ends - 1] == ord("\r")) & (row_ends > starts))
        lines = self._lines(starts, breaks, len(row_ends))
        if len(separators) == len(starts) * (self.width - 1):
            steady = self._steady(starts, row_ends, separators, lines)
            if steady is not None:
                return self._block(buffer, steady, lines, None, has_quotes)
        first = np.searchsorted(separators, starts)
        marks = np.diff(np.append(first, len(separators)))
        is_row = (row_ends - starts > marks) & (lines >= self.first_line)
        if not is_row.all():
            starts, row_ends, lines = starts[is_row], row_ends[is_row], lines[is_row]
            first, marks = first[is_row], marks[is_row]
        padded = np.append(separators, [0])
        places = []
        for column in self.columns:
            before = padded[np.minimum(first + column - 1, len(separators))] + 1
            after = padded[np.minimum(first + column, len(separators))]
            cell_starts = starts if column == 0 else np.where(column <= marks, before, row_ends)
            places.append((cell_starts, np.where(column < marks, after, row_ends)))
        surplus = self._surplus(row_ends, first, marks, padded)
        return self._block(buffer, places, lines, surplus, has_quotes)

    def _steady(
        self, starts: Whole, row_ends: Whole, separators: Whole, lines: Whole
    ) -> list[tuple[Whole, Whole]] | None:
        """The places of cells of rows that all have as many as the table has columns, None when one has not."""
        inner = separators.reshape(len(starts), self.width - 1)
        if self.width > 1 and not ((inner[:, 0] >= starts).all() and (inner[:, -1] < row_ends).all()):
            return None
        if lines[0] < self.first_line or (row_ends - starts < self.width).any():
            return None  # titles before the table, or rows without a value
        edges = [starts - 1, *(inner[:, place] for place in range(self.width - 1)), row_ends]
        return [(edges[column] + 1, edges[column + 1]) for column in self.columns]

    def _block(
        self,
        buffer: NDArray[np.uint8],
        places: list[tuple[Whole, Whole]],
        lines: Whole,
        surplus: Flags | None,
        has_quotes: bool,
    ) -> Block:
        import numpy as np

        cells = tuple(Slices(buffer, starts, ends, has_quotes) for starts, ends in places)
        return Block(cells, lines, np.zeros(len(lines), np.bool_) if surplus is None else surplus)

    def _surplus(self, row_ends: Whole, first: Whole, marks: Whole, padded: Whole) -> Flags:
        """Rows with more cells than columns, unless the ones too many are all empty."""
        import numpy as np

        has_more = marks >= self.width
        if has_more.any():
            after_last = padded[np.minimum(first + self.width - 1, len(padded) - 1)]
            has_more &= row_ends - after_last > marks - self.width + 1
        return np.asarray(has_more, np.bool_)

    def _lines(self, starts: Whole, breaks: Whole, rows: int) -> Whole:
        import numpy as np

        lines = self.line + (np.arange(rows) if len(breaks) == rows else np.searchsorted(breaks, starts))
        self.line += len(breaks)
        return lines


def _between(is_mark: Flags) -> Flags:
    """What lies between the first mark and the second, the third and the fourth, and so on, the first of each included.

    The same as `logical_xor.accumulate`, in 64 places at a time: each bit becomes the sum of those up to it, modulo 2.
    """
    import numpy as np

    packed = np.packbits(is_mark, bitorder="little")
    words = np.zeros(-(-len(packed) // 8), "<u8")
    words.view(np.uint8)[: len(packed)] = packed
    for width in (1, 2, 4, 8, 16, 32):
        words ^= words << np.uint64(width)
    is_open = np.bitwise_xor.accumulate(words >> np.uint64(63))
    words[1:] ^= np.uint64(0) - is_open[:-1]
    return np.unpackbits(words.view(np.uint8), count=len(is_mark), bitorder="little").view(np.bool_)


def _are_regular(is_quote: Flags, is_outside: Flags, is_neighbour: Flags) -> bool:
    """Whether every quote opens or closes a cell, or is doubled inside one: what may stand before and after it."""
    opens, closes = is_quote > is_outside, is_quote & is_outside  # of two flags ">" is "and not" in one go
    return not (opens[1:] > is_neighbour[:-1]).any() and not (closes[:-1] > is_neighbour[1:]).any()


def _by_hand(
    splitter: _Splitter, carry: bytes, pieces: Iterator[tuple[bytes, int]], size: int, watch: Watch
) -> Iterator[Block]:
    """The rest of a file, row by row through the csv module."""
    found = _numbered_rows(splitter, _text_lines(carry, pieces, size, watch))
    while batch := list(islice(found, _ROWS_BY_HAND)):
        lines, rows = zip(*batch, strict=True)
        yield block_of_texts(rows, lines, splitter.columns, splitter.width)


def _numbered_rows(splitter: _Splitter, text_lines: Iterator[str]) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line it begins in."""
    has_ended = False

    def to_the_end() -> Iterator[str]:
        nonlocal has_ended
        yield from text_lines
        has_ended = True

    reader = csv.reader(to_the_end(), delimiter=splitter.separator)
    line = splitter.line
    try:
        for row in reader:
            if has_ended and splitter.line + reader.line_num > line + 1:  # it asked for more: one cell took the rest
                raise _unclosed(line)
            if any(row) and line >= splitter.first_line:
                yield line, row
            line = splitter.line + reader.line_num
    except csv.Error as error:
        raise _unclosed(line) from error


def block_of_texts(rows: Sequence[Sequence[str]], lines: Sequence[int], columns: Sequence[int], width: int) -> Block:
    """A block of rows that are cut already."""
    import numpy as np

    surplus = [any(row[width:]) for row in rows]
    cells = tuple(_slices([row[column] if column < len(row) else "" for row in rows]) for column in columns)
    return Block(cells, np.array(lines, np.int64), np.array(surplus, np.bool_))


def _slices(texts: Sequence[str]) -> Slices:
    import numpy as np

    raw = [text.encode("utf-8", "replace") for text in texts]
    ends = np.cumsum(np.fromiter(map(len, raw), np.int64, len(raw)))
    starts = np.append(np.zeros(1, np.int64), ends[:-1])
    return Slices(np.frombuffer(b"".join(raw) + SPARE, np.uint8), starts, ends, is_quoted=False)


def _text_lines(carry: bytes, pieces: Iterator[tuple[bytes, int]], size: int, watch: Watch) -> Iterator[str]:
    for piece, done in pieces:
        watch.tell(done / size)
        *whole, carry = (carry + piece).split(b"\n")
        for line in whole:
            yield line.removesuffix(b"\r").decode("utf-8", "replace") + "\n"
    for line in carry.removesuffix(b"\n").split(b"\n"):
        yield line.removesuffix(b"\r").decode("utf-8", "replace") + "\n"


def _unclosed(line: int) -> PlanError:
    return PlanError(
        N_(
            "The cell that begins in line {line} does not end. A quotation mark is missing there: close it in the file."
        ),
        line=line,
    )
