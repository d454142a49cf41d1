"""Logs of events in XES, the standard of process mining (IEEE 1849-2016), plain or packed with gzip."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

from journey.event_log import Events
from resources.i18n import N_
from storage.errors import PlanError
from strategy.imports.events import COMPLETE
from strategy.imports.moments import moment_in
from strategy.imports.opening import reading_of
from strategy.imports.reading import DateOrder
from strategy.imports.report import Reason, Report
from strategy.imports.watch import UNWATCHED, Watch

LARGEST = 600 << 20
"""Bytes of XML, unpacked."""
MOST_EVENTS = 5_000_000
_TOLD_EVERY = 200


def read_xes(path: str | Path, *, only_complete: bool = False, watch: Watch = UNWATCHED) -> tuple[Events, Report]:
    """The events of a file. Raises PlanError for what is no XES, is too large, or declares entities of its own.

    A line of the report is the number of the event in the file.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError

    log = _Log(only_complete)
    path = Path(path)
    try:
        with reading_of(path), _opened(path) as file:
            for number, trace in enumerate(_traces(_Limited(file))):
                log.add(trace)
                if number % _TOLD_EVERY == 0:
                    watch.tell(0)
    except (ParseError, DefusedXmlException, EOFError, zlib.error, LookupError, ValueError) as error:
        # Of the encoding that the file claims, expat says the last two.
        raise PlanError(N_("This is not a log of events in XES. Export it again, or choose a table.")) from error
    watch.tell(1)
    if not log.report.used:
        raise PlanError(N_("This log holds no event with an activity and a moment."))
    return log.events(), log.report


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    return cast("IO[bytes]", gzip.open(path, "rb")) if is_packed else path.open("rb")


class _Limited:
    """A file that refuses to give more than a log may hold, however well it was packed."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._left = LARGEST

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        found = self._file.read(size if size > 0 else 1 << 16)
        self._left -= len(found)
        if self._left < 0:
            raise PlanError(N_("This log is too large. Export a shorter period, then try again."))
        return found


def _traces(file: _Limited) -> Iterator[Any]:  # Any: an element of whichever parser is underneath
    """Each case of the log; what is read is forgotten."""
    from defusedxml.ElementTree import iterparse

    steps = iterparse(file, events=("start", "end"), forbid_dtd=True)
    _first, root = next(iter(steps))
    for step, element in steps:
        if step == "end" and _tag(element) == "trace":
            yield element
            root.clear()


def _tag(element: Any) -> str:  # Any: see `_traces`
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


class _Log:
    """The events read so far."""

    def __init__(self, only_complete: bool) -> None:
        self.report = Report()
        self._only_complete = only_complete
        self._known: dict[str, int] = {}
        self._cases: dict[object, int] = {}
        self._of_cases: list[int] = []
        self._activities: list[int] = []
        self._moments: list[float] = []

    def add(self, trace: Any) -> None:  # Any: see `_traces`
        """Take the events of a case. A case without name is one of its own."""
        name = _values(trace).get("concept:name")
        case = self._cases.setdefault(object() if name is None else name, len(self._cases))
        for event in trace:
            if _tag(event) == "event":
                self._add_event(case, _values(event))

    def _add_event(self, case: int, values: dict[str, str]) -> None:
        self.report.read += 1
        if self.report.read > MOST_EVENTS:
            raise PlanError(N_("This log is too large. Export a shorter period, then try again."))
        activity, time = values.get("concept:name"), values.get("time:timestamp")
        moment = moment_in(time, DateOrder.YMD) if time else None
        transition = values.get("lifecycle:transition", COMPLETE)
        if not activity:
            self._refuse("concept:name", "", Reason.NO_ACTIVITY)
        elif moment is None:
            self._refuse("time:timestamp", time or "", Reason.BAD_DATE if time else Reason.NO_DATE)
        elif self._only_complete and transition.casefold() != COMPLETE:
            self._refuse("lifecycle:transition", transition, Reason.NOT_COMPLETE)
        else:
            self._of_cases.append(case)
            self._activities.append(self._known.setdefault(activity, len(self._known)))
            self._moments.append(moment)

    def _refuse(self, key: str, value: str, reason: Reason) -> None:
        self.report.refuse(self.report.read, key, value, reason)

    def events(self) -> Events:
        """All events; cases that are left without any lose their number."""
        import numpy as np

        _used, cases = np.unique(np.array(self._of_cases, np.int64), return_inverse=True)
        moments = np.array(self._moments, np.float64)
        return Events(cases, np.array(self._activities, np.int64), tuple(self._known), moments)


def _values(element: Any) -> dict[str, str]:  # Any: see `_traces`
    """The attributes of a case or an event by their keys."""
    return {child.get("key", ""): child.get("value", "") for child in element if child.get("key")}
