"""The pages of a preview, whatever the deliverable: how many, what each is called, and each as an image."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize

from exports.options import DEFAULT, WorkbookOptions
from exports.written import IsCancelled

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from strategy.snapshot import Snapshot


class Pages(Protocol):
    """Made in one thread and painted in others."""

    def __len__(self) -> int:
        """How many there are; never none."""
        ...

    def title(self, index: int) -> str:
        """What a page is called."""
        ...

    def image(self, index: int) -> QImage:
        """A page, as large as there is room."""
        ...

    def place_of(self, part: str) -> int | None:
        """The first page of a sheet or of a journey; None if it has none."""
        ...


@dataclass(frozen=True)
class Asked:
    """What is to be seen. Of two that are equal, the pages are the same."""

    format_id: str
    snapshot: Snapshot
    language: str
    journeys: tuple[str, ...]
    kind: str
    views: tuple[str, ...]
    room: tuple[int, int]
    """Pixels across and down that an image has."""
    workbook: WorkbookOptions = DEFAULT

    @property
    def size(self) -> QSize:
        """The room as Qt has it."""
        return QSize(*self.room)


def pages_of(asked: Asked, is_cancelled: IsCancelled | None = None) -> Pages:
    """The pages of a deliverable, in any thread. PeripleError where there is nothing to be seen, with the reason.

    ExportCancelled when `is_cancelled` said so.
    """
    if asked.format_id == "workbook":
        from ui.deliverables.previews.sheets import SheetPages

        return SheetPages(asked, is_cancelled)
    if asked.format_id == "deck":
        from ui.deliverables.previews.slides import SlidePages

        return SlidePages(asked)
    if asked.format_id == "report":
        from ui.deliverables.previews.report import ReportPages

        return ReportPages(asked, is_cancelled)
    if asked.format_id == "pictures":
        from ui.deliverables.previews.pictures import PicturePages

        return PicturePages(asked)
    from ui.deliverables.previews.texts import TextPages

    return TextPages(asked, is_cancelled)
