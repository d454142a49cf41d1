"""Pages on real plans: a bridge to a sample or to an empty plan, as it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from resources.i18n import use_language
from storage.document import Document
from storage.history import Step
from tests.kept_plans import KeptPlans
from tests.windows import let_paint
from ui.document_bridge import DocumentBridge

BridgeTo = Callable[[str], DocumentBridge]


@pytest.fixture
def bridge_to(kept_plans: KeptPlans, qapp: object) -> Iterator[BridgeTo]:
    """Opens "saas", "bank", "shop" or "empty" in English."""
    use_language("en")
    opened: list[DocumentBridge] = []

    def bridge(name: str) -> DocumentBridge:
        opened.append(DocumentBridge(kept_plans.take(name)))
        return opened[-1]

    yield bridge
    for each in opened:
        each.leave()
        kept_plans.give_back(each.document)


def shared_on(document: Document) -> Iterator[DocumentBridge]:
    """A bridge for tests that undo what they do: they find the plan as it is now, with nothing to undo."""
    document._past.forget_steps()
    bridge = DocumentBridge(document)
    yield bridge
    bridge.close()


def take_all_back(bridge: DocumentBridge, since: Step | None = None) -> None:
    """Undo what was done to the plan, or after a step, in sight of the page, and let it show what that leaves."""
    while bridge.document.undo_step is not since:
        assert bridge.document.undo(), "the step was undone before"
    let_paint()
