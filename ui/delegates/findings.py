"""Paints one warning: its icon, the sentence, and under it what it is about."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.findings import LINE_ROLE, FindingLine
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import focus_inset, line, text

_HEIGHT = 56


class FindingDelegate(QStyledItemDelegate):
    """Two lines of text after an icon whose shape says the level."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme().px(200), theme().px(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found = index.data(LINE_ROLE)
        if not isinstance(found, FindingLine):
            return
        look = theme()
        area = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.color("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.color("hover"))
        name, tone = _mark(found)
        side = look.px(16)
        icons.draw(painter, name, QRectF(area.x() + look.px(12), area.y() + look.px(11), side, side), tone)
        left, width = area.x() + look.px(40), area.width() - look.px(52)
        sentence = QRectF(left, area.y() + look.px(9), width, look.line("body"))
        ink = "ink3" if found.is_set_aside else "ink"
        text(painter, sentence, found.sentence, look.font("body", weight=500), ink)
        about = QRectF(left, area.y() + look.px(30), width, look.line("small"))
        text(painter, about, found.about, look.font("small"), "ink3")
        bottom = area.bottom() - 0.5
        line(painter, QPointF(area.left(), bottom), QPointF(area.right(), bottom), "line")
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            focus_inset(painter, area)
        painter.restore()


def _mark(found: FindingLine) -> tuple[str, str]:
    if found.is_set_aside:
        return "archive", "ink3"
    return ("info", "info") if found.finding.level == "info" else ("triangle-alert", "warning")
