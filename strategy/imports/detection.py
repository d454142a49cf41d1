"""Finds out how a file is to be read. Everything it decides, the user may decide instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.cells import shown
from strategy.imports.encodings import encoding_of
from strategy.imports.opening import check_size, reading_of
from strategy.imports.reading import RUNS_OF_SPACES, DateOrder, Reading
from strategy.imports.samples import head_of, rows_all_over, rows_of
from strategy.imports.values import SPACES, day_in, without_money
from strategy.imports.watch import UNWATCHED, Watch
from strategy.imports.workbooks import Workbook, is_workbook, numbered_rows, open_workbook

_LOOKED_AT = 400
"""Rows of a sample."""
_CANDIDATES = ("\t", ";", "|", ",")

Row = tuple[int, list[str]]


def detect(path: str | Path, watch: Watch = UNWATCHED, **chosen: Any) -> Reading:  # Any: fields of Reading
    """How to read the file; `chosen` are fields of `Reading` that the user decided, and the rest follows from them.

    Raises PlanError for a file that holds no table, StorageError when it cannot be read at all.
    """
    path = Path(path)
    with reading_of(path):
        if is_workbook(path):
            reading, rows, sample = _workbook(path, chosen, watch)
        else:
            check_size(path)
            reading, rows = _text(path, chosen, watch)
            sample = rows_all_over(path, reading, _LOOKED_AT)
    if not rows:
        raise PlanError(N_("There is no table here: all cells are empty. Choose another sheet or another file."))
    reading = _with_header(reading, rows, chosen)
    names = [cells for line, cells in rows if line == reading.header_line]
    reading = _with_notation(reading, [cells for cells in sample if cells not in names], bool(reading.sheet))
    if _counts_days(reading, rows):
        reading = replace(reading, date_order=DateOrder.SERIAL, is_date_order_certain=True)
    return replace(reading, **chosen)


def _workbook(path: Path, chosen: dict[str, Any], watch: Watch) -> tuple[Reading, list[Row], list[list[str]]]:
    """The sheet, its first rows, and those of their cells that are texts: the others need no notation."""
    workbook = open_workbook(path, watch)
    name = chosen.get("sheet")
    if name is None:
        sheets = workbook.sheets
        visible = [name for name, is_hidden in sheets if not is_hidden] or [name for name, _hidden in sheets]
        name = next((each for each in visible if _first_sheet_rows(workbook, each, 1)), visible[0] if visible else "")
    found = _first_sheet_rows(workbook, name, _LOOKED_AT)
    sample = [[cell if isinstance(cell, str) else "" for cell in cells] for _line, cells in found]
    return Reading(sheet=name), [(line, list(map(shown, cells))) for line, cells in found], sample


def _first_sheet_rows(workbook: Workbook, name: str, rows: int) -> list[tuple[int, list[Any]]]:  # Any: see `Objects`
    found = []
    for line, cells in numbered_rows(workbook.sheet(name)):
        if any(map(shown, cells)):
            found.append((line, cells))
            if len(found) == rows:
                break
    return found


def _text(path: Path, chosen: dict[str, Any], watch: Watch) -> tuple[Reading, list[Row]]:
    encoding = chosen.get("encoding") or encoding_of(path, watch)
    head = head_of(path, encoding)
    separator = chosen.get("separator") or separator_of(head)
    return Reading(encoding=encoding, separator=separator), rows_of(head, separator, _LOOKED_AT)


def separator_of(text: str) -> str:
    """The sign that cuts most rows of a text into the same number of cells."""
    best, best_share = ",", 0.0
    for candidate in _CANDIDATES:
        share = _steadiness(text, candidate)
        if share > best_share + 0.05:
            best, best_share = candidate, share
    if best_share < 0.6 and _steadiness(text, RUNS_OF_SPACES) > 0.9:
        return RUNS_OF_SPACES
    return best


def _steadiness(text: str, separator: str) -> float:
    """Share of the rows that have the most common number of cells; 0 when that number is one."""
    counts = Counter(len(cells) for _line, cells in rows_of(text, separator, _LOOKED_AT))
    counts_of_several = Counter({cells: rows for cells, rows in counts.items() if cells > 1})
    if not counts_of_several:
        return 0.0
    return counts_of_several.most_common(1)[0][1] / sum(counts.values())


def _with_header(reading: Reading, rows: Sequence[Row], chosen: dict[str, Any]) -> Reading:
    """Where the names of the columns stand, and where the values begin."""
    if "header_line" in chosen:
        header = chosen["header_line"]
        first = rows[0][0] if header is None else header + 1
        return replace(reading, header_line=header, first_line=first)
    place = _first_full_row(rows)
    line, cells = rows[place]
    below = [each for _line, each in rows[place + 1 : place + 41]]
    if _is_header(cells, below):
        return replace(reading, header_line=line, first_line=line + 1)
    above = rows[place - 1] if place else None
    if above is not None and above[0] == line - 1 and _are_sparse_names(above[1]):
        return replace(reading, header_line=above[0], first_line=line)
    return replace(reading, header_line=None, first_line=line)


def _are_sparse_names(cells: Sequence[str]) -> bool:
    """Whether a row may name some of the columns and leave the others without a name. A title is one cell."""
    names = [cell.strip(SPACES) for cell in cells if cell.strip(SPACES)]
    return len(names) > 1 and not any(map(_is_value, names))


def _first_full_row(rows: Sequence[Row]) -> int:
    """The first row that is about as full as most: titles and blanks above a table have fewer cells."""
    filled = [sum(bool(cell.strip(SPACES)) for cell in cells) for _line, cells in rows[:60]]
    usual = sorted(filled)[len(filled) // 2]
    return next((place for place, count in enumerate(filled) if count >= max(1, 0.6 * usual)), 0)


def _is_header(cells: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Whether a row names the columns: texts only, none twice, or over columns of something else."""
    names = [cell.strip(SPACES) for cell in cells if cell.strip(SPACES)]
    if any(_is_value(name) for name in names):
        return False
    if not below:
        return True
    for column, name in enumerate(cells):
        values = [row[column].strip(SPACES) for row in below if column < len(row) and row[column].strip(SPACES)]
        if values and name.strip(SPACES) and sum(map(_is_value, values)) >= 0.8 * len(values):
            return True
    return len(set(names)) == len(names) and not any(list(cells) == list(row) for row in below)


