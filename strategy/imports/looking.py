"""A first look at a file: how it is written, its columns and first rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storage.errors import PeripleError, os_error
from strategy.imports.detection import detect
from strategy.imports.reading import Reading
from strategy.imports.table import PreviewRow, Table, open_table

ROWS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen. `problem` stands instead of the rest when the file cannot be read as asked."""

    reading: Reading | None = None
    table: Table | None = None
    rows: tuple[PreviewRow, ...] = ()
    problem: PeripleError | None = None


def look_at(path: Path, chosen: Mapping[str, Any]) -> Look:  # Any: fields of a Reading
    """One look at a file, read as `chosen` says and as detected otherwise.

    What is wrong with it comes back instead of being raised.
    """
    try:
        reading = detect(path, **chosen)
        with open_table(path, reading) as table:
            return Look(reading, table, tuple(table.preview(ROWS_SHOWN)))
    except PeripleError as error:
        return Look(problem=error)
    except OSError as error:
        return Look(problem=os_error(error))
