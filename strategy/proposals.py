"""What the method proposes for an action: types that suit what it answers, and levers that suit its type."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import Friction, Opportunity
from strategy.entries import entry_value
from strategy.links import frictions_of_action, statements_of_action
from strategy.model import Action, ActionOpportunity, Quadrant, SwotStatement
from strategy.snapshot import Snapshot


def remedies(snapshot: Snapshot, rows: Sequence[Friction | SwotStatement | Opportunity]) -> tuple[str, ...]:
    """The types of action that suit frictions, weaknesses (by their capability area) and gaps, without repeats."""
    found = [each for row in rows for each in entry_value(snapshot, _sort_of(row), "remedies") or ()]
    return tuple(dict.fromkeys(found))


def proposed_types(snapshot: Snapshot, action: Action) -> tuple[str, ...]:
    """The types that suit what an action answers."""
    seized = snapshot.where(ActionOpportunity, action_id=action.id)
    opportunities = [row for link in seized if (row := snapshot.get(Opportunity, link.opportunity_id))]
    weaknesses = [row for row in statements_of_action(snapshot, action.id) if row.quadrant == Quadrant.WEAKNESS]
    return remedies(snapshot, [*frictions_of_action(snapshot, action.id), *weaknesses, *opportunities])


def proposed_levers(snapshot: Snapshot, types: Sequence[str | None]) -> tuple[str, ...]:
    """The levers that suit these types of action, the best known of each first."""
    lists = [list(entry_value(snapshot, each, "levers") or ()) for each in types]
    longest = max(map(len, lists), default=0)
    found = [each[place] for place in range(longest) for each in lists if place < len(each)]
    return tuple(dict.fromkeys(found))


def _sort_of(row: Friction | SwotStatement | Opportunity) -> str | None:
    return row.area if isinstance(row, SwotStatement) else row.type
