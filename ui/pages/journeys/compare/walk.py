"""Where keys take the cursor of a comparison: along a column and on to the next band, across columns, to changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from journey.comparison import Difference, Fate
from ui.models.journey_tree import Key
from ui.pages.journeys.compare.layout import CompareLayout, Place, cards_of
from ui.pages.journeys.compare.scene import CompareScene

ARROWS = frozenset({
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End,
})  # fmt: skip


def step(scene: CompareScene, layout: CompareLayout, key: Key | None, arrow: Qt.Key) -> Key | None:
    """The card that an arrow leads to from a card; the first one when there is no cursor yet, None at an edge."""
    places = {place: card.key for place, card in cards_of(scene)}
    here = scene.find(key) if key is not None else None
    if here is None:
        return next(iter(places.values()), None)
    if arrow in (Qt.Key.Key_Home, Qt.Key.Key_End):
        row = sorted((each for each in places if each[0] == here[0]), key=lambda each: each[1:])
        return places[row[0 if arrow == Qt.Key.Key_Home else -1]]
    if arrow in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        found = _vertical(list(places), here, -1 if arrow == Qt.Key.Key_Up else 1)
    else:
        found = _horizontal(list(places), layout, here, -1 if arrow == Qt.Key.Key_Left else 1)
    return places[found] if found is not None else None


def next_change(found: Sequence[Difference], point_id: str | None, by: int) -> Difference | None:
    """The change after, or before, that of a point; the first or the last one from anywhere else."""
    changes = [each for each in found if each.fate is not Fate.KEPT]
    if not changes:
        return None
    at = next((place for place, each in enumerate(changes) if point_id in (each.as_is_id, each.to_be_id)), None)
    if at is None:
        return changes[0 if by > 0 else -1]
    return changes[(at + by) % len(changes)]


def _vertical(places: list[Place], here: Place, by: int) -> Place | None:
    """In reading order down a column, one band after the other."""
    column = sorted(each for each in places if each[1] == here[1])
    at = column.index(here) + by
    return column[at] if 0 <= at < len(column) else None


def _horizontal(places: list[Place], layout: CompareLayout, here: Place, by: int) -> Place | None:
    """The nearest card of the next column that has any in the same band."""
    columns = sorted({each[1] for each in places if each[0] == here[0] and (each[1] - here[1]) * by > 0})
    if not columns:
        return None
    column = columns[0 if by > 0 else -1]
    height = layout.card_rect(here).center().y()
    beside = [each for each in places if each[:2] == (here[0], column)]
    return min(beside, key=lambda each: abs(layout.card_rect(each).center().y() - height))
