"""What the welcome screen will say of a plan: written when it is opened and when it is closed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ui.pages.registry import STEP_PAGES
from ui.recent import RecentPlan, remember

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot
    from ui.document_bridge import DocumentBridge


def remember_plan(bridge: DocumentBridge) -> None:
    """Put the plan first among the recent ones."""
    snapshot, states = bridge.snapshot(), bridge.step_states()
    plan = snapshot.plan
    remember(
        RecentPlan(
            path=str(bridge.document.path),
            name=plan.name or bridge.document.path.stem,
            company=plan.company,
            steps=tuple(states[page_id].state.value for page_id in STEP_PAGES),
            sketch=_sketch(snapshot),
            is_fictitious=plan.is_fictitious,
        )
    )


def _sketch(snapshot: Snapshot) -> tuple[int, ...]:
    """How many touchpoints each stage of the first journey has."""
    from journey.model import Journey, Stage, Touchpoint

    journeys = snapshot.all(Journey)
    if not journeys:
        return ()
    points = Counter(point.stage_id for point in snapshot.where(Touchpoint, journey_id=journeys[0].id))
    return tuple(points[stage.id] for stage in snapshot.where(Stage, journey_id=journeys[0].id))
