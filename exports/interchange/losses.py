"""What a format cannot hold of a journey, as sentences for who reads the file."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from exports.interchange.drawn import Drawn
from journey.sketch import SketchPassage, SketchPoint
from resources.i18n import N_

_FURTHER = (
    N_("{n} further value of touchpoints or passages is not in this file."),
    N_("{n} further values of touchpoints and passages are not in this file."),
)
_HANGING = {
    "emotions": (N_("{n} emotion is not in this file."), N_("{n} emotions are not in this file.")),
    "frictions": (N_("{n} friction is not in this file."), N_("{n} frictions are not in this file.")),
    "moments": (N_("{n} special moment is not in this file."), N_("{n} special moments are not in this file.")),
    "triggers": (N_("{n} follow-up is not in this file."), N_("{n} follow-ups are not in this file.")),
    "opportunities": (N_("{n} opportunity is not in this file."), N_("{n} opportunities are not in this file.")),
    "cards": (N_("{n} card of the map is not in this file."), N_("{n} cards of the map are not in this file.")),
}
_PLACES = frozenset({"x", "y"})


def losses(drawing: Drawn, columns: Collection[str], holds: Collection[str] = ()) -> list[str]:
    """What is left out by a format that holds these columns, and these of the things that hang on points."""
    sketch, words = drawing.sketch, drawing.words
    counts = {
        "emotions": sum(len(point.emotions) for point in sketch.points),
        "frictions": sum(len(point.frictions) for point in sketch.points)
        + sum(len(passage.frictions) for passage in sketch.passages),
        "moments": sum(len(point.moments) for point in sketch.points),
        "triggers": sum(len(point.triggers) for point in sketch.points),
        "opportunities": len(sketch.opportunities),
        "cards": sum(len(lane.cards) for lane in sketch.lanes),
    }
    found = [
        words.ntr(*_HANGING[name], count).format(n=words.number(count))
        for name, count in counts.items()
        if count and name not in holds
    ]
    further = _further((*sketch.points, *sketch.passages), frozenset(columns))
    if further:
        found.append(words.ntr(*_FURTHER, further).format(n=words.number(further)))
    if not found:
        return []
    return [*found, words.tr("GraphML and JSON hold the whole journey.")]


def _further(things: Sequence[SketchPoint | SketchPassage], columns: frozenset[str]) -> int:
    return sum(len(each.values.keys() - columns - _PLACES) for each in things)
