"""The encoding of a text file: a mark, else strict UTF-8, else UTF-16 by its zeros, else which of two old ones fits."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import BinaryIO

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.watch import UNWATCHED, Watch

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_STEP = 1 << 20
_SAMPLE = 1 << 16
_MAC_LETTERS = frozenset(b"\x87\x88\x89\x8a\x8d\x8e\x8f\x90\x99\x9a\x9d\x9e\x9f\xd5")
"""Bytes that are common letters or the apostrophe in Mac Roman, and rare in Windows 1252."""
_WINDOWS_LETTERS = frozenset(
    b"\xc0\xc7\xc9\xca\xe0\xe1\xe2\xe4\xe7\xe8\xe9\xea\xeb\xed\xee\xef\xf1\xf3\xf4\xf6\xf9\xfa\xfb\xfc\x80\x92\xb0"
)
"""Bytes that are common letters, the euro, the apostrophe or the degree in Windows 1252."""


_EURO = 0xA4
"""The euro in ISO 8859-15, which has no letters below 0xA0; a sign that nobody writes in Windows 1252."""


def encoding_of(path: Path, watch: Watch = UNWATCHED) -> str:
    """The encoding of a whole text file. Raises PlanError for a file that is not text."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
        for mark, encoding in _MARKS:
            if head.startswith(mark):
                return encoding
        zeros = head.count(0)
        if zeros and not _is_dotted_text(head, zeros):
            return _utf_16(head, zeros)
        file.seek(0)
        odd = _first_odd_piece(file, watch)
    return "utf-8" if odd is None else _old_encoding(odd)


def _is_dotted_text(head: bytes, zeros: int) -> bool:
    """Whether a few zeros stand in what is text otherwise: old programs leave them, and readers take them out."""
    controls = len(head.translate(None, bytes(range(0x20, 0x100)) + b"\0\t\n\v\f\r\x1a\x1f"))
    return not controls and zeros < len(head) * 0.1


def _utf_16(head: bytes, zeros: int) -> str:
    if zeros >= len(head) * 0.3:
        return "utf-16-le" if head[1::2].count(0) >= zeros * 0.9 else "utf-16-be"
    raise PlanError(
        N_("This file is not a table of text. Save it as CSV or as a workbook (.xlsx), then choose it again.")
    )


def _first_odd_piece(file: BinaryIO, watch: Watch) -> bytes | None:
    """The first piece that is not UTF-8, None when all of it is."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    while piece := file.read(_STEP):
        try:
            decoder.decode(piece)
        except UnicodeDecodeError:
            return piece
        watch.tell(0)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return b"\xe9"
    return None


def _old_encoding(piece: bytes) -> str:
    high = [byte for byte in piece if byte >= 0x80]
    mac = sum(byte in _MAC_LETTERS for byte in high)
    windows = sum(byte in _WINDOWS_LETTERS for byte in high)
    if mac > windows:
        return "mac-roman"
    is_1252 = any(byte < 0xA0 for byte in high)
    return "iso8859-15" if _EURO in high and not is_1252 else "cp1252"
