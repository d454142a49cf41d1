"""Somebody at work on a real plan, by the gestures of the program, always the same for the same dice."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from storage.document import Document
from storage.errors import PlanError
from strategy.plan_file import open_plan
from tests.campaigns.nursery import nursery
from tests.campaigns.trial import scratch
from tests.gestures import GESTURES, Ids, furnished
from tests.storage.random_gestures import Hand
from tests.storage.small import SmallBase, library

NAMES = sorted(GESTURES)
_HERE = "tests.campaigns.working"
_NAME = "essai.periple"
_SMALL_GESTURES = 10


@cache
def _furnished() -> dict[str, bytes]:
    """The files of a furnished plan, of the ids of its rows, and of what this computer knows of it."""
    with TemporaryDirectory(dir=scratch()) as folder:
        nursery().run(f"{_HERE}:hand_over", folder)
        return _files_in(Path(folder))


def hand_over(folder: str) -> None:
    """Writes those files there; the process that a child comes from has made them."""
    _write(Path(folder), _made())


@cache
def _made() -> dict[str, bytes]:
    with TemporaryDirectory(dir=scratch()) as folder:
        root = Path(folder)
        os.environ["PERIPLE_DATA"] = str(root / "data")
        (root / "plan").mkdir()
        plan, ids = furnished(root / "plan" / _NAME)
        plan.close()
        (root / "ids.json").write_text(json.dumps(ids))
        return _files_in(root)


def _files_in(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _write(root: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(content)
        path.chmod(0o600)


def warm() -> None:
    """A furnished plan at work, and a small one: what a process does slowly the first time."""
    with TemporaryDirectory(dir=scratch()) as folder:
        root = Path(folder)
        _write(root, _made())
        os.environ["PERIPLE_DATA"] = str(root / "data")
        ids = ids_of(root / "plan" / _NAME)
        with reopened(root / "plan" / _NAME) as plan:
            for name in NAMES:
                perform(name, plan, ids)
            while plan.undo():
                pass
        with Document.create(root / "small.periple", library(), base=SmallBase) as document:
            for seed in range(_SMALL_GESTURES):
                Hand(document, SmallBase, seed).gesture()


def ids_of(path: Path) -> Ids:
    """The ids of the rows of such a plan by name."""
    found: Ids = json.loads((path.parents[1] / "ids.json").read_text())
    return found


class Copies:
    """The same furnished plan again and again, with what this computer knows of it."""

    def __init__(self, folder: Path, *, has_history: bool = True) -> None:
        self._folder, self._files = folder, _furnished()
        if not has_history:  # the sixty gestures that furnished it cannot be undone
            self._files = {name: each for name, each in self._files.items() if not name.startswith("data/recovery/")}
        self.path = self.fresh()

    def fresh(self) -> Path:
        """The plan as it was furnished; whatever became of the last one is gone."""
        for name in ("plan", "data"):
            shutil.rmtree(self._folder / name, ignore_errors=True)
        _write(self._folder, self._files)
        os.environ["PERIPLE_DATA"] = str(self._folder / "data")
        return self._folder / "plan" / _NAME


def act(plan: Document, ids: Ids, dice: Random) -> str:
    """One thing that somebody does: a gesture, some undo or redo; its name, empty if it was refused."""
    sort = dice.random()
    if sort < 0.15:
        return "undo" if _several(plan.undo, dice) else ""
    if sort < 0.22:
        return "redo" if _several(plan.redo, dice) else ""
    name = dice.choice(NAMES)
    return name if perform(name, plan, ids) else ""


def perform(name: str, plan: Document, ids: Ids) -> bool:
    """Makes a gesture; whether it was taken: what it works on may be gone."""
    with contextlib.suppress(PlanError):
        GESTURES[name](plan, ids)
        return True
    return False


def _several(step: object, dice: Random) -> bool:
    assert callable(step)
    steps = [step() for _ in range(dice.randint(1, 8))]
    return steps[0] is not None


def head_of(plan: Document) -> str:
    """How many gestures the plan has had, and the hash of its rows, as its file says."""
    seq, state = plan._file.connection.execute("SELECT seq, state FROM head").fetchone()
    return f"{seq} {state}"


def reopened(path: Path) -> Document:
    """The plan as the program opens it."""
    return open_plan(path)
