"""T7: the file is deleted, moved, replaced, cut, protected or oddly named: told on that gesture, nothing is lost."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random

from storage import recovery
from storage.database import JOURNAL
from storage.document import Document
from storage.errors import PeripleError, StorageError
from storage.lock import SUFFIX
from storage.schema import schema_of
from tests.campaigns.disk import Disk
from tests.campaigns.nursery import nursery
from tests.campaigns.scenes import acknowledged
from tests.campaigns.t02_power import found_on, kept_scene
from tests.campaigns.trial import Campaign, Control, Trial
from tests.storage.small import SmallBase, library, rename, stored

_HERE = "tests.campaigns.t07_files"
_CUTS = 20
Event = Callable[[Path, Path], object]
"""What happens to the open plan, given an older version of it."""


def _overwrite(path: Path, older: Path) -> None:
    """As a sync program does that keeps the file and writes its content."""
    with open(path, "r+b") as file:
        file.write(older.read_bytes())
        file.truncate()


def _another_plan(path: Path, _older: Path) -> None:
    other = path.with_name("other.periple")
    Document.create(other, library(), base=SmallBase).close()
    os.replace(other, path)


def _replace_by_itself(path: Path, older: Path) -> None:
    shutil.copy(path, older)
    os.replace(older, path)


def _replace_by_a_letter(path: Path, older: Path) -> None:
    older.write_text("Dear client")
    os.replace(older, path)


EVENTS: dict[str, Event] = {
    "deleted": lambda path, _older: path.unlink(),
    "renamed": lambda path, _older: path.rename(path.with_name("renamed.periple")),
    "replaced by an older version": lambda path, older: os.replace(older, path),
    "replaced by itself": _replace_by_itself,
    "replaced by another plan": _another_plan,
    "replaced by a letter": _replace_by_a_letter,
    "overwritten by an older version": _overwrite,
    "emptied": lambda path, _older: os.truncate(path, 0),
    "cut": lambda path, _older: os.truncate(path, path.stat().st_size // 2),
    "in a folder that is renamed": lambda path, _older: path.parent.rename(path.parent.with_name("elsewhere")),
    "in a folder that is removed": lambda path, _older: shutil.rmtree(path.parent),
}
NAMES = [
    *["Été – Société Générale.plan", "计划 🙂.plan", "a%20b.plan", "q?x=1&mode=memory.plan", "hash#frag.plan"],
    *["quote'\".plan", " lead and trail ", "new\nline.plan", "\u00e9.plan", "e\u0301.plan", "[*].plan", "-rf.plan"],
    *[":memory:", "file:x.db", "a\tb", "a\x01b", "\u202enalp.exe", "CON", "nul.plan", "a.", ".hidden", "..periple"],
    *["a;b", "a&b", "a|b", "$HOME", "~", "~root", "`id`", "$(id)", "a\\b", "%s%n", "{name}", "<b>", "é" * 100],
    *["x" * 247, "a.periple.lock", "a-journal", "شعار", "\udcff\udcfe"],
]
TOO_LONG = ["x" * 248, "x" * 255, "é" * 124, "x" * 5000]
PROTECTED = {"the file": (0o444, 0o755), "the folder": (0o644, 0o555), "both": (0o444, 0o555), "unreadable": (0, 0o755)}


def _odd_name(trial: Trial, folder: Path, name: str) -> None:
    with Document.create(folder / name, library(), base=SmallBase) as document:
        rename(document, "Kept")
        rows = stored(document)
    with Document.open(folder / name, base=SmallBase) as document:
        trial.expect(stored(document) == rows, f"the name {name!r}: other rows")
    trial.expect(os.listdir(folder) == [name], f"the name {name!r}: other files {os.listdir(folder)}")


def _too_long(trial: Trial, folder: Path, name: str) -> None:
    try:
        Document.create(folder / name, base=SmallBase).close()
        trial.lose(f"a name of {len(name)} letters was taken")
    except PeripleError:
        trial.expect(os.listdir(folder) == [], "a refused name leaves a file")


def _happens(trial: Trial, folder: Path, name: str, dice: Random) -> None:
    path, older = folder / "plan" / "library.periple", folder / "plan" / "older"
    path.parent.mkdir()
    document = Document.create(path, library(), base=SmallBase)
    document.close()
    shutil.copy(path, older)
    document = Document.open(path, base=SmallBase)
    for number in range(dice.randint(1, 6)):
        rename(document, f"Acknowledged {number}")
    rows = stored(document)
    EVENTS[name](path, older)
    content = path.read_bytes() if path.exists() else None
    try:
        rename(document, "Into nowhere")
        trial.lose(f"{name}: a gesture was acknowledged all the same")
    except StorageError:
        trial.expect(content == (path.read_bytes() if path.exists() else None), f"{name}: what lies there was changed")
    # The connection may hold on to what is no plan any more.
    with contextlib.suppress(StorageError, sqlite3.Error):
        document.close()
    last = recovery.last_state(document.plan_id, schema_of(SmallBase))
    if last is None:
        trial.lose(f"{name}: nothing could be rebuilt")
        return
    recovery.rebuild(last, folder / "again.periple", schema_of(SmallBase))
    with Document.open(folder / "again.periple", base=SmallBase) as again:
        trial.expect(stored(again) == rows, f"{name}: acknowledged gestures do not come back")


def _lock_removed(trial: Trial, folder: Path, name: str) -> None:
    """By a program that tidies up, while the plan is open: the work goes on."""
    path = folder / "library.periple"
    with Document.create(path, library(), base=SmallBase) as document:
        rename(document, "With its lock")
        Path(f"{path}{SUFFIX}").unlink()
        rename(document, "Without")
        rows = stored(document)
    with Document.open(path, base=SmallBase) as document:
        trial.expect(stored(document) == rows and not document.is_read_only, f"{name}: other rows")
    trial.expect(os.listdir(folder) == [path.name], f"{name}: other files {os.listdir(folder)}")


def _journal_removed(trial: Trial, folder: Path, name: str, dice: Random) -> None:
    """After the power has failed in a gesture: refused, or a state that the plan was in."""
    scene = kept_scene("power")
    heads = {found_on(folder, scene, scene.base), *(" ".join(line.split()[:2]) for line in acknowledged(scene.events))}
    for _ in range(_CUTS):
        files: dict[str, bytes] = {}
        while scene.plan + JOURNAL not in files:
            disk = Disk(scene.base)
            for event in scene.events[: dice.randrange(len(scene.events) + 1)]:
                disk.feed(event)
            files = disk.after_cut(dice)
        del files[scene.plan + JOURNAL]
        found = found_on(folder, scene, files)
        trial.expect(found.startswith("refused") or found in heads, f"{name}: {found}")
        trial.count("refused without its journal", found.startswith("refused"))


def look_as_anybody(path: str, file_mode: int, folder_mode: int) -> None:
    """Opens a protected plan without the rights of an administrator; tells what comes of it."""
    os.chmod(path, file_mode)
    os.chmod(Path(path).parent, folder_mode)
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)
    try:
        with Document.open(path, base=SmallBase) as document:
            rows = sum(len(each) for each in stored(document).values())
            print("for reading" if document.is_read_only and rows == len(library()) else "for writing")
    except PeripleError as error:
        print(f"refused {error}")


def _protected(trial: Trial, folder: Path, name: str) -> None:
    path = folder / "plan" / "library.periple"
    path.parent.mkdir()
    Document.create(path, library(), base=SmallBase).close()
    content = path.read_bytes()
    for above in (*folder.parents, folder):
        if above.stat().st_uid == os.getuid() and above.stat().st_mode & 0o011 == 0:
            above.chmod(above.stat().st_mode | 0o011)
    os.environ["PERIPLE_DATA"] = str(folder / "data")
    (folder / "data").mkdir()
    (folder / "data").chmod(0o777)
    outcome = nursery().run(f"{_HERE}:look_as_anybody", path, *PROTECTED[name])
    path.parent.chmod(0o755)
    path.chmod(0o644)
    verdict = outcome.lines[0] if outcome.lines else outcome.error
    is_told = verdict.startswith("refused") if name == "unreadable" else verdict == "for reading"
    trial.expect(is_told, f"protected: {name}: {verdict}")
    trial.expect(path.read_bytes() == content, f"protected: {name}: the file was changed")


def play(trial: Trial, folder: Path) -> None:
    cases: list[tuple[Callable[..., None], str]] = [(_happens, name) for name in EVENTS]
    cases += [(_odd_name, name) for name in NAMES] + [(_too_long, name) for name in TOO_LONG]
    cases += [(_protected, name) for name in PROTECTED]
    cases += [(_lock_removed, "its lock is removed"), (_journal_removed, "its journal is removed")]
    for dice in trial:
        case, name = cases[trial.number % len(cases)]
        own = folder / str(trial.number)
        own.mkdir()
        os.environ["PERIPLE_DATA"] = str(folder / f"{trial.number} data")
        trial.count(f"~{name}")
        try:
            case(trial, own, name, *([dice] if case in (_happens, _journal_removed) else []))
        except (PeripleError, OSError, sqlite3.Error, RuntimeError) as error:
            trial.lose(f"{name!r}: {error!r}")


def careless(trial: Trial, folder: Path) -> None:
    """A program that makes addresses of names without quoting them."""
    for number, _dice in enumerate(trial):
        own = folder / str(number)
        own.mkdir()
        path = own / NAMES[number]
        with contextlib.suppress(sqlite3.Error, ValueError, UnicodeEncodeError):
            connection = sqlite3.connect(f"file:{path}", uri=True)
            connection.execute("CREATE TABLE kept (text)")
            connection.close()
            trial.expect(os.listdir(own) == [NAMES[number]], f"{NAMES[number]!r} became {os.listdir(own)}")


def sure_of_its_file(trial: Trial, folder: Path) -> None:
    """A program with a write-ahead log: it goes on saving into a file that nobody finds."""
    for _dice in trial:
        connection = sqlite3.connect(folder / "plan", isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE kept (text)")
        (folder / "plan").unlink()
        connection.execute("INSERT INTO kept VALUES ('acknowledged')")
        connection.close()
        trial.expect((folder / "plan").exists(), "deleted: a change was acknowledged all the same")


_CASES = len(EVENTS) + len(NAMES) + len(TOO_LONG) + len(PROTECTED) + 2
CAMPAIGN = Campaign(
    "T7",
    "files that go away, odd names, missing rights",
    play,
    goal=_CASES * 20,
    in_suite=_CASES,
    controls=[
        Control("names that are not quoted", careless, rounds=len(NAMES)),
        Control("a write-ahead log", sure_of_its_file, rounds=1),
    ],
)
