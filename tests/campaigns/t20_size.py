"""T20: a large plan opens with every check, and a gesture costs what it changes, not what the plan holds.

Counts of what SQLite does are compared. Of the seconds, those of the processor are held to limits in the suite, on a
plan of 5 MB; those on the clock are only told: other work on the machine is in them.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from storage.document import Document
from strategy.model import WorkshopNote
from strategy.operations import add_note, set_value
from strategy.operations.plan import new_plan_rows
from strategy.plan_file import create_from_rows, open_plan
from tests.campaigns.trial import Campaign, Control, Trial

_STEPS = 100
"""Of SQLite's machine, between two looks."""
_MOST_TIMES, _MOST_MILLISECONDS = 3.0, 50.0
_TEXT = "What was said at the counter, word for word. " * 22


def _plan(path: Path, megabytes: float) -> Path:
    """A plan with so many notes of a thousand letters."""
    rows = new_plan_rows(
        name="Large", language="en", company="", currency="EUR", start_date=None, end_date=None, budget=None
    )
    notes = [
        WorkshopNote(id=f"n{number:08}", position=number, text=f"{number} {_TEXT}")
        for number in range(int(megabytes * 1000))
    ]
    create_from_rows(path, [*rows, *notes]).close()
    return path


def _steps_of_a_gesture(path: Path, *, is_counted_whole: bool = False) -> int:
    """What SQLite does for one gesture, in steps of its machine."""
    steps = 0

    def look() -> int:
        nonlocal steps
        steps += _STEPS
        return 0

    with open_plan(path) as plan:
        set_value(plan, WorkshopNote, _any_note(plan), "text", "First: it loads what a gesture needs")
        plan._file.connection.set_progress_handler(look, _STEPS)
        set_value(plan, WorkshopNote, _any_note(plan), "text", "Changed")
        if is_counted_whole:
            plan._file.connection.execute("SELECT sum(length(text)) FROM workshop_note").fetchone()
        plan._file.connection.set_progress_handler(None, 0)
    return steps


def _any_note(plan: Document) -> str:
    (row_id,) = plan._file.connection.execute("SELECT id FROM workshop_note LIMIT 1").fetchone()
    return str(row_id)


def play(trial: Trial, folder: Path) -> None:
    small, large = (
        _plan(folder / "small.periple", 0.05),
        _plan(folder / "large.periple", 5 if trial.is_in_suite else 50),
    )
    for _dice in trial:
        few, many = _steps_of_a_gesture(small), _steps_of_a_gesture(large)
        trial.measure("times the work of a gesture", many / max(few, _STEPS))
        trial.expect(
            many <= _MOST_TIMES * max(few, 10 * _STEPS), f"a gesture takes {many} steps, in a small plan {few}"
        )
        _tell_seconds(trial, large)


def _tell_seconds(trial: Trial, path: Path) -> None:
    trial.measure("megabytes", path.stat().st_size / 1e6)
    with _timed(trial, "seconds to open with all checks", 1.5):
        plan = open_plan(path)
    with plan:
        add_note(plan, text="First")
        spent = []
        for number in range(40):
            start = time.monotonic(), time.thread_time()
            add_note(plan, text=f"Note {number}")
            spent.append((time.monotonic() - start[0], time.thread_time() - start[1]))
        for place, of in enumerate(("", " of this thread")):
            milliseconds = sorted(each[place] for each in spent)[37] * 1000
            trial.measure(f"95th of 40 gestures in milliseconds{of}", milliseconds)
        trial.expect(not trial.is_in_suite or milliseconds < _MOST_MILLISECONDS, f"a gesture: {milliseconds:.0f} ms")
        with _timed(trial, "seconds to copy, check and pack", 1.0):
            plan.back_up()


@contextlib.contextmanager
def _timed(trial: Trial, what: str, most: float) -> Iterator[None]:
    start, start_of_processor = time.monotonic(), time.process_time()
    yield
    trial.measure(what, time.monotonic() - start)
    seconds = time.process_time() - start_of_processor
    trial.expect(not trial.is_in_suite or seconds < most, f"{what}: {seconds:.1f}")


def careless(trial: Trial, folder: Path) -> None:
    """A program that reads the whole plan at each gesture."""
    small, large = _plan(folder / "small.periple", 0.05), _plan(folder / "large.periple", 1)
    for _dice in trial:
        few = _steps_of_a_gesture(small, is_counted_whole=True)
        many = _steps_of_a_gesture(large, is_counted_whole=True)
        trial.expect(
            many <= _MOST_TIMES * max(few, 10 * _STEPS), f"a gesture takes {many} steps, in a small plan {few}"
        )


CAMPAIGN = Campaign(
    "T20",
    "a large plan",
    play,
    goal=3,
    in_suite=1,
    controls=[Control("a program that reads all at each gesture", careless, rounds=1)],
)