_NUMBER_LIKE = re.compile(r"[-+(\u2212]?\s?\d[\d\s.,'’\u00a0\u2007\u2009\u202f]*(?:[eE]-?\d+)?\s?[%-]?\)?", re.ASCII)
_DATE_WITH_POINTS = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d\d){1,2}|\d{4}\.\d{1,2}\.\d{1,2}", re.ASCII)
"""Points between thousands stand before three digits each."""


_TRUTHS = frozenset({"TRUE", "FALSE", "VRAI", "FAUX"})


def _is_value(text: str) -> bool:
    """Whether a text is a number or a date in any notation."""
    if _is_number_like(text) or text in _TRUTHS:
        return True
    return any(day_in(text, order) for order in (DateOrder.DMY, DateOrder.MDY))


def _is_number_like(text: str) -> bool:
    return _NUMBER_LIKE.fullmatch(without_money(text)) is not None and not _DATE_WITH_POINTS.fullmatch(text)


def _with_notation(reading: Reading, sample: Sequence[Sequence[str]], is_workbook: bool) -> Reading:
    width = max(map(len, sample), default=0)
    columns = [[row[place].strip(SPACES) for row in sample if place < len(row)] for place in range(width)]
    order, is_certain = date_order_of(columns)
    decimal, thousands = _number_marks(columns, is_french=is_workbook or reading.separator == ";")
    return replace(reading, decimal=decimal, thousands=thousands, date_order=order, is_date_order_certain=is_certain)


