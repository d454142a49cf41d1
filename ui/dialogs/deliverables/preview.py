"""Shows what the chosen format will look like; made beside the window, and kept while nothing that matters changes."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage

from exports.written import ExportCancelled, IsCancelled
from resources.i18n import current, tr
from storage.errors import PeripleError
from ui.deliverables.previews.pages import Asked, Pages, pages_of
from ui.latest import Latest
from ui.widgets.sheet_preview import SheetPreview

_MOST_KEPT = 6
_TO_STOP = 1.0
"""Seconds in which a preview that is being made comes to where it can be given up."""
_PAUSE = 150
"""Milliseconds before a preview is begun: whoever walks through the formats, or writes at once, waits for none."""


@dataclass(frozen=True)
class _Shown:
    """The pages and one of them as an image; or why there are none."""

    asked: Asked
    pages: Pages | None = None
    index: int = 0
    image: QImage | None = None
    words: str = ""


class Preview(QObject):
    """Fills `widget`. `came` carries the pages that it shows."""

    came = Signal(object)

    def __init__(self, size: QSize, parent: QObject) -> None:
        super().__init__(parent)
        self.widget = SheetPreview(size, "export_preview", title=tr("Preview"), margin=6)
        self.widget.turned.connect(self._turn)
        self._latest = Latest(self)
        self._latest.came.connect(self._show)
        self._kept: dict[Asked, Pages] = {}
        self._asked: Asked | None = None
        self._part = ""
        self._given_up = Event()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(lambda: self._ask(0, self._part))

    def show(self, asked: Asked, part: str = "") -> None:
        """Show a format, from the page of a sheet or of a journey on if one is given."""
        kept = self._kept.get(asked)
        is_elsewhere = asked == self._asked and kept is not None and kept.place_of(part) is None
        if asked != self._asked or (part and not is_elsewhere):
            if asked != self._asked and kept is None:
                self.widget.show_message(tr("The preview is being made…"))
            if asked != self._asked:
                self._give_up()
            self._asked, self._part = asked, part
            self._pause.start()

    def hold(self) -> None:
        """Begin no preview, while files are being written; `show` asks again for one that was about to begin."""
        if self._pause.isActive():
            self._pause.stop()
            self._asked = None

    def leave(self) -> None:
        """Need no preview any more, for the closing of the dialog."""
        self._pause.stop()
        self._give_up()
        self._latest.leave(_TO_STOP)

    def _give_up(self) -> None:
        """Let what is being made end soon; what is asked for next is another matter."""
        self._given_up.set()
        self._given_up = Event()

    def _turn(self, index: int) -> None:
        self._ask(index, "")

    def _ask(self, index: int, part: str) -> None:
        asked = self._asked
        if asked is not None:
            kept, is_cancelled = self._kept.get(asked), self._given_up.is_set
            self._latest.ask(lambda: _seen(asked, kept, index, part, is_cancelled), at_once=False)

    def _show(self, shown: _Shown) -> None:
        if shown.asked != self._asked:
            return
        if shown.pages is None or shown.image is None:
            if shown.words:  # else it was given up, and asked for again since
                self.widget.show_message(shown.words)
            return
        if shown.asked not in self._kept and len(self._kept) >= _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[shown.asked] = shown.pages
        self.widget.show_image(shown.image, shown.pages.title(shown.index), shown.index, len(shown.pages))
        self.came.emit(shown.pages)


def _seen(asked: Asked, kept: Pages | None, index: int, part: str, is_cancelled: IsCancelled) -> _Shown:
    """One page of a format, in any thread."""
    try:
        pages = kept or pages_of(asked, is_cancelled)
        place = pages.place_of(part) if part else index
        place = min(place or 0, len(pages) - 1)
        return _Shown(asked, pages, place, pages.image(place))
    except ExportCancelled:
        return _Shown(asked)
    except PeripleError as error:
        return _Shown(asked, words=error.text(current()))
    except OSError:
        return _Shown(asked, words=tr("There is no preview: the disk is full or cannot be written."))
