from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.changes import ChangeSet
from storage.document import Document
from tests.storage.small import SmallBase, library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.periple"


@pytest.fixture
def document(path: Path) -> Iterator[Document]:
    with Document.create(path, library(), base=SmallBase) as document:
        yield document


@pytest.fixture
def notices(document: Document) -> list[ChangeSet]:
    heard: list[ChangeSet] = []
    document.subscribe(heard.append)
    return heard
