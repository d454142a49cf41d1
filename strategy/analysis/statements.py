"""What the plan suggests to write into the SWOT, what its checklist of data says, and what rests on a weak area."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journey.model import Friction, Journey, JourneyKind, NodeKind, Persona, Touchpoint
from resources.catalogue import catalogue
from resources.i18n import N_, language_of, words
from strategy.analysis.capabilities import Reading, area_scores
from strategy.links import actions_of_statement, touchpoints_of_action
from strategy.model import (
    AuditNote,
    AuditTopic,
    CapabilityAnswer,
    Quadrant,
    SwotFriction,
    SwotJourney,
    SwotStatement,
    SwotTouchpoint,
)
from strategy.snapshot import Snapshot

DATA_VALUE = "capq_data_value"
"""The question whose checklist names the kinds of data that make customer data valuable."""

_QUADRANT_OF_TOPIC = {
    AuditTopic.STRENGTH.value: Quadrant.STRENGTH.value,
    AuditTopic.WEAKNESS.value: Quadrant.WEAKNESS.value,
}
_QUADRANT_OF_READING = {Reading.STRENGTH: Quadrant.STRENGTH.value, Reading.WEAKNESS: Quadrant.WEAKNESS.value}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A statement that the plan suggests. `note_id` is the stock-taking note it comes from; None = an area's score."""

    quadrant: str
    text: str
    area: str | None = None
    note_id: str | None = None


def proposals(snapshot: Snapshot) -> tuple[Proposal, ...]:
    """Strong and weak points noted while taking stock, then areas that score so, as far as no statement says it."""
    return (*_from_notes(snapshot), *_from_scores(snapshot))


def data_values(snapshot: Snapshot) -> Mapping[str, bool]:
    """The kinds of data of the checklist, in the method's order, and whether each is ticked."""
    ticked = {row.question for row in snapshot.all(CapabilityAnswer) if row.answer == "yes"}
    return {data_type: data_type in ticked for data_type in catalogue()[DATA_VALUE].ids("checklist")}


def data_weakness(snapshot: Snapshot, data_type: str) -> Proposal:
    """The weakness that a kind of data which is not there amounts to, in the plan's language."""
    language = language_of(snapshot.plan.language)
    text = words(language).tr(N_("No usable data: {name}")).format(name=catalogue().label(data_type, language))
    return Proposal(Quadrant.WEAKNESS.value, text, catalogue()[DATA_VALUE].get("area"))


def is_stated(snapshot: Snapshot, proposal: Proposal) -> bool:
    """Whether a statement of the quadrant already says the same, in these words."""
    said = {row.text.strip().casefold() for row in snapshot.where(SwotStatement, quadrant=proposal.quadrant)}
    return proposal.text.strip().casefold() in said


def channels_in_use(snapshot: Snapshot) -> tuple[str, ...]:
    """Channels of touchpoints, personas and earlier answers, in the order in which the plan names them."""
    by_touchpoint = [point.channel for point in snapshot.all(Touchpoint)]
    by_persona = [channel for persona in snapshot.all(Persona) for channel in persona.channels]
    by_answer = [row.channel for row in snapshot.all(CapabilityAnswer)]
    named = dict.fromkeys(channel for channel in (*by_touchpoint, *by_persona, *by_answer) if channel)
    order = {channel: place for place, channel in enumerate(catalogue().ids("channels"))}
    return tuple(sorted(named, key=lambda channel: order.get(channel, len(order))))


def touchpoints_relying_on(snapshot: Snapshot, area: str) -> tuple[Touchpoint, ...]:
    """The to-be touchpoints that depend on an area through its weaknesses.

    A touchpoint depends on a weakness when the team says so, when an action on the weakness changes it, when it has a
    friction that the weakness explains, or when its journey relies on the weakness.
    """
    to_be = {row.id for row in snapshot.where(Journey, kind=JourneyKind.TO_BE.value)}
    wanted: set[str] = set()
    for statement in snapshot.where(SwotStatement, area=area, quadrant=Quadrant.WEAKNESS.value):
        wanted.update(_touched(snapshot, statement))
        relying = {link.journey_id for link in snapshot.where(SwotJourney, statement_id=statement.id)}
        wanted.update(point.id for point in snapshot.all(Touchpoint) if point.journey_id in relying)
    return tuple(
        point
        for point in snapshot.all(Touchpoint)
        if point.id in wanted and point.journey_id in to_be and point.kind == NodeKind.TOUCHPOINT.value
    )


def _touched(snapshot: Snapshot, statement: SwotStatement) -> Iterator[str]:
    yield from (link.touchpoint_id for link in snapshot.where(SwotTouchpoint, statement_id=statement.id))
    for action in actions_of_statement(snapshot, statement.id):
        yield from (point.id for point in touchpoints_of_action(snapshot, action.id))
    for link in snapshot.where(SwotFriction, statement_id=statement.id):
        friction = snapshot.get(Friction, link.friction_id)
        if friction is not None and friction.touchpoint_id:
            yield friction.touchpoint_id


def _from_notes(snapshot: Snapshot) -> Iterator[Proposal]:
    for note in snapshot.all(AuditNote):
        quadrant = _QUADRANT_OF_TOPIC.get(note.topic)
        if quadrant and note.text.strip():
            proposal = Proposal(quadrant, note.text.strip(), note_id=note.id)
            if not is_stated(snapshot, proposal):
                yield proposal


def _from_scores(snapshot: Snapshot) -> Iterator[Proposal]:
    for area in area_scores(snapshot):
        quadrant = _QUADRANT_OF_READING.get(area.reading) if area.reading and area.is_assessed else None
        if quadrant and not snapshot.where(SwotStatement, quadrant=quadrant, area=area.area):
            yield Proposal(quadrant, catalogue().label(area.area, language_of(snapshot.plan.language)), area.area)
