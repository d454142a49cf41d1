"""The picture of a persona: from a file that the user chooses to the few pixels that the plan keeps, and back."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from journey.pictures import png_of, text_of
from resources.i18n import N_
from storage.errors import PlanError

SIDE = 256
PATTERN = "*.png *.jpg *.jpeg *.webp *.bmp"
_FORMATS = frozenset({b"png", b"jpeg", b"jpg", b"webp", b"bmp"})
_LARGEST_SIDE, _LARGEST_MEGABYTES = 20_000, 256


def picture_from(path: Path) -> str:
    """The middle of a picture as a small PNG for `Persona.picture`: its pixels, and nothing else of the file.

    Raises PlanError when the file is no picture that can be read.
    """
    QImageReader.setAllocationLimit(_LARGEST_MEGABYTES)
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    known = bytes(reader.format().data()) in _FORMATS
    if not known or not size.isValid() or max(size.width(), size.height()) > _LARGEST_SIDE:
        raise PlanError(N_("“{name}” is not a picture that can be read. Choose a PNG or JPEG file."), name=path.name)
    reader.setScaledSize(size.scaled(QSize(SIDE, SIDE), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        raise PlanError(N_("“{name}” is damaged: the picture cannot be read. Choose another file."), name=path.name)
    return text_of(_png(_middle(image)))


@lru_cache(maxsize=32)
def image_of(text: str) -> QImage | None:
    """The picture that a persona has; None for none."""
    png = png_of(text)
    image = QImage.fromData(png, "PNG") if png else QImage()  # type: ignore[arg-type]  # as in `sharp`
    return None if image.isNull() else image


def _middle(image: QImage) -> QImage:
    """A square of fresh pixels: what a file says besides, such as where a photograph was taken, stays behind."""
    square = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32_Premultiplied)
    square.fill(Qt.GlobalColor.transparent)
    left, top = (image.width() - SIDE) // 2, (image.height() - SIDE) // 2
    painter = QPainter(square)
    painter.drawImage(QRect(0, 0, SIDE, SIDE), image, QRect(left, top, SIDE, SIDE))
    painter.end()
    return square


def _png(image: QImage) -> bytes:
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(raw.data())
