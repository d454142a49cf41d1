"""Native bar charts: one colour or one a bar, words at the end of each bar, and no other ink."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.util import Pt

from exports.deck.charts import add_chart, category_figures, dress_axis, is_drawable, label_points, paint
from exports.deck.cleaning import one_line
from exports.deck.theme import Box, tone
from resources.i18n import NO_BREAK_SPACE

if TYPE_CHECKING:
    from pptx.chart.chart import Chart

    from exports.deck.edition import DeckEdition
    from exports.deck.page import Page

_ROOM_FOR_LABELS = 1.45
"""The axis is so many times as long as the longest bar: its words stand after it."""


def draw_bars(
    page: Page,
    edition: DeckEdition,
    box: Box,
    name: str,
    categories: Sequence[str],
    values: Sequence[float],
    labels: Sequence[str],
    colors: Sequence[str],
) -> Chart:
    """Horizontal bars from top to bottom, each with its words."""
    figures = category_figures(categories, [(name, values)])
    said = edition.words.set_apart(
        edition.pair(one_line(each), label) for each, label in zip(categories, labels, strict=True)
    )
    chart = add_chart(page.shapes, XL_CHART_TYPE.BAR_CLUSTERED, figures, box, name, f"{name}. {said}")
    dress_axis(chart.category_axis, grid=False)
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = Pt(12)
    dress_axis(chart.value_axis, grid=False, edge=False, labels=False)
    drawn = [value for value in values if is_drawable(value)]
    chart.value_axis.minimum_scale = min([0.0, *drawn])
    chart.value_axis.maximum_scale = (max([0.0, *drawn]) or 1.0) * _ROOM_FOR_LABELS
    plot = chart.plots[0]
    plot.gap_width = 55 if len(values) > 4 else 90
    series = plot.series[0]
    paint(series, colors[0])
    for number, color in enumerate(colors):
        paint(series.points[number], color)
    # Spaces that do not break: LibreOffice breaks the words of a label where it likes.
    marks = [(series.points[number], label.replace(" ", NO_BREAK_SPACE)) for number, label in enumerate(labels)]
    label_points(marks, tone("ink"), XL_LABEL_POSITION.OUTSIDE_END)
    return chart


def draw_stacked(
    page: Page,
    box: Box,
    name: str,
    words: str,
    categories: Sequence[str],
    series: Mapping[str, tuple[Sequence[float], str]],
) -> Chart:
    """Columns whose parts are series with their colours, and a legend above."""
    figures = category_figures(categories, [(title, values) for title, (values, _) in series.items()])
    chart = add_chart(page.shapes, XL_CHART_TYPE.COLUMN_STACKED, figures, box, name, words)
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    dress_axis(chart.category_axis, grid=False)
    dress_axis(chart.value_axis, grid=True, edge=False)
    chart.value_axis.minimum_scale = 0
    chart.value_axis.tick_labels.number_format = "#,##0"
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.plots[0].gap_width, chart.plots[0].overlap = 55, 100
    for made, (_values, color) in zip(chart.plots[0].series, series.values(), strict=True):
        paint(made, color)
    return chart
