"""What the locked cells of a table said when it was exported, in few characters: enough to see that one was changed."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterator, Sequence

from exports.client_columns import UID, is_client, plain_number, plain_text
from exports.columns import Column, Figure, Filled, Formula, Value

NO_PRINT = "-"
"""Stands for a formula, whose value follows other cells."""
_COMPARED = 30_000
"""Characters: what is longer may be cut in its cell."""


def locked_keys(table: str, keys: Sequence[str]) -> list[str]:
    """The locked columns of a table, but for the one by which rows are known again."""
    return [key for key in keys if key != UID and not is_client(table, key)]


def locked_prints(table: str, columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> Iterator[str]:
    """For each row one text: the prints of its locked cells, in the order of the columns, joined by spaces."""
    wanted = set(locked_keys(table, [column.key for column in columns if column.key]))
    places = [place for place, column in enumerate(columns) if column.key in wanted]
    known: dict[object, str] = {}
    for row in rows:
        prints = []
        for place in places:
            value = row[place]
            while isinstance(value, Filled | Figure):
                value = value.value
            if isinstance(value, Formula):
                prints.append(NO_PRINT)
                continue
            key = (value.__class__, value)
            if key not in known:
                known[key] = cell_print(value)
            prints.append(known[key])
        yield " ".join(prints)


def cell_print(value: object) -> str:
    """Four hexadecimal characters for what a cell shows."""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if value is None:
        text = ""
    elif isinstance(value, datetime.date):
        text = value.isoformat()
    elif isinstance(value, int | float):
        text = plain_number(value)
    else:
        text = plain_text(str(value))
    return format(zlib.crc32(text[:_COMPARED].encode("utf-8", "surrogatepass")) & 0xFFFF, "04x")
