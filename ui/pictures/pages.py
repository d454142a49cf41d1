"""A picture on sheets of paper: whole on one, or in tiles to put together; as PDF, on a printer, or for a preview."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QLineF, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from exports.written import IsCancelled, Progress, stop_if
from resources.i18n import words
from ui.pages.journeys.map.strokes import words as write
from ui.theme.theme import on_paper, theme

if TYPE_CHECKING:
    from ui.pictures.picture import Picture

PAPERS = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3, "A0": QPageSize.PageSizeId.A0}
SMALLEST_TEXT = 12.0
"""Height in pixels of the smallest words of a picture at 100 %."""
LEAST_POINTS = 6.0
"""Under this height nobody reads on paper: a picture is cut into tiles instead."""
_FULL = 0.75
"""Points on paper to a pixel at 100 %."""
_MARGIN, _OVERLAP, _FOOT = 24.0, 14.0, 12.0
"""In points: around each sheet, shared by neighbouring tiles, and for the words under a tile."""
_SMALLER, _LARGER = 85, 126
"""Percent of the scale that was asked for, within which tiles look for one that leaves no sheet nearly empty."""
_FILLED = 0.4
"""The least part of a sheet that is worth its paper."""
_RESOLUTION = 1200


@dataclass(frozen=True, slots=True)
class Sheets:
    """How a picture lies on paper. `scale` is points to a pixel, `page` the size of a sheet in points."""

    page: QSizeF
    scale: float
    paper: str = ""
    """Its name; "" for a size that a printer gave."""
    columns: int = 1
    rows: int = 1

    @property
    def count(self) -> int:
        """The number of sheets."""
        return self.columns * self.rows

    @property
    def is_tiled(self) -> bool:
        """Whether it takes more than one."""
        return self.count > 1

    @property
    def is_landscape(self) -> bool:
        """Whether the sheets lie across."""
        return self.page.width() > self.page.height()

    @property
    def layout(self) -> QPageLayout:
        """The same for a printer or a PDF writer."""
        turn = QPageLayout.Orientation.Landscape if self.is_landscape else QPageLayout.Orientation.Portrait
        size = self.page if not self.is_landscape else self.page.transposed()
        known = QPageSize(PAPERS[self.paper]) if self.paper else QPageSize(size, QPageSize.Unit.Point)
        return QPageLayout(known, turn, QMarginsF(), QPageLayout.Unit.Point)


def sheets_for(picture: Picture, paper: str | None = None, *, tiled: bool = False) -> Sheets:
    """The sheets for a picture: whole on one if its words can still be read, in tiles else or if asked.

    Without `paper`, the smallest one that holds it whole; tiles of A4 if none does.
    """
    if paper is None and not tiled:
        paper = next((name for name in PAPERS if _whole(picture, _size(name)).scale >= _least_scale()), None)
    paper = paper or "A4"
    return replace(sheets_on(picture, _size(paper), tiled=tiled), paper=paper)


def sheets_on(picture: Picture, size: QSizeF, *, tiled: bool = False) -> Sheets:
    """The same on paper of a size in points."""
    whole = _whole(picture, size)
    if not tiled:
        return whole if whole.scale >= _least_scale() else _tiles(picture, size, _least_scale() * 1.1)
    return whole if whole.scale >= _FULL else _tiles(picture, size, _FULL)


def page_image(picture: Picture, sheets: Sheets, index: int, longest: int) -> QImage:
    """One sheet as an image, for a preview; `longest` is its longer side in pixels."""
    scale = longest / max(sheets.page.width(), sheets.page.height())
    image = QImage((sheets.page * scale).toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        paint_sheet(painter, picture, sheets, index)
    finally:
        painter.end()
    return image


def paint_sheet(painter: QPainter, picture: Picture, sheets: Sheets, index: int) -> None:
    """Paint one sheet, whose points are the painter's units."""
    room = _room(sheets.page, is_tile=sheets.is_tiled)
    painter.save()
    if not sheets.is_tiled:
        left = (sheets.page.width() - picture.width * sheets.scale) / 2
        painter.translate(left, room.top())
        painter.scale(sheets.scale, sheets.scale)
        picture.paint(painter)
        painter.restore()
        return
    row, column = divmod(index, sheets.columns)
    begin = QPointF(column * (room.width() - _OVERLAP), row * (room.height() - _OVERLAP))
    painter.setClipRect(room)
    painter.translate(room.topLeft() - begin)
    painter.scale(sheets.scale, sheets.scale)
    seen = QRectF(begin / sheets.scale, room.size() / sheets.scale)
    picture.paint(painter, seen)
    painter.restore()
    _paint_marks(painter, picture, sheets, room, (row, column))


