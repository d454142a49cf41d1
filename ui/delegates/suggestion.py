"""Paints a line of the library of objectives: icon tile, name on one or two lines, and + or a check."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.suggestions import SUGGESTION_ROLE, Suggestion
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import LEFT, box, centred_lines, few_lines, focus_inset, text

Index = QModelIndex | QPersistentModelIndex
_HEIGHT, _TITLE_HEIGHT = 46, 34
_MOST_LINES = 3
_BESIDE = 86
"""What the tile, the button and the room around them take of the width."""
_State = QStyle.StateFlag


class SuggestionDelegate(QStyledItemDelegate):
    """`add_wanted` carries the row whose + was clicked."""

    add_wanted = Signal(int)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line, look = index.data(SUGGESTION_ROLE), theme()
        if line.is_title:
            return QSize(look.px(200), look.px(_TITLE_HEIGHT))
        viewport = getattr(option.widget, "viewport", None)
        width = (viewport().width() if viewport else look.px(200)) - look.px(_BESIDE)
        lines = few_lines(line.label, look.font("small", weight=500), width, _MOST_LINES)
        return QSize(look.px(200), max(look.px(_HEIGHT), len(lines) * look.line("small") + look.px(10)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Suggestion = index.data(SUGGESTION_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.is_title:
            self._paint_title(painter, QRectF(option.rect), line)
        else:
            self._paint_line(painter, option, line)
        painter.restore()

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and _button(QRectF(option.rect)).contains(event.position())
        ):
            self.add_wanted.emit(index.row())
            return True
        return super().editorEvent(event, model, option, index)

    def _paint_title(self, painter: QPainter, area: QRectF, line: Suggestion) -> None:
        look = theme()
        rule = QRectF(area.x() + look.px(4), area.y() + look.px(4), area.width() - look.px(8), 1)
        painter.fillRect(rule, look.color("line"))
        text(painter, area.adjusted(look.px(6), look.px(8), 0, 0), line.label, look.font("label"), "ink2", LEFT)

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: Suggestion) -> None:
        look, area = theme(), QRectF(option.rect).adjusted(0, 1, 0, -1)
        hovered = bool(option.state & _State.State_MouseOver)
        if hovered:
            box(painter, area, "hover", radius=look.radius("control"))
        if option.state & _State.State_HasFocus:
            focus_inset(painter, area, radius=look.radius("control"))
        tile = QRectF(area.x() + look.px(6), area.center().y() - look.px(14), look.px(28), look.px(28))
        box(painter, tile, "sunken", radius=look.radius("control"))
        icons.draw(painter, line.icon, tile.adjusted(6, 6, -6, -6), "ink2")
        button = _button(area)
        if hovered and not line.is_taken:
            box(painter, button, "primaryTint", radius=look.radius("control"))
        sign, ink = ("check", "success") if line.is_taken else ("plus", "primary" if hovered else "ink2")
        icons.draw(painter, sign, button.adjusted(6, 6, -6, -6), ink)
        words = QRectF(tile.right() + look.px(12), area.y(), button.left() - tile.right() - look.px(18), area.height())
        font = look.font("small", weight=400 if line.is_taken else 500)
        ink = "ink2" if line.is_taken else "ink"
        centred_lines(painter, words, line.label, font, ink, look.line("small"), _MOST_LINES)


def _button(area: QRectF) -> QRectF:
    side = theme().px(28)
    corner = QPointF(area.right() - theme().px(6) - side, area.center().y() - side / 2)
    return QRectF(corner.x(), corner.y(), side, side)
