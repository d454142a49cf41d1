"""Looks at a file as the user corrects how it is read, off the thread of the windows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from exports.wall import wall
from storage.errors import PeripleError
from strategy.imports.looking import Look, look_at
from ui.latest import Latest


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
        self._latest.ask(lambda: _seen(path, wanted), at_once=not wall.is_up)

    def leave(self) -> None:
        """Need no answer any more."""
        self._latest.leave()


def _seen(path: Path, wanted: Mapping[str, Any]) -> Look:  # Any: fields of a Reading
    try:
        return wall.read(look_at, path, wanted)
    except PeripleError as error:
        return Look(problem=error)
