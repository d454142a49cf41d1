"""Writes a picture to a file of the kind that its name says, whole or not at all."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from exports.files import atomic_write
from exports.written import IsCancelled, Progress, Written, stop_if
from resources.i18n import current
from ui.pictures.pages import pdf_of, sheets_for
from ui.pictures.picture import Picture
from ui.pictures.sharp import DPI, png_of, svg_of

SUFFIXES = (".png", ".svg", ".pdf")


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user asked for: `dpi` for PNG, the rest for PDF; no paper = the smallest that holds the picture."""

    paper: str | None = None
    is_tiled: bool = False
    dpi: float = DPI


def write_picture(
    picture: Picture,
    target: Path,
    choices: Choices,
    report: Progress | None = None,
    is_cancelled: IsCancelled | None = None,
) -> Written:
    """Write a picture; nothing has changed when it raises. `notes` are in the language of the windows.

    Written twice on one day the same picture gives the same bytes.
    """
    notes: tuple[str, ...] = ()
    suffix = target.suffix.lower()
    if suffix == ".pdf":
        sheets = sheets_for(picture, choices.paper, tiled=choices.is_tiled)
        if sheets.is_tiled and not choices.is_tiled:
            told = current().tr("Words would be too small on one sheet of {paper}: the picture takes {n} sheets.")
            notes = (told.format(paper=sheets.paper, n=sheets.count),)
        from ui.report.finishing import finished

        bare = pdf_of(picture, sheets, report, is_cancelled)
        content = finished(bare, picture.title, "", picture.language, datetime.date.today(), ())
    else:
        content = svg_of(picture) if suffix == ".svg" else png_of(picture, choices.dpi)
    stop_if(is_cancelled)
    with atomic_write(target) as part:
        part.write_bytes(content)
    return Written(target, notes=notes)
