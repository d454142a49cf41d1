"""The impact and effort matrix: one bubble an action, its area for the cost, its colour for the horizon."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from resources.i18n import current, ntr, tr
from strategy.ranking import Ranking, usual_ranking
from ui.models.action_plan import ActionFacts, horizon_dot
from ui.models.action_words import WEIGHT, tooltip_words
from ui.pages.action_plan.matrix_plot import VALUES, Bubbles, MatrixPlot
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.button import IconButton
from ui.widgets.chip import dot_color
from ui.widgets.marks import contrast_ink
from ui.widgets.paint import CENTER, LEFT, box, disc, painter_on, text

_ARROWS = {
    Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
}  # fmt: skip
"""Key -> steps of effort and of impact."""


class Matrix(QWidget):
    """`picked` carries the action that a click or an arrow chooses, `weighed` an action with the impact and the
    person-days that a drag or a key asks for. `ranking_wanted`: how actions rank is to be seen or changed."""

    picked = Signal(str)
    weighed = Signal(str, int, float)
    ranking_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("action_matrix")
        self.setAccessibleName(tr("Impact and effort of the actions"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocusMark", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self._facts: tuple[ActionFacts, ...] = ()
        self._ranking, self._waiting = usual_ranking(), 0
        self._current = ""
        self._held: str | None = None
        self._pressed_at, self._held_at = QPointF(), QPointF()
        self._is_moving = False
        self._settings = IconButton("sliders-horizontal", tr("How actions rank"), size="small", name="action_ranking",
                                    on_click=self.ranking_wanted.emit, parent=self)  # fmt: skip

    def show_actions(self, facts: Sequence[ActionFacts], ranking: Ranking) -> None:
        """Show these; those without impact or effort wait in the table."""
        kept = [each for each in facts if each.mark != "dropped"]
        self._facts = tuple(each for each in kept if each.impact and each.effort)
        self._waiting = len(kept) - len(self._facts)
        self._ranking = ranking
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

    def bubbles(self) -> Bubbles:
        """Centre and radius by action."""
        return self._plot().bubbles(self._facts)

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        hit = self._hit(event.position())
        if event.button() == Qt.MouseButton.LeftButton and hit:
            self._held, self._pressed_at, self._held_at = hit, event.position(), event.position()
            self.picked.emit(hit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._held:
            self._set_shape(self._hit(event.position()))
            return
        self._held_at = event.position()
        far = (self._held_at - self._pressed_at).manhattanLength()
        self._is_moving = self._is_moving or far >= QApplication.startDragDistance()
        if self._is_moving:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            QToolTip.showText(event.globalPosition().toPoint(), self._words_of_drag(), self)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, is_moving, at = self._held, self._is_moving, self._held_at
        self._let_go()
        if held and is_moving:
            effort, impact = self._plot().square_at(at)
            self._ask(held, impact, effort)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, changes = event.key(), {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
        shown = self._fact(self._current)
        if key == Qt.Key.Key_Escape and self._held:
            self._let_go()
        elif key in changes and shown is not None:
            self._ask(shown.id, (shown.impact or 0) + changes[Qt.Key(key)], shown.effort or 0)
        elif key in _ARROWS and self._facts and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._follow_arrow(Qt.Key(key), is_move=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            shown = self._fact(self._hit(QPointF(event.pos())))
            # Only codes and figures: no word of the user's reaches this tooltip.
            words = f"{shown.code}: {tooltip_words(shown, WEIGHT)}" if shown else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        keys = (Qt.Key.Key_Plus, Qt.Key.Key_Minus, *_ARROWS)
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in keys:
            is_plain = not event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
            event.setAccepted(is_plain)
            return is_plain
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = theme().px
        self._settings.move(px(10), self.height() - self._settings.sizeHint().height() - px(8))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, plot, bubbles = painter_on(self), self._plot(), self.bubbles()
        plot.paint_ground(painter, bubbles)
        plot.paint_axes(painter)
        order = sorted(self._facts, key=lambda each: (each.id == self._current, -bubbles[each.id][1]))
        for each in order:
            centre, radius = bubbles[each.id]
            if each.id == self._held and self._is_moving:
                plot.paint_square(painter, *plot.square_at(self._held_at))
                centre = self._held_at
            self._paint_bubble(painter, each, centre, radius)
        self._paint_rest(painter, plot.plot)
        if self.hasFocus():
            box(painter, plot.plot.adjusted(-3, -3, 3, 3), None, "focus", width=2, radius=4)

    def _paint_rest(self, painter: QPainter, plot: QRectF) -> None:
        look = theme()
        if not self._facts:
            text(painter, plot, tr("Give actions an impact and an effort"), look.font("small"), "ink3", CENTER)
        if self._waiting:
            words = ntr("{n} action without impact or effort", "{n} actions without impact or effort", self._waiting)
            under = QRectF(plot.left(), plot.bottom() + look.px(18), plot.width() - look.px(56), look.px(18))
            text(painter, under, words.format(n=current().number(self._waiting)), look.font("caption"), "warning", LEFT)

    def _paint_bubble(self, painter: QPainter, each: ActionFacts, centre: QPointF, radius: float) -> None:
        look = theme()
        fill = dot_color(horizon_dot(each.horizon)) or look.color("lineStrong")
        if each.id == self._current:
            disc(painter, centre, radius + look.px(4), "sheet", "primary", 2)
        disc(painter, centre, radius + 1.5, "sheet")
        disc(painter, centre, radius, fill)
        area = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        text(painter, area, each.code, look.font("caption", weight=700), contrast_ink(fill), CENTER)

    # Inside

    def _plot(self) -> MatrixPlot:
        return MatrixPlot(QRectF(self.rect()), self._ranking)

    def _fact(self, action_id: str) -> ActionFacts | None:
        return next((each for each in self._facts if each.id == action_id), None)

    def _hit(self, at: QPointF) -> str:
        """The bubble under a point, the smallest where several overlap; "" for none."""
        found = [
            (radius, action_id)
            for action_id, (centre, radius) in self.bubbles().items()
            if math.hypot(at.x() - centre.x(), at.y() - centre.y()) <= radius + 2
        ]
        return min(found)[1] if found else ""

    def _set_shape(self, hit: str) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor if hit else Qt.CursorShape.ArrowCursor)

    def _let_go(self) -> None:
        self._held, self._is_moving = None, False
        QToolTip.hideText()
        self.unsetCursor()
        self.update()

    def _words_of_drag(self) -> str:
        """What letting go here would mean."""
        effort, impact = self._plot().square_at(self._held_at)
        shown, words = self._fact(self._held or ""), current()
        days = self._days(shown, effort)
        return tr("Impact {impact}, effort {effort} (about {days} person-days): {quadrant}").format(
            impact=words.number(impact), effort=words.number(effort), days=words.number(days),
            quadrant=words.label(self._ranking.quadrant(impact, effort)),
        )  # fmt: skip

    def _days(self, shown: ActionFacts | None, effort: int) -> float:
        """The person-days of an action in a band: its own where it is in that band already."""
        if shown is not None and shown.effort == effort and shown.effort_days is not None:
            return shown.effort_days
        return self._ranking.typical_days(effort)

    def _follow_arrow(self, key: Qt.Key, *, is_move: bool) -> None:
        """Choose the bubble before or after, or with Shift move the one chosen by a square."""
        shown, (across, up) = self._fact(self._current), _ARROWS[key]
        if not is_move or shown is None:
            self.picked.emit(self._beside(across or -up))
            return
        self._ask(shown.id, (shown.impact or 0) + up, (shown.effort or 0) + across)

    def _beside(self, steps: int) -> str:
        ids = [each.id for each in self._facts]
        at = ids.index(self._current) + steps if self._current in ids else 0
        return ids[max(0, min(at, len(ids) - 1))]

    def _ask(self, action_id: str, impact: int, effort: int) -> None:
        shown = self._fact(action_id)
        if shown is None or impact not in VALUES or effort not in VALUES:
            return
        if (impact, effort) != (shown.impact, shown.effort):
            self.weighed.emit(action_id, impact, self._days(shown, effort))
            announce(self, self._words())

    def _describe(self) -> None:
        self.setAccessibleDescription(self._words())

    def _words(self) -> str:
        shown = self._fact(self._current)
        where = current().label(self._ranking.quadrant(shown.impact, shown.effort)) if shown else ""
        return f"{shown.code}, {tooltip_words(shown, WEIGHT)}, {where}" if shown else ""
