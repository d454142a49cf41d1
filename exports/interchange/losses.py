"""What a format cannot hold of a journey, as sentences for who reads the file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from exports.interchange.drawn import Drawn
from resources.i18n import Words

_SENTENCES: Mapping[str, Callable[[Words, int], str]] = {
    "emotions": lambda words, n: words.ntr("{n} emotion is not in this file.", "{n} emotions are not in this file.", n),
    "frictions": lambda words, n: words.ntr(
        "{n} friction is not in this file.", "{n} frictions are not in this file.", n
    ),
    "moments": lambda words, n: words.ntr(
        "{n} special moment is not in this file.", "{n} special moments are not in this file.", n
    ),
    "triggers": lambda words, n: words.ntr(
        "{n} follow-up is not in this file.", "{n} follow-ups are not in this file.", n
    ),
    "opportunities": lambda words, n: words.ntr(
        "{n} opportunity is not in this file.", "{n} opportunities are not in this file.", n
    ),
    "cards": lambda words, n: words.ntr(
        "{n} card of the map is not in this file.", "{n} cards of the map are not in this file.", n
    ),
    "further": lambda words, n: words.ntr(
        "{n} further value of touchpoints or passages is not in this file.",
        "{n} further values of touchpoints and passages are not in this file.",
        n,
    ),
}
_PLACES = frozenset({"x", "y"})


def losses(drawing: Drawn, words: Words, columns: Collection[str], holds: Collection[str] = ()) -> list[str]:
    """What is left out by a format that holds these columns, and these of the things that hang on points.

    "points" among them: the passages are told apart, as a whole. `words` are those of the file for its comments, those
    of whoever writes it for the report.
    """
    sketch = drawing.sketch
    counts = {
        "emotions": sum(len(point.emotions) for point in sketch.points),
        "frictions": sum(len(point.frictions) for point in sketch.points)
        + sum(len(passage.frictions) for passage in sketch.passages),
        "moments": sum(len(point.moments) for point in sketch.points),
        "triggers": sum(len(point.triggers) for point in sketch.points),
        "opportunities": len(sketch.opportunities),
        "cards": sum(len(lane.cards) for lane in sketch.lanes),
    }
    known = _PLACES.union(columns)
    counts["further"] = sum(len(point.values.keys() - known) for point in sketch.points)
    if "points" not in holds:
        counts["further"] += sum(len(passage.values.keys() - known) for passage in sketch.passages)
    found = [
        _SENTENCES[name](words, count).format(n=words.number(count))
        for name, count in counts.items()
        if count and name not in holds
    ]
    if not found:
        return []
    return [*found, words.tr("GraphML and JSON hold the whole journey.")]
