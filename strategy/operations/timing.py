"""Gestures on the calendar of the actions: dates of one or several, weight, progress, ranking; milestones."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from journey.kinds import accepted, title_of
from journey.operations.rows import check, insert, next_position, required
from resources.i18n import N_
from storage.document import Document
from strategy.kinds import KINDS
from strategy.model import Action, ActionStatus, Milestone
from strategy.operations.editing import note_change
from strategy.operations.own_entries import set_own_value
from strategy.ranking import BAND_ENDS, HIGH_IMPACT, LOW_EFFORT, WEIGHTS

Dates = tuple[datetime.date | None, datetime.date | None]


def schedule(document: Document, dates: Mapping[str, Dates], *, merge_key: str | None = None) -> None:
    """Give these actions their start and end, in one gesture; dates that are there already are no gesture at all.

    Keys pressed one after the other share a `merge_key` and are undone together.
    """
    rows = {action_id: document.get(Action, action_id) for action_id in dates}
    changed = {
        each: (start, end)
        for each, (start, end) in dates.items()
        if (row := rows[each]) is None or (row.start_date, row.end_date) != (start, end)
    }
    if not changed:
        return
    first = rows[next(iter(changed))]
    label = N_("Move an action in time") if len(changed) == 1 else N_("Move actions in time")
    with document.transact(label, merge_key, subject=title_of(first) if first and len(changed) == 1 else "") as session:
        for action_id, (start, end) in changed.items():
            row = required(session, Action, action_id)
            row.start_date, row.end_date = start, end
            note_change(row)
            check(session, row, KINDS)


def weigh_action(document: Document, action_id: str, impact: int | None, effort_days: float | None) -> None:
    """Give an action its impact and effort, in one gesture of its own."""
    limits = KINDS[Action].limits
    known = document.get(Action, action_id)
    new_impact = accepted(Action, "impact", impact, limits)
    new_days = accepted(Action, "effort_days", effort_days, limits)
    if known is not None and (known.impact, known.effort_days) == (new_impact, new_days):
        return
    with document.transact(N_("Weigh an action"), subject=title_of(known) if known else "") as session:
        row = required(session, Action, action_id)
        row.impact, row.effort_days = new_impact, new_days
        note_change(row)


def tell_progress(document: Document, action_id: str, percent: int | None) -> None:
    """Say how much of an action is done; it is then planned, in progress or done, as the figure says.

    A blocked or dropped action stays so below 100.
    """
    known = document.get(Action, action_id)
    value = accepted(Action, "progress", percent, KINDS[Action].limits)
    key = f"tell_progress {action_id}"
    with document.transact(N_("Tell the progress"), key, subject=title_of(known) if known else "") as session:
        row = required(session, Action, action_id)
        row.progress = value
        note_change(row)
        if value == 100:
            row.status = ActionStatus.DONE.value
        elif value and row.status in (ActionStatus.PLANNED, ActionStatus.DONE):
            row.status = ActionStatus.IN_PROGRESS.value


def add_milestone(document: Document, day: datetime.date, *, name: str = "") -> str:
    """Add a milestone on a day; returns its id."""
    milestone = Milestone(name=name, day=day)
    with document.transact(N_("Add milestone"), subject=name) as session:
        milestone.position = next_position(session, Milestone)
        insert(session, [milestone], KINDS)
    return milestone.id


def put_milestone(document: Document, milestone_id: str, day: datetime.date) -> None:
    """Put a milestone on another day, in one gesture of its own."""
    known = document.get(Milestone, milestone_id)
    if known is not None and known.day == day:
        return
    with document.transact(N_("Move milestone"), subject=title_of(known) if known else "") as session:
        required(session, Milestone, milestone_id).day = day


def reset_ranking(document: Document) -> None:
    """Let the actions rank as the method has it."""
    with document.transact(N_("Go back to the method’s ranking")):
        for entry, key in (*WEIGHTS, *BAND_ENDS, HIGH_IMPACT, LOW_EFFORT):
            set_own_value(document, entry, key, None)
