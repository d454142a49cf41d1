"""A journey out of a file into a plan, for the command line: what was drawn, what was not used, what to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from journey.kinds import shortened
from journey.model import NodeKind
from journey.sketch import JourneySketch
from resources.i18n import N_, Words
from storage.document import Document
from storage.errors import PlanError
from strategy.imports.journeys.completing import completed
from strategy.imports.journeys.found import JourneyFile, ReadJourney
from strategy.imports.journeys.reading import read_any
from strategy.operations.plan import plan_language
from strategy.operations.sketching import import_journey

HEADER = {"format": "periple-import", "version": 1}
_MOST_LISTED = 50
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file. `journey_id` is None where it was only looked at."""

    file: JourneyFile
    read: ReadJourney
    sketch: JourneySketch
    journey_id: str | None

    def values(self, reader: Words) -> dict[str, Any]:  # Any: what JSON holds
        """For programs; sentences are in the reader's language."""
        report, sketch = self.file.report, self.sketch
        journey = {
            "id": self.journey_id,
            "name": sketch.name,
            "stages": [stage.name or reader.label(stage.stage) for stage in sketch.stages],
            "touchpoints": len(_touchpoints(sketch)),
            "passages": len(sketch.passages),
        }
        lines = [
            {"line": each.line, "what": each.column, "value": each.value, "reason": each.reason.value}
            for each in report.refusals
        ]
        counts = {reason.value: count for reason, count in report.counts.items()}
        return {
            **HEADER,
            "is_taken": self.journey_id is not None,
            "journey": journey,
            "journeys_in_file": [each.sketch.name for each in self.file.journeys],
            "read": report.read,
            "used": report.used,
            "unused": report.unused,
            "reasons": counts,
            "lines": lines,
            "remarks": [remark.text(reader) for remark in self.read.remarks],
        }

    def lines(self, reader: Words) -> Iterator[str]:
        """For people."""
        points, passages, report = len(_touchpoints(self.sketch)), len(self.sketch.passages), self.file.report
        told = (
            reader.ntr("{n} touchpoint", "{n} touchpoints", points).format(n=reader.number(points)),
            reader.ntr("{n} passage", "{n} passages", passages).format(n=reader.number(passages)),
        )
        sentence = reader.tr("“{name}” is drawn: {what}.") if self.journey_id else reader.tr("“{name}”: {what}.")
        yield sentence.format(name=self.sketch.name, what=", ".join(told))
        if len(self.file.journeys) > 1:
            others = quoted(names_of(self.file), reader)
            yield reader.tr("The file holds several journeys: {names}. --journey chooses another one.").format(
                names=others
            )
        yield from (remark.text(reader) for remark in self.read.remarks)
        for reason, count in report.counts.most_common():
            yield reader.tr("{name}: {value}").format(name=reader.number(count), value=reader.tr(reason.label))
        for each in report.refusals[:_MOST_LISTED]:
            yield reader.tr("Line {line}, {column}: “{value}”. {reason}").format(
                line=each.line, column=each.column or "–", value=each.value, reason=reader.tr(each.reason.label)
            )


def import_file(document: Document, path: Path, name: str | None, *, is_dry: bool) -> Imported:
    """Read a file and draw its journey: the one called `name`, else the first, which is called so if it is alone."""
    file = read_any(path)
    read, title = chosen(file, name)
    sketch = replace(completed(read), name=title or path.stem)
    made = None if is_dry else import_journey(document, sketch, language=plan_language(document))
    return Imported(file, read, sketch, made)


def chosen(file: JourneyFile, name: str | None) -> tuple[ReadJourney, str]:
    """The journey that is wanted of a file, and the name it gets."""
    if name is None:
        return file.journeys[0], file.journeys[0].sketch.name
    wanted = name.strip().casefold()
    names = names_of(file)
    found = next((each for each, known in zip(file.journeys, names, strict=True)
                  if known.strip().casefold() == wanted), None)  # fmt: skip
    if found is not None:
        return found, found.sketch.name
    if len(file.journeys) > 1:
        raise _NoSuchJourney(name, names)
    return file.journeys[0], name


def names_of(file: JourneyFile) -> list[str]:
    """What the journeys of a file are called by; one without a name by its number."""
    return [each.sketch.name.strip() or str(number) for number, each in enumerate(file.journeys, 1)]


class _NoSuchJourney(PlanError):
    """No journey of a file has this name; those that are there are told."""

    sentence = N_("The file has no journey “{name}”. It has {names}.")

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name=name, names=", ".join(known[:_MOST_NAMED]))


def quoted(names: Sequence[str], reader: Words) -> str:
    """The first of several names, quoted as the reader quotes."""
    shown = [reader.tr("“{words}”").format(words=shortened(each)) for each in names[:_MOST_NAMED]]
    return ", ".join(shown) + ("…" if len(names) > _MOST_NAMED else "")


def _touchpoints(sketch: JourneySketch) -> list[str]:
    return [point.key for point in sketch.points if point.kind is NodeKind.TOUCHPOINT]
