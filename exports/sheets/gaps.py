"""Gaps: what the to-be journeys ask for that the as-is ones do not have, and the actions that carry each difference."""

from __future__ import annotations

from collections.abc import Iterator

from exports.columns import Column, Kind, Value
from exports.conditional import mark_groups, mark_missing
from exports.edition import Edition
from exports.sheet import Sheet
from journey.comparison import FOLLOW_UPS, Difference, Fate, differences
from journey.model import FollowUpTrigger, Journey, Segment, Touchpoint
from resources.i18n import N_
from strategy.differences import FIELD_NAMES, actions_of_difference

TITLE = N_("Gaps")

_COLUMNS = (
    Column(N_("Journey"), width=26, key="journey", fits=True),
    Column(N_("Segment"), width=22, key="segment", fits=True),
    Column(N_("Stage"), width=16, key="stage", fits=True),
    Column(N_("Touchpoint"), width=30, key="touchpoint", fits=True),
    Column(N_("Today"), width=30, key="today", fits=True),
    Column(N_("Difference"), width=16, key="fate", fits=True),
    Column(N_("What changes"), width=46, key="changes", fits=True),
    Column(N_("Why"), width=32, key="reason", fits=True),
    Column(N_("Actions that carry it"), width=38, key="actions", hint=N_("Hatched: nobody brings it about yet.")),
    Column(N_("Carried"), Kind.WORD, 10, "carried"),
)


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    snapshot = edition.snapshot
    found = [
        (to_be, each)
        for to_be in snapshot.all(Journey)
        if to_be.derived_from_id
        for each in differences(snapshot, to_be.derived_from_id, to_be.id)
        if each.fate is not Fate.KEPT
    ]
    count = edition.words.ntr("{count} difference.", "{count} differences.", len(found))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(found))))
    rows = [_row(edition, to_be, each) for to_be, each in found]
    points = [snapshot.get(Touchpoint, each.point_id) for _, each in found]
    empty = edition.tr(N_("No gap yet: step 3 derives the to-be journey from the as-is one."))
    block = sheet.table("t_gaps", _COLUMNS, rows, empty, stands_for=points, named_by="touchpoint")
    if found:
        mark_missing(
            sheet.worksheet, sheet.style, block, "actions", f'${block.letters["fate"]}{block.first_row}<>""', 0
        )
        mark_groups(sheet.worksheet, sheet.style, block, "journey", 0)
    sheet.finish(frozen_columns=1)


def _row(edition: Edition, to_be: Journey, difference: Difference) -> list[Value]:
    snapshot = edition.snapshot
    before, after = (snapshot.get(Touchpoint, each) for each in (difference.as_is_id, difference.to_be_id))
    shown = after or before
    segment = snapshot.get(Segment, to_be.segment_id)
    actions = actions_of_difference(snapshot, difference)
    carried = edition.all_named(actions)
    return [
        edition.title(to_be),
        edition.title(segment) if segment else edition.tr(N_("All customers")),
        edition.stage_of(shown) if shown else "",
        edition.named(shown),
        edition.title(before) if before else "",
        fate_name(edition, difference.fate),
        "\n".join(_changes(edition, difference, before, after)),
        difference.reason,
        carried or None,
        edition.yes_no(bool(actions)),
    ]


def fate_name(edition: Edition, fate: Fate) -> str:
    """What becomes of a touchpoint."""
    ntr = edition.words.ntr
    names = {
        Fate.ADDED: ntr("Added", "Added", 1),
        Fate.REMOVED: ntr("Removed", "Removed", 1),
        Fate.CHANGED: ntr("Changed", "Changed", 1),
        Fate.MOVED: ntr("Moved", "Moved", 1),
        Fate.KEPT: ntr("Unchanged", "Unchanged", 1),
    }
    return names[fate]


def _changes(
    edition: Edition, difference: Difference, before: Touchpoint | None, after: Touchpoint | None
) -> Iterator[str]:
    """One line for each field that changes, the stage first; for what comes or goes, what it offers."""
    if before is None or after is None:
        yield from filter(None, (_value(edition, before or after, name) for name in ("content_tool", "channel")))
        return
    for column in (*(["stage_id"] if difference.is_moved else []), *difference.columns):
        old, new = (_value(edition, point, column) for point in (before, after))
        change = edition.tr(N_("{before} to {after}")).format(before=old or "–", after=new or "–")
        yield edition.pair(edition.tr(FIELD_NAMES[column]), change)


def _value(edition: Edition, point: Touchpoint | None, column: str) -> str:
    """What a touchpoint says in a field."""
    if point is None:
        return ""
    if column == "stage_id":
        return edition.stage_of(point)
    if column == FOLLOW_UPS:
        messages = edition.snapshot.where(FollowUpTrigger, touchpoint_id=point.id)
        return ", ".join(edition.label(row.trigger) for row in messages)
    value = getattr(point, column)
    if isinstance(value, bool):
        return edition.yes_no(value)
    if isinstance(value, int | float):
        return edition.words.number(value)
    if isinstance(value, list):
        return ", ".join(map(edition.label, value))
    return edition.label(value) if column in _CODED and value else str(value or "").strip()


_CODED = frozenset({"type", "channel", "direction", "information_level"})
