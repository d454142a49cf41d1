"""Rows cut many at a time against the csv module, which cuts them one by one."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from storage.errors import PlanError
from strategy.imports import text_files
from strategy.imports.cells import DayReader
from strategy.imports.reading import DateOrder, Notation, Reading
from strategy.imports.text_files import text_blocks
from strategy.imports.values import day_in, number_in
from tests.strategy.imports.files import text_file

READING = Reading(encoding="utf-8", separator=",", header_line=None, first_line=1)
CELLS = some.text(alphabet='ab1 é",;\n\r.-', max_size=6)
ROWS = some.lists(some.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For one file at a time, which the next one replaces."""
    return tmp_path_factory.mktemp("rows")


def cut(path: Path, width: int, reading: Reading = READING) -> list[tuple[int, list[str]]]:
    """All rows with their lines."""
    return [
        (int(block.lines[row]), [cells.text(row) for cells in block.cells])
        for block in text_blocks(path, reading, range(width), width)
        for row in range(len(block))
    ]


def expected(text: str, width: int) -> list[tuple[int, list[str]]]:
    """What the csv module makes of it: rows that are more than separators, cut or filled up to the width."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(io.StringIO(text, newline=""))
    found, line = [], 1
    for row in reader:
        if any(row):
            cells = [cell.strip(" \t\n\r") for cell in (*row, *[""] * width)][:width]
            found.append((line, cells))
        line = reader.line_num + 1
    return found


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, quoting=some.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), ends=some.sampled_from(["\n", "\r\n"]))
@example(rows=[["a", 'x"y'], ["b\n\nc", ""]], quoting=csv.QUOTE_ALL, ends="\r\n")
def test_rows_are_those_of_the_csv_module_however_much_is_read_at_once(
    folder: Path, rows: list[list[str]], quoting: int, ends: str
) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, quoting=quoting, lineterminator=ends).writerows(rows)  # type: ignore[arg-type]
    text = file.getvalue()
    path = text_file(folder, text)
    width = max(map(len, rows))
    # A quoted cell of spaces alone makes a row for one of the two and none for the other: neither has a value.
    wanted = [each for each in expected(text, width) if any(each[1])]
    for block in (7, 64, 1 << 19):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(text_files, "BLOCK", block)
            found = cut(path, width)
        assert [each for each in found if any(each[1])] == wanted, block


@settings(max_examples=60, deadline=None)
@given(text=some.text(alphabet='a1,"\n', min_size=1, max_size=40))
def test_no_text_makes_reading_fail_in_another_way_than_csv(folder: Path, text: str) -> None:
    path = text_file(folder, text)
    *_, (last, _cells) = [(0, []), *expected(text, 3)]
    takes_the_next = len(expected(f"{text}\nx", 3)) == len(expected(text, 3))
    if takes_the_next and text.rstrip("\n").count("\n") >= last > 0:
        with pytest.raises(PlanError, match="does not end"):
            cut(path, 3)
        return
    found = cut(path, 3)
    assert [cells for _line, cells in found if any(cells)] == [cells for _, cells in expected(text, 3) if any(cells)]


@settings(max_examples=60, deadline=None)
@given(
    texts=some.lists(
        some.one_of(
            some.decimals(allow_nan=False, allow_infinity=False, places=2).map(str),
            some.integers().map(str),
            some.text(alphabet="0123456789.,- €e()", max_size=9),
        ),
        min_size=1,
        max_size=20,
    ),
    decimal=some.sampled_from([".", ","]),
)
def test_numbers_read_together_are_those_read_one_by_one(texts: list[str], decimal: str) -> None:
    import numpy as np

    notation = Notation(decimal, "" if decimal == "." else " ")
    rows = [[text] for text in texts]
    (cells,) = text_files.block_of_texts(rows, list(range(len(rows))), [0], 1).cells
    one_by_one = [number_in(text, notation) for text in texts]
    wanted = np.array([np.nan if each is None else each for each in one_by_one])
    assert np.array_equal(cells.numbers(notation), wanted, equal_nan=True)


@settings(max_examples=60, deadline=None)
@given(
    dates=some.lists(some.dates(), min_size=1, max_size=20),
    pattern=some.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y 8:05", "%d %B %Y", "x"]),
)
def test_days_read_together_are_those_read_one_by_one(dates: list[object], pattern: str) -> None:
    texts = [format(date, pattern) for date in dates]
    (cells,) = text_files.block_of_texts([[text] for text in texts], list(range(len(texts))), [0], 1).cells
    reader = DayReader(DateOrder.DMY)
    wanted = [day_in(text, DateOrder.DMY) or 0 for text in texts]
    assert cells.days(reader).tolist() == wanted
    assert cells.days(reader).tolist() == wanted  # now from what it remembers


@pytest.mark.parametrize("length", [0, 1, 8, 63, 64, 65, 1000])
def test_what_lies_between_marks_is_found_for_any_number_of_places(length: int) -> None:
    for share in (0.0, 0.1, 0.9, 1.0):
        marks = np.random.default_rng(length).random(length) < share
        assert text_files._between(marks).tolist() == np.logical_xor.accumulate(marks).tolist()
