"""Paints one line of the palette: icon, name with the words typed in bold, what it is, where the words lie, keys."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.models.palette import LINE_ROLE, Line
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, LEFT, box, text

_HEIGHT = 40
_HEADING = 30
_LEAST_ABOUT = 140
"""What a long name leaves to the words after it."""


class PaletteDelegate(QStyledItemDelegate):
    """A row of 40 px; headings are lower."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        line = index.data(LINE_ROLE)
        is_heading = isinstance(line, Line) and line.is_heading
        return QSize(theme().px(200), theme().px(_HEADING if is_heading else _HEIGHT))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        look, area = theme(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.is_heading:
            place = area.adjusted(look.px(20), look.px(4), -look.px(20), 0)
            text(painter, place, line.title, look.font("label"), "ink2", LEFT)
        else:
            _paint_line(painter, area, line, is_chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()


def _paint_line(painter: QPainter, area: QRectF, line: Line, *, is_chosen: bool) -> None:
    look = theme()
    if is_chosen:
        inner = area.adjusted(look.px(8), 0, -look.px(8), 0)
        box(painter, inner, "selected", radius=look.radius("control"))
    side = look.px(16)
    place = QRectF(area.x() + look.px(22), area.center().y() - side / 2, side, side)
    icons.draw(painter, line.icon, place, "disabled" if line.is_disabled else "primary" if is_chosen else "ink2")
    right = _paint_keys(painter, area, line.keys)
    left = area.x() + look.px(52)
    after = " ".join(filter(None, (line.about, line.found)))
    wanted = min(look.text_width("caption", after), look.px(_LEAST_ABOUT if not line.found else 2 * _LEAST_ABOUT))
    name = QRectF(left, area.y(), max(right - left - (wanted + look.px(12) if after else 0), 0), area.height())
    ink = "disabled" if line.is_disabled else "ink"
    end = _paint_words(painter, name, line.title, line.match, "body", ink)
    rest = QRectF(end + look.px(12), area.y(), right - end - look.px(12), area.height())
    if line.about and rest.width() > 0:
        taken = text(painter, rest, line.about, look.font("caption"), "ink3", LEFT)
        rest.setLeft(rest.left() + taken + look.px(12))
    if line.found and rest.width() > look.px(24):
        _paint_words(painter, rest, line.found, line.found_match, "caption", "ink2")


def _paint_keys(painter: QPainter, area: QRectF, keys: str) -> float:
    """Draw the keys at the right; gives the edge where the words end."""
    look = theme()
    right = area.right() - look.px(20)
    if not keys:
        return right
    shown = keys.replace("+", " ")
    width = look.text_width("caption", shown) + look.px(12)
    cap = QRectF(right - width, area.center().y() - look.px(9), width, look.px(18))
    box(painter, cap, "sheet", "lineStrong", radius=look.radius("chip"))
    text(painter, cap, shown, look.font("caption"), "ink3", CENTER)
    return cap.left() - look.px(12)


def _paint_words(painter: QPainter, area: QRectF, words: str, match: tuple[int, int], role: str, ink: str) -> float:
    """Draw words with a part in bold; gives where they end."""
    look, place = theme(), QRectF(area)
    start, length = match
    parts = ((words[:start], False), (words[start : start + length], True), (words[start + length :], False))
    for part, is_bold in parts:
        weight = 600 if is_bold else 400
        if part and place.width() > look.px(8):
            font, room = look.font(role, weight=weight), place.width()
            place.setLeft(place.left() + text(painter, place, part, font, "ink" if is_bold and ink == "ink2" else ink))
            if look.text_width(role, part, weight=weight) > room + 1:
                break  # it was cut: what comes after would read on from it
    return place.left()
