"""Columns under headings of the client's own, in a file whose names were lost: known by what they still say."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from exports.client_columns import CLIENT_COLUMNS, UID, Sort, plain_number, plain_text
from exports.returned.contract import ExportedTable
from resources.i18n import LANGUAGES, words
from strategy.model import PRIORITY_NAMES

_LEAST = 2
"""Rows that must agree; one alone may do so by chance."""


def with_renamed(
    exported: ExportedTable, cells: Sequence[Sequence[Any]], header: int, columns: Mapping[str, int]
) -> dict[str, int]:
    """The columns with those of the client that were renamed: more than half of what they held stands there still.

    A column that was empty, or filled in anew from top to bottom, cannot be told from one that the client added.
    """
    found = dict(columns)
    known = [(row, base) for row in cells[header + 1 :] if (base := exported.rows.get(_at(row, columns[UID]).strip()))]
    for place, column in enumerate(CLIENT_COLUMNS[exported.name]):
        if column.key in found:
            continue
        held = [(row, base.texts[place]) for row, base in known if base.texts[place]]
        free = [at for at, title in enumerate(cells[header]) if at not in found.values() and str(title or "").strip()]
        counts = {
            at: sum(base in _readings(row[at], column.sort) for row, base in held if at < len(row)) for at in free
        }
        best = max(counts, key=counts.__getitem__, default=None)
        if best is not None and counts[best] >= _LEAST and 2 * counts[best] > len(held):
            found[column.key] = best
    return found


def _at(row: Sequence[Any], column: int) -> str:
    return str(row[column] or "") if column < len(row) else ""


def _readings(value: Any, sort: Sort) -> tuple[str, ...]:  # Any: what a cell can hold
    """The compared texts that a cell as it was exported may stand for."""
    if isinstance(value, datetime.datetime):
        return (value.date().isoformat(),)
    if isinstance(value, datetime.date):
        return (value.isoformat(),)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (plain_number(round(100 * value)),) if sort is Sort.SHARE else (plain_number(value),)
    text = plain_text(str(value or ""))
    if sort is Sort.PRIORITY:
        return tuple(str(number) for number, name in PRIORITY_NAMES.items()
                     if text in {words(language).tr(name) for language in LANGUAGES})  # fmt: skip
    return (text,)
