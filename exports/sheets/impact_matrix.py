"""The matrix of impact and effort: how many actions stand at each place, live, and its native bubble chart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from openpyxl.chart import BubbleChart, Reference, Series
from openpyxl.chart.legend import Legend
from openpyxl.utils import column_index_from_string

from exports.blocks import Block
from exports.chart_looks import dress_axis, paint, place_chart, show_values
from exports.client_columns import ACTIONS
from exports.columns import Column, Formula, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from exports.validation import SPARE_ROWS
from resources.i18n import N_
from resources.tokens import palette
from strategy.links import kept_actions
from strategy.model import Action, ActionStatus
from strategy.ranking import Ranking

_COLUMNS = (
    Column(N_("Quadrant"), key="quadrant"),
    Column(N_("Impact"), Kind.LEVEL, key="impact"),
    Column(N_("Effort"), Kind.LEVEL, key="effort"),
    Column(N_("Actions"), Kind.COUNT, key="count"),
    Column(N_("Actions there"), key="codes"),
)
_CHART_ROWS, _CHART_ROW_POINTS, _ROW_POINTS = 16, 20.0, 15.0
QUADRANTS = ("quad_quick_win", "quad_major_project", "quad_fill_in", "quad_reconsider")


def write_matrix(sheet: Sheet, edition: Edition, at: str) -> None:
    """The table of the 25 places, quadrant by quadrant, and the chart beside it."""
    sheet.break_before(sheet.next_row + 1)
    sheet.section(
        edition.tr(N_("Impact and effort")), edition.tr(N_("One bubble for each place, as large as its actions."))
    )
    chart_row = sheet.next_row
    sheet.leave_room(_CHART_ROWS, _CHART_ROW_POINTS)
    places = list(_places(edition.ranking))
    found: dict[tuple[int | None, int | None], list[Action]] = defaultdict(list)
    for action in kept_actions(edition.snapshot):
        found[action.impact, edition.action_scores[action.id].effort].append(action)
    rows = [_row(edition, sheet, place, found[place[1:]]) for place in places]
    sheet.break_before(sheet.next_row)  # both do not fit on one page
    block = sheet.table("t_matrix", _COLUMNS, rows, "", at=at, has_filter=False)
    for row in range(block.first_row, block.last_row + 1):
        sheet.grid.heights[row] = _ROW_POINTS
    _draw(sheet, edition, block, [quadrant for quadrant, _, _ in places], chart_row)


def _places(ranking: Ranking) -> Iterator[tuple[str, int, int]]:
    """All places, each with its quadrant, in the order of the quadrants."""
    found = [
        (ranking.quadrant(impact, effort) or "", impact, effort) for impact in range(5, 0, -1) for effort in range(1, 6)
    ]
    yield from sorted(found, key=lambda place: QUADRANTS.index(place[0]))


def _row(edition: Edition, sheet: Sheet, place: tuple[str, int, int], here: Sequence[Action]) -> list[Value]:
    plan, (quadrant, impact, effort) = sheet.shared.tables[ACTIONS], place
    dropped = edition.quoted("<>" + edition.label(ActionStatus.DROPPED))
    impacts, efforts, states = (plan.column(key, SPARE_ROWS) for key in ("impact", "effort", "status"))
    count = f"COUNTIFS({impacts},{{impact}},{efforts},{{effort}},{states},{dropped})"
    return [edition.label(quadrant), impact, effort, Formula(count, len(here)), edition.codes(here)]


def _draw(sheet: Sheet, edition: Edition, block: Block, quadrants: list[str], row: int) -> None:
    chart = BubbleChart()
    chart.style, chart.bubbleScale = None, 45
    colors = [palette("light")["swot"][name] for name in ("strength", "opportunity", "weakness", "threat")]
    for quadrant, color in zip(QUADRANTS, colors, strict=True):
        rows = [block.first_row + number for number, each in enumerate(quadrants) if each == quadrant]
        if rows:
            x, y, size = (_cells(sheet, block, key, rows) for key in ("effort", "impact", "count"))
            series = Series(values=y, xvalues=x, zvalues=size, title=edition.label(quadrant))
            paint(series, color)
            show_values(series, of_bubbles=True)
            chart.series.append(series)
    dress_axis(chart.x_axis, edition.tr(N_("Effort, 1 to 5")), low=0, high=6, step=1)
    dress_axis(chart.y_axis, edition.tr(N_("Impact, 1 to 5")), low=0, high=6, step=1)
    chart.legend = Legend(legendPos="b")
    place_chart(sheet, chart, edition.tr(N_("Impact and effort of the actions")), f"{block.first_letter}{row}", 20, 11)


def _cells(sheet: Sheet, block: Block, key: str, rows: list[int]) -> Reference:
    column = column_index_from_string(block.letters[key])
    return Reference(sheet.worksheet, min_col=column, min_row=rows[0], max_row=rows[-1])
