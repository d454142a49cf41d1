"""Pages on real plans: a bridge to a sample or to an empty plan, closed at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from resources.i18n import use_language
from tests.support import opened_plan
from ui.document_bridge import DocumentBridge

BridgeTo = Callable[[str], DocumentBridge]


@pytest.fixture
def bridge_to(tmp_path: Path, qapp: object) -> Iterator[BridgeTo]:
    """Opens "saas", "bank", "shop" or "empty" in English."""
    use_language("en")
    opened: list[DocumentBridge] = []

    def bridge(name: str) -> DocumentBridge:
        opened.append(DocumentBridge(opened_plan(tmp_path / f"{name}.periple", name)))
        return opened[-1]

    yield bridge
    for each in opened:
        each.close()
