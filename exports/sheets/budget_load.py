"""Budget and load: what the actions cost by horizon and by quarter, and who has how many days of work when."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.legend import Legend
from openpyxl.utils import column_index_from_string

from exports.blocks import Block
from exports.chart_looks import dress_axis, paint, place_chart, show_values
from exports.client_columns import ACTIONS
from exports.columns import Column, Formula, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from exports.sheets.horizons import HORIZONS, horizon_condition
from exports.validation import SPARE_ROWS
from resources.i18n import N_
from strategy.analysis import Horizon, horizon
from strategy.analysis.load import Load, load
from strategy.analysis.spending import spending
from strategy.links import kept_actions
from strategy.model import Action, ActionStatus

TITLE = N_("Budget and load")

_LAST_YEAR, _MOST_MONTHS, _MOST_QUARTERS = 2100, 60, 80

_HORIZONS = (
    Column(N_("Horizon"), width=38, key="horizon"),
    Column(N_("Budget"), Kind.MONEY, 16, key="cost"),
    Column(N_("Actions"), Kind.COUNT, 14, key="actions"),
    Column(N_("Person-days"), Kind.FIGURE, 14, key="days"),
)
_QUARTERS = (
    Column(N_("Quarter"), key="quarter"),
    Column(N_("Once"), Kind.MONEY, key="once"),
    Column(N_("Running"), Kind.MONEY, key="running"),
    Column(N_("In all"), Kind.MONEY, key="cost"),
)


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    spent = edition.budget
    cost = edition.words.money(spent.cost, edition.snapshot.plan.currency)
    sheet.heading(edition.tr(TITLE), edition.note(edition.tr(N_("The plan costs {cost}.")).format(cost=cost)))
    horizons = _write_horizons(sheet, edition)
    sheet.section(
        edition.tr(N_("Cost by quarter")), edition.tr(N_("As of the export; running costs until the plan ends."))
    )
    quarters = _write_quarters(sheet, edition)
    sheet.section(edition.tr(N_("Load by owner")), edition.tr(N_("Person-days; the months as of the export.")))
    _write_load(sheet, edition)
    _draw(sheet, edition, horizons, N_("Budget by horizon"), ("cost",), f"G{horizons.header_row}", is_lying=True)
    if quarters.first_row < quarters.last_row:
        _draw(sheet, edition, quarters, N_("Cost by quarter"), ("once", "running"), f"N{horizons.header_row}")
    sheet.finish(frozen_columns=1, repeats_header=False)


def _write_horizons(sheet: Sheet, edition: Edition) -> Block:
    """Every horizon has its row, so that an action whose dates the reader changes is still counted."""
    kept, spent = kept_actions(edition.snapshot), edition.budget
    once = sum(action.cost or 0.0 for action in kept)
    days = sum(action.effort_days or 0.0 for action in kept)
    by_horizon: dict[Horizon | None, list[Action]] = {period: [] for period in HORIZONS}
    for action in kept:
        by_horizon[horizon(edition.snapshot, action)].append(action)
    rows = [_horizon(edition, sheet, period, found) for period, found in by_horizon.items()]
    totals = {"cost": once, "days": days, "actions": float(len(kept))}
    block = sheet.table("t_horizons", _HORIZONS, rows, "", totals=totals, has_filter=False)
    for row in range(block.first_row, block.last_row + 1):
        sheet.grid.heights[row] = sheet.style.height("group")
    running_row = sheet.band(edition.tr(N_("Running costs until the plan ends")), {"cost": spent.cost - once})
    budget_row = sheet.band(edition.tr(N_("Budget of the plan")), {"cost": spent.budget})
    cost = block.letters["cost"]
    left = f'IF({cost}{budget_row}="","",{cost}{budget_row}-{cost}{block.total_row}-{cost}{running_row})'
    sheet.band(edition.tr(N_("Budget left")), {"cost": Formula(left, spent.remaining)})
    return block


def _horizon(edition: Edition, sheet: Sheet, period: Horizon | None, found: Sequence[Action]) -> list[Value]:
    plan = sheet.shared.tables[ACTIONS]
    name = edition.tr(HORIZONS[period])
    starts, ends, states, names = (plan.column(key, SPARE_ROWS) for key in ("start", "end", "status", "action"))
    dropped = edition.quoted(edition.label(ActionStatus.DROPPED))
    counted = f'({states}<>{dropped})*({names}<>"")*{horizon_condition(edition, period, starts, ends)}'
    values = {
        "cost": sum(action.cost or 0.0 for action in found),
        "actions": float(len(found)),
        "days": sum(action.effort_days or 0.0 for action in found),
    }
    columns = {"cost": plan.column("budget", SPARE_ROWS), "days": plan.column("load", SPARE_ROWS)}
    cells = {
        key: Formula(f"SUMPRODUCT({counted},{columns[key]})" if key in columns else f"SUMPRODUCT({counted})", value)
        for key, value in values.items()
    }
    return [name, cells["cost"], cells["actions"], cells["days"]]


def _write_quarters(sheet: Sheet, edition: Edition) -> Block:
    quarters = spending(edition.snapshot).quarters[:_MOST_QUARTERS] if _is_spread(edition) else ()
    said = edition.tr(N_("Q{number} {year}"))
    rows: list[list[Value]] = [
        [
            said.format(number=each.number, year=each.first.year),
            each.once,
            each.running,
            Formula("{once}+{running}", each.cost),
        ]
        for each in quarters
    ]
    return sheet.table("t_quarters", _QUARTERS, rows, edition.tr(N_("No action has dates yet.")), has_filter=False)


def _write_load(sheet: Sheet, edition: Edition) -> None:
    found = load(edition.snapshot) if _is_spread(edition) else Load((), ())
    shown = found.months[:_MOST_MONTHS]
    months = [
        Column(f"{edition.words.short_month(month)} {month.year}", Kind.SCORE, 11, f"m{number}", is_plan_text=True)
        for number, month in enumerate(shown)
    ]
    columns = [
        Column(N_("Owner"), key="owner"),
        Column(N_("Person-days"), Kind.FIGURE, key="total"),
        Column(N_("Days a month"), Kind.FIGURE, key="capacity"),
    ]
    plan = sheet.shared.tables[ACTIONS]
    owners, loads, states = (plan.column(key, SPARE_ROWS) for key in ("owner", "load", "status"))
    dropped = edition.quoted("<>" + edition.label(ActionStatus.DROPPED))
    total = f"SUMIFS({loads},{owners},{{owner}},{states},{dropped})"
    rows: list[list[Value]] = []
    for each in found.owners:
        name = each.owner or edition.tr(N_("To assign"))
        days: Value = Formula(total, each.total) if each.owner else each.total
        rows.append([name, days, each.capacity, *(each.days.get(month) for month in shown)])
    empty = edition.tr(N_("No action has person-days yet."))
    sheet.table("t_load", [*columns, *months], rows, empty, has_filter=False)


def _is_spread(edition: Edition) -> bool:
    """Whether the actions end in a year for which costs can be spread month by month."""
    return all(day.year < _LAST_YEAR for action in kept_actions(edition.snapshot) if (day := action.end_date))


def _draw(
    sheet: Sheet,
    edition: Edition,
    block: Block,
    title: str,
    keys: tuple[str, ...],
    cell: str,
    *,
    is_lying: bool = False,
) -> None:
    """Bars of the figures of a block, lying or standing on each other."""
    chart = BarChart()
    chart.type, chart.style = ("bar" if is_lying else "col"), None
    chart.grouping, chart.overlap, chart.gapWidth = ("clustered", None, 40) if is_lying else ("stacked", 100, 60)
    names = column_index_from_string(block.letters[next(iter(block.letters))])
    for key, color in zip(keys, ("headerFill", "barFill"), strict=False):
        figures = column_index_from_string(block.letters[key])
        area = Reference(sheet.worksheet, min_col=figures, min_row=block.header_row, max_row=block.last_row)
        chart.add_data(area, titles_from_data=True)
        paint(chart.series[-1], sheet.style.color(color))
        if is_lying:
            show_values(chart.series[-1])
    chart.set_categories(Reference(sheet.worksheet, min_col=names, min_row=block.first_row, max_row=block.last_row))
    symbol = edition.words.currency_symbol(edition.snapshot.plan.currency)
    dress_axis(chart.y_axis, edition.tr(N_("Cost, {unit}")).format(unit=symbol), low=0, number_format="#,##0")
    dress_axis(chart.x_axis, block.headings[next(iter(block.letters))])
    if is_lying:
        chart.x_axis.scaling.orientation = "maxMin"
        chart.y_axis.crosses = "max"
        chart.legend = None
    else:
        chart.legend = Legend(legendPos="b")
    place_chart(sheet, chart, edition.tr(title), cell, 14.5, 8)
