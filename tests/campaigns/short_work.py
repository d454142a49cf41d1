"""The many of T3: short work on a small plan, with deaths and restarts in it, held against all states it went through.

Each sequence is gestures, undo and redo in any order, in two or three sessions of a program that dies between gestures
or within one, or ends in order. Then all is undone and done again, each time to the very rows that were there.

Some are processes that are killed. For most, the files go on as they lie at that moment, which is all that a killed
process leaves behind, and takes a tenth of the time.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy.exc import IntegrityError

from storage.document import Document
from storage.errors import RowGone
from tests.campaigns.trial import scratch
from tests.storage.random_gestures import Changed, Hand
from tests.storage.small import SmallBase, library

_NAME = "library.periple"
_LEFT, _LEFT_WITHIN, _ORDERLY, _KILLED = "died", "died within a gesture", "restarted in order", "killed"
_ENDS = {_LEFT: 10, _LEFT_WITHIN: 6, _ORDERLY: 3, _KILLED: 1}
_ACTS = {"gesture": 60, "undo": 25, "redo": 15}
_MOST_STEPS = 3
"""Of a session."""
_LOOKS = [f"SELECT * FROM {name} ORDER BY id" for name in ("shelf", "book", "reader")]


@dataclass
class Remembered:
    """The rows after each step that can be undone or done again, and which of them are there now."""

    states: list[str] = field(default_factory=list)
    place: int = 0
    forgotten: int = 0
    """How often a gesture after undo dropped what could have been done again."""
    wrong: str = ""
    """The first thing that was."""

    def see(self, act: str, rows: str) -> None:
        """Notes a gesture, or that the rows are wrong after undo or redo."""
        if act != "gesture":
            self.place = min(max(self.place + (1 if act == "redo" else -1), 0), len(self.states) - 1)
            self.expect(rows == self.states[self.place], f"other rows after {act}")
        elif rows != self.states[self.place]:  # one that changes nothing leaves no step
            self.forgotten += self.place + 1 < len(self.states)
            self.states[self.place + 1 :] = [rows]
            self.place += 1

    def judge(self, document: Document) -> None:
        """Looks at a plan that was opened again."""
        self.states = self.states or [rows_of(document)]
        self.expect(rows_of(document) == self.states[self.place], "other rows after a restart")
        can = document.undo_step is not None, document.redo_step is not None
        expected = self.place > 0, self.place + 1 < len(self.states)
        self.expect(can == expected, "undo or redo lacks after a restart, or is too much")

    def expect(self, is_kept: bool, what: str) -> None:
        """Notes the first thing that is not."""
        self.wrong = self.wrong or ("" if is_kept else what)


def rows_of(document: Document) -> str:
    """All rows, so that rows which differ in any bit are different texts."""
    return repr([document._file.connection.execute(look).fetchall() for look in _LOOKS])


def play(*folders: str) -> None:
    """One sequence in each of these folders, of dice that are thrown from its name; tells what came of it."""
    _play(folders, has_log=True)


def play_without_log(*folders: str) -> None:
    """The same, of a program that keeps its undo for itself."""
    _play(folders, has_log=False)


def _play(folders: tuple[str, ...], *, has_log: bool) -> None:
    content = _library()
    for folder in map(Path, folders):
        folder.mkdir()
        (folder / _NAME).write_bytes(content)
        os.environ["PERIPLE_DATA"] = str(folder / "data")
        print(json.dumps(_sequence(folder / _NAME, Random(folder.name), has_log=has_log)), flush=True)
        shutil.rmtree(folder)


@cache
def _library() -> bytes:
    with TemporaryDirectory(dir=scratch()) as folder:
        os.environ["PERIPLE_DATA"] = folder
        Document.create(Path(folder, _NAME), library(), base=SmallBase).close()
        return Path(folder, _NAME).read_bytes()


def _sequence(path: Path, dice: Random, *, has_log: bool) -> Mapping[str, int | str]:
    told, memory = Counter[str](), Remembered()
    for _ in range(dice.choice([1, 1, 1, 1, 1, 2])):
        (end,) = dice.choices(list(_ENDS), list(_ENDS.values()))
        told.update([end])
        if end == _KILLED:
            memory = _killed(path, memory, dice)
        else:
            _ended(path, memory, dice, end)
    if not has_log:
        shutil.rmtree(path.with_name("data") / "recovery", ignore_errors=True)
    document = _opened(path, memory)
    _work(document, memory, dice)
    _all_the_way(document, memory)
    _abandon(document)
    told.update({"steps": len(memory.states) - 1, "redo forgotten": memory.forgotten})
    return {**told, "wrong": memory.wrong}


def _killed(path: Path, memory: Remembered, dice: Random) -> Remembered:
    """A session in a process that is killed; what it remembered."""
    seed = dice.randrange(1 << 30)
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            _work(_opened(path, memory), memory, Random(seed))
            with os.fdopen(writing, "w") as pipe:
                json.dump([memory.states, memory.place, memory.forgotten, memory.wrong], pipe)
            os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        text = pipe.read()
    _, status = os.waitpid(pid, 0)
    memory.expect(status == signal.SIGKILL and bool(text), f"a session ended by {status}")
    return Remembered(*json.loads(text)) if text else memory


def _ended(path: Path, memory: Remembered, dice: Random, end: str) -> None:
    """A session here, which ends in this way."""
    document = _opened(path, memory)
    _work(document, memory, dice)
    if end == _ORDERLY:
        document.close()
        return
    document._copyist.wait()  # else its files come and go meanwhile
    left = _files_in(path.parent)
    if end == _LEFT_WITHIN:
        with contextlib.suppress(Changed, IntegrityError, RowGone), document.transact("Never saved"):
            _change(document, dice)
            left = _files_in(path.parent)
            raise Changed
    _abandon(document)
    for name in _files_in(path.parent).keys() - left.keys():
        name.unlink()
    for (
        name,
        content,
    ) in left.items():  # into the same files: the mark of an open plan knows it by its place on the disk
        name.write_bytes(content)
        name.chmod(0o600)


def _opened(path: Path, memory: Remembered) -> Document:
    document = Document.open(path, base=SmallBase)
    memory.judge(document)
    return document


def _abandon(document: Document) -> None:
    """Lets go of the files, without what the program does in the end."""
    document._copyist.wait()
    document._past.close()
    document.session.close()
    document._file.close()


def _files_in(folder: Path) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def _work(document: Document, memory: Remembered, dice: Random) -> None:
    for _ in range(dice.randint(1, _MOST_STEPS)):
        (act,) = dice.choices(list(_ACTS), list(_ACTS.values()))
        if act == "gesture":
            with contextlib.suppress(IntegrityError, RowGone), document.transact("Random"):
                _change(document, dice)
        else:
            document.undo() if act == "undo" else document.redo()
        memory.see(act, rows_of(document))


def _change(document: Document, dice: Random) -> None:
    Hand(
        document, SmallBase, dice.randrange(1 << 30), most=2
    ).gesture()  # within another gesture, whose merge key is none


def _all_the_way(document: Document, memory: Remembered) -> None:
    """All undone, then all done again: each state as it was, none left out."""
    for act, step in (("undo", document.undo), ("redo", document.redo)):
        end = 0 if act == "undo" else len(memory.states) - 1
        while step() is not None:
            memory.expect(memory.place != end, f"{act} goes on behind the end")
            memory.see(act, rows_of(document))
        memory.expect(memory.place == end, f"{act} ends too soon")