def pdf_of(
    picture: Picture, sheets: Sheets, report: Progress | None = None, is_cancelled: IsCancelled | None = None
) -> bytes:
    """The picture as a PDF file of vectors, typefaces inside. Cancelled, it raises `ExportCancelled`."""
    raw = QByteArray()
    buffer = QBuffer(raw)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setPageLayout(sheets.layout)
    writer.setTitle(picture.title)
    writer.setCreator("Périple")
    painter = QPainter(writer)
    try:
        for index in range(sheets.count):
            stop_if(is_cancelled)
            if report is not None:
                report(index, sheets.count, picture.title)
            if index:
                writer.newPage()
            painter.resetTransform()
            painter.scale(_RESOLUTION / 72, _RESOLUTION / 72)
            paint_sheet(painter, picture, sheets, index)
    finally:
        painter.end()
        buffer.close()
    return bytes(raw.data())


def _least_scale() -> float:
    return LEAST_POINTS / SMALLEST_TEXT


def _size(paper: str) -> QSizeF:
    return QPageSize(PAPERS[paper]).size(QPageSize.Unit.Point)


def _whole(picture: Picture, size: QSizeF) -> Sheets:
    """One sheet, the way round that shows the picture larger."""
    found = []
    for page in (size, size.transposed()):
        room = _room(page, is_tile=False)
        found.append(Sheets(page, min(room.width() / picture.width, room.height() / picture.height)))
    return max(found, key=lambda each: each.scale)


def _tiles(picture: Picture, size: QSizeF, scale: float) -> Sheets:
    """As few sheets as hold the picture at nearly a scale, none of them nearly empty if that can be had."""
    scales = [scale * percent / 100 for percent in range(_SMALLER, _LARGER) if scale * percent / 100 >= _least_scale()]
    found = [_tiled(picture, page, each) for each in scales for page in (size, size.transposed())]
    asked = [_tiled(picture, page, scale) for page in (size, size.transposed())]
    full = [each for each in found if each.count > 1 and _least_filled(picture, each) >= _FILLED]
    return min(full or asked, key=lambda each: (each.count, abs(each.scale - scale)))


def _tiled(picture: Picture, page: QSizeF, scale: float) -> Sheets:
    across, down = _spans(picture, page, scale)
    return Sheets(page, scale, columns=max(1, math.ceil(across)), rows=max(1, math.ceil(down)))


def _least_filled(picture: Picture, sheets: Sheets) -> float:
    """How much of its last column or row of sheets a picture fills, the emptier of the two."""
    across, down = _spans(picture, sheets.page, sheets.scale)
    return 1.0 - max(sheets.columns - across, sheets.rows - down)


def _spans(picture: Picture, page: QSizeF, scale: float) -> tuple[float, float]:
    """How many sheets a picture spans across and down."""
    room = _room(page, is_tile=True)
    across = (picture.width * scale - _OVERLAP) / (room.width() - _OVERLAP)
    return across, (picture.height * scale - _OVERLAP) / (room.height() - _OVERLAP)


def _room(page: QSizeF, *, is_tile: bool) -> QRectF:
    foot = _FOOT if is_tile else 0.0
    margin = _MARGIN if is_tile else _MARGIN / 2  # a whole picture has its own margin
    return QRectF(margin, margin, page.width() - 2 * margin, page.height() - 2 * margin - foot)


def _paint_marks(painter: QPainter, picture: Picture, sheets: Sheets, room: QRectF, place: tuple[int, int]) -> None:
    """Where tiles are cut, and which one this is."""
    row, column = place
    with on_paper():
        painter.setPen(QPen(theme().color("ink3"), 0.5))
        for x in (room.left(), room.right()):
            painter.drawLine(QLineF(x, room.top() - 10, x, room.top() - 3))
            painter.drawLine(QLineF(x, room.bottom() + 3, x, room.bottom() + 10))
        for y in (room.top(), room.bottom()):
            painter.drawLine(QLineF(room.left() - 10, y, room.left() - 3, y))
            painter.drawLine(QLineF(room.right() + 3, y, room.right() + 10, y))
        said = words(picture.language).tr("Sheet {n} of {total}: row {row}, column {column}").format(
            n=row * sheets.columns + column + 1, total=sheets.count, row=row + 1, column=column + 1)  # fmt: skip
        font = QFont(theme().font("caption"))
        font.setPixelSize(8)
        write(painter, room.left() + 16, room.bottom() + 4, 12, said, font, "ink2")
