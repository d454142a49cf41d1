"""Budget by horizon: its figures under the budgets of the action plan, what is left, and their native bar chart."""

from __future__ import annotations

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.utils import column_index_from_string

from exports.blocks import Block
from exports.columns import Column, Formula, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from exports.sheets.horizons import HORIZONS
from resources.i18n import N_
from strategy.analysis import Horizon, budget, horizon, total_effort_days
from strategy.analysis.spending import planned_cost
from strategy.links import kept_actions

_COLUMNS = (
    Column(N_("Horizon"), key="horizon"),
    Column(N_("Budget"), Kind.MONEY, key="cost"),
    Column(N_("Actions"), Kind.COUNT, key="actions"),
    Column(N_("Person-days"), Kind.COUNT, key="days"),
)


def write_budget_by_horizon(sheet: Sheet, edition: Edition, actions: Block) -> None:
    """Sum the table of actions by horizon, under its column of budgets, and draw the sums on the left.

    Every horizon has its row, so that an action whose dates the reader changes is still counted.
    """
    sheet.section(edition.tr(N_("Budget by horizon")))
    kept = kept_actions(edition.snapshot)
    spent = budget(edition.snapshot)
    totals = {"cost": spent.cost, "days": total_effort_days(edition.snapshot), "actions": float(len(kept))}
    rows = [_row(edition, actions, period) for period in HORIZONS]
    under = actions.letters["quadrant"]
    block = sheet.table("t_horizons", _COLUMNS, rows, "", totals=totals, at=under, has_filter=False)
    for row in range(block.first_row, block.last_row + 1):
        sheet.grid.heights[row] = sheet.style.height("group")
    budget_row = sheet.band(edition.tr(N_("Budget of the plan")), {"cost": spent.budget})
    cost = block.letters["cost"]
    left = f'IF({cost}{budget_row}="","",{cost}{budget_row}-{cost}{block.total_row})'
    sheet.band(edition.tr(N_("Budget left")), {"cost": Formula(left, spent.remaining)})
    if kept:
        _draw(sheet, actions, block)


def _row(edition: Edition, actions: Block, period: Horizon | None) -> list[Value]:
    names = actions.named_cells("horizon")
    cost, days = (f"SUMIFS({actions.named_cells(key)},{names},{{horizon}})" for key in ("cost", "days"))
    found = [action for action in kept_actions(edition.snapshot) if horizon(edition.snapshot, action) is period]
    return [
        edition.tr(HORIZONS[period]),
        Formula(cost, sum(planned_cost(edition.snapshot.plan, action) or 0.0 for action in found)),
        Formula(f"COUNTIFS({names},{{horizon}})", len(found)),
        Formula(days, sum(action.effort_days or 0.0 for action in found)),
    ]


def _draw(sheet: Sheet, actions: Block, block: Block) -> None:
    chart = BarChart()
    chart.type, chart.style, chart.legend = "bar", None, None
    names, figures = (column_index_from_string(block.letters[key]) for key in ("horizon", "cost"))
    first, last = block.first_row, block.last_row
    chart.add_data(Reference(sheet.worksheet, min_col=figures, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet.worksheet, min_col=names, min_row=first, max_row=last))
    _dress(chart, sheet)
    sheet.worksheet.add_chart(chart, f"{actions.letters['name']}{block.header_row}")


def _dress(chart: BarChart, sheet: Sheet) -> None:
    """Bars of the design from top to bottom, their amounts beside them, and no other ink."""
    (series,) = chart.series
    series.graphicalProperties = GraphicalProperties(solidFill=sheet.style.color("headerFill"))
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, name, False)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete, chart.y_axis.delete = False, True
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.gapWidth = 40
    chart.width, chart.height = 18, 7
