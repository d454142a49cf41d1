"""Rows as CSV files that spreadsheets open with a double click, in the notation of a language."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from storage.errors import on_one_line

Value = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta | None
_SEPARATORS = {"fr": ";", "en": ","}
_COMMAND_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text that begins so is a formula for a spreadsheet that opens a CSV file; an apostrophe before it makes it text."""


def write_csv(path: Path, rows: Iterable[Sequence[Value]], language: str) -> None:
    """Write rows, headings first, in UTF-8 with a mark that spreadsheets know it by."""
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=_SEPARATORS[language], lineterminator="\r\n")
    for row in rows:
        writer.writerow([_cell(value, language) for value in row])
    path.write_text(written.getvalue(), encoding="utf-8-sig", newline="")


def _cell(value: Value, language: str) -> str:
    """A value without what a spreadsheet would run; figures with the decimal sign of the language."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.replace("\0", "")
        return f"'{text}" if text.lstrip(" ").startswith(_COMMAND_SIGNS) else text
    if isinstance(value, float | int) and not isinstance(value, bool):
        shown = format(float(value) + 0.0, ".15g")
        return shown.replace(".", ",") if language == "fr" else shown
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return on_one_line(str(value))
