"""Gantt: bars by cell shading that follow the dates of the action plan, and print; milestones, and a line for today.

Weeks for eighteen months, then months. The row over the headings says where a month begins, where today is and where a
milestone lies, so that nothing depends on colour.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

from exports.blocks import Block
from exports.cells import FIRST_RELIABLE_DATE
from exports.client_columns import ACTIONS, UID
from exports.columns import Column, Formula, Kind, Value
from exports.conditional import line_rows
from exports.edition import Edition
from exports.lookups import Lookups
from exports.sheet import Sheet
from exports.style import Look
from resources.i18n import N_
from strategy.analysis.spending import next_month
from strategy.links import kept_actions
from strategy.model import Action, Milestone

TITLE = N_("Gantt")

_WEEKS_FOR_MONTHS = 18
_MOST_PERIODS = 140
_LAST_DAY = datetime.date(2200, 1, 1)
"""Later dates are slips of the pen, which must not stretch the calendar."""
_WEEK = datetime.timedelta(days=7)
_MARK_HEIGHT = 16
_TODAY, _MILESTONE = "▼", "◆"
_COLUMNS = (
    Column("UID", Kind.ID, 20, UID, is_hidden=True),
    Column(N_("Row in the action plan"), Kind.COUNT, 8, "row", is_hidden=True),
    Column(N_("No."), Kind.ID, 7, "no"),
    Column(N_("Action"), width=34, key="action", fits=True),
    Column(N_("Owner"), width=18, key="owner"),
    Column(N_("Start"), Kind.DATE, 14, "start"),
    Column(N_("End"), Kind.DATE, 14, "end"),
    Column(N_("% done"), Kind.SHARE, 9, "progress"),
)
_MILESTONES = (
    Column(N_("Milestone"), key="milestone"),
    Column(N_("Day"), Kind.DATE, key="day"),
)


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    actions = sorted(kept_actions(edition.snapshot), key=_screen_order)
    milestones = edition.snapshot.all(Milestone)
    count = edition.words.ntr("{count} milestone.", "{count} milestones.", len(milestones))
    legend = edition.tr(N_("Bars follow the action plan; ▼ is today, ◆ a milestone, dark what is done."))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(milestones)), legend), hidden_columns=2)
    periods = list(_periods(_days(actions, milestones)))
    calendar = [_period_column(sheet, period, following) for period, following in _with_next(periods)]
    plan = Lookups(sheet.shared.tables[ACTIONS])
    rows = [_row(edition, sheet, plan, action) for action in actions]
    empty = edition.tr(N_("No action yet: step 5 plans them."))
    block = sheet.table("t_gantt", _COLUMNS, rows, empty, beside=calendar)
    if periods:
        _shade(sheet, edition, block, periods)
    sheet.section(edition.tr(N_("Milestones")))
    days: list[list[Value]] = [[milestone.name, milestone.day] for milestone in milestones]
    below = sheet.table(
        "t_milestones", _MILESTONES, days, edition.tr(N_("No milestone yet.")), at="E", has_filter=False
    )
    if periods:
        _mark_periods(sheet, edition, block, below, periods, milestones)
    sheet.finish(frozen_columns=4, repeats_header=True)


def _row(edition: Edition, sheet: Sheet, plan: Lookups, action: Action) -> list[Value]:
    progress = None if action.progress is None else action.progress / 100
    return [
        action.id,
        plan.row(sheet.shared.numbers["action", action.id]),
        edition.code(action),
        plan("action", action.name),
        plan("owner", action.owner),
        plan("start", action.start_date),
        plan("end", action.end_date),
        plan("progress", progress),
    ]


# ---- periods


def _days(actions: Sequence[Action], milestones: Sequence[Milestone]) -> list[datetime.date]:
    days = [day for action in actions for day in (action.start_date, action.end_date) if day]
    return [day for day in (*days, *(each.day for each in milestones)) if FIRST_RELIABLE_DATE <= day < _LAST_DAY]


def _periods(days: Sequence[datetime.date]) -> Iterator[datetime.date]:
    """First days of the weeks of eighteen months, then of months, until the last of these days."""
    if not days:
        return
    day, last = min(days) - datetime.timedelta(days=min(days).weekday()), max(days)
    until = min(days)
    for _ in range(_WEEKS_FOR_MONTHS):
        until = next_month(until)
    for _ in range(_MOST_PERIODS):
        if day > last:
            return
        yield day
        if day + _WEEK <= until:
            day += _WEEK
        else:
            day = next_month(day.replace(day=1)) if day.day > 1 or day > until else next_month(day)


def _with_next(periods: Sequence[datetime.date]) -> Iterator[tuple[datetime.date, datetime.date]]:
    yield from zip(periods, [*periods[1:], _end(periods)], strict=True) if periods else ()


def _end(periods: Sequence[datetime.date]) -> datetime.date:
    """The day after the last period, which is as long as the one before it."""
    last = periods[-1]
    is_month = len(periods) > 1 and (last - periods[-2]).days > 7
    return next_month(last) if is_month else last + _WEEK


def _period_column(sheet: Sheet, period: datetime.date, following: datetime.date) -> Column:
    is_week = (following - period).days <= 7
    shown = sheet.style.in_language("d mmm" if is_week else "mmm yyyy")
    return Column(period, Kind.WORD, 3.2 if is_week else 5, heading_format=shown, heading_rotation=90)


# ---- shading


def _shade(sheet: Sheet, edition: Edition, block: Block, periods: Sequence[datetime.date]) -> None:
    """Colour the periods that an action crosses, darker the part that is done; a line down today's period."""
    style, header = sheet.style, block.header_row
    first, second = (sheet.letter(len(_COLUMNS) + index) for index in (0, 1))
    last = sheet.letter(len(_COLUMNS) + len(periods) - 1)
    end_day = f"DATE({_end(periods).year},{_end(periods).month},{_end(periods).day})"
    until = f"IF(N({second}${header})=0,{end_day},{second}${header})"
    start, end, done = (f"${block.letters[key]}{block.first_row}" for key in ("start", "end", "progress"))
    crossed = f"AND(ISNUMBER({start}),ISNUMBER({end}),{end}>={first}${header},{start}<{until})"
    reached = f"{first}${header}<={start}+({end}-{start}+1)*N({done})-1"
    cells = f"{first}{block.first_row}:{last}{block.last_row}"
    today = f"AND(TODAY()>={first}${header},TODAY()<{until})"
    line = Side(style="thin", color=style.color(style.status_text("late")))
    rules = (
        (today, DifferentialStyle(border=Border(left=line, right=line))),
        (f"AND({crossed},N({done})>0,{reached})", _ground(style.color("headerFill"))),
        (crossed, DifferentialStyle(fill=style.bar_fill)),
    )
    for condition, look in rules:
        sheet.worksheet.conditional_formatting.add(cells, Rule(type="expression", formula=[condition], dxf=look))
    line_rows(sheet.worksheet, style, block, cells)


