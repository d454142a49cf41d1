"""Writes a PNG file of a drawing: twice as quickly as Qt does, and smaller.

Qt looks for the best filter of every row, which pays for photographs. What is drawn has flat grounds and repeats
itself, which is compressed best as it is.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from PySide6.QtGui import QImage

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COMPRESSION = 4
_ROWS_AT_ONCE = 64
"""Pixels are taken in bands, so that a large image is not in memory twice."""
_AS_IT_IS = b"\x00"
"""Before each row: the name of its filter, none."""


def png_file(image: QImage, title: str) -> bytes:
    """An image without transparency as a PNG file, with its dots per metre and its title."""
    head = struct.pack(">IIBBBBB", image.width(), image.height(), 8, 2, 0, 0, 0)  # eight bits of red, green and blue
    dots = struct.pack(">IIB", image.dotsPerMeterX(), image.dotsPerMeterY(), 1)
    told = b"Title\x00\x00\x00\x00\x00" + title.encode("utf-8", "replace").replace(b"\x00", b"")
    pixels = b"".join(_compressed(image))
    parts = ((b"IHDR", head), (b"pHYs", dots), (b"iTXt", told), (b"IDAT", pixels), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, content) for name, content in parts)


def _compressed(image: QImage) -> Iterator[bytes]:
    packer, width = zlib.compressobj(_COMPRESSION), 3 * image.width()
    for top in range(0, image.height(), _ROWS_AT_ONCE):
        rows = min(_ROWS_AT_ONCE, image.height() - top)
        band = image.copy(0, top, image.width(), rows).convertToFormat(QImage.Format.Format_RGB888)
        bits, stride = memoryview(band.constBits()), band.bytesPerLine()
        yield packer.compress(
            b"".join(part for row in range(rows) for part in (_AS_IT_IS, bits[row * stride : row * stride + width]))
        )
    yield packer.flush()


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
