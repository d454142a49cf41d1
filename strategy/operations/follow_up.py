"""Gestures of the follow-up: decisions after a reading, rhythm of a KPI, A/B tests. Readings are in `objectives`."""

from __future__ import annotations

import datetime

from journey.kinds import accepted, title_of
from journey.operations.rows import in_order, insert, next_position, required
from resources.i18n import N_
from storage.document import Document
from strategy.kinds import KINDS
from strategy.model import AbTest, Action, Decision, KpiReading, ReadingRhythm
from strategy.operations.plan import plan_label


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


def set_rhythm(document: Document, kpi: str, months: int | None) -> None:
    """Say how many months lie between two readings of a KPI; None = no rhythm."""
    value = None if months is None else accepted(ReadingRhythm, "months", months, KINDS[ReadingRhythm].limits)
    with document.transact(N_("Set the rhythm"), f"set_rhythm {kpi}", subject=plan_label(document, kpi)) as session:
        row = next(iter(in_order(session, ReadingRhythm, kpi=kpi)), None)
        if value is None:
            if row is not None:
                session.delete(row)
        elif row is None:
            insert(session, [ReadingRhythm(id=kpi, kpi=kpi, months=value)], KINDS)
        else:
            row.months = value
