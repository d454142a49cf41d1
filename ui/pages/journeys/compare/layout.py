"""Where everything of a comparison stands, for a width: columns, bands, cards. No painting, no view."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QRectF

from ui.pages.journeys.compare.scene import CompareCard, CompareScene, Slot
from ui.pages.journeys.map.measure import Lines, Measure, cut_off

MIN_COLUMN = 176
_BESIDE_TITLE = 50
"""What stands beside a name in the head of a column."""
_WIDEST_WORD = 240
"""How wide columns get on screen for the longest word in their heads: it is broken beyond."""
_HEAD, _HEAD_PAD, _HEAD_LINES, _BAND_HEAD, _MARGIN, _GAP, _EDGE = 42, 12, 3, 30, 10, 8, 9
_CARD, _PAD, _ICON_ROOM, _END_ROOM = 44, 5, 38, 17
_CAPTION_LINES = 2

Place = tuple[int, int, int]
"""A band, a column and a row."""


@dataclass(frozen=True, slots=True)
class PlacedBand:
    """A band on a surface: its head begins at `top`, its rows are seen through `height` pixels, moved up by `shift`."""

    index: int
    top: float
    height: float
    shift: float = 0.0


class CompareLayout:
    """The places of one scene; x counts from the first column, y of a row from the top of its band's rows."""

    def __init__(self, scene: CompareScene, measure: Measure, room: float, *, is_whole: bool = False) -> None:
        """`is_whole` gives words all the lines that they take, for pictures that nobody can point at."""
        px = measure.px
        self.scene, self.measure = scene, measure
        self.band_head = float(px(_BAND_HEAD))
        self._most_lines, head_lines = (1_000, 1_000) if is_whole else (_CAPTION_LINES, _HEAD_LINES)
        count = max(1, len(scene.columns))
        longest = _longest_word(scene, measure) + 1 + px(_BESIDE_TITLE)
        if not is_whole:
            longest = min(longest, float(px(_WIDEST_WORD)))
        self.column_width = max(float(px(MIN_COLUMN)), room / count, longest)
        head_room = self.column_width - px(_BESIDE_TITLE)
        self.heads = [cut_off(measure.wrap(each.title, measure.stage, head_room), head_lines) for each in scene.columns]
        highest = max((len(each) for each in self.heads), default=1)
        self.head_height = max(float(px(_HEAD)), highest * measure.stage_line + px(_HEAD_PAD))
        self._words_room = self.column_width - px(2 * _MARGIN + _ICON_ROOM + _END_ROOM)
        self._tops: list[list[list[float]]] = []
        self._heights: list[list[list[float]]] = []
        self._measure_rows()
        self.body_heights = [
            max((tops[-1] for tops in columns), default=0.0) + px(2 * _EDGE) - (px(_GAP) if any(columns) else 0)
            for columns in self._tops
        ]

    @property
    def width(self) -> float:
        """Of all columns."""
        return self.column_width * len(self.scene.columns)

    def title_lines(self, card: CompareCard) -> Lines:
        """The lines of a name."""
        return self.measure.wrap(card.title, self.measure.strong, self._words_room)

    def caption_lines(self, card: CompareCard) -> Lines:
        """The lines of what stands under a name; on screen the last one may be cut with an ellipsis."""
        if not card.caption:
            return ()
        return cut_off(self.measure.wrap(card.caption, self.measure.caption, self._words_room), self._most_lines)

    def head_at(self, x: float) -> str:
        """The whole name in the head at a place; "" beside the columns."""
        column = int(x // self.column_width)
        return self.scene.columns[column].title if 0 <= column < len(self.scene.columns) else ""

    def card_rect(self, place: Place) -> QRectF:
        """The box of a slot in its band."""
        band, column, row = place
        px = self.measure.px
        left = column * self.column_width + px(_MARGIN)
        top = self._tops[band][column][row] + px(_EDGE)
        return QRectF(left, top, self.column_width - px(2 * _MARGIN), self._heights[band][column][row])

    def rows_between(self, band: int, column: int, top: float, bottom: float) -> range:
        """The rows of a column that meet two heights of its band."""
        tops, edge = self._tops[band][column], self.measure.px(_EDGE)
        first = max(0, bisect_right(tops, top - edge) - 1)
        return range(first, min(len(tops) - 1, bisect_left(tops, bottom - edge)))

    def slot_at(self, band: int, x: float, y: float) -> Place | None:
        """The slot under a place of a band's rows."""
        column = int(x // self.column_width)
        if not 0 <= column < len(self.scene.columns):
            return None
        for row in self.rows_between(band, column, y, y):
            if self.card_rect((band, column, row)).contains(x, y):
                return band, column, row
        return None

    def arranged(self, top: float, bottom: float, scroll: float) -> tuple[PlacedBand, ...]:
        """The bands between two heights. Matched ones that do not fit share the room and scroll together, so that what
        faces each other is seen at once; others follow each other and scroll as one."""
        bodies, head = self.body_heights, self.band_head
        if self._share(bottom - top) is None:
            tops = accumulate((head + body for body in bodies), initial=top - scroll)
            return tuple(PlacedBand(*each) for each in zip(range(len(bodies)), tops, bodies, strict=False))
        share = self._share(bottom - top) or 0.0
        return tuple(PlacedBand(index, top + index * (head + share), share, scroll) for index in range(len(bodies)))

    def scroll_range(self, room: float) -> float:
        """How far the bands scroll in a room."""
        share = self._share(room)
        if share is not None:
            return max(0.0, max(self.body_heights) - share)
        return max(0.0, sum(self.band_head + body for body in self.body_heights) - room)

    def _share(self, room: float) -> float | None:
        """The height that each band's rows get when bands share the room; None when they need not, or do not."""
        count = len(self.body_heights)
        whole = sum(self.band_head + body for body in self.body_heights)
        if not self.scene.is_matched or not count or whole <= room:
            return None
        return max(float(self.measure.px(_CARD + 2 * _EDGE)), room / count - self.band_head)

    def _measure_rows(self) -> None:
        bands = self.scene.bands
        heights = [[[self._height(slot) for slot in slots] for slots in band.slots] for band in bands]
        if self.scene.is_matched and bands:
            facing = [[max(row) for row in zip(*(band[column] for band in heights), strict=True)]
                      for column in range(len(self.scene.columns))]  # fmt: skip
            heights = [facing] * len(bands)
        gap = self.measure.px(_GAP)
        self._heights = heights
        self._tops = [
            [list(accumulate((each + gap for each in rows), initial=0.0)) for rows in columns] for columns in heights
        ]

    def _height(self, slot: Slot) -> float:
        least = float(self.measure.px(_CARD))
        if not isinstance(slot, CompareCard):
            return least
        words = len(self.title_lines(slot)) * self.measure.line
        words += len(self.caption_lines(slot)) * self.measure.caption_line
        return max(least, words + 2 * self.measure.px(_PAD))


def _longest_word(scene: CompareScene, measure: Measure) -> float:
    """The width of the longest word in the heads of the columns."""
    words = (word for column in scene.columns for word in column.title.split())
    return max((measure.width(word, measure.stage) for word in words), default=0.0)


def cards_of(scene: CompareScene) -> Iterator[tuple[Place, CompareCard]]:
    """Every card with its place, band by band, column by column."""
    for band, each in enumerate(scene.bands):
        for column, slots in enumerate(each.slots):
            for row, slot in enumerate(slots):
                if isinstance(slot, CompareCard):
                    yield (band, column, row), slot
