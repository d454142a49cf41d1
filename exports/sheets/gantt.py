"""Gantt: bars by cell shading that follow the dates of the action plan, and print; milestones, and a line for today.

Milestones come first, then the actions, then rows that fill when the client adds actions under the plan. The row over
the headings says where today is and where a milestone lies, so that nothing depends on colour.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle

from exports.blocks import Block
from exports.cells import FIRST_RELIABLE_DATE
from exports.client_columns import ACTIONS, UID
from exports.columns import Column, Formula, Kind, Value
from exports.conditional import line_rows
from exports.edition import Edition
from exports.lookups import Lookups
from exports.sheet import Sheet
from exports.sheets.gantt_periods import end_of, periods_of, with_next
from exports.style import Look
from exports.validation import SPARE_ROWS
from resources.i18n import N_
from strategy.links import kept_actions
from strategy.model import Action, Milestone

TITLE = N_("Gantt")

_MARK_HEIGHT = 16
_TODAY, _MILESTONE, _EARLIER, _LATER = "▼", "◆", "◂", "▸"
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
_LIVE = N_("Bars follow the action plan; ▼ is today, ◆ a milestone, dark what is done, ◂ ▸ before and after.")
_SETTLED = N_("▼ is the day of export, ◆ a milestone, dark what is done, ◂ ▸ before and after.")
_NAME_WIDTH = 24.0
"""At least, for what is added later."""


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    actions = sorted(kept_actions(edition.snapshot), key=_screen_order)
    milestones = sorted(edition.snapshot.all(Milestone), key=lambda each: each.day)
    count = edition.words.ntr("{count} milestone.", "{count} milestones.", len(milestones))
    legend = edition.tr(_LIVE if sheet.has_formulas else _SETTLED)
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(milestones)), legend), hidden_columns=2)
    plan = edition.snapshot.plan
    days = [day for action in actions for day in (action.start_date, action.end_date)]
    periods = periods_of(
        [*days, *(each.day for each in milestones)], (plan.start_date, plan.end_date), edition.exported_on
    )
    calendar = [_period_column(sheet, period, following) for period, following in with_next(periods)]
    found = Lookups(sheet.shared.tables[ACTIONS])
    rows = [_milestone(each) for each in milestones] + [_row(edition, sheet, found, action) for action in actions]
    empty = edition.tr(N_("No action yet: step 5 plans them."))
    block = sheet.table("t_gantt", _COLUMNS, rows, empty, beside=calendar)
    name = sheet.worksheet.column_dimensions[block.letters["action"]]
    name.width = max(name.width, _NAME_WIDTH)
    last = block.last_row
    if sheet.has_formulas:
        cells = (f"{block.letters['row']}{last + number}" for number in range(SPARE_ROWS))
        sheet.spare_rows(_added(found, above, number) for number, above in enumerate(cells))
        last += SPARE_ROWS
    _shade(sheet, edition, block, periods, last)
    _mark_periods(sheet, edition, block, periods, milestones)
    _mark_outside(sheet, block, periods, actions, range(block.first_row + len(milestones), last + 1))
    sheet.finish(frozen_columns=4, repeats_header=True)
    if sheet.has_formulas:
        sheet.print_until_filled(block)


def _milestone(milestone: Milestone) -> list[Value]:
    return [None, None, _MILESTONE, milestone.name, None, None, milestone.day, None]


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


def _added(plan: Lookups, above: str, number: int) -> list[Value]:
    """A row for an action that the client may add; `above` is the cell over the one that looks for it."""
    texts = [plan(key, None) for key in ("action", "owner", "start", "end", "progress")]
    return [None, plan.added(number + 1, above if number else ""), None, *texts]


def _period_column(sheet: Sheet, period: datetime.date, following: datetime.date) -> Column:
    is_week = (following - period).days <= 7
    shown = sheet.style.in_language("d mmm" if is_week else "mmm yyyy")
    return Column(period, Kind.WORD, 3.2 if is_week else 5, heading_format=shown, heading_rotation=90)


# ---- shading


def _shade(sheet: Sheet, edition: Edition, block: Block, periods: Sequence[datetime.date], last_row: int) -> None:
    """Colour the periods that an action crosses, darker the part that is done; a line down today's period."""
    style, header = sheet.style, block.header_row
    first, second = (sheet.letter(len(_COLUMNS) + index) for index in (0, 1))
    last = sheet.letter(len(_COLUMNS) + len(periods) - 1)
    now = "TODAY()" if sheet.has_formulas else _date(edition.exported_on)
    until = f"IF(N({second}${header})=0,{_date(end_of(periods))},{second}${header})"
    start, end, done = (f"${block.letters[key]}{block.first_row}" for key in ("start", "end", "progress"))
    crossed = f"ISNUMBER({start}),ISNUMBER({end}),{end}>={first}${header},{start}<{until}"
    reached = f"{first}${header}<={start}+({end}-{start}+1)*N({done})-1"
    cells = f"{first}{block.first_row}:{last}{last_row}"
    today = f'${block.letters["action"]}{block.first_row}<>"",{now}>={first}${header},{now}<{until}'
    line = Side(style="thin", color=style.color(style.status_text("late")))
    frame = Border(left=line, right=line)
    done_part = f"{crossed},N({done})>0,{reached}"
    dark, plain = _ground(style.color("headerFill")), style.bar_fill
    # LibreOffice takes the first rule that holds, Excel adds them up: today's period has rules of its own.
    rules = (
        (f"AND({today},{done_part})", DifferentialStyle(fill=dark, border=frame)),
        (f"AND({today},{crossed})", DifferentialStyle(fill=plain, border=frame)),
        (f"AND({today})", DifferentialStyle(border=frame)),
        (f"AND({done_part})", DifferentialStyle(fill=dark)),
        (f"AND({crossed})", DifferentialStyle(fill=plain)),
    )
    for condition, look in rules:
        sheet.worksheet.conditional_formatting.add(cells, Rule(type="expression", formula=[condition], dxf=look))
    whole = f"{block.letters['no']}{block.first_row}:{last}{last_row}"
    line_rows(sheet.worksheet, style, block, whole, "action")


