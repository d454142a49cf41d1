"""Paints the heads of a map: stages across the top, lanes down the side, and the corner between them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from journey.model import LaneKind
from resources.i18n import current, tr
from ui.pages.journeys.map.layout import HEAD_WIDTH, MapLayout
from ui.pages.journeys.map.look import MapLook
from ui.pages.journeys.map.scene import LANE_HEADS, STAGE_HEADS, MapStage
from ui.pages.journeys.map.strokes import block, sign, words, words_right
from ui.theme.theme import theme
from ui.widgets.marks import stage_disc
from ui.widgets.paint import box, line

LANE_ICONS = {
    LaneKind.ACTIONS: "footprints", LaneKind.TOUCHPOINTS: "map-pin", LaneKind.CHANNELS: "radio-tower",
    LaneKind.EMOTION: "heart-pulse", LaneKind.FRICTIONS: "diamond", LaneKind.OPPORTUNITIES: "lightbulb",
    LaneKind.INDICATORS: "gauge", LaneKind.BACKSTAGE: "layers", LaneKind.SYSTEMS: "database",
    LaneKind.OWNERS: "user-round", LaneKind.OWN: "rows-3",
}  # fmt: skip


def paint_stage_heads(painter: QPainter, layout: MapLayout, look: MapLook, left: float, right: float) -> None:
    """The heads of the columns between two places; their bottom is at the painter's y = `layout.head_height`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(left, 0, right - left, layout.head_height), theme().color("sheet"))
    for column, stage in enumerate(layout.scene.stages):
        area = QRectF(layout.left(column), 0, layout.width_of(column), layout.head_height)
        if area.right() >= left and area.left() <= right:
            _stage_head(painter, layout, look, stage, area)
    bottom = layout.head_height - 0.5
    if layout.width < right:
        line(painter, QPointF(layout.width, bottom), QPointF(right, bottom), "line")


def paint_lane_heads(painter: QPainter, layout: MapLayout, look: MapLook, top: float, bottom: float) -> None:
    """The heads of the lanes between two heights, at the left of the painter's origin."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = layout.head_width
    painter.fillRect(QRectF(0, top, width, bottom - top), theme().color("sunken"))
    for index in range(len(layout.lanes)):
        area = layout.lane_rect(index)
        if area.bottom() >= top and area.top() <= bottom:
            _lane_head(painter, layout, look, index, QRectF(0, area.y(), width, area.height()), top)
    line(painter, QPointF(width - 0.5, top), QPointF(width - 0.5, bottom), "line")


def paint_corner(painter: QPainter, layout: MapLayout) -> None:
    """What the two kinds of heads are."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    measure, px = layout.measure, theme().px
    area = QRectF(0, 0, layout.head_width, layout.head_height)
    painter.fillRect(area, theme().color("sunken"))
    room = layout.head_width - px(24)
    words(painter, px(16), px(14), measure.line, tr("Stages"), measure.strong, "ink")
    lines = measure.wrap(tr("Share reached"), measure.caption, room)
    block(painter, px(16), px(14) + measure.line, measure.caption_line, lines, measure.caption, "ink2")
    line(painter, QPointF(0, area.bottom() - 0.5), QPointF(area.right(), area.bottom() - 0.5), "line")
    line(painter, QPointF(area.right() - 0.5, 0), QPointF(area.right() - 0.5, area.bottom()), "line")


