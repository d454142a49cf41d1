"""Functional needs that segments share, ranked into investments: what serves most segments, then what costs less."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from strategy.links import kept_actions, segments_of_need
from strategy.model import Action, ActionNeed, FunctionalNeed
from strategy.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class NeedRank:
    """How a need ranks among the investments; `rank` counts from 1.

    `impact` and `cost` are the team's own, else those of the actions that meet the need: the highest impact, the sum of
    the costs. `score` is segments served x impact; None while the impact is not known.
    """

    need_id: str
    rank: int
    segments: int
    impact: int | None
    cost: float | None

    @property
    def score(self) -> int | None:
        return None if self.impact is None else self.segments * self.impact


def weigh_needs(snapshot: Snapshot) -> tuple[NeedRank, ...]:
    """The needs in the order of their ranks: the team's own first, then by score, the cheaper on the same score.

    Needs without an impact come after those that have one, the most shared first.
    """
    needs = {need.id: need for need in snapshot.all(FunctionalNeed)}
    weighed = [_weighed(snapshot, need) for need in needs.values()]
    weighed.sort(key=lambda each: (*_own_rank(needs[each.need_id]), *_worth(each)))
    return tuple(
        NeedRank(each.need_id, place, each.segments, each.impact, each.cost) for place, each in enumerate(weighed, 1)
    )


def rank_needs(snapshot: Snapshot) -> tuple[tuple[FunctionalNeed, int], ...]:
    """The functional needs in the order of their ranks, with their number of segments."""
    needs = {need.id: need for need in snapshot.all(FunctionalNeed)}
    return tuple((needs[each.need_id], each.segments) for each in weigh_needs(snapshot))


def alike_needs(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """Pairs of needs that may be one: of the same name, or of the same platform on a channel that they share."""
    return tuple(_alike(snapshot))


def actions_of_need(snapshot: Snapshot, need_id: str) -> tuple[Action, ...]:
    """The kept actions that meet a need."""
    linked = {link.action_id for link in snapshot.where(ActionNeed, need_id=need_id)}
    return tuple(action for action in kept_actions(snapshot) if action.id in linked)


def _weighed(snapshot: Snapshot, need: FunctionalNeed) -> NeedRank:
    actions = actions_of_need(snapshot, need.id)
    impacts = [action.impact for action in actions if action.impact is not None]
    costs = [action.cost for action in actions if action.cost is not None]
    impact = need.impact if need.impact is not None else max(impacts, default=None)
    cost = need.cost if need.cost is not None else sum(costs) if costs else None
    return NeedRank(need.id, 0, len(segments_of_need(snapshot, need.id)), impact, cost)


def _own_rank(need: FunctionalNeed) -> tuple[bool, int]:
    return need.rank is None, need.rank or 0


def _worth(each: NeedRank) -> tuple[bool, int, int, float]:
    cost = float("inf") if each.cost is None else each.cost
    return each.score is None, -(each.score or 0), -each.segments, cost


def _alike(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for first, second in combinations(snapshot.all(FunctionalNeed), 2):
        name = first.name.strip().casefold()
        is_same_name = bool(name) and name == second.name.strip().casefold()
        is_same_platform = first.platform is not None and first.platform == second.platform
        if is_same_name or (is_same_platform and set(first.channels) & set(second.channels)):
            yield first.id, second.id
