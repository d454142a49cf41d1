"""T1: the program is killed while somebody works; what was acknowledged is there when it is opened again."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from random import Random

from storage import log_segment
from tests.campaigns.nursery import nursery
from tests.campaigns.trial import Campaign, Control, Trial
from tests.campaigns.working import Copies, act, head_of, ids_of, reopened

_ROUNDS_A_PLAN = 25
_LONGEST_WAIT, _LONGEST_WAIT_IN_SUITE = 0.3, 0.05
_MOST_SECONDS = 2.0
"""To open the plan again."""
_HERE = "tests.campaigns.t01_kill"


def write(path: str, seed: int) -> None:
    """Works on a plan for ever; prints the head of the plan once a gesture has returned."""
    dice, ids = Random(seed), ids_of(Path(path))
    with reopened(Path(path)) as plan:
        print(head_of(plan), flush=True)
        while True:
            if act(plan, ids, dice):
                print(head_of(plan), flush=True)


def play(trial: Trial, folder: Path) -> None:
    copies = Copies(folder)
    longest = _LONGEST_WAIT_IN_SUITE if trial.is_in_suite else _LONGEST_WAIT
    for number, dice in enumerate(trial):
        path = copies.path if number % _ROUNDS_A_PLAN else copies.fresh()
        outcome = nursery().run(
            f"{_HERE}:write",
            path,
            dice.randrange(1 << 30),
            kill_after=dice.random() * longest,
            kill_line=dice.choice([1, 2, 3, 5]),  # some are killed in their first gesture, which makes a copy before
        )
        trial.expect(outcome.signal == 9 and not outcome.error, f"the writer ended by itself: {outcome.error}")
        acknowledged = [line for line in outcome.lines if line[:1].isdigit()]
        trial.count("gestures", len(acknowledged) - 1)
        _open_again(trial, path, acknowledged[-1], is_logged=acknowledged[-1] != acknowledged[0])


def _open_again(trial: Trial, path: Path, last: str, *, is_logged: bool) -> None:
    trial.count("journals left", path.with_name(path.name + "-journal").exists())
    start = time.process_time()
    with reopened(path) as plan:
        seconds = time.process_time() - start
        trial.measure("seconds to open again", seconds)
        trial.expect(seconds < _MOST_SECONDS, f"opened again in {seconds:.1f} s")
        head = head_of(plan)
        seq, told = int(head.split()[0]), int(last.split()[0])
        trial.expect(seq >= told, f"{told - seq} acknowledged gestures are gone")
        # Undo of several steps is acknowledged once: more than one gesture may have been committed since.
        trial.expect(seq > told or head == last, "the rows are not those that were acknowledged")
        trial.expect(not plan.is_read_only, "the lock of a dead program holds")
        trial.count("committed but not acknowledged", seq > told)
        if is_logged:
            newest = log_segment.segments(plan.plan_id)[-1]
            trial.count("killed between commit and log", newest.end.seq < seq)
            known = [newest.end.seq, *([newest.pending.record.point.seq] if newest.pending else [])]
            trial.expect(seq in known, "the log outside the plan is behind: the undo of former sessions is gone")
    trial.expect(os.listdir(path.parent) == [path.name], "something is left beside the plan")


def write_carelessly(path: str, seed: int) -> None:
    """Acknowledges each change and saves every tenth."""
    connection = sqlite3.connect(path)
    (count,) = connection.execute("SELECT count(*) FROM kept").fetchone()
    while True:
        connection.execute("INSERT INTO kept VALUES (?)", (seed,))
        count += 1
        if count % 10 == 0:
            connection.commit()
        print(count, flush=True)


def careless(trial: Trial, folder: Path) -> None:
    path = folder / "careless"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE kept (number)")
    for dice in trial:
        outcome = nursery().run(f"{_HERE}:write_carelessly", path, 1, kill_after=dice.random() * 0.02)
        (found,) = sqlite3.connect(path).execute("SELECT count(*) FROM kept").fetchone()
        trial.expect(found >= int(outcome.lines[-1]), f"{int(outcome.lines[-1]) - found} acknowledged changes are gone")


CAMPAIGN = Campaign(
    "T1",
    "killed while somebody works",
    play,
    goal=1000,
    in_suite=40,
    controls=[Control("a program that saves every tenth change", careless)],
)
