"""Journeys out of lists of touchpoints: one row each, in the order in which customers live them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.journeys.drafting import Draft
from strategy.imports.journeys.found import JourneyFile
from strategy.imports.journeys.plain_text import name_of
from strategy.imports.journeys.vocabulary import POINT_NAMES, meaning_of
from strategy.imports.opening import reading_of
from strategy.imports.reading import Reading
from strategy.imports.report import Reason, Report
from strategy.imports.table import Table, open_table
from strategy.imports.watch import UNWATCHED, Watch

LIST_MEANINGS: tuple[tuple[str, str], ...] = (
    ("name", N_("Touchpoint")),
    ("stage", N_("Stage")),
    ("channel", N_("Channel")),
    ("type", N_("Type of touchpoint")),
    ("emotion", N_("Emotion")),
    ("score", N_("Emotion from 1 to 5")),
    ("friction", N_("Friction")),
    ("severity", N_("Severity")),
    ("opportunity", N_("Opportunity")),
    ("owner", N_("Owning department")),
    ("content_tool", N_("Content and tool")),
    ("minutes", N_("Minutes")),
    ("note", N_("Note")),
    ("kind", N_("Entry, touchpoint, success or drop-off")),
    ("next", N_("Next touchpoint")),
    ("probability", N_("Share who go on")),
)
"""What the columns of a list may mean, the touchpoint first: without it there is no list."""
_FURTHER: Mapping[str, str] = {
    "next": "next|to|target|suivant|suivante|next (?:touchpoint|step)|etape suivante|leads to|vers|point suivant",
    "probability": "probability|proba|share|rate|taux|probabilite|part|conversion|percent|pourcentage",
}


@dataclass(frozen=True, slots=True)
class ListMapping:
    """Which column says what, by meaning."""

    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Whether the touchpoint has a column."""
        return bool(self.columns.get("name"))


def guess_list(table: Table) -> ListMapping:
    """What the columns most likely mean, by their names; the first one for the touchpoint if no name says it."""
    found = dict(named_columns(table).columns)
    if "name" not in found:
        free = [column for column in table.columns if column not in found.values()]
        if free:
            found["name"] = free[0]
        elif "stage" in found:  # "Étape" alone: the steps themselves
            found["name"] = found.pop("stage")
    return ListMapping(found)


def named_columns(table: Table) -> ListMapping:
    """What the names of the columns say, and nothing else."""
    found: dict[str, str] = {}
    names = {**POINT_NAMES, **_FURTHER}
    wanted = [meaning for meaning, _label in LIST_MEANINGS]
    for column in table.columns:
        meaning = next((each for each in wanted if each not in found and _means(column, each, names)), None)
        if meaning is not None:
            found[meaning] = column
    return ListMapping(found)


def read_list(path: Path, reading: Reading, mapping: ListMapping, watch: Watch = UNWATCHED) -> JourneyFile:
    """The journey of a list. Raises PlanError when no row names a touchpoint."""
    report = Report()
    rows = _Rows(Draft(report), report)
    columns = {meaning: column for meaning, column in mapping.columns.items() if column}
    with reading_of(path), open_table(path, reading, watch) as table:
        named = tuple(dict.fromkeys(columns.values()))
        for column in table.columns:
            if column not in named:
                report.leave(reading.header_line or reading.first_line, column, "", Reason.NO_PLACE)
        for block in table.blocks(named, watch):
            for row in range(len(block)):
                cells = {name: block.cells[place].text(row) for place, name in enumerate(named)}
                said = {meaning: cells[column] for meaning, column in columns.items() if cells[column].strip()}
                rows.add(said, int(block.lines[row]))
    if not rows.names:
        raise PlanError(N_("None of the rows names a touchpoint. Check the column of the touchpoint."))
    rows.join()
    return JourneyFile((rows.draft.finish(path.stem),), report)


class _Rows:
    """The touchpoints read so far, and who follows whom."""

    def __init__(self, draft: Draft, report: Report) -> None:
        self.draft, self._report = draft, report
        self.names: dict[str, str] = {}
        self._order: list[tuple[int, str]] = []
        self._next: list[tuple[int, str, str, str]] = []
        self._stage = ""

    def add(self, said: dict[str, str], line: int) -> None:
        """Take a row. A row without a stage is in that of the row before, as merged cells leave it."""
        self._stage = name_of(said.get("stage", "")) or self._stage
        name = name_of(said.get("name", ""))
        if not name:
            value = next(iter(said.values()), "")
            self._report.leave(line, "", value, Reason.NO_NAME)
            return
        key = f"r{len(self._order)}"
        self.names.setdefault(name.casefold(), key)
        following = said.pop("next", "")
        share = said.pop("probability", "")
        self._order.append((line, key))
        for target in filter(None, map(name_of, following.replace("\n", ";").split(";"))):
            self._next.append((line, key, target, share))
        values = {meaning: value for meaning, value in said.items() if meaning not in ("name", "stage")}
        self.draft.point(line, key, name, values, stage=self._stage or None)
        if self._stage:
            self.draft.stage(self._stage, self._stage)

    def join(self) -> None:
        """Draw the arrows: to those that the rows name, else from each row to the one below."""
        if self._next:
            for line, source, target, share in self._next:
                said = {"probability": share} if share else {}
                self.draft.arrow(line, source, self.names.get(target.casefold(), target), attributes=said)
        else:
            for (_line, source), (line, target) in pairwise(self._order):
                self.draft.arrow(line, source, target)


def _means(column: str, meaning: str, names: Mapping[str, str]) -> bool:
    return meaning_of(column, {meaning: names[meaning]}) is not None
