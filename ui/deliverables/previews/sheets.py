"""The sheets of the workbook as a sketch: its real rows, in the colours and the widths that they have in the file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from exports.sheet_titles import SHEET_TITLES
from exports.written import IsCancelled, stop_if
from resources.i18n import words
from ui.deliverables.previews.pages import Asked
from ui.deliverables.previews.sheet_files import COLUMNS, ROWS, Look, Sketch, read_sketches
from ui.theme.theme import on_paper, theme
from ui.widgets.paint import CENTER, LEFT, RIGHT, line, text

_WIDTH = 430.0
"""Pixels of a sketch at its natural size."""
_PER_LETTER, _PER_POINT, _TYPE = 5.0, 0.78, 0.78
"""Pixels of a sketch: to a letter of the width of a column, to a point of height, and to a point of type."""
_HEAD = 16.0
_ALPHABET = 26
_PLAIN_LOOK = Look()
_ALIGN = {"left": LEFT, "right": RIGHT, "center": CENTER}


class SheetPages:
    """One page for each sheet, in their order. `counts`: how many rows the tables of a sheet have, if it has any."""

    def __init__(self, asked: Asked, is_cancelled: IsCancelled | None = None) -> None:
        from exports.workbook import write_workbook

        stop_if(is_cancelled)

        self._size = asked.size
        reader = words(asked.language)
        known = {reader.tr(title): key for key, title in SHEET_TITLES.items()}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "sketch.xlsx"
            titles = write_workbook(
                asked.snapshot, path, asked.language, None, is_cancelled, options=asked.workbook
            ).parts  # fmt: skip
            self._keys = [known.get(title, title) for title in titles]
            self.counts = _row_counts(path, dict(zip(titles, self._keys, strict=True)))
            self._sketches = read_sketches(path, titles, reader)

    def __len__(self) -> int:
        return len(self._sketches)

    def title(self, index: int) -> str:
        return self._sketches[index].title

    def place_of(self, part: str) -> int | None:
        return self._keys.index(part) if part in self._keys else None

    def image(self, index: int) -> QImage:
        return sketch_image(self._sketches[index], self._size)


def sketch_image(sketch: Sketch, size: QSize) -> QImage:
    """The upper left of a sheet as a spreadsheet shows it."""
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        with on_paper():
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
            scale = size.width() / _WIDTH
            painter.scale(scale, scale)
            _paint(painter, sketch, size.height() / scale)
    finally:
        painter.end()
    return image


def _row_counts(path: Path, keys: dict[str, str]) -> dict[str, int]:
    """The rows of the largest table of each sheet; one that only says that there is nothing has none."""
    from python_calamine import CalamineWorkbook

    found: dict[str, int] = {}
    workbook = CalamineWorkbook.from_path(path, load_tables=True)
    for name in workbook.table_names or ():
        table = workbook.get_table_by_name(name)
        rows = table.to_python()
        is_empty = len(rows) == 1 and sum(cell not in ("", None) for cell in rows[0]) <= 1
        key = keys[table.sheet]
        found[key] = max(found.get(key, 0), 0 if is_empty else len(rows))
    return found


def _paint(painter: QPainter, sketch: Sketch, height: float) -> None:
    """The letters of the columns, then the rows, as far as there is room."""
    left, lefts = 0.0, dict[int, tuple[float, float]]()
    for column in range(1, COLUMNS + 1):
        width = sketch.widths.get(column, 9.0) * _PER_LETTER
        if left < _WIDTH and width:
            lefts[column] = (left, width)
        left += width
    _paint_letters(painter, lefts)
    top = _HEAD
    for row in range(1, ROWS + 1):
        tall = sketch.heights.get(row, 15.0) * _PER_POINT
        if top > height:
            break
        for column, (start, width) in lefts.items():
            shown, look = sketch.cells.get((row, column), ("", _PLAIN_LOOK))
            if tall and look is not _PLAIN_LOOK:
                room = _room_beside(sketch, row, column, lefts) if shown else 0.0
                _paint_cell(painter, QRectF(start, top, width, tall), shown, look, room)
        top += tall


def _paint_letters(painter: QPainter, lefts: dict[int, tuple[float, float]]) -> None:
    look = theme()
    painter.fillRect(QRectF(0, 0, _WIDTH, _HEAD), look.color("sunken"))
    for column, (start, width) in lefts.items():
        text(painter, QRectF(start, 0, width, _HEAD), _letter(column), _font(8, False), "ink2", CENTER)
    line(painter, QPointF(0, _HEAD - 0.5), QPointF(_WIDTH, _HEAD - 0.5), "line")


def _letter(column: int) -> str:
    """The name of one of the first columns."""
    return chr(ord("A") + column - 1) if column <= _ALPHABET else f"A{_letter(column - _ALPHABET)}"


def _room_beside(sketch: Sketch, row: int, column: int, lefts: dict[int, tuple[float, float]]) -> float:
    """How far a text may run over the empty cells at its right."""
    room = 0.0
    for other in range(column + 1, COLUMNS + 1):
        if sketch.cells.get((row, other), ("",))[0]:
            break
        room += lefts.get(other, (0.0, 0.0))[1]
    return room


def _paint_cell(painter: QPainter, area: QRectF, shown: str, look: Look, beside: float) -> None:
    """`beside`: how far words may run over the cells at their right."""
    if look.fill:
        painter.fillRect(area, QColor(look.fill))
    if look.is_ruled:
        line(painter, area.bottomLeft() - QPointF(0, 0.5), area.bottomRight() - QPointF(0, 0.5), "line")
    pixels = look.points * _TYPE
    font, color = _font(pixels, look.is_bold), QColor(look.color) if look.color else theme().color("ink")
    align = _ALIGN.get(look.align) or (RIGHT if shown[:1].isdigit() else LEFT)
    inner = area.adjusted(3, 0, -3, 0)
    if look.wraps and area.height() > 2.4 * pixels:
        painter.save()
        painter.setClipRect(area)
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(inner, int(align | Qt.TextFlag.TextWordWrap), shown)
        painter.restore()
        return
    if align == LEFT and not look.wraps:
        inner.setRight(inner.right() + beside)
    text(painter, inner, shown, font, color, align)


def _font(pixels: float, is_bold: bool) -> QFont:
    font = QFont(theme().font("small", weight=700 if is_bold else 400))
    font.setPixelSize(max(1, round(pixels)))
    return font
