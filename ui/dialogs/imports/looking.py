"""A first look at a file: how it is written, its columns and first rows; off the thread of the windows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from storage.errors import PeripleError, os_error
from ui.latest import Latest

if TYPE_CHECKING:
    from strategy.imports import PreviewRow, Reading, Table

ROWS_SHOWN = 60
_QUICK = 300_000
"""Bytes that are read in a moment."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen. `problem` stands instead of the rest when the file cannot be read as asked."""

    reading: Reading | None = None
    table: Table | None = None
    rows: tuple[PreviewRow, ...] = ()
    problem: PeripleError | None = None


class Looking(QObject):
    """Looks again whenever the user corrects how the file is read; `seen` carries the last `Look`."""

    seen = Signal(object)

    def __init__(self, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.path = path
        self._latest = Latest(self)
        self._latest.came.connect(self.seen)

    def look(self, chosen: Mapping[str, Any]) -> None:  # Any: fields of a Reading
        """Look at the file, read as `chosen` says and as detected otherwise."""
        path, wanted = self.path, dict(chosen)
        self._latest.ask(lambda: look_at(path, wanted), at_once=_is_quick(path))

    def leave(self) -> None:
        """Need no answer any more."""
        self._latest.leave()


def look_at(path: Path, chosen: Mapping[str, Any]) -> Look:  # Any: fields of a Reading
    """One look at a file; what is wrong with it comes back instead of being raised."""
    from strategy import imports

    try:
        reading = imports.detect(path, **chosen)
        with imports.open_table(path, reading) as table:
            return Look(reading, table, tuple(table.preview(ROWS_SHOWN)))
    except PeripleError as error:
        return Look(problem=error)
    except OSError as error:
        return Look(problem=os_error(error))


def _is_quick(path: Path) -> bool:
    try:
        return path.stat().st_size < _QUICK
    except OSError:
        return True
