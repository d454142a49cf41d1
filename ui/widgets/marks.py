"""Painters of the signs that carry meaning: diamonds, faces, tiles, rings, pips. Never colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import CENTER, box, diamond, disc, text

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

FACES = {-2: "angry", -1: "frown", 0: "meh", 1: "smile", 2: "laugh"}
SWOT_LETTERS = {"strength": "S", "weakness": "W", "opportunity": "O", "threat": "T"}


def contrast_ink(fill: QColor) -> QColor:
    """Black-blue or white, whichever reads better on the fill."""
    dark, light = QColor("#16252D"), QColor("#FFFFFF")
    return dark if contrast(dark, fill) >= contrast(light, fill) else light


def contrast(first: QColor, second: QColor) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2, relative luminance)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def friction_badge(painter: QPainter, centre: QPointF, severity: int, half: float = 9) -> None:
    """The diamond of a friction with its figure; the deal-breaker (5) has a double outline."""
    look = theme()
    half = look.px(half)
    outline, width = (QColor("#E9EFF1"), 1.0) if look.is_dark else (look.color("sheet"), 1.5)
    fill = look.palette("severity", severity)
    if severity >= 5:
        diamond(painter, centre, half + 3.5, None, "ink" if look.is_dark else fill, 1.25)
    diamond(painter, centre, half + width, outline)
    diamond(painter, centre, half, fill)
    area = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
    ink = look.palette("onSeverity", severity)
    text(painter, area, str(severity), look.font("caption", weight=700), ink, CENTER)


def emotion_face(painter: QPainter, rect: QRectF, score: int) -> None:
    """The face of an emotion from -2 to +2 on a disc of its colour, whose rim is the outline of the face."""
    fill = theme().palette("emotion", score)
    side = min(rect.width(), rect.height())
    disc(painter, rect.center(), side / 2, fill)
    inner = side * 24 / 22  # the outline with its stroke takes 22 of the 24 units of the icon
    place = QRectF(rect.center().x() - inner / 2, rect.center().y() - inner / 2, inner, inner)
    icons.draw(painter, FACES[score], place, contrast_ink(fill), stroke=2)


def swot_tile(painter: QPainter, rect: QRectF, quadrant: str, letter: str = "") -> None:
    """The letter tile of a quadrant; the letter may be given in the reader's language."""
    look = theme()
    fill = look.palette("swot", quadrant)
    box(painter, rect, fill, radius=look.radius("control"))
    font = look.font("body" if rect.height() >= look.px(26) else "caption", weight=700)
    text(painter, rect, letter or SWOT_LETTERS[quadrant], font, contrast_ink(fill), CENTER)


