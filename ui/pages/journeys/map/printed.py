"""The whole map on any painter, without cursor or scroll bars: for pictures, files and paper.

Colours and fonts are those of `theme()` while it is painted; words those of the current language. `ui.pictures` puts
title, legend and date around it.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter

from journey.model import LaneKind
from resources.i18n import current
from strategy.snapshot import Snapshot
from ui.pages.journeys.map.emotion import EmotionPainter
from ui.pages.journeys.map.heads import paint_corner, paint_lane_heads, paint_stage_heads
from ui.pages.journeys.map.layout import MapLayout
from ui.pages.journeys.map.look import MapLook
from ui.pages.journeys.map.measure import Measure
from ui.pages.journeys.map.painter import MapPainter
from ui.pages.journeys.map.reading import MapReader

_COLUMN = 210.0
"""Width of a column that no window has to share out."""
_ALL = slice(None)


class PrintedMap:
    """One journey laid out for a width in pixels, or the one that suits it; columns keep their least width.

    `stages` and `lanes` choose some of those on screen, for a sheet that does not hold them all.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        journey_id: str,
        width: float = 0,
        *,
        stages: slice = _ALL,
        lanes: slice = _ALL,
    ) -> None:
        from ui.pages.journeys.map.figures import figures_of

        scene = MapReader(snapshot, current(), journey_id).scene()
        scene.figures = figures_of(snapshot, scene)
        all_stages = scene.stages
        scene.stages, scene.all_lanes = all_stages[stages], scene.lanes[lanes]
        self._look = MapLook(is_printed=True, can_write=False, has_end=scene.stages[-1:] == all_stages[-1:])
        measure = Measure()
        head = MapLayout(scene, measure, 1).head_width
        suits = _COLUMN * sum(stage.place is not None for stage in scene.stages)
        self.layout = MapLayout(scene, measure, max(1.0, width - head, 0.0 if width else suits))
        index = next((place for place, lane in enumerate(scene.lanes) if lane.kind == LaneKind.EMOTION), None)
        if index is not None:
            self.layout.quote_room = EmotionPainter(self.layout, self._look).room_for_quote(index)
            self.layout.refresh()

    @property
    def size(self) -> QSizeF:
        """Of the heads and the cells."""
        layout = self.layout
        return QSizeF(layout.head_width + layout.width, layout.head_height + layout.height)

    def paint(self, painter: QPainter, visible: QRectF | None = None) -> None:
        """Paint it from the painter's origin, or at least what meets a rectangle."""
        layout, look = self.layout, self._look
        cells = QRectF(0, 0, layout.width, layout.height)
        seen = cells if visible is None else cells & visible.translated(-layout.head_width, -layout.head_height)
        painter.save()
        painter.translate(layout.head_width, layout.head_height)
        painter.setClipRect(seen, Qt.ClipOperation.IntersectClip)
        MapPainter(layout, look).paint(painter, seen)
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
