"""Bringing plans back: always into a new file, whatever is wrong with the one before."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import tr
from ui.messages import messages
from ui.settings import settings
from ui.shell.files import ask_where, create_document, free_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.document import Document
    from storage.recovery import LastState
    from ui.main_window import MainWindow
    from ui.models.rescue import RescueLine


def restore_last_state(window: MainWindow, last: LastState, path: Path) -> None:
    """Write the exact last state of a plan beside the file that was to be opened, and open it."""
    from strategy.rescue import bring_back

    target = free_name(path.parent, path.stem if not path.exists() else tr("{name}, restored").format(name=path.stem))
    if not os.access(path.parent, os.W_OK):
        _bring(window, target, lambda chosen: bring_back(last, chosen))
    else:
        _show(window, create_document(lambda: bring_back(last, target)))


def show_recovery(window: MainWindow, plan_id: str = "", path: Path | None = None, *, is_damaged: bool = False) -> None:
    """The states that plans can be brought back to, from one plan on if it is given; opens what is chosen.

    The file of a plan that `is_damaged`, and of which no last state is known, is read for what is left of it.
    """
    from ui.dialogs.recovery import RecoveryDialog

    if not plan_id and window.bridge is not None:
        plan_id, path = window.bridge.document.plan_id, window.bridge.document.path
    dialog = RecoveryDialog(window, plan_id, path if is_damaged else None)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    if chosen is not None:
        folder = path.parent if path is not None else settings().plans_folder
        stem = dialog.name_of_plan or (path.stem if path is not None else tr("Plan"))
        _bring(window, free_name(folder, tr("{name}, restored").format(name=stem)), lambda where: _made(chosen, where))


def open_alone(window: MainWindow, path: Path) -> None:
    """Open a copy of a plan's file without the unfinished change that lies beside it."""
    from strategy.rescue import bring_alone

    target = free_name(settings().plans_folder, tr("{name}, copy").format(name=path.stem))
    _bring(window, target, lambda chosen: bring_alone(path, chosen))


def save_and_open_copy(window: MainWindow) -> None:
    """Keep the work of a plan whose file went away in a file of its own, and go on there."""
    bridge = window.bridge
    if bridge is None:
        return
    target = ask_where(window, free_name(settings().plans_folder, bridge.document.path.stem), tr("Save a copy"))
    if target is not None and bridge.attempt(lambda: bridge.document.save_copy(target)):
        window.open_plan(target)


def _made(chosen: RescueLine, target: Path) -> Document:
    from strategy.rescue import bring_back, bring_back_copy

    if chosen.salvaged is not None:
        from strategy.salvage import bring_salvaged

        return bring_salvaged(chosen.salvaged, target)
    if chosen.copy is not None:
        return bring_back_copy(chosen.copy, target)
    assert chosen.last is not None
    return bring_back(chosen.last, target)


def _bring(window: MainWindow, proposal: Path, bring: Callable[[Path], Document]) -> None:
    target = ask_where(window, proposal, tr("Where to keep what is brought back"))
    if target is not None:
        _show(window, create_document(lambda: bring(target)))


def _show(window: MainWindow, document: Document | None) -> None:
    if document is not None:
        window.show_document(document)
        said = tr("Brought back as “{name}”. The file before stays as it was.")
        messages().toast(said.format(name=document.path.name), icon="life-buoy")
