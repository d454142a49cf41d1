"""Removing for good: a thing with every trace of it, the history of a plan, or all of a client."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import current, ntr, tr
from storage.errors import PeripleError
from ui.messages import Problem, Question, messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.document_bridge import DocumentBridge
    from ui.main_window import MainWindow


def show_contents(window: MainWindow) -> None:
    """What the plan contains and what is kept of it; does what was asked for there."""
    from ui.dialogs.contents import ContentsDialog

    if window.bridge is None:
        return
    dialog = ContentsDialog(window.bridge, window)
    dialog.exec()
    wanted = dialog.wanted
    dialog.deleteLater()
    ways: dict[str, Callable[[], object]] = {
        "anonymise": window.actions_of_window["anonymise"].trigger,
        "cut": lambda: delete_history(window),
        "forget": lambda: forget_client(window),
    }
    if wanted:
        ways[wanted]()


def delete_history(window: MainWindow) -> None:
    """Leave nothing of what the plan was before."""
    question = Question(
        tr("Delete the history?"),
        tr("The plan stays as it is. Nothing can be undone any more, and nothing of what was deleted comes back."),
        tr("Delete the history"),
        _what_goes(),
        is_danger=True,
    )
    if window.bridge is not None and messages().ask(question) and _cut(window.bridge):
        messages().toast(tr("The history is deleted. A fresh verified copy is kept."), icon="trash-2")


def delete_for_good(bridge: DocumentBridge, delete: Callable[[], object]) -> None:
    """Have a page or a dialog delete what is selected, then leave nothing of it: no undo, no log, no former copy."""
    question = Question(
        tr("Delete what is selected for good?"),
        tr("Neither undo nor a copy brings it back. For this, the whole history of the plan goes."),
        tr("Delete for good"),
        _what_goes(),
        is_danger=True,
    )
    if not messages().ask(question):
        return
    before = bridge.document.revision
    delete()
    if bridge.document.revision != before and _cut(bridge):
        messages().toast(tr("Deleted for good. A fresh verified copy is kept."), icon="trash-2")


def forget_client(window: MainWindow) -> None:
    """Remove a plan and all that this computer keeps of it, once its name has been typed."""
    from storage.files import identity
    from storage.opening import OpenFile
    from storage.traces import forget_plan, traces
    from ui.dialogs.forget import ForgetDialog

    bridge = window.bridge
    if bridge is None:
        return
    document = bridge.document
    path, plan_id, name = document.path, document.plan_id, bridge.plan().name or document.path.stem
    others = _other_files(path, plan_id)
    dialog = ForgetDialog(name, _what_is_forgotten(path, len(traces(plan_id).copies), others), window)
    accepted = dialog.exec()
    dialog.deleteLater()
    if not accepted:
        return
    opened = identity(path) if OpenFile.has_open(path) else None
    window.close_plan()
    listed = _listed(plan_id)
    try:
        is_gone = forget_plan(path, plan_id, opened)
    except PeripleError as error:
        messages().tell_error(error)
        return
    finally:
        _forget_mentions(path, listed)
        window.show_welcome()
    if is_gone:
        messages().toast(tr("The client is forgotten: nothing is left of the plan on this computer."), icon="trash-2")
    else:
        _tell_other(path)


def _tell_other(path: Path) -> None:
    """The plan was not where it was opened any more: what it left here is gone, and its file is to be looked for."""
    text = tr("“{name}” was no longer there: if it was moved, delete it where it is now. All else is removed.")
    if path.exists():
        text = tr(
            "Another file has taken the place of “{name}”: it is not this plan, and was left as it is. If the plan was "
            "moved, delete it where it is now. All else is removed."
        )
    title = tr("The file of the plan was not deleted")
    messages().problem(Problem(title, text.format(name=path.name), details=str(path), tone="warning"))


def _cut(bridge: DocumentBridge) -> bool:
    if not bridge.attempt(bridge.document.cut_history):
        return False
    bridge.history_cut.emit()
    return True


def _what_goes() -> tuple[str, ...]:
    return (
        tr("What undo and redo could take back or do again"),
        tr("The log of gestures on this computer"),
        tr("All verified copies made until now; a fresh one takes their place"),
    )


def _what_is_forgotten(path: Path, copies: int, others: tuple[str, ...]) -> tuple[str, ...]:
    counted = ntr("{n} verified copy", "{n} verified copies", copies).format(n=current().number(copies))
    rest = tr("The log of gestures, the entry in the list of recent plans, the log of the program")
    lines = (str(path), counted, rest)
    return (*lines, *(tr("Another file of this plan stays: {path}").format(path=each) for each in others))


def _other_files(path: Path, plan_id: str) -> tuple[str, ...]:
    """Files of the same plan elsewhere, as far as the list of recent ones knows."""
    return tuple(each for each in _listed(plan_id) if each != str(path) and Path(each).exists())


def _listed(plan_id: str) -> tuple[str, ...]:
    """The places of a plan in the list of recent ones, those that it has left too."""
    from storage.marks import known_id
    from ui.recent import recent_plans

    return tuple(plan.path for plan in recent_plans() if known_id(Path(plan.path)) == plan_id)


def _forget_mentions(path: Path, listed: tuple[str, ...]) -> None:
    """Settings, lists and logs that name the plan or its folder."""
    from ui.recent import forget
    from ui.settings import settings
    from ui.shell.log import empty_log

    for place in {str(path), *listed}:
        forget(place)
    settings().forget_folder(path.parent)
    empty_log()
