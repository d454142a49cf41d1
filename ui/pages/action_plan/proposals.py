"""What the method proposes for a field, as chips under it: one click takes one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.i18n import current, tr
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

_MOST = 4


class Proposals(QWidget):
    """`taken` carries the id of the chip that was pressed."""

    taken = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._ids: tuple[str, ...] = ()
        self._flow = FlowLayout(self, spacing=6, line_spacing=6)

    def show_ids(self, snapshot: Snapshot, ids: Sequence[str], chosen: str | None) -> None:
        """Propose the first of these that are not chosen already; nothing is shown without any."""
        shown = tuple(each for each in ids if each != chosen)[:_MOST]
        self.setVisible(bool(shown))
        if shown == self._ids:
            return
        self._ids = shown
        self._flow.clear()
        if shown:
            self._flow.addWidget(Label(tr("Proposed"), "caption"))
        names = Naming(snapshot, current())
        for each in shown:
            # A chip may vanish by being pressed: its id is sent once the press is over.
            chip = Chip(names.label(each), "outline", icon="plus", on_click=partial(self.taken.emit, each),
                        name=f"choose_{each}")  # fmt: skip
            self._flow.addWidget(chip)
