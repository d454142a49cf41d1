"""The impact and effort matrix: one bubble an action, its area for the cost, its colour for the horizon."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from resources.i18n import current, tr
from strategy.analysis import quadrant
from ui.models.action_plan import ActionFacts, horizon_dot
from ui.models.action_words import WEIGHT, tooltip_words
from ui.theme.theme import theme
from ui.widgets.chip import dot_color
from ui.widgets.marks import contrast_ink
from ui.widgets.paint import CENTER, LEFT, RIGHT, box, disc, painter_on, text

_LEFT, _TOP, _RIGHT, _BOTTOM = 54, 20, 30, 50
"""Design pixels around the plot."""
_LEAST, _MOST = 10.0, 17.0
"""Radii of the cheapest and of the dearest bubble."""
_VALUES = range(1, 6)
_SPLIT_EFFORT, _SPLIT_IMPACT = 2.5, 3.5
"""Where the method's quadrants meet: impact from 4, effort up to 2."""

_FLOOR, _SPAN = 0.55, 5.25
"""Impact at the foot of the plot, and from foot to top: the names of the quadrants have room above impact 5."""


class Matrix(QWidget):
    """`picked` carries the action that a click or an arrow chooses, `impact_wanted` what a drag, + or − asks for."""

    picked = Signal(str)
    impact_wanted = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("action_matrix")
        self.setAccessibleName(tr("Impact and effort of the actions"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._facts: tuple[ActionFacts, ...] = ()
        self._current = ""
        self._held: str | None = None
        self._held_at: QPointF | None = None

    def show_actions(self, facts: Sequence[ActionFacts]) -> None:
        """Show these; those without impact or effort wait in the table."""
        self._facts = tuple(each for each in facts if each.impact and each.effort and each.mark != "dropped")
        self._describe()
        self.update()

    def set_current(self, action_id: str) -> None:
        """Ring the action that the table shows."""
        self._current = action_id
        self._describe()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(430), theme().px(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(280), theme().px(220))

    def bubbles(self) -> Mapping[str, tuple[QPointF, float]]:
        """Centre and radius by action; those of one square stand side by side."""
        squares: dict[tuple[int, int], list[ActionFacts]] = defaultdict(list)
        for each in self._facts:
            squares[each.effort or 0, each.impact or 0].append(each)
        dearest = max((each.cost or 0.0 for each in self._facts), default=0.0)
        found = {}
        for (effort, impact), inside in squares.items():
            radii = [self._radius(each, dearest) for each in inside]
            pitch = min(2 * max(radii) + theme().px(2), self._plot().width() / 4.6 / len(inside))
            middle = self._at(effort, impact)
            for place, (each, radius) in enumerate(zip(inside, radii, strict=True)):
                shift = (place - (len(inside) - 1) / 2) * pitch
                found[each.id] = (middle + QPointF(shift, 0), radius)
        return found

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        if event.button() == Qt.MouseButton.LeftButton and hit:
            self._held = hit
            self.picked.emit(hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._held_at = event.position()
            self.update()
        else:
            is_over = bool(self._hit(event.position()))
            self.setCursor(Qt.CursorShape.PointingHandCursor if is_over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, at, self._held, self._held_at = self._held, self._held_at, None, None
        if held and at is not None:
            self._ask(held, self._impact_at(at.y()))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        changes = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
        if event.key() == Qt.Key.Key_Escape and self._held:
            self._held = self._held_at = None
            self.update()
        elif event.key() in steps and not event.modifiers() & Qt.KeyboardModifier.AltModifier and self._facts:
            self.picked.emit(self._beside(steps[Qt.Key(event.key())]))
        elif event.key() in changes:
            shown = next((each for each in self._facts if each.id == self._current), None)
            if shown is not None:
                self._ask(shown.id, (shown.impact or 0) + changes[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self._hit(QPointF(event.pos()))
            shown = next((each for each in self._facts if each.id == hit), None)
            # Only codes and figures: no word of the user's reaches this tooltip.
            words = f"{shown.code}: {tooltip_words(shown, WEIGHT)}" if shown else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        plot = self._plot()
        self._paint_ground(painter, plot)
        self._paint_axes(painter, plot)
        bubbles = self.bubbles()
        order = sorted(self._facts, key=lambda each: (each.id == self._current, -bubbles[each.id][1]))
        for each in order:
            centre, radius = bubbles[each.id]
            if each.id == self._held and self._held_at is not None:
                centre = QPointF(centre.x(), self._at(1, self._impact_at(self._held_at.y())).y())
            self._paint_bubble(painter, each, centre, radius)
        if not self._facts:
            font = theme().font("small")
            text(painter, plot, tr("Give actions an impact and an effort"), font, "ink3", CENTER)
        if self.hasFocus():
            box(painter, plot.adjusted(-3, -3, 3, 3), None, "focus", width=2, radius=4)

    def _paint_ground(self, painter: QPainter, plot: QRectF) -> None:
        look = theme()
        split = QPointF(self._at(_SPLIT_EFFORT, 1).x(), self._at(1, _SPLIT_IMPACT).y())
        painter.fillRect(QRectF(plot.topLeft(), split), look.color("primaryTint"))
        painter.setPen(QPen(look.color("lineStrong"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(split.x(), plot.top()), QPointF(split.x(), plot.bottom()))
        painter.drawLine(QPointF(plot.left(), split.y()), QPointF(plot.right(), split.y()))
        box(painter, plot, None, "lineStrong")
        words, inner = current(), plot.adjusted(look.px(8), look.px(3), -look.px(8), -look.px(3))
        high, low = inner.adjusted(0, 0, 0, look.px(16) - inner.height()), QRectF(inner)
        low.setTop(inner.bottom() - look.px(16))
        corners = ((5, 1, high, LEFT), (5, 5, high, RIGHT), (1, 1, low, LEFT), (1, 5, low, RIGHT))
        for impact, effort, place, align in corners:
            is_first = impact > 1 and effort == 1
            font = look.font("caption", weight=600 if is_first else None)
            name = words.label(quadrant(impact, effort))
            half = QRectF(place)
            if effort == 1:
                half.setRight(split.x() - look.px(8))
            else:
                half.setLeft(split.x() + look.px(8))
            side = self._free_side(half, look.text_width("caption", name, weight=font.weight()), align)
            text(painter, half, name, font, "primary" if is_first else "ink2", side)

    def _free_side(self, place: QRectF, width: int, usual: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
        """The side of a corner of the plot where a name of this width meets no bubble, the usual one if it can."""
        for side in (usual, RIGHT if usual == LEFT else LEFT):
            left = place.left() if side == LEFT else place.right() - width
            name = QRectF(left, place.top(), width, place.height())
            grown = ((centre, radius + theme().px(5)) for centre, radius in self.bubbles().values())
            if not any(_touches(name, centre, radius) for centre, radius in grown):
                return side
        return usual

    def _paint_axes(self, painter: QPainter, plot: QRectF) -> None:
        look, font = theme(), theme().font("caption", tabular=True)
        for value in _VALUES:
            y, x = self._at(1, value).y(), self._at(value, 1).x()
            text(painter, QRectF(plot.left() - 24, y - 9, 16, 18), str(value), font, "ink2", RIGHT)
            text(painter, QRectF(x - 12, plot.bottom() + 4, 24, 16), str(value), font, "ink2", CENTER)
        label = look.font("label")
        under = QRectF(plot.left(), plot.bottom() + look.px(18), plot.width(), look.px(18))
        text(painter, under, tr("Effort"), label, "ink2", RIGHT)
        painter.save()
        painter.translate(plot.left() - look.px(34), plot.top())
        painter.rotate(-90)
        text(painter, QRectF(-plot.height(), -8, plot.height(), 16), tr("Impact"), label, "ink2", RIGHT)
        painter.restore()

    def _paint_bubble(self, painter: QPainter, each: ActionFacts, centre: QPointF, radius: float) -> None:
        look = theme()
        fill = dot_color(horizon_dot(each.horizon)) or look.color("lineStrong")
        if each.id == self._current:
            disc(painter, centre, radius + look.px(4), "sheet", "primary", 2)
        disc(painter, centre, radius + 1.5, "sheet")
        disc(painter, centre, radius, fill)
        area = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        text(painter, area, each.code, look.font("caption", weight=700), contrast_ink(fill), CENTER)

    # Places

    def _plot(self) -> QRectF:
        px = theme().px
        return QRectF(self.rect()).adjusted(px(_LEFT), px(_TOP), -px(_RIGHT), -px(_BOTTOM))

    def _at(self, effort: float, impact: float) -> QPointF:
        plot = self._plot()
        x = plot.left() + (effort - 0.5) / 5 * plot.width()
        return QPointF(x, plot.bottom() - (impact - _FLOOR) / _SPAN * plot.height())

    def _impact_at(self, y: float) -> int:
        plot = self._plot()
        return max(1, min(5, round((plot.bottom() - y) / plot.height() * _SPAN + _FLOOR)))

    def _radius(self, each: ActionFacts, dearest: float) -> float:
        share = math.sqrt((each.cost or 0.0) / dearest) if dearest else 0.0
        return theme().scale * (_LEAST + (_MOST - _LEAST) * share)

    def _hit(self, at: QPointF) -> str:
        """The bubble under a point, the smallest where several overlap; "" for none."""
        found = [
            (radius, action_id)
            for action_id, (centre, radius) in self.bubbles().items()
            if math.hypot(at.x() - centre.x(), at.y() - centre.y()) <= radius + 2
        ]
        return min(found)[1] if found else ""

    def _beside(self, steps: int) -> str:
        ids = [each.id for each in self._facts]
        at = ids.index(self._current) + steps if self._current in ids else 0
        return ids[max(0, min(at, len(ids) - 1))]

    def _ask(self, action_id: str, impact: int) -> None:
        now = next((each.impact for each in self._facts if each.id == action_id), None)
        if 1 <= impact <= 5 and impact != now:
            self.impact_wanted.emit(action_id, impact)

    def _describe(self) -> None:
        shown = next((each for each in self._facts if each.id == self._current), None)
        where = current().label(quadrant(shown.impact, shown.effort)) if shown else ""
        self.setAccessibleDescription(f"{shown.code}, {tooltip_words(shown, WEIGHT)}, {where}" if shown else "")


def _touches(area: QRectF, centre: QPointF, radius: float) -> bool:
    across = max(area.left() - centre.x(), 0.0, centre.x() - area.right())
    down = max(area.top() - centre.y(), 0.0, centre.y() - area.bottom())
    return math.hypot(across, down) < radius
