"""The map of a journey on pages across: whole if its words can be read, else some stages or lanes on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageSize, QPainter

from strategy.snapshot import Snapshot
from ui.pages.journeys.map.printed import PrintedMap
from ui.pictures.pages import LEAST_POINTS, SMALLEST_TEXT
from ui.report.paging import FullPage, Mark, body_of
from ui.report.typesetting import PER_POINT, TypeSheet, Words
from ui.widgets.paint import box

_LEAST = LEAST_POINTS * PER_POINT / SMALLEST_TEXT
"""The smallest scale at which words can be read."""
_SCALES = (1.0, 0.9, 0.82)
_MOST = _SCALES[0]
_PAPERS = (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.A3, QPageSize.PageSizeId.A2, QPageSize.PageSizeId.A1,
           QPageSize.PageSizeId.A0)  # fmt: skip
_GAP = 12.0


_Sheet = tuple[slice, slice]
"""The stages and the lanes of a page."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """How a map is cut: the paper, the scale (0 = as large as fits) and what stands on each page."""

    size: QSizeF
    scale: float
    sheets: tuple[_Sheet, ...]


def map_pages(
    sheet: TypeSheet, snapshot: Snapshot, journey_id: str, title: str, subtitle: str, mark: Mark
) -> Iterator[FullPage]:
    """The pages of a map, each with the heads of its stages and lanes."""
    cut = _cut_for(snapshot, journey_id, _head_height(sheet, title, subtitle, _papers()[0]))
    total = len(cut.sheets)
    for number, (stages, lanes) in enumerate(cut.sheets, 1):
        width = body_of(cut.size).width() / cut.scale if cut.scale else 0.0
        part = PrintedMap(snapshot, journey_id, width, stages=stages, lanes=lanes)
        said = f"{subtitle}  ·  {number}/{total}" if total > 1 else subtitle
        yield _page(sheet, cut.size, part, title, said, mark if number == 1 else None)


def _papers() -> list[QSizeF]:
    return [QPageSize(each).size(QPageSize.Unit.Point).transposed() * PER_POINT for each in _PAPERS]


def _head_height(sheet: TypeSheet, title: str, subtitle: str, size: QSizeF) -> float:
    width = body_of(size).width()
    words = (Words(title, "heading"), Words(f"{subtitle}  ·  99/99", "caption"))
    return sum(line.height for each in words for line in sheet.set(each, width)) + _GAP


def _cut_for(snapshot: Snapshot, journey_id: str, head: float) -> _Cut:
    """The fewest pages of the smallest paper on which words can be read, then at the largest scale."""
    count = len(PrintedMap(snapshot, journey_id).layout.scene.stages)
    for size in _papers():
        room = body_of(size).size() - QSizeF(0, head)
        best: tuple[_Sheet, ...] = ()
        for groups in range(1, count + 1):
            if best and groups >= len(best):
                break
            found = _sheets(snapshot, journey_id, room / _LEAST, _shares(count, groups))
            best = found if found and (not best or len(found) < len(best)) else best
        if best:
            scales = (each for each in _SCALES if _hold(snapshot, journey_id, room / each, best))
            return _Cut(size, next(scales, _LEAST), best)
    return _Cut(_papers()[-1], 0.0, ((slice(None), slice(None)),))


def _shares(count: int, groups: int) -> list[slice]:
    """So many stages in groups of about the same number."""
    ends = [round(count * place / groups) for place in range(groups + 1)]
    return [slice(*pair) for pair in pairwise(ends)]


def _sheets(snapshot: Snapshot, journey_id: str, room: QSizeF, groups: Sequence[slice]) -> tuple[_Sheet, ...]:
    """The pages of these groups of stages; none where a stage or a lane alone is larger than a page."""
    found: list[_Sheet] = []
    for stages in groups:
        layout = PrintedMap(snapshot, journey_id, room.width(), stages=stages).layout
        lanes = [layout.lane_rect(place).height() for place in range(len(layout.lanes))]
        high = room.height() - layout.head_height
        if layout.head_width + layout.width > room.width() + 1 or max(lanes, default=0.0) > high:
            return ()
        found += [(stages, slice(*pair)) for pair in pairwise(_groups(lanes, high))]
    return tuple(found)


def _hold(snapshot: Snapshot, journey_id: str, room: QSizeF, sheets: Sequence[_Sheet]) -> bool:
    """Whether each page holds what is to stand on it."""
    sizes = (PrintedMap(snapshot, journey_id, room.width(), stages=each[0], lanes=each[1]).size for each in sheets)
    return all(each.width() <= room.width() + 1 and each.height() <= room.height() for each in sizes)


def _groups(lengths: Sequence[float], room: float) -> tuple[int, ...]:
    """Where as few groups as hold all the lengths begin, of about the same length, and the end."""
    count = len(_greedy(lengths, room)) - 1
    fair = max([sum(lengths) / count, *lengths]) if count else room
    while fair < room and len(_greedy(lengths, fair)) - 1 > count:
        fair += 8
    return _greedy(lengths, min(fair, room))


def _greedy(lengths: Sequence[float], room: float) -> tuple[int, ...]:
    begins, used = [0], 0.0
    for place, length in enumerate(lengths):
        if used and used + length > room + 0.5:
            begins.append(place)
            used = 0.0
        used += length
    return (*begins, len(lengths))


def _page(sheet: TypeSheet, size: QSizeF, part: PrintedMap, title: str, subtitle: str, mark: Mark | None) -> FullPage:
    body = body_of(size)
    lines = [*sheet.set(Words(title, "heading", "primary"), body.width()),
             *sheet.set(Words(subtitle, "caption", "ink2"), body.width())]  # fmt: skip
    top = sum(each.height for each in lines) + _GAP
    wanted = part.size
    scale = min(body.width() / wanted.width(), (body.height() - top) / wanted.height(), _MOST)

    def paint(painter: QPainter) -> None:
        at = 0.0
        for each in lines:
            sheet.write(painter, 0, at, each)
            at += each.height
        painter.translate(0, top)
        painter.scale(scale, scale)
        part.paint(painter)
        box(painter, QRectF(-0.5, -0.5, wanted.width() + 1, wanted.height() + 1), None, "line")

    return FullPage(size, paint, mark)
