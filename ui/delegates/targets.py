"""Paints one place of "Send to": icon, name, and at the right what would become of the thing there."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.targets import TARGET_ROLE, Target
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import LEFT, RIGHT, box, text

_HEIGHT = 36
_NOTE_SHARE = 0.3
"""How much of the width the note has at least; the name takes what it needs of the rest."""


class TargetDelegate(QStyledItemDelegate):
    """A row of 36 px."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme().px(200), theme().px(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        target = index.data(TARGET_ROLE)
        if not isinstance(target, Target):
            return
        look, area = theme(), QRectF(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected:
            box(painter, area, "selected", radius=look.radius("control"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, area, "hover", radius=look.radius("control"))
        side = look.px(16)
        place = QRectF(area.x() + look.px(10), area.center().y() - side / 2, side, side)
        icons.draw(painter, target.icon, place, "primary" if is_selected else "ink2")
        inner = area.adjusted(look.px(36), 0, -look.px(10), 0)
        wide = look.text_width("caption", target.note)
        name_width = look.text_width("body", target.name)
        room = max(inner.width() * _NOTE_SHARE, inner.width() - name_width - look.px(16))
        note = QRectF(inner)
        note.setLeft(inner.right() - min(wide + 2, room))
        text(painter, note, target.note, look.font("caption"), "ink3", RIGHT)
        name = QRectF(inner)
        name.setRight(note.left() - look.px(12))
        text(painter, name, target.name, look.font("body", weight=500 if is_selected else 400), "ink", LEFT)
        painter.restore()
