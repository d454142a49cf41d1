"""Paints one thing of a list in two lines of text after an icon, with a chip at the right if it has one."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, box, focus_inset, line, text

_HEIGHT = 56


class TwoLines(NamedTuple):
    """What is painted of one thing."""

    icon: str
    tone: str
    """The colour of the icon."""
    title: str
    caption: str
    ink: str = "ink"
    """The colour of the title."""
    chip: str = ""


class TwoLineDelegate(QStyledItemDelegate):
    """A list says in `lines` what it shows of an index."""

    def lines(self, index: QModelIndex | QPersistentModelIndex) -> TwoLines | None:
        """What is painted; None for what the list does not know."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme().px(200), theme().px(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found = self.lines(index)
        if found is None:
            return
        look, area, state = theme(), QRectF(option.rect), option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.color("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.color("hover"))
        side = look.px(16)
        icons.draw(painter, found.icon, QRectF(area.x() + look.px(12), area.y() + look.px(11), side, side), found.tone)
        right = _chip(painter, area, found.chip) if found.chip else 0.0
        left, width = area.x() + look.px(40), area.width() - look.px(52) - right
        title = QRectF(left, area.y() + look.px(9), width, look.line("body"))
        text(painter, title, found.title, look.font("body", weight=500), found.ink)
        caption = QRectF(left, area.y() + look.px(30), width, look.line("small"))
        text(painter, caption, found.caption, look.font("small"), "ink3")
        bottom = area.bottom() - 0.5
        line(painter, QPointF(area.left(), bottom), QPointF(area.right(), bottom), "line")
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            focus_inset(painter, area)
        painter.restore()


def _chip(painter: QPainter, area: QRectF, words: str) -> float:
    """Gives the width that it takes."""
    look = theme()
    width = look.text_width("caption", words, weight=500) + look.px(16)
    chip = QRectF(area.right() - look.px(12) - width, area.center().y() - look.px(11), width, look.px(22))
    box(painter, chip, "primaryTint", radius=look.radius("chip"))
    text(painter, chip, words, look.font("caption", weight=500), "primary", CENTER)
    return width + look.px(12)
