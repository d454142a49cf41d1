"""T15: copies made while somebody works are each a state that the plan was in, and there are never too many.

Each plan has had copies for a week, which the new ones thin out.
"""

from __future__ import annotations

import datetime
import os
import shutil
import time
from pathlib import Path
from random import Random

from storage import backups
from storage.document import Document
from storage.errors import StorageError
from tests.campaigns.nursery import nursery
from tests.campaigns.trial import Campaign, Control, Trial
from tests.campaigns.working import Copies, act, head_of, ids_of, reopened
from tests.storage.small import Shelf, SmallBase, library

_HERE = "tests.campaigns.t15_copies"
_GESTURES_OF_A_DAY = 4000
"""In the first round of the campaign."""
_OLD_COPIES, _HOURS_BETWEEN = 42, 4
_STAMP = "%Y%m%dT%H%M%S%fZ"
_MOST_SECONDS = 0.3
"""That a gesture may take while a copy is being made; told, and no loss: the machine may be busy."""


def work(path: str, seed: int, gestures: int) -> None:
    """Works and has copies made, beside the work and within it; tells each state and how long a gesture took."""
    dice, ids = Random(seed), ids_of(Path(path))
    with reopened(Path(path)) as plan:
        print(head_of(plan), 0, megabytes(), flush=True)
        for number in range(gestures):
            start = time.monotonic()
            act(plan, ids, dice)
            print(head_of(plan), time.monotonic() - start, megabytes(), flush=True)
            if number % 5 == 4:
                plan.back_up() if dice.random() < 0.3 else plan.back_up_apart()


def megabytes() -> float:
    """Of memory that this process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def play(trial: Trial, folder: Path) -> None:
    copies = Copies(folder)
    for dice in trial:
        path = copies.fresh()
        with reopened(path) as plan:
            plan_id = plan.plan_id
            known = {head_of(plan)}
        _age_copies(plan_id)
        gestures = 25 if trial.is_in_suite else _GESTURES_OF_A_DAY if trial.number == 0 else 200
        outcome = nursery().run(f"{_HERE}:work", path, dice.randrange(1 << 30), gestures, patience=600)
        trial.expect(not outcome.error and not outcome.signal, f"the work ended: {outcome.error}")
        for line in outcome.lines:
            seq, state, seconds, _ = line.split()
            known.add(f"{seq} {state}")
            trial.measure("seconds for a gesture", float(seconds))
            trial.count("slow gestures", float(seconds) > _MOST_SECONDS)
        if gestures == _GESTURES_OF_A_DAY:
            _tell_memory(trial, [float(line.split()[3]) for line in outcome.lines])
        _restore_all(trial, folder, plan_id, known)


def _age_copies(plan_id: str) -> None:
    """Leaves copies of a whole week, one every four hours, instead of those that there are."""
    newest, *others = backups.backups(plan_id)
    for number in range(_OLD_COPIES):
        made_at = newest.made_at - datetime.timedelta(hours=_HOURS_BETWEEN * (number + 1))
        name = newest.path.name.replace(newest.made_at.strftime(_STAMP), made_at.strftime(_STAMP))
        shutil.copy(newest.path, newest.path.with_name(name))
    for copy in (newest, *others):
        copy.path.unlink()


def _tell_memory(trial: Trial, megabytes: list[float]) -> None:
    """How much more it takes at the end of a long session than it did in its middle."""
    middle = megabytes[len(megabytes) // 2]
    trial.measure("megabytes in a long session", max(megabytes))
    trial.measure("percent more than in the middle of a long session", 100 * (megabytes[-1] - middle) / middle)


def _restore_all(trial: Trial, folder: Path, plan_id: str, known: set[str]) -> None:
    found = backups.backups(plan_id)
    trial.count("copies", len(found))
    trial.expect(0 < len(found) <= 12 + 14 + 10 + 12, f"there are {len(found)} copies")
    today = found[0].made_at - datetime.timedelta(hours=_HOURS_BETWEEN / 2)
    old = [copy for copy in found if copy.made_at < today]
    days = {copy.made_at.date() for copy in old}
    trial.expect(len(days) <= len(old) < _OLD_COPIES, f"{len(old)} of {_OLD_COPIES} old copies are left")
    trial.expect(len(days) >= _OLD_COPIES * _HOURS_BETWEEN // 24, f"a week has left copies of {len(days)} days")
    trial.count("thinned out", _OLD_COPIES - len(old))
    for copy in found:
        target = folder / "restored.periple"
        target.unlink(missing_ok=True)
        try:
            backups.restore(copy.path, target)
            with reopened(target) as plan:
                # A step of several undos is told once: the states between are in no list, but their numbers are.
                head = head_of(plan)
                is_between = int(head.split()[0]) not in {int(each.split()[0]) for each in known}
                trial.expect(head in known or is_between, "a copy is a state that the plan never was in")
        except StorageError as error:
            trial.lose(f"a copy does not open: {error}")
    left = [name for name in os.listdir(found[0].path.parent) if not name.endswith(".plan.gz")]
    trial.expect(not left, f"left beside the copies: {left}")


def careless(trial: Trial, folder: Path) -> None:
    """A program that copies the file as it lies there, in the middle of a gesture that is being written into it."""
    os.environ["PERIPLE_DATA"] = str(folder / "data")
    path, copy = folder / "library.periple", folder / "copy.periple"
    with Document.create(path, library(), base=SmallBase) as document:
        document._file.connection.execute("PRAGMA cache_spill = 100")  # as SQLite does unless it is told not to
        with document.transact("Add") as session:
            session.add_all([Shelf(name="x" * 900_000) for _ in range(5)])
        for _dice in trial:
            with document.transact("Write over"):
                for shelf in document.all(Shelf):
                    shelf.name = f"{shelf.name[::-1]}y"
                document.session.flush()
                shutil.copyfile(path, copy)
            try:
                Document.open(copy, base=SmallBase).close()
            except StorageError:
                trial.lose("a copy does not open")


CAMPAIGN = Campaign(
    "T15",
    "copies while somebody works",
    play,
    goal=60,
    in_suite=5,
    controls=[Control("a program that copies the file as it lies there", careless, rounds=3)],
)
