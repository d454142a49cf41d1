"""How far a piece of work is."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from resources.i18n import tr


class ProgressBar(QProgressBar):
    """A bar without words, which is painted together with what else changes in its window."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tr("Progress"))
        self.setTextVisible(False)

    def show_value(self, value: int) -> None:
        """Like `setValue`, which paints at once, with all that waits in the window: the work itself waits for that."""
        self.setUpdatesEnabled(False)
        self.setValue(value)
        self.setUpdatesEnabled(True)