def _stage_head(painter: QPainter, layout: MapLayout, look: MapLook, stage: MapStage, area: QRectF) -> None:
    theme_, measure, px = theme(), layout.measure, theme().px
    if stage.place is None:
        painter.fillRect(area, theme_.color("sunken"))
        painter.fillRect(QRectF(area.x(), area.bottom() - 3, area.width(), 3), theme_.color("lineStrong"))
        sign(painter, "circle-dashed", area.x() + px(14), area.y() + px(20), "ink3")
    else:
        color = theme_.palette("stage", stage.place)
        painter.fillRect(area, theme_.palette("stageTint", stage.place))
        painter.fillRect(QRectF(area.x(), area.bottom() - 3, area.width(), 3), color)
        disc = QRectF(area.x() + px(12), area.y() + px(9), px(22), px(22))
        stage_disc(painter, disc, stage.place)
    faded = look.dragged == ("stage", stage.id)
    painter.setOpacity(0.4 if faded else 1.0)
    (lines, is_beside), time = layout.stage_title(stage), layout.stage_time(stage)
    left, right, top = area.x() + px(42), area.right() - px(12), area.y() + px(10)
    block(painter, left, top, measure.stage_line, lines, layout.stage_font(stage), "ink")
    if time and is_beside:
        words_right(painter, right, top, measure.stage_line, time, measure.caption, "ink2")
    elif time:
        words(painter, left, top + len(lines) * measure.stage_line, measure.caption_line, time, measure.caption, "ink2")
    figures = layout.scene.figures.get(stage.id)
    if figures and figures.reached is not None:
        shown = current().percent(figures.reached)
        middle = area.bottom() - px(15)
        words_right(painter, right, middle - px(8), px(16), shown, measure.caption, "ink2")
        track = QRectF(left, middle - px(2), right - px(44) - left, px(4))
        box(painter, track, "lineStrong", radius=px(2))
        tone = "asIs" if layout.scene.is_as_is else "toBe"
        part = max(px(4), track.width() * min(1.0, figures.reached)) if figures.reached else 0
        if part:
            box(painter, QRectF(left, track.y(), part, px(4)), tone, radius=px(2))
    painter.setOpacity(1.0)
    line(painter, QPointF(area.right() - 0.5, 0), QPointF(area.right() - 0.5, area.bottom() - 3), "line")
    if look.cell == (STAGE_HEADS, stage.id):
        box(painter, area.adjusted(3, 3, -4, -6), None, "focus" if look.has_focus else "primary",
            radius=theme_.radius("card"), width=2 if look.has_focus else 1)  # fmt: skip


def _lane_head(painter: QPainter, layout: MapLayout, look: MapLook, index: int, area: QRectF, seen: float) -> None:
    """Its words stay in sight as long as any of the lane is: `seen` is where the visible part begins."""
    lane, measure, px = layout.lanes[index], layout.measure, theme().px
    painter.setOpacity(0.4 if look.dragged == ("lane", lane.id) else 1.0)
    room = px(HEAD_WIDTH - 42)
    lines = measure.wrap(lane.title, measure.strong, room)
    unit = measure.wrap(lane.unit, measure.caption, px(HEAD_WIDTH - 46)) if lane.unit else ()
    high = px(14 + 8) + len(lines) * measure.line + len(unit) * measure.caption_line
    begin = min(max(area.y(), seen), max(area.y(), area.bottom() - high))
    sign(painter, LANE_ICONS.get(LaneKind(lane.kind), "rows-3"), px(16), begin + px(23), "ink2")
    top = begin + px(14)
    block(painter, px(38), top, measure.line, lines, measure.strong, "ink")
    block(painter, px(38), top + len(lines) * measure.line, measure.caption_line, unit, measure.caption, "ink2")
    painter.setOpacity(1.0)
    line(painter, QPointF(0, area.bottom() - 0.5), QPointF(area.right(), area.bottom() - 0.5), "line")
    if look.cell == (lane.id, LANE_HEADS):
        box(painter, area.adjusted(3, 3, -4, -4), None, "focus" if look.has_focus else "primary",
            radius=theme().radius("card"), width=2 if look.has_focus else 1)  # fmt: skip
    if look.target == (lane.id, LANE_HEADS):
        y = area.top() if look.target_index == 0 else area.bottom()
        line(painter, QPointF(4, y), QPointF(area.right() - 4, y), "primary", 2)
