"""Paints one difference between two journeys: its sign, the touchpoint, why, the worst friction, its actions."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from resources.i18n import tr
from ui.models.journey_differences import LINE_ROLE, DifferenceLine
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.checks import draw_check
from ui.widgets.fates import sign_tile
from ui.widgets.marks import friction_badge
from ui.widgets.paint import RIGHT, centred_lines, chip, chip_width, focus_inset, text, two_lines

Index = QModelIndex | QPersistentModelIndex
_HEADING, _TOP, _SIDE, _TILE = 32, 8, 16, 18
_FLAG, _CHECK, _BETWEEN = 28, 24, 3
_BADGE, _AFTER_NAME = 20, 14
"""From the marks to the middle of the badge, and from there to the name: the deal-breaker has a second outline."""


class DifferenceDelegate(QStyledItemDelegate):
    """A heading, or two to three lines with marks at the right; editing writes the reason under the name."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line, look = index.data(LINE_ROLE), theme()
        if not isinstance(line, DifferenceLine) or not line.point_id:
            return QSize(look.px(200), look.px(_HEADING))
        width = _view_width(option)
        lines = max(1, len(_reason_lines(line, width)))
        height = self._title_height(line, width) + lines * look.line("caption") + look.px(2 * _TOP + _BETWEEN)
        return QSize(look.px(200), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, DifferenceLine):
            return
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.point_id:
            self._difference(painter, area, line, option.state)
        else:
            self._heading(painter, area, line)
        painter.restore()

    def parts(self, area: QRectF, line: DifferenceLine) -> Iterator[tuple[str, QRectF]]:
        """What a click hits at the right end: "action", "no_action" or "chosen", with its place."""
        look = theme()
        middle = area.top() + look.px(_TOP) + look.line("small") / 2
        right = area.right() - look.px(_SIDE)
        if line.actions:
            width = chip_width(_codes(line), icon="flag")
            yield "action", QRectF(right - width, middle - look.px(11), width, look.px(22))
            return
        half = look.px(_FLAG) / 2
        yield "chosen", QRectF(right - look.px(20), middle - half, look.px(_CHECK), 2 * half)
        yield "no_action", QRectF(right - look.px(20) - 2 * half, middle - half, 2 * half, 2 * half)

    # Editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("reason_editor")
        editor.setAccessibleName(tr("Why it changes"))
        editor.setPlaceholderText(tr("Why it changes"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(editor, QLineEdit) and editor.text().strip() != index.data(Qt.ItemDataRole.EditRole):
            index.model().setData(index, editor.text().strip(), Qt.ItemDataRole.EditRole)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        look, area = theme(), QRect(option.rect)
        left = area.x() + look.px(_SIDE + _TILE + 4)
        line = index.data(LINE_ROLE)
        under = self._title_height(line, area.width()) if isinstance(line, DifferenceLine) else look.line("small")
        top = area.y() + look.px(_TOP) + under
        editor.setGeometry(left, top - look.px(4), area.right() - look.px(8) - left, look.px(28))

    # Painting

    def _heading(self, painter: QPainter, area: QRectF, line: DifferenceLine) -> None:
        look = theme()
        inner = area.adjusted(look.px(_SIDE), look.px(6), -look.px(_SIDE), 0)
        width = text(painter, inner, line.words, look.font("small"), "ink2", RIGHT)
        text(painter, inner.adjusted(0, 0, -width - 8, 0), line.title, look.font("small"), "ink2")

    def _difference(self, painter: QPainter, area: QRectF, line: DifferenceLine, state: QStyle.StateFlag) -> None:
        look = theme()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, look.color("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, look.color("hover"))
        top, left = area.top() + look.px(_TOP), area.left() + look.px(_SIDE)
        height = look.line("small")
        tile = look.px(_TILE)
        sign_tile(painter, QRectF(left, top + (height - tile) / 2, tile, tile), line.fate)
        self._marks(painter, area, line)
        height = self._title_height(line, area.width())
        words = QRectF(left + tile + look.px(10), top, self._title_room(line, area.width()), height)
        centred_lines(painter, words, line.title, _title_font(), "ink", look.line("small"))
        caption = look.font("caption")
        pitch = look.line("caption")
        lines, under = _reason_lines(line, area.width()), top + height + look.px(_BETWEEN)
        for place, each in enumerate(lines):
            room = QRectF(words.x(), under + place * pitch, _reason_room(line, area.width()), pitch)
            text(painter, room, each, caption, "ink2")
        if not lines:
            room = QRectF(words.x(), under, words.width(), pitch)
            text(painter, room, tr("Why? To write"), caption, "ink3")
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_Selected:
            focus_inset(painter, area.adjusted(2, 1, -2, -1), radius=look.radius("control"))

    def _title_room(self, line: DifferenceLine, width: float) -> float:
        """The width of the name, before the marks at the right."""
        look = theme()
        marks = min(place.left() for _name, place in self.parts(QRectF(0, 0, width, 1), line))
        badge = look.px(_BADGE + _AFTER_NAME) if line.severity else 0
        return marks - badge - look.px(_SIDE + _TILE + 14)

    def _title_height(self, line: DifferenceLine, width: float) -> int:
        lines = two_lines(line.title, _title_font(), self._title_room(line, width))
        return max(1, len(lines)) * theme().line("small")

    def _marks(self, painter: QPainter, area: QRectF, line: DifferenceLine) -> None:
        """Friction, actions and choice."""
        look, left = theme(), area.right()
        for name, place in self.parts(area, line):
            left = min(left, place.left())
            if name == "action":
                chip(painter, place, _codes(line), "link", icon="flag")
            elif name == "chosen":
                side = look.px(16)
                mark = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
                draw_check(painter, mark, Qt.CheckState.Checked if line.is_chosen else Qt.CheckState.Unchecked)
            else:
                side = look.px(16)
                mark = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
                icons.draw(painter, "flag-off", mark, "warning")
        if line.severity:
            middle = area.top() + look.px(_TOP) + look.line("small") / 2
            friction_badge(painter, QPointF(left - look.px(_BADGE), middle), line.severity)


def _codes(line: DifferenceLine) -> str:
    """The first action, and how many more there are."""
    more = len(line.actions) - 1
    return f"{line.actions[0][1]} +{more}" if more else line.actions[0][1]


def _view_width(option: QStyleOptionViewItem) -> float:
    widget = option.widget
    viewport = getattr(widget, "viewport", None)
    return float(viewport().width()) if viewport else float(theme().px(320))


def _reason_room(line: DifferenceLine, width: float) -> float:
    return width - theme().px(2 * _SIDE + _TILE + 10)


def _reason_lines(line: DifferenceLine, width: float) -> list[str]:
    if not line.words:
        return []
    return two_lines(line.words, _caption(), _reason_room(line, width))


def _title_font() -> QFont:
    return theme().font("small", weight=600)


def _caption() -> QFont:
    return theme().font("caption")
