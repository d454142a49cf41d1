"""The flow as a picture, whole, on white, with the words around it: a PNG, SVG or PDF file."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from journey.model import Segment
from resources.i18n import spoken_in
from strategy.snapshot import Snapshot
from ui.pages.traceability.flow import Flow
from ui.pages.traceability.heads import column_titles
from ui.pages.traceability.layout import columns
from ui.pages.traceability.painter import FlowPainter
from ui.pictures.body import Body
from ui.pictures.picture import Picture, framed
from ui.theme.theme import on_paper, theme
from ui.widgets.paint import LEFT, text

_WIDTH = 1180.0
_HEAD = 32.0


def flow_picture(snapshot: Snapshot, flow: Flow, subtitle: str, language: str) -> Picture:
    """The picture of a flow, nothing of it lit."""
    with on_paper(), spoken_in(language) as spoken:
        painted = FlowPainter(flow, _WIDTH, tuple(row.id for row in snapshot.all(Segment)))
        heads = column_titles()

        def paint(painter: QPainter, seen: QRectF) -> None:
            for title, (left, width) in zip(heads, columns(_WIDTH), strict=True):
                text(painter, QRectF(left, 0, width, _HEAD), title, theme().font("label"), "ink2", LEFT)
            painter.translate(0, _HEAD)
            painted.paint(painter, seen.translated(0, -_HEAD))
            painter.translate(0, -_HEAD)

        body = Body(_WIDTH, painted.height + _HEAD, paint)
        return framed(snapshot, spoken.tr("Traceability"), subtitle, body, spoken)
