"""What is recorded for T2, call by call: somebody at work, an older plan at its first opening, a plan made of a file.

A scene knows how to judge a disk on which its power was cut: by opening the plan there as the program does.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from storage import database
from storage.document import Document
from storage.errors import PeripleError
from storage.gate import check_header
from storage.hashing import as_text
from storage.schema import SCHEMA_VERSION
from strategy.plan_file import create_from_json, to_json
from tests.campaigns.recording import Event, record
from tests.campaigns.working import NAMES, Copies, ids_of, perform, reopened
from tests.storage.random_gestures import Hand
from tests.storage.small import SmallBase, library

_HERE = "tests.campaigns.scenes"
_FILES = Path(__file__).parents[1] / "files"
_LEAST_KINDS = len(NAMES) - 5
"""Of gestures that are to be in the record of them all: what one works on may be gone by the other."""
Find = Callable[[Path], str]
"""What a plan shows that is opened after a cut, or why it cannot be."""
Judge = Callable[[str, list[str], int], str]
"""What is lost, if anything, given that, all acknowledgements of a scene, and how many of them came before the cut."""
_REFUSED = "refused: "


@dataclass
class Scene:
    """What was on the disk, and what a program then asked of the system, in order."""

    title: str
    plan: str
    base: dict[str, bytes]
    events: list[Event]
    find: Find
    judge: Judge
    found: dict[bytes, str] = field(default_factory=dict)
    """In each state of the disk that was opened before, by its hash: equal bytes open alike."""


def write(path: str, gestures: str, settings: str) -> None:
    """Works on a small plan; tells the head after each gesture in a line of its own. `settings` replace ours."""
    database._TO_WRITE.update(json.loads(settings))
    with Document.open(path, base=SmallBase) as document:
        for number in range(int(gestures)):
            Hand(document, SmallBase, number).gesture()
            _acknowledge(document)
        os._exit(0)  # closing would put everything on the disk


def write_every(path: str, seed: str) -> None:
    """Makes each gesture of the program, taking back some of them, and what would leave the others nothing to do."""
    dice, ids = Random(int(seed)), ids_of(Path(path))
    with reopened(Path(path)) as plan:
        for name in dice.sample(NAMES, len(NAMES)):
            is_taken = perform(name, plan, ids)
            _acknowledge(plan, name if is_taken else "")
            if is_taken and (name.startswith(("delete", "reset")) or dice.random() < 0.3):
                plan.undo()
                _acknowledge(plan)
        os._exit(0)


def migrate(path: str) -> None:
    """Opens a plan of a former version."""
    with reopened(Path(path)) as plan:
        _acknowledge(plan)
        os._exit(0)


def make(path: str, file: str) -> None:
    """Makes a plan of what a file in the open format holds."""
    with create_from_json(path, file) as plan:
        _acknowledge(plan)
        os._exit(0)


def _acknowledge(document: Document, name: str = "") -> None:
    head = document._writing().head
    os.write(1, f"ACK {head.seq} {as_text(head.state)} {name}\n".encode())


def small_work(folder: Path, gestures: int, settings: dict[str, int | str]) -> Scene:
    """Somebody at work on a small plan."""
    path = _folder(folder, "library.periple")
    Document.create(path, library(), base=SmallBase).close()
    arguments = f"{_HERE}:write", str(path), str(gestures), json.dumps(settings)
    scene = _recorded("small plan", folder, path, (find_small, judge_gestures), *arguments)
    if len(acknowledged(scene.events)) < gestures * 0.8:  # a gesture may change nothing
        raise RuntimeError("the trace does not tell of all gestures")
    return scene


def every_gesture(folder: Path, seed: int) -> Scene:
    """Somebody who makes every gesture of the program on a real plan, imports among them."""
    path = Copies(folder).path
    looks = _find_real, judge_gestures
    scene = _recorded("every gesture", folder, path, looks, f"{_HERE}:write_every", str(path), str(seed))
    kinds = {" ".join(line.split(" ")[2:]) for line in acknowledged(scene.events)} - {""}
    if len(kinds) < _LEAST_KINDS:
        raise RuntimeError(f"the trace tells of {len(kinds)} kinds of gestures only")
    return scene


def first_opening(folder: Path) -> Scene:
    """A plan of a former version as it is opened, and converted."""
    path = _folder(folder, "shop.periple")
    old = (_FILES / "version-1.periple").read_bytes()
    path.write_bytes(old)
    with reopened(path) as plan:
        judge = functools.partial(_judge_converted, to_json(plan))
    path.write_bytes(old)
    return _recorded("migration", folder, path, (_find_converted, judge), f"{_HERE}:migrate", str(path))


def import_of_a_plan(folder: Path) -> Scene:
    """A plan made of a file in the open format."""
    path, file = _folder(folder, "shop.periple"), folder / "shop.json"
    file.write_bytes((_FILES / "version-1.json").read_bytes())
    with create_from_json(path, file) as plan:
        judge = functools.partial(_judge_made, to_json(plan))
    path.unlink()
    return _recorded("import of a plan", folder, path, (_find_made, judge), f"{_HERE}:make", str(path), str(file))


def _folder(folder: Path, name: str) -> Path:
    os.environ["PERIPLE_DATA"] = str(folder / "data")
    (folder / "plan").mkdir(parents=True)
    return folder / "plan" / name


def _recorded(title: str, folder: Path, path: Path, looks: tuple[Find, Judge], function: str, *arguments: str) -> Scene:
    base = {f"plan/{path.name}": path.read_bytes()} if path.exists() else {}
    return Scene(title, f"plan/{path.name}", base, record(folder, function, *arguments), *looks)


def acknowledged(events: list[Event]) -> list[str]:
    """What the program said in this trace, in order."""
    return [str(event[1]) for event in events if event[0] == "ack"]


def find_small(path: Path) -> str:
    """The head of a small plan."""
    return _told(lambda: Document.open(path, base=SmallBase), _head)


def _find_real(path: Path) -> str:
    return _told(lambda: reopened(path), _head)


def _find_converted(path: Path) -> str:
    is_new = check_header(path, SCHEMA_VERSION) == SCHEMA_VERSION
    return f"{'new' if is_new else 'old'} {_told(lambda: reopened(path), to_json)}"


def _find_made(path: Path) -> str:
    return _told(lambda: reopened(path), to_json)


def _told(opened: Callable[[], Document], said: Callable[[Document], str]) -> str:
    try:
        with opened() as document:
            return said(document)
    except PeripleError as error:
        return f"{_REFUSED}{getattr(error, 'finding', error)}"


def _head(document: Document) -> str:
    head = document._file.head
    return f"{head.seq} {as_text(head.state)}"


def judge_gestures(found: str, told: list[str], count: int) -> str:
    """Each gesture is there that was acknowledged."""
    if found.startswith(_REFUSED):
        return f"the plan does not open: {found}"
    heads = [" ".join(line.split(" ")[:2]) for line in told]
    # A gesture that changes nothing has the same head as the one before.
    kept = max((number for number, head in enumerate(heads, 1) if head == found), default=0)
    return "" if kept >= count else f"{count - kept} acknowledged gestures are gone"


def _judge_converted(expected: str, found: str, _told: list[str], count: int) -> str:
    version, _, rows = found.partition(" ")
    if count and version == "old":
        return "a converted plan is an old one again"
    return "" if rows == expected else f"other rows: {rows[:80]}"


def _judge_made(expected: str, found: str, _told: list[str], count: int) -> str:
    """Before it was made, it may be refused, or lack rows: the file that it is made of is still there."""
    return f"a plan that was made lacks rows: {found[:80]}" if count and found != expected else ""
