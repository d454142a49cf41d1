"""T2: the power fails while somebody works. From recorded traces of the system calls, many states of a disk.

The model of the disk: what was written before its file was synchronised is on the disk. Of what was written since, any
part may be, in any order, one write in ten torn at a sector. Names of files follow in their order, or with any later
synchronisation, as on journalled file systems. Each state is opened as the program opens a plan; every gesture
acknowledged before must be there.

The suite plays on traces of work on a small plan that are kept here, as long as the settings are those under which they
were recorded. The campaign records its own: every gesture of the program on a real plan, imports among them, a
migration, and a plan made of a file. `python3 -m tests.campaigns.t02_power` records the kept ones again.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import shutil
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from storage import database, marks
from storage.database import JOURNAL
from tests.campaigns.disk import Disk
from tests.campaigns.recording import Event
from tests.campaigns.scenes import (
    Scene,
    acknowledged,
    every_gesture,
    find_small,
    first_opening,
    import_of_a_plan,
    judge_gestures,
    small_work,
)
from tests.campaigns.trial import Campaign, Control, Play, Trial

_FOLDER = Path(__file__).parent / "files"
_SETTINGS: dict[str, dict[str, int | str]] = {"power": {}, "power-normal": {"synchronous": 1}}
"""Of the kept traces; those of the program where nothing is said."""
_GESTURES_KEPT, _GESTURES = 12, 200
_PLAN = "plan/library.periple"


def kept_scene(name: str) -> Scene:
    """The trace of this name that is kept here."""
    kept = json.loads(lzma.decompress((_FOLDER / f"{name}.json.xz").read_bytes()))
    if kept["settings"] != {**database._TO_WRITE, **_SETTINGS[name]}:
        raise RuntimeError("the settings are others than those of the kept trace: record it again")
    base = {name: bytes.fromhex(content) for name, content in kept["base"].items()}
    events: list[Event] = [tuple(map(_read, row)) for row in kept["events"]]
    return Scene("small plan", _PLAN, base, events, find_small, judge_gestures)


def _read(value: str | int) -> str | int | bytes:
    return bytes.fromhex(value[1:]) if isinstance(value, str) and value.startswith("=") else value


def keep() -> None:
    """Records the kept traces again."""
    for name, settings in _SETTINGS.items():
        with TemporaryDirectory() as folder:
            scene = small_work(Path(folder), _GESTURES_KEPT, settings)
        rows = [[f"={each.hex()}" if isinstance(each, bytes) else each for each in event] for event in scene.events]
        files = {name: each.hex() for name, each in scene.base.items()}
        content = {"settings": {**database._TO_WRITE, **settings}, "base": files, "events": rows}
        path = _FOLDER / f"{name}.json.xz"
        path.write_bytes(lzma.compress(json.dumps(content).encode()))
        print(f"{path.name}: {path.stat().st_size} bytes, {len(scene.events)} events")


def play(trial: Trial, folder: Path) -> None:
    if trial.is_in_suite:
        _cut(trial, folder, [kept_scene("power")])
        return
    seeds = Random(trial.seed)
    works = [every_gesture(folder / f"work {number}", seeds.randrange(1 << 30)) for number in range(2)]
    others = [first_opening(folder / "old"), import_of_a_plan(folder / "new")]
    _cut(trial, folder, [*works * 3, *others, small_work(folder / "small", _GESTURES, {})])


def _cut(trial: Trial, folder: Path, scenes: list[Scene]) -> None:
    """Cuts the power at a random moment of each round, in one scene after the other, and opens what the disk has."""
    os.environ["PERIPLE_DATA"] = str(folder / "after")
    for dice in trial:
        scene = scenes[trial.number % len(scenes)]
        before = scene.events[: dice.randrange(len(scene.events) + 1)]
        disk = Disk(scene.base)
        for event in before:
            disk.feed(event)
        files = disk.after_cut(dice)
        state = hashlib.sha256(repr(sorted(files.items())).encode()).digest()
        if state not in scene.found:
            scene.found[state] = found_on(folder / "state", scene, files)
            trial.count("different states")
        lost = scene.judge(scene.found[state], acknowledged(scene.events), len(acknowledged(before)))
        trial.expect(not lost, f"{scene.title}: {lost}")
        trial.count(scene.title)
        trial.count("with a journal", scene.plan + JOURNAL in files)


def found_on(folder: Path, scene: Scene, files: dict[str, bytes]) -> str:
    """What the program finds on such a disk."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    path = folder / scene.plan
    marks.mark_open(path, "0" * 32)  # as the program leaves it, long before its first change
    return scene.find(path)


def _with(settings: dict[str, int | str]) -> Play:
    def careless(trial: Trial, folder: Path) -> None:
        _cut(trial, folder, [small_work(folder / "work", 20, settings)])

    return careless


def without_waiting(trial: Trial, folder: Path) -> None:
    """The kept trace of a program that never waits for the disk: nothing is synchronised."""
    scene = kept_scene("power")
    scene.events = [event for event in scene.events if event[0] not in ("sync", "sync folder")]
    _cut(trial, folder, [scene])


def waiting_less(trial: Trial, folder: Path) -> None:
    """The kept trace of a program that waits for the disk once where the product does so twice."""
    _cut(trial, folder, [kept_scene("power-normal")])


CAMPAIGN = Campaign(
    "T2",
    "the power fails",
    play,
    goal=20_000,
    in_suite=1000,
    controls=[
        Control("nothing is synchronised", without_waiting, rounds=60),
        Control("synchronous = NORMAL", waiting_less, rounds=400),
        Control("synchronous = NORMAL, recorded now", _with({"synchronous": 1}), rounds=400, in_suite=False),
        Control("synchronous = OFF", _with({"synchronous": 0}), rounds=200, in_suite=False),
    ],
)

if __name__ == "__main__":
    keep()
