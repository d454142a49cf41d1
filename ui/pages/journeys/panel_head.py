"""The head of the inspector: icon, name, where it stands, and the cross that puts the panel away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import tr
from ui.actions import key_text
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.label import TwoLineLabel
from ui.widgets.paint import box
from ui.widgets.signs import Sign


class _Tile(Sign):
    """A tinted square of 36 px with an icon."""

    def __init__(self) -> None:
        super().__init__(36, 36, "", "panel_icon", None)
        self._icon = "map-pin"

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        box(painter, area, "primaryTint", radius=theme().radius("card"))
        margin = theme().px(9)
        icons.draw(painter, self._icon, area.adjusted(margin, margin, -margin, -margin), "primary")


class PanelHead(QWidget):
    """What the panel is about."""

    def __init__(self, close: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme().px
        self._tile = _Tile()
        self._name = TwoLineLabel("", "heading", name="panel_name")
        self._caption = TwoLineLabel("", "caption", "ink2", name="panel_caption")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._caption)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), px(14), px(12), px(8))
        row.setSpacing(px(12))
        row.addWidget(self._tile)
        row.addLayout(words, 1)
        row.addWidget(IconButton("x", tr("Close the panel"), shortcut=key_text("toggle_panel"), on_click=close,
                                 name="close_panel"))  # fmt: skip

    def show_thing(self, icon: str, name: str, caption: str) -> None:
        """Name what is shown."""
        self._tile.set_icon(icon)
        self._name.setText(name)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
