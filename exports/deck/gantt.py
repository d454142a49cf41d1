"""A Gantt chart in native parts: a table of actions, months above, and one bar for each action."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from exports.deck.cleaning import one_line
from exports.deck.measure import Face, elided, width
from exports.deck.tables import Cell, Column, Row, Table, in_best_size, pages, row, row_heights
from exports.deck.texts import paragraph
from exports.deck.theme import CONTENT, Box, tone, tones
from resources.i18n import N_
from strategy.analysis import Horizon, horizon, is_late
from strategy.model import ActionStatus, Milestone

if TYPE_CHECKING:
    from exports.deck.canvas import Canvas
    from exports.deck.edition import DeckEdition
    from exports.deck.page import Page
    from strategy.model import Action

_NAMES = 0.45
"""Share of the width that the table of actions takes."""
_BAR, _LEAST_BAR = 11.0, 4.0
_MILESTONES = 22.0
_MOST_PERIODS = 12
_LEAST_NAME = 40.0
"""Less room than this says nothing of a milestone."""
_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The periods from the first to the last day shown, each with its name; `end` is the day after the last one."""

    starts: tuple[datetime.date, ...]
    names: tuple[str, ...]
    end: datetime.date
    milestones: tuple[Milestone, ...]

    def share(self, day: datetime.date) -> float:
        """Where a day stands between the two ends, from 0 to 1."""
        whole = (self.end - self.starts[0]).days
        return min(max((day - self.starts[0]).days / whole, 0.0), 1.0)


