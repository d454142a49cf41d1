"""What an action can be linked to: for each link, the choices of the plan and those made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from journey.model import Friction, Journey, Opportunity, Segment, Touchpoint
from resources.i18n import N_, current, tr
from storage.base import Base
from strategy.model import (
    Action,
    ActionDependency,
    ActionFriction,
    ActionNeed,
    ActionObjective,
    ActionOpportunity,
    ActionSegment,
    ActionStatement,
    ActionTouchpoint,
    FunctionalNeed,
    Objective,
    SwotStatement,
)
from strategy.naming import Naming
from strategy.operations import set_links
from strategy.operations.links import link_columns
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.action_plan import segment_dot
from ui.widgets.choices import Choice

Choices = list[Choice]


@dataclass(frozen=True, slots=True)
class Link:
    """One kind of link of an action: its class, what the field is called, and what there is to choose from."""

    mapped: type[Base]
    title: str
    placeholder: str
    choices: Callable[[Snapshot, str], Choices]


def chosen_ids(snapshot: Snapshot, link: Link, action_id: str) -> list[str]:
    """What the action is linked to."""
    first, second = link_columns(link.mapped)
    return [getattr(row, second) for row in snapshot.where(link.mapped, **{first: action_id})]


def write_links(bridge: DocumentBridge, link: Link, action_id: str, ids: list[str]) -> None:
    """Make these the links of the action, if they differ."""
    if set(ids) != set(chosen_ids(bridge.snapshot(), link, action_id)):
        bridge.attempt(lambda: set_links(bridge.document, link.mapped, action_id, ids))


def _segments(snapshot: Snapshot, _action_id: str) -> Choices:
    names = Naming(snapshot, current())
    return [
        Choice(row.id, names.title(row) or tr("Segment to name"), dot=segment_dot(snapshot, row.id))
        for row in snapshot.all(Segment)
    ]


def _frictions(snapshot: Snapshot, action_id: str) -> Choices:
    """Those of the action's journey first, then all others."""
    names, action = Naming(snapshot, current()), snapshot.get(Action, action_id)
    rows = sorted(snapshot.all(Friction), key=lambda row: action is None or row.journey_id != action.journey_id)
    return [
        Choice(row.id, f"{names.code(row)}  {names.title(row)}", note=names.place_of(row), icon="diamond")
        for row in rows
    ]


def _touchpoints(snapshot: Snapshot, action_id: str) -> Choices:
    names, action = Naming(snapshot, current()), snapshot.get(Action, action_id)
    journey_id = action.journey_id if action else None
    kept = [each for each in snapshot.all(Journey) if journey_id in (None, each.id)]
    # A target journey changes the touchpoints of the journey it comes from: both are offered.
    near = {each.id for each in kept} | {
        each.id for each in snapshot.all(Journey) for one in kept if one.segment_id == each.segment_id
    }
    return [
        Choice(row.id, names.title(row), note=names.title(journey), icon="map-pin")
        for journey in snapshot.all(Journey)
        if journey.id in near
        for row in snapshot.where(Touchpoint, journey_id=journey.id)
        if names.code(row)
    ]


def _rows(mapped: type[Base], icon: str) -> Callable[[Snapshot, str], Choices]:
    def choices(snapshot: Snapshot, action_id: str) -> Choices:
        names = Naming(snapshot, current())
        return [
            Choice(row.id, f"{names.code(row)}  {names.title(row)}".strip(), icon=icon)
            for row in snapshot.all(mapped)
            if row.id != action_id
        ]

    return choices


SEGMENT = Link(ActionSegment, N_("Segments"), N_("Segment to choose"), _segments)
TOUCHPOINT = Link(ActionTouchpoint, N_("Touchpoints"), N_("None chosen"), _touchpoints)
FRICTION = Link(ActionFriction, N_("Frictions addressed"), N_("None chosen"), _frictions)
NEED = Link(ActionNeed, N_("Functional needs"), N_("None chosen"), _rows(FunctionalNeed, "wrench"))
STATEMENT = Link(ActionStatement, N_("Strengths used, weaknesses fixed"), N_("None chosen"),
                 _rows(SwotStatement, "layout-grid"))  # fmt: skip
OPPORTUNITY = Link(ActionOpportunity, N_("Opportunities seized"), N_("None chosen"), _rows(Opportunity, "lightbulb"))
OBJECTIVE = Link(ActionObjective, N_("Objectives served"), N_("Objective to choose"), _rows(Objective, "target"))
DEPENDENCY = Link(ActionDependency, N_("Waits for"), N_("None chosen"), _rows(Action, "flag"))

LINKS: Mapping[str, Link] = {
    "segments": SEGMENT, "touchpoints": TOUCHPOINT, "frictions": FRICTION, "needs": NEED, "statements": STATEMENT,
    "opportunities": OPPORTUNITY, "objectives": OBJECTIVE, "dependencies": DEPENDENCY,
}  # fmt: skip
