"""What the user prefers on this computer: language, theme, scale, and the plans opened lately.

An INI file in the application folder, strings only: a value that some other program wrote can at worst be ignored.
"""

from __future__ import annotations

import contextlib
import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSettings

from resources.i18n import LANGUAGES, language_of
from storage.files import create_exclusively
from storage.folders import application_folder, application_path

if TYPE_CHECKING:
    from exports.options import WorkbookOptions

PROJECTION_SCALE = 1.25
_FILE = "settings.ini"
_MODES = ("system", "light", "dark")
_VALUES, _SEGMENTS, _NO_PAGES = "values", "segments", "no_pages"
"""Of the options of a workbook, those that are not the usual ones."""


class Settings:
    """The preferences of one user, read and written at once."""

    def __init__(self, path: Path) -> None:
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """Language of the windows; at first start, the one of the system."""
        return self._one_of("language", LANGUAGES, language_of(QLocale.system().name()))

    @language.setter
    def language(self, value: str) -> None:
        self._write("language", value)

    @property
    def theme_mode(self) -> str:
        """ "system", "light" or "dark"."""
        return self._one_of("theme", _MODES, "system")

    @theme_mode.setter
    def theme_mode(self, value: str) -> None:
        self._write("theme", value)

    @property
    def scale(self) -> float:
        """1.0, or 1.25 to be read from the back of the room."""
        return PROJECTION_SCALE if self._read("projection") == "yes" else 1.0

    @scale.setter
    def scale(self, value: float) -> None:
        self._write("projection", "yes" if value > 1.0 else "no")

    @property
    def has_reduced_motion(self) -> bool:
        """Whether animations are to last no time."""
        return self._read("reduced_motion") == "yes"

    @has_reduced_motion.setter
    def has_reduced_motion(self, value: bool) -> None:
        self._write("reduced_motion", "yes" if value else "no")

    @property
    def is_rail_folded(self) -> bool:
        """Whether the user folded the rail."""
        return self._read("rail_folded") == "yes"

    @is_rail_folded.setter
    def is_rail_folded(self, value: bool) -> None:
        self._write("rail_folded", "yes" if value else "no")

    @property
    def plans_folder(self) -> Path:
        """Where the last plan was created or opened; the user's home at first."""
        kept = Path(self._read("plans_folder") or Path.home())
        return kept if kept.is_dir() else Path.home()

    @plans_folder.setter
    def plans_folder(self, value: Path) -> None:
        self._write("plans_folder", str(value))

    def forget_folder(self, folder: Path) -> None:
        """Mention a folder no more, here or where Qt's own dialog for files keeps the last ones."""
        if self._read("plans_folder") == str(folder):
            self._store.remove("plans_folder")
        self.flush()
        kept = QSettings(QSettings.Scope.UserScope, "QtProject")
        for key in ("FileDialog/history", "FileDialog/lastVisited"):
            if kept.contains(key):
                kept.remove(key)

    @property
    def deliverables(self) -> tuple[str, ...]:
        """Ids of the formats that were delivered last; some may not exist."""
        return tuple(each for each in self._read("deliverables").split(" ") if each)

    @deliverables.setter
    def deliverables(self, value: tuple[str, ...]) -> None:
        self._write("deliverables", " ".join(value))

    @property
    def deliverables_language(self) -> str:
        """The language of the last delivery; at first that of the windows."""
        return self._one_of("deliverables_language", LANGUAGES, self.language)

    @deliverables_language.setter
    def deliverables_language(self, value: str) -> None:
        self._write("deliverables_language", value)

    @property
    def workbook_options(self) -> WorkbookOptions:
        """How the last workbook was written."""
        from exports.options import NO_PAPER, PAPERS, WorkbookOptions

        kept = self._read("deliverables_workbook").split(" ")
        paper = next((each for each in PAPERS if each in kept), NO_PAPER if _NO_PAGES in kept else PAPERS[0])
        return WorkbookOptions(_VALUES not in kept, _SEGMENTS in kept, paper)

    @workbook_options.setter
    def workbook_options(self, value: WorkbookOptions) -> None:
        marks = ("" if value.has_formulas else _VALUES, _SEGMENTS if value.has_segment_sheets else "")
        self._write("deliverables_workbook", " ".join(filter(None, (*marks, value.paper or _NO_PAGES))))

    def flush(self) -> None:
        """Write to the disk now; Qt does so by itself soon after a change."""
        self._store.sync()

    def _one_of(self, key: str, allowed: tuple[str, ...], otherwise: str) -> str:
        value = self._read(key)
        return value if value in allowed else otherwise

    def _read(self, key: str) -> str:
        try:
            value = self._store.value(key, "")
        except RuntimeError:  # a crafted value that Qt cannot turn into a Python object
            return ""
        return value if isinstance(value, str) else ""

    def _write(self, key: str, value: str) -> None:
        with contextlib.suppress(OSError):  # Qt keeps the rights of a file, and makes one that others read
            create_exclusively(Path(self._store.fileName()))
        self._store.setValue(key, str(value))


@functools.cache
def _settings_at(folder: Path) -> Settings:
    return Settings(folder / _FILE)


def settings() -> Settings:
    """The settings of this user; without a folder to keep them in, they last as long as the program."""
    try:
        return _settings_at(application_folder())
    except OSError:
        return _settings_at(application_path())
