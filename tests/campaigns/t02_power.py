"""T2: the power fails while somebody works. From one recorded trace of the system calls, many states of a disk.

The model of the disk: what was written before its file was synchronised is on the disk. Of what was written since, any
part may be, in any order, one write in ten torn at a sector. Names of files follow in their order, or with any later
synchronisation, as on journalled file systems. Each state is opened as the program opens a plan; every gesture
acknowledged before must be there.

The suite plays on a trace of ours that is kept here, as long as the settings are those under which it was recorded;
the campaign records one each time. `python3 -m tests.campaigns.t02_power` records the kept one again.
"""

from __future__ import annotations

import json
import lzma
import os
import shutil
from pathlib import Path

from storage import database, marks
from storage.document import Document
from storage.errors import StorageError
from storage.hashing import as_text
from tests.campaigns.disk import Disk
from tests.campaigns.recording import Event, record
from tests.campaigns.trial import Campaign, Control, Play, Trial
from tests.storage.random_gestures import Hand
from tests.storage.small import SmallBase, library

_KEPT = Path(__file__).parent / "files" / "power.json.xz"
_GESTURES_KEPT = 12
_GESTURES = 200
_HERE = "tests.campaigns.t02_power"
PRODUCT: dict[str, int | str] = {}
"""No setting but the program's own."""


def write(path: str, gestures: str, settings: str) -> None:
    """Works on a plan; tells the head after each gesture in a line of its own. `settings` replace the program's."""
    database._TO_WRITE.update(json.loads(settings))
    with Document.open(path, base=SmallBase) as document:
        for number in range(int(gestures)):
            Hand(document, SmallBase, number).gesture()
            head = document._writing().head
            os.write(1, f"ACK {head.seq} {as_text(head.state)}\n".encode())
        os._exit(0)  # closing would put everything on the disk


def _made(folder: Path) -> Path:
    os.environ["PERIPLE_DATA"] = str(folder / "data")
    (folder / "plan").mkdir()
    path = folder / "plan" / "library.periple"
    Document.create(path, library(), base=SmallBase).close()
    return path


def recorded(folder: Path, gestures: int, settings: dict[str, int | str]) -> tuple[dict[str, bytes], list[Event]]:
    """What was on the disk, and what somebody at work then asked of the system, in order."""
    path = _made(folder)
    base = {f"plan/{path.name}": path.read_bytes()}
    events = record(folder, f"{_HERE}:write", str(path), str(gestures), json.dumps(settings))
    told = sum(event[0] == "ack" for event in events)
    if told < gestures * 0.8:  # a gesture may change nothing
        raise RuntimeError(f"the trace tells of {told} gestures of {gestures}")
    return base, events


def _kept() -> tuple[dict[str, bytes], list[Event]]:
    kept = json.loads(lzma.decompress(_KEPT.read_bytes()))
    if kept["settings"] != database._TO_WRITE:
        raise RuntimeError("the settings are others than those of the kept trace: record it again")
    base = {name: bytes.fromhex(content) for name, content in kept["base"].items()}
    events: list[Event] = [tuple(map(_read, row)) for row in kept["events"]]
    return base, events


def _read(value: str | int) -> str | int | bytes:
    return bytes.fromhex(value[1:]) if isinstance(value, str) and value.startswith("=") else value


def keep() -> None:
    """Records the kept trace again."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        base, events = recorded(Path(folder), _GESTURES_KEPT, PRODUCT)
    rows = [[f"={each.hex()}" if isinstance(each, bytes) else each for each in event] for event in events]
    files = {name: each.hex() for name, each in base.items()}
    content = {"settings": database._TO_WRITE, "base": files, "events": rows}
    _KEPT.parent.mkdir(exist_ok=True)
    _KEPT.write_bytes(lzma.compress(json.dumps(content).encode()))
    print(f"{_KEPT.stat().st_size} bytes, {len(events)} events")


def _states(trial: Trial, folder: Path, base: dict[str, bytes], events: list[Event]) -> None:
    """Cuts the power at a random moment of each round, and opens what the disk has then."""
    states = [0, *_heads(events)]
    os.environ["PERIPLE_DATA"] = str(folder / "after")
    for dice in trial:
        disk, acknowledged = Disk(base), 0
        for event in events[: dice.randrange(len(events) + 1)]:
            if event[0] == "ack":
                acknowledged += 1
            disk.feed(event)
        _open_state(trial, folder / "state", disk.after_cut(dice), states, acknowledged)


def _heads(events: list[Event]) -> list[str]:
    return [str(event[1]) for event in events if event[0] == "ack"]


def _open_state(trial: Trial, folder: Path, files: dict[str, bytes], heads: list[object], acknowledged: int) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    path = folder / "plan" / "library.periple"
    marks.mark_open(path, "0" * 32)  # as the program leaves it, long before its first change
    trial.count("with a journal", path.with_name(path.name + "-journal").exists())
    try:
        with Document.open(path, base=SmallBase) as document:
            head = document._file.head
            found = f"{head.seq} {as_text(head.state)}"
    except StorageError as error:
        trial.lose(f"the plan does not open: {getattr(error, 'finding', error)}")
        return
    # A gesture that changes nothing has the same head as the one before.
    kept = max((number for number, head in enumerate(heads) if head == found), default=0)
    trial.expect(kept >= acknowledged, f"{acknowledged - kept} acknowledged gestures are gone")


def play(trial: Trial, folder: Path) -> None:
    base, events = _kept() if trial.is_in_suite else recorded(folder, _GESTURES, PRODUCT)
    _states(trial, folder, base, events)


def _with(settings: dict[str, int | str]) -> Play:
    def careless(trial: Trial, folder: Path) -> None:
        _states(trial, folder, *recorded(folder, 20, settings))

    return careless


def without_waiting(trial: Trial, folder: Path) -> None:
    """The kept trace of a program that never waits for the disk: nothing is synchronised."""
    base, events = _kept()
    _states(trial, folder, base, [event for event in events if event[0] not in ("sync", "sync folder")])


CAMPAIGN = Campaign(
    "T2",
    "the power fails",
    play,
    goal=20_000,
    in_suite=100,
    controls=[
        Control("nothing is synchronised", without_waiting, rounds=60),
        Control("synchronous = NORMAL", _with({"synchronous": 1}), rounds=400, in_suite=False),
        Control("synchronous = OFF", _with({"synchronous": 0}), rounds=200, in_suite=False),
    ],
)

if __name__ == "__main__":
    keep()
