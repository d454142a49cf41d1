"""The head of a part that folds: a button over the whole width, which its class paints with a chevron."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from resources.i18n import tr
from ui.theme.theme import theme

_LEAST_WIDTH = 320


class FoldHead(QAbstractButton):
    """Abstract: `paintEvent` is its class's own. `height` is in design pixels."""

    def __init__(self, name: str, height: int) -> None:
        super().__init__()
        self._design_height = height
        self.is_open = False
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ringRadius", 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_open(self, is_open: bool) -> None:
        """Turn the chevron."""
        self.is_open = is_open
        self.setAccessibleDescription(tr("unfolded") if is_open else tr("folded"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_LEAST_WIDTH), theme().px(self._design_height))
