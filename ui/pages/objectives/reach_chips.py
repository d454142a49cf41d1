"""The chips that lead from an objective to its journeys, its frictions and its actions."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from journey.kinds import title_of
from journey.model import Friction, Journey
from resources.i18n import current, ntr, tr
from storage.base import Base
from strategy.model import Action
from strategy.naming import Naming
from strategy.reach import Reach
from ui.document_bridge import DocumentBridge
from ui.theme.theme import theme
from ui.widgets.chip import Chip
from ui.widgets.menu import Menu

_CLASSES: dict[str, type[Base]] = {"journey": Journey, "friction": Friction, "action": Action}


class ReachChips(QWidget):
    """A chip opens the one thing it counts, or lists them; nothing to reach, no chip."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._reach: Reach | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme().px(8))
        self._chips = {
            "journey": self._chip("journey", "route"),
            "friction": self._chip("friction", "diamond"),
            "action": self._chip("action", "flag"),
        }

    def show_reach(self, reach: Reach) -> None:
        """Count what the objective reaches now."""
        if reach == self._reach:
            return
        self._reach = reach
        counts = {"journey": len(reach.journeys), "friction": len(reach.frictions), "action": len(reach.actions)}
        words = {
            "journey": ntr("{n} journey", "{n} journeys", counts["journey"]),
            "friction": ntr("{n} friction", "{n} frictions", counts["friction"]),
            "action": ntr("{n} action", "{n} actions", counts["action"]),
        }
        for kind, chip in self._chips.items():
            shown = words[kind].format(n=counts[kind])
            if kind == "action" and reach.cost:
                shown += ", " + current().money(reach.cost, self._bridge.snapshot().plan.currency)
            chip.set_text(shown)
            chip.setVisible(counts[kind] > 0)

    def _chip(self, kind: str, icon: str) -> Chip:
        chip = Chip("", "link", icon=icon, on_click=partial(self._open, kind), name=f"objective_{kind}s", parent=self)
        self._row.addWidget(chip)
        return chip

    def _open(self, kind: str) -> None:
        if self._reach is None:
            return
        ids = {"journey": self._reach.journeys, "friction": self._reach.frictions, "action": self._reach.actions}[kind]
        if len(ids) == 1:
            self._bridge.go_to(kind, ids[0])
            return
        menu = Menu(self, name="objective_reach", accessible_name=tr("Open"))
        for row_id in ids:
            menu.add(self._name_of(kind, row_id), partial(self._bridge.go_to, kind, row_id))
        chip = self._chips[kind]
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    def _name_of(self, kind: str, row_id: str) -> str:
        snapshot = self._bridge.snapshot()
        row = snapshot.get(_CLASSES[kind], row_id)
        named = title_of(row) if row is not None else ""
        type_id = getattr(row, "type", None)
        return named or Naming(snapshot, current()).label(type_id) or tr("Without a name")
