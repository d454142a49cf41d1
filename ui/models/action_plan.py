"""What the action plan shows of each action, and how its table groups them, read from a snapshot."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from journey.model import Friction, Segment
from resources.catalogue import catalogue
from resources.i18n import N_, current, tr
from strategy.analysis import Horizon, expected_effect_date, horizon, rank_actions
from strategy.analysis.spending import planned_cost
from strategy.analysis.waiting import too_early
from strategy.links import frictions_of_action, objectives_of_action, segments_of_action
from strategy.model import Action, ActionDependency, ActionStatus, Objective
from strategy.naming import Naming
from strategy.ranking import Ranking
from strategy.snapshot import Snapshot
from ui.widgets.chip import Dot


class Grouping(StrEnum):
    """What the table puts together."""

    HORIZON = "horizon"
    SEGMENT = "segment"
    OBJECTIVE = "objective"
    PRIORITY = "priority"


NONE = ""
"""Key of the group of the actions without date, segment or objective."""

HORIZON_NAMES: Mapping[Horizon | None, str] = {
    Horizon.FIRST: N_("0 to 3 months"),
    Horizon.SECOND: N_("3 to 6 months"),
    Horizon.THIRD: N_("6 to 12 months"),
    Horizon.LATER: N_("Beyond 12 months"),
    None: N_("No dates yet"),
}
_PLACES = {name: place for place, name in enumerate(Horizon)}

MARKS: Mapping[str, str] = {
    ActionStatus.PLANNED: "todo",
    ActionStatus.IN_PROGRESS: "doing",
    ActionStatus.DONE: "done",
    ActionStatus.BLOCKED: "blocked",
    ActionStatus.DROPPED: "dropped",
}
"""Status of the method -> name of its mark."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the table: its key and name, its colour, the actions in it and what they cost together.

    An action in several groups brings an even part of its cost to each, so that the groups add up to the plan.
    """

    key: str
    title: str
    dot: Dot | None
    ids: tuple[str, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Lifted:
    """A friction that an action lifts, as the table names it."""

    code: str
    severity: int


@dataclass(frozen=True, slots=True)
class ActionFacts:
    """Everything that a row of the table shows; None and "" for what is not set."""

    id: str
    code: str
    title: str
    status: str
    segments: tuple[tuple[str, Dot], ...]
    frictions: tuple[Lifted, ...]
    objectives: tuple[str, ...]
    owner: str
    impact: int | None
    effort: int | None
    effort_days: float | None
    cost: float | None
    """What it takes of the budget."""
    cost_once: float | None
    """Without its running costs."""
    currency: str
    start: datetime.date | None
    end: datetime.date | None
    effect: datetime.date | None
    """When the effect is expected, if that is later than the end."""
    rank: int | None
    """Its place by impact, effort and segment; None while one of them is missing."""
    horizon: Horizon | None
    progress: int | None = None
    """Percent done, where the team told."""
    needs: tuple[str, ...] = ()
    """Ids of the actions that it waits for."""
    waits_for: tuple[str, ...] = ()
    """Their codes."""
    held_by: tuple[str, ...] = ()
    """Codes of those that end too late for its start."""

    @property
    def done_share(self) -> float | None:
        """How much of it is done, from 0 to 1; None where nobody told."""
        if self.mark == "done":
            return 1.0
        return None if self.progress is None else self.progress / 100

    @property
    def mark(self) -> str:
        return MARKS[self.status]

    @property
    def money(self) -> str:
        return current().money(self.cost, self.currency) if self.cost is not None else ""


def next_status(status: str) -> str:
    """The status after this one, in the method's order; the first again after the last."""
    order = [str(each) for each in ActionStatus]
    return order[(order.index(status) + 1) % len(order)]


def segment_dot(snapshot: Snapshot, segment_id: str) -> Dot:
    """The colour that a segment has everywhere: its place in the plan."""
    places = [segment.id for segment in snapshot.all(Segment)]
    return ("series", places.index(segment_id) if segment_id in places else len(places))


def horizon_dot(found: Horizon | None) -> Dot | None:
    """The colour of a horizon; those beyond the third share its colour, actions without dates have none."""
    return None if found is None else ("horizon", min(_PLACES[found], 2))


def ranks(snapshot: Snapshot) -> Mapping[str, int]:
    """The rank of each action that has a score."""
    return {each.action_id: each.rank for each in rank_actions(snapshot) if each.score is not None}


def holders(snapshot: Snapshot, names: Naming) -> Mapping[str, tuple[str, ...]]:
    """The codes of what ends too late, by the action that starts too early for it."""
    found: dict[str, tuple[str, ...]] = {}
    for each in too_early(snapshot):
        needed = names.code(snapshot.get(Action, each.needs_action_id))
        found[each.action_id] = (*found.get(each.action_id, ()), needed)
    return found


