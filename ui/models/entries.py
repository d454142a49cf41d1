"""Entries of the method's lists for pickers: the catalogue's, then the plan's own, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from resources.catalogue import catalogue
from resources.i18n import current
from strategy.model import OwnEntry
from strategy.naming import Naming
from strategy.snapshot import Snapshot


def entry_options(snapshot: Snapshot, list_name: str, first: Iterable[str] = ()) -> list[tuple[object, str]]:
    """Pairs of an id and a name: `first` on top, then the list in the method's order, then own entries."""
    ids = [*first, *catalogue().ids(list_name)]
    ids += [own.id for own in snapshot.where(OwnEntry, list_name=list_name)]
    names = Naming(snapshot, current())
    return [(entry_id, names.label(entry_id)) for entry_id in dict.fromkeys(ids)]
