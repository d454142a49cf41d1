"""T5: whatever was done to the file, the exact last state comes back from a copy and the log outside the plan."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from storage import backups, recovery
from storage.base import Base
from storage.errors import PeripleError, StorageError
from storage.schema import schema_of
from strategy import examination
from tests.campaigns.mutating import mutated
from tests.campaigns.nursery import nursery
from tests.campaigns.t03_gestures import session, state_of
from tests.campaigns.trial import Campaign, Control, Trial
from tests.campaigns.working import Copies, reopened

_HERE = "tests.campaigns.t05_restore"
_GESTURES = 12
_ROUNDS_A_PLAN = 20
work = session


class _Ruins:
    """A plan at work on which the program died, to be damaged in one way after the other."""

    def __init__(self, folder: Path) -> None:
        self._copies, self._kept = Copies(folder), folder / "kept"
        self.path = self._copies.path
        self.target = folder / "again.periple"
        self.plan_id = self.state = ""
        self._sound = b""

    def begin(self, dice: Random) -> None:
        """Another plan: gestures since the last copy, then death."""
        self.path = self._copies.fresh()
        nursery().run(f"{_HERE}:work", self.path, dice.randrange(1 << 30), _GESTURES, True)
        with reopened(self.path) as plan:
            self.plan_id, self.state = plan.plan_id, state_of(plan)
        self._sound = self.path.read_bytes()
        _copy(Path(os.environ["PERIPLE_DATA"]), self._kept)

    def damage(self, dice: Random) -> tuple[str, bytes] | None:
        """How the file was damaged, and what it holds now; None if that harmed nothing."""
        _copy(self._kept, Path(os.environ["PERIPLE_DATA"]))
        self.target.unlink(missing_ok=True)
        name, content = mutated(self._sound, dice)
        self.path.write_bytes(content)
        try:
            reopened(self.path).close()
        except StorageError:
            return name, content
        return None


def _copy(source: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


def _ruined(trial: Trial, folder: Path) -> Iterator[tuple[_Ruins, str]]:
    ruins = _Ruins(folder)
    for number, dice in enumerate(trial):
        if number % _ROUNDS_A_PLAN == 0:
            ruins.begin(dice)
        damage = ruins.damage(dice)
        if damage is not None:
            trial.count("damaged")
            yield ruins, damage[0]
            trial.expect(ruins.path.read_bytes() == damage[1], f"{damage[0]}: the damaged file was changed")


def play(trial: Trial, folder: Path) -> None:
    schema = schema_of(Base)
    for ruins, damage in _ruined(trial, folder):
        try:
            last = recovery.last_state(ruins.plan_id, schema)
            assert last is not None
            recovery.rebuild(last, ruins.target, schema, examination.finding)
            with reopened(ruins.target) as plan:
                trial.expect(state_of(plan) == ruins.state, f"{damage}: another state came back")
                trial.expect(plan.plan_id == ruins.plan_id, f"{damage}: it is another plan")
                trial.expect(plan.undo_step is not None, f"{damage}: nothing can be undone in it")
        except (PeripleError, AssertionError) as error:
            trial.lose(f"{damage}: nothing came back: {error}")


def without_log(trial: Trial, folder: Path) -> None:
    """A program that has copies only."""
    for ruins, damage in _ruined(trial, folder):
        copy = backups.newest_backup(ruins.plan_id)
        assert copy is not None
        backups.restore(copy, ruins.target)
        with reopened(ruins.target) as plan:
            trial.expect(state_of(plan) == ruins.state, f"{damage}: another state came back")


CAMPAIGN = Campaign(
    "T5",
    "the exact last state after damage",
    play,
    goal=2000,
    in_suite=30,
    controls=[Control("a program with copies and no log", without_log, rounds=20)],
)
