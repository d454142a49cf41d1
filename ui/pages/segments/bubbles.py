"""The chart under the table: value today, potential and size of each segment; a click on a bubble selects it."""

from __future__ import annotations

import sys
from functools import lru_cache
from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from journey.model import Segment
from resources.i18n import current, tr
from strategy.analysis.segments import future_value, past_value
from ui.document_bridge import DocumentBridge
from ui.jobs import IsCancelled, Job, Report
from ui.models.segments import name_of, ordered_segments
from ui.theme.theme import theme
from ui.widgets.label import tip
from ui.widgets.paint import CENTER, box, disc, focus_inset, painter_on, text

if TYPE_CHECKING:
    from exports.charts import Bubble, BubbleWords, Drawing
    from resources.i18n import Words

_CHARTS = "exports.charts"
_GROUND = "sunken"
_LONGEST_WAIT = 10.0
_PAUSE_MS = 30
"""A drawing takes about twice that: none is made while an arrow key is held down."""


_MOST_DRAWINGS = 8
"""A megabyte each."""


class BubbleChart(QWidget):
    """Drawn a moment after what it shows has changed; `chosen` carries the segment whose bubble was clicked."""

    chosen = Signal(str)
    drawn = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._selected = ""
        self._places: dict[str, tuple[float, float, float]] = {}
        self._image = QImage()
        self._drawn_for: object = None
        self._job: Job | None = None
        self.setObjectName("segment_chart")
        self.setAccessibleName(tr("Chart of the segments: value now, potential and number of customers"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(theme().px(240), theme().px(210))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._draw)
        theme().changed.connect(self._soon.start)

    @property
    def places(self) -> dict[str, tuple[float, float, float]]:
        """Centre and radius of each bubble on screen, by segment."""
        return dict(self._places)

    def follow(self) -> None:
        """Show the plan as it is now."""
        self.setAccessibleDescription(self._in_words())
        self._soon.start()

    def select(self, segment_id: str) -> None:
        """Put a ring around the bubble of a segment."""
        if segment_id != self._selected:
            self._selected = segment_id
            self._soon.start()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        box(painter, self.rect(), _GROUND)
        if self._image.isNull():
            words = tr("Computing…") if self._known() else tr("Give sizes and values to see the segments here.")
            text(painter, self.rect(), words, look.font("small"), "ink3", CENTER)
        else:
            painter.drawImage(QPointF(0, 0), self._image)
            if self._selected in self._places:
                x, y, radius = self._places[self._selected]
                disc(painter, QPointF(x, y), radius + look.px(4), None, "primary", 2)
        if self.hasFocus():
            focus_inset(painter, self.rect(), radius=look.radius("control"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._bubble_at(event.position())
        if found and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(found)
        else:
            super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._bubble_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)
        row = self._bridge.snapshot().get(Segment, found)
        tip(self, _sentence(row, self._bridge.plan().currency) if row is not None else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()))
        ids = sorted(self.places, key=lambda each: self.places[each][0])
        if steps and ids and not event.modifiers():
            at = ids.index(self._selected) + steps if self._selected in ids else 0
            self.chosen.emit(ids[max(0, min(at, len(ids) - 1))])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._job is not None:
            self._job.wait(_LONGEST_WAIT)

    def _draw(self) -> None:
        """The library of charts takes a third of a second to load: the first time that happens beside."""
        if not self.isVisible():
            return
        if not self._known():
            self._image, self._places, self._drawn_for = QImage(), {}, None
            self.update()
        elif _CHARTS in sys.modules and self._job is None:
            self._render()
        elif self._job is None:
            self._job = Job(_load, self)
            self._job.succeeded.connect(self._loaded)
            self._job.failed.connect(self._fail)
            self._job.start()

    def _loaded(self) -> None:
        self._job = None
        self._draw()

    def _fail(self, error: Exception) -> None:
        self._job = None
        raise error

    def _render(self) -> None:
        from exports.charts import Bubble, BubbleWords

        bubbles = [
            Bubble(row.id, name_of(row), past_value(row) or 0.0, future_value(row) or 0.0, float(row.size or 0), place)
            for place, row in self._known()
        ]
        said = BubbleWords(
            tr("Value now, {unit} a year"),
            tr("Potential in 12 months, {unit}"),
            tr("Potential equals today"),
            current().currency_symbol(self._bridge.plan().currency),
        )
        # For projection the same chart is drawn larger: its words grow with those around it.
        ratio, scale = self.devicePixelRatioF(), theme().scale
        mode = "dark" if theme().is_dark else "light"
        wanted = (tuple(bubbles), said, self.size(), ratio, scale, mode, self._selected)
        if wanted == self._drawn_for:
            return
        self._drawn_for = wanted
        size = (round(self.width() / scale), round(self.height() / scale))
        drawing = _drawing(wanted[0], said, current(), size, mode, ratio * scale, self._selected)
        self._places = {each: (x * scale, y * scale, reach * scale) for each, (x, y, reach) in drawing.places.items()}
        self._show(drawing, ratio)

    def _show(self, drawing: Drawing, ratio: float) -> None:
        stride = drawing.width * 4
        pixels = QImage(drawing.pixels, drawing.width, drawing.height, stride, QImage.Format.Format_RGBA8888)
        self._image = pixels.copy()  # the pixels belong to Python and would go with the drawing
        self._image.setDevicePixelRatio(ratio)
        self.update()
        self.drawn.emit()

    def _known(self) -> list[tuple[int, Segment]]:
        """The segments whose size and both values are known, with their place among the colours."""
        rows = enumerate(self._bridge.snapshot().all(Segment))
        return [(place, row) for place, row in rows if past_value(row) is not None and future_value(row) is not None]

    def _bubble_at(self, place: QPointF) -> str:
        """The bubble nearest to a point that touches it, or nearly; "" for none."""
        near = [
            (hypot(place.x() - x, place.y() - y), segment_id)
            for segment_id, (x, y, radius) in self.places.items()
            if hypot(place.x() - x, place.y() - y) <= max(radius, theme().px(8))
        ]
        return min(near)[1] if near else ""

    def _in_words(self) -> str:
        snapshot = self._bridge.snapshot()
        return "\n".join(_sentence(row, snapshot.plan.currency) for row in ordered_segments(snapshot))


def _sentence(row: Segment, currency: str) -> str:
    """One line of the table of figures behind the chart, for a tooltip and for screen readers."""
    words = current()
    return tr("{name}: {size} customers, {now} now, {later} potential").format(
        name=name_of(row),
        size=words.number(row.size),
        now=words.money(past_value(row), currency),
        later=words.money(future_value(row), currency),
    )


@lru_cache(maxsize=_MOST_DRAWINGS)
def _drawing(
    bubbles: tuple[Bubble, ...],
    said: BubbleWords,
    words: Words,
    size: tuple[int, int],
    mode: str,
    ratio: float,
    strong: str,
) -> Drawing:
    """What was drawn lately is not drawn again: one goes back and forth between segments and pages."""
    from exports.charts import bubble_chart

    return bubble_chart(bubbles, said, words, size=size, theme=mode, ground=_GROUND, ratio=ratio, strong=strong)


def _load(_report: Report, _is_cancelled: IsCancelled) -> None:
    import exports.charts  # noqa: F401  (loading it is the work)
