"""The figures of a journey, computed after the paint: at once where it is small, in a thread of their own else."""

from __future__ import annotations

from journey.model import Touchpoint
from strategy.snapshot import Snapshot
from ui.latest import AT_ONCE, Latest


class Reckoner(Latest):
    """`came` carries the `JourneyResults` of the journey that was asked for last."""

    def reckon(self, snapshot: Snapshot, journey_id: str) -> None:
        """Compute the figures of a journey as the snapshot has it."""
        from journey import analysis

        is_small = len(snapshot.where(Touchpoint, journey_id=journey_id)) <= AT_ONCE
        self.ask(lambda: analysis.journey_results(snapshot, journey_id), at_once=is_small)
