"""Paints the boxes of the graph: entry, touchpoints and ends, with their signs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGlyphRun,
    QPainter,
    QPen,
    QPolygonF,
    QTextLayout,
    QTextOption,
)

from journey.graph import SUM_TOLERANCE
from journey.layout import BOX_HEIGHT, BOX_WIDTH
from journey.model import NodeKind
from ui.pages.journeys.graph.labels import Labels
from ui.pages.journeys.graph.look import Look
from ui.pages.journeys.graph.scene import Node
from ui.pages.journeys.graph.stamps import Part, Stamps, keep_icon, press_icon, stamp, stamping
from ui.pages.journeys.graph.whole_words import SOFT, write_whole
from ui.theme import icons

Words = tuple[tuple[str, ...], list[QGlyphRun]]
"""Lines, and the same with each letter in its place: laid out once for all zooms."""
DrawIcon = Callable[..., None]
"""Draws a named icon in a square: as a picture, or as strokes that a file keeps sharp."""

_CENTER = int(Qt.AlignmentFlag.AlignCenter)
_BOX = QRectF(-BOX_WIDTH / 2, -BOX_HEIGHT / 2, BOX_WIDTH, BOX_HEIGHT)
_STAMP = _BOX.adjusted(-3, -3, 3, 4)
_TILE = QRectF(8 - BOX_WIDTH / 2, 13 - BOX_HEIGHT / 2, 30, 30)
_TEXT_LEFT = 46.0 - BOX_WIDTH / 2
_TEXT_WIDTH = BOX_WIDTH - 46.0 - 8
_ROUND = 10.0
"""What the round end of a box takes of the corners."""
_TITLE_BASES = {
    (rows, has_caption): base - BOX_HEIGHT / 2
    for rows, has_caption, base in ((1, True, 25.0), (1, False, 33.0), (2, True, 18.5), (2, False, 25.5))
}
"""Where the first line of a title stands, by how many lines there are and whether a caption follows."""
_CAPTION_BASES = {1: 42.0 - BOX_HEIGHT / 2, 2: 49.0 - BOX_HEIGHT / 2}
_TITLE_ASCENT, _CAPTION_ASCENT = 12.6, 11.6
_TITLE_PITCH, _BREAK = 16.0, "\u2028"
_WIDE = 10_000.0
_UNBROKEN = QTextOption()
_UNBROKEN.setWrapMode(QTextOption.WrapMode.NoWrap)
FULL = 1.0 + SUM_TOLERANCE + 1e-9
"""More than this leaves a touchpoint only by mistake."""
_BADGE = 10.0
_HIGHEST, _DOUBLE = 5, 3.5
"""The severity that has a second outline, and how far that lies outside the diamond."""
_RING = QRectF(-BOX_WIDTH / 2 - 6, -BOX_HEIGHT / 2 - 6, BOX_WIDTH + 12, BOX_HEIGHT + 12)
_LEFT_OF_STUB = 108.0
"""Room under a box beside the arrow of those who leave."""
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


def prepare(nodes: Iterable[Node], look: Look) -> None:
    """Lay out the words of nodes, and draw their icons in the sizes that stamps scale them from."""
    for node in nodes:
        if node.art is None:
            _texts(node, look)
        for icon, area, color in _icons(node, look):
            keep_icon(icon, area, color)


def keep_words(nodes: Iterable[Node], former: Mapping[str, Node]) -> None:
    """Take over from the nodes of before, by their ids, the words that are the same and laid out already."""
    for node in nodes:
        known = former.get(node.id)
        if known is not None and (known.title, known.caption, known.kind) == (node.title, node.caption, node.kind):
            node.art = known.art


def paint_nodes(
    painter: QPainter,
    nodes: Sequence[Node],
    look: Look,
    stamps: Stamps | None,
    *,
    with_captions: bool = True,
    hovered: str | None = None,
) -> None:
    """The boxes with their icons, then their words: one kind of thing after the other is quicker."""
    _paint_boxes(painter, nodes, look, stamps, hovered)
    is_vector = stamps is None
    painter.setFont(look.font("small", weight=600))
    painter.setPen(look.color("ink"))
    for node in nodes:
        if node.whole is not None:
            write_whole(painter, node, node.whole, look)
            continue
        title, caption, rows = node.art or _texts(node, look)
        base = _TITLE_BASES[rows, with_captions and caption is not None]
        if not node.is_named:
            painter.setPen(look.color("warning"))
        _write(painter, node.x + _TEXT_LEFT, node.y + base, title, _TITLE_ASCENT, is_vector=is_vector)
        if not node.is_named:
            painter.setPen(look.color("ink"))
    if not with_captions:
        return
    painter.setFont(look.font("caption"))
    painter.setPen(look.color("ink2" if look.is_dark else "ink3"))
    for node in nodes:
        if node.whole is not None:
            continue
        _title, caption, rows = node.art or _texts(node, look)
        if caption is not None:
            base = node.y + _CAPTION_BASES[rows]
            _write(painter, node.x + _TEXT_LEFT, base, caption, _CAPTION_ASCENT, is_vector=is_vector)


def _paint_boxes(
    painter: QPainter, nodes: Iterable[Node], look: Look, stamps: Stamps | None, hovered: str | None
) -> None:
    if stamps is None:
        for node in nodes:
            painter.save()
            painter.translate(node.x, node.y)
            for _key, _area, draw in _parts(node, look, icons.paint):
                draw(painter)
            painter.restore()
        return
    with stamps.held(painter):
        for node in nodes:
            is_under = node.id == hovered
            key = ("node", node.kind, node.place, node.icon, node.is_external, bool(node.trouble), node.has_note,
                   is_under)  # fmt: skip
            if not stamps.press_kept(painter, key, node.x, node.y):
                parts = partial(_parts, node, look, press_icon, is_under=is_under)
                stamps.press_parts(painter, key, _STAMP, node.x, node.y, parts)


def paint_signs(painter: QPainter, nodes: Iterable[Node], look: Look, stamps: Stamps | None, labels: Labels) -> None:
    """What sits on the rims of boxes: frictions, trouble, the way to put percentages right."""
    with stamping(painter, stamps):
        for node in nodes:
            if node.frictions or node.trouble or node.total > FULL:
                _paint_signs(painter, node, look, stamps, labels)


def _paint_signs(painter: QPainter, node: Node, look: Look, stamps: Stamps | None, labels: Labels) -> None:
    if node.frictions:
        x, y = node.x + (BOX_WIDTH + node.broad) / 2 - 8, node.y - (BOX_HEIGHT + node.grown) / 2 + 1
        badge = partial(draw_badge, severity=node.severity, look=look, half=_BADGE)
        # The double outline of the highest one reaches no further down than the others: to the name under it.
        up = _DOUBLE if node.severity >= _HIGHEST else 0.0
        stamp(painter, stamps, ("badge", node.severity), QRectF(-16, -16, 32, 32), x, y - up, badge)
        if node.frictions > 1:
            words = f"+{node.frictions - 1}"
            count = partial(_draw_count, words=words, look=look)
            stamp(painter, stamps, ("more", words), QRectF(-18, -10, 36, 20), x - _BADGE - 15, y + 1, count)
    if node.trouble:
        x, y = node.x - (BOX_WIDTH + node.broad) / 2 + 6, node.y - (BOX_HEIGHT + node.grown) / 2 + 2
        trouble = partial(_draw_trouble, look=look, draw_icon=press_icon if stamps else icons.paint)
        stamp(painter, stamps, "trouble", QRectF(-11, -11, 22, 22), x, y, trouble)
    place = scale_button(node, labels)
    if place is not None:
        button = partial(_draw_scale, words=labels.scale, width=place.width(), look=look)
        area = QRectF(0, 0, place.width(), place.height())
        stamp(painter, stamps, ("scale", labels.scale), area, place.x(), place.y(), button)


def scale_button(node: Node, labels: Labels) -> QRectF | None:
    """Where the button stands that brings percentages above 100 back; None when they are not."""
    if node.total <= FULL:
        return None
    left = node.x - BOX_WIDTH / 2 - max(0.0, labels.scale_width - _LEFT_OF_STUB)
    return QRectF(left, node.y + (BOX_HEIGHT + node.grown) / 2 + 8, labels.scale_width, 22)


def paint_rings(painter: QPainter, nodes: Iterable[Node], look: Look, stamps: Stamps | None) -> None:
    """The rings of selected nodes."""
    with stamping(painter, stamps):
        for node in nodes:
            draw = partial(_draw_ring, radius=_radius(node), look=look)
            stamp(painter, stamps, ("ring", _radius(node)), _RING, node.x, node.y, draw)


def _draw_ring(painter: QPainter, *, radius: float, look: Look) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.color("primary"), 1.5))
    painter.drawRoundedRect(_BOX.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    painter.setPen(QPen(look.color("primary"), 2))
    painter.drawRoundedRect(_BOX.adjusted(-4, -4, 4, 4), radius + 4, radius + 4)


def paint_focus(painter: QPainter, node: Node, look: Look) -> None:
    """The dotted ring of the node that keys act on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.color("focus"), 2, Qt.PenStyle.DotLine))
    painter.drawRoundedRect(_BOX.translated(node.x, node.y).adjusted(-7, -7, 7, 7), 14, 14)


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
    if severity >= _HIGHEST:
        _diamond(painter, half + _DOUBLE, None, QPen(look.color("ink") if look.is_dark else fill, 1.25))
    _diamond(painter, half + width, outline, None)
    _diamond(painter, half, fill, None if severity else QPen(look.color("control"), 1.5))
    painter.setFont(look.font("caption", weight=700))
    painter.setPen(look.palette("onSeverity", severity) if severity else look.color("ink2"))
    painter.drawText(QRectF(-half, -half, 2 * half, 2 * half), _CENTER, str(severity) if severity else "?")


