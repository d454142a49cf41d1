"""What tests of reading journeys share: a file with a text, and the one journey that it holds."""

from __future__ import annotations

from pathlib import Path

from journey.sketch import JourneySketch
from storage.errors import PeripleError
from strategy.imports.journeys import JourneyFile, ReadJourney, read_any
from strategy.imports.report import Reason


def file_of(folder: Path, name: str, text: str | bytes) -> JourneyFile:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_any(path)


def journey_of(folder: Path, name: str, text: str | bytes) -> ReadJourney:
    (journey,) = file_of(folder, name, text).journeys
    return journey


def refusal_of(folder: Path, name: str, text: str | bytes) -> str:
    """The sentence that a file is refused with; "" if it is read."""
    try:
        file_of(folder, name, text)
    except PeripleError as error:
        return str(error)
    return ""


def points(sketch: JourneySketch) -> list[tuple[str, str]]:
    return [(point.name, point.kind.name) for point in sketch.points]


def passages(sketch: JourneySketch) -> dict[tuple[str, str], object]:
    """The probability of each passage, by the names of its ends."""
    names = {point.key: point.name or point.kind.name for point in sketch.points}
    return {(names[each.source], names[each.target]): each.values.get("probability") for each in sketch.passages}


def refused(file: JourneyFile) -> list[tuple[int, str, Reason]]:
    return [(each.line, each.value, each.reason) for each in file.report.refusals]
