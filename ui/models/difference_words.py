"""How a difference is said: which field of a touchpoint changes, from what to what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from journey.comparison import FOLLOW_UPS, Difference, Fate
from journey.model import FollowUpTrigger, Touchpoint
from resources.i18n import current, ntr, tr
from strategy.differences import FIELD_NAMES
from strategy.naming import Naming
from ui.models.journey_signs import hours_label, measured_label

_FIRST = ("content_tool", "channel", "type", "direction", FOLLOW_UPS)
"""The columns that say best what changes; the name itself is read on the cards."""


def fate_word(fate: Fate, count: int) -> str:
    """What follows a count: "3 added"."""
    words = {
        Fate.ADDED: ntr("added", "added", count),
        Fate.REMOVED: ntr("removed", "removed", count),
        Fate.CHANGED: ntr("changed", "changed", count),
        Fate.MOVED: ntr("moved", "moved", count),
        Fate.KEPT: ntr("unchanged", "unchanged", count),
    }
    return words[fate]


def fate_heading(fate: Fate, count: int) -> str:
    """What stands over the differences of one fate."""
    headings = {
        Fate.ADDED: ntr("Added", "Added", count),
        Fate.REMOVED: ntr("Removed", "Removed", count),
        Fate.CHANGED: ntr("Changed", "Changed", count),
        Fate.MOVED: ntr("Moved", "Moved", count),
        Fate.KEPT: ntr("Unchanged", "Unchanged", count),
    }
    return headings[fate]


def field_name(column: str) -> str:
    """What a column of `journey.comparison.COMPARED` is called, `FOLLOW_UPS` or "stage_id"."""
    return tr(FIELD_NAMES[column])


def field_value(point: Touchpoint | None, column: str, naming: Naming) -> str:
    """What a touchpoint says there; "" when nothing."""
    if point is None:
        return ""
    if column == "stage_id":
        return naming.stage_of(point)
    if column == FOLLOW_UPS:
        messages = naming.snapshot.where(FollowUpTrigger, touchpoint_id=point.id)
        return ", ".join(_message(row, naming) for row in messages)
    said = _SAID.get(column)
    value = getattr(point, column)
    return said(value, naming) if said else str(value or "").strip()


def telling_column(difference: Difference) -> str | None:
    """The field that says best what changes; None when nothing but the stage does."""
    found = [each for each in (*_FIRST, *difference.columns) if each in difference.columns and each != "name"]
    return next(iter([*found, *difference.columns]), None)


def summary(difference: Difference, before: Touchpoint | None, after: Touchpoint | None, naming: Naming) -> str:
    """What changes in one line: "Fourteen fields to three"; for what comes or goes, what it offers."""
    if difference.fate in (Fate.ADDED, Fate.REMOVED, Fate.KEPT):
        point = after or before
        return field_value(point, "content_tool", naming) or field_value(point, "channel", naming)
    column = telling_column(difference) or "stage_id"
    old, new = (field_value(each, column, naming) for each in (before, after))
    if not old or not new:
        sentence = tr("{field}: {value}") if new else tr("{field}: {value} no longer")
        return sentence.format(field=field_name(column), value=new or old)
    return tr("{before} to {after}").format(before=old, after=new)


def _message(row: FollowUpTrigger, naming: Naming) -> str:
    said = (naming.label(row.trigger), hours_label(row.delay_hours), naming.label(row.channel))
    return " · ".join(filter(None, said))


def _yes_no(value: object, _naming: Naming) -> str:
    return "" if value is None else tr("Yes") if value else tr("No")


def _label(value: object, naming: Naming) -> str:
    return naming.label(str(value)) if value else ""


def _minutes(value: Any, _naming: Naming) -> str:  # Any: a column of that type
    return "" if value is None else tr("{n} min").format(n=current().number(value))


_SAID: Mapping[str, Callable[[Any, Naming], str]] = {  # Any: the column decides
    "type": _label,
    "channel": _label,
    "direction": _label,
    "information_level": _label,
    "measured": lambda value, _naming: measured_label(value),
    "minutes": _minutes,
    "data_used": lambda ids, naming: ", ".join(map(naming.label, ids)),
    "is_data_use_known": _yes_no,
    "is_external": _yes_no,
}
