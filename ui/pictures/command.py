"""Pictures for the command line: no window, and no display needed."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from resources.i18n import N_
from storage.errors import PlanError
from strategy.journey_report import journeys_called
from strategy.snapshot import Snapshot
from ui.pictures.picture import View, picture_of
from ui.pictures.writing import Choices, Written, write_picture

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
