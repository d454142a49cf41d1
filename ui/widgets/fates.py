"""What becomes of a thing between two pictures, told by a sign and a colour: added, removed, changed, moved, kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.marks import contrast_ink
from ui.widgets.paint import box

_SIGNS: Mapping[str, str] = {
    "added": "plus", "removed": "minus", "changed": "triangle", "moved": "move", "kept": "equal",
}  # fmt: skip
_MARGIN = 0.17


def fate_colors(fate: str) -> tuple[QColor, QColor, QColor]:
    """Ground, outline and text of what a fate tints."""
    look = theme()
    if fate == "moved":
        return look.color("sunken"), look.color("asIs"), look.color("asIs")
    name = "same" if fate == "kept" else str(fate)
    return look.palette("changeTint", name), look.palette("change", name), look.palette("changeText", name)


def sign_tile(painter: QPainter, area: QRectF, fate: str) -> None:
    """The sign of a fate on a square of its colour; what is kept has an outline only."""
    look = theme()
    if fate == "kept":
        box(painter, area, "sunken", "line", radius=look.radius("chip"))
        ink = look.color("ink2")
    else:
        color = fate_colors(fate)[1]
        box(painter, area, color, radius=look.radius("chip"))
        ink = contrast_ink(color)
    margin = area.width() * _MARGIN
    icons.draw(painter, _SIGNS[fate], area.adjusted(margin, margin, -margin, -margin), ink, stroke=2.5)
