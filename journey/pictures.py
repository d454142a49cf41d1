"""Pictures that a plan keeps: small PNG files as text, so that rows, undo and the open format know nothing of them.

Whoever puts one in has made the PNG from pixels: the bytes of a file that somebody sent never enter a plan.
"""

from __future__ import annotations

import base64
import binascii
import struct

LARGEST_SIDE = 512
"""Pixels; a portrait needs half of it."""
_LARGEST_TEXT = 700_000
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER = struct.Struct(">8sI4sII")


def text_of(png: bytes) -> str:
    """A PNG as the text that a row keeps."""
    return base64.b64encode(png).decode("ascii")


def png_of(text: str) -> bytes | None:
    """The PNG that a row keeps; None if there is none, or if it is no small PNG."""
    if not text or len(text) > _LARGEST_TEXT:
        return None
    try:
        png = base64.b64decode(text, validate=True)
        signature, _length, chunk, width, height = _HEADER.unpack_from(png)
    except (binascii.Error, ValueError, struct.error):
        return None
    is_small = 0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE
    return png if signature == _SIGNATURE and chunk == b"IHDR" and is_small else None
