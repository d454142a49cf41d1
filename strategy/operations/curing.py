"""Gestures that close a gap of the chain and take more than one of the others."""

from __future__ import annotations

from collections.abc import Sequence

from journey.kinds import title_of
from journey.model import Journey, Segment
from journey.operations.rows import required
from resources.i18n import N_
from storage.document import Document
from strategy.model import Action, ActionObjective, JourneyObjective
from strategy.operations.actions import add_action
from strategy.operations.editing import set_value
from strategy.operations.journeys import duplicate_journey
from strategy.operations.links import link
from strategy.operations.objectives import add_objective


def add_measured_action(document: Document, kpi: str, *, objective_ids: Sequence[str] = ()) -> str:
    """Add an action that serves these objectives and is measured by an indicator; returns its id."""
    with document.transact(N_("Add action")):
        made = add_action(document, objective_ids=objective_ids)
        set_value(document, Action, made, "kpi", kpi)
    return made


def add_objective_for(
    document: Document, aspect: str, *, journey_id: str | None = None, action_id: str | None = None
) -> str:
    """Add an objective from an aspect for the segment of a journey, or for those of an action, and link it to it.

    Returns the new id.
    """
    with document.transact(N_("Add objective")) as session:
        segments: list[str] = []
        if journey_id is not None:
            served = required(session, Journey, journey_id).segment_id
            segments = [served] if served else []
        made = add_objective(document, aspect=aspect, segment_ids=segments)
        if journey_id is not None:
            link(document, JourneyObjective, journey_id, made)
        if action_id is not None:
            link(document, ActionObjective, action_id, made)
    return made


def copy_journey_for(document: Document, journey_id: str, segment_id: str) -> str:
    """Give a segment a copy of a journey, with all that was found on it; returns the new id."""
    segment = document.get(Segment, segment_id)
    with document.transact(N_("Copy a journey"), subject=title_of(segment) if segment else "") as session:
        made = duplicate_journey(document, journey_id)
        named = required(session, Segment, segment_id)
        copy = required(session, Journey, made)
        copy.segment_id, copy.name = named.id, named.name or copy.name
    return made
