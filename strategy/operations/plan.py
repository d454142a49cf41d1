"""Gestures on the plan itself, its participants, and the rows that a new plan starts with."""

from __future__ import annotations

import datetime

from journey.kinds import shortened
from journey.operations.rows import insert, next_position
from resources.catalogue import catalogue
from resources.i18n import N_
from storage.base import Base
from storage.document import Document
from strategy.kinds import KINDS
from strategy.model import PLAN_ROW, Participant, Plan


def new_plan_rows(
    *,
    name: str,
    language: str,
    company: str = "",
    currency: str = "EUR",
    start_date: datetime.date | None = None,
    end_date: datetime.date | None = None,
    budget: float | None = None,
) -> list[Base]:
    """The rows of an empty plan: its own row, and nothing else yet."""
    return [
        Plan(
            id=PLAN_ROW,
            name=name,
            company=company,
            language=language,
            currency=currency,
            reference_date=start_date,
            start_date=start_date,
            end_date=end_date,
            budget=budget,
        )
    ]


def plan_language(document: Document) -> str:
    """The language of the plan's own texts, which names taken from the catalogue follow."""
    plan = document.get(Plan, PLAN_ROW)
    return plan.language if plan else "fr"


def plan_label(document: Document, entry_id: str) -> str:
    """What a catalogue entry is called in the plan's language, short enough for the name of an undo step."""
    return shortened(catalogue().label(entry_id, plan_language(document)))


def add_participant(document: Document, *, name: str = "", department: str = "", role: str = "") -> str:
    """Add a person to the workshops; returns the new id."""
    participant = Participant(name=name, department=department, role=role)
    with document.transact(N_("Add participant"), subject=name) as session:
        participant.position = next_position(session, Participant)
        insert(session, [participant], KINDS)
    return participant.id
