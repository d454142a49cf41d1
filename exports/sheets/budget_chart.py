"""Budget by horizon: its figures under the action plan, and their native bar chart."""

from __future__ import annotations

from collections.abc import Mapping

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties

from exports.columns import Column, Formula, Kind
from exports.edition import Edition
from exports.sheet import Block, Sheet
from resources.i18n import N_

_ROWS_OF_CHART = 9


def add_budget_by_horizon(sheet: Sheet, edition: Edition, block: Block, heads: Mapping[str, int]) -> None:
    """List the subtotals of `heads` (label -> row of the subtotal) and draw them beside."""
    title = edition.tr(N_("Budget by horizon"))
    sheet.section(title)
    cost = block.letters["cost"]
    rows = [[None, label, Formula(f"{cost}{row}", sheet.cached[f"{cost}{row}"])] for label, row in heads.items()]
    columns = [Column("", Kind.ID), Column(N_("Horizon")), Column(N_("Budget"), Kind.MONEY)]
    listed = sheet.plain(columns, rows, "")
    chart = BarChart()
    chart.type, chart.style, chart.legend = "bar", None, None
    first, last = listed.first_row, listed.last_row
    chart.add_data(Reference(sheet.worksheet, min_col=4, min_row=first, max_row=last))
    chart.set_categories(Reference(sheet.worksheet, min_col=3, min_row=first, max_row=last))
    _dress(chart, sheet)
    sheet.worksheet.add_chart(chart, f"E{listed.header_row}")
    sheet.next_row = max(sheet.next_row, listed.header_row + _ROWS_OF_CHART)


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
    chart.width, chart.height = 16, 6
