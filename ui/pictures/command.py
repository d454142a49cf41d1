"""Pictures for the command line: no window, and no display needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from exports.written import Written
from resources.i18n import N_
from storage.errors import PlanError
from strategy.journey_report import journeys_called
from strategy.snapshot import Snapshot
from ui.pictures.picture import View, picture_of
from ui.pictures.sharp import DPI, DPI_AT_ONCE, png_of
from ui.pictures.writing import Choices, write_picture

_MAP_PIXELS = 2400
"""Across, where a map is put on a sheet or a slide: twice what is shown there. Smaller files, and quickly drawn."""
_kept: list[QApplication] = []
"""Qt's application lives as long as the process: fonts and painters need it."""


def export_picture(
    snapshot: Snapshot, target: Path, language: str, *, journey: str | None, view: str | None, choices: Choices
) -> Written:
    """Write the picture of a journey, the first one without a name. `PlanError` for what does not exist."""
    shown = _view_called(view)
    found = journeys_called(snapshot, journey)
    if not found:
        raise PlanError(N_("The plan has no journey yet: there is nothing to draw."))
    start_qt()
    return write_picture(picture_of(snapshot, found[0].id, shown, language), target, choices)


def maps_of(snapshot: Snapshot, language: str) -> Callable[[str], bytes]:
    """What draws the map of a journey, by its id, as a PNG file; in any thread once it has been asked for."""
    start_qt()

    def draw(journey_id: str) -> bytes:
        picture = picture_of(snapshot, journey_id, View.MAP, language)
        return png_of(picture, max(DPI_AT_ONCE, min(DPI, DPI_AT_ONCE * _MAP_PIXELS / picture.width)))

    return draw


def _view_called(name: str | None) -> View:
    try:
        return View((name or View.MAP).strip().lower())
    except ValueError:
        text = N_("There is no view “{name}”. Choose map, graph or compare.")
        raise PlanError(text, name=name) from None


def start_qt() -> None:
    """Have an application object, on a screen that exists only in memory where Linux might have none."""
    if QApplication.instance() is None:
        platform = ["-platform", "offscreen"] if sys.platform == "linux" else []
        _kept.append(QApplication(["periple", *platform]))
