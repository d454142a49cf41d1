"""The percentages that matter most: a bar from the success at the low value of each to that at its high value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from resources.i18n import current, tr
from ui.theme.theme import theme
from ui.widgets.label import Label
from ui.widgets.paint import LEFT, RIGHT, box, line, painter_on, text
from ui.widgets.surface import Card


@dataclass(frozen=True, slots=True)
class Bar:
    """One rate: the success at its low and at its high value, and the likely success."""

    transition_id: str
    name: str
    origin: str
    at_low: float
    at_high: float
    likely: float


class Tornado(QWidget):
    """Bars under each other, widest first; pressing one shows its transition."""

    place_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tornado")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(6))
        self._shown: list[Bar] = []
        self._cards: list[Card] = []

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these rates; all bars share one scale."""
        if list(bars) == self._shown:
            return
        self._shown = list(bars)
        for card in self._cards:
            card.hide()
            card.deleteLater()
        ends = [value for bar in bars for value in (bar.at_low, bar.at_high, bar.likely)]
        self._cards = [self._card(bar, min(ends), max(ends)) for bar in bars]
        for card in self._cards:
            self._column.addWidget(card)

    def _card(self, bar: Bar, least: float, most: float) -> Card:
        card = Card(interactive=True, margins=(10, 6, 10, 6))
        card.setObjectName(f"show_{bar.transition_id}")
        percent = current().percent
        said = tr("{name}: success from {low} to {high}").format(
            name=bar.name, low=percent(min(bar.at_low, bar.at_high)), high=percent(max(bar.at_low, bar.at_high))
        )
        card.setAccessibleName(f"{said}, {bar.origin}")
        card.body.addWidget(Label(bar.name, "small", weight=500, wrap=True))
        card.body.addWidget(Label(bar.origin, "caption", "ink2"))
        card.body.addWidget(_BarWidget(bar, least, most))
        card.clicked.connect(lambda: self.place_wanted.emit("transition", bar.transition_id))
        return card


class _BarWidget(QWidget):
    def __init__(self, bar: Bar, least: float, most: float) -> None:
        super().__init__()
        self._bar, self._least, self._most = bar, least, most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme().px(8) + theme().line("caption") + theme().px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        high = look.px(8)
        box(painter, QRectF(0, 0, self.width(), high), "sunken", radius=high / 2)
        low, top = sorted((self._bar.at_low, self._bar.at_high))
        start, end, middle = self._x(low), self._x(top), self._x(self._bar.likely)
        box(painter, QRectF(start, 0, max(end - start, 2), high), "primary", radius=high / 2)
        line(painter, QPointF(middle, -1), QPointF(middle, high + 1), "ink", 2)
        self._label(painter, QRectF(0, high + 2, self.width(), look.line("caption")))

    def _label(self, painter: QPainter, area: QRectF) -> None:
        font, percent = theme().font("caption", tabular=True), current().percent
        low, high = sorted((self._bar.at_low, self._bar.at_high))
        text(painter, area, percent(low), font, "ink2", LEFT)
        text(painter, area, percent(high), font, "ink2", RIGHT)

    def _x(self, value: float) -> float:
        span = self._most - self._least
        return (value - self._least) / span * (self.width() - 4) + 2 if span > 0 else self.width() / 2
