"""One indicator of the dashboard: its latest value in large, the way to the target, its curve, its next reading."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from resources.i18n import tr
from ui.models.indicators import LOOKS, IndicatorFacts, Trend
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.chip import dot_color
from ui.widgets.label import tip
from ui.widgets.paint import LEFT, RIGHT, bar, box, chip, chip_width, diamond, disc, painter_on, text

HEIGHT, LEAST = 172, 300
_MARGIN = 16
_CURVE = 148
_VALUE = 32
"""Pixels of the latest value: it is read from the back of the room."""


class IndicatorTile(QAbstractButton):
    """Enter, Space or a click opens the latest reading, or adds the first one."""

    def __init__(self, facts: IndicatorFacts, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self.setObjectName("indicator_tile")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ringRadius", theme().radius("card"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_facts(facts, hint)

    @property
    def facts(self) -> IndicatorFacts:
        """What it shows."""
        return self._facts

    def show_facts(self, facts: IndicatorFacts, hint: str) -> None:
        """Show another indicator, or the same one as it is now; `hint` names what is behind it."""
        self._facts = facts
        self.setAccessibleName(facts.sentence)
        self.setAccessibleDescription(hint)
        tip(self, "\n".join(filter(None, (facts.title, facts.whose, facts.move, hint))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(LEAST), theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        border = "control" if self.underMouse() else "line"
        box(painter, self.rect(), "raised", border, radius=look.radius("card"))
        margin = look.px(_MARGIN)
        area = QRectF(self.rect()).adjusted(margin, look.px(12), -margin, -look.px(12))
        self._paint_head(painter, area)
        self._paint_value(painter, area)
        self._paint_foot(painter, area)

    def _paint_head(self, painter: QPainter, area: QRectF) -> None:
        look, facts = theme(), self._facts
        state = LOOKS[facts.state]
        width = chip_width(tr(state.word), icon=state.icon)
        row = QRectF(area.x(), area.y(), area.width(), look.px(22))
        chip(painter, QRectF(row.right() - width, row.y(), width, row.height()), tr(state.word), state.chip,
             icon=state.icon)  # fmt: skip
        text(painter, row.adjusted(0, 0, -width - look.px(8), 0), facts.title, look.font("strong"), "ink", LEFT)
        under = QRectF(area.x(), row.bottom(), area.width() - look.px(8), look.px(18))
        color = dot_color(facts.dot) if facts.dot is not None else None
        if color is not None:
            disc(painter, QPointF(under.x() + look.px(4), under.center().y()), look.px(4), color)
            under.setLeft(under.left() + look.px(14))
        text(painter, under, facts.whose, look.font("small"), "ink2", LEFT)

    def _paint_value(self, painter: QPainter, area: QRectF) -> None:
        look, facts = theme(), self._facts
        top = area.y() + look.px(46)
        has_curve = len(facts.trend.points) > 1 and area.width() > look.px(_CURVE + 130)
        room = area.width() - (look.px(_CURVE + 12) if has_curve else 0)
        font = large_font(facts.value, room)
        text(painter, QRectF(area.x(), top, room, look.px(40)), facts.value, font,
             "ink" if facts.trend.points else "ink3", LEFT)  # fmt: skip
        place = QRectF(area.x(), top + look.px(40), area.width(), look.px(18))
        said = text(painter, place, facts.way, look.font("small", tabular=True), "ink2", LEFT)
        if has_curve:
            curve = QRectF(area.right() - look.px(_CURVE), top, look.px(_CURVE), look.px(38))
            paint_trend(painter, curve, facts.trend)
            self._paint_move(painter, place.adjusted(said + look.px(12), 0, 0, 0))

    def _paint_move(self, painter: QPainter, area: QRectF) -> None:
        """How far the latest reading moved, in words that the colour doubles."""
        look, facts = theme(), self._facts
        tone = {True: "success", False: "danger", None: "ink2"}[facts.is_better]
        if look.text_width("small", facts.move, weight=500) > area.width():
            return  # no figure is ever cut: the tooltip has it
        text(painter, area, facts.move, look.font("small", weight=500, tabular=True), tone, RIGHT)

    def _paint_foot(self, painter: QPainter, area: QRectF) -> None:
        look, facts = theme(), self._facts
        row = QRectF(area.x(), area.bottom() - look.px(42), area.width(), look.px(18))
        if facts.share is not None:
            said = text(painter, row, facts.covered, look.font("small", tabular=True), "ink", RIGHT)
            track = row.adjusted(0, 0, -said - look.px(12), 0)
            bar(painter, track, facts.share, LOOKS[facts.state].tone)
        foot = QRectF(area.x(), area.bottom() - look.px(18), area.width(), look.px(18))
        said = 0.0
        if facts.due:
            tone = "danger" if facts.is_overdue else "ink3"
            weight = 600 if facts.is_overdue else None
            side = look.px(14)
            align = RIGHT if facts.read_on else LEFT
            has_sign = facts.is_overdue and align == LEFT
            place = foot.adjusted(side + look.px(6) if has_sign else 0, 0, 0, 0)
            said = text(painter, place, facts.due, look.font("caption", weight=weight), tone, align)
            if facts.is_overdue:
                start = foot.right() - said - side - look.px(6) if align == RIGHT else foot.x()
                spot = QRectF(start, foot.center().y() - side / 2, side, side)
                icons.draw(painter, "calendar-clock", spot, tone)
                said += side + look.px(6)
        if facts.read_on and foot.width() - said > look.px(90):
            left = foot.adjusted(0, 0, -said - look.px(12), 0)
            text(painter, left, facts.read_on, look.font("caption"), "ink3", LEFT)
        elif not facts.read_on and facts.invitation:
            text(painter, row, facts.invitation, look.font("small"), "primary", LEFT)


def paint_trend(painter: QPainter, area: QRectF, trend: Trend) -> None:
    """The curve of the readings towards the target, a dashed line that ends in a diamond; the last value is a disc."""
    look = theme()
    values = [value for _, value in trend.points] + ([trend.target] if trend.target is not None else [])
    low, high = min(values), max(values)
    span = (high - low) or 1.0
    inner = area.adjusted(look.px(5), look.px(6), -look.px(12), -look.px(6))

    def height(value: float) -> float:
        return inner.bottom() - (value - low) / span * inner.height()

    if trend.target is not None:
        at = height(trend.target)
        pen = QPen(look.color("brass"), 1.25)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(area.x(), at), QPointF(area.right() - look.px(8), at))
        diamond(painter, QPointF(area.right() - look.px(5), at), look.px(5), "brass")
    line = [QPointF(inner.x() + share * inner.width(), height(value)) for share, value in trend.points]
    painter.setPen(QPen(look.color("primary"), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap,
                        Qt.PenJoinStyle.RoundJoin))  # fmt: skip
    painter.drawPolyline(QPolygonF(line))
    disc(painter, line[0], look.px(3), "raised", "asIs", 1.5)
    for point in line[1:-1]:
        disc(painter, point, look.px(2.5), "primary")
    disc(painter, line[-1], look.px(4.5), "primary")


def large_font(words: str, room: float, largest: int = _VALUE) -> QFont:
    """The font of a figure to be read from afar: as large as it may be in the room."""
    font = theme().font("figure")
    for pixels in (largest, largest - 4, largest - 8, largest - 12, 16):
        font.setPixelSize(theme().px(pixels))
        if QFontMetricsF(font).horizontalAdvance(words) <= room:
            break
    return font
