"""The first lines of files of text, out of files that are really written, to a scratch folder."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter

from exports.written import IsCancelled
from ui.deliverables.delivery import Wanted, pieces_of
from ui.deliverables.previews.pages import Asked
from ui.theme.theme import on_paper, theme
from ui.widgets.paint import LEFT, text

_LINES, _LETTERS, _MARGIN = 60, 200, 14
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
            self._files = [(each.name, _first_lines(each)) for each in files]

    def __len__(self) -> int:
        return len(self._files)

    def title(self, index: int) -> str:
        return self._files[index][0]

    def image(self, index: int) -> QImage:
        scale = self._size.width() / 340
        image = QImage(self._size, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(round(11 * scale))
        painter = QPainter(image)
        try:
            with on_paper():
                self._paint(painter, font, index, scale)
        finally:
            painter.end()
        return image

    def _paint(self, painter: QPainter, font: QFont, index: int, scale: float) -> None:
        height, margin = 16 * scale, _MARGIN * scale
        for number, line in enumerate(self._files[index][1]):
            area = QRectF(margin, margin + number * height, self._size.width() - 2 * margin, height)
            if area.bottom() > self._size.height() - margin / 2:
                break
            text(painter, area, line, font, theme().color("ink2" if number else "ink"), LEFT)

    def place_of(self, part: str) -> int | None:
        return None


def _first_lines(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        lines = file.read(_LONGEST).splitlines()[:_LINES]
    return ["".join(mark if mark.isprintable() else " " for mark in each[:_LETTERS]) for each in lines]
