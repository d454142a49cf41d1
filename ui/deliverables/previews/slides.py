"""The slides of the deck as a sketch: the shapes, texts and tables that are written into the file, at their places."""

from __future__ import annotations

import datetime
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from resources.i18n import words
from ui.deliverables.previews.pages import Asked
from ui.theme.theme import on_paper, theme
from ui.widgets.paint import CENTER, text

Node = Any  # any: python-pptx has no types
_POINT = 12_700
"""Units of a slide to a point."""
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ALIGN = {
    "l": Qt.AlignmentFlag.AlignLeft,
    "r": Qt.AlignmentFlag.AlignRight,
    "ctr": Qt.AlignmentFlag.AlignHCenter,
}
_ANCHOR = {"t": Qt.AlignmentFlag.AlignTop, "ctr": Qt.AlignmentFlag.AlignVCenter, "b": Qt.AlignmentFlag.AlignBottom}
_CELL_MARGIN = 4.0


class SlidePages:
    """One page for each slide, drawn when it is turned to. Charts have a frame that names them."""

    def __init__(self, asked: Asked) -> None:
        from exports.deck.edition import DeckEdition
        from exports.deck.sections import SECTIONS

        self._size, self._words = asked.size, words(asked.language)
        self._edition = DeckEdition(asked.snapshot, self._words, datetime.date.today(), asked.journeys, None)
        self._plans = [plan for section in SECTIONS for plan in section(self._edition)]

    def __len__(self) -> int:
        return len(self._plans)

    def title(self, index: int) -> str:
        return self._plans[index].title

    def place_of(self, part: str) -> int | None:
        return None

    def image(self, index: int) -> QImage:
        from exports.deck.deck import add_slide
        from exports.deck.template import empty_deck
        from exports.deck.theme import HEIGHT, WIDTH

        deck = empty_deck(self._words)
        add_slide(deck, self._plans[index], self._edition)
        for field in deck.slides[0].shapes._spTree.iter(f"{_DRAWING}fld"):
            field.find(f"{_DRAWING}t").text = str(index + 1)
        scale = min(self._size.width() / WIDTH, self._size.height() / HEIGHT)
        image = QImage(round(WIDTH * scale), round(HEIGHT * scale), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        try:
            with on_paper():
                painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
                painter.scale(scale, scale)
                slide = deck.slides[0]
                for each in slide.slide_layout.shapes:
                    if not each.is_placeholder:
                        _paint_shape(painter, each)
                for each in slide.shapes:
                    _paint_shape(painter, each)
        finally:
            painter.end()
        return image


def _paint_shape(painter: QPainter, shape: Node) -> None:
    if shape.shape_type is not None and hasattr(shape, "shapes"):
        _paint_group(painter, shape)
        return
    area = QRectF(*((each or 0) / _POINT for each in (shape.left, shape.top, shape.width, shape.height)))
    if getattr(shape, "has_table", False) and shape.has_table:
        _paint_table(painter, shape.table, area)
    elif getattr(shape, "has_chart", False) and shape.has_chart:
        _paint_frame(painter, area, shape.name)
    else:
        _paint_outline(painter, shape._element, area)
        if getattr(shape, "has_text_frame", False) and shape.has_text_frame:
            _paint_text(painter, shape._element, area)


def _paint_group(painter: QPainter, group: Node) -> None:
    """The shapes of a group, whose own units may differ from those of the slide."""
    place = group._element.grpSpPr.find(f"{_DRAWING}xfrm")
    inner = place.find(f"{_DRAWING}chOff"), place.find(f"{_DRAWING}chExt")
    painter.save()
    if all(each is not None for each in inner):
        left, top = (float(inner[0].get(side)) / _POINT for side in ("x", "y"))
        across, down = (float(inner[1].get(side)) for side in ("cx", "cy"))
        painter.translate(group.left / _POINT, group.top / _POINT)
        painter.scale(group.width / across if across else 1.0, group.height / down if down else 1.0)
        painter.translate(-left, -top)
    for each in group.shapes:
        _paint_shape(painter, each)
    painter.restore()


def _paint_frame(painter: QPainter, area: QRectF, name: str) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme().color("lineStrong"), 1, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(area, 6, 6)
    text(painter, area.adjusted(8, 0, -8, 0), name, _font(16, is_bold=False), "ink2", CENTER)


def _paint_outline(painter: QPainter, element: Node, area: QRectF) -> None:
    """The ground and the outline, in the form of the shape."""
    properties = getattr(element, "spPr", None)
    if properties is None:
        return
    fill, edge = _color(properties), properties.find(f"{_DRAWING}ln")
    stroke = _color(edge) if edge is not None else None
    width = float(edge.get("w", _POINT)) / _POINT if edge is not None else 1.0
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(stroke), width) if stroke else Qt.PenStyle.NoPen)
    geometry = properties.find(f"{_DRAWING}prstGeom")
    form = geometry.get("prst") if geometry is not None else ""
    if form == "ellipse":
        painter.drawEllipse(area)
    elif form == "diamond":
        middle = area.center()
        corners = [QPointF(middle.x(), area.top()), QPointF(area.right(), middle.y()),
                   QPointF(middle.x(), area.bottom()), QPointF(area.left(), middle.y())]  # fmt: skip
        painter.drawPolygon(QPolygonF(corners))
    elif form == "line":
        place = properties.find(f"{_DRAWING}xfrm")
        rises = place is not None and place.get("flipV") == "1"
        painter.drawLine(area.bottomLeft() if rises else area.topLeft(),
                         area.topRight() if rises else area.bottomRight())  # fmt: skip
    elif form == "roundRect":
        guide = geometry.find(f"{_DRAWING}avLst/{_DRAWING}gd")
        share = float(guide.get("fmla").split()[-1]) / 100_000 if guide is not None else 0.16667
        radius = min(area.width(), area.height()) * share
        painter.drawRoundedRect(area, radius, radius)
    elif fill or stroke:
        painter.drawRect(area)


