"""The map on screen: scrolls under frozen heads, paints what is visible, knows what is where, keeps the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from resources.i18n import tr
from ui.models.journey_tree import Key
from ui.pages.journeys.map.cursor import Cursor, Walk
from ui.pages.journeys.map.editing import CellEditor
from ui.pages.journeys.map.heads import paint_corner, paint_lane_heads, paint_stage_heads
from ui.pages.journeys.map.layout import MapLayout
from ui.pages.journeys.map.look import MapLook
from ui.pages.journeys.map.measure import Measure
from ui.pages.journeys.map.painter import MapPainter
from ui.pages.journeys.map.scene import LANE_HEADS, STAGE_HEADS, CellKey, MapScene
from ui.pages.journeys.map.speech import described, spoken
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import box, line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.pages.journeys.map.dragging import Drag

_STRIP = 36
"""Room at the right end for the button that adds a stage."""
_EDGE = 5
"""How near the lower edge of a lane the pointer must be to drag it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """What is under a place: "cell", "stage" or "lane" (heads), "edge" of a lane, "add_stage", or "" for nothing."""

    part: str = ""
    lane: int = -1
    stage: int = -1
    key: Key | None = None


class MapSurface(QAbstractScrollArea):
    """`cursor_moved` carries the cursor or None."""

    cursor_moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journey_map")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.scene = MapScene()
        self.look = MapLook()
        self.measure = Measure()
        self.layout_ = MapLayout(self.scene, self.measure, 800)
        self.walk = Walk(self.scene)
        self.cursor_at: Cursor | None = None
        self.is_placed_here = False
        """Whether the user put the cursor where it is, rather than a link or another view."""
        self.editor: CellEditor | None = None
        self._index = 0
        self._drag: Drag | None = None
        self._say = QTimer(self, singleShot=True, interval=0)
        self._say.timeout.connect(self.name_cursor)
        theme().changed.connect(self._restyle)
        self.name_cursor()

    # The scene

    def show_scene(self, scene: MapScene, *, keep_cursor: bool) -> None:
        """Put a scene on screen; the cursor stays where it was, or goes. What is being written elsewhere is kept."""
        if not keep_cursor:
            self.close_editor(save=True)
        self.scene = scene
        if not keep_cursor:
            self.cursor_at, self._index = None, 0
            self.verticalScrollBar().setValue(0)
            self.horizontalScrollBar().setValue(0)
        self.refresh()

    def refresh(self) -> None:
        """Follow the scene, which has changed: measure, keep the cursor, paint."""
        self.walk = Walk(self.scene)
        self.layout_.set_scene(self.scene, self.measure, self._room())
        self._set_ranges()
        if self.cursor_at is not None:
            self.put_cursor(self.walk.kept(self.cursor_at, self._index), is_placed_here=self.is_placed_here)
        self._place_editor()
        self._say.start()
        self.viewport().update()

    def update_cell(self, cell: CellKey | None) -> None:
        """Paint one cell anew."""
        if cell is not None:
            lane = next((place for place, each in enumerate(self.layout_.lanes) if each.id == cell[0]), None)
            stage = next((place for place, each in enumerate(self.scene.stages) if each.id == cell[1]), None)
            if lane is not None and stage is not None:
                area = self.layout_.cell_rect(lane, stage).translated(self.origin)
                self.viewport().update(area.toAlignedRect().intersected(self.body()))

    def update_figures(self) -> None:
        """Paint the figures anew; the time of a stage may take a line of its own."""
        self.refresh()

    # Where things are

    @property
    def origin(self) -> QPointF:
        """Where the first cell begins on the viewport."""
        return QPointF(self.layout_.head_width - self.horizontalScrollBar().value(),
                       self.layout_.head_height - self.verticalScrollBar().value())  # fmt: skip

    def body(self) -> QRect:
        """The part of the viewport where cells are seen."""
        left, top = round(self.layout_.head_width), round(self.layout_.head_height)
        return QRect(left, top, self.viewport().width() - left, self.viewport().height() - top)

    def hit(self, at: QPoint) -> Hit:
        """What is under a place of the viewport."""
        layout, point = self.layout_, QPointF(at) - self.origin
        in_heads_left, in_heads_top = at.x() < layout.head_width, at.y() < layout.head_height
        if in_heads_top:
            stage = None if in_heads_left else layout.column_at(point.x())
            if stage is not None:
                return Hit("stage", stage=stage)
            is_strip = not in_heads_left and layout.width <= point.x() <= layout.width + theme().px(_STRIP)
            return Hit("add_stage") if is_strip and self.look.can_write else Hit()
        lane = layout.lane_at(point.y())
        edge = self._edge_at(point.y())
        if edge is not None and self.look.can_write and (in_heads_left or point.x() <= layout.width):
            return Hit("edge", lane=edge)
        if lane is None:
            return Hit()
        if in_heads_left:
            return Hit("lane", lane=lane)
        stage = layout.column_at(point.x())
        if stage is None:
            return Hit()
        return Hit("cell", lane, stage, layout.card_at(lane, stage, point.x(), point.y()))

    def cursor_of(self, hit: Hit) -> Cursor | None:
        """The cursor for what was hit."""
        if hit.part == "stage":
            return Cursor(STAGE_HEADS, self.scene.stages[hit.stage].id)
        if hit.part == "lane":
            return Cursor(self.scene.lanes[hit.lane].id, LANE_HEADS)
        if hit.part == "cell":
            return Cursor(self.scene.lanes[hit.lane].id, self.scene.stages[hit.stage].id, hit.key)
        return None

    def rect_of(self, cursor: Cursor) -> QRectF:
        """Where a cursor stands on the viewport."""
        layout = self.layout_
        lane = next((place for place, each in enumerate(layout.lanes) if each.id == cursor.lane_id), None)
        stage = next((place for place, each in enumerate(self.scene.stages) if each.id == cursor.stage_id), None)
        if cursor.is_stage_head and stage is not None:
            return QRectF(self.origin.x() + layout.left(stage), 0, layout.width_of(stage), layout.head_height)
        if cursor.is_lane_head and lane is not None:
            area = layout.lane_rect(lane)
            return QRectF(0, self.origin.y() + area.y(), layout.head_width, area.height())
        if lane is None or stage is None:
            return QRectF()
        found = layout.card_rect(lane, stage, cursor.key) if cursor.key else None
        if found is None:
            takes_text = layout.lanes[lane].takes_text
            found = layout.slot_rect(lane, stage) if takes_text else layout.cell_rect(lane, stage)
        return found.translated(self.origin)

    # The cursor

    def put_cursor(self, cursor: Cursor | None, *, is_placed_here: bool = True, scroll: bool = False) -> None:
        """Move the cursor, and tell who listens if it moved."""
        is_taken = is_placed_here and not self.is_placed_here  # by a click on what another view had selected
        has_moved = cursor != self.cursor_at
        self.cursor_at, self.is_placed_here = cursor, is_placed_here
        self._index = self.walk.index(cursor) if cursor else 0
        self.look.cell, self.look.key = (cursor.cell, cursor.key) if cursor else (None, None)
        if cursor is not None and scroll:
            self.scroll_to(cursor)
        if has_moved or is_taken:
            self._say.start()
            self.viewport().update()
            self.cursor_moved.emit(cursor)

    def go(self, cursor: Cursor | None) -> None:
        """Move the cursor by a key: it comes into sight."""
        self.put_cursor(cursor, scroll=True)

    def scroll_to(self, cursor: Cursor) -> None:
        """Bring a thing into sight, its cell's column with it."""
        area, body = self.rect_of(cursor), QRectF(self.body())
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        if not cursor.is_lane_head:
            if area.right() > body.right():
                across.setValue(round(across.value() + area.right() - body.right() + 8))
            if area.left() < body.left():
                across.setValue(round(across.value() + area.left() - body.left() - 8))
        if not cursor.is_stage_head:
            if area.bottom() > body.bottom():
                down.setValue(round(down.value() + min(area.bottom() - body.bottom() + 8, area.top() - body.top())))
            if area.top() < body.top():
                down.setValue(round(down.value() + area.top() - body.top() - 8))

    # Writing in place

    def open_editor(self, editor: CellEditor) -> None:
        """Put a field on the map; it goes when it is done."""
        self.close_editor(save=True)
        self.editor = editor
        editor.setParent(self.viewport())
        editor.resized.connect(self._place_editor)
        self.scroll_to(editor.where)
        self._place_editor()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self, *, save: bool) -> None:
        """End the writing that may be going on."""
        if self.editor is not None:
            self.editor.finish(save=save)

    def forget_editor(self, editor: CellEditor) -> None:
        """A field is done with: the keys are the map's again."""
        if self.editor is editor:
            self.editor = None
            had_focus = editor.hasFocus()
            editor.hide()
            editor.deleteLater()
            if had_focus:
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is painted already and paint the rest, unless something lies over it that does not scroll."""
        self._place_editor()
        port, body = self.viewport(), self.body()
        if self.editor is not None or self._drag is not None or (dx and self.scene.has_blueprint):
            port.update()
            return
        port.scroll(dx, dy, body)
        if dx:
            port.update(QRect(0, 0, port.width(), body.top()))
        if dy:
            port.update(QRect(0, body.top(), body.left(), body.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        try:
            # Part by part: after a scroll a strip and the heads, whose hull would be everything.
            for dirty in cast("Iterable[QRect]", event.region()):
                self._paint(painter, dirty)
        finally:
            painter.end()  # a painter that outlives an error brings Qt down before the error is told

    # Inside

    def _paint(self, painter: QPainter, dirty: QRect) -> None:
        layout = self.layout_
        painter.fillRect(dirty, theme().color("sheet"))
        origin, body = self.origin, self.body()
        seen = body.intersected(dirty)
        if not seen.isEmpty():
            painter.save()
            painter.setClipRect(seen)
            painter.translate(origin)
            MapPainter(layout, self.look).paint(painter, QRectF(seen).translated(-origin))
            painter.restore()
        if dirty.top() < body.top():
            painter.save()
            painter.setClipRect(QRect(body.left(), 0, body.width(), body.top()))
            painter.translate(origin.x(), 0)
            paint_stage_heads(painter, layout, self.look, body.left() - origin.x(), body.right() + 1 - origin.x())
            self._paint_add_stage(painter)
            painter.restore()
        if dirty.left() < body.left():
            painter.save()
            painter.setClipRect(QRect(0, body.top(), body.left(), body.height()))
            painter.translate(0, origin.y())
            paint_lane_heads(painter, layout, self.look, body.top() - origin.y(), body.bottom() + 1 - origin.y())
            painter.restore()
            paint_corner(painter, layout)
        if self._drag is not None:
            self._drag.paint(painter)

    def _room(self) -> float:
        strip = theme().px(_STRIP) if self.look.can_write else 0
        return max(1.0, self.viewport().width() - self.layout_.head_width - strip)

    def _set_ranges(self) -> None:
        body, strip = self.body(), theme().px(_STRIP) if self.look.can_write else 0
        for bar, whole, page in (
            (self.horizontalScrollBar(), self.layout_.width + strip, body.width()),
            (self.verticalScrollBar(), self.layout_.height, body.height()),
        ):
            bar.setPageStep(max(1, page))
            bar.setSingleStep(theme().px(40))
            bar.setRange(0, max(0, round(whole) - page))

    def _edge_at(self, y: float) -> int | None:
        """The lane whose lower edge is at a height."""
        index = self.layout_.lane_at(y - _EDGE)
        if index is not None and abs(self.layout_.lane_rect(index).bottom() - y) <= _EDGE:
            return index
        return None

    def _paint_add_stage(self, painter: QPainter) -> None:
        """The button at the right end of the stages."""
        if not self.look.can_write or not self.scene.journey_id:
            return
        px, layout = theme().px, self.layout_
        side = px(24)
        area = QRectF(layout.width + px(6), px(10), side, side)
        box(painter, area, "sheet", "control", radius=theme().radius("control"))
        icons.draw(painter, "plus", area.adjusted(4, 4, -4, -4), "ink2")
        bottom = layout.head_height - 0.5
        line(painter, QPointF(layout.width, bottom), QPointF(layout.width + px(_STRIP), bottom), "line")

    def _place_editor(self) -> None:
        if self.editor is None:
            return
        card = self.rect_of(self.editor.where)
        if card.isEmpty():  # its cell is gone
            self.close_editor(save=False)
        else:
            self.editor.place(card, self.viewport().rect())

    def name_cursor(self) -> None:
        """Tell a screen reader what the cursor stands on."""
        self.setAccessibleName(spoken(self.scene, self.cursor_at))
        self.setAccessibleDescription(described(self.scene) if self.scene.journey_id else tr("Journey map"))

    def _restyle(self) -> None:
        self.measure = Measure()
        self.refresh()
