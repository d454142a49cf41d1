"""The page of step 3 on one plan for a module: what a test does to the plan is undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from resources.i18n import use_language
from tests.support import opened_plan
from ui.document_bridge import DocumentBridge


@pytest.fixture(scope="package")
def saas(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[DocumentBridge]:
    """One bridge to the first sample."""
    use_language("en")
    bridge = DocumentBridge(opened_plan(tmp_path_factory.mktemp("saas") / "saas.periple", "saas"))
    yield bridge
    bridge.close()


@pytest.fixture
def bridge(saas: DocumentBridge) -> Iterator[DocumentBridge]:
    """The same bridge, its plan as the sample has it."""
    use_language("en")
    yield saas
    while saas.document.undo():
        pass