def _parts(node: Node, look: Look, draw_icon: DrawIcon, *, is_under: bool = False) -> list[Part]:
    """What a box around 0, 0 is made of: ground and rim, tile, icon, and the small signs in its corner."""
    parts: list[Part] = [
        (("box", node.kind, node.is_external, bool(node.trouble), is_under), _STAMP,
         partial(_draw_box, node=node, look=look, is_under=is_under))
    ]  # fmt: skip
    if node.kind not in _COLORS:
        tile = _tile(node)
        parts.append((("tile", node.place), tile, partial(_draw_tile, area=tile, place=node.place, look=look)))
    for icon, area, color in _icons(node, look):
        parts.append((("icon", icon, color.rgba()), area, partial(draw_icon, name=icon, rect=area, color=color)))
    return parts


def _icons(node: Node, look: Look) -> list[tuple[str, QRectF, QColor]]:
    """The icon on the tile, and the small one in the corner if there is one, with their places and colours."""
    ink = look.color(_COLORS[node.kind][0]) if node.kind in _COLORS else look.color("ink2")
    if node.kind not in _COLORS and node.place is not None:
        ink = _readable(look, node.place)
    drawn = [(node.icon, _tile(node).adjusted(6, 6, -6, -6), ink)]
    if node.is_external or node.has_note:
        corner = QRectF(_BOX.right() + node.broad / 2 - 17, _BOX.bottom() + node.grown / 2 - 17, 11, 11)
        drawn.append(("external-link" if node.is_external else "sticky-note", corner, look.color("ink3")))
    return drawn


