"""A sentence across the page that asks for a decision, with one button; at most one per screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.label import Label
from ui.widgets.paint import box, painter_on
from ui.widgets.signs import Glyph

_LOOKS = {
    "warning": ("warningTint", "warning", "triangle-alert"),
    "danger": ("dangerTint", "danger", "circle-alert"),
    "success": ("successTint", "success", "circle-check"),
    "info": ("infoTint", "info", "info"),
}


class Banner(QWidget):
    """A tinted strip of kind "warning", "danger", "success" or "info"; `dismissed` by its cross."""

    dismissed = Signal()

    def __init__(
        self,
        text: str,
        kind: str = "warning",
        *,
        strong: str = "",
        icon: str = "",
        button: Button | None = None,
        buttons: Sequence[Button] = (),
        dismissible: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`strong` is a beginning in bold, such as "7 segments."; `buttons` are for the rare one with a choice."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(f"{strong} {text}".strip())
        tint, ink, own_icon = _LOOKS[kind]
        self._tint = tint
        look = theme()
        self.setMinimumHeight(look.px(44))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.px(14), look.px(6), look.px(12), look.px(6))
        row.setSpacing(look.px(8))
        row.addWidget(Glyph(icon or own_icon, ink))
        if strong:
            row.addWidget(Label(strong, "small", weight=600))
        row.addWidget(Label(text, "small", wrap=True), 1)
        for each in (*buttons, *([button] if button is not None else [])):
            row.addWidget(each)
        if dismissible:
            words, dismiss = tr("Set aside…"), self.dismissed.emit
            cross = IconButton("x", words, size="small", on_click=dismiss, name=f"{name}_dismiss")
            row.addWidget(cross)

    def paintEvent(self, event: QPaintEvent) -> None:
        box(painter_on(self), self.rect(), self._tint, radius=theme().radius("card"))
