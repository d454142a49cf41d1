"""Where everything of a map stands: columns, lanes, cards, the points of the curve. In pixels, from the first cell.

The heads of lanes stand left of x = 0 and those of stages above y = 0; whoever paints moves them as it scrolls.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont

from journey.model import LaneKind
from ui.models.journey_signs import hours_label
from ui.models.journey_tree import Key
from ui.pages.journeys.map.measure import Lines, Measure
from ui.pages.journeys.map.scene import Card, CellKey, FeltPoint, MapLane, MapScene, MapStage

HEAD_WIDTH = 132
COLUMN_LEAST = 176
_HEIGHTS = {
    LaneKind.ACTIONS: 78, LaneKind.TOUCHPOINTS: 110, LaneKind.CHANNELS: 46, LaneKind.EMOTION: 158,
    LaneKind.FRICTIONS: 132, LaneKind.OPPORTUNITIES: 62, LaneKind.INDICATORS: 74,
}  # fmt: skip
_OWN_HEIGHT = 78
_LEAST = {LaneKind.EMOTION: 112, LaneKind.INDICATORS: 74}
_LEAST_OTHER = 46
"""How low a lane can be made, if its content allows."""
ADD_ROW = 30
"""Room for the line that is being added, and what an empty cell takes."""
_CURVE_TOP, _CURVE_FOOT = 22, 45
FACE_ROOM = 22.0
"""Distance between points of the curve, in design pixels, under which there is no room for faces."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A card in its cell: its box, relative to the cell, and its lines of text."""

    card: Card
    box: QRectF
    lines: Lines


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the curve: where it stands."""

    felt: FeltPoint
    centre: QPointF


@dataclass(slots=True)
class _Cell:
    cards: tuple[Card, ...]
    width: float
    placed: tuple[Placed, ...]
    tops: list[float]
    height: float


class MapLayout:
    """The places of one scene at one width. `refresh` after the scene changed measures only what is not the same."""

    def __init__(self, scene: MapScene, measure: Measure, room: float) -> None:
        """`room` is the width for the columns, the lane heads taken off; they share it down to their least width."""
        self._cells: dict[CellKey, _Cell] = {}
        self.preview: tuple[str, float] | None = None
        """A lane and the height that it is being dragged to, in design pixels."""
        self.quote_room = 0.0
        """How much higher a picture makes the lane of emotions, in pixels, to hold a quote under its curve."""
        self.set_scene(scene, measure, room)

    def set_scene(self, scene: MapScene, measure: Measure, room: float) -> None:
        """Lay out another scene, other fonts or another width; cells that are the same are not measured again."""
        if measure is not getattr(self, "measure", None):
            self._cells.clear()
        self.scene, self.measure, self._room = scene, measure, room
        self.refresh()

    def refresh(self) -> None:
        """Measure what changed and stack the lanes anew."""
        self._set_columns()
        self.lanes = self.scene.lanes
        self.head_height = self._head_height()
        tops = [0.0]
        for lane in self.lanes:
            tops.append(tops[-1] + self._lane_height(lane))
        self._tops = tops
        self._dots: dict[tuple[str, bool], tuple[Dot, ...]] = {}

    # Sizes

    @property
    def width(self) -> float:
        """Of all columns."""
        return self._lefts[-1]

    def left(self, index: int) -> float:
        """Where a column begins; that after the last one is the right end."""
        return self._lefts[index]

    def width_of(self, index: int) -> float:
        """Of one column."""
        return self._lefts[index + 1] - self._lefts[index]

    @property
    def height(self) -> float:
        """Of all lanes."""
        return self._tops[-1]

    @property
    def head_width(self) -> float:
        """Of the heads of lanes."""
        return float(self.measure.px(HEAD_WIDTH))

    def lane_rect(self, index: int) -> QRectF:
        """A lane over all columns."""
        return QRectF(0, self._tops[index], self.width, self._tops[index + 1] - self._tops[index])

    def cell_rect(self, lane: int, stage: int) -> QRectF:
        """One cell."""
        return QRectF(self.left(stage), self._tops[lane], self.width_of(stage),
                      self._tops[lane + 1] - self._tops[lane])  # fmt: skip

    def lane_at(self, y: float) -> int | None:
        """The lane at a height; None above and below."""
        index = bisect_right(self._tops, y) - 1
        return index if 0 <= index < len(self.lanes) else None

    def column_at(self, x: float) -> int | None:
        """The column at a place; None beside."""
        index = bisect_right(self._lefts, x) - 1
        return index if 0 <= index < len(self.scene.stages) else None

    def natural_height(self, lane: MapLane) -> float:
        """What its content and the design ask for, in pixels."""
        return max(self._content_height(lane), float(self.measure.px(_HEIGHTS.get(LaneKind(lane.kind), _OWN_HEIGHT))))

    # Cards

    def placed(self, lane: int, stage: int) -> tuple[Placed, ...]:
        """The cards of a cell."""
        return self._cell(self.lanes[lane], stage).placed

    def placed_between(self, lane: int, stage: int, top: float, bottom: float) -> tuple[Placed, ...]:
        """Those of a cell whose boxes may show between two heights of the map."""
        cell = self._cell(self.lanes[lane], stage)
        if len(cell.placed) < 24 or self.lanes[lane].kind == LaneKind.CHANNELS:
            return cell.placed
        above = self._tops[lane]
        first = max(0, bisect_right(cell.tops, top - above) - 1)
        return cell.placed[first : bisect_right(cell.tops, bottom - above)]

    def card_rect(self, lane: int, stage: int, key: Key) -> QRectF | None:
        """The box of a card, or of a point of the curve."""
        origin = self.cell_rect(lane, stage).topLeft()
        if self.lanes[lane].kind == LaneKind.EMOTION:
            half = self.measure.px(14)
            for dot in self.dots(self.scene.stages[stage].id):
                if dot.felt.key == key:
                    centre = dot.centre
                    return QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
            return None
        found = next((each for each in self.placed(lane, stage) if each.card.key == key), None)
        return found.box.translated(origin) if found else None

    def card_at(self, lane: int, stage: int, x: float, y: float) -> Key | None:
        """The thing under a place of a cell, in coordinates of the map."""
        if self.lanes[lane].kind == LaneKind.EMOTION:
            return self._dot_at(stage, x, y)
        origin = self.cell_rect(lane, stage).topLeft()
        point = QPointF(x, y) - origin
        for each in self.placed_between(lane, stage, y, y + 1):
            if each.box.contains(point):
                return each.card.key
        return None

    def index_at(self, lane: int, stage: int, y: float) -> int:
        """Before which card of a cell something lands that is let go at this height."""
        inside = y - self._tops[lane]
        return sum(each.box.center().y() < inside for each in self.placed(lane, stage))

    def slot_rect(self, lane: int, stage: int) -> QRectF:
        """Where the next card of a cell would stand."""
        cell, px = self.cell_rect(lane, stage), self.measure.px
        placed = self.placed(lane, stage)
        top = placed[-1].box.bottom() if placed else px(8)
        return QRectF(cell.x() + px(4), cell.y() + top, cell.width() - px(8), px(ADD_ROW))

    # The curve

    def dots(self, stage_id: str, *, other: bool = False) -> tuple[Dot, ...]:
        """The points of a stage on the curve of this journey, or of its twin; those without emotion at its middle."""
        found = self._dots.get((stage_id, other))
        if found is None:
            found = self._dots[stage_id, other] = tuple(self._dots_of(stage_id, other))
        return found

    def curve_y(self, value: float) -> float:
        """The height of a valence on the map, -1 to 1."""
        top, span = self._curve_span()
        return top + (1 - value) / 2 * span

    def curve_value(self, y: float) -> float:
        """The valence at a height, in steps of a face: -1, -0.5, 0, 0.5, 1."""
        top, span = self._curve_span()
        return max(-1.0, min(1.0, round((1 - (y - top) / span * 2) * 2) / 2))

    def _curve_span(self) -> tuple[float, float]:
        index = next((place for place, lane in enumerate(self.lanes) if lane.kind == LaneKind.EMOTION), None)
        if index is None:
            return 0.0, 1.0
        area, px = self.lane_rect(index), self.measure.px
        return area.y() + px(_CURVE_TOP), max(1.0, area.height() - px(_CURVE_FOOT) - self.quote_room)

    def _dots_of(self, stage_id: str, other: bool) -> list[Dot]:
        felt = (self.scene.felt_other if other else self.scene.felt).get(stage_id, ())
        column = next((place for place, stage in enumerate(self.scene.stages) if stage.id == stage_id), 0)
        step = self.width_of(column) / max(1, len(felt))
        left = self.left(column)
        return [
            Dot(point, QPointF(left + (place + 0.5) * step, self.curve_y(point.value or 0.0)))
            for place, point in enumerate(felt)
        ]

    def _dot_at(self, stage: int, x: float, y: float) -> Key | None:
        reach = self.measure.px(14)
        dots = self.dots(self.scene.stages[stage].id)
        near = [dot for dot in dots if abs(dot.centre.x() - x) <= reach and abs(dot.centre.y() - y) <= reach]
        near.sort(key=lambda dot: (dot.centre.x() - x) ** 2 + (dot.centre.y() - y) ** 2)
        return near[0].felt.key if near else None

    # Inside

    def _lane_height(self, lane: MapLane) -> float:
        px = self.measure.px
        wanted = self.preview[1] if self.preview and self.preview[0] == lane.id else lane.height
        more = self.quote_room if lane.kind == LaneKind.EMOTION else 0.0
        if wanted is None:
            return self.natural_height(lane) + more
        least = px(_LEAST.get(LaneKind(lane.kind), _LEAST_OTHER))
        return max(self._content_height(lane), float(least), float(px(wanted))) + more

    def _content_height(self, lane: MapLane) -> float:
        px, measure = self.measure.px, self.measure
        lines = measure.wrap(lane.title, measure.strong, px(HEAD_WIDTH - 42))
        unit = measure.wrap(lane.unit, measure.caption, px(HEAD_WIDTH - 46)) if lane.unit else ()
        heads = px(14) + len(lines) * measure.line + len(unit) * measure.caption_line + px(8)
        if lane.kind == LaneKind.EMOTION:
            return max(heads, float(px(_LEAST[LaneKind.EMOTION])))
        if lane.kind == LaneKind.INDICATORS:
            return max(heads, *(self._indicator_height(stage) for stage in self.scene.stages), 0.0)
        return max([heads, *(self._cell(lane, column).height for column in range(len(self.scene.stages)))])

    def _indicator_height(self, stage: MapStage) -> float:
        lines = self.indicator_lines(stage)
        return self.measure.px(58) + len(lines) * self.measure.caption_line

    def indicator_lines(self, stage: MapStage) -> Lines:
        """What the conversion of a stage is called, broken beside its figure."""
        return self.measure.wrap(stage.indicator, self.measure.caption, self.column_width - self.measure.px(84))

    def _set_columns(self) -> None:
        """Stages share the width down to their least; what stands outside them takes no more than that."""
        least, stages = float(self.measure.px(COLUMN_LEAST)), self.scene.stages
        outside = sum(stage.place is None for stage in stages) if len(stages) > 1 else 0
        self.column_width = max(least, (self._room - outside * least) / max(1, len(stages) - outside))
        widths = [least if outside and stage.place is None else self.column_width for stage in stages]
        self._lefts = list(accumulate(widths, initial=0.0))

    def _head_height(self) -> float:
        px, measure = self.measure.px, self.measure
        heads = [self.stage_title(stage) for stage in self.scene.stages]
        rows = [len(lines) * measure.stage_line + (0 if beside else measure.caption_line) for lines, beside in heads]
        return px(40) + max(rows, default=measure.stage_line)

    def stage_title(self, stage: MapStage) -> tuple[Lines, bool]:
        """The lines of a stage's title, and whether its time stands beside it rather than under it."""
        px, measure, font = self.measure.px, self.measure, self.stage_font(stage)
        room, time = self._title_room(stage), self.stage_time(stage)
        beside = room - (measure.width(time, measure.caption) + px(8) if time else 0)
        title = " ".join(stage.title.split())
        if measure.width(title, font) <= beside:
            return (title,), True
        return measure.wrap(title, font, room), not time

    def stage_font(self, stage: MapStage) -> QFont:
        """The letters of a stage's title: a little smaller where a word of it would be broken."""
        measure, room = self.measure, self._title_room(stage)
        is_broken = any(measure.width(each, measure.stage) > room for each in stage.title.split())
        return measure.strong if is_broken else measure.stage

    def _title_room(self, stage: MapStage) -> float:
        width = self.column_width if stage.place is not None else self.width_of(len(self.scene.stages) - 1)
        return width - self.measure.px(42 + 12)

    def stage_time(self, stage: MapStage) -> str:
        """How long customers spend in a stage, in words; "" when it is not known."""
        figures = self.scene.figures.get(stage.id)
        return hours_label(figures.hours) if figures and figures.hours else ""

    def _cell(self, lane: MapLane, column: int) -> _Cell:
        stage_id, width = self.scene.stages[column].id, self.width_of(column)
        cards = self.scene.cells.get((lane.id, stage_id), ())
        known = self._cells.get((lane.id, stage_id))
        if known is not None and known.cards is cards and known.width == width:
            return known
        place = self._chips if lane.kind == LaneKind.CHANNELS else self._column
        placed, height = place(lane, cards, width)
        cell = _Cell(cards, width, tuple(placed), [each.box.top() for each in placed], height)
        self._cells[lane.id, stage_id] = cell
        return cell

    def _column(self, lane: MapLane, cards: tuple[Card, ...], width: float) -> tuple[list[Placed], float]:
        """Cards one under the other, each as high as its lines."""
        px, measure = self.measure.px, self.measure
        margins = {LaneKind.TOUCHPOINTS: (8, 6), LaneKind.ACTIONS: (9, 5)}
        top, pad = margins.get(LaneKind(lane.kind), (9, 4))
        y, placed = float(px(top)), []
        for card in cards:
            lines = measure.wrap(card.text or card.placeholder, measure.small, self._text_room(card, width))
            height = max(len(lines), 1) * measure.line + 2 * px(pad)
            placed.append(Placed(card, QRectF(px(4), y, width - px(8), height), lines))
            y += height
        return placed, y + px(top)

    def _text_room(self, card: Card, width: float) -> float:
        """The width for the text of a card: what its icon, signs and diamond leave."""
        px = self.measure.px
        left, right = text_margins(card)
        return width - px(8) - px(left) - px(right)

    def _chips(self, lane: MapLane, cards: tuple[Card, ...], room: float) -> tuple[list[Placed], float]:
        """Chips side by side, on as many rows as it takes."""
        px, measure = self.measure.px, self.measure
        left, right, gap, high = px(10), room - px(8), px(6), px(22)
        x, y, placed = float(left), float(px(12)), []
        for card in cards:
            width = min(right - left, measure.width(card.text, measure.label) + px(16 + 22) + 1)
            lines = measure.wrap(card.text, measure.label, width - px(38) + 1)
            height = max(float(high), len(lines) * measure.caption_line + px(6))
            if x > left and x + width > right:
                x, y = float(left), y + high + gap
            placed.append(Placed(card, QRectF(x, y, width, height), lines))
            x += width + gap
            if height > high:
                x, y = right + 1, y + height - high
        return placed, y + high + px(12)


def text_margins(card: Card) -> tuple[int, int]:
    """What stands left and right of the text inside the box of a card, in design pixels."""
    if card.key[0] == "friction":
        return 36, 32
    if card.key[0] == "touchpoint":
        sign = (
            (26 if card.severity == 5 else 22 if card.severity else 0) + (20 if card.more else 0) + 18 * len(card.signs)
        )
        return 34, 8 + sign + (7 if sign else 0)
    return (32 if card.icon else 8), 8
