"""Strokes shared by widgets, delegates and charts: boxes, lines of text, chips, bars.

Rectangles are in the painter's own coordinates; every colour is read from the theme at the moment of painting.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QTextLayout
from PySide6.QtWidgets import QWidget

from ui.theme import icons
from ui.theme.theme import theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTER = Qt.AlignmentFlag.AlignCenter
_ON_ONE_LINE = {id(each): int(each | Qt.TextFlag.TextSingleLine) for each in (LEFT, RIGHT, CENTER)}
"""The usual alignments with the option that text is one line, which takes as long to join as a word to paint."""

#: Fill, border (None for none) and text of each kind of chip, as colour tokens.
CHIP_COLORS: dict[str, tuple[str | None, str | None, str]] = {
    "plain": ("sunken", None, "ink2"),
    "active": ("primaryTint", None, "primary"),
    "link": (None, "lineStrong", "ink2"),
    "outline": (None, "lineStrong", "ink2"),
    "vip": ("brassTint", None, "brass"),
    "gap": ("warningTint", None, "warning"),
    "danger": ("dangerTint", None, "danger"),
    "success": ("successTint", None, "success"),
}


_SMOOTH = QPainter.RenderHint.Antialiasing


def painter_on(widget: QWidget) -> QPainter:
    """A painter on the widget with smooth edges; end it by leaving the paint event."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def tint(color: QColor | str | None) -> QColor | None:
    """The colour itself, or the colour that a token has now."""
    return theme().color(color) if isinstance(color, str) else color


def box(
    painter: QPainter,
    rect: QRectF | QRect,
    fill: QColor | str | None = None,
    border: QColor | str | None = None,
    *,
    radius: float = 0.0,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """A rounded box whose border lies inside the rectangle."""
    area = QRectF(rect)
    edge, ground = tint(border), tint(fill)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        area.adjust(width / 2, width / 2, -width / 2, -width / 2)
        radius = max(0.0, radius - width / 2)
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([3.0, 2.5])
        painter.setPen(pen)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area, radius, radius)


