"""The pages of the report, painted by what paints them into the file."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from exports.written import IsCancelled, stop_if
from resources.i18n import current, spoken_in
from ui.deliverables.previews.pages import Asked
from ui.report.report import Report, laid_out
from ui.report.setting import Setting
from ui.theme.theme import on_paper

_MOST_PAGES = 40
"""Painted at once, in the thread that laid them out: whoever wants to see more of them opens the file."""


class ReportPages:
    """The first pages, as images."""

    def __init__(self, asked: Asked, is_cancelled: IsCancelled | None = None) -> None:
        with on_paper(), spoken_in(asked.language) as words:
            report = laid_out(Setting(asked.snapshot, words, datetime.date.today(), asked.journeys), None, is_cancelled)
            self._count = len(report.pages)
            shown = range(min(self._count, _MOST_PAGES))
            self._images: list[QImage] = []
            for index in shown:
                stop_if(is_cancelled)
                self._images.append(_image(report, index, asked))

    def __len__(self) -> int:
        return len(self._images)

    def title(self, index: int) -> str:
        words = current()
        return words.tr("Page {n} of {total}").format(n=words.number(index + 1), total=words.number(self._count))

    def image(self, index: int) -> QImage:
        return self._images[index]

    def place_of(self, part: str) -> int | None:
        return None


def _image(report: Report, index: int, asked: Asked) -> QImage:
    page = report.pages[index].size
    scale = min(asked.size.width() / page.width(), asked.size.height() / page.height())
    image = QImage((page * scale).toSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    try:
        painter.scale(scale, scale)
        report.paint(painter, index)
    finally:
        painter.end()
    return image