def date_order_of(columns: Sequence[Sequence[str]]) -> tuple[DateOrder, bool]:
    """The order that reads most texts of the columns with dates, and whether the other one would read fewer."""
    texts = {text for column in columns for text in _dates(column)}
    orders = (DateOrder.DMY, DateOrder.MDY, DateOrder.YMD)
    open_texts = [text for text in texts if len({day_in(text, order) for order in orders}) > 1]
    if not open_texts:
        return (DateOrder.YMD if any(text[:4].isdigit() for text in texts) else DateOrder.DMY), True
    read = {order: sum(day_in(text, order) is not None for text in open_texts) for order in orders}
    if read[DateOrder.DMY] == read[DateOrder.MDY]:
        has_noon = any(re.search(r"\d\s?[AaPp]\.?[Mm]\b", text) for text in open_texts)
        return (DateOrder.MDY if has_noon else DateOrder.DMY), False
    return max(orders, key=read.__getitem__), True


def _counts_days(reading: Reading, rows: Sequence[Row]) -> bool:
    """Whether a column that is named like a date holds the numbers that spreadsheets give to days since 1954."""
    names = next((cells for line, cells in rows if line == reading.header_line), [])
    values = [cells for line, cells in rows if line >= reading.first_line]
    for place, name in enumerate(names):
        texts = [cells[place].strip(SPACES) for cells in values if place < len(cells) and cells[place].strip(SPACES)]
        is_dated = re.search(r"(?i)date|\b(day|jour|depuis|since)\b", name) is not None
        if is_dated and texts and all(re.fullmatch(r"[2-6]\d{4}(?:[.,]\d+)?", text) for text in texts):
            return True
    return False


def _dates(column: Sequence[str]) -> list[str]:
    """The distinct texts of a column if most of them are dates."""
    texts = list({text for text in column if text})
    found = [text for text in texts if re.search(r"\d", text) and not _is_number_like(text)]
    dates = [text for text in found if any(day_in(text, order) for order in (DateOrder.DMY, DateOrder.MDY))]
    return dates if len(dates) >= 0.6 * len(texts) else []


def _number_marks(columns: Sequence[Sequence[str]], is_french: bool) -> tuple[str, str]:
    """The decimal mark and the mark of thousands that the columns of numbers show."""
    votes: Counter[tuple[str, str]] = Counter()
    open_marks: Counter[str] = Counter()
    for column in columns:
        texts = [text for text in column if text]
        numbers = [text for text in texts if _is_number_like(text)]
        if len(numbers) >= 0.6 * len(texts):
            for text in numbers:
                _vote(text, votes, open_marks)
    decimals = Counter({mark: sum(n for (dec, _t), n in votes.items() if dec == mark) for mark in (",", ".")})
    groups = Counter({mark: sum(n for (_d, sign), n in votes.items() if sign == mark) for mark in (" ", "'", ".", ",")})
    decimal = _decimal(decimals, open_marks, is_french)
    thousands = next((mark for mark, count in groups.most_common() if count and mark != decimal), "")
    other = "," if decimal == "." else "."
    if not thousands and open_marks[other]:
        thousands = other
    return decimal, thousands


def _decimal(decimals: Counter[str], open_marks: Counter[str], is_french: bool) -> str:
    if decimals[","] != decimals["."]:
        return "," if decimals[","] > decimals["."] else "."
    if open_marks[","] and not open_marks["."]:
        return "," if is_french else "."  # "1,234" and nothing else
    return "," if open_marks["."] and is_french else "."  # "1.234" and nothing else: thousands


def _vote(text: str, votes: Counter[tuple[str, str]], open_marks: Counter[str]) -> None:
    """What one number shows: its decimal mark, its mark of thousands, or a mark that may be either."""
    text = without_money(text).strip("()-+%\u2212" + SPACES)
    marks = [sign for sign in text if not sign.isdigit()]
    spaces = [sign for sign in marks if sign in SPACES]
    quotes = [sign for sign in marks if sign in "'’"]
    group = " " if spaces else "'" if quotes else ""
    points, commas = marks.count("."), marks.count(",")
    if points and commas:
        last = max(".,", key=text.rfind)
        votes[last, "." if last == "," else ","] += 1
    elif points > 1 or commas > 1:
        votes["", "." if points else ","] += 1
    elif points or commas:
        mark = "." if points else ","
        if not group and re.fullmatch(r"\D*[1-9]\d{0,2}[.,]\d{3}\D*", text):
            open_marks[mark] += 1
        else:
            votes[mark, group] += 1
    elif group:
        votes["", group] += 1