def _draw_box(painter: QPainter, node: Node, look: Look, *, is_under: bool) -> None:
    """Shadow, ground and rim; `is_under` is that of the pointer."""
    radius, (out, up) = _radius(node), (node.broad / 2, node.grown / 2)
    area = _BOX.adjusted(-out, -up, out, up)
    rim, fill = _COLORS.get(node.kind, ("control", "hover") if is_under else ("lineStrong", "raised"))
    shadow = QColor("#000000")
    shadow.setAlphaF(0.07)
    painter.setPen(Qt.PenStyle.NoPen)
    if not node.is_external:
        painter.setBrush(shadow)
        painter.drawRoundedRect(area.translated(0, 1.5), radius, radius)
    pen = QPen(look.color("danger" if node.trouble else rim), 1.5 if node.kind in _COLORS or node.trouble else 1.0)
    if node.is_external:
        pen.setColor(look.color("danger" if node.trouble else "control"))
        pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(look.color("sunken" if node.is_external else fill))
    inset = pen.widthF() / 2
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)


def _tile(node: Node) -> QRectF:
    """Where the icon stands: in the middle of the left side, or at the top over words that need all the width."""
    up = node.grown / 2 + 5 if node.whole is not None and node.whole.is_under else 0.0
    return _TILE.translated(-node.broad / 2, -up)


