"""Gestures of the follow-up: decisions after a reading, A/B tests. Readings are in `objectives`."""

from __future__ import annotations

import datetime

from journey.kinds import title_of
from journey.operations.rows import insert, next_position, required
from resources.i18n import N_
from storage.document import Document
from strategy.kinds import KINDS
from strategy.model import AbTest, Action, Decision, KpiReading


def add_decision(
    document: Document,
    *,
    reading_id: str | None = None,
    action_id: str | None = None,
    text: str = "",
    owner: str = "",
    date: datetime.date | None = None,
) -> str:
    """Note what the team decided, after a reading and about an action where there are any; returns its id."""
    decision = Decision(reading_id=reading_id, action_id=action_id, text=text, owner=owner, date=date)
    with document.transact(N_("Add decision"), subject=title_of(decision)) as session:
        if reading_id is not None:
            required(session, KpiReading, reading_id)
        if action_id is not None:
            required(session, Action, action_id)
        decision.position = next_position(session, Decision, reading_id=reading_id)
        insert(session, [decision], KINDS)
    return decision.id


def add_ab_test(document: Document, *, name: str = "", action_id: str | None = None) -> str:
    """Add a comparison of two variants, of an action or free; returns its id."""
    test = AbTest(name=name, action_id=action_id)
    with document.transact(N_("Add A/B test"), subject=name) as session:
        if action_id is not None:
            required(session, Action, action_id)
        test.position = next_position(session, AbTest)
        insert(session, [test], KINDS)
    return test.id
