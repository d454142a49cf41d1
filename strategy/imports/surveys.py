"""NPS and CSAT answers out of a file: one row for each answer."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.cells import Cells, DayReader, Floats
from strategy.imports.mapping import plain_name
from strategy.imports.opening import reading_of
from strategy.imports.reading import Reading
from strategy.imports.refusing import Sieve
from strategy.imports.report import Reason, Report
from strategy.imports.table import Table, open_table
from strategy.imports.text_files import Block
from strategy.imports.values import day_in, number_in
from strategy.imports.watch import UNWATCHED, Watch
from strategy.kpis import Outcome, compute

_MOST_COMMENTS = 1_000


class Scale(StrEnum):
    """What was asked; the value is the indicator that the answers give."""

    NPS = "kpi_nps"
    CSAT_5 = "kpi_csat_5"
    CSAT_7 = "kpi_csat_7"

    @property
    def ends(self) -> tuple[int, int]:
        """The lowest and the highest answer."""
        return {Scale.NPS: (0, 10), Scale.CSAT_5: (1, 5), Scale.CSAT_7: (1, 7)}[self]


SCALES = (
    (Scale.NPS, N_("Recommendation, 0 to 10 (NPS)")),
    (Scale.CSAT_5, N_("Satisfaction, 1 to 5 (CSAT)")),
    (Scale.CSAT_7, N_("Satisfaction, 1 to 7 (CSAT)")),
)


@dataclass(frozen=True, slots=True)
class SurveyMapping:
    """Which column holds what. `group`: a segment, a channel, or anything that answers are told apart by."""

    score: str
    scale: Scale
    date: str | None = None
    group: str | None = None
    comment: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read, each once."""
        named = (self.score, self.date, self.group, self.comment)
        return tuple(dict.fromkeys(column for column in named if column is not None))


@dataclass(frozen=True, slots=True)
class Comment:
    """What a customer added to an answer. It enters the plan only if the user picks it."""

    line: int
    score: int
    text: str


@dataclass(frozen=True)
class Answers:
    """Answers counted by score, from the lowest of the scale to the highest."""

    report: Report
    scale: Scale
    counts: tuple[int, ...]
    by_group: Mapping[str, tuple[int, ...]]
    """In the order of their names; "" for answers without."""
    by_quarter: Mapping[tuple[int, int], tuple[int, ...]]
    """By year and quarter, in their order."""
    period: tuple[datetime.date, datetime.date] | None
    comments: tuple[Comment, ...]
    """The first thousand."""

    def outcome(self, counts: tuple[int, ...] | None = None) -> Outcome:
        """The indicator of all answers, or of some of the counts here. Raises KpiError when there are none."""
        return compute(self.scale.value, {"scores": list(self.counts if counts is None else counts)})

    def inputs(self, counts: tuple[int, ...] | None = None) -> dict[str, object]:
        """What `add_reading` keeps as the raw figures behind the value."""
        return {"scores": list(self.counts if counts is None else counts)}


def read_answers(
    path: str | Path,
    reading: Reading,
    mapping: SurveyMapping,
    *,
    leaves_out: bool = False,
    watch: Watch = UNWATCHED,
) -> Answers:
    """Count the answers of a file. A row without score is no answer, and counted as such.

    Raises PlanError with the line of the first score that is no answer on the scale, unless `leaves_out`: then such
    rows are left out and reported, line by line.
    """
    with reading_of(Path(path)), open_table(path, reading, watch) as table:
        rows = _Rows(reading, mapping)
        for block in table.blocks(mapping.columns, watch):
            rows.add(dict(zip(mapping.columns, block.cells, strict=True)), block)
            _check(rows.report, mapping, leaves_out)
    watch.tell(1)
    if not rows.report.used:
        raise PlanError(N_("There is no answer in this column. Choose the column with the scores."))
    return rows.answers()


def _check(report: Report, mapping: SurveyMapping, leaves_out: bool) -> None:
    bad = (Reason.OUT_OF_SCALE, Reason.BAD_NUMBER)
    wrong = next((each for each in report.refusals if each.reason in bad), None)
    if wrong is not None and not leaves_out:
        lowest, highest = mapping.scale.ends
        raise PlanError(
            N_(
                "Line {line}: “{value}” is not a whole number from {lowest} to {highest}. "
                "Correct the file, choose another scale, or leave such rows out."
            ),
            line=wrong.line,
            value=wrong.value,
            lowest=lowest,
            highest=highest,
        )


