"""Menus with round corners, and items that show the user's text as it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.theme.icons import icon as themed_icon


class Menu(QMenu):
    """A menu as the design draws it; `add` appends one item."""

    def __init__(self, parent: QWidget | None = None, *, name: str = "", accessible_name: str = "") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setWindowFlags(
            self.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setToolTipsVisible(True)

    def add(
        self,
        text: str,
        act: Callable[[], object] | None = None,
        *,
        icon: str = "",
        checked: bool | None = None,
        enabled: bool = True,
        name: str = "",
    ) -> QAction:
        """Appends an item; `checked` makes it a choice that is on or off."""
        action = QAction(text.replace("&", "&&"), self)
        action.setObjectName(name)
        action.setEnabled(enabled)
        if icon:
            action.setIcon(themed_icon(icon))
        if checked is not None:
            action.setCheckable(True)
            action.setChecked(checked)
        if act is not None:
            action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action
