"""The arrows of a drawing as passages of a journey: joined where they repeat, their figures made shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from journey.graph import SUM_TOLERANCE
from journey.model import RateOrigin
from journey.sketch import SketchPassage, Values
from strategy.imports.journeys import remarks
from strategy.imports.journeys.figures import arrow_text, number_of, share_of
from strategy.imports.journeys.found import Remark
from strategy.imports.journeys.plain_text import name_of
from strategy.imports.report import Reason, Report

_HOURS = {"delay_hours": 1.0, "delay_days": 24.0, "delay_minutes": 1 / 60}
_SHARES = ("probability", "percent", "weight")


@dataclass(slots=True)
class Arrow:
    """An arrow as it was read. `figures` are numbers by what they say; `share` is one that nobody can doubt."""

    line: int
    source: str
    target: str
    figures: dict[str, float] = field(default_factory=dict)
    share: float | None = None
    frictions: tuple[Values, ...] = ()
    own: SketchPassage | None = None
    """What Périple wrote itself is taken as it stands."""


def read_figures(arrow: Arrow, said: Mapping[str, str], report: Report) -> None:
    """Put what the attributes and the text of an arrow say into its figures."""
    for meaning in (*_SHARES, "count", *_HOURS):
        text = said.get(meaning, "").strip()
        if not text:
            continue
        is_percent = "%" in text
        number = share_of(text) if is_percent else number_of(text)
        if number is None or number < 0.0:
            report.leave(arrow.line, meaning, text, Reason.BAD_NUMBER if number is None else Reason.NEGATIVE)
            continue
        report.use()
        if is_percent:
            arrow.share = number
        else:
            arrow.figures[meaning] = number
    if said.get("label"):
        _read_label(arrow, said["label"], report)


def _read_label(arrow: Arrow, label: str, report: Report) -> None:
    found = arrow_text(label)
    if found.number is not None and found.number >= 0.0:
        arrow.figures.setdefault("number", found.number)
    elif found.number is not None:
        report.leave(arrow.line, "label", label, Reason.NEGATIVE)
        return
    if found.probability is not None and not arrow.figures.keys() & set(_SHARES):
        arrow.share = arrow.share if arrow.share is not None else found.probability
    if found.count is not None:
        arrow.figures.setdefault("count", float(found.count))
    if found.delay_hours is not None and found.delay_hours >= 0.0:
        arrow.figures.setdefault("delay_hours", found.delay_hours)
    if name_of(found.words):
        report.leave(arrow.line, "label", label, Reason.NO_PLACE)
    elif label.strip():
        report.use()


def joined(arrows: Iterable[Arrow]) -> tuple[list[Arrow], int]:
    """The arrows without repeats, whose figures are added to the first of their kind; and how many there were."""
    found: dict[tuple[str, str], Arrow] = {}
    repeats = 0
    for arrow in arrows:
        first = found.setdefault((arrow.source, arrow.target), arrow)
        if first is arrow:
            continue
        repeats += 1
        for meaning, number in arrow.figures.items():
            if meaning in _HOURS:
                first.figures.setdefault(meaning, number)
            else:
                first.figures[meaning] = first.figures.get(meaning, 0.0) + number
        if arrow.share is not None:
            first.share = (first.share or 0.0) + arrow.share
        first.frictions += arrow.frictions
    return list(found.values()), repeats


def passages_of(
    arrows: Sequence[Arrow], names: Mapping[str, str], *, is_own: bool
) -> tuple[list[SketchPassage], list[Remark]]:
    """The passages with their probabilities, which counts and weights give where none are said.

    `names` are those of the points, for what is said of them. What Périple wrote (`is_own`) says all that is known.
    """
    _settle_numbers(arrows)
    leaving: dict[str, list[Arrow]] = defaultdict(list)
    for arrow in arrows:
        leaving[arrow.source].append(arrow)
    shares: dict[int, float] = {}
    over, partly = [], []
    for source, group in leaving.items():
        found, is_whole = _shares(group, is_own=is_own)
        shares |= {id(arrow): share for arrow, share in found}
        total = sum(share for _arrow, share in found)
        if total > 1.0 + SUM_TOLERANCE:
            over.append(names.get(source, source))
        elif not is_whole and not is_own:
            partly.append(names.get(source, source))
    passages = [arrow.own or _passage(arrow, shares.get(id(arrow))) for arrow in arrows]
    told = [remarks.over_whole(over)] if over else []
    return passages, [*told, *([remarks.partly_counted(partly)] if partly else [])]


def _settle_numbers(arrows: Sequence[Arrow]) -> None:
    """Say what numbers without a meaning are: shares if none is above 1, percentages up to 100, else counts."""
    bare = [arrow.figures["number"] for arrow in arrows if "number" in arrow.figures]
    if bare:
        is_counted = any(number > 100.0 for number in bare) or (max(bare) > 1.0 and _adds_up_to_others(arrows))
        meaning = "count" if is_counted else "probability"
        for arrow in arrows:
            if "number" in arrow.figures:
                arrow.figures.setdefault(meaning, arrow.figures.pop("number"))
    given = [arrow.figures["probability"] for arrow in arrows if "probability" in arrow.figures]
    highest = max(given, default=0.0)
    for arrow in arrows:
        if "percent" in arrow.figures:
            arrow.share = arrow.figures.pop("percent") / 100.0
        elif "probability" in arrow.figures:
            number = arrow.figures.pop("probability")
            if highest <= 1.0 + SUM_TOLERANCE:
                arrow.share = number
            elif highest <= 100.0 + SUM_TOLERANCE:
                arrow.share = number / 100.0
            else:
                arrow.figures.setdefault("weight", number)


def _adds_up_to_others(arrows: Sequence[Arrow]) -> bool:
    """Whether numbers up to 100 are no percentages: those that leave a point make more than 100, or a small sum."""
    sums: dict[str, float] = defaultdict(float)
    for arrow in arrows:
        sums[arrow.source] += arrow.figures.get("number", 0.0)
    known = [total for total in sums.values() if total > 0.0]
    near = sum(abs(total - 100.0) <= 1.0 for total in known)
    return near * 2 < len(known)


def _shares(group: Sequence[Arrow], *, is_own: bool) -> tuple[list[tuple[Arrow, float]], bool]:
    """The share of each arrow that leaves one point, as far as it is known, and whether all are or none."""
    stated = [(arrow, arrow.share) for arrow in group if arrow.share is not None]
    if stated:
        return [(arrow, min(share, 1e6)) for arrow, share in stated], len(stated) == len(group)
    for meaning in () if is_own else ("count", "weight"):
        counted = [(arrow, arrow.figures[meaning]) for arrow in group if meaning in arrow.figures]
        total = sum(number for _arrow, number in counted)
        if total > 0.0:
            return [(arrow, number / total) for arrow, number in counted], len(counted) == len(group)
    return [], True


def _passage(arrow: Arrow, share: float | None) -> SketchPassage:
    values: dict[str, Any] = {}  # Any: the column decides
    if share is not None:
        values["probability"] = min(share, 1.0)
    count = arrow.figures.get("count")
    if count is not None and count.is_integer():
        values |= {"count": int(count)}
        if share is not None and arrow.share is None:
            values["rate_origin"] = RateOrigin.MEASURED.value
    for meaning, hours in _HOURS.items():
        if meaning in arrow.figures:
            values["delay_hours"] = arrow.figures[meaning] * hours
    return SketchPassage(arrow.source, arrow.target, values, arrow.frictions)
