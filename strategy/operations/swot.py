"""Gestures of step 4: answers to the diagnostic questions, resources, statements."""

from __future__ import annotations

from collections.abc import Sequence

from journey.kinds import accepted, title_of
from journey.operations.rows import in_order, insert, next_position, required
from resources.catalogue import catalogue
from resources.i18n import N_
from storage.base import link_id
from storage.document import Document
from storage.errors import PlanError
from strategy.kinds import KINDS
from strategy.model import (
    ActionStatement,
    AuditNote,
    AuditTopic,
    CapabilityAnswer,
    Quadrant,
    ResourceAnswer,
    SwotFriction,
    SwotJourney,
    SwotStatement,
    SwotTouchpoint,
)
from strategy.operations.editing import move, set_values
from strategy.operations.links import linked, set_links
from strategy.operations.plan import plan_label

UNKNOWN = "unknown"
NOT_APPLICABLE = "not_applicable"


def answers_of(question: str) -> tuple[str, ...]:
    """The answers that a diagnostic or resource question accepts: its scale, "unknown" and "not_applicable"."""
    scale = catalogue()[catalogue()[question].get("scale")]
    return (*(str(option.get("value")) for option in scale.parts("options")), UNKNOWN, NOT_APPLICABLE)


def answer(
    document: Document,
    question: str,
    value: str | int | None,
    channel: str | None = None,
    *,
    comment: str | None = None,
) -> None:
    """Answer one of the fourteen questions, overall or for one channel; None clears the answer.

    `comment` None leaves the comment as it is.
    """
    text = _checked(question, value)
    merge_key = f"answer {question} {channel}"
    with document.transact(N_("Answer a question"), merge_key, subject=plan_label(document, question)) as session:
        row = next(iter(in_order(session, CapabilityAnswer, question=question, channel=channel)), None)
        if row is None:
            row = CapabilityAnswer(id=link_id(question, channel or ""), question=question, channel=channel)
            insert(session, [row], KINDS)
        row.answer = text
        if comment is not None:
            row.comment = accepted(CapabilityAnswer, "comment", comment, {})


def comment_answer(document: Document, question: str, comment: str, channel: str | None = None) -> None:
    """Set the comment of an answer, whether or not the question is answered."""
    known = document.all(CapabilityAnswer, question=question, channel=channel)
    answer(document, question, known[0].answer if known else None, channel, comment=comment)


def answer_resource(
    document: Document,
    question: str,
    value: str | int | None,
    *,
    amount: float | None = None,
    comment: str | None = None,
) -> None:
    """Answer a question about budget, skills, compatibility or lead time; `amount` in plan currency where asked."""
    text = _checked(question, value)
    amount = accepted(ResourceAnswer, "amount", amount, KINDS[ResourceAnswer].limits)
    with document.transact(
        N_("Answer a question"), f"answer {question}", subject=plan_label(document, question)
    ) as session:
        row = next(iter(in_order(session, ResourceAnswer, question=question)), None)
        if row is None:
            row = ResourceAnswer(id=question, question=question)
            insert(session, [row], KINDS)
        row.answer, row.amount = text, amount
        if comment is not None:
            row.comment = accepted(ResourceAnswer, "comment", comment, {})


def add_statement(
    document: Document,
    quadrant: str,
    *,
    text: str = "",
    area: str | None = None,
    friction_ids: Sequence[str] = (),
    touchpoint_ids: Sequence[str] = (),
    journey_ids: Sequence[str] = (),
) -> str:
    """Add a strength, weakness, opportunity or threat with its links; returns its id."""
    statement = SwotStatement(quadrant=str(quadrant), text=text, area=area)
    with document.transact(N_("Add statement"), subject=title_of(statement)) as session:
        statement.position = next_position(session, SwotStatement, quadrant=statement.quadrant)
        frictions = linked(SwotFriction, [(statement.id, each) for each in dict.fromkeys(friction_ids)])
        points = linked(SwotTouchpoint, [(statement.id, each) for each in dict.fromkeys(touchpoint_ids)])
        journeys = linked(SwotJourney, [(statement.id, each) for each in dict.fromkeys(journey_ids)])
        insert(session, [statement, *frictions, *points, *journeys], KINDS)
    return statement.id


def adopt_audit_note(document: Document, note_id: str) -> str:
    """Take a strong or weak point of the stock-taking over as a statement; returns the statement's id."""
    note = required(document.session, AuditNote, note_id)
    is_strength = note.topic == AuditTopic.STRENGTH
    return add_statement(document, Quadrant.STRENGTH if is_strength else Quadrant.WEAKNESS, text=note.text)


def move_statement(document: Document, statement_id: str, quadrant: str, index: int) -> None:
    """Move a statement to a place in a quadrant (0 = first), counted without the statement itself.

    What a team lives with is a weakness: in another quadrant the statement is no longer accepted.
    """
    known = document.get(SwotStatement, statement_id)
    with document.transact(N_("Move statement"), subject=title_of(known) if known else ""):
        if known is not None and known.quadrant != quadrant:
            is_weakness = quadrant == Quadrant.WEAKNESS
            accepted_still = known.is_accepted and is_weakness
            set_values(
                document, SwotStatement, statement_id, {"quadrant": str(quadrant), "is_accepted": accepted_still}
            )
        move(document, SwotStatement, statement_id, index)


def link_statement(
    document: Document,
    statement_id: str,
    *,
    friction_ids: Sequence[str],
    touchpoint_ids: Sequence[str],
    journey_ids: Sequence[str],
    action_ids: Sequence[str],
) -> None:
    """Make these frictions, touchpoints, journeys and actions, and no others, those of a statement."""
    known = document.get(SwotStatement, statement_id)
    with document.transact(N_("Link a statement"), subject=title_of(known) if known else ""):
        set_links(document, SwotFriction, statement_id, friction_ids)
        set_links(document, SwotTouchpoint, statement_id, touchpoint_ids)
        set_links(document, SwotJourney, statement_id, journey_ids)
        set_links(document, ActionStatement, statement_id, action_ids, owner_column="statement_id")


def tick_data(document: Document, data_type: str, is_usable: bool) -> None:
    """Say whether a kind of customer data of the data value checklist is there and of use."""
    value = "yes" if is_usable else "no"
    with document.transact(
        N_("Tick customer data"), f"tick {data_type}", subject=plan_label(document, data_type)
    ) as session:
        row = next(iter(in_order(session, CapabilityAnswer, question=data_type)), None)
        if row is None:
            row = CapabilityAnswer(id=link_id(data_type, ""), question=data_type)
            insert(session, [row], KINDS)
        row.answer = value


def _checked(question: str, value: str | int | None) -> str | None:
    if value is not None and str(value) not in answers_of(question):
        raise PlanError(N_("“{value}” is not one of the choices. Pick one from the list."), value=value)
    return None if value is None else str(value)