def line(painter: QPainter, start: QPointF, end: QPointF, color: QColor | str, width: float = 1.0) -> None:
    """A straight line with flat ends."""
    ink, half = tint(color) or QColor(), width / 2
    is_upright = start.x() == end.x()
    if (is_upright or start.y() == end.y()) and painter.testRenderHint(_SMOOTH) and not theme().is_paper:
        # The same pixels: Qt takes several times as long to stroke a line. In a file it stays one.
        across, along = (half, 0.0) if is_upright else (0.0, half)
        painter.fillRect(QRectF(start, end).normalized().adjusted(-across, -along, across, along), ink)
        return
    painter.setPen(QPen(ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLine(start, end)


def text(
    painter: QPainter,
    rect: QRectF | QRect,
    words: str,
    font: QFont,
    color: QColor | str,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """One line of plain text, elided at its end when the rectangle is too narrow; returns the width it took."""
    area = QRectF(rect)
    metrics = QFontMetricsF(font)
    shown = words.replace("\n", " ")
    width = metrics.horizontalAdvance(shown)
    if width > area.width() + 0.5:
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, area.width())
        width = metrics.horizontalAdvance(shown)
    painter.setFont(font)
    painter.setPen(tint(color) or QColor())
    # Text options that never look for mnemonics or markup: the text is the user's.
    painter.drawText(area, _ON_ONE_LINE.get(id(align)) or int(align | Qt.TextFlag.TextSingleLine), shown)
    return width


def two_lines(words: str, font: QFont, width: float) -> list[str]:
    """A text on one line, or broken between words onto two; what is left over stays on the second, to be elided."""
    return few_lines(words, font, width, 2)


def few_lines(words: str, font: QFont, width: float, most: int) -> list[str]:
    """A text broken between words onto at most so many lines; what is left over stays on the last, to be elided."""
    layout = QTextLayout(words.replace("\n", " "), font)
    layout.beginLayout()
    cuts = [0]
    for _line in range(most - 1):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        cuts.append(cuts[-1] + line.textLength())
    layout.endLayout()
    parts = (words[start:end].strip() for start, end in zip(cuts, [*cuts[1:], None], strict=True))
    return [part for part in parts if part]


def centred_lines(
    painter: QPainter, area: QRectF, words: str, font: QFont, color: str, pitch: float, most: int = 2
) -> None:
    """A text on a few lines, centred upright, the last one elided."""
    parts = few_lines(words, font, area.width(), most)
    top = area.center().y() - pitch * len(parts) / 2
    for place, part in enumerate(parts):
        line_area = QRectF(area.x(), top + place * pitch, area.width(), pitch)
        fits = QFontMetricsF(font).horizontalAdvance(part) <= area.width()
        text(painter, line_area.adjusted(0, 0, 1 if fits else 0, 0), part, font, color, LEFT)


def focus_inset(painter: QPainter, rect: QRectF | QRect, *, radius: float = 0.0) -> None:
    """The 2 px ring drawn inside a cell or a row that has the keyboard focus."""
    box(painter, rect, None, "focus", radius=radius, width=2)


def chip_width(words: str, *, icon: str | None = None, dot: QColor | None = None) -> int:
    """Width of a chip that shows the whole text."""
    look = theme()
    width = look.px(16) + look.text_width("label", words) + 1
    if icon:
        width += look.px(16 + (6 if words else 0))
    if dot is not None:
        width += look.px(8 + 6)
    return width


def chip(
    painter: QPainter,
    rect: QRectF | QRect,
    words: str,
    kind: str = "plain",
    *,
    icon: str | None = None,
    dot: QColor | None = None,
    hovered: bool = False,
) -> None:
    """A chip 22 px high, centred vertically in the rectangle and filling its width."""
    look = theme()
    fill, border, ink = CHIP_COLORS[kind]
    height = look.px(22)
    area = QRectF(rect)
    area = QRectF(area.x(), area.center().y() - height / 2, area.width(), height)
    box(painter, area, "hover" if hovered else fill, border, radius=look.radius("chip"))
    inner = area.adjusted(look.px(8), 0, -look.px(8), 0)
    if dot is not None:
        disc(painter, QPointF(inner.x() + look.px(4), inner.center().y()), look.px(4), dot)
        inner.setLeft(inner.left() + look.px(14))
    if icon:
        side = look.px(16)
        icons.draw(painter, icon, QRectF(inner.x(), inner.center().y() - side / 2, side, side), ink)
        inner.setLeft(inner.left() + side + look.px(6))
    inner.setRight(inner.right() + 1)
    text(painter, inner, words, look.font("label"), ink)


def disc(
    painter: QPainter,
    centre: QPointF,
    radius: float,
    fill: QColor | str | None,
    border: QColor | str | None = None,
    width: float = 1.5,
) -> None:
    """A disc; its border lies inside the radius."""
    edge = tint(border)
    painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
    ground = tint(fill)
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    inner = radius - (width / 2 if edge is not None else 0)
    painter.drawEllipse(centre, inner, inner)


def diamond(
    painter: QPainter,
    centre: QPointF,
    half: float,
    fill: QColor | str | None,
    border: QColor | str | None = None,
    width: float = 1.5,
) -> None:
    """A square standing on its corner, `half` from the centre to each corner."""
    edge, ground = tint(border), tint(fill)
    painter.setPen(
        QPen(edge, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.MiterJoin)
        if edge is not None
        else Qt.PenStyle.NoPen
    )
    painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
    x, y = centre.x(), centre.y()
    painter.drawPolygon(
        QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])
    )


def bar(painter: QPainter, rect: QRectF | QRect, share: float, color: QColor | str = "asIs", height: float = 6) -> None:
    """A horizontal bar filled to `share` (0 to 1) on a grey track, centred in the rectangle."""
    area = QRectF(rect)
    thick = theme().px(height)
    track = QRectF(area.x(), area.center().y() - thick / 2, area.width(), thick)
    box(painter, track, "line", radius=thick / 2)
    part = max(0.0, min(1.0, share)) * track.width()
    if part > 0:
        painter.save()
        painter.setClipRect(QRectF(track.x(), track.y(), part, thick), Qt.ClipOperation.IntersectClip)
        box(painter, QRectF(track.x(), track.y(), max(part, thick), thick), color, radius=thick / 2)
        painter.restore()