def _draw_tile(painter: QPainter, area: QRectF, place: int | None, look: Look) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.palette("stageTint", place) if place is not None else look.color("hover"))
    painter.drawRoundedRect(area, 6, 6)


def _readable(look: Look, place: int) -> QColor:
    """The colour of a stage for an icon on its tint; the light ones of the light theme are too faint for that."""
    color = look.palette("stage", place)
    if not look.is_dark and color.lightnessF() > 0.6:
        return color.darker(170)
    return color


def _radius(node: Node) -> float:
    if node.kind in _COLORS and node.whole is not None and node.whole.is_under:
        return SOFT
    return BOX_HEIGHT / 2 if node.kind in _COLORS else 8.0


def _draw_trouble(painter: QPainter, look: Look, draw_icon: DrawIcon) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("sheet"))
    painter.drawEllipse(QPointF(0, 0), 10, 10)
    draw_icon(painter, "triangle-alert", QRectF(-8, -8.5, 16, 16), look.color("danger"))


def _draw_count(painter: QPainter, *, words: str, look: Look) -> None:
    font = look.font("caption", weight=600)
    width = max(16.0, QFontMetricsF(font).horizontalAdvance(words) + 8)
    area = QRectF(-width / 2, -8, width, 16)
    painter.setPen(QPen(look.color("lineStrong"), 1))
    painter.setBrush(look.color("sheet"))
    painter.drawRoundedRect(area, 8, 8)
    painter.setFont(font)
    painter.setPen(look.color("ink2"))
    painter.drawText(area, _CENTER, words)


def _draw_scale(painter: QPainter, *, words: str, width: float, look: Look) -> None:
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


def _texts(node: Node, look: Look) -> tuple[Words, Words | None, int]:
    """The words of a node, laid out once, and the lines of its name: one that is too long has a second one."""
    font, room = look.font("small", weight=600), _TEXT_WIDTH - (_ROUND if node.kind in _COLORS else 0)
    lines = _in_two(node.title.replace("\n", " ").replace(_BREAK, " "), QFontMetricsF(font), room)
    title = _laid_out(lines, font, room)
    caption = _laid_out((node.caption,), look.font("caption"), _TEXT_WIDTH) if node.caption else None
    node.art = (title, caption, len(lines))
    return title, caption, len(lines)


def _in_two(words: str, metrics: QFontMetricsF, room: float) -> tuple[str, ...]:
    """The words on one line, or on two where they do not fit and can be parted."""
    if metrics.horizontalAdvance(words) <= room:
        return (words,)
    end = -1
    while (following := words.find(" ", end + 1)) >= 0 and metrics.horizontalAdvance(words[:following]) <= room:
        end = following
    return (words[:end], words[end + 1 :].lstrip()) if words[: max(end, 0)].strip() else (words,)


def _laid_out(lines: Sequence[str], font: QFont, room: float) -> Words:
    """Lines with their letters in place: those of a QStaticText would be placed again at each new zoom."""
    metrics = QFontMetricsF(font)
    shown = tuple(metrics.elidedText(each, Qt.TextElideMode.ElideRight, room) for each in lines)
    layout = QTextLayout(_BREAK.join(shown), font)
    layout.setTextOption(_UNBROKEN)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(_WIDE)  # without it the line has no height yet
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return shown, layout.glyphRuns()


def _write(painter: QPainter, x: float, base: float, words: Words, ascent: float, *, is_vector: bool) -> None:
    lines, runs = words
    if is_vector:
        for row, line in enumerate(lines):
            painter.drawText(QPointF(x, base + row * _TITLE_PITCH), line)
        return
    place = QPointF(x, base - ascent)
    for run in runs:
        painter.drawGlyphRun(place, run)
