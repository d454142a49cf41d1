"""The beginnings of files of text, out of files that are really written, to a scratch folder; tables as tables."""

from __future__ import annotations

import csv
import tempfile
from io import StringIO
from itertools import islice
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter

from exports.written import IsCancelled
from ui.deliverables.delivery import Wanted, pieces_of
from ui.deliverables.previews.pages import Asked
from ui.deliverables.previews.sheet_files import COLUMNS, ROWS, Look, Sketch
from ui.deliverables.previews.sheets import sketch_image
from ui.theme.theme import on_paper, theme
from ui.widgets.paint import LEFT, text

_LINES, _LETTERS, _MARGIN = 60, 200, 14
_NARROWEST, _WIDEST, _HEIGHT = 8.0, 30.0, 18.0
_HEADING, _BODY = Look(is_bold=True, is_ruled=True, align="left"), Look(is_ruled=True, align="left")
_LONGEST = 40_000
"""Characters that are read of a file."""


class TextPages:
    """One page for each file."""

    def __init__(self, asked: Asked, is_cancelled: IsCancelled | None = None) -> None:
        self._size = asked.size
        with tempfile.TemporaryDirectory() as folder:
            wanted = Wanted((asked.format_id,), asked.language, Path(folder), asked.journeys,
                            kinds={asked.format_id: asked.kind})  # fmt: skip
            for kind, order in pieces_of(asked.snapshot, wanted):
                written = kind.write(order, None, is_cancelled)
            files = sorted(written.path.iterdir()) if written.path.is_dir() else [written.path]
            self._files = [(each.name, _beginning(each)) for each in files]

    def __len__(self) -> int:
        return len(self._files)

    def title(self, index: int) -> str:
        return self._files[index][0]

    def image(self, index: int) -> QImage:
        name, beginning = self._files[index]
        if name.endswith(".csv"):
            return sketch_image(_table(name, beginning), self._size)
        scale = self._size.width() / 340
        image = QImage(self._size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(round(11 * scale))
        painter = QPainter(image)
        try:
            with on_paper():
                self._paint(painter, font, _lines(beginning), scale)
        finally:
            painter.end()
        return image

    def _paint(self, painter: QPainter, font: QFont, lines: list[str], scale: float) -> None:
        height, margin = 16 * scale, _MARGIN * scale
        for number, line in enumerate(lines):
            area = QRectF(margin, margin + number * height, self._size.width() - 2 * margin, height)
            if area.bottom() > self._size.height() - margin / 2:
                break
            text(painter, area, line, font, theme().color("ink2" if number else "ink"), LEFT)

    def place_of(self, part: str) -> int | None:
        return None


def _beginning(path: Path) -> str:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return file.read(_LONGEST)


def _lines(beginning: str) -> list[str]:
    lines = beginning.splitlines()[:_LINES]
    return ["".join(mark if mark.isprintable() else " " for mark in each[:_LETTERS]) for each in lines]


def _table(title: str, beginning: str) -> Sketch:
    """The first rows as a spreadsheet opens them, columns as wide as what is in them asks, within reason."""
    heading = beginning.partition("\n")[0]
    separator = ";" if heading.count(";") > heading.count(",") else ","
    rows = list(islice(csv.reader(StringIO(beginning), delimiter=separator), ROWS))
    sketch = Sketch(title)
    for number, row in enumerate(rows, 1):
        sketch.heights[number] = _HEIGHT
        for column, words in enumerate(row[:COLUMNS], 1):
            width = max(sketch.widths.get(column, _NARROWEST), len(words) + 2.0)
            sketch.widths[column] = min(width, _WIDEST)
            sketch.cells[number, column] = words.replace("\n", "  "), _HEADING if number == 1 else _BODY
    return sketch
