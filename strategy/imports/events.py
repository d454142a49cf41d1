"""Logs of events out of a table (one row for each event) or an XES file, ready for `journey.event_log`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from journey.event_log import Events
from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.books import Book
from strategy.imports.cells import Cells, Floats, Objects
from strategy.imports.mapping import plain_name
from strategy.imports.moments import moment_in, seconds_of
from strategy.imports.opening import reading_of
from strategy.imports.reading import Reading
from strategy.imports.refusing import Sieve
from strategy.imports.report import Reason, Report
from strategy.imports.table import Table, open_table
from strategy.imports.text_files import Block
from strategy.imports.watch import UNWATCHED, Watch

COMPLETE = "complete"


@dataclass(frozen=True, slots=True)
class EventMapping:
    """Which column says what. `start`: when the activity began; `lifecycle`: whether a row is its start or its end."""

    case: str
    activity: str
    moment: str
    start: str | None = None
    lifecycle: str | None = None
    only_complete: bool = False
    """Leave out rows whose lifecycle is not "complete", so that an activity counts once."""

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read, each once."""
        named = (self.case, self.activity, self.moment, self.start, self.lifecycle)
        return tuple(dict.fromkeys(column for column in named if column is not None))


def read_events(
    path: str | Path, reading: Reading, mapping: EventMapping, watch: Watch = UNWATCHED
) -> tuple[Events, Report]:
    """The events of a table. Raises PlanError when no row can be used. No identifier of a case is kept."""
    rows = _Rows(reading, mapping)
    with reading_of(Path(path)), open_table(path, reading, watch) as table:
        for block in table.blocks(mapping.columns, watch):
            rows.add(dict(zip(mapping.columns, block.cells, strict=True)), block)
    watch.tell(1)
    if not rows.report.used:
        raise PlanError(
            N_("None of the {count} rows is an event. Check the columns of the case, the activity and the moment."),
            count=rows.report.read,
        )
    return rows.events(), rows.report


class _Rows:
    """The events read so far."""

    def __init__(self, reading: Reading, mapping: EventMapping) -> None:
        self.report = Report()
        self._reading, self._mapping = reading, mapping
        self._cases, self._activities = Book(), Book()
        self._moments: list[Floats] = []
        self._starts: list[Floats] = []

    def add(self, cells: dict[str, Cells], block: Block) -> None:
        """Take the events of a block."""
        mapping, sieve = self._mapping, Sieve(block, cells)
        sieve.refuse(cells[mapping.case].are_blank(), Reason.NO_CASE, mapping.case)
        sieve.refuse(cells[mapping.activity].are_blank(), Reason.NO_ACTIVITY, mapping.activity)
        moments = self._read_moments(cells, mapping.moment, sieve)
        starts = None if mapping.start is None else self._read_moments(cells, mapping.start, sieve)
        if mapping.lifecycle is not None and mapping.only_complete:
            self._leave_starts_out(cells[mapping.lifecycle], mapping.lifecycle, sieve)
        used = sieve.finish(self.report)
        self._cases.add(cells[mapping.case], used)
        self._activities.add(cells[mapping.activity], used)
        self._moments.append(moments if used is None else moments[used])
        if starts is not None:
            self._starts.append(starts if used is None else starts[used])

    def _read_moments(self, cells: dict[str, Cells], column: str, sieve: Sieve) -> Floats:
        import numpy as np

        found = moments_of(cells[column], self._reading)
        if (unread := np.isnan(found)).any():
            blank = cells[column].are_blank()
            sieve.refuse(unread & blank, Reason.NO_DATE, column)
            sieve.refuse(unread & ~blank, Reason.BAD_DATE, column)
        return found

    def _leave_starts_out(self, cells: Cells, column: str, sieve: Sieve) -> None:
        import numpy as np

        others = [cells.text(row).casefold() != COMPLETE for row in range(len(cells))]
        sieve.refuse(np.array(others, np.bool_), Reason.NOT_COMPLETE, column)

    def events(self) -> Events:
        """All events, cases and activities numbered."""
        import numpy as np

        cases, _case_name, _count = self._cases.finish()
        activities, name_of, count = self._activities.finish()
        return Events(
            cases=cases,
            activities=activities,
            names=tuple(name_of(code) for code in range(count)),
            moments=np.concatenate(self._moments),
            starts=np.concatenate(self._starts) if self._starts else None,
        )


def moments_of(cells: Cells, reading: Reading) -> Floats:
    """The moments of a column, NaN where a cell holds none."""
    import datetime

    import numpy as np

    found = []
    for row in range(len(cells)):
        value = cells.value(row) if isinstance(cells, Objects) else None
        if isinstance(value, datetime.date):
            found.append(seconds_of(value))
        else:
            moment = moment_in(cells.text(row), reading.date_order)
            found.append(float("nan") if moment is None else moment)
    return np.array(found, np.float64)


_PERSON = "(customer|client|session|visitor|user)( ?id)?"
_NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("case", ("case concept name", "case ?id", "case", r".*\bcase\b.*", "patient", _PERSON, ".* id")),
    ("start", ("start ?timestamp", "start ?time", "start|begin|debut.*|.* start")),
    ("moment", ("time timestamp", "(complete |end )?timestamp", "time|date ?time|date", "complete.*|end ?time|fin")),
    ("lifecycle", ("lifecycle( transition)?", "registration type|transition|status")),
    ("activity", ("concept name", "activity|activite", "event|evenement|action|handling|task|tache|step|etape|page")),
)
"""What columns are called, the best names first."""


def guess_events(table: Table) -> EventMapping | None:
    """What the columns most likely hold, None when a case, an activity or a moment has no column by its name."""
    found: dict[str, str] = {}
    for what, patterns in _NAMES:
        for pattern in patterns:
            fitting = [
                name for name in table.columns if name not in found.values() and re.fullmatch(pattern, plain_name(name))
            ]
            if fitting:
                found[what] = fitting[0]
                break
    if not {"case", "activity", "moment"} <= found.keys():
        return None
    return EventMapping(found["case"], found["activity"], found["moment"], found.get("start"), found.get("lifecycle"))
