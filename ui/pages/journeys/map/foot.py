"""The line under the map: a button for one more lane, and what the signs mean."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from resources.i18n import tr
from ui.pages.journeys.map.painter import FLAGS
from ui.pages.journeys.map.strokes import sign, words
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.paint import line, painter_on

LEGEND_HEIGHT = 44


class MapFoot(QWidget):
    """Always below the lanes, however far they are scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add_lane = Button(tr("Add a lane"), "link", icon="plus", name="add_lane")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.add_lane)
        self._row.addStretch(1)
        self.legend = MapLegend()
        self._row.addWidget(self.legend)
        theme().changed.connect(self._resize)
        self._resize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("sheet"))
        line(painter, QPointF(0, 0.5), QPointF(self.width(), 0.5), "line")

    def _resize(self) -> None:
        px = theme().px
        self.setFixedHeight(px(LEGEND_HEIGHT))
        self._row.setContentsMargins(px(16), 0, px(20), 0)


class MapLegend(QWidget):
    """The signs beside frictions and points of the curve, in words."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(", ".join(said for _, said in legend_entries()))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(round(legend_width()), theme().px(LEGEND_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_legend(painter_on(self), QRectF(self.rect()), legend_entries())


def legend_entries() -> tuple[tuple[str, str], ...]:
    """The signs and what they mean."""
    return (
        ("assumed", tr("assumption")),
        ("planned", tr("action planned")),
        ("missing", tr("no action")),
        ("declined", tr("declined")),
    )


def legend_width() -> float:
    """The width that the legend takes."""
    look = theme()
    return sum(look.px(22 + 18) + look.text_width("label", said) for _, said in legend_entries())


def paint_legend(painter: QPainter, area: QRectF, entries: tuple[tuple[str, str], ...]) -> None:
    """Each sign with its words, on one line."""
    look = theme()
    x, middle = area.x(), area.center().y()
    for name, said in entries:
        if name == "assumed":
            pen = QPen(look.color("ink3"), 1.25)
            pen.setDashPattern([2.2, 2.2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x + look.px(8), middle), look.px(7), look.px(7))
            tone = "ink2"
        else:
            icon, tone = FLAGS[name]
            sign(painter, icon, x, middle, tone)
        words(painter, x + look.px(22), middle - look.px(8), look.px(16), said, look.font("label"), tone)
        x += look.px(22 + 18) + look.text_width("label", said)
