"""The pages of the report, painted by what paints them into the file, each when it is looked at."""

from __future__ import annotations

import datetime
import weakref
from queue import SimpleQueue
from threading import Lock, Thread

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from exports.written import IsCancelled
from resources.i18n import current, spoken_in
from ui.deliverables.previews.pages import Asked
from ui.report.report import Report, laid_out
from ui.report.setting import Setting
from ui.theme.theme import on_paper


class ReportPages:
    """All pages of the report."""

    def __init__(self, asked: Asked, is_cancelled: IsCancelled | None = None) -> None:
        self._painter = _Painter(asked, is_cancelled)
        weakref.finalize(self, self._painter.end)
        self._count = self._painter.count()

    def __len__(self) -> int:
        return self._count

    def title(self, index: int) -> str:
        words = current()
        return words.tr("Page {n} of {total}").format(n=words.number(index + 1), total=words.number(self._count))

    def image(self, index: int) -> QImage:
        return self._painter.page(index)

    def place_of(self, part: str) -> int | None:
        return None


class _Painter:
    """Lays the report out and paints its pages in one thread of its own, whoever asks for them.

    What Qt lays out in a thread holds letters of that thread, and is gone wrong with it; so the report never leaves it.
    """

    def __init__(self, asked: Asked, is_cancelled: IsCancelled | None) -> None:
        self._wanted: SimpleQueue[int | None] = SimpleQueue()
        self._found: SimpleQueue[int | QImage | Exception] = SimpleQueue()
        self._lock = Lock()
        self._thread = Thread(target=self._work, args=(asked, is_cancelled), name="report pages", daemon=True)
        self._thread.start()

    def count(self) -> int:
        """How many pages there are; to be asked first, and once."""
        found = self._found.get()
        if isinstance(found, Exception):
            raise found
        assert isinstance(found, int)
        return found

    def page(self, index: int) -> QImage:
        """A page, in any thread."""
        with self._lock:
            self._wanted.put(index)
            found = self._found.get()
        if isinstance(found, Exception):
            raise found
        assert isinstance(found, QImage)
        return found

    def end(self) -> None:
        """Nobody looks at the report any more."""
        self._wanted.put(None)
        self._thread.join()

    def _work(self, asked: Asked, is_cancelled: IsCancelled | None) -> None:
        with on_paper(), spoken_in(asked.language) as words:
            try:
                setting = Setting(asked.snapshot, words, datetime.date.today(), asked.journeys)
                report = laid_out(setting, None, is_cancelled)
                self._found.put(len(report.pages))
            except Exception as error:  # noqa: BLE001 - for whoever asked
                self._found.put(error)
                return
            while (index := self._wanted.get()) is not None:
                try:
                    self._found.put(_image(report, index, asked))
                except Exception as error:  # noqa: BLE001 - as above
                    self._found.put(error)


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
