"""Lists with a filter that pop up beside the current row: what to add, whom to join, which entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractItemView, QWidget

from resources.i18n import current
from strategy.snapshot import Snapshot
from ui.models.entries import entry_options
from ui.models.journey_signs import CHANNEL_ICONS
from ui.widgets.choices import Choice, ChoiceMenu

Pick = Callable[[str], object]


def pick_one(
    view: QAbstractItemView,
    choices: Sequence[Choice],
    title: str,
    on_pick: Pick,
    *,
    free_text: str = "",
    on_text: Pick | None = None,
) -> ChoiceMenu:
    """Open a list under the current row of `view`; `on_pick` receives the id chosen, `on_text` a text of its own."""
    menu = ChoiceMenu(
        choices, single=True, free_text=free_text, name="journey_choice", accessible_name=title, parent=view
    )
    menu.changed.connect(lambda chosen: _after(menu, lambda: [on_pick(each) for each in chosen]))
    if on_text is not None:
        menu.typed.connect(lambda text: _after(menu, lambda: on_text(text)))
    menu.adjustSize()
    menu.open_at(_place(view, view.visualRect(view.currentIndex()), menu))
    return menu


def entry_choices(snapshot: Snapshot, list_name: str) -> list[Choice]:
    """The entries of a list, own ones last."""
    return [Choice(str(entry_id), label) for entry_id, label in entry_options(snapshot, list_name)]


def touchpoint_choices(snapshot: Snapshot) -> list[Choice]:
    """The library of touchpoints, each with its stage beside it and the icon of its channel."""
    from resources.catalogue import catalogue

    found = []
    for entry_id, label in entry_options(snapshot, "touchpoint_types"):
        entry = catalogue().get(str(entry_id))
        icon = CHANNEL_ICONS.get(entry.get("channel") or "", "map-pin") if entry else "map-pin"
        note = current().label(entry.get("stage")) if entry else ""
        found.append(Choice(str(entry_id), label, note=note, icon=icon))
    return found


def _after(menu: QWidget, act: Callable[[], object]) -> None:
    """Close the list first: what follows may open an editor, which must get the focus for good."""
    menu.close()
    act()


def _place(view: QAbstractItemView, row: QRect, menu: QWidget) -> QPoint:
    """Under the row, or above it where the window ends."""
    corner = view.viewport().mapToGlobal(row.bottomLeft() + QPoint(40, 2))
    bottom = view.window().mapToGlobal(view.window().rect().bottomLeft()).y()
    if corner.y() + menu.height() > bottom:
        corner.setY(max(0, bottom - menu.height() - 8))
    return corner
