"""The banner of the journey on screen: the warnings of the step that are about this journey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.models.journey_tree import journey_of
from ui.pages.step_banner import StepBanner

if TYPE_CHECKING:
    from strategy.rules.registry import Finding
    from ui.document_bridge import DocumentBridge


class JourneyBanner(StepBanner):
    """Speaks of one journey at a time."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, ("step_3_journeys",), margins=(20, 10, 20, 10), parent=parent)
        self._journey_id = ""

    def show_journey(self, journey_id: str) -> None:
        """Follow the warnings about this journey."""
        self._journey_id = journey_id
        self.follow()

    def findings(self) -> Sequence[Finding]:
        snapshot = self._bridge.snapshot()
        return [each for each in super().findings() if journey_of(snapshot, each.kind, each.row_id) == self._journey_id]
