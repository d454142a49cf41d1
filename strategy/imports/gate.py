"""What a workbook must pass before the reader opens it, so that no file, however made, fills the memory.

The reader keeps a sheet as one full rectangle: two cells in far corners are enough to make it claim hundreds of
gigabytes, which ends the program. So all parts are inflated once, counting, and the far corners looked for.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.cells import Whole
from strategy.imports.open_sheets import Spread
from strategy.imports.opening import UNSAFE_XML
from strategy.imports.watch import Watch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGEST_PACKED = 100 << 20
LARGEST_INFLATED = 600 << 20
MOST_PARTS = 10_000
"""Of an archive: a workbook has a few for each sheet, drawing and picture."""
MOST_CELLS = 30_000_000
"""Of the rectangle around all cells of a sheet."""
_DOCUMENT_TYPE = b"<!DOCTYPE"
_NEVER_READ = ("META-INF/", "xl/media/", "Pictures/", "Thumbnails/")
"""Where old programs name a document type, and drawings may: nothing of it is read."""
_FEW_COLUMNS = 26
_STEP = 1 << 20
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, UnicodeDecodeError, NotImplementedError, RuntimeError)
"""What zipfile raises for archives that are damaged, or packed as no workbook is."""
_LONGEST_REFERENCE = 16


def pass_gate(path: Path, watch: Watch) -> None:
    """Raises PlanError for a workbook that is too large once inflated, whatever its parts claim, or made oddly."""
    if path.stat().st_size > LARGEST_PACKED:
        raise WorkbookTooLarge
    if not zipfile.is_zipfile(path):
        with path.open("rb") as file:
            if file.read(len(_OLD_WORKBOOK)) == _OLD_WORKBOOK:
                return  # .xls: 65,536 rows of 256 cells at most
        raise WorkbookUnreadable
    try:
        _pass_parts(path, watch)
    except _DAMAGED as error:
        raise WorkbookUnreadable from error


def _pass_parts(path: Path, watch: Watch) -> None:
    left = LARGEST_INFLATED
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS:
            raise WorkbookTooLarge
        if any(part.filename.endswith("workbook.bin") for part in parts):
            raise WorkbookUnreadable
        for part in parts:
            if part.flag_bits & 1 or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise WorkbookUnreadable
            part.file_size = 1 << 40  # what a part claims is no promise: read to its true end
            is_open_document = part.filename.endswith("content.xml")
            left = _inflate(archive, part, left, watch, None if is_open_document else _Corner())


class WorkbookTooLarge(PlanError):
    """The file is no attack, maybe, but it is more than can be held."""

    sentence = N_("This workbook is too large to be read safely. Save the sheet alone as CSV, and choose that.")


class WorkbookUnreadable(PlanError):
    """The reader cannot make anything of the file."""

    sentence = N_(
        "This workbook cannot be read. Open it in a spreadsheet program, save it as .xlsx or CSV, and choose that."
    )


def _inflate(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, watch: Watch, corner: _Corner | None) -> int:
    """Read a part to its end; what is left of the bytes allowed."""
    before, tail, spread = left, b"", Spread()
    is_read = not part.filename.startswith(_NEVER_READ)
    with archive.open(part) as file:
        while piece := file.read(_STEP):
            watch.tell(0)
            left -= len(piece)
            if left < 0:
                raise WorkbookTooLarge
            text = tail + piece
            if is_read and _DOCUMENT_TYPE in text:
                raise PlanError(UNSAFE_XML)
            if corner is None:
                spread.look(piece)
                if spread.cells > MOST_CELLS:
                    raise WorkbookTooLarge
            else:
                corner.look(text)
                if corner.is_unsure:
                    return _inflate(archive, part, before, watch, _Corner(is_exact=True))
            tail = text[-_LONGEST_REFERENCE:]
    return left


class _Corner:
    """The highest row and column that attributes such as r="AB12" of a part name."""

    def __init__(self, is_exact: bool = False) -> None:
        self._is_exact = is_exact
        self._rows = self._columns = 0
        self._has_narrow_pieces = False

    @property
    def is_unsure(self) -> bool:
        """Whether the sheet is wide, and the rows of some piece were not counted."""
        return self._has_narrow_pieces and self._columns > _FEW_COLUMNS

    def look(self, text: bytes) -> None:
        """Take one piece. Raises PlanError when the rectangle is too large."""
        found = _farthest(text, self._is_exact)
        if found is None:
            self._has_narrow_pieces = True
            return
        self._rows, self._columns = max(self._rows, found[0]), max(self._columns, found[1])
        if self._rows * self._columns > MOST_CELLS:
            raise WorkbookTooLarge


def _farthest(text: bytes, is_exact: bool) -> tuple[int, int] | None:
    """The highest row and column named in a piece; None, unless exact, where a glance shows that they are few."""
    import numpy as np

    signs = np.frombuffer(b" " + text + b" " * _LONGEST_REFERENCE, np.uint8)
    at = np.flatnonzero(signs[:-_LONGEST_REFERENCE] == ord("r"))
    at = at[signs[at - 1] <= ord(" ")]
    after = signs[at + 1]
    named, spaced = at[after == ord("=")] + 3, at[after <= ord(" ")] - 1
    if not (is_exact or len(spaced)):
        is_narrow = (signs[named + 1] <= ord("9")).all() and (signs[named + 7] - np.uint8(48) > 9).all()
        if is_narrow:  # one letter, six figures: never too many cells
            return None
    rows, columns = _largest(signs, named)
    for row, column in _spaced_references(text, spaced.tolist()):
        rows, columns = max(rows, row), max(columns, column)
    return rows, columns


def _largest(signs: NDArray[np.uint8], at: Whole) -> tuple[int, int]:
    import numpy as np

    if not len(at):
        return 1, 1
    at = np.minimum(at, len(signs) - _LONGEST_REFERENCE)
    column, row = np.zeros(len(at), np.int64), np.zeros(len(at), np.int64)
    is_row = np.zeros(len(at), np.bool_)
    is_open = np.ones(len(at), np.bool_)
    for place in range(_LONGEST_REFERENCE - 1):
        sign = signs[at + place]
        letter = (sign & 0xDF).astype(np.int64) - 64
        is_letter = is_open & ~is_row & (letter >= 1) & (letter <= 26)
        digit = sign.astype(np.int64) - 48
        is_digit = is_open & (digit >= 0) & (digit <= 9)
        column = np.where(is_letter, column * 26 + letter, column)
        row = np.where(is_digit, row * 10 + digit, row)
        is_row |= is_digit
        is_open &= is_letter | is_digit
        if not is_open.any():
            break
    return int(row.max()), int(column.max())


_SPACED = re.compile(rb"r\s*=\s*[\"']([A-Za-z]{0,8})(\d{0,12})")


def _spaced_references(text: bytes, places: list[int]) -> Iterator[tuple[int, int]]:
    """The same where spaces stand around the equals sign, as no program writes it."""
    for place in places:
        if match := _SPACED.match(text, place):
            column = 0
            for letter in match[1].upper():
                column = column * 26 + letter - 64
            yield int(match[2] or 1), column