def _ground(color: str) -> DifferentialStyle:
    return DifferentialStyle(font=Font(color="FFFFFF"), fill=PatternFill("solid", bgColor=color))


def _mark_periods(
    sheet: Sheet,
    edition: Edition,
    block: Block,
    below: Block,
    periods: Sequence[datetime.date],
    milestones: Sequence[Milestone],
) -> None:
    """Over each period, a sign where today or a milestone lies; the same signs beside each milestone."""
    days = below.fixed_cells("day")
    row, header = block.header_row - 1, block.header_row
    look = Look("titleColor", bold=True, align="center", indent=0, wrap=False)
    for index, (period, following) in enumerate(_with_next(periods)):
        letter = sheet.letter(len(_COLUMNS) + index)
        here, until = f"{letter}${header}", f"DATE({following.year},{following.month},{following.day})"
        is_now = period <= edition.exported_on < following
        found = any(period <= each.day < following for each in milestones)
        signs = f'IF(AND(TODAY()>={here},TODAY()<{until}),"{_TODAY}",'
        signs += f'IF(COUNTIFS({days},">="&{here},{days},"<"&{until})>0,"{_MILESTONE}",""))'
        sheet.put(row, letter, Formula(signs, _TODAY if is_now else _MILESTONE if found else ""), look)
        for number, milestone in enumerate(milestones, below.first_row):
            day = f"${below.letters['day']}{number}"
            own = f'IF(AND({day}>={here},{day}<{until}),"{_MILESTONE}","")'
            lies_here = period <= milestone.day < following
            sheet.put(number, letter, Formula(own, _MILESTONE if lies_here else ""), look)
    sheet.grid.heights[row] = _MARK_HEIGHT


def _screen_order(action: Action) -> tuple[datetime.date, datetime.date]:
    latest = datetime.date.max
    return action.start_date or latest, action.end_date or latest
