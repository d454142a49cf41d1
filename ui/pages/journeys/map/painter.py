"""Paints the cells of a map on any QPainter, in the colours that the theme has now. Heads are in `heads`.

Coordinates are those of the layout: whoever paints has moved the painter to the first cell.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from journey.lanes import BACKSTAGE_LANES
from journey.model import LaneKind
from resources.i18n import current, tr
from ui.pages.journeys.map.emotion import EmotionPainter
from ui.pages.journeys.map.layout import MapLayout, Placed, text_margins
from ui.pages.journeys.map.look import MapLook
from ui.pages.journeys.map.scene import Card, CellKey, MapLane, MapStage
from ui.pages.journeys.map.strokes import block, more_pill, severity, sign, words, words_right
from ui.theme.theme import theme
from ui.widgets.paint import box, diamond, line

_FADED = 0.4


class MapPainter:
    """Paints what a layout holds."""

    def __init__(self, layout: MapLayout, look: MapLook) -> None:
        self.layout, self.look = layout, look

    def paint(self, painter: QPainter, visible: QRectF) -> None:
        """The cells that meet a rectangle of the map."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(visible, theme().color("sheet"))
        first, last = self._columns(visible)
        for index, lane in enumerate(self.layout.lanes):
            area = self.layout.lane_rect(index)
            if not area.intersects(visible):
                continue
            for column in range(first, last + 1):
                self._cell(painter, index, lane, column, visible)
        self._grid(painter, visible, first, last)
        for index, lane in enumerate(self.layout.lanes):  # over the grid: its quote and its faces cross columns
            if lane.kind == LaneKind.EMOTION and self.layout.lane_rect(index).intersects(visible):
                EmotionPainter(self.layout, self.look).paint(painter, index, visible)
        self._blueprint(painter, visible)
        self._target(painter)

    # Cells

    def _columns(self, visible: QRectF) -> tuple[int, int]:
        first, last = self.layout.column_at(visible.left()), self.layout.column_at(visible.right())
        return first or 0, len(self.layout.scene.stages) - 1 if last is None else last

    def _cell(self, painter: QPainter, index: int, lane: MapLane, column: int, visible: QRectF) -> None:
        stage = self.layout.scene.stages[column]
        area = self.layout.cell_rect(index, column)
        if stage.place is None:
            painter.fillRect(area, theme().color("sunken"))
        if lane.kind == LaneKind.INDICATORS:
            self._indicator(painter, area, stage)
        if lane.kind in (LaneKind.INDICATORS, LaneKind.EMOTION):
            return
        for placed in self.layout.placed_between(index, column, visible.top(), visible.bottom()):
            card_box = placed.box.translated(area.topLeft())
            if card_box.bottom() < visible.top() or card_box.top() > visible.bottom():
                continue
            self._card(painter, lane, (lane.id, stage.id), placed, card_box)
        self._slot(painter, index, lane, column)

    def _card(self, painter: QPainter, lane: MapLane, cell: CellKey, placed: Placed, area: QRectF) -> None:
        card, look = placed.card, theme()
        is_current = self.look.cell == cell and self.look.key == card.key
        painter.setOpacity(_FADED if self.look.dragged == card.key else 1.0)
        if lane.kind == LaneKind.CHANNELS:
            self._chip(painter, placed, area, is_current=is_current)
            painter.setOpacity(1.0)
            return
        if is_current or card.key in self.look.chosen:
            edge = "focus" if is_current and self.look.has_focus else "primary"
            box(painter, area, "selected", edge, radius=look.radius("card"),
                width=2 if is_current and self.look.has_focus else 1)  # fmt: skip
        if card.key[0] == "friction":
            self._friction(painter, card, area, placed)
        else:
            self._marks(painter, card, area, placed)
        measure, px = self.layout.measure, look.px
        font = measure.strong if is_current else measure.small
        left = area.x() + px(text_margins(card)[0])
        top = area.y() + (area.height() - len(placed.lines) * measure.line) / 2
        block(painter, left, top, measure.line, placed.lines, font, self._ink(card))
        painter.setOpacity(1.0)

    def _ink(self, card: Card) -> str:
        if not card.text:
            return "warning"
        return "ink2" if card.key[0] == "owner" else "ink"

    def _middle(self, area: QRectF, placed: Placed) -> float:
        """The height of the first line of a card, where its icons stand."""
        measure = self.layout.measure
        return area.y() + (area.height() - len(placed.lines) * measure.line) / 2 + measure.line / 2

    def _marks(self, painter: QPainter, card: Card, area: QRectF, placed: Placed) -> None:
        """The icon before the text; diamond, count and moments at the end."""
        px, middle = theme().px, self._middle(area, placed)
        if card.icon:
            is_point = card.key[0] == "touchpoint"
            tone = "brass" if card.key[0] == "opportunity" else "ink2"
            sign(painter, card.icon, area.x() + px(10 if is_point else 8), middle, tone)
        right = area.right() - px(8)
        if card.severity:
            severity(painter, QPointF(area.right() - px(21), middle), card.severity)
            right = area.right() - px(32 if card.severity < 5 else 36)
        if card.more:
            more_pill(painter, right - px(2), middle, card.more)
            right -= px(22)
        for name, tone in card.signs:
            sign(painter, name, right - px(16), middle, tone, 14)
            right -= px(18)

    def _friction(self, painter: QPainter, card: Card, area: QRectF, placed: Placed) -> None:
        px, middle = theme().px, self._middle(area, placed)
        severity(painter, QPointF(area.x() + px(18), middle), card.severity or 0, is_assumed=card.is_assumed)
        name, tone = FLAGS[card.flag]
        sign(painter, name, area.right() - px(23), middle, tone)

    def _chip(self, painter: QPainter, placed: Placed, area: QRectF, *, is_current: bool) -> None:
        look, measure = theme(), self.layout.measure
        edge = ("focus" if self.look.has_focus else "primary") if is_current else None
        ground = "selected" if is_current else "sunken"
        box(painter, area, ground, edge, radius=look.radius("chip"), width=2 if self.look.has_focus else 1)
        sign(painter, placed.card.icon, area.x() + look.px(8), area.center().y(), "ink2")
        top = area.y() + (area.height() - len(placed.lines) * measure.caption_line) / 2
        block(painter, area.x() + look.px(30), top, measure.caption_line, placed.lines, measure.label, "ink2")

    def _slot(self, painter: QPainter, index: int, lane: MapLane, column: int) -> None:
        """Where the cursor stands in an empty cell, and the invitation to write under the pointer."""
        cell = (lane.id, self.layout.scene.stages[column].id)
        is_here = self.look.cell == cell and self.look.key is None
        is_first = column == 0 and self._is_without_points(lane)
        if self.look.is_printed or not (is_here or ((self.look.hovered == cell or is_first) and self.look.can_write)):
            return
        area, look = self.layout.slot_rect(index, column), theme()
        if not is_here and area.bottom() > self.layout.cell_rect(index, column).bottom():
            return
        if is_here:
            box(painter, area, None, "focus" if self.look.has_focus else "lineStrong", radius=look.radius("card"),
                width=2 if self.look.has_focus else 1)  # fmt: skip
        if lane.takes_text and self.look.can_write:
            sign(painter, "plus", area.x() + look.px(8), area.center().y(), "ink3")
            invitation, measure = tr("Write, or paste lines"), self.layout.measure
            if is_first and not is_here:
                invitation = tr("First touchpoint")
            if (is_here or is_first) and measure.width(invitation, measure.small) <= area.width() - look.px(40):
                top = area.center().y() - measure.line / 2
                words(painter, area.x() + look.px(32), top, measure.line, invitation, measure.small, "ink3")

    def _is_without_points(self, lane: MapLane) -> bool:
        """Whether this is the lane where a map begins, and nothing stands there yet."""
        return lane.kind == LaneKind.TOUCHPOINTS.value and not any(self.layout.scene.felt.values())

    def _indicator(self, painter: QPainter, area: QRectF, stage: MapStage) -> None:
        """The conversion of a stage: its figure, a bar for today, a diamond where it should be."""
        look, measure, px = theme(), self.layout.measure, theme().px
        figures = self.layout.scene.figures.get(stage.id)
        if stage.place is None:
            return
        left, right = area.x() + px(12), area.right() - px(12)
        lines = self.layout.indicator_lines(stage)
        block(painter, left, area.y() + px(12), measure.caption_line, lines, measure.caption, "ink2")
        passed = figures.passed if figures else None
        shown = current().percent(passed) if passed is not None else tr("n/a")
        font, tone = (measure.figure, "ink") if passed is not None else (measure.small, "ink3")
        words_right(painter, right, area.y() + px(8), px(24), shown, font, tone)
        y = area.y() + px(20) + len(lines) * measure.caption_line + px(3)
        track = QRectF(left, y - px(2.5), right - left, px(5))
        box(painter, track, "line", radius=px(2.5))
        tone = "asIs" if self.layout.scene.is_as_is else "toBe"
        if passed:
            box(painter, QRectF(left, track.y(), max(px(5), track.width() * passed), px(5)), tone, radius=px(2.5))
        target = figures.target if figures else None
        if target is not None:
            diamond(painter, QPointF(left + track.width() * target, y), px(6), "toBe", "sheet", 1)
            said = tr("target {share}").format(share=current().percent(target))
            words_right(painter, right, y + px(5), measure.caption_line, said, measure.caption, "ink2")
        if self.look.cell is not None and self.look.cell[1] == stage.id and self._is_indicator(self.look.cell):
            box(painter, area.adjusted(4, 4, -4, -4), None, "focus" if self.look.has_focus else "lineStrong",
                radius=look.radius("card"), width=2 if self.look.has_focus else 1)  # fmt: skip

    def _is_indicator(self, cell: CellKey) -> bool:
        lane = self.layout.scene.lane(cell[0])
        return lane is not None and lane.kind == LaneKind.INDICATORS

    # Lines

    def _grid(self, painter: QPainter, visible: QRectF, first: int, last: int) -> None:
        color = theme().color("line")
        for index in range(len(self.layout.lanes)):
            y = self.layout.lane_rect(index).bottom() - 0.5
            if visible.top() - 1 <= y <= visible.bottom() + 1:
                right = min(visible.right(), self.layout.width)
                line(painter, QPointF(visible.left(), y), QPointF(right, y), color)
        bottom = min(visible.bottom(), self.layout.height)
        for column in range(first, last + 1):
            x = self.layout.left(column + 1) - 0.5
            line(painter, QPointF(x, visible.top()), QPointF(x, bottom), color)

    def _blueprint(self, painter: QPainter, visible: QRectF) -> None:
        """The line of interaction under what the customer does, the line of visibility above what he does not see."""
        for y, said in blueprint_lines(self.layout):
            if not visible.top() - 20 <= y <= visible.bottom() + 20:
                continue
            pen = QPen(theme().color("ink2"), 1.5)
            pen.setDashPattern([6.0, 4.0])
            painter.setPen(pen)
            painter.drawLine(QPointF(0, y), QPointF(self.layout.width, y))
            measure, px = self.layout.measure, theme().px
            right = min(visible.right(), self.layout.width) - px(12)
            width = measure.width(said, measure.caption)
            painter.fillRect(QRectF(right - width - px(6), y - px(8), width + px(12), px(16)), theme().color("sheet"))
            words(painter, right - width, y - px(8), px(16), said, measure.caption, "ink2")

    def _target(self, painter: QPainter) -> None:
        """Where what is dragged would go."""
        cell = self.look.target
        if cell is None:
            return
        lane = next((place for place, each in enumerate(self.layout.lanes) if each.id == cell[0]), None)
        stage = next((place for place, each in enumerate(self.layout.scene.stages) if each.id == cell[1]), None)
        if lane is None or stage is None:
            return
        area, px = self.layout.cell_rect(lane, stage), theme().px
        pen = QPen(theme().color("primary"), 2, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = theme().radius("card")
        painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), radius, radius)
        if self.look.target_index is not None:
            placed = self.layout.placed(lane, stage)
            index = min(self.look.target_index, len(placed))
            y = placed[index].box.top() if index < len(placed) else (placed[-1].box.bottom() if placed else px(8))
            start, end = QPointF(area.x() + px(8), area.y() + y), QPointF(area.right() - px(8), area.y() + y)
            line(painter, start, end, QColor(theme().color("primary")), 2)


FLAGS = {"planned": ("flag", "ink2"), "missing": ("flag-off", "warning"), "declined": ("circle-x", "ink3")}
"""The sign of what the plan does about a friction, and its colour."""


def blueprint_lines(layout: MapLayout) -> list[tuple[float, str]]:
    """The heights of the two lines of a service blueprint with their names; none where nothing stands behind."""
    if not layout.scene.has_blueprint:
        return []
    found = []
    for index, lane in enumerate(layout.lanes):
        if lane.kind == LaneKind.ACTIONS:
            found.append((layout.lane_rect(index).bottom(), tr("line of interaction")))
    first = next(index for index, lane in enumerate(layout.lanes) if lane.kind in BACKSTAGE_LANES)
    found.append((layout.lane_rect(first).top(), tr("line of visibility")))
    return found
