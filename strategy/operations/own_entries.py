"""Gestures on what the team adds to the lists of the catalogue, and on the values that it sets instead of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from journey.kinds import accepted, column_types, title_of
from journey.operations.rows import check, in_order, insert, next_position, required
from journey.own_values import OwnValue
from resources.catalogue import catalogue
from resources.i18n import N_
from storage.base import Base, link_id
from storage.document import Document
from storage.errors import PlanError
from strategy.kinds import KINDS
from strategy.model import OwnEntry
from strategy.operations.plan import plan_label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def add_own_entry(
    document: Document,
    list_name: str,
    name: str,
    details: Mapping[str, Any] | None = None,  # Any: what entries of that list carry, under the catalogue's keys
) -> str:
    """Add an entry to a list of the catalogue, such as "channels"; its id is used like a catalogue id."""
    if list_name not in catalogue().list_names:
        raise ValueError(list_name)
    if not name.strip():
        raise PlanError(N_("An entry of your own needs a name. Type one first."))
    entry = OwnEntry(list_name=list_name, name=name, details=dict(details or {}))
    with document.transact(N_("Add own entry"), subject=title_of(entry)) as session:
        entry.position = next_position(session, OwnEntry, list_name=list_name)
        insert(session, [entry], KINDS)
    return entry.id


def delete_own_entry(document: Document, entry_id: str) -> None:
    """Delete an own entry that nothing uses; refused while rows still name it, as they would lose their meaning."""
    known = document.get(OwnEntry, entry_id)
    with document.transact(N_("Delete own entry"), subject=title_of(known) if known else "") as session:
        entry = required(session, OwnEntry, entry_id)
        uses = sum(_uses(session, mapped, entry_id) for mapped in KINDS if mapped is not OwnEntry)
        if uses:
            raise PlanError(
                N_("“{name}” is still used in {count} places. Choose something else there, then delete it."),
                name=entry.name,
                count=uses,
            )
        session.delete(entry)


def set_own_value(document: Document, entry: str, key: str, value: float | None) -> None:
    """Set a threshold, a weight or the feeling of an emotion for this plan; None goes back to the method's."""
    row_id = link_id(entry, key)
    wanted = None if value is None else accepted(OwnValue, "value", value, KINDS[OwnValue].limits)
    subject = plan_label(document, entry)
    with document.transact(N_("Set a value"), f"set_own_value {row_id}", subject=subject) as session:
        row = session.get(OwnValue, row_id)
        if wanted is None:
            if row is not None:
                session.delete(row)
        elif row is None:
            insert(session, [OwnValue(id=row_id, entry=entry, key=key, value=wanted)], KINDS)
        else:
            row.value = wanted
            check(session, row, KINDS)


def reset_own_values(document: Document) -> None:
    """Go back to the method's values throughout."""
    with document.transact(N_("Go back to the method’s values")) as session:
        for row in in_order(session, OwnValue):
            session.delete(row)


def _uses(session: Session, mapped: type[Base], entry_id: str) -> int:
    """How many rows of a kind name the entry, in a text column or in a list."""
    types = column_types(mapped)
    columns = [name for name, column in types.items() if column.python in (str, list) and name != "id"]
    return sum(
        any(entry_id == value or (isinstance(value, list) and entry_id in value) for value in values)
        for values in ([getattr(row, name) for name in columns] for row in in_order(session, mapped))
    )
