"""A file dropped on the window: a plan to open, a workbook that came back, or the drawing of a journey."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QDropEvent

from ui.shell.files import SUFFIX

if TYPE_CHECKING:
    from ui.main_window import MainWindow

WORKBOOKS = (".xlsx", ".xlsm", ".ods")
"""Endings of the workbooks that a client may send back."""


def dropped_file(event: QDropEvent, window: MainWindow) -> Path | None:
    """The one local file that is dropped and that the window can take now; anything else is refused."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    if len(paths) != 1 or len(urls) != 1:
        return None
    suffix = paths[0].suffix.lower()
    takes_more = window.bridge is not None and not window.bridge.document.is_read_only
    return paths[0] if suffix == SUFFIX or (takes_more and _is_for_a_plan(suffix)) else None


def take_file(window: MainWindow, path: Path) -> None:
    """Open the plan, or begin the import that the file is for; it is shown before anything of it is taken."""
    from ui.shell import commands

    suffix = path.suffix.lower()
    if suffix == SUFFIX:
        window.open_plan(path)
    elif suffix in WORKBOOKS:
        commands.import_returned(window, path=path)
    else:
        commands.import_journey(window, path)


def _is_for_a_plan(suffix: str) -> bool:
    if suffix in WORKBOOKS:
        return True
    from strategy.imports.journeys import DRAWINGS

    return suffix in DRAWINGS
