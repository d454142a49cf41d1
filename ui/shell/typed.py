"""What is being typed when something else happens: it goes into the plan, as leaving its field would have it do."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QAbstractItemView, QWidget

KEEP_TYPING = frozenset({"undo", "redo"})
"""Actions that concern the typing itself, as long as there is any."""


@runtime_checkable
class Typing(Protocol):
    """A field that the user may be typing in."""

    def commit(self) -> None:
        """Announce what was typed, if it changes anything."""


def commit_typed(window: QWidget) -> None:
    """Before the plan is closed, shown anew or given away: what stands in a field on screen must be in it."""
    field: QWidget | None = window.focusWidget()
    is_done = False
    while field is not None and field is not window:
        above = field.parentWidget()
        if isinstance(field, Typing) and not is_done:
            field.commit()
            is_done = True
        view = above.parentWidget() if isinstance(above, QWidget) else None
        if isinstance(view, QAbstractItemView) and above is view.viewport():
            view.commitData(field)  # the editor of a cell
        field = above
