"""Somebody at work on a real plan, by the gestures of the program, always the same for the same dice."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy.exc import IntegrityError

from storage.document import Document
from storage.errors import PlanError
from strategy.plan_file import open_plan
from tests.gestures import GESTURES, Ids, furnished

NAMES = sorted(GESTURES)


@cache
def _furnished() -> dict[str, bytes]:
    """The files of a furnished plan, of the ids of its rows, and of what this computer knows of it."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        os.environ["PERIPLE_DATA"] = str(root / "data")
        (root / "plan").mkdir()
        plan, ids = furnished(root / "plan" / "essai.periple")
        plan.close()
        (root / "ids.json").write_text(json.dumps(ids))
        return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def ids_of(path: Path) -> Ids:
    """The ids of the rows of such a plan by name."""
    found: Ids = json.loads((path.parents[1] / "ids.json").read_text())
    return found


class Copies:
    """The same furnished plan again and again, with what this computer knows of it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._files = folder, _furnished()
        self.path = self.fresh()

    def fresh(self) -> Path:
        """The plan as it was furnished; whatever became of the last one is gone."""
        for name in ("plan", "data"):
            shutil.rmtree(self._folder / name, ignore_errors=True)
        for name, content in self._files.items():
            path = self._folder / name
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.write_bytes(content)
            path.chmod(0o600)
        os.environ["PERIPLE_DATA"] = str(self._folder / "data")
        return self._folder / "plan" / "essai.periple"


def act(plan: Document, ids: Ids, dice: Random) -> str:
    """One thing that somebody does: a gesture, some undo or redo; its name, empty if it was refused."""
    sort = dice.random()
    if sort < 0.15:
        return "undo" if _several(plan.undo, dice) else ""
    if sort < 0.22:
        return "redo" if _several(plan.redo, dice) else ""
    name = dice.choice(NAMES)
    # What a gesture works on may be gone: a sentence, or a reference that the file refuses.
    with contextlib.suppress(PlanError, IntegrityError):
        GESTURES[name](plan, ids)
        return name
    return ""


def _several(step: object, dice: Random) -> bool:
    assert callable(step)
    steps = [step() for _ in range(dice.randint(1, 8))]
    return steps[0] is not None


def head_of(plan: Document) -> str:
    """How many gestures the plan has had, and the hash of its rows, as its file says."""
    row = plan.session.connection().exec_driver_sql("SELECT seq, state FROM head").one()
    return f"{row[0]} {row[1]}"


def reopened(path: Path) -> Document:
    """The plan as the program opens it."""
    return open_plan(path)
