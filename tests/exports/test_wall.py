"""Files of others are read by another process: the same comes back, and nothing else does."""

from __future__ import annotations

import datetime
import json
import math
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from exports.wall import ReaderStopped, Wall
from exports.wall import asking as module
from exports.wall.codec import decode, encode
from journey.sketch import JourneySketch, SketchPoint, SketchStage
from resources.i18n import words
from storage.errors import PlanError
from strategy import imports
from strategy.imports import events, surveys
from strategy.imports.journeys import completed, read_journeys
from strategy.imports.looking import look_at
from strategy.imports.report import Reason, Report

PURCHASES = "Client;Date;Montant\nA;01/02/2024;10,5\nB;31/12/2024;x\nA;02/03/2024;7\n"
FLOW = "flowchart LR\n  a[Voir] -->|40%| b((Acheter))\n  a --> c[Partir]\n"


@pytest.fixture(scope="module")
def wall() -> Iterator[Wall]:
    """One process for all questions of this module."""
    found = Wall()
    yield found
    found.down()


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_look_and_the_customers_are_the_same_as_when_they_are_read_here(wall: Wall, tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", PURCHASES)
    look, here = wall.read(look_at, path, {}), look_at(path, {})
    assert (look.reading, look.rows) == (here.reading, here.rows)
    assert look.table
    assert look.reading
    path_of_table = look.table.path, look.table.columns, look.table.signature
    assert here.table
    assert path_of_table == (path, here.table.columns, here.table.signature)
    mapping = imports.guess(look.table)
    told: list[int] = []
    watch = imports.Watch(lambda done, _all, _words: told.append(done))
    found = wall.read(imports.read_customers, path, look.reading, mapping, watch=watch)
    expected = imports.read_customers(path, look.reading, mapping)
    for column in ("amount", "orders", "first_day", "recency", "tenure"):
        assert np.array_equal(getattr(found, column), getattr(expected, column), equal_nan=True)
    assert found.report.counts == expected.report.counts == Counter({Reason.BAD_NUMBER: 1})
    assert found.report.refusals == expected.report.refusals
    assert (found.period, found.reference_date, found.kind) == (expected.period, expected.reference_date, expected.kind)
    assert vars(found)["name_of"] is None, "who they are stays where the file was read"
    groups = imports.rfm_groups(imports.rfm(found), words("fr"))
    assert sum(each.size for each in imports.figures(found, groups)) == len(expected)


def test_answers_logs_and_journeys_come_through(wall: Wall, tmp_path: Path) -> None:
    answers = written(tmp_path, "answers.csv", "Note;Avis\n9;Bien\n3;Lent\n")
    reading = imports.detect(answers)
    with imports.open_table(answers, reading) as table:
        mapping = surveys.guess_survey(table)
    assert mapping
    assert wall.read(surveys.read_answers, answers, reading, mapping, watch=imports.UNWATCHED).counts[9] == 1
    log = written(tmp_path, "log.csv", "case,activity,time\n1,a,2024-01-01\n1,b,2024-01-02\n2,a,2024-01-03\n")
    reading = imports.detect(log)
    with imports.open_table(log, reading) as table:
        columns = events.guess_events(table)
    assert columns
    found, report = wall.read(events.read_events, log, reading, columns, watch=imports.UNWATCHED)
    assert (found.names, report.used) == (("a", "b"), 3)
    drawing = written(tmp_path, "flow.mmd", FLOW)
    file, here = wall.read(read_journeys, drawing), read_journeys(drawing)
    assert completed(file.journeys[0]) == completed(here.journeys[0])
    assert [each.text(words("fr")) for each in file.journeys[0].remarks] == [
        each.text(words("fr")) for each in here.journeys[0].remarks
    ]


def test_what_is_wrong_with_a_file_is_told_in_the_same_words(wall: Wall, tmp_path: Path) -> None:
    path = written(tmp_path, "empty.csv", "")
    problem, here = wall.read(look_at, path, {}).problem, look_at(path, {}).problem
    assert problem
    assert here
    assert problem.text(words("fr")) == here.text(words("fr"))
    broken = written(tmp_path, "broken.graphml", "<graphml><unclosed>")
    with pytest.raises(PlanError) as found:
        wall.read(read_journeys, broken)
    with pytest.raises(PlanError) as expected:
        read_journeys(broken)
    assert found.value.text(words("en")) == expected.value.text(words("en"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_reader_that_is_silent_for_too_long_is_ended_and_the_next_one_starts(
    wall: Wall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = written(tmp_path, "a.csv", PURCHASES)
    assert wall.read(look_at, sound, {}).rows  # it is up, and does not take its time to start
    former = wall._process
    os.mkfifo(tmp_path / "never.csv")  # a read of it waits for ever
    with monkeypatch.context() as patch:
        patch.setattr(module, "SECONDS_OF_SILENCE", 0.1)
        with pytest.raises(ReaderStopped):
            wall.read(look_at, tmp_path / "never.csv", {})
    assert former
    assert former.poll() is not None
    assert wall.read(look_at, sound, {}).rows
    assert wall._process is not former


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_who_gives_up_does_not_wait_and_a_process_that_dies_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never.csv")
    wall = Wall()
    try:
        watch = imports.Watch(is_cancelled=lambda: True)
        with pytest.raises(imports.Cancelled):
            wall.read(imports.read_customers, tmp_path / "never.csv", imports.Reading(), None, watch=watch)
        threading.Thread(target=_kill, args=(wall,), daemon=True).start()
        with pytest.raises(ReaderStopped):
            wall.read(look_at, tmp_path / "never.csv", {})
    finally:
        wall.down()


def _kill(wall: Wall) -> None:
    while wall._process is None:
        time.sleep(0.01)
    time.sleep(0.1)
    wall._process.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="the bounds are those of Linux")
def test_a_reader_has_neither_memory_without_end_nor_a_file_to_write(tmp_path: Path) -> None:
    tried = (
        "from exports.wall.worker import _bound\n_bound()\n"
        "try:\n    bytearray(4 << 30)\nexcept MemoryError:\n    print('memory')\n"
        f"try:\n    open({str(tmp_path / 'x')!r}, 'wb', 0).write(b'x' * 9)\nexcept OSError:\n    print('file')\n"
    )
    root = Path(module.__file__).parents[2]
    said = subprocess.run([sys.executable, "-c", tried], cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout.split() == ["memory", "file"]


@pytest.mark.parametrize(
    "value",
    [
        None, True, 0, -1.5, math.inf, "é\ud800", [1, "a", None], (1, (2,)), {1, 2}, frozenset({"a"}),
        {1: "a", "b": 2.0},
        Counter({Reason.ZERO: 3}), datetime.date(2024, 2, 29), datetime.datetime(2024, 1, 1, 2, 3), datetime.time(1, 2),
        datetime.timedelta(days=1, seconds=2), b"\0\xff", Path("a/b"), Reason.ZERO, np.float64(1.5),
        JourneySketch(name="x", stages=(SketchStage("s"),), points=(SketchPoint("k", name="Voir"),)),
    ],
    ids=str,
)  # fmt: skip
def test_plain_values_come_back_the_same(value: object) -> None:
    text, arrays = encode(value)
    assert decode(text, arrays) == value


def test_arrays_and_reports_come_back_the_same() -> None:
    report = Report()
    report.leave(3, "Montant", "x", Reason.BAD_NUMBER)
    found = decode(*encode([np.array([[1.5, math.nan]]), np.array(["é", "b"]), np.array([], np.int64), report]))
    assert np.array_equal(found[0], [[1.5, math.nan]], equal_nan=True)
    assert (found[1].tolist(), found[2].dtype, found[3].refusals) == (["é", "b"], np.int64, report.refusals)


@pytest.mark.parametrize("value", [object(), print, lambda: 1, np.array([object()], dtype=object), 1j])
def test_what_is_not_plain_does_not_leave(value: object) -> None:
    with pytest.raises(TypeError):
        encode(value)


@pytest.mark.parametrize(
    "forged",
    [
        {"\0": "data", "c": "subprocess:Popen", "v": {}},
        {"\0": "data", "c": "exports.wall.asking:Wall", "v": {}},
        {"\0": "data", "c": "exports.wall.codec:importlib", "v": {}},
        {"\0": "state", "c": "pathlib:Path", "v": []},
        {"\0": "enum", "c": "strategy.imports.report:Report", "v": 1},
        {"\0": "array", "t": "|O", "s": [1], "v": 0},
        {"\0": "array", "t": "<f8", "s": [9], "v": 0},
        {"\0": "class", "c": "os:system"},
        {"\0": "nothing"},
        {"without": "kind"},
    ],
)
def test_nothing_else_comes_back(forged: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode(json.dumps(forged).encode(), [b"12345678"])


def test_only_readers_are_asked(wall: Wall) -> None:
    with pytest.raises(ValueError, match="no reader"):
        wall.read(os.getcwd)
