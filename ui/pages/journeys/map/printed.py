"""The whole map on any painter, without cursor or scroll bars: for pictures, files and paper.

Colours and fonts are those of `theme()` while it is painted; words those of the current language.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPainter

from resources.i18n import current
from strategy.snapshot import Snapshot
from ui.pages.journeys.map.foot import LEGEND_HEIGHT, legend_entries, legend_width, paint_legend
from ui.pages.journeys.map.heads import paint_corner, paint_lane_heads, paint_stage_heads
from ui.pages.journeys.map.layout import MapLayout
from ui.pages.journeys.map.look import MapLook
from ui.pages.journeys.map.measure import Measure
from ui.pages.journeys.map.painter import MapPainter
from ui.pages.journeys.map.reading import MapReader
from ui.theme.theme import theme


class PrintedMap:
    """One journey laid out for a width in pixels; columns keep their least width, so it may come out wider."""

    def __init__(self, snapshot: Snapshot, journey_id: str, width: float = 1320) -> None:
        from ui.pages.journeys.map.figures import figures_of

        scene = MapReader(snapshot, current(), journey_id).scene()
        scene.figures = figures_of(snapshot, scene)
        measure = Measure()
        head = MapLayout(scene, measure, 1).head_width
        self.layout = MapLayout(scene, measure, max(1.0, width - head))

    @property
    def size(self) -> QSizeF:
        """Of the heads, the cells and the legend below them."""
        layout = self.layout
        return QSizeF(
            max(layout.head_width + layout.width, legend_width() + theme().px(40)),
            layout.head_height + layout.height + theme().px(LEGEND_HEIGHT),
        )

    def paint(self, painter: QPainter) -> None:
        """Paint it from the painter's origin."""
        layout, look = self.layout, MapLook(is_printed=True, can_write=False)
        cells = QRectF(0, 0, layout.width, layout.height)
        painter.save()
        painter.translate(layout.head_width, layout.head_height)
        painter.setClipRect(cells)
        MapPainter(layout, look).paint(painter, cells)
        painter.restore()
        painter.save()
        painter.translate(layout.head_width, 0)
        paint_stage_heads(painter, layout, look, 0, layout.width)
        painter.restore()
        painter.save()
        painter.translate(0, layout.head_height)
        paint_lane_heads(painter, layout, look, 0, layout.height)
        painter.restore()
        paint_corner(painter, layout)
        bottom = layout.head_height + layout.height
        left = self.size.width() - legend_width()
        paint_legend(painter, QRectF(left, bottom, legend_width(), theme().px(LEGEND_HEIGHT)), legend_entries())
