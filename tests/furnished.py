"""The furnished plan as fixtures: a `conftest.py` that imports them gives its tests `plan` and `ids`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from storage import gesture_log
from storage.document import Document
from strategy.plan_file import open_plan
from tests.gestures import Ids, furnished
from tests.made_once import made_once


@cache
def furnished_file() -> tuple[bytes, Ids]:
    """The file of a furnished plan, and the ids of its rows by name: furnishing takes some sixty gestures."""
    ids, file = made_once("furnished.periple", _furnished).split(b"\n", 1)
    return file, json.loads(ids)


def _furnished() -> bytes:
    """The ids on one line, then the file."""
    with TemporaryDirectory() as folder:
        plan, ids = furnished(Path(folder, "essai.periple"))
        plan.close()
        gesture_log.forget(plan.plan_id)
        return json.dumps(dict(ids)).encode() + b"\n" + plan.path.read_bytes()


@pytest.fixture(scope="module")
def shared_plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Document, Ids]]:
    """One plan for a module, with nothing to undo."""
    path = tmp_path_factory.mktemp("plan") / "essai.periple"
    file, ids = furnished_file()
    path.write_bytes(file)
    with open_plan(path) as plan:
        yield plan, ids


@pytest.fixture
def plan(shared_plan: tuple[Document, Ids]) -> Iterator[Document]:
    """The furnished plan; what the test does is undone."""
    yield shared_plan[0]
    while shared_plan[0].undo():
        pass


@pytest.fixture
def ids(shared_plan: tuple[Document, Ids]) -> Ids:
    """The ids of its rows by name."""
    return shared_plan[1]
