"""Loads the typefaces that ship with the program; the bold and the italic only once they are wanted."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtGui import QFontDatabase

import resources

_RARE = ("-Bold", "-Italic")
_FOLDER = Path(resources.__file__).parent / "fonts"


@functools.cache
def load() -> tuple[str, ...]:
    """Adds the faces that every window uses; returns the names of the files that Qt refused."""
    return tuple(path.name for path in _files() if not path.stem.endswith(_RARE) and not _add(path))


@functools.cache
def load_rare(face: str) -> tuple[str, ...]:
    """Adds the "Bold" or the "Italic" faces, when they are first wanted; returns the files that Qt refused."""
    return tuple(path.name for path in _files() if path.stem.endswith(f"-{face}") and not _add(path))


def _files() -> list[Path]:
    return sorted(_FOLDER.glob("*.ttf"))


def _add(path: Path) -> bool:
    return QFontDatabase.addApplicationFont(str(path)) >= 0
