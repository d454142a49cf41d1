"""The closed part of an objective's card: 76 px with grip, rank, title, segments, date, KPI track, SMART and owner."""

from __future__ import annotations

import html
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from resources.catalogue import catalogue
from resources.i18n import current, tr
from ui.actions import key_text
from ui.models.objectives import ObjectiveFacts
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets import marks
from ui.widgets.chip import dot_color
from ui.widgets.inline import InlineEdit
from ui.widgets.paint import LEFT, chip, chip_width, painter_on, text
from ui.widgets.signs import SMART_LETTERS, initials_of

HEIGHT = 76
_TRACK, _TILES = 204, 112
_FROM_RIGHT = {"chevron": (36, 20), "owner": (74, 50), "smart": (205, 93), "kpi": (434, 230)}
"""Left and right ends of what stands at fixed distances from the right edge, in design pixels."""
_FIELD_OF_ZONE = {"segments": "segments", "due": "due_date", "kpi": "kpi", "smart": "specific", "owner": "owner"}


class CardHead(QWidget):
    """Paints the facts of an objective; the title is edited in place.

    `field_wanted` names the field behind what was clicked; `toggled` and `picked` tell of other clicks; `dragged` says
    that the card is being pulled by its grip.
    """

    field_wanted = Signal(str)
    toggled = Signal()
    picked = Signal()
    dragged = Signal()

    def __init__(self, facts: ObjectiveFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self._is_open = False
        self._can_drag = True
        self._pressed_at: QPointF | None = None
        self._zones: dict[str, QRectF] = {}
        self.title = InlineEdit(
            facts.title, role="strong", placeholder=tr("Objective to name"), on_click=False, inset=6,
            name="objective_title", accessible_name=tr("Title of the objective"), parent=self,
        )  # fmt: skip
        self.title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_facts(self, facts: ObjectiveFacts) -> None:
        """Show an objective as it is now."""
        self._facts = facts
        self.title.set_text(facts.title)
        self._place()
        self.update()

    def set_open(self, is_open: bool) -> None:
        """Turn the chevron."""
        self._is_open = is_open
        self.update()

    def set_draggable(self, can_drag: bool) -> None:
        """Show the grip only where the order is the team's."""
        self._can_drag = can_drag
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(720), theme().px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(600), theme().px(HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
            self.picked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        zone = self.zone_at(event.position())
        shapes = {"grip": Qt.CursorShape.OpenHandCursor} if self._can_drag else {}
        hand = Qt.CursorShape.PointingHandCursor if zone in _FIELD_OF_ZONE else Qt.CursorShape.ArrowCursor
        self.setCursor(shapes.get(zone, hand))
        start = self._pressed_at
        if start is None or not self._can_drag or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (event.position() - start).manhattanLength() >= QApplication.startDragDistance()
        if far and self.zone_at(start) in ("grip", ""):
            self._pressed_at = None
            self.dragged.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        start, self._pressed_at = self._pressed_at, None
        if start is None or not self.rect().contains(event.position().toPoint()):
            return
        zone = self.zone_at(event.position())
        if zone in _FIELD_OF_ZONE:
            self.field_wanted.emit(_FIELD_OF_ZONE[zone])
        elif zone != "grip":
            self.toggled.emit()

    def zone_at(self, point: QPointF) -> str:
        """What stands at a point: "grip", "segments", "due", "kpi", "smart", "owner", "chevron", or ""."""
        return next((name for name, area in self._zones.items() if area.contains(point)), "")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.explained(self.zone_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), f"<qt>{html.escape(words)}</qt>" if words else "", self)
            return True
        return super().event(event)

    def explained(self, zone: str) -> str:
        """What the tooltip of a zone says: what is elided there, what is missing, or what a click does."""
        facts = self._facts
        words = current()
        names = [words.label(entry.id) for entry in catalogue().entries("smart_criteria")]
        missing = [f"{name} ({gap})" for name, gap in zip(names, facts.gaps, strict=True) if gap]
        texts = {
            "grip": tr("Drag to rank, {up} and {down}").format(up=key_text("move_up"), down=key_text("move_down")),
            "segments": ", ".join(target.name for target in facts.targets),
            "kpi": facts.kpi,
            "smart": tr("To clarify: {names}").format(names=words.join(missing)) if missing else tr("SMART: all five"),
            "owner": facts.owner or tr("Owner to name"),
            "chevron": tr("Open or close, {key}").format(key=key_text("next_state")),
        }
        return texts.get(zone, "")

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter, facts = theme(), painter_on(self), self._facts
        if self._can_drag:
            icons.draw(painter, "grip-vertical", self._box(7, 30, 16, 16), "ink3")
        marks.priority_ring(painter, self._box(31, 24, 28, 28), facts.priority)
        self._paint_second_line(painter)
        self._paint_kpi(painter, self._zones["kpi"])
        tiles = self._zones["smart"]
        for index, letter in enumerate(SMART_LETTERS):
            tile = QRectF(tiles.x() + index * look.px(23), look.px(28), look.px(20), look.px(20))
            marks.smart_tile(painter, tile, letter, facts.smart[index])
        marks.avatar(painter, self._zones["owner"], initials_of(facts.owner))
        chevron = "chevron-up" if self._is_open else "chevron-down"
        icons.draw(painter, chevron, self._zones["chevron"], "ink2")

    def _paint_second_line(self, painter: QPainter) -> None:
        look, facts = theme(), self._facts
        place = self._zones["segments"]
        if not facts.targets:
            chip(painter, place, tr("Segment to choose"), "gap", icon="user-x")
        else:
            first = facts.targets[0]
            room = QRectF(place)
            more = f"+{len(facts.targets) - 1}" if len(facts.targets) > 1 else ""
            if more:
                room.setRight(room.right() - chip_width(more) - look.px(4))
                rest = QRectF(room.right() + look.px(4), place.y(), chip_width(more), place.height())
                chip(painter, rest, more)
            chip(painter, room, first.name, dot=dot_color(first.dot))
        due = self._zones["due"]
        if not facts.due:
            chip(painter, due, tr("Due date to set"), "gap", icon="calendar-x-2")
            return
        side = look.px(16)
        icons.draw(painter, "calendar", QRectF(due.x(), due.center().y() - side / 2, side, side), "ink3")
        text(painter, due.adjusted(look.px(22), 0, 1, 0), facts.due, look.font("label", weight=400), "ink2", LEFT)

    def _paint_kpi(self, painter: QPainter, area: QRectF) -> None:
        look, facts = theme(), self._facts
        caption = look.font("caption", tabular=True)
        top = QRectF(area.x() + look.px(3), look.px(10), area.width() - look.px(3), look.px(18))
        text(painter, top, facts.kpi or tr("KPI to choose"), caption, "ink2" if facts.kpi else "warning", LEFT)
        track = QRectF(area.x(), look.px(30), area.width(), look.px(16))
        marks.kpi_track(painter, track, facts.today_at, facts.target_at)
        line = QRectF(area.x() + look.px(3), look.px(50), area.width() - look.px(3), look.px(18))
        before, _, _ = tr("{baseline} to {target}").partition("{target}")
        start = before.format(baseline=facts.baseline or tr("Baseline to set"))
        line.setLeft(line.left() + text(painter, line, start, caption, "ink2" if facts.baseline else "warning", LEFT))
        bold = look.font("caption", weight=600, tabular=True)
        words, ink = (facts.target, "primary") if facts.target else (tr("target to set"), "warning")
        text(painter, line.adjusted(0, 0, 1, 0), words, bold, ink, LEFT)

    # Places

    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(HEIGHT))
        self._place()

    def _box(self, x: float, y: float, width: float, height: float) -> QRectF:
        px = theme().px
        return QRectF(px(x), px(y), px(width), px(height))

    def _place(self) -> None:
        px = theme().px
        ends: Mapping[str, tuple[int, int]] = _FROM_RIGHT
        lines = {"chevron": (30, 16), "owner": (26, 24), "smart": (24, 28), "kpi": (6, 64)}
        self._zones = {"grip": self._box(0, 0, 28, HEIGHT)}
        for name, (left, right) in ends.items():
            top, height = lines[name]
            self._zones[name] = QRectF(self.width() - px(left), px(top), px(left - right), px(height))
        free = self._zones["kpi"].left() - px(16)
        left = px(66)
        self.title.setGeometry(QRect(left - px(6), px(8), int(free - left + px(6)), px(32)))
        self._place_second_line(left, free)

    def _place_second_line(self, left: float, free: float) -> None:
        look, facts = theme(), self._facts
        if facts.due:
            due_width = look.px(22) + look.text_width("label", facts.due)
        else:
            due_width = chip_width(tr("Due date to set"), icon="calendar-x-2")
        if facts.targets:
            more = look.px(4) + chip_width(f"+{len(facts.targets) - 1}") if len(facts.targets) > 1 else 0
            width = chip_width(facts.targets[0].name, dot=dot_color(facts.targets[0].dot)) + more
        else:
            width = chip_width(tr("Segment to choose"), icon="user-x")
        gap = look.px(8) if not facts.due else look.px(16)
        width = max(look.px(48), min(width, int(free - left - gap - due_width)))
        top, height = look.px(41), look.px(22)
        self._zones["segments"] = QRectF(left, top, width, height)
        self._zones["due"] = QRectF(left + width + gap, top, due_width, height)