def status_mark(painter: QPainter, rect: QRectF, status: str) -> None:
    """The state of an action by its shape: "todo", "doing", "done", "blocked" or "dropped"."""
    centre, radius = rect.center(), min(rect.width(), rect.height()) / 2
    if status == "done":
        disc(painter, centre, radius, "success")
        side = radius * 1.5
        place = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
        icons.draw(painter, "check", place, contrast_ink(theme().color("success")), stroke=3.5)
        return
    colors = {"todo": "control", "doing": "primary", "blocked": "danger", "dropped": "ink3"}
    color = theme().color(colors[status])
    disc(painter, centre, radius, None, color, 1.75)
    painter.setPen(QPen(color, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if status == "doing":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        inner = radius * 0.55
        painter.drawPie(QRectF(centre.x() - inner, centre.y() - inner, 2 * inner, 2 * inner), 270 * 16, 180 * 16)
    elif status == "blocked":
        painter.drawLine(centre + QPointF(0, -radius * 0.45), centre + QPointF(0, radius * 0.1))
        painter.drawPoint(centre + QPointF(0, radius * 0.5))
    elif status == "dropped":
        painter.drawLine(centre + QPointF(-radius * 0.45, 0), centre + QPointF(radius * 0.45, 0))


def avatar(painter: QPainter, rect: QRectF, initials: str) -> None:
    """Initials on a disc; a dashed ring with "?" when nobody is named."""
    look = theme()
    font = look.font("caption" if rect.width() < 40 else "heading", weight=600)
    radius = rect.width() / 2
    if initials:
        disc(painter, rect.center(), radius, "primaryTint2")
        text(painter, rect, initials, font, "ink", CENTER)
        return
    box(painter, rect, None, "control", radius=radius, dashed=True)
    text(painter, rect, "?", font, "ink2", CENTER)


def round_picture(painter: QPainter, rect: QRectF, picture: QImage) -> None:
    """A picture cut to a disc."""
    from PySide6.QtGui import QPainterPath  # for this alone: a class of Qt is made when it is first named

    path = QPainterPath()
    path.addEllipse(rect)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.drawImage(rect, picture)
    painter.restore()


def priority_ring(painter: QPainter, rect: QRectF, rank: int | None) -> None:
    """The rank of an objective or a segment in a ring; rank 1 in the primary colour."""
    first = rank == 1
    width = 1.5 if first else 1.25
    disc(painter, rect.center(), rect.width() / 2, None, "primary" if first else "lineStrong", width)
    role = "small" if rect.width() >= 26 else "caption"
    words = "–" if rank is None else str(rank)
    text(painter, rect, words, theme().font(role, weight=600), "primary" if first else "ink2", CENTER)


def stage_disc(painter: QPainter, rect: QRectF, place: int) -> None:
    """The number of a stage on a disc of its colour; `place` counts from 0 and colours begin again after the last."""
    look = theme()
    disc(painter, rect.center(), rect.width() / 2, look.palette("stage", place))
    text(painter, rect, str(place + 1), look.font("caption", weight=600), look.palette("onStage", place), CENTER)


def pips(painter: QPainter, rect: QRectF, value: int, total: int = 5, color: QColor | str = "primary") -> None:
    """`value` bars filled out of `total`, upright or lying according to the rectangle."""
    gap = 2.0 if rect.width() / total < 12 else 4.0
    width = (rect.width() - gap * (total - 1)) / total
    radius = min(2.0 if gap < 4 else rect.height() / 2, width / 2)
    for index in range(total):
        place = QRectF(rect.x() + index * (width + gap), rect.y(), width, rect.height())
        box(painter, place, color if index < value else "line", radius=radius)


def dots(painter: QPainter, right_middle: QPointF, count: int, color: QColor | str) -> None:
    """`count` small discs that end at a point: how much a SWOT statement weighs."""
    look = theme()
    radius, pitch = look.px(7) / 2, look.px(10)
    for index in range(count):
        disc(painter, right_middle - QPointF(radius + index * pitch, 0), radius, color)


def progress_ring(painter: QPainter, rect: QRectF, share: float, words: str = "", thick: float = 7) -> None:
    """A ring filled clockwise from the top to `share` (0 to 1), with words in the middle."""
    look = theme()
    width = look.px(thick)
    area = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.color("line"), width))
    painter.drawEllipse(area)
    if share > 0:
        painter.setPen(QPen(look.color("primary"), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawArc(area, 90 * 16, -round(min(1.0, share) * 360 * 16))
    if words:
        text(painter, rect, words, look.font("strong", tabular=True), "ink", CENTER)


def kpi_track(painter: QPainter, rect: QRectF, today: float | None, target: float | None) -> None:
    """A KPI on its scale (positions 0 to 1): a disc where it is today, a diamond where it should be."""
    look = theme()
    edge = look.px(6)
    thick = look.px(6)
    track = QRectF(rect.x(), rect.center().y() - thick / 2, rect.width(), thick)
    box(painter, track, "line", radius=thick / 2)

    def at(position: float) -> QPointF:
        return QPointF(track.x() + edge + max(0.0, min(1.0, position)) * (track.width() - 2 * edge), track.center().y())

    if today is not None and target is not None:
        start, end = sorted((at(today).x(), at(target).x()))
        box(painter, QRectF(start, track.y(), end - start, thick), "primaryTint2")
    if target is not None:
        diamond(painter, at(target), look.px(6), "toBe")
    if today is not None:
        disc(painter, at(today), look.px(6), "sheet", "asIs", 2)


def smart_tile(painter: QPainter, rect: QRectF, letter: str, filled: bool) -> None:
    """One letter of SMART; dashed in the warning colour while its answer is missing."""
    look = theme()
    font = look.font("caption", weight=600)
    if filled:
        box(painter, rect, "primaryTint", radius=look.radius("chip"))
        text(painter, rect, letter, font, "primary", CENTER)
    else:
        box(painter, rect, None, "warning", radius=look.radius("chip"), dashed=True)
        text(painter, rect, letter, font, "warning", CENTER)