def _ground(color: str) -> PatternFill:
    return PatternFill("solid", bgColor=color)


def _date(day: datetime.date) -> str:
    """A day inside a formula."""
    return f"DATE({day.year},{day.month},{day.day})"


# ---- signs


def _mark_periods(
    sheet: Sheet, edition: Edition, block: Block, periods: Sequence[datetime.date], milestones: Sequence[Milestone]
) -> None:
    """Over each period, a sign where today or a milestone lies; the same sign beside each milestone."""
    letter, first = block.letters["end"], block.first_row
    days = f"${letter}${first}:${letter}${first + len(milestones) - 1}"
    row, header = block.header_row - 1, block.header_row
    for index, (period, following) in enumerate(with_next(periods)):
        column = sheet.letter(len(_COLUMNS) + index)
        here, until = f"{column}${header}", _date(following)
        counted = f'COUNTIFS({days},">="&{here},{days},"<"&{until})>0' if milestones else "FALSE"
        signs = f'IF(AND(TODAY()>={here},TODAY()<{until}),"{_TODAY}",IF({counted},"{_MILESTONE}",""))'
        is_now = period <= edition.exported_on < following
        found = any(period <= each.day < following for each in milestones)
        sheet.put(row, column, Formula(signs, _TODAY if is_now else _MILESTONE if found else ""), _SIGN)
        for number, milestone in enumerate(milestones, first):
            day = f"${letter}{number}"
            own = f'IF(AND({day}>={here},{day}<{until}),"{_MILESTONE}","")'
            lies_here = period <= milestone.day < following
            sheet.put(number, column, Formula(own, _MILESTONE if lies_here else ""), _SIGN)
    sheet.grid.heights[row] = _MARK_HEIGHT


def _mark_outside(
    sheet: Sheet, block: Block, periods: Sequence[datetime.date], actions: Sequence[Action], rows: range
) -> None:
    """A sign at the end of the calendar towards which an action lies that is not in it."""
    before, after = (sheet.letter(len(_COLUMNS) + index) for index in (0, len(periods) - 1))
    for number, row in enumerate(rows):
        start, end = (f"${block.letters[key]}{row}" for key in ("start", "end"))
        earlier = f'IF(AND(ISNUMBER({end}),{end}<{before}${block.header_row}),"{_EARLIER}","")'
        later = f'IF(N({start})>={_date(end_of(periods))},"{_LATER}","")'
        action = actions[number] if number < len(actions) else None
        is_earlier = action and action.end_date and FIRST_RELIABLE_DATE <= action.end_date < periods[0]
        is_later = action and action.start_date and action.start_date >= end_of(periods)
        sheet.put(row, before, Formula(earlier, _EARLIER if is_earlier else ""), _SIGN)
        sheet.put(row, after, Formula(later, _LATER if is_later else ""), _SIGN)


_SIGN = Look("titleColor", bold=True, align="center", indent=0, wrap=False)


def _screen_order(action: Action) -> tuple[datetime.date, datetime.date]:
    latest = datetime.date.max
    return action.start_date or latest, action.end_date or latest
