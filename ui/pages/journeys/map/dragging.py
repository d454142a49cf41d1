"""What the mouse can drag on a map, one object each: cards, points of the curve, heads, the lower edge of a lane.

`move` follows the pointer and changes nothing but the look; `end` makes one gesture; `cancel` leaves all as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QPainter

from journey.model import LaneKind
from ui.models.journey_tree import Key
from ui.pages.journeys.map.scene import LANE_HEADS, MapLane
from ui.theme.theme import theme
from ui.widgets.paint import LEFT, box, text
from ui.widgets.shadow import shadow

if TYPE_CHECKING:
    from ui.pages.journeys.map.canvas import MapCanvas
    from ui.pages.journeys.map.gestures import MapGestures
    from ui.pages.journeys.map.surface import Hit

_SCROLL_ZONE = 28


class Drag(Protocol):
    """One interaction of the mouse."""

    def move(self, at: QPoint) -> None: ...

    def end(self) -> None: ...

    def cancel(self) -> None: ...

    def paint(self, painter: QPainter) -> None: ...


class CardDrag:
    """A card on its way to another place, stage or lane."""

    def __init__(self, canvas: MapCanvas, gestures: MapGestures, hit: Hit, start: QPoint) -> None:
        assert hit.key is not None
        self._canvas, self._gestures, self._key = canvas, gestures, hit.key
        self._at = start
        self._words = gestures.words_of(hit.key)
        self._target: tuple[MapLane, str, int, Key | None] | None = None
        canvas.look.dragged = hit.key

    def move(self, at: QPoint) -> None:
        self._at = at
        scroll_near_edge(self._canvas, at)
        self._target = None
        look, hit = self._canvas.look, self._canvas.hit(at)
        look.target = look.target_index = None
        if hit.part not in ("cell", "edge"):
            return
        point = QPointF(at) - self._canvas.origin
        stage = self._canvas.layout_.column_at(point.x())
        lane_index = self._canvas.layout_.lane_at(point.y())
        if stage is None or lane_index is None:
            return
        lane, stage_id = self._canvas.scene.lanes[lane_index], self._canvas.scene.stages[stage].id
        if not self._gestures.accepts(self._key, lane, stage_id):
            return
        index = self._canvas.layout_.index_at(lane_index, stage, point.y())
        shown = self._canvas.scene.keys(lane, stage_id)
        is_further = self._key in shown and index > shown.index(self._key)
        self._target = (lane, stage_id, index - is_further, hit.key)  # counted without itself
        look.target = (lane.id, stage_id)
        is_ordered = lane.takes_cards or self._key[0] == _KIND_OF_LANE.get(lane.kind)
        look.target_index = index if is_ordered else None

    def end(self) -> None:
        if self._target is not None:
            lane, stage_id, index, over = self._target
            self._gestures.drop(self._key, lane, stage_id, index, over)

    def cancel(self) -> None:
        self._target = None

    def paint(self, painter: QPainter) -> None:
        _ghost(painter, self._at, self._words)


class PointDrag:
    """A point of the emotion curve on its way up or down."""

    def __init__(self, canvas: MapCanvas, gestures: MapGestures, hit: Hit) -> None:
        assert hit.key is not None
        self._canvas, self._gestures, self._key = canvas, gestures, hit.key

    def move(self, at: QPoint) -> None:
        value = self._canvas.layout_.curve_value(at.y() - self._canvas.origin.y())
        self._canvas.look.moved = {self._key: value}

    def end(self) -> None:
        moved, self._canvas.look.moved = self._canvas.look.moved, {}
        self._gestures.draw(self._key, moved.get(self._key, 0.0))

    def cancel(self) -> None:
        self._canvas.look.moved = {}

    def paint(self, painter: QPainter) -> None: ...


class EdgeDrag:
    """The lower edge of a lane."""

    def __init__(self, canvas: MapCanvas, gestures: MapGestures, hit: Hit) -> None:
        self._canvas, self._gestures = canvas, gestures
        self._lane, self._index = canvas.scene.lanes[hit.lane], hit.lane

    def move(self, at: QPoint) -> None:
        top = self._canvas.layout_.lane_rect(self._index).top() + self._canvas.origin.y()
        self._canvas.layout_.preview = (self._lane.id, max(1.0, (at.y() - top) / theme().scale))
        self._canvas.refresh()

    def end(self) -> None:
        preview, self._canvas.layout_.preview = self._canvas.layout_.preview, None
        if preview is not None:
            height = self._canvas.layout_.lane_rect(self._index).height() / theme().scale
            self._gestures.size_lane(self._lane.id, height)
        self._canvas.refresh()

    def cancel(self) -> None:
        self._canvas.layout_.preview = None
        self._canvas.refresh()

    def paint(self, painter: QPainter) -> None: ...


class HeadDrag:
    """The head of a stage or of a lane on its way to another place in the order."""

    def __init__(self, canvas: MapCanvas, gestures: MapGestures, hit: Hit, start: QPoint) -> None:
        self._canvas, self._gestures, self._hit, self._at = canvas, gestures, hit, start
        scene = canvas.scene
        self._is_stage = hit.part == "stage"
        self._id = scene.stages[hit.stage].id if self._is_stage else scene.lanes[hit.lane].id
        self._words = scene.stages[hit.stage].title if self._is_stage else scene.lanes[hit.lane].title
        self._index: int | None = None
        canvas.look.dragged = ("stage" if self._is_stage else "lane", self._id)

    def move(self, at: QPoint) -> None:
        self._at = at
        scroll_near_edge(self._canvas, at)
        layout, point = self._canvas.layout_, QPointF(at) - self._canvas.origin
        if self._is_stage:
            self._index = max(0, round(point.x() / layout.column_width))
            return
        middles = [layout.lane_rect(place).center().y() for place in range(len(layout.lanes))]
        self._index = sum(middle < point.y() for middle in middles)
        place = min(self._index, len(layout.lanes) - 1)
        self._canvas.look.target = (layout.lanes[place].id, LANE_HEADS)
        self._canvas.look.target_index = 0 if self._index < len(layout.lanes) else 1

    def end(self) -> None:
        if self._index is None:
            return
        if self._is_stage:
            own = self._hit.stage
            self._gestures.put_stage(self._id, self._index - (self._index > own))
        else:
            self._gestures.put_lane_before(self._id, self._index)

    def cancel(self) -> None:
        self._index = None

    def paint(self, painter: QPainter) -> None:
        if self._is_stage and self._index is not None:
            layout = self._canvas.layout_
            x = self._canvas.origin.x() + layout.left(min(self._index, len(self._canvas.scene.stages)))
            painter.fillRect(QRectF(x - 1, 0, 2, layout.head_height), theme().color("primary"))
        _ghost(painter, self._at, self._words)


_KIND_OF_LANE = {
    LaneKind.TOUCHPOINTS.value: "touchpoint",
    LaneKind.FRICTIONS.value: "friction",
    LaneKind.OPPORTUNITIES.value: "opportunity",
}
"""The things that have an order of their own in each lane."""


def scroll_near_edge(canvas: MapCanvas, at: QPoint) -> None:
    """Scroll on while something is dragged near the edge of the map."""
    body = canvas.body()
    for bar, place, low, high in (
        (canvas.horizontalScrollBar(), at.x(), body.left(), body.right()),
        (canvas.verticalScrollBar(), at.y(), body.top(), body.bottom()),
    ):
        if place > high - _SCROLL_ZONE:
            bar.setValue(bar.value() + bar.singleStep() // 2)
        elif place < low + _SCROLL_ZONE:
            bar.setValue(bar.value() - bar.singleStep() // 2)


def _ghost(painter: QPainter, at: QPoint, words: str) -> None:
    look = theme()
    width = min(look.px(220), look.text_width("small", words) + look.px(24))
    area = QRectF(at.x() + 8, at.y() + 8, width, look.px(32))
    shadow(painter, area, "float", radius=look.radius("card"))
    box(painter, area, "raised", "lineStrong", radius=look.radius("card"))
    text(painter, area.adjusted(look.px(10), 0, -look.px(10), 0), words, look.font("small"), "ink", LEFT)
