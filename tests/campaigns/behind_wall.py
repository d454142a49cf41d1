"""Files of others as the dialogs have them read: by the bounded process behind the wall, while a plan is open here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from exports.returned.reading import read_returned
from exports.wall import ReaderStopped, Wall
from storage.errors import PeripleError
from strategy import imports
from strategy.imports import events, surveys, xes
from strategy.imports.journeys import completed, read_journeys
from strategy.imports.looking import look_at
from tests.campaigns.trial import Trial
from tests.campaigns.working import Copies, reopened

_MOST_SECONDS = 10.0
"""That a reader may be silent; a busy machine is given twice as long in all."""
_MOST_MEGABYTES = 512.0
Question = Callable[[], object]


class BehindWall:
    """One such process, and the plan that its readers must leave alone."""

    def __init__(self, folder: Path) -> None:
        self._wall = Wall()
        self._plan = reopened(Copies(folder).path)
        self._content = self._plan.path.read_bytes()

    def close(self) -> None:
        """Ends the process and closes the plan."""
        self._wall.down()
        self._plan.close()

    def read(self, trial: Trial, what: str, path: Path) -> None:
        """Has the file read by each reader that a dialog would have read it, and judges what came of it."""
        start = time.monotonic()
        for question in self._questions(path):
            self._forget_peak()
            trial.count(f"{self._answer(trial, what, question)} behind the wall")
            megabytes = self._peak()
            trial.measure("megabytes behind the wall", megabytes)
            trial.expect(megabytes < _MOST_MEGABYTES, f"{what}: {megabytes:.0f} MB behind the wall")
            seconds, start = time.monotonic() - start, time.monotonic()
            trial.measure("seconds behind the wall", seconds)
            trial.expect(seconds < 2 * _MOST_SECONDS, f"{what}: {seconds:.1f} s behind the wall")
        trial.expect(self._plan.path.read_bytes() == self._content, f"{what}: the open plan was changed")

    def _answer(self, trial: Trial, what: str, question: Question) -> str:
        try:
            question()
        except ReaderStopped:
            return "stopped"
        except PeripleError:
            return "refused"
        except RuntimeError as error:
            trial.lose(f"{what}: {error}")
            return "mistaken"
        return "read"

    def _questions(self, path: Path) -> Iterator[Question]:
        looked = []
        yield lambda: looked.append(self._wall.read(look_at, path, {}))
        for look in looked:
            if look.table is not None and look.reading is not None:
                yield from self._of_a_table(path, look.reading, look.table)
        yield lambda: [completed(each) for each in self._wall.read(read_journeys, path).journeys]
        if path.suffix == ".xlsx":
            yield lambda: self._wall.read(read_returned, path, watch=imports.UNWATCHED)
        if path.suffix == ".xes":
            yield lambda: self._wall.read(xes.read_xes, path, only_complete=True, watch=imports.UNWATCHED)

    def _of_a_table(self, path: Path, reading: imports.Reading, table: imports.Table) -> Iterator[Question]:
        mapping = imports.guess(table)
        yield lambda: self._wall.read(
            imports.read_customers, path, reading, mapping, imports.Decisions.of(mapping), watch=imports.UNWATCHED
        )
        log, answers = events.guess_events(table), surveys.guess_survey(table)
        if log is not None:
            yield lambda: self._wall.read(events.read_events, path, reading, log, watch=imports.UNWATCHED)
        if answers is not None:
            yield lambda: self._wall.read(surveys.read_answers, path, reading, answers, watch=imports.UNWATCHED)

    def _forget_peak(self) -> None:
        if self._wall._process is not None:
            Path(f"/proc/{self._wall._process.pid}/clear_refs").write_text("5")

    def _peak(self) -> float:
        """Megabytes of memory since then at its largest."""
        if self._wall._process is None:
            return 0.0
        status = Path(f"/proc/{self._wall._process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
