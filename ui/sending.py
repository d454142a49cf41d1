"""Sending a thing to another step: asks where, makes one gesture of it, and tells what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.i18n import tr
from ui.messages import Way, messages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.document_bridge import DocumentBridge
    from ui.models.targets import Target
    from ui.pages.page import Handlers
    from ui.widgets.drops import Thing


SUGGESTION = "objective_entry"
"""Kind of a suggestion of the library of objectives: its id is the catalogue's, or an own entry's."""


PLAN = "plan"
"""The place of a target that is the action plan as a whole."""
NO_KEY = ("", "")
"""Kind and id of nothing."""


def send_handlers(bridge: DocumentBridge, kind: str, row_id: str, parent: QWidget) -> Handlers:
    """The handler of "Send to" for the thing selected; none where nothing fits, or the plan is only read."""
    from ui.models.targets import can_be_sent

    if bridge.document.is_read_only or not row_id or not can_be_sent(bridge.snapshot(), kind, row_id):
        return {}
    return {"send_to": lambda: ask_where(bridge, kind, row_id, parent)}


def ask_where(bridge: DocumentBridge, kind: str, row_id: str, parent: QWidget) -> None:
    """Let the user choose the place, and send the thing there."""
    from ui.dialogs.send_to import SendToDialog
    from ui.models.targets import icon_of, targets_of, words_of

    snapshot = bridge.snapshot()
    words = words_of(snapshot, kind, row_id)
    dialog = SendToDialog(words, icon_of(kind), targets_of(snapshot, kind, row_id), parent.window())
    is_accepted, target, is_followed = bool(dialog.exec()), dialog.chosen, dialog.is_followed
    dialog.deleteLater()
    if is_accepted and target is not None:
        send(bridge, target, is_followed=is_followed)


def send_dropped(bridge: DocumentBridge, thing: Thing, place: str) -> None:
    """Send a thing that was let go over a place, and show what came of it."""
    from ui.models.targets import targets_of

    for target in targets_of(bridge.snapshot(), *thing):
        if target.place == place:
            send(bridge, target, is_followed=True)
            return


def takes(bridge: DocumentBridge, thing: Thing, place: str) -> bool:
    """Whether a thing that is dragged may be let go over a place."""
    from ui.models.targets import targets_of

    if bridge.document.is_read_only:
        return False
    return any(target.place == place for target in targets_of(bridge.snapshot(), *thing))


def send(bridge: DocumentBridge, target: Target, *, is_followed: bool = False) -> None:
    """Send to a place; the toast leads there, unless the user goes there at once."""
    made = bridge.run(lambda: target.send(bridge.document))
    if made is None:
        return
    sentence = {
        "objective": tr("Objective added"),
        "friction": tr("Friction added: {name}"),
        "swot_statement": tr("Statement added: {name}"),
        "action": tr("Sent to the action plan"),
    }[target.kind].format(name=target.name)
    if is_followed:
        bridge.go_to(target.kind, made)
        messages().toast(sentence, icon="send", way=Way(tr("Undo"), bridge.undo))
    else:
        messages().toast(sentence, icon="send", way=Way(tr("Show"), lambda: bridge.go_to(target.kind, made)))
