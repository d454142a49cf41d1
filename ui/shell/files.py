"""Where plan files are and will be: asked, and created; what goes wrong is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from resources.i18n import current, tr
from storage.errors import PeripleError
from storage.file_names import file_stem
from ui.messages import Problem, messages
from ui.settings import settings

if TYPE_CHECKING:
    from storage.document import Document

SUFFIX = ".periple"


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
    """Where the user wants a plan's file; the suffix is added if it is missing.

    The proposal is made in the user's home if nothing can be written where it would lie.
    """
    title = title or tr("Where to keep the plan")
    if not os.access(proposal.parent, os.W_OK):
        proposal = free_name(Path.home(), proposal.stem)
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, str(proposal), _plan_files())
    if not chosen:
        return None
    return Path(chosen) if chosen.endswith(SUFFIX) else Path(f"{chosen}{SUFFIX}")


def _plan_files() -> str:
    return tr("Périple plans ({pattern})").format(pattern=f"*{SUFFIX}")
