"""Paints one state that a plan can be brought back to: when, under it how it was kept, and whether it is the newest."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resources.i18n import tr
from ui.models.rescue import LINE_ROLE, RescueLine
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, box, focus_inset, line, text

_HEIGHT = 56


class RescueDelegate(QStyledItemDelegate):
    """Two lines of text after an icon, a chip at the right for the newest state."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme().px(200), theme().px(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found = index.data(LINE_ROLE)
        if not isinstance(found, RescueLine):
            return
        look, area, state = theme(), QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.color("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.color("hover"))
        side = look.px(16)
        name, tone = ("life-buoy", "primary") if found.last is not None else ("shield-check", "ink2")
        icons.draw(painter, name, QRectF(area.x() + look.px(12), area.y() + look.px(11), side, side), tone)
        right = _newest(painter, area) if found.is_newest else 0.0
        left, width = area.x() + look.px(40), area.width() - look.px(52) - right
        title = QRectF(left, area.y() + look.px(9), width, look.line("body"))
        text(painter, title, found.title, look.font("body", weight=500), "ink")
        caption = QRectF(left, area.y() + look.px(30), width, look.line("small"))
        text(painter, caption, found.caption, look.font("small"), "ink3")
        bottom = area.bottom() - 0.5
        line(painter, QPointF(area.left(), bottom), QPointF(area.right(), bottom), "line")
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            focus_inset(painter, area)
        painter.restore()


def _newest(painter: QPainter, area: QRectF) -> float:
    """The chip of the newest state; gives the width that it takes."""
    look, words = theme(), tr("newest")
    width = look.text_width("caption", words, weight=500) + look.px(16)
    chip = QRectF(area.right() - look.px(12) - width, area.center().y() - look.px(11), width, look.px(22))
    box(painter, chip, "primaryTint", radius=look.radius("chip"))
    text(painter, chip, words, look.font("caption", weight=500), "primary", CENTER)
    return width + look.px(12)
