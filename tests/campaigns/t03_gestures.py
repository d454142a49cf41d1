"""T3: any gestures in any order, deaths and restarts between; undo leads back to the first state, redo to the last.

Most rounds are short work on a small plan, told by `short_work`. In some, all gestures of the program are made on a
real plan.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random

from storage.document import Document
from tests.campaigns.nursery import nursery
from tests.campaigns.trial import KIND, Campaign, Control, Trial
from tests.campaigns.working import NAMES, Copies, act, head_of, ids_of, reopened

_HERE = "tests.campaigns.t03_gestures"
_SHORT = "tests.campaigns.short_work:play"
_GESTURES, _GESTURES_IN_SUITE = 40, 80
"""Of a session at most; each costs an opening and copies, so that the suite has few long ones."""
_REAL_EVERY, _REAL_EVERY_IN_SUITE = 14, 125
_TOGETHER = 25
_Batch = dict[Path, int]
"""Folders, each for a sequence that waits to be played, and the number of its round."""


def session(path: str, seed: int, gestures: int, is_cut: bool) -> None:
    """Some gestures, then the end: in order, or as of a program that dies. Tells the state after each."""
    dice, ids = Random(seed), ids_of(Path(path))
    plan = reopened(Path(path))
    for _ in range(gestures):
        done = act(plan, ids, dice)
        if done:
            print(f"{state_of(plan)} {NAMES.index(done) if done in NAMES else done}", flush=True)
    if is_cut:
        os._exit(0)
    plan.close()


def state_of(plan: Document) -> str:
    """The hash of all rows."""
    return head_of(plan).split()[1]


def play(trial: Trial, folder: Path) -> None:
    real = _RealWork(folder, is_in_suite=trial.is_in_suite)
    every = _REAL_EVERY_IN_SUITE if trial.is_in_suite else _REAL_EVERY
    batch: _Batch = {}
    for dice in trial:
        if trial.number % every == 0:
            real.play(trial, dice)
            continue
        batch[folder / str(dice.getrandbits(64))] = trial.number
        if len(batch) == _TOGETHER:
            _play_short(trial, batch)
    _play_short(trial, batch)


def _play_short(trial: Trial, batch: _Batch, function: str = _SHORT) -> None:
    told = nursery().tell_each(function, list(batch), patience=60)
    for number, (line, outcome) in zip(batch.values(), told, strict=True):
        trial.number = number
        said = json.loads(line or "{}")
        wrong = said.pop("wrong", f"it ended: {outcome.error}")
        trial.expect(not wrong, f"short work: {wrong}")
        trial.count("short sequences")
        for what, count in said.items():
            trial.count(f"short: {what}", count)
    batch.clear()


class _RealWork:
    """Rounds on a furnished plan that goes through some sessions, and then all the way back and forth."""

    def __init__(self, folder: Path, *, is_in_suite: bool) -> None:
        self._copies = Copies(folder, has_history=not is_in_suite)
        self._most = _GESTURES_IN_SUITE if is_in_suite else _GESTURES
        with reopened(self._copies.path) as plan:
            self._furnishing = {state_of(plan)} | {state_of(plan) for _ in iter(plan.undo, None)}

    def play(self, trial: Trial, dice: Random) -> None:
        path, seen, last = self._copies.fresh(), set(self._furnishing), ""
        for number in range(dice.randint(1, 3)):
            outcome = nursery().run(
                f"{_HERE}:session", path, dice.randrange(1 << 30), dice.randint(1, self._most), number % 2 == 0
            )
            trial.expect(not outcome.error and not outcome.signal, f"the session ended by {outcome.error}")
            states = [line.split()[0] for line in outcome.lines]
            seen.update(states)
            last = states[-1] if states else last
            _count(trial, outcome.lines)
        _back_and_forth(trial, path, seen, last)


def _count(trial: Trial, lines: list[str]) -> None:
    trial.count("gestures", len(lines))
    for line in lines:
        what = line.split()[1]
        trial.count(f"{KIND}{NAMES[int(what)]}" if what.isdigit() else what)


def _back_and_forth(trial: Trial, path: Path, seen: set[str], last: str) -> None:
    with reopened(path) as plan:
        trial.expect(last in ("", state_of(plan)), "the last state is another one")
        while plan.redo():
            pass
        states = [state_of(plan)]
        states += [state_of(plan) for _ in iter(plan.undo, None)]
        trial.expect(len(states) > 1, "nothing can be undone after a restart")
        trial.expect(seen.issuperset(states), "undo leads to a state that never was")
        trial.count("undone after a restart", len(states) - 1)
        again = [state_of(plan)]
        again += [state_of(plan) for _ in iter(plan.redo, None)]
        trial.expect(again == states[::-1], "redo does not lead back the same way")
    with reopened(path) as plan:
        trial.expect(state_of(plan) == states[0], "the rows are others after one more restart")


def forgetful(trial: Trial, folder: Path) -> None:
    """A program without a log outside the plan: its undo ends with the session."""
    copies = Copies(folder)
    for dice in trial:
        path = copies.fresh()
        outcome = nursery().run(f"{_HERE}:session", path, dice.randrange(1 << 30), 5, True)
        os.environ["PERIPLE_DATA"] = str(folder / "elsewhere")
        _back_and_forth(trial, path, {line.split()[0] for line in outcome.lines}, "")


def forgetful_in_short(trial: Trial, folder: Path) -> None:
    batch = {folder / str(dice.getrandbits(64)): trial.number for dice in trial}
    _play_short(trial, batch, "tests.campaigns.short_work:play_without_log")


CAMPAIGN = Campaign(
    "T3",
    "any gestures, deaths and restarts",
    play,
    goal=21_000,
    in_suite=1000,
    parts_in_suite=5,
    controls=[
        Control("undo that ends with the session", forgetful, rounds=1),
        Control("the same in short", forgetful_in_short, rounds=10),
    ],
)
