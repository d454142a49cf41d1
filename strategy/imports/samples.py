"""The first rows of a text file, and samples from all over it, for previews and for detection."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from strategy.imports.reading import RUNS_OF_SPACES, Reading

SAMPLE = 1 << 18
_WINDOWS = 8


def first_rows(path: Path, reading: Reading, first_line: int) -> Iterator[tuple[int, list[str]]]:
    """Rows from a line on, without blank ones; each with the line it begins in."""
    with path.open(encoding=_codec(reading.encoding), errors="replace", newline=None) as file:
        lines = (line.replace("\0", "") for line in file)
        yield from _rows(lines, reading.separator, first_line)


def head_of(path: Path, encoding: str) -> str:
    """The beginning of the text, up to the end of a line."""
    with path.open("rb") as file:
        raw = file.read(SAMPLE)
        is_all = not file.read(1)
    text = codecs.getincrementaldecoder(_codec(encoding))("replace").decode(raw, final=is_all)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not is_all:
        text = text[: text.rfind("\n") + 1] or text
    return text


def rows_of(text: str, separator: str, most: int) -> list[tuple[int, list[str]]]:
    """The first rows of a piece of text that are not blank, with the line each begins in."""
    return list(islice(_rows(_lines(text), separator, 1), most))


def _lines(text: str) -> Iterator[str]:
    """The lines of a text with their ends, one at a time. `str.splitlines` would also cut at rarer signs."""
    return iter(io.StringIO(text))


def rows_all_over(path: Path, reading: Reading, rows: int) -> list[list[str]]:
    """Rows from places all over the file, so that what the first lines leave open may be told from later ones."""
    size = path.stat().st_size
    if size <= SAMPLE:
        return [cells for _line, cells in rows_of(head_of(path, reading.encoding), reading.separator, rows)]
    codec = _codec(reading.encoding)
    unit = 2 if codec.startswith("utf-16") else 1
    if codec == "utf-16":
        codec = "utf-16-le"
    found: list[list[str]] = []
    with path.open("rb") as file:
        for window in range(_WINDOWS):
            file.seek(size * window // _WINDOWS // unit * unit)
            text = file.read(SAMPLE // _WINDOWS).decode(codec, "replace").replace("\r\n", "\n").replace("\r", "\n")
            whole_lines = text[text.find("\n") + 1 : text.rfind("\n") + 1]
            found += [cells for _line, cells in rows_of(whole_lines, reading.separator, rows // _WINDOWS)]
    return found


def _codec(encoding: str) -> str:
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _rows(lines: Iterator[str], separator: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    if separator == RUNS_OF_SPACES:
        for line, text in enumerate(lines, start=1):
            if line >= first_line and text.strip():
                yield line, re.split(r"[ \t]+", text.strip())
        return
    reader = csv.reader(lines, delimiter=separator)
    line = 1
    try:
        for cells in reader:
            if line >= first_line and any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error:  # a cell without end: what comes before it is enough for a look, reading will say it
        return
