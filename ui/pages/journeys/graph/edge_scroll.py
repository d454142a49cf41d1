"""Scrolls the canvas while something is dragged to its rim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer

if TYPE_CHECKING:
    from ui.pages.journeys.graph.canvas import GraphCanvas

_RIM = 28
_PULSE = 30
_FASTEST = 24


class EdgeScroller(QObject):
    """Pushes the paper as long as the pointer stays at the rim; the nearer to it, the faster."""

    def __init__(self, canvas: GraphCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._position = QPointF()
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._timer = QTimer(self, interval=_PULSE)
        self._timer.timeout.connect(self.push)

    def follow(self, position: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer drags something here."""
        self._position, self._modifiers = position, modifiers
        if self._speed().isNull():
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def push(self) -> None:
        """Scroll by one step, and let what is dragged follow."""
        interaction = self._canvas.interaction
        if interaction is None or not interaction.scrolls_at_the_rim:
            self._timer.stop()
            return
        self._canvas.scroll_by(self._speed())
        interaction.move(self._position, self._modifiers)

    def _speed(self) -> QPoint:
        area = self._canvas.viewport().rect()
        return QPoint(_push(self._position.x(), area.width()), _push(self._position.y(), area.height()))


def _push(at: float, size: int) -> int:
    """How far the paper moves for a pointer at `at` along a side."""
    if at < _RIM:
        return min(_FASTEST, round(_RIM - at))
    return -min(_FASTEST, round(at - (size - _RIM))) if at > size - _RIM else 0
