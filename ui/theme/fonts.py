"""Loads the typefaces that ship with the program; the italic one only when a quotation is shown."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtGui import QFontDatabase

import resources

_FOLDER = Path(resources.__file__).parent / "fonts"


@functools.cache
def load() -> tuple[str, ...]:
    """Adds the upright weights to the application; returns the names of the files that Qt refused."""
    return tuple(path.name for path in sorted(_FOLDER.glob("*.ttf")) if not _is_italic(path) and not _add(path))


@functools.cache
def load_italic() -> tuple[str, ...]:
    """Adds the italic faces; returns the names of the files that Qt refused."""
    return tuple(path.name for path in sorted(_FOLDER.glob("*.ttf")) if _is_italic(path) and not _add(path))


def _is_italic(path: Path) -> bool:
    return "italic" in path.name.lower()


def _add(path: Path) -> bool:
    return QFontDatabase.addApplicationFont(str(path)) >= 0
