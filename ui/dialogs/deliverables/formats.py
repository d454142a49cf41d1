"""The list of formats: several can be chosen; the one with the cursor is the one that the rest of the dialog shows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from resources.i18n import tr
from ui.deliverables.formats import OFFERED
from ui.theme.icons import draw
from ui.theme.theme import theme
from ui.widgets.checks import draw_check
from ui.widgets.choices import CHOICE_ROLE, CheckList, Choice, ChoiceDelegate
from ui.widgets.paint import box, focus_inset, text

_HEIGHT, _MARK = 44, 36
"""Of a row, and how far from its left end a click is one on its mark."""


class FormatList(CheckList):
    """A click beside the mark shows a format and chooses it; only its mark and Space give it up again."""

    def __init__(self, chosen: Iterable[str]) -> None:
        choices = [Choice(each.id, tr(each.title), tr(each.told), each.icon) for each in OFFERED]
        self._is_beside_mark = False
        super().__init__(choices, chosen, name="export_formats", accessible_name=tr("Formats"))
        self.setItemDelegate(_FormatDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(theme().px(_HEIGHT) * len(choices) + 2)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._is_beside_mark = event.position().x() > theme().px(_MARK)
        super().mouseReleaseEvent(event)
        self._is_beside_mark = False

    def _toggle(self, index: QModelIndex) -> None:
        if not self._is_beside_mark or not is_checked(index):
            super()._toggle(index)


class _FormatDelegate(ChoiceDelegate):
    """Mark, icon, name, and under it what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(theme().px(200), theme().px(_HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look, choice = theme(), index.data(CHOICE_ROLE)
        is_current = index.row() == self.list.currentIndex().row()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect).adjusted(0, 1, 0, -1)
        if is_current or option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, area, "selected" if is_current else "hover", radius=look.radius("control"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus_inset(painter, area, radius=look.radius("control"))
        side = look.px(16)
        mark = QRectF(area.x() + look.px(10), area.center().y() - side / 2, side, side)
        draw_check(painter, mark, Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)))
        icon = look.px(20)
        place = QRectF(mark.right() + look.px(10), area.center().y() - icon / 2, icon, icon)
        draw(painter, choice.icon, place, "primary" if is_current else "ink2")
        words = area.adjusted(place.right() + look.px(10) - area.x(), look.px(3), -look.px(8), -look.px(3))
        told = words.adjusted(0, look.line("body"), 0, 0)
        if (sign := self.list.sign(choice.id)) is not None:
            draw(painter, sign[0], QRectF(words.right() - side, words.y() + 2, side, side), sign[1])
            words.setRight(words.right() - side - look.px(6))
        words.setHeight(look.line("body"))
        text(painter, words, choice.label, look.font("strong"), "primary" if is_current else "ink")
        text(painter, told, choice.note, look.font("caption"), "ink2")
        painter.restore()


def is_checked(index: QModelIndex) -> bool:
    """Whether the row is chosen."""
    return Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole)) == Qt.CheckState.Checked
