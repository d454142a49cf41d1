"""Lucide icons as QIcon, for menus, fields and Qt's own buttons."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap

from ui.theme import icons
from ui.theme.theme import theme


def themed_icon(name: str, color_role: str) -> QIcon:
    """The icon in the colour of a token, whatever the theme is when it is painted."""
    return QIcon(ThemedIcon(name, color_role))


class ThemedIcon(QIconEngine):
    """Draws one icon in the colour that a token has at the moment of painting."""

    def __init__(self, name: str, color_role: str) -> None:
        super().__init__()
        self._name = name
        self._role = color_role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        icons.draw(painter, self._name, rect, self._tint(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return icons.pixmap(self._name, self._tint(mode), min(size.width(), size.height()))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = min(size.width(), size.height())  # already in device pixels
        return icons.pixmap(self._name, self._tint(mode), round(side / scale), scale)

    def isNull(self) -> bool:
        return False

    def clone(self) -> QIconEngine:
        return ThemedIcon(self._name, self._role)

    def _tint(self, mode: QIcon.Mode) -> QColor:
        return theme().color("disabled" if mode == QIcon.Mode.Disabled else self._role)
