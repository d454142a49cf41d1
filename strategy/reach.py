"""What an objective reaches: the journeys that serve it, their frictions, and the actions with what they cost."""

from __future__ import annotations

from dataclasses import dataclass

from journey.model import Friction, Journey
from strategy.links import actions_of_objective
from strategy.model import Action, JourneyObjective
from strategy.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Reach:
    """Ids in screen order; `cost` is in the plan's currency, actions without a cost counting for nothing."""

    journeys: tuple[str, ...]
    frictions: tuple[str, ...]
    actions: tuple[str, ...]
    cost: float


def reach_of_objective(snapshot: Snapshot, objective_id: str) -> Reach:
    """The journeys linked to an objective, the frictions on them, and its kept actions."""
    linked = {link.journey_id for link in snapshot.where(JourneyObjective, objective_id=objective_id)}
    actions: tuple[Action, ...] = actions_of_objective(snapshot, objective_id)
    return Reach(
        journeys=tuple(journey.id for journey in snapshot.all(Journey) if journey.id in linked),
        frictions=tuple(friction.id for friction in snapshot.all(Friction) if friction.journey_id in linked),
        actions=tuple(action.id for action in actions),
        cost=sum(action.cost or 0.0 for action in actions),
    )
