"""A to-be journey against its as-is: figures before and after with their sign, then what is added and removed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from journey.comparison import Fate, FigureChange, compare_journeys
from journey.model import Touchpoint
from resources.i18n import current, tr
from strategy.naming import Naming
from ui.models.journey_pairs import pair_of
from ui.models.journey_signs import hours_label
from ui.pages.journeys.diagnosis.lines import Said

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot


def change_lines(snapshot: Snapshot, journey_id: str) -> Iterator[Said]:
    """The lines of a to-be journey; none for another one."""
    pair = pair_of(snapshot, journey_id)
    as_is_id = pair.as_is_id if pair and pair.to_be_id == journey_id else None
    if as_is_id is None:
        return
    found, words = compare_journeys(snapshot, as_is_id, journey_id), current()
    points, hours = tr("pts"), tr("h")
    yield _change(tr("Success"), found.success, words.percent, _signed(found.success, 100, points))
    yield _change(tr("Duration"), found.duration_hours, hours_label, _signed(found.duration_hours, 1, hours))
    yield _change(tr("Measured"), found.measured, words.percent, _signed(found.measured, 100, points))
    yield _change(tr("Frictions"), found.frictions, words.number, _signed(found.frictions, 1, ""))
    for sign, fate in (("+", Fate.ADDED), ("−", Fate.REMOVED)):
        for point in (snapshot.get(Touchpoint, each.point_id) for each in found.of(fate)):
            if point is not None:
                yield Said(Naming(snapshot, words).title(point), sign, place=("touchpoint", point.id))


def _change(name: str, change: FigureChange, said: Callable[[float | None], str], by: str) -> Said:
    before, after = (said(each) or tr("n/a") for each in (change.before, change.after))
    line = tr("{name}: {before} to {after}").format(name=name, before=before, after=after)
    return Said(f"{line} ({by})" if by else line)


def _signed(change: FigureChange, factor: float, unit: str) -> str:
    """A difference with its sign and unit; "" when it is not known."""
    if change.difference is None:
        return ""
    value = round(change.difference * factor, 1)
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return " ".join(part for part in (f"{sign}{current().number(abs(value))}", unit) if part)
