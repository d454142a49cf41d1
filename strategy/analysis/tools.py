"""How sure the choice of a tool is: how far the first is ahead, and which weight would change that."""

from __future__ import annotations

from dataclasses import dataclass

from strategy.analysis.actions import tool_score, tool_weights
from strategy.model import Tool, ToolRating
from strategy.snapshot import Snapshot

_HEAVIEST = 100.0


@dataclass(frozen=True, slots=True)
class ToolLead:
    """The best tool of a category against the next one; `points` of 100 lie between their scores.

    `criterion` is the one whose weight has to change least for the two to be level, `weight` what it would be; None
    when no single weight from 0 to 100 levels them. `unrated` counts the criteria on which not both are rated.
    """

    first_id: str
    second_id: str
    points: float
    criterion: str | None
    weight: float | None
    unrated: int


def tool_lead(snapshot: Snapshot, category: str | None) -> ToolLead | None:
    """How far the best tool is ahead, all else equal; None while fewer than two tools have a score.

    Ratings r and weights w give the scores Σwr/Σw. With both tools rated on all criteria the sums of the weights are
    equal, so the two are level when Σw(r₁ − r₂) is 0, which the weight of one criterion brings about by itself.
    """
    rows = [row for row in snapshot.all(Tool) if category in (None, row.category)]
    scored = [(score, row.id) for row in rows if (score := tool_score(snapshot, row)) is not None]
    scored.sort(key=lambda each: -each[0])  # equal scores stay in the plan's order
    if len(scored) < 2:
        return None
    (best, first_id), (next_best, second_id) = scored[:2]
    weights, first, second = tool_weights(snapshot), _ratings(snapshot, first_id), _ratings(snapshot, second_id)
    both = [criterion for criterion in weights if criterion in first and criterion in second]
    unrated = len(weights) - len(both)
    ahead = {criterion: first[criterion] - second[criterion] for criterion in both}
    lead = sum(weights[criterion] * gap for criterion, gap in ahead.items())
    level = {criterion: weights[criterion] - lead / gap for criterion, gap in ahead.items() if gap}
    possible = {criterion: weight for criterion, weight in level.items() if 0.0 <= weight <= _HEAVIEST}
    is_comparable = not unrated and bool(possible)
    closest = min(possible, key=lambda each: abs(possible[each] - weights[each])) if is_comparable else None
    weight = possible[closest] if closest else None
    return ToolLead(first_id, second_id, best - next_best, closest, weight, unrated)


def _ratings(snapshot: Snapshot, tool_id: str) -> dict[str, int]:
    rated = snapshot.where(ToolRating, tool_id=tool_id)
    return {row.criterion: row.rating for row in rated if row.rating is not None}
