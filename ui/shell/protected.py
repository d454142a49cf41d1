"""A plan that can be read here but not written, its file or folder being protected: told, with the ways to go on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from resources.i18n import tr
from ui.messages import Problem, Way, messages
from ui.shell.files import ask_where, create_document, free_name

if TYPE_CHECKING:
    from pathlib import Path

    from storage.document import Document
    from ui.main_window import MainWindow


def read_or_copy(document: Document, window: MainWindow) -> Document | None:
    """What the user chooses of a protected plan: itself, for reading, or a copy elsewhere; None closes it again."""
    chosen: list[Document | None] = []
    ways = (
        Way(tr("Save a copy elsewhere…"), lambda: chosen.append(_copy_of(document, window))),
        Way(tr("Open for reading"), lambda: chosen.append(document)),
    )
    text = tr(
        "{reason} You can read it, export it, and save a copy of it in another folder: the copy can be changed."
    ).format(reason=_reason(document.path))
    title = tr("This plan can only be read here")
    messages().problem(Problem(title, text, ways, str(document.path), icon="lock", tone="warning"))
    opened = chosen[0] if chosen else None
    if opened is not document:
        document.close()
    return opened


def sentence_on_protection(path: Path) -> str:
    """Why a plan is open for reading only, when nobody else has it."""
    if os.access(path, os.W_OK):
        return tr("This plan is open for reading only: its folder is protected.")
    return tr("This plan is open for reading only: its file is protected.")


def _reason(path: Path) -> str:
    if os.access(path, os.W_OK):
        said = tr("“{name}” lies in a protected folder, where nothing can be written.")
    else:
        said = tr("The file “{name}” is protected: it cannot be written.")
    return said.format(name=path.name)


def _copy_of(document: Document, window: MainWindow) -> Document | None:
    """A copy where the user wants it, opened; None if it was not made, after the user has been told why."""
    from strategy.plan_file import open_plan

    name = tr("{name}, copy").format(name=document.path.stem)
    target = ask_where(window, free_name(document.path.parent, name), tr("Save a copy"))
    if target is None:
        return None

    def copy() -> Document:
        document.save_copy(target)
        return open_plan(target)

    return create_document(copy)
