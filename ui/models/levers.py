"""The levers of the method as a table: their family, and which actions use them."""

from __future__ import annotations

from dataclasses import dataclass

from resources.catalogue import catalogue
from resources.folding import plain
from resources.i18n import current, tr
from strategy.links import segments_of_action
from strategy.model import Action, OwnEntry
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell
from ui.models.row_table import Column


@dataclass(frozen=True, slots=True)
class LeverFilter:
    """What is listed: words of the name, a family, a segment whose actions use the lever; "" for all."""

    words: str = ""
    family: str = ""
    segment: str = ""


@dataclass(frozen=True, slots=True)
class LeverTexts:
    """What the method says of a lever, in the reader's language; `is_quoted` if pros and limits come from a source."""

    title: str
    family: str
    pros: str
    limits: str
    example: str
    advice: str
    is_quoted: bool


def lever_ids(snapshot: Snapshot, shown: LeverFilter) -> list[str]:
    """The levers listed, in the method's order, the plan's own after them."""
    ids = [*catalogue().ids("levers"), *(row.id for row in snapshot.where(OwnEntry, list_name="levers"))]
    return [each for each in ids if _is_shown(snapshot, each, shown)]


def lever_columns() -> list[Column]:
    """Name, family, actions that use it."""
    return [
        Column("name", tr("Lever"), _name, width=260),
        Column("family", tr("Family"), _family, width=280),
        Column("actions", tr("Used by"), _used, width=110),
    ]


def lever_texts(snapshot: Snapshot, lever_id: str) -> LeverTexts:
    """Everything that the method says of a lever; an own one has only its name."""
    entry, words = catalogue().get(lever_id), current()
    title = Naming(snapshot, words).label(lever_id)
    if entry is None:
        return LeverTexts(title, "", "", "", "", "", is_quoted=False)
    pros, limits, example, advice = (entry.text(each, words.language) for each in ("pros", "cons", "example", "tip"))
    return LeverTexts(
        title, words.label(entry.get("family")), pros, limits, example, advice, is_quoted=entry.get("pc") == "source"
    )


def _is_shown(snapshot: Snapshot, lever_id: str, shown: LeverFilter) -> bool:
    entry = catalogue().get(lever_id)
    if shown.family and (entry is None or entry.get("family") != shown.family):
        return False
    label = Naming(snapshot, current()).label(lever_id)
    if plain(shown.words).strip() not in plain(label):
        return False
    if not shown.segment:
        return True
    users = snapshot.where(Action, lever=lever_id)
    return any(each.id == shown.segment for row in users for each in segments_of_action(snapshot, row.id))


def _name(snapshot: Snapshot, lever_id: str) -> Cell:
    return Cell(Naming(snapshot, current()).label(lever_id), weight=600)


def _family(_snapshot: Snapshot, lever_id: str) -> Cell:
    entry = catalogue().get(lever_id)
    return Cell(current().label(entry.get("family")) if entry else tr("Your own"), tone="ink2")


def _used(snapshot: Snapshot, lever_id: str) -> Cell:
    codes = Naming(snapshot, current()).codes(snapshot.where(Action, lever=lever_id))
    return Cell(codes) if codes else Cell("–", tone="ink3")
