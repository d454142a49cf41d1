"""T10: whatever a file of others holds, reading it ends soon, with figures or a sentence; nothing is fetched or run.

First each file of `hostile_files`; then files as programs write them, spoilt at random. All readers meet each of them
in children of the nursery. The first and one in ten of the others are also read as the dialogs do: by the bounded
process behind the wall; in the suite, those that take long are read by that one alone.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

from storage.errors import PeripleError
from tests.campaigns.behind_wall import BehindWall
from tests.campaigns.hostile_files import FILES, HEAVY, WORKBOOKS
from tests.campaigns.mutating import mutated
from tests.campaigns.nursery import nursery
from tests.campaigns.trial import Campaign, Control, Trial
from tests.support import sample_plan

_HERE = "tests.campaigns.t10_imports"
_MOST_SECONDS = 10.0
_MOST_MEGABYTES = 512.0
_TOGETHER, _BEHIND_EVERY = 20, 10
_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")
_TOKENS = (
    b"<!DOCTYPE x>", b"&#x0;", b"]]>", b"<![CDATA[", b"\xff\xfe", b"=1+1", b"1e999", b"NaN", b'"', b"'", b"\0", b"{",
    b"[", b"-->", b"&", b";", b"\n", b"99999999999999999999", b"XFD1048576", b"2024-02-30", b"\xe2\x80\xae", b"<a>",
)  # fmt: skip


def read(*paths: str) -> None:
    """Has every reader that may meet such a file read each; tells what they say, and what they ask of the system."""
    sys.dont_write_bytecode = True  # where nothing was ever run, the first reader of all would be seen to write
    asked = _watch(Path(paths[0]).parents[1])
    for path in paths:
        start = time.process_time()
        told = Counter(_said(reader, Path(path)) for reader in READERS)
        said = {"read": told["read"], "refused": told["refused"], "asked": [*asked, *told.keys() - {"read", "refused"}]}
        print(json.dumps(said | {"seconds": time.process_time() - start}), flush=True)
        asked.clear()


def _said(reader: Callable[[Path], object], path: Path) -> str:
    """What came of it; a mistake of ours is told by its name."""
    try:
        reader(path)
    except PeripleError:
        return "refused"
    except Exception as error:  # noqa: BLE001 - whatever it is, the trial must hear of it
        return f"{reader.__name__}: {error!r}"
    return "read"


def _watch(folder: Path) -> list[str]:
    """What is asked of the system from now on that no reader may ask."""
    secret = "/etc/hosts"
    asked: list[str] = []

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event in _FORBIDDEN or (event == "open" and str(arguments[0]) == secret):
            asked.append(f"asked for {event} {arguments[:1]}")
        elif event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
            written = str(arguments[0])
            if not written.startswith((str(folder), os.environ["PERIPLE_DATA"])):
                asked.append(f"asked for writing {written}")

    sys.addaudithook(look)
    return asked


def _table(path: Path) -> None:
    from strategy import imports

    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        mapping = imports.guess(table)
    imports.read_customers(path, reading, mapping, imports.Decisions.of(mapping))


def _events(path: Path) -> None:
    from strategy import imports
    from strategy.imports import events

    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        mapping = events.guess_events(table)
    if mapping is not None:
        events.read_events(path, reading, mapping)


def _answers(path: Path) -> None:
    from strategy import imports
    from strategy.imports import surveys

    reading = imports.detect(path)
    with imports.open_table(path, reading) as table:
        surveys.guess_survey(table)


def _journeys(path: Path) -> None:
    from strategy.imports.journeys import completed, read_any

    for each in read_any(path).journeys:
        completed(each)


def _returned(path: Path) -> None:
    if path.suffix in (".xlsx", ".ods"):
        from exports.returned.reading import read_returned

        read_returned(path)


def _plan(path: Path) -> None:
    if path.suffix == ".json":
        from strategy.plan_file import rows_in_file

        rows_in_file(path)


def _log(path: Path) -> None:
    if path.suffix == ".xes":
        from strategy.imports.xes import read_xes

        read_xes(path)


READERS = (_table, _events, _answers, _journeys, _returned, _plan, _log)


def play(trial: Trial, folder: Path) -> None:
    behind = BehindWall(folder / "work")
    try:
        _play(trial, folder, {} if trial.is_in_suite else _written(folder), behind)
    finally:
        behind.close()


def _play(trial: Trial, folder: Path, seeds: dict[str, bytes], behind: BehindWall) -> None:
    names = list(FILES)
    batch: list[_Given] = []
    for dice in trial:
        own = folder / str(trial.number)
        own.mkdir()
        if trial.number < len(names):
            path, what = own / names[trial.number], names[trial.number]
            FILES[names[trial.number]](path)
        else:
            name = dice.choice(sorted(seeds))
            path, what = own / name, f"spoilt {name}"
            path.write_bytes(_spoilt(name, seeds[name], dice))
        if trial.number < len(names) or trial.number % _BEHIND_EVERY == 0:
            behind.read(trial, what, path)
        if trial.is_in_suite and path.name in HEAVY:
            shutil.rmtree(own)
            continue
        batch.append(_Given(trial.number, what, path, path.read_bytes()))
        if len(batch) == _TOGETHER or path.name in HEAVY:
            _read_all(trial, batch)
    _read_all(trial, batch)


@dataclass
class _Given:
    """A file that waits to be read."""

    number: int
    what: str
    path: Path
    content: bytes


def _read_all(trial: Trial, batch: list[_Given]) -> None:
    told = nursery().tell_each(f"{_HERE}:read", [given.path for given in batch], patience=40 + 2 * len(batch))
    for given, (line, outcome) in zip(batch, told, strict=True):
        trial.number = given.number
        trial.measure("megabytes", outcome.megabytes)
        trial.expect(outcome.megabytes < _MOST_MEGABYTES, f"{given.what}: {outcome.megabytes:.0f} MB")
        if line:
            said = json.loads(line)
            trial.expect(not said["asked"], f"{given.what}: {said['asked']}")
            trial.expect(said["seconds"] < 2 * _MOST_SECONDS, f"{given.what}: {said['seconds']:.1f} s for all readers")
            trial.measure("seconds", said["seconds"])
            trial.count("read", said["read"])
            trial.count("refused", said["refused"])
        else:
            trial.lose(f"{given.what}: {outcome.error or 'it hung or crashed'}")
        trial.expect(given.path.read_bytes() == given.content, f"{given.what}: the file was changed")
        shutil.rmtree(given.path.parent)
    batch.clear()


def _written(folder: Path) -> dict[str, bytes]:
    """Files as our program and others write them."""
    from exports.interchange.command import export_journey
    from exports.workbook import write_workbook
    from strategy.plan_json import json_text

    plan = sample_plan("shop")
    write_workbook(plan, folder / "returned.xlsx", "fr")
    WORKBOOKS["sound.xlsx"](folder / "customers.xlsx")
    for suffix in ("graphml", "gexf", "dot", "mmd"):
        export_journey(plan, folder / f"journey.{suffix}", "fr", journey=None, view=None)
    (folder / "plan.json").write_text(json_text(plan), encoding="utf-8")
    rows = "".join(f"{each % 9};0{each % 9 + 1}/02/2024 10:0{each % 9};voir;{each},5\n" for each in range(60))
    (folder / "log.csv").write_text(f"Client;Date;Activité;Montant\n{rows}", encoding="cp1252")
    name, moment = '<string key="concept:name" value="a"/>', '<date key="time:timestamp" value="2024-01-02T10:00:00"/>'
    event = f"<event>{name}{moment}</event>"
    trace = f"<trace>{name}{event * 3}</trace>"
    (folder / "log.xes").write_text(f"<log>{trace * 5}</log>")
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def _spoilt(name: str, content: bytes, dice: Random) -> bytes:
    if name.endswith(".xlsx") and dice.random() < 0.7:
        return _spoilt_inside(content, dice)
    return _spoilt_text(content, dice)


def _spoilt_inside(content: bytes, dice: Random) -> bytes:
    """A workbook with some of its parts spoilt, packed again as a sound archive."""
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as archive,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        parts = archive.infolist()
        chosen = {each.filename for each in dice.sample(parts, min(len(parts), dice.randint(1, 3)))}
        for part in parts:
            each = archive.read(part)
            new.writestr(part.filename, _spoilt_text(each, dice) if part.filename in chosen else each)
    return file.getvalue()


def _spoilt_text(content: bytes, dice: Random) -> bytes:
    for _ in range(dice.randint(1, 4)):
        start, length = dice.randrange(len(content) + 1), dice.choice([1, 10, 300])
        piece = content[start : start + length]
        sort = dice.randrange(5)
        if sort == 0:
            content = mutated(content or b"x", dice)[1]
        elif sort == 1:
            content = content[:start] + content[start + length :]
        elif sort == 2:
            content = content[:start] + piece * dice.choice([2, 50, 2000]) + content[start + length :]
        elif sort == 3:
            content = content[:start] + dice.choice(_TOKENS) + content[start:]
        else:
            content = content[:start] + dice.choice(_TOKENS) + content[start + length :]
    return content


def read_carelessly(path: str) -> None:
    """As a program does that relies on its library."""
    from openpyxl import load_workbook

    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows():
            del row
    print("read")


def careless(trial: Trial, folder: Path) -> None:
    for _dice in trial:
        path = folder / "merged.xlsx"
        WORKBOOKS[path.name](path)
        outcome = nursery().run(f"{_HERE}:read_carelessly", path, patience=1.5)
        trial.expect(not outcome.is_hung, "merged.xlsx: it does not end")


CAMPAIGN = Campaign(
    "T10",
    "files of others, made to harm or spoilt",
    play,
    goal=10_000,
    in_suite=len(FILES),
    parts_in_suite=4,
    controls=[Control("a program that relies on its library", careless, rounds=1)],
)
