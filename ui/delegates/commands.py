"""Paints one line of the palette: icon, name with the words typed in bold, keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.commands import KEYS_ROLE, MATCH_ROLE, SPEC_ROLE
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, box, text

_HEIGHT = 40


class CommandDelegate(QStyledItemDelegate):
    """A row of 40 px."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme().px(200), theme().px(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme()
        area = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if selected:
            inner = area.adjusted(look.px(8), 0, -look.px(8), 0)
            box(painter, inner, "selected", radius=look.radius("control"))
        side = look.px(16)
        mark = index.data(SPEC_ROLE).icon or "chevron-right"
        place = QRectF(area.x() + look.px(22), area.center().y() - side / 2, side, side)
        icons.draw(painter, mark, place, "primary" if selected else "ink2")
        keys: str = index.data(KEYS_ROLE).replace("+", " ")
        right = area.right() - look.px(20)
        if keys:
            width = look.text_width("caption", keys) + look.px(12)
            cap = QRectF(right - width, area.center().y() - look.px(9), width, look.px(18))
            box(painter, cap, "sheet", "lineStrong", radius=look.radius("chip"))
            text(painter, cap, keys, look.font("caption"), "ink3", CENTER)
            right = cap.left() - look.px(12)
        name = QRectF(area.x() + look.px(52), area.y(), right - area.x() - look.px(52), area.height())
        _paint_name(painter, name, index.data(), index.data(MATCH_ROLE))
        painter.restore()


def _paint_name(painter: QPainter, area: QRectF, name: str, match: tuple[int, int] | None) -> None:
    look = theme()
    start, length = match or (0, 0)
    parts = ((name[:start], 400), (name[start : start + length], 600), (name[start + length :], 400))
    for words, weight in parts:
        if words:
            taken = text(painter, area, words, look.font("body", weight=weight), "ink")
            area.setLeft(area.left() + taken)
