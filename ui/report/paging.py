"""Strips on pages: what follows flows on, what belongs together stays together, heads of tables come again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageSize, QPainter

from ui.report.typesetting import PER_POINT

Paint = Callable[[QPainter], None]

_A4 = QPageSize(QPageSize.PageSizeId.A4).size(QPageSize.Unit.Point) * PER_POINT
PORTRAIT, LANDSCAPE = _A4, _A4.transposed()
MARGINS = QMarginsF(64, 88, 64, 76)
"""Around the body of a page, the running lines inside."""
WIDTH = PORTRAIT.width() - MARGINS.left() - MARGINS.right()
"""Of the body of a portrait page."""
HEIGHT = PORTRAIT.height() - MARGINS.top() - MARGINS.bottom()


def body_of(size: QSizeF) -> QRectF:
    """Where the body of a page of a size stands."""
    return QRectF(0, 0, size.width(), size.height()).marginsRemoved(MARGINS)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that bookmarks and the contents lead to; `level` 0 is a part, 1 a section of it."""

    title: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """A piece of a page as wide as its body; `paint` begins at its upper left corner."""

    height: float
    paint: Paint
    gap: float = 0.0
    """Free room over it, unless it begins a page."""
    keeps: bool = False
    """It stays on the page of the strip after it."""
    head: Strip | None = None
    """Painted over it where it begins a page: the head of its table."""
    mark: Mark | None = None
    leads_to: int | None = None
    """The mark, by its place among all, that a click on it goes to."""


@dataclass(frozen=True, slots=True)
class FullPage:
    """A page of its own size, whose body paints itself."""

    size: QSizeF
    paint: Paint
    mark: Mark | None = None


class PageBreak:
    """What follows begins a page."""


PAGE_BREAK = PageBreak()
Item = Strip | FullPage | PageBreak


@dataclass(slots=True)
class Page:
    """A page with what stands on it; heights count from the top of its body."""

    size: QSizeF
    part: int = 0
    placed: list[tuple[float, Strip]] = field(default_factory=list)
    full: FullPage | None = None
    is_cover: bool = False

    @property
    def marks(self) -> Iterator[tuple[float, Mark]]:
        """The places of this page that bookmarks lead to, with their heights."""
        if self.full is not None and self.full.mark is not None:
            yield 0.0, self.full.mark
        yield from ((top, strip.mark) for top, strip in self.placed if strip.mark is not None)

    def paint(self, painter: QPainter) -> None:
        """Paint the body from the painter's origin, the upper left corner of the body."""
        if self.full is not None:
            painter.save()
            self.full.paint(painter)
            painter.restore()
        for top, strip in self.placed:
            painter.save()
            painter.translate(0, top)
            strip.paint(painter)
            painter.restore()


class _Pages:
    """Fills one page after the other."""

    def __init__(self, part: int) -> None:
        self.pages: list[Page] = []
        self._part, self._top = part, 0.0

    def add_full(self, item: FullPage) -> None:
        self.pages.append(Page(item.size, self._part, full=item))
        self.leave()

    def add(self, group: list[Strip]) -> None:
        """Strips that belong together: on one page if it holds them."""
        high = sum(each.height + (each.gap if place or self._top else 0.0) for place, each in enumerate(group))
        head = group[0].head
        if not self.pages or (self._top + high > HEIGHT and self._top > 0):
            self._turn()
            high = high - group[0].gap + (head.height if head else 0.0)
        for strip in group:
            if high > HEIGHT and self._top + strip.gap + strip.height > HEIGHT and self._top > 0:
                self._turn()
            if self._top == 0 and strip.head is not None:
                self._put(strip.head, 0.0)
            self._put(strip, strip.gap if self._top else 0.0)

    def leave(self) -> None:
        """What comes next begins a page."""
        self._top = HEIGHT

    def _turn(self) -> None:
        self.pages.append(Page(PORTRAIT, self._part))
        self._top = 0.0

    def _put(self, strip: Strip, gap: float) -> None:
        self.pages[-1].placed.append((self._top + gap, strip))
        self._top += gap + strip.height


def pages_of(items: Iterable[Item], part: int = 0) -> list[Page]:
    """The pages of a part, which begins one."""
    found, group = _Pages(part), list[Strip]()
    for item in items:
        if isinstance(item, Strip):
            group.append(item)
            if item.keeps:
                continue
        if group:
            found.add(group)
            group = []
        if isinstance(item, FullPage):
            found.add_full(item)
        elif isinstance(item, PageBreak):
            found.leave()
    if group:
        found.add(group)
    return found.pages
