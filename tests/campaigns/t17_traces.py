"""T17: files are for their owner only; what is forgotten or deleted for good is in no file any more."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
from pathlib import Path
from random import Random

from resources.i18n import words
from storage import traces
from storage.document import Document
from strategy import operations as plans
from strategy.anonymising import save_anonymised
from strategy.model import Action, WorkshopNote
from strategy.operations import add_action, add_feedback, add_note, add_participant
from tests.campaigns.trial import Campaign, Control, Trial
from tests.campaigns.working import Copies, act, ids_of, reopened

_CANARY = "Canarybird"
_PERSON = "Ortolan"
"""Somebody whose name a copy without personal data does not have."""


def _files_with(word: str, folder: Path) -> list[str]:
    """The files in which a word can be found, packed or not."""
    found = []
    for path in (each for each in folder.rglob("*") if each.is_file()):
        content = path.read_bytes()
        if path.suffix == ".gz":
            content += gzip.decompress(content)
        if any(word.encode(encoding) in content for encoding in ("utf-8", "utf-16-le")) or word in path.name:
            found.append(path.name)
    return found


def play(trial: Trial, folder: Path) -> None:
    former = os.umask(0o022)
    try:
        copies = Copies(folder)
        for dice in trial:
            path = copies.fresh()
            shutil.rmtree(folder / "data")  # the program makes its own folders
            _work(path, dice)
            trial.expect(bool(_files_with(_CANARY, folder / "data")), "the word was never kept: the trial is blind")
            for file in (each for each in folder.rglob("*") if each != folder / "ids.json"):
                mode = file.stat().st_mode & 0o777
                # The folder of a plan is the user's own.
                is_ours = file.is_file() or folder / "data" in (file, *file.parents)
                trial.expect(not is_ours or mode & 0o077 == 0, f"others may read {file.name} ({mode:o})")
            _share(trial, folder / "shared", path)
            _delete_for_good(trial, folder, path)
            _forget(trial, folder, path)
    finally:
        os.umask(former)


def _work(path: Path, dice: Random) -> None:
    ids = ids_of(path)
    with reopened(path) as plan:
        add_note(plan, text=f"{_CANARY} said so")
        for _ in range(dice.randint(1, 10)):
            act(plan, ids, dice)
        add_action(plan, name=f"Ask {_CANARY}")
        plan.back_up()
        add_note(plan, text=f"{_CANARY} again")
        for _ in range(dice.randint(0, 5)):
            act(plan, ids, dice)


def _share(trial: Trial, folder: Path, path: Path) -> None:
    folder.mkdir()
    with reopened(path) as plan:
        add_participant(plan, name=_PERSON)
        add_note(plan, text=f"{_PERSON} will ask {_PERSON.lower()}@example.org")
        add_feedback(plan, text=f"I am {_PERSON}")
        add_action(plan, name=f"Ring up {_PERSON}")
        save_anonymised(plan, folder / "shared.periple", words("en"))
        trial.expect(bool(_files_with(_PERSON, path.parent)), "the name was never kept: the trial is blind")
    trial.expect(not _files_with(_PERSON, folder), "a copy without personal data has a name")
    trial.expect(not _files_with(_PERSON.lower(), folder), "a copy without personal data has an address")
    shutil.rmtree(folder)


def _delete_for_good(trial: Trial, folder: Path, path: Path) -> None:
    with reopened(path) as plan:
        _delete_all(plan)
        plan.cut_history()
    # Marks of the plan and its copy are there; none of them has the word.
    trial.expect(not _files_with(_CANARY, folder / "data"), "deleted for good, and kept by this computer")
    trial.expect(_CANARY.encode() not in path.read_bytes(), "deleted for good, and still in the plan")


def _delete_all(plan: Document) -> None:
    for mapped, column in ((WorkshopNote, "text"), (Action, "name")):
        for row in plan.all(mapped):
            if _CANARY in getattr(row, column):
                plans.delete(plan, mapped, row.id)


def _forget(trial: Trial, folder: Path, path: Path) -> None:
    with reopened(path) as plan:
        add_note(plan, text=f"{_CANARY} is back")
        plan_id = plan.plan_id
    traces.forget_plan(path, plan_id)
    trial.expect(not _files_with(_CANARY, folder), f"forgotten, and in {_files_with(_CANARY, folder)}")
    trial.expect(not _files_with(plan_id, folder / "data"), f"the plan itself is in {_files_with(plan_id, folder)}")
    trial.expect(not list(path.parent.iterdir()), "something is left in the folder of the plan")


def careless(trial: Trial, folder: Path) -> None:
    """A program that deletes rows and thinks that they are gone."""
    path = folder / "plan"
    for _dice in trial:
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA secure_delete = 0")
        connection.execute("CREATE TABLE kept (text)")
        connection.executemany("INSERT INTO kept VALUES (?)", [(f"{_CANARY} {number}",) for number in range(50)])
        connection.execute("DELETE FROM kept WHERE rowid > 10")
        connection.execute("DELETE FROM kept")
        connection.close()
        trial.expect(_CANARY.encode() not in path.read_bytes(), "deleted for good, and still in the plan")
        trial.expect(path.stat().st_mode & 0o077 == 0, "others may read it")


CAMPAIGN = Campaign(
    "T17",
    "rights, and what is forgotten",
    play,
    goal=300,
    in_suite=2,
    controls=[Control("a program that deletes rows", careless, rounds=1)],
)
