"""Timeline: each action from its start to its end, by week, month, quarter or year; below, the milestones."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle

from exports.blocks import Block
from exports.columns import Column, Kind, Value
from exports.conditional import line_rows
from exports.edition import Edition
from exports.sheet import Sheet
from resources.i18n import N_
from strategy.analysis import expected_effect_date
from strategy.links import kept_actions
from strategy.model import Action, Milestone

TITLE = N_("Timeline")

_MOST_PERIODS = 40
_WEEK_FORMAT, _MONTH_FORMAT, _YEAR_FORMAT = "d mmm", "mmm yy", "yyyy"


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    actions = sorted(kept_actions(edition.snapshot), key=_screen_order)
    dated = [action for action in actions if action.start_date and action.end_date]
    count = edition.words.ntr("{count} action with dates.", "{count} actions with dates.", len(dated))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(dated))))
    periods, heading_format = _periods(dated)
    date_format = sheet.style.in_language(heading_format)
    calendar = [Column(period, Kind.WORD, 7.5, heading_format=date_format) for period in periods]
    rows = [_row(edition, action) for action in actions]
    empty = edition.tr(N_("No action yet: step 5 plans them."))
    block = sheet.table("t_timeline", _COLUMNS, rows, empty, beside=calendar)
    if periods and dated:
        _draw_bars(sheet, block, len(periods))
    sheet.section(edition.tr(N_("Milestones")))
    days: list[list[Value]] = [[each.name, each.day] for each in edition.snapshot.all(Milestone)]
    none = edition.tr(N_("No milestone yet."))
    sheet.table("t_milestones", _MILESTONES, days, none, at="C", has_filter=False)
    sheet.finish(frozen_columns=2, repeats_header=True)


_COLUMNS = (
    Column(N_("ID"), Kind.ID, "id"),
    Column(N_("Action"), width="name"),
    Column(N_("Owner"), width="owner"),
    Column(N_("Start"), Kind.DATE, "date", "start"),
    Column(N_("End"), Kind.DATE, "date", "end"),
    Column(N_("Effect expected"), Kind.DATE, 14),
)
_MILESTONES = (Column(N_("Milestone")), Column(N_("Day"), Kind.DATE))


def _row(edition: Edition, action: Action) -> list[Value]:
    return [
        edition.code(action),
        edition.title(action),
        action.owner,
        action.start_date,
        action.end_date,
        expected_effect_date(action),
    ]


def _draw_bars(sheet: Sheet, block: Block, count: int) -> None:
    """Colour the periods that an action crosses; a date changed in the workbook moves its bar."""
    first = sheet.letter(len(_COLUMNS))
    last, after = sheet.letter(len(_COLUMNS) + count - 1), sheet.letter(len(_COLUMNS) + 1)
    start, end = (f"${block.letters[key]}{block.first_row}" for key in ("start", "end"))
    header = block.header_row
    # The last period has no heading after it: its end is taken one period later.
    until = f'IF({after}${header}="",{first}${header}+31,{after}${header})'
    crossed = f'AND({start}<>"",{end}<>"",{end}>={first}${header},{start}<{until})'
    rule = Rule(type="expression", formula=[crossed], dxf=DifferentialStyle(fill=sheet.style.bar_fill))
    cells = f"{first}{block.first_row}:{last}{block.last_row}"
    sheet.worksheet.conditional_formatting.add(cells, rule)
    line_rows(sheet.worksheet, sheet.style, block, cells)


def _periods(actions: Sequence[Action]) -> tuple[list[datetime.date], str]:
    """First days of the periods from the first start to the last end, on the finest scale that fits."""
    starts = [action.start_date for action in actions if action.start_date]
    ends = [action.end_date for action in actions if action.end_date]
    if not starts or not ends:
        return [], _MONTH_FORMAT
    first, last = min(starts), max(ends)
    if (last - first).days <= 7 * 18:
        return list(_weeks(first, last)), _WEEK_FORMAT
    for months, number_format in ((1, _MONTH_FORMAT), (3, _MONTH_FORMAT), (12, _YEAR_FORMAT)):
        found = list(_months(first, last, months))
        if len(found) <= _MOST_PERIODS:
            return found, number_format
    return found[:_MOST_PERIODS], _YEAR_FORMAT


def _weeks(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    monday = first - datetime.timedelta(days=first.weekday())
    for number in range((last - monday).days // 7 + 1):
        yield monday + datetime.timedelta(days=7 * number)


def _months(first: datetime.date, last: datetime.date, step: int) -> Iterator[datetime.date]:
    number = (first.year * 12 + first.month - 1) // step * step
    while number <= last.year * 12 + last.month - 1:
        yield datetime.date(number // 12, number % 12 + 1, 1)
        number += step


def _screen_order(action: Action) -> tuple[datetime.date, datetime.date]:
    latest = datetime.date.max
    return action.start_date or latest, action.end_date or latest
