"""A picture as the bytes of a PNG image or of an SVG drawing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from resources.i18n import N_
from storage.errors import PlanError
from ui.pictures.letters import Letters
from ui.pictures.png import png_file

if TYPE_CHECKING:
    from ui.pictures.picture import Picture

DPI_AT_ONCE = 96
"""Dots per inch of a picture at 100 %."""
DPI = 192
"""What an image gets unless asked: twice the pixels of the screen."""
_LONGEST, _MOST_PIXELS = 32_000, 150_000_000
_MILLIMETRES = re.compile(r' width="[\d.]+mm" height="[\d.]+mm"')
_TEXT = re.compile(r"<text ([^>]*)>([^<]*)</text>")
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def image_of(picture: Picture, dpi: float = DPI) -> QImage:
    """The picture as pixels. `PlanError` where they are too many."""
    scale = dpi / DPI_AT_ONCE
    size = QSize(max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    if max(size.width(), size.height()) > _LONGEST or size.width() * size.height() > _MOST_PIXELS:
        raise PlanError(N_("This picture is too large for an image of {dpi} dots per inch. Choose fewer dots, SVG or "
                           "PDF."), dpi=round(dpi))  # fmt: skip
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    dots_per_metre = round(dpi / 0.0254)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        picture.paint(painter)
    finally:
        painter.end()
    return image


def png_of(picture: Picture, dpi: float = DPI) -> bytes:
    """The picture as a PNG file."""
    return png_file(image_of(picture, dpi), picture.title)


def svg_of(picture: Picture) -> bytes:
    """The picture as an SVG file of strokes; see `letters` for what becomes of texts."""
    from PySide6.QtSvg import QSvgGenerator

    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(DPI_AT_ONCE)
    size = round(picture.width), round(picture.height)
    generator.setSize(QSize(*size))
    generator.setViewBox(QRectF(0, 0, *size))
    generator.setTitle(_clean(picture.title))
    generator.setDescription(_clean(picture.subtitle))
    painter = QPainter(generator)
    try:
        picture.paint(painter)
    finally:
        painter.end()
    buffer.close()
    return _tidied(bytes(raw.data()).decode("utf-8", "replace"), picture.language, size)


def _tidied(drawing: str, language: str, size: tuple[int, int]) -> bytes:
    """The drawing as sound XML, its letters drawn as well as written."""
    drawing = _MILLIMETRES.sub("", _clean(drawing), count=1)  # some programs count 90 dots to the inch, others 96
    drawing = drawing.replace("<svg", f'<svg xml:lang="{language}" width="{size[0]}" height="{size[1]}"', 1)
    letters = Letters()
    drawing = _TEXT.sub(letters.drawn, drawing)
    return drawing.replace("<defs>", f"<defs>{letters.shapes()}", 1).encode("utf-8")


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)
