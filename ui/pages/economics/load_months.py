"""Months side by side, with the days of one owner in each: the busier, the darker; what is too much in red."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.i18n import current
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, box, painter_on, text

LEAST_MONTH = 34
_SHORT = 9.95
"""Days from which a tenth of a day does not matter."""
ROW_HEIGHT, HEAD_HEIGHT = 36, 32
_FADE, _FADE_IN_DARK = (0.16, 0.58), (0.16, 0.46)
"""Opacity of the lightest and of the busiest cell: the figure must be read on both."""


class MonthNames(QWidget):
    """The head of the table: short months, and the year where it begins."""

    def __init__(self) -> None:
        super().__init__()
        self._months: Sequence[datetime.date] = ()
        self.setFixedHeight(theme().px(HEAD_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(self, months: Sequence[datetime.date]) -> None:
        """Name these."""
        self._months = months
        self.setMinimumWidth(theme().px(LEAST_MONTH) * len(months))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        pitch = self.width() / max(1, len(self._months))
        for place, month in enumerate(self._months):
            area = QRectF(place * pitch, 0, pitch, self.height() / 2)
            if place == 0 or month.month == 1:
                text(painter, area, str(month.year), look.font("caption"), "ink3", CENTER)
            below = area.translated(0, self.height() / 2)
            text(painter, below, current().short_month(month), look.font("caption"), "ink2", CENTER)


class OwnerMonths(QWidget):
    """The row of one owner."""

    def __init__(self) -> None:
        super().__init__()
        self._months: Sequence[datetime.date] = ()
        self._days: Mapping[datetime.date, float] = {}
        self._capacity: float | None = None
        self._busiest = 1.0
        self.setFixedHeight(theme().px(ROW_HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(
        self,
        months: Sequence[datetime.date],
        days: Mapping[datetime.date, float],
        capacity: float | None,
        busiest: float,
    ) -> None:
        """Show these days; `busiest` is the darkest."""
        self._months, self._days, self._capacity, self._busiest = months, days, capacity, busiest or 1.0
        self.setMinimumWidth(theme().px(LEAST_MONTH) * len(months))
        words = current()
        said = [f"{words.month(month)} {words.number(days[month], 1)}" for month in months if days.get(month)]
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), theme().px(ROW_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        pitch, gap = self.width() / max(1, len(self._months)), look.px(2)
        for place, month in enumerate(self._months):
            area = QRectF(place * pitch, 0, pitch, self.height()).adjusted(gap, gap, -gap, -gap)
            days = self._days.get(month, 0.0)
            if days <= 0:
                box(painter, area, "sunken", radius=look.radius("chip"))
                continue
            is_over = self._capacity is not None and days > self._capacity + 1e-9
            share = days / self._busiest
            light, dark = _FADE_IN_DARK if look.is_dark else _FADE
            painter.setOpacity(light + (dark - light) * min(1.0, share) ** 2)
            box(painter, area, "danger" if is_over else "primary", radius=look.radius("chip"))
            painter.setOpacity(1.0)
            figure = current().number(days, 1 if days < _SHORT else 0)
            text(painter, area, figure, look.font("caption", weight=600, tabular=True), "ink", CENTER)
