"""Lucide icons drawn in a colour of the theme, sharp at every device ratio.

Files are read and rendered when an icon is first painted, not when it is asked for.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

import resources
from ui.theme.theme import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(resources.__file__).parent / "icons"
_STROKE = 1.75
_PIXMAPS: dict[tuple[str, int, int, int, float], QPixmap] = {}
_PIXMAPS_KEPT = 600


def icon(name: str, color_role: str = "ink2") -> QIcon:
    """The Lucide icon as a QIcon that follows the theme; a disabled control shows it in the disabled colour."""
    from ui.theme.themed_icon import themed_icon  # QIcon alone is a millisecond that the first window can do without

    return themed_icon(name, color_role)


def pixmap(name: str, color: QColor | str, size: int = 16, ratio: float = 1.0, *, stroke: float = _STROKE) -> QPixmap:
    """The icon in one colour (or colour token), `size` device-independent pixels wide; kept for the next call.

    `stroke` is the width of its lines on Lucide's grid of 24.
    """
    tint = theme().color(color) if isinstance(color, str) else color
    key = (name, tint.rgba(), size, round(ratio * 100), stroke)
    found = _PIXMAPS.get(key)
    if found is None:
        if len(_PIXMAPS) >= _PIXMAPS_KEPT:
            _PIXMAPS.clear()
        found = _PIXMAPS[key] = _render(name, tint, size, ratio, stroke)
    return found


def draw(painter: QPainter, name: str, rect: QRect | QRectF, color: QColor | str, *, stroke: float = _STROKE) -> None:
    """Paints the icon in the largest square centred in the rectangle: as a picture on screen, as strokes on paper."""
    area = QRectF(rect)
    if theme().is_paper:
        side = min(area.width(), area.height())
        square = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        paint(painter, name, square, theme().color(color) if isinstance(color, str) else color, stroke=stroke)
        return
    size = round(min(area.width(), area.height()))
    place = QPoint(round(area.center().x() - size / 2), round(area.center().y() - size / 2))
    zoom = max(1.0, round(painter.worldTransform().m11() * 4) / 4)  # sharp on an enlarged canvas too
    ratio = painter.device().devicePixelRatio() * zoom
    painter.drawPixmap(place, pixmap(name, color, size, ratio, stroke=stroke))


def paint(painter: QPainter, name: str, rect: QRectF, color: QColor, *, stroke: float = _STROKE) -> None:
    """Paints the icon as vectors, which a file keeps sharp at every size."""
    _renderer(name, color, stroke).render(painter, rect)


@functools.lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def _renderer(name: str, color: QColor, stroke: float) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # a library of its own: loaded by the first icon painted

    drawing = _source(name).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(drawing.replace("currentColor", color.name()).encode())


def _render(name: str, color: QColor, size: int, ratio: float, stroke: float) -> QPixmap:
    side = max(1, round(size * ratio))
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(color.alphaF())
    _renderer(name, color, stroke).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
