"""What the preview of a picture shows, made beside the window where a journey is large."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from resources.i18n import current, ntr, tr
from storage.errors import PeripleError
from strategy.snapshot import Snapshot
from ui.pictures.pages import Sheets, page_image, sheets_for
from ui.pictures.picture import Picture, picture_of
from ui.pictures.sharp import DPI_AT_ONCE, image_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be shown. Without `on_paper` the picture itself, else the sheet `index`."""

    snapshot: Snapshot
    journey_id: str
    view: str
    language: str
    on_paper: bool
    paper: str | None
    is_tiled: bool
    dpi: float
    index: int
    room: QSize


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture and what is seen of it, or why there is none."""

    picture: Picture | None = None
    sheets: Sheets | None = None
    image: QImage | None = None
    index: int = 0
    words: str = ""


def preview_of(wanted: Wanted) -> Shown:
    """Lay out a picture and paint as much of it as the preview shows, in any thread."""
    try:
        picture = picture_of(wanted.snapshot, wanted.journey_id, wanted.view, wanted.language)
    except PeripleError as error:
        return Shown(words=error.text(current()))
    room = wanted.room
    if not wanted.on_paper:
        dpi = DPI_AT_ONCE * min(1.0, room.width() / picture.width, room.height() / picture.height)
        scale = wanted.dpi / DPI_AT_ONCE
        size = [current().number(round(each * scale)) for each in (picture.width, picture.height)]
        words = tr("{width} × {height} dots").format(width=size[0], height=size[1])
        return Shown(picture, None, image_of(picture, dpi), 0, words if wanted.dpi else "")
    sheets = sheets_for(picture, wanted.paper, tiled=wanted.is_tiled)
    index = min(wanted.index, sheets.count - 1)
    turn = tr("landscape") if sheets.is_landscape else tr("portrait")
    count = ntr("{n} sheet of {paper}, {turn}", "{n} sheets of {paper}, {turn}", sheets.count)
    words = count.format(n=current().number(sheets.count), paper=sheets.paper, turn=turn)
    if sheets.is_tiled:
        words = tr("{n} of {sheets}").format(n=index + 1, sheets=words)
    longest = max(room.width(), room.height())
    return Shown(picture, sheets, page_image(picture, sheets, index, longest), index, words)
