"""The list that gives a segment its objectives: the same links as in step 1, seen from step 2."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from resources.i18n import current, tr
from strategy.model import Objective, ObjectiveSegment
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.messages import messages
from ui.widgets.choices import Choice, ChoiceMenu


def open_objectives_list(
    bridge: DocumentBridge,
    segment_id: str,
    parent: QWidget,
    place: QPoint,
    write: Callable[[Sequence[str]], object],
) -> None:
    """Open the list at a place of the screen. An objective for all customers is not in it: it is set in step 1."""
    snapshot, naming = bridge.snapshot(), Naming(bridge.snapshot(), current())
    rows = [row for row in snapshot.all(Objective) if not row.serves_all_customers]
    if not rows:
        messages().toast(tr("There is no objective to choose yet: step 1 holds them."), icon="target")
        return
    chosen = {link.objective_id for link in snapshot.where(ObjectiveSegment, segment_id=segment_id)}
    choices = [Choice(row.id, f"{naming.code(row)}  {naming.title(row) or tr('Objective to name')}") for row in rows]
    menu = ChoiceMenu(
        choices, chosen, name="segment_objectives_list", accessible_name=tr("Objectives of the segment"), parent=parent
    )

    def settle(picked: list[str]) -> None:
        if set(picked) != chosen:
            bridge.run(lambda: write(picked))

    menu.closed.connect(settle)
    menu.adjustSize()
    menu.move(place)
    menu.show()
    (menu.list if menu.filter.isHidden() else menu.filter).setFocus()
