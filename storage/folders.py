"""Where the program keeps its own files: backups, marks of open plans, settings, logs."""

from __future__ import annotations

import os
from pathlib import Path

DATA_VARIABLE = "PERIPLE_DATA"
"""Names another folder in tests and on portable installations."""


def application_folder() -> Path:
    """The program's folder in the user's application data; it exists, and only its owner enters it. Raises OSError."""
    return _private(application_path())


def application_path() -> Path:
    """Where that folder is, even if it cannot be made."""
    if named := os.environ.get(DATA_VARIABLE):
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("Periple", appauthor=False)


def backups_folder() -> Path:
    """Backups of every plan."""
    return _private(application_folder() / "backups")


def marks_folder() -> Path:
    """One small file for each plan opened here: its id, and whether it was closed cleanly."""
    return _private(application_folder() / "plans")


def recovery_folder(plan_id: str) -> Path:
    """Where the log of a plan's gestures lies; it need not exist yet."""
    return _private(application_folder() / "recovery") / plan_id


def scratch_folder() -> Path:
    """One folder for each program that runs: parts of the files that it is writing."""
    return _private(application_folder() / "scratch")


def _private(folder: Path) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
