"""Saying which as-is touchpoint a target one stands for, from either side."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from journey.comparison import Difference, Fate
from journey.model import Journey, JourneyKind, NodeKind, Touchpoint
from resources.i18n import current, tr
from strategy.naming import Naming
from strategy.operations import match_touchpoint, set_value
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.journey_pairs import segment_name
from ui.models.journey_signs import point_icon
from ui.widgets.choices import Choice, ChoiceMenu

NEW = "new"
"""The choice of standing for none."""


def match_words(snapshot: Snapshot, difference: Difference) -> str:
    """What the picker of a difference says: what its card stands for."""
    if difference.to_be_id is None:
        return tr("Becomes…")
    before = snapshot.get(Touchpoint, difference.as_is_id)
    if before is None:
        return tr("New, stands for none")
    return tr("Stands for “{name}”").format(name=Naming(snapshot, current()).title(before) or tr("To name"))


def pick_match(
    bridge: DocumentBridge, journeys: tuple[str, str], difference: Difference, parent: QWidget, at: QPoint
) -> ChoiceMenu:
    """Ask which touchpoint the card of a difference stands for, or what a removed one becomes."""
    snapshot = bridge.snapshot()
    if difference.to_be_id is None:
        choices = _choices(snapshot, journeys[1])
        chosen: list[str] = []
        title = tr("Becomes…")
    else:
        choices = [Choice(NEW, tr("New, stands for none"), icon="plus"), *_choices(snapshot, journeys[0])]
        chosen = [difference.as_is_id or NEW]
        title = tr("Stands for…")
    menu = ChoiceMenu(choices, chosen, single=True, name="match", accessible_name=title, parent=parent)
    menu.changed.connect(lambda ids: _match(bridge, difference, str(next(iter(ids), NEW))))
    menu.open_at(_inside(at, menu, parent))
    return menu


def pick_as_is(bridge: DocumentBridge, to_be_id: str, anchor: QWidget) -> ChoiceMenu:
    """Ask which as-is journey a to-be one that was written by itself is the target of."""
    snapshot = bridge.snapshot()
    choices = [
        Choice(each.id, Naming(snapshot, current()).title(each) or segment_name(snapshot, each), icon="route")
        for each in snapshot.all(Journey)
        if each.kind == JourneyKind.AS_IS.value
    ]
    menu = ChoiceMenu(choices, single=True, name="as_is", accessible_name=tr("As-is journey"), parent=anchor)

    def derive(ids: object) -> None:
        as_is_id = str(next(iter(ids), "")) if isinstance(ids, list) else ""
        bridge.attempt(lambda: set_value(bridge.document, Journey, to_be_id, "derived_from_id", as_is_id or None))

    menu.changed.connect(derive)
    menu.open_under(anchor)
    return menu


def _match(bridge: DocumentBridge, difference: Difference, chosen: str) -> None:
    if difference.fate is Fate.REMOVED:
        if chosen != NEW:
            bridge.attempt(lambda: match_touchpoint(bridge.document, chosen, difference.as_is_id))
        return
    point_id, origin_id = difference.to_be_id or "", None if chosen == NEW else chosen
    if origin_id != difference.as_is_id:
        bridge.attempt(lambda: match_touchpoint(bridge.document, point_id, origin_id))


def _choices(snapshot: Snapshot, journey_id: str) -> list[Choice]:
    naming = Naming(snapshot, current())
    points = snapshot.where(Touchpoint, journey_id=journey_id, kind=NodeKind.TOUCHPOINT.value)
    return [Choice(each.id, naming.title(each) or tr("To name"), naming.stage_of(each), point_icon(each))
            for each in points]  # fmt: skip


def _inside(at: QPoint, menu: QWidget, parent: QWidget) -> QPoint:
    """The corner of a menu so that it stays within the window."""
    menu.adjustSize()
    window = parent.window()
    end = window.mapToGlobal(window.rect().bottomRight())
    return QPoint(max(0, min(at.x(), end.x() - menu.width() - 8)), max(0, min(at.y(), end.y() - menu.height() - 8)))
