"""The pictures of journeys, painted by what paints them into their files."""

from __future__ import annotations

from PySide6.QtGui import QImage

from resources.i18n import N_
from storage.errors import PlanError
from ui.deliverables.per_journey import pictures_wanted
from ui.deliverables.previews.pages import Asked
from ui.pictures.picture import picture_of
from ui.pictures.sharp import DPI_AT_ONCE, image_of


class PicturePages:
    """One page for each picture, drawn when it is turned to."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._wanted = pictures_wanted(asked.snapshot, asked.journeys, asked.views, asked.language)
        if not self._wanted:
            raise PlanError(N_("No journey is chosen: there is nothing to draw."))

    def __len__(self) -> int:
        return len(self._wanted)

    def title(self, index: int) -> str:
        return self._wanted[index][2]

    def image(self, index: int) -> QImage:
        journey, view, _name = self._wanted[index]
        picture = picture_of(self._asked.snapshot, journey.id, view, self._asked.language)
        room = self._asked.size
        return image_of(picture, DPI_AT_ONCE * min(2.0, room.width() / picture.width, room.height() / picture.height))

    def place_of(self, part: str) -> int | None:
        return next((place for place, (journey, _, _) in enumerate(self._wanted) if journey.id == part), None)
