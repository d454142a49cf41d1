"""Gestures on what the plan can afford: the days of an owner, and the set of actions that the team settles on."""

from __future__ import annotations

from collections.abc import Collection

from journey.kinds import accepted
from journey.operations.rows import in_order, insert, required
from resources.i18n import N_
from storage.document import Document
from strategy.kinds import KINDS, owner_key
from strategy.model import Action, ActionStatus, OwnerCapacity


def set_owner_days(document: Document, owner: str, days: float | None) -> None:
    """Say how many working days a month an owner has for the plan, 0 to 31; None takes the limit away.

    An owner is known by any spelling that differs in spaces and capitals only.
    """
    value = None if days is None else accepted(OwnerCapacity, "days", days, KINDS[OwnerCapacity].limits)
    with document.transact(N_("Set the days of an owner"), f"set_owner_days {owner}", subject=owner) as session:
        key = owner_key(owner)
        row = next((each for each in in_order(session, OwnerCapacity) if owner_key(each.owner) == key), None)
        if value is None:
            if row is not None:
                session.delete(row)
        elif row is None:
            insert(session, [OwnerCapacity(owner=owner, days=value)], KINDS)
        else:
            row.days = value


def settle_on(document: Document, kept_ids: Collection[str], dropped_ids: Collection[str]) -> None:
    """Give up some actions and take up others again, in one gesture; those that are kept anyway stay as they are.

    What is done stays done, whatever the choice.
    """
    with document.transact(N_("Settle on a set of actions")) as session:
        for action_id in kept_ids:
            row = required(session, Action, action_id)
            if row.status == ActionStatus.DROPPED:
                row.status = ActionStatus.PLANNED.value
        for action_id in dropped_ids:
            row = required(session, Action, action_id)
            if row.status != ActionStatus.DONE:
                row.status = ActionStatus.DROPPED.value
