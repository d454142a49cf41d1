"""Paints the boxes of the graph: entry, touchpoints and ends, with their signs."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF, QStaticText, QTransform

from journey.layout import BOX_HEIGHT, BOX_WIDTH
from journey.model import NodeKind
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.look import Look
from ui.pages.journeys.graph.scene import Node
from ui.pages.journeys.graph.stamps import Stamps, stamp
from ui.theme import icons

_CENTER = int(Qt.AlignmentFlag.AlignCenter)
_BOX = QRectF(-BOX_WIDTH / 2, -BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT)
_STAMP = _BOX.adjusted(-3, -3, 3, 4)
_TEXT_LEFT = 46.0
_TEXT_WIDTH = BOX_WIDTH - _TEXT_LEFT - 8
_TITLE_BASE, _CAPTION_BASE = 25.0, 42.0
_BADGE = 10.0
_COLORS = {
    NodeKind.ENTRY.value: ("primary", "primaryTint"),
    NodeKind.SUCCESS.value: ("success", "successTint"),
    NodeKind.DROP_OFF.value: ("drop", "dangerTint"),
}


def overview_color(node: Node) -> tuple[str, int | None]:
    """The colour of a box that shows nothing else: a token, or the place of its stage."""
    if node.trouble:
        return "danger", None
    if node.kind in _COLORS:
        return _COLORS[node.kind][0], None
    return ("asIs", None) if node.place is None else ("", node.place)


def paint_node(painter: QPainter, node: Node, look: Look, stamps: Stamps | None, *, with_caption: bool = True) -> None:
    """The box with its icon and its words."""
    at = QPointF(node.x, node.y)
    key = ("node", node.kind, node.place, node.icon, node.is_external, bool(node.trouble), node.has_note)
    if stamps is not None:
        stamps.press(painter, key, _STAMP, at, partial(_draw_box, node=node, look=look))
    else:
        painter.save()
        painter.translate(at)
        _draw_box(painter, node, look)
        painter.restore()
    left, top = node.x - BOX_WIDTH / 2 + _TEXT_LEFT, node.y - BOX_HEIGHT / 2
    caption = node.caption if with_caption else ""
    base = _TITLE_BASE if caption else 33.0
    title, told = _texts(node, look)
    painter.setFont(look.font("small", weight=600))
    painter.setPen(look.color("ink" if node.is_named else "warning"))
    _write(painter, QPointF(left, top + base), title, is_vector=stamps is None)
    if caption and told is not None:
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("ink2" if look.is_dark else "ink3"))
        _write(painter, QPointF(left, top + _CAPTION_BASE), told, is_vector=stamps is None)


def paint_signs(painter: QPainter, node: Node, look: Look, stamps: Stamps | None, labels: Labels) -> None:
    """What sits on the rim of a box: frictions, trouble, the way to put percentages right."""
    if node.frictions:
        at = QPointF(node.x + BOX_WIDTH / 2 - 8, node.y - BOX_HEIGHT / 2 + 1)
        badge = partial(draw_badge, severity=node.severity, look=look, half=_BADGE)
        stamp(painter, stamps, ("badge", node.severity), QRectF(-16, -16, 32, 32), at, badge)
        if node.frictions > 1:
            words = f"+{node.frictions - 1}"
            more = at - QPointF(_BADGE + 15, -1)
            stamp(painter, stamps, ("more", words), QRectF(-18, -10, 36, 20), more,
                  lambda on: _draw_count(on, words, look))  # fmt: skip
    if node.trouble:
        corner = QPointF(node.x - BOX_WIDTH / 2 + 6, node.y - BOX_HEIGHT / 2 + 2)
        stamp(painter, stamps, "trouble", QRectF(-11, -11, 22, 22), corner,
              partial(_draw_trouble, look=look))  # fmt: skip
    place = scale_button(node, labels)
    if place is not None:
        words = labels.scale
        stamp(painter, stamps, ("scale", words), QRectF(0, 0, place.width(), place.height()), place.topLeft(),
              lambda on: _draw_scale(on, words, place.width(), look))  # fmt: skip


def scale_button(node: Node, labels: Labels) -> QRectF | None:
    """Where the button stands that brings percentages above 100 back; None when they are not."""
    if node.total <= 1.001 + 1e-9:
        return None
    return QRectF(node.x - BOX_WIDTH / 2, node.y + BOX_HEIGHT / 2 + 8, labels.scale_width, 22)


def paint_ring(painter: QPainter, node: Node, look: Look, *, dotted: bool = False) -> None:
    """The ring of a selected node, or of the one that keys act on."""
    box = _BOX.translated(node.x, node.y)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if dotted:
        painter.setPen(QPen(look.color("focus"), 2, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(box.adjusted(-7, -7, 7, 7), 14, 14)
        return
    painter.setPen(QPen(look.color("primary"), 1.5))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _radius(node), _radius(node))
    painter.setPen(QPen(look.color("primary"), 2))
    painter.drawRoundedRect(box.adjusted(-4, -4, 4, 4), _radius(node) + 4, _radius(node) + 4)


def paint_what_if(painter: QPainter, node: Node, look: Look, words: str) -> None:
    """The pill under a node that says what a remedy would change."""
    font = look.font("caption", weight=600)
    width = QFontMetricsF(font).horizontalAdvance(words) + 20
    area = QRectF(node.x + 48, node.y + BOX_HEIGHT / 2 + 8, width, 24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("primary"))
    painter.drawRoundedRect(area, 6, 6)
    painter.setFont(font)
    painter.setPen(look.color("onPrimary"))
    painter.drawText(area, _CENTER, words)


def draw_badge(painter: QPainter, *, severity: int, look: Look, half: float) -> None:
    """The diamond of a friction with its figure around 0, 0; the deal-breaker has a double outline."""
    outline, width = (QColor("#E9EFF1"), 1.0) if look.is_dark else (look.color("sheet"), 1.5)
    fill = look.palette("severity", severity) if severity else look.color("sheet")
    if severity >= 5:
        _diamond(painter, half + 3.5, None, QPen(look.color("ink") if look.is_dark else fill, 1.25))
    _diamond(painter, half + width, outline, None)
    _diamond(painter, half, fill, None if severity else QPen(look.color("control"), 1.5))
    painter.setFont(look.font("caption", weight=700))
    painter.setPen(look.palette("onSeverity", severity) if severity else look.color("ink2"))
    painter.drawText(QRectF(-half, -half, 2 * half, 2 * half), _CENTER, str(severity) if severity else "?")


def _draw_box(painter: QPainter, node: Node, look: Look) -> None:
    """The box around 0, 0: shadow, ground, rim, icon on its tile."""
    radius = _radius(node)
    rim, fill = _COLORS.get(node.kind, ("lineStrong", "raised"))
    shadow = QColor("#000000")
    shadow.setAlphaF(0.07)
    painter.setPen(Qt.PenStyle.NoPen)
    if not node.is_external:
        painter.setBrush(shadow)
        painter.drawRoundedRect(_BOX.translated(0, 1.5), radius, radius)
    pen = QPen(look.color(rim), 1.5 if node.kind in _COLORS else 1.0)
    if node.trouble:
        pen = QPen(look.color("danger"), 1.5)
    if node.is_external:
        pen.setColor(look.color("danger" if node.trouble else "control"))
        pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(look.color("sunken" if node.is_external else fill))
    inset = pen.widthF() / 2
    painter.drawRoundedRect(_BOX.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)
    tile = QRectF(_BOX.left() + 8, _BOX.top() + 13, 30, 30)
    ink = look.color(rim) if node.kind in _COLORS else look.color("ink2")
    if node.kind not in _COLORS:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.palette("stageTint", node.place) if node.place is not None else look.color("hover"))
        painter.drawRoundedRect(tile, 6, 6)
        if node.place is not None:
            ink = _readable(look, node.place)
    icon = tile.adjusted(6, 6, -6, -6)
    icons.paint(painter, node.icon, icon, ink)
    if node.is_external:
        icons.paint(painter, "external-link", QRectF(_BOX.right() - 15, _BOX.bottom() - 15, 11, 11), look.color("ink3"))
    elif node.has_note:
        icons.paint(painter, "sticky-note", QRectF(_BOX.right() - 15, _BOX.bottom() - 15, 11, 11), look.color("ink3"))


def _readable(look: Look, place: int) -> QColor:
    """The colour of a stage for an icon on its tint; the light ones of the light theme are too faint for that."""
    color = look.palette("stage", place)
    if not look.is_dark and color.lightnessF() > 0.6:
        return color.darker(170)
    return color


def _radius(node: Node) -> float:
    return BOX_HEIGHT / 2 if node.kind in _COLORS else 8.0


def _draw_trouble(painter: QPainter, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("sheet"))
    painter.drawEllipse(QPointF(0, 0), 10, 10)
    icons.paint(painter, "triangle-alert", QRectF(-8, -8.5, 16, 16), look.color("danger"))


def _draw_count(painter: QPainter, words: str, look: Look) -> None:
    font = look.font("caption", weight=600)
    width = max(16.0, QFontMetricsF(font).horizontalAdvance(words) + 8)
    area = QRectF(-width / 2, -8, width, 16)
    painter.setPen(QPen(look.color("lineStrong"), 1))
    painter.setBrush(look.color("sheet"))
    painter.drawRoundedRect(area, 8, 8)
    painter.setFont(font)
    painter.setPen(look.color("ink2"))
    painter.drawText(area, _CENTER, words)


def _draw_scale(painter: QPainter, words: str, width: float, look: Look) -> None:
    area = QRectF(0.5, 0.5, width - 1, 21)
    painter.setPen(QPen(look.color("danger"), 1))
    painter.setBrush(look.color("dangerTint"))
    painter.drawRoundedRect(area, 6, 6)
    painter.setFont(look.font("caption", weight=600))
    painter.setPen(look.color("danger"))
    painter.drawText(area, _CENTER, words)


def _diamond(painter: QPainter, half: float, fill: QColor | None, pen: QPen | None) -> None:
    painter.setPen(pen if pen is not None else Qt.PenStyle.NoPen)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawPolygon(QPolygonF([QPointF(0, -half), QPointF(half, 0), QPointF(0, half), QPointF(-half, 0)]))


def _texts(node: Node, look: Look) -> tuple[QStaticText, QStaticText | None]:
    """The words of a node, shortened and laid out once."""
    kept = node.art
    if isinstance(kept, tuple):
        return kept
    title = _laid_out(node.title.replace("\n", " "), look, "small", 600)
    caption = _laid_out(node.caption, look, "caption", None) if node.caption else None
    node.art = (title, caption)
    return title, caption


def _laid_out(words: str, look: Look, role: str, weight: int | None) -> QStaticText:
    font = look.font(role, weight=weight)
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(words) > _TEXT_WIDTH:
        words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _TEXT_WIDTH)
    text = QStaticText(words)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    text.prepare(QTransform(), font)
    return text


def _write(painter: QPainter, base: QPointF, text: QStaticText, *, is_vector: bool) -> None:
    if is_vector:
        painter.drawText(base, text.text())
    else:
        painter.drawStaticText(base - QPointF(0, QFontMetricsF(painter.font()).ascent()), text)
