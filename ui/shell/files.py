"""Opening, creating, copying and reverting plan files for the window; what goes wrong is told with its way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from resources.i18n import current, tr
from storage.errors import DamagedPlan, NewerPlan, NotAPlan, PeripleError, PlanError, UnknownJournal
from storage.file_names import file_stem
from ui.messages import Problem, Way, messages
from ui.settings import settings

if TYPE_CHECKING:
    from storage.document import Document

SUFFIX = ".periple"


def open_document(path: Path, open_backup: Callable[[Path], None]) -> Document | None:
    """The plan in a file; None when it cannot be opened, after the user has been told why and what is safe."""
    from strategy.plan_file import open_plan

    try:
        return open_plan(path)
    except PeripleError as error:
        messages().problem(_opening_problem(error, open_backup))
    except FileNotFoundError:
        text = tr("There is no file “{name}” in this folder any more. Nothing else is concerned.")
        messages().problem(Problem(tr("The plan was not found"), text.format(name=path.name), details=str(path)))
    return None


def create_document(create: Callable[[], Document]) -> Document | None:
    """A new plan; None when it cannot be created, after the user has been told why."""
    try:
        return create()
    except PeripleError as error:
        messages().problem(Problem(tr("The plan was not created"), error.text(current())))
    except OSError as error:
        text = tr("This folder cannot be written. Choose another place.")
        messages().problem(Problem(tr("The plan was not created"), text, details=str(error)))
    return None


def free_name(folder: Path, name: str, suffix: str = SUFFIX) -> Path:
    """A path in the folder that no file has yet, for a plan of this name."""
    stem = file_stem(name, tr("Untitled plan"))
    candidate, number = folder / f"{stem}{suffix}", 2
    while candidate.exists():
        candidate, number = folder / f"{stem} {number}{suffix}", number + 1
    return candidate


def ask_which(parent: QWidget) -> Path | None:
    """The plan that the user wants to open."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, tr("Open a plan"), str(settings().plans_folder), _plan_files())
    return Path(chosen) if chosen else None


def ask_where(parent: QWidget, proposal: Path, title: str = "") -> Path | None:
    """Where the user wants a plan's file; the suffix is added if it is missing."""
    title = title or tr("Where to keep the plan")
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(proposal), _plan_files())
    if not chosen:
        return None
    return Path(chosen) if chosen.endswith(SUFFIX) else Path(f"{chosen}{SUFFIX}")


def _plan_files() -> str:
    return tr("Périple plans ({pattern})").format(pattern=f"*{SUFFIX}")


def _opening_problem(error: PeripleError, open_backup: Callable[[Path], None]) -> Problem:
    ways: tuple[Way, ...] = ()
    details = str(error)
    if isinstance(error, DamagedPlan):
        details = error.finding
        backup = error.newest_backup
        if backup is not None:
            ways = (Way(tr("Open the newest backup"), lambda: open_backup(backup)),)
    titles = {
        NotAPlan: tr("This file is not a plan"),
        NewerPlan: tr("This plan needs a newer version"),
        DamagedPlan: tr("This plan is damaged"),
        UnknownJournal: tr("This plan has an unfinished change"),
    }
    title = titles.get(type(error), tr("The plan cannot be opened"))
    if isinstance(error, PlanError):
        details = ""
    return Problem(title, error.text(current()), ways, details)
