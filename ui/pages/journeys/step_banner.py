"""The banner of the journey on screen: the warnings of the step that are about this journey."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from journey.model import NodeKind, Touchpoint, Transition
from ui.models.journey_tree import journey_of
from ui.pages.step_banner import StepBanner

if TYPE_CHECKING:
    from strategy.rules.registry import Finding
    from strategy.snapshot import Snapshot
    from ui.document_bridge import DocumentBridge


_WHILE_DRAWN = frozenset({"warn_dead_end", "warn_unreachable", "warn_probabilities", "warn_stage_without_touchpoint"})
"""What every journey is wrong about while it is being drawn; the count in the status bar has them all the same."""
_ENDS = frozenset({NodeKind.SUCCESS.value, NodeKind.DROP_OFF.value})


class JourneyBanner(StepBanner):
    """Speaks of one journey at a time, and leaves one that is only begun in peace, as the canvas does."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, ("step_3_journeys",), margins=(20, 10, 20, 10), parent=parent)
        self._journey_id = ""

    def show_journey(self, journey_id: str) -> None:
        """Follow the warnings about this journey."""
        self._journey_id = journey_id
        self.follow()

    def findings(self) -> Sequence[Finding]:
        snapshot = self._bridge.snapshot()
        hushed = frozenset() if _leads_to_an_end(snapshot, self._journey_id) else _WHILE_DRAWN
        found = (each for each in super().findings() if each.rule_id not in hushed)
        return [each for each in found if journey_of(snapshot, each.kind, each.row_id) == self._journey_id]


def _leads_to_an_end(snapshot: Snapshot, journey_id: str) -> bool:
    """Whether the journey is more than begun: some transition leads to an end."""
    ends = {point.id for point in snapshot.where(Touchpoint, journey_id=journey_id) if point.kind in _ENDS}
    return any(way.target_id in ends for way in snapshot.where(Transition, journey_id=journey_id))