def _color(parent: Node) -> str | None:
    """The plain colour of a ground or of a line, as #RRGGBB."""
    found = parent.find(f"{_DRAWING}solidFill/{_DRAWING}srgbClr")
    return None if found is None else f"#{found.get('val')}"


def _paint_text(painter: QPainter, element: Node, area: QRectF) -> None:
    """The paragraphs of a shape or of a cell, one under the other from where they are anchored."""
    frame = element.find(".//{*}txBody")
    if frame is None or not any(each.text for each in frame.iter(f"{_DRAWING}t")):
        return
    body = frame.find(f"{_DRAWING}bodyPr")
    left, top, right, bottom = (
        float(body.get(side, default)) / _POINT
        for side, default in (("lIns", 91_440), ("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720))
    )  # fmt: skip
    anchor = _ANCHOR.get(body.get("anchor", "t"), Qt.AlignmentFlag.AlignTop)
    _paint_paragraphs(painter, frame, area.adjusted(left, top, -right, -bottom), anchor)


def _paint_paragraphs(painter: QPainter, frame: Node, inner: QRectF, anchor: Qt.AlignmentFlag) -> None:
    paragraphs = [_Paragraph(each) for each in frame.findall(f"{_DRAWING}p")]
    heights = [each.height(inner.width()) for each in paragraphs]
    rest = inner.height() - sum(heights)
    start = rest if anchor == Qt.AlignmentFlag.AlignBottom else rest / 2 if anchor != Qt.AlignmentFlag.AlignTop else 0.0
    y = inner.top() + max(start, 0.0)
    for paragraph, height in zip(paragraphs, heights, strict=True):
        paragraph.paint(painter, QRectF(inner.left(), y, inner.width(), height))
        y += height


class _Paragraph:
    """One paragraph in the type of its first words: a sketch needs no more."""

    def __init__(self, element: Node) -> None:
        properties, run = element.find(f"{_DRAWING}pPr"), element.find(f"{_DRAWING}r/{_DRAWING}rPr")
        self._words = "".join(_words_of(each) for each in element)
        size = float(run.get("sz", 1400)) / 100 if run is not None else 12.0
        face = run.find(f"{_DRAWING}latin") if run is not None else None
        is_title = face is not None and str(face.get("typeface")).startswith("+mj")
        self._font = _font(size, is_bold=run is not None and run.get("b") == "1", is_title=is_title)
        self._color = (_color(run) if run is not None else None) or "#16252D"
        align = _ALIGN.get(properties.get("algn", "l") if properties is not None else "l", Qt.AlignmentFlag.AlignLeft)
        self._flags = int(align | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)

    def height(self, width: float) -> float:
        """In points, when it is set in lines of this width."""
        metrics = QFontMetricsF(self._font)  # QPainter.boundingRect finds nothing here under some transformations
        return metrics.boundingRect(QRectF(0, 0, width, 10_000), self._flags, self._words or " ").height()

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint it into the area."""
        painter.setFont(self._font)
        painter.setPen(QColor(self._color))
        painter.drawText(area, self._flags, self._words)


def _words_of(part: Node) -> str:
    """A run of words, the end of a line, or what stands for something else."""
    if part.tag == f"{_DRAWING}br":
        return "\n"
    return str(part.findtext(f"{_DRAWING}t", ""))


def _paint_table(painter: QPainter, table: Node, area: QRectF) -> None:
    top = area.top()
    for row in table.rows:
        left, height = area.left(), row.height / _POINT
        for column, cell in zip(table.columns, row.cells, strict=True):
            place = QRectF(left, top, column.width / _POINT, height)
            properties = cell._tc.find(f"{_DRAWING}tcPr")
            fill = _color(properties) if properties is not None else None
            if fill:
                painter.fillRect(place, QColor(fill))
            painter.setPen(QPen(theme().color("line"), 0.75))
            painter.drawLine(place.bottomLeft(), place.bottomRight())
            inner = place.adjusted(_CELL_MARGIN, 0, -_CELL_MARGIN, 0)
            _paint_paragraphs(painter, cell._tc.find(f"{_DRAWING}txBody"), inner, Qt.AlignmentFlag.AlignVCenter)
            left += place.width()
        top += height


def _font(points: float, *, is_bold: bool, is_title: bool = False) -> QFont:
    font = QFont(theme().font("title" if is_title else "body", weight=600 if is_bold else 400))
    font.setPixelSize(max(1, round(points * 0.95)))
    return font
