"""The emotion curve of a journey as a native chart, each touchpoint under its column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pptx.enum.chart import XL_CHART_TYPE

from exports.deck.charts import add_chart, dress_axis, set_line, set_marker, set_plot_place, xy_figures
from exports.deck.cleaning import one_line
from exports.deck.measure import elided
from exports.deck.texts import paragraph
from exports.deck.theme import Box, tone, tones
from journey.analysis import touchpoint_valence
from journey.model import JourneyKind
from resources.i18n import N_

if TYPE_CHECKING:
    from pptx.chart.chart import Chart

    from exports.deck.edition import DeckEdition
    from exports.deck.page import Page
    from journey.model import Journey, Touchpoint

_ABOVE, _BELOW = 10.0, 14.0
_NAME_ROOM = 150.0
_MARK = 11


def draw_emotions(
    page: Page,
    edition: DeckEdition,
    journey: Journey,
    columns: Sequence[Sequence[Touchpoint]],
    box: Box,
    gutter: float,
) -> None:
    """The curve over the whole width of the columns, which begin `gutter` points from the left of the box."""
    felt = [
        (place, point, valence)
        for place, point in _places(columns)
        if (valence := touchpoint_valence(edition.snapshot, point.id)) is not None
    ]
    if not felt:
        words = edition.tr(N_("No emotion was noted on these touchpoints."))
        inside = Box(box.left + gutter, box.top, box.width - gutter, box.height)
        page.words(inside, [paragraph(words, 12, tone("ink3"), align="ctr")], anchor="ctr", name="Emotion")
        return
    figures = xy_figures([(edition.label(journey.kind), [(place, valence) for place, _, valence in felt])])
    said = edition.words.set_apart(
        edition.pair(one_line(edition.title(point)), edition.words.number(valence, 1)) for _, point, valence in felt
    )
    words = edition.tr(N_("Emotion from −1 to 1: {list}")).format(list=said)
    chart = add_chart(page.shapes, XL_CHART_TYPE.XY_SCATTER_LINES, figures, box, edition.tr(N_("Emotion curve")), words)
    _dress(chart, len(columns))
    set_plot_place(
        chart, gutter / box.width, _ABOVE / box.height, 1 - gutter / box.width, 1 - (_ABOVE + _BELOW) / box.height
    )
    _mark(chart.plots[0].series[0], journey, [valence for _, _, valence in felt])
    plot = Box(box.left + gutter, box.top + _ABOVE, box.width - gutter, box.height - _ABOVE - _BELOW)
    _name_lowest(page, edition, felt, plot, len(columns))


def _places(columns: Sequence[Sequence[Touchpoint]]) -> Iterator[tuple[float, Touchpoint]]:
    """Each touchpoint with where it stands across: column 2 runs from 1 to 2."""
    for start, points in enumerate(columns):
        for number, point in enumerate(points):
            yield start + (number + 0.5) / len(points), point


def _dress(chart: Chart, count: int) -> None:
    across, up = chart.category_axis, chart.value_axis
    dress_axis(across, grid=False, edge=True, labels=False)
    across.minimum_scale, across.maximum_scale, across.major_unit = 0, count, 1
    dress_axis(up, grid=True, edge=False)
    up.minimum_scale, up.maximum_scale, up.major_unit = -1, 1, 1
    up.tick_labels.number_format, up.tick_labels.number_format_is_linked = "+0;−0;0", False


def _mark(series: Any, journey: Journey, valences: Sequence[float]) -> None:  # Any: python-pptx gives no type
    """The line in the colour of today or of the target, each mark in that of its emotion."""
    is_target = journey.kind == JourneyKind.TO_BE.value
    set_line(series, tone("toBe" if is_target else "asIs"))
    for number, valence in enumerate(valences):
        color = tones("emotion")[str(max(-2, min(2, round(valence * 2))))]
        set_marker(series.points[number], color, _MARK, tone("sheet"), "diamond" if is_target else "circle")


def _name_lowest(
    page: Page, edition: DeckEdition, felt: Sequence[tuple[float, Touchpoint, float]], plot: Box, count: int
) -> None:
    """The name of the lowest point beside it, where it is below zero; a label of the chart would break its words."""
    place, point, valence = min(felt, key=lambda each: each[2])
    if valence >= 0:
        return
    name = elided(one_line(edition.title(point)), _NAME_ROOM, 11)
    across, down = plot.left + plot.width * place / count, plot.top + plot.height * (1 - valence) / 2
    left = min(max(across - _NAME_ROOM / 2, plot.left), plot.right - _NAME_ROOM)
    has_room = down + 22 <= plot.bottom + _BELOW
    box = Box(left, down + 7 if has_room else down - 23, _NAME_ROOM, 15)
    said = paragraph(name, 11, tones("emotion")["-2"], align="ctr")
    page.words(box, [said], name="Lowest point")
