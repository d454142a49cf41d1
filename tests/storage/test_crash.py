"""A program that is killed loses at most the gesture in progress, and leaves nothing that somebody must clean up."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage.document import Document
from tests.storage.small import Shelf, SmallBase, stored

ROOT = Path(__file__).parents[2]

WORK = """
import sys
from storage.document import Document
from tests.storage.small import Shelf, SmallBase
with Document.open(sys.argv[1], base=SmallBase) as document:
    print("open", flush=True)
    while True:
        with document.transact("Add") as session:
            session.add_all([Shelf(name="x" * 3000), Shelf(name="y")])
        print(document.revision, flush=True)
"""

STOP_IN_THE_MIDDLE = """
import sys, time
from storage.document import Document
from tests.storage.small import Shelf, SmallBase
with Document.open(sys.argv[1], base=SmallBase) as document, document.transact("Add") as session:
    session.add_all([Shelf(name="x" * 900_000) for _ in range(10)])
    session.flush()
    print("written", flush=True)
    time.sleep(60)
"""


def start(code: str, path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill(process: subprocess.Popen[str]) -> list[str]:
    """Kills it without warning; the lines that it had still written."""
    process.kill()
    rest = process.communicate()[0]
    return rest.splitlines()


@pytest.mark.parametrize("seed", range(4))
def test_no_acknowledged_gesture_is_lost(document: Document, path: Path, seed: int) -> None:
    document.close()
    process = start(WORK, path)
    assert process.stdout
    assert process.stdout.readline() == "open\n"
    first = int(process.stdout.readline())  # which waits for the ORM to be imported
    time.sleep(random.Random(seed).uniform(0.01, 0.1))  # when to kill, not what to wait for
    acknowledged = [first, *(int(line) for line in kill(process) if line.isdigit())]

    with Document.open(path, base=SmallBase) as again:
        assert not again.is_read_only
        assert again.revision in (acknowledged[-1], acknowledged[-1] + 1)
        assert len(again.all(Shelf)) == 2 + 2 * (again.revision - 1)
    assert os.listdir(path.parent) == [path.name]


def test_a_gesture_killed_in_the_middle_never_was(document: Document, path: Path) -> None:
    before = stored(document)
    document.close()
    process = start(STOP_IN_THE_MIDDLE, path)
    assert process.stdout
    assert process.stdout.readline() == "written\n"
    kill(process)
    assert path.with_name(path.name + "-journal").stat().st_size > 0

    with Document.open(path, base=SmallBase) as again:
        assert stored(again) == before
        assert not again.is_read_only
    assert os.listdir(path.parent) == [path.name]


def test_another_program_sees_who_has_the_plan(document: Document, path: Path) -> None:
    document.close()
    process = start(WORK, path)
    try:
        assert process.stdout
        assert process.stdout.readline() == "open\n"
        with Document.open(path, base=SmallBase) as second:
            assert second.is_read_only
            assert second.lock_owner
            assert second.lock_owner.host
    finally:
        kill(process)