def calendar_of(edition: DeckEdition, actions: Sequence[Action], milestones: Sequence[Milestone]) -> Calendar:
    """Months, or quarters, half-years, years when there would be too many."""
    days = [day for each in actions for day in (each.start_date, each.end_date) if day]
    days += [each.day for each in milestones]
    first, last = min(days), max(days)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(
        (each for each in (1, 3, 6, 12) if months / each <= _MOST_PERIODS), 12 * -(-months // (12 * _MOST_PERIODS))
    )
    number = (first.year * 12 + first.month - 1) // step * step
    starts: list[datetime.date] = []
    while not starts or number <= last.year * 12 + last.month - 1:
        starts.append(_first_day(number))
        number += step
    names = tuple(_name(edition, start, step, is_first=place == 0) for place, start in enumerate(starts))
    return Calendar(tuple(starts), names, _first_day(number), tuple(sorted(milestones, key=lambda each: each.day)))


def rows_fitting(edition: DeckEdition, actions: Sequence[Action]) -> tuple[float, list[list[Action]]]:
    """The actions slide by slide, and the size of their type."""
    table, found = in_best_size(_table(edition, actions, 12), _place(edition)), []
    for piece in pages(table, _place(edition)):
        codes = {each.cells[0].text for each in piece.rows}
        found.append([each for each in actions if edition.code(each) in codes])
    return table.size, found


def draw_gantt(page: Page, edition: DeckEdition, calendar: Calendar, actions: Sequence[Action], size: float) -> None:
    """The table at the left, the bars at the right, row by row."""
    place = _place(edition)
    (table,) = pages(_table(edition, actions, size), place)
    heights = row_heights(table, place)
    title = edition.tr(N_("Timeline"))
    words = edition.tr(N_("Actions by start, with their owner and dates."))
    page.table(table, place, title, words)
    right = Box(place.right, place.top, CONTENT.right - place.right, sum(heights))
    _draw_periods(page, calendar, right, heights[0])
    if calendar.milestones:
        _draw_milestones(page, edition, calendar, Box(right.left, CONTENT.top, right.width, _MILESTONES), right)
    top = place.top + heights[0]
    for action, high in zip(actions, heights[1:], strict=True):
        page.rule(Box(right.left, top + high, right.width, 0), tone("line"), 0.75)
        _draw_bar(page, edition, calendar, action, Box(right.left, top, right.width, high))
        top += high
    if calendar.starts[0] <= edition.exported_on < calendar.end:
        at = right.left + right.width * calendar.share(edition.exported_on)
        page.rule(Box(at, place.top + heights[0], 0, right.height - heights[0]), tone("danger"), 1.25)


def _place(edition: DeckEdition) -> Box:
    above = _MILESTONES if edition.snapshot.all(Milestone) else 0.0
    return Box(CONTENT.left, CONTENT.top + above, CONTENT.width * _NAMES, CONTENT.height - above)


def _table(edition: DeckEdition, actions: Sequence[Action], size: float) -> Table:
    columns = edition.named_columns((
        Column("", 14, "ctr", is_strong=True), Column(N_("Action"), 54), Column(N_("Owner"), 36),
    ))  # fmt: skip
    return Table(columns, tuple(_row(edition, each) for each in actions), size, most_lines=3)


def _row(edition: DeckEdition, action: Action) -> Row:
    return row(Cell(edition.code(action), ink=tone("primary")), edition.title(action), edition.owner_cell(action.owner))


def _draw_periods(page: Page, calendar: Calendar, box: Box, high: float) -> None:
    group = page.group("Calendar")
    group.box(box.first(high), ground=tone("primary"), name="Ground")
    ends = (*calendar.starts[1:], calendar.end)
    for start, end, name in zip(calendar.starts, ends, calendar.names, strict=True):
        left, right = (box.left + box.width * calendar.share(day) for day in (start, end))
        said = paragraph(name, 11, tone("onPrimary"), Face.STRONG, align="ctr")
        group.box(Box(left, box.top, right - left, high), [said], anchor="ctr", name=name)
        if start != calendar.starts[0]:
            group.rule(Box(left, box.top + high, 0, box.height - high), tone("line"), 0.75)


def _draw_milestones(page: Page, edition: DeckEdition, calendar: Calendar, box: Box, chart: Box) -> None:
    """A diamond for each above the months, with its name where there is room; the notes tell them all."""
    places = [box.left + box.width * calendar.share(each.day) for each in calendar.milestones]
    for each, at, following in zip(calendar.milestones, places, (*places[1:], box.right + 7), strict=True):
        whole = f"{one_line(each.name)}, {edition.words.date(each.day)}"
        group = page.group(whole[:60], whole)
        group.box(Box(at - 5, box.top + 8, 10, 10), ground=tone("brassFill"), outline=tone("brass"), kind="diamond",
                  name="Milestone")  # fmt: skip
        page.remarks.append(edition.tr(N_("Milestone: {name}")).format(name=whole))
        room = following - at - 16
        name = one_line(each.name)
        if width(name, 11) > room:
            name = elided(name, room, 11) if room > _LEAST_NAME else ""
        if name:
            said = paragraph(name, 11, tone("brass"))
            group.box(Box(at + 7, box.top + 5, room + 2, 16), [said], anchor="ctr", name=name)
        page.rule(Box(at, chart.top, 0, 6), tone("brass"), 1)


def _draw_bar(page: Page, edition: DeckEdition, calendar: Calendar, action: Action, box: Box) -> None:
    """From the start to the end, the part that is done in full colour; the dates are its alternative text."""
    start, end = action.start_date or action.end_date, action.end_date or action.start_date
    if start is None or end is None:
        return
    left = box.left + box.width * calendar.share(start)
    right = max(box.left + box.width * calendar.share(end + _DAY), left + _LEAST_BAR)
    dates = edition.tr(N_("{action}, {start} to {end}")).format(
        action=one_line(edition.named(action)), start=edition.words.date(start), end=edition.words.date(end)
    )
    place = {Horizon.FIRST: 0, Horizon.SECOND: 1}.get(horizon(edition.snapshot, action) or Horizon.LATER, 2)
    ink = tones("horizon")[place]
    is_done = action.status == ActionStatus.DONE.value
    done = 1.0 if is_done else (action.progress or 0) / 100
    bar = Box(left, box.top + (box.height - _BAR) / 2, right - left, _BAR)
    group: Canvas = page.group(edition.code(action), dates)
    late = is_late(action, edition.exported_on)
    group.box(bar, ground=ink, outline=tone("danger") if late else None, points=1.25, kind="rounded", name="Duration")
    if 0 < done < 1:
        share = Box(bar.left, bar.bottom - 3, bar.width * done, 3)
        group.box(share, ground=tone("ink"), name="Done")
    if is_done or late:
        _draw_state(
            group, bar, box, "✓" if is_done else edition.tr(N_("late")), tone("success" if is_done else "danger")
        )


def _draw_state(group: Canvas, bar: Box, row: Box, text: str, ink: str) -> None:
    """A word after the bar, or before it where the calendar ends."""
    said = paragraph(text, 11, ink, Face.STRONG)
    long = width(text, 11, Face.STRONG) + 4
    left = bar.right + 4 if bar.right + 4 + long <= row.right else bar.left - 4 - long
    group.box(Box(left, row.top, long, row.height), [said], anchor="ctr", name=text)


def _first_day(number: int) -> datetime.date:
    return datetime.date(number // 12, number % 12 + 1, 1)


def _name(edition: DeckEdition, start: datetime.date, step: int, *, is_first: bool) -> str:
    if step >= 12:
        return str(start.year)
    month = edition.words.short_month(start)
    return f"{month} {start.year % 100:02d}" if is_first or start.month <= step else month
