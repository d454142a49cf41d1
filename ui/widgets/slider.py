"""A slider over a share, in steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QSlider, QWidget


class StepSlider(QSlider):
    """0 to 100 by `step`; `moved` carries each new step, also while it is dragged. The wheel scrolls what is around."""

    moved = Signal(int)

    def __init__(self, *, step: int = 5, name: str = "", accessible_name: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setRange(0, 100)
        self.setSingleStep(step)
        self.setPageStep(step * 4)
        self._step, self._last = step, 0
        self.valueChanged.connect(self._settle)

    def set_value(self, value: int) -> None:
        """Show a value; nothing is announced."""
        self._last = value
        self.setValue(value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _settle(self, value: int) -> None:
        near = round(value / self._step) * self._step
        if near != value:
            self.setValue(near)
        elif near != self._last:
            self._last = near
            self.moved.emit(near)