class _Rows:
    """The answers read so far."""

    def __init__(self, reading: Reading, mapping: SurveyMapping) -> None:
        self.report = Report()
        self._reading, self._mapping = reading, mapping
        self._day_reader = DayReader(reading.date_order)
        self._counts: Counter[int] = Counter()
        self._groups: dict[str, Counter[int]] = {}
        self._quarters: dict[tuple[int, int], Counter[int]] = {}
        self._days: set[int] = set()
        self._comments: list[Comment] = []

    def add(self, cells: dict[str, Cells], block: Block) -> None:
        """Take the answers of a block."""
        import numpy as np

        sieve = Sieve(block, cells)
        scores = self._read_scores(cells[self._mapping.score], sieve)
        days = None if self._mapping.date is None else cells[self._mapping.date].days(self._day_reader)
        used = sieve.finish(self.report)
        places = (np.arange(len(block)) if used is None else used).tolist()
        for row in places:
            score = int(scores[row])
            self._counts[score] += 1
            if self._mapping.group is not None:
                self._groups.setdefault(cells[self._mapping.group].text(row), Counter())[score] += 1
            if days is not None and days[row]:
                self._keep_day(int(days[row]), score)
            if self._mapping.comment is not None and len(self._comments) < _MOST_COMMENTS:
                text = cells[self._mapping.comment].text(row)
                self._comments += [Comment(int(block.lines[row]), score, text)] if text else []

    def _keep_day(self, ordinal: int, score: int) -> None:
        day = datetime.date.fromordinal(ordinal)
        self._days.add(ordinal)
        self._quarters.setdefault((day.year, (day.month + 2) // 3), Counter())[score] += 1

    def _read_scores(self, cells: Cells, sieve: Sieve) -> Floats:
        import numpy as np

        column, (lowest, highest) = self._mapping.score, self._mapping.scale.ends
        scores, blank = cells.numbers(self._reading.notation), cells.are_blank()
        sieve.refuse(blank, Reason.NO_SCORE, column)
        sieve.refuse(np.isnan(scores) & ~blank, Reason.BAD_NUMBER, column)
        inside = (scores >= lowest) & (scores <= highest) & (scores == np.floor(scores))
        sieve.refuse(~inside & ~np.isnan(scores), Reason.OUT_OF_SCALE, column)
        return scores

    def answers(self) -> Answers:
        """All answers, counted."""
        first_and_last = (min(self._days), max(self._days)) if self._days else None
        return Answers(
            report=self.report,
            scale=self._mapping.scale,
            counts=self._listed(self._counts),
            by_group={name: self._listed(self._groups[name]) for name in sorted(self._groups)},
            by_quarter={quarter: self._listed(self._quarters[quarter]) for quarter in sorted(self._quarters)},
            period=None
            if first_and_last is None
            else (datetime.date.fromordinal(first_and_last[0]), datetime.date.fromordinal(first_and_last[1])),
            comments=tuple(self._comments),
        )

    def _listed(self, counts: Counter[int]) -> tuple[int, ...]:
        lowest, highest = self._mapping.scale.ends
        return tuple(counts[score] for score in range(lowest, highest + 1))


_NAMES = {
    "score": r"(.* )?(nps|csat|score|note|rating|recommend\w*|recommand\w*|satisfaction|grade|stars|etoiles)( .*)?",
    "date": r"(.* )?(date|day|jour|created at|submitted at|timestamp)( .*)?",
    "group": r"(.* )?(segment|channel|canal|type|plan|categor\w*|groupe?|region|product|produit|magasin|store)",
    "comment": r"(.* )?(comment\w*|verbatim\w*|feedback|avis|remarque\w*|text|texte)",
}


def guess_survey(table: Table) -> SurveyMapping | None:
    """What the columns most likely hold, None when none holds scores."""
    rows = [row.cells for row in table.preview(200)]
    texts = {
        name: [row[place] for row in rows if place < len(row) and row[place]]
        for place, name in enumerate(table.columns)
    }
    notation = table.reading.notation
    scores: dict[str, list[float]] = {}
    for name, values in texts.items():
        numbers = [number for text in values if (number := number_in(text, notation)) is not None]
        if (
            numbers
            and len(numbers) >= 0.6 * len(values)
            and sum(0 <= each <= 10 for each in numbers) > len(numbers) / 2
        ):
            scores[name] = numbers
    score = _named("score", scores) or next(iter(scores), None)
    if score is None:
        return None
    others = [name for name in texts if name != score]
    dated = [
        name
        for name in others
        if sum(day_in(text, notation.date_order) is not None for text in texts[name]) > len(texts[name]) / 2
    ]
    return SurveyMapping(
        score,
        _scale_of(score, scores[score]),
        date=_named("date", dated) or next(iter(dated), None),
        group=_named("group", [name for name in others if name not in dated]),
        comment=_named("comment", others),
    )


def _named(what: str, columns: Mapping[str, object] | list[str]) -> str | None:
    return next((name for name in columns if re.fullmatch(_NAMES[what], plain_name(name))), None)


def _scale_of(name: str, scores: list[float]) -> Scale:
    """By what the column is called, else by the highest score."""
    known = sorted(scores)[: max(1, round(len(scores) * 0.98))]  # a slip of the pen does not change the scale
    if "nps" in plain_name(name) or known[-1] > 7 or known[0] < 1:
        return Scale.NPS
    return Scale.CSAT_5 if known[-1] <= 5 else Scale.CSAT_7