def facts_of(
    snapshot: Snapshot,
    names: Naming,
    row: Action,
    rank: int | None,
    held_by: tuple[str, ...] = (),
    ranking: Ranking | None = None,
) -> ActionFacts:
    """What the table shows of an action."""
    effect = expected_effect_date(row)
    needs = tuple(link.needs_action_id for link in snapshot.where(ActionDependency, action_id=row.id))
    return ActionFacts(
        id=row.id,
        code=names.code(row),
        title=row.name,
        status=row.status,
        segments=tuple(
            (names.title(each), segment_dot(snapshot, each.id)) for each in segments_of_action(snapshot, row.id)
        ),
        frictions=_lifted(names, frictions_of_action(snapshot, row.id)),
        objectives=tuple(names.code(each) for each in objectives_of_action(snapshot, row.id)),
        owner=row.owner.strip(),
        impact=row.impact,
        effort=(ranking or Ranking.of(snapshot)).effort_band(row.effort_days),
        effort_days=row.effort_days,
        cost=planned_cost(snapshot.plan, row),
        cost_once=row.cost,
        currency=snapshot.plan.currency,
        start=row.start_date,
        end=row.end_date,
        effect=effect if effect != row.end_date else None,
        rank=rank,
        horizon=horizon(snapshot, row),
        progress=row.progress,
        needs=needs,
        waits_for=tuple(filter(None, (names.code(snapshot.get(Action, each)) for each in needs))),
        held_by=held_by,
    )


def grouped(snapshot: Snapshot, by: str, only: frozenset[str] | None = None) -> tuple[Group, ...]:
    """The actions in groups, by rank in quadrants and else in the plan's order; `only` keeps those actions.

    Empty groups are left out.
    """
    rows = [row for row in snapshot.all(Action) if only is None or row.id in only]
    if by == Grouping.PRIORITY:
        order = [each.action_id for each in rank_actions(snapshot)]
        rows.sort(key=lambda row: order.index(row.id) if row.id in order else len(order))
    heads = {
        Grouping.HORIZON: _horizons, Grouping.SEGMENT: _segments, Grouping.OBJECTIVE: _objectives,
        Grouping.PRIORITY: _quadrants,
    }  # fmt: skip
    keys = {row.id: _keys(snapshot, row, by) for row in rows}
    groups = []
    for key, title, dot in heads[Grouping(by)](snapshot):
        inside = [row for row in rows if key in keys[row.id]]
        if inside:
            costs = [(planned_cost(snapshot.plan, row) or 0.0) / len(keys[row.id]) for row in inside if _counts(row)]
            cost = sum(costs)
            groups.append(Group(key, title, dot, tuple(row.id for row in inside), cost))
    return tuple(groups)


def _counts(row: Action) -> bool:
    return row.status != ActionStatus.DROPPED


def _lifted(names: Naming, frictions: tuple[Friction, ...]) -> tuple[Lifted, ...]:
    found = [Lifted(names.code(each), each.severity or 1) for each in frictions]
    return tuple(sorted(found, key=lambda each: -each.severity))


def _keys(snapshot: Snapshot, row: Action, by: str) -> list[str]:
    if by == Grouping.SEGMENT:
        found = [each.id for each in segments_of_action(snapshot, row.id)]
    elif by == Grouping.OBJECTIVE:
        found = [each.id for each in objectives_of_action(snapshot, row.id)]
    elif by == Grouping.PRIORITY:
        ranking = Ranking.of(snapshot)
        found = [ranking.quadrant(row.impact, ranking.effort_band(row.effort_days)) or NONE]
    else:
        found = [str(horizon(snapshot, row) or NONE)]
    return found or [NONE]


def _horizons(_snapshot: Snapshot) -> list[tuple[str, str, Dot | None]]:
    return [(str(each or NONE), tr(HORIZON_NAMES[each]), horizon_dot(each)) for each in (*Horizon, None)]


def _segments(snapshot: Snapshot) -> list[tuple[str, str, Dot | None]]:
    names = Naming(snapshot, current())
    found: list[tuple[str, str, Dot | None]] = [
        (each.id, names.title(each) or tr("Segment to name"), ("series", place))
        for place, each in enumerate(snapshot.all(Segment))
    ]
    return [*found, (NONE, tr("No segment yet"), None)]


def _objectives(snapshot: Snapshot) -> list[tuple[str, str, Dot | None]]:
    names = Naming(snapshot, current())
    found: list[tuple[str, str, Dot | None]] = [
        (each.id, f"{names.code(each)}  {names.title(each)}".strip(), None) for each in snapshot.all(Objective)
    ]
    return [*found, (NONE, tr("No objective yet"), None)]


def _quadrants(_snapshot: Snapshot) -> list[tuple[str, str, Dot | None]]:
    found: list[tuple[str, str, Dot | None]] = [
        (each, current().label(each), None) for each in catalogue().ids("action_quadrants")
    ]
    return [*found, (NONE, tr("Impact or effort to set"), None)]
