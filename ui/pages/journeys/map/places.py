"""From places on the map to places among rows: a cell shows some of the siblings of a row, in their order."""

from __future__ import annotations

from collections.abc import Sequence

from journey.model import Touchpoint
from storage.base import Base
from ui.models.journey_tree import CLASSES, Key


def index_among(row_ids: Sequence[str], shown: Sequence[Key], key: Key, index: int) -> int:
    """Where a row goes among all its siblings so that it is the one at `index` of those shown.

    `row_ids` are the siblings in order; both lists may hold the row itself, which does not count.
    """
    others = [row_id for row_id in row_ids if row_id != key[1]]
    visible = [each[1] for each in shown if each != key]
    if index < len(visible) and visible[index] in others:
        return others.index(visible[index])
    if visible and visible[-1] in others:
        return others.index(visible[-1]) + 1
    return len(others)


def class_of(key: Key) -> type[Base] | None:
    """The class of a thing that is a row of its own; None for channels and owners, which are columns of others."""
    return CLASSES.get(key[0])


COPIED: tuple[str, ...] = ("touchpoint", "friction", "opportunity", "lane_card")
"""Cards that can be duplicated."""
TEXT_COLUMN = {Touchpoint.__tablename__: "name"}
"""The column that a card shows; "text" for the others."""
