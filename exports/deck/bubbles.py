"""The bubble chart of segments: value today across, potential upwards, customers as the area."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10
from typing import TYPE_CHECKING

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from exports.deck.charts import add_chart, bubble_figures, dress_axis, label_points, paint, set_plot_place
from exports.deck.cleaning import one_line
from exports.deck.texts import paragraph
from exports.deck.theme import Box, tone, tones
from resources.i18n import N_
from strategy.analysis import future_value
from strategy.analysis.segments import past_value

if TYPE_CHECKING:
    from pptx.chart.chart import Chart

    from exports.deck.edition import DeckEdition
    from exports.deck.page import Page
    from journey.model import Segment

_SCALES = ((1_000_000, "M"), (1_000, "k"), (1, ""))
_CAPTION = 20.0
_LARGE = 0.1
"""Of the customers of the largest: the code then stands in the bubble rather than beside it."""
LIGHT_SERIES = (3, 4)
"""Places of the colours that bear dark words."""
_LEFT, _RIGHT, _BELOW, _ABOVE = 46.0, 18.0, 44.0, 14.0
"""Room around the plot, in points."""


def draw_bubbles(page: Page, edition: DeckEdition, segments: Sequence[Segment], box: Box) -> None:
    """A series for each segment, named after it and labelled by its code."""
    # The largest first: those drawn later lie upon them.
    segments = sorted(segments, key=lambda each: -(each.size or 0))
    values = [(past_value(each) or 0.0, future_value(each) or 0.0) for each in segments]
    divisor, sign = _scale(max(max(pair) for pair in values))
    unit = sign + edition.words.currency_symbol(edition.snapshot.plan.currency)
    figures = bubble_figures(
        (edition.named(segment), now / divisor, later / divisor, segment.size or 0)
        for segment, (now, later) in zip(segments, values, strict=True)
    )
    _write_captions(page, edition, unit, box.first(_CAPTION))
    frame = box.below(_CAPTION)
    chart = add_chart(
        page.shapes, XL_CHART_TYPE.BUBBLE, figures, frame, edition.tr(N_("Value of segments")),
        _said(edition, segments, values),
    )  # fmt: skip
    shown = [value / divisor for pair in values for value in pair]
    _dress(chart, edition, _limits(shown), unit, is_lossy=min(shown) < 0)
    _place_plot(chart, frame)
    most = max(each.size or 0 for each in segments) or 1
    for segment, series in zip(segments, chart.plots[0].series, strict=True):
        place = edition.snapshot.all(type(segment)).index(segment) % len(tones("series"))
        paint(series, tones("series")[place], tone("sheet"))
        is_large = (segment.size or 0) / most >= _LARGE
        ink = tone("ink") if not is_large or place in LIGHT_SERIES else tone("onPrimary")
        at = XL_LABEL_POSITION.CENTER if is_large else XL_LABEL_POSITION.RIGHT
        label_points([(series.points[0], edition.code(segment))], ink, at)
    plot = Box(frame.left + _LEFT, frame.top + _ABOVE, frame.width - _LEFT - _RIGHT, frame.height - _ABOVE - _BELOW)
    page.rule(Box(plot.left, plot.bottom, plot.width, -plot.height), tone("control"), 0.75, is_dashed=True)


def _said(
    edition: DeckEdition, segments: Sequence[Segment], values: Sequence[tuple[float, float]]
) -> str:  # the chart in words
    each = edition.tr(N_("{name}: {now} today, {later} expected"))
    lines = [
        each.format(name=one_line(edition.named(segment)), now=edition.money(now), later=edition.money(later))
        for segment, (now, later) in zip(segments, values, strict=True)
    ]
    return edition.words.set_apart(lines)


def _write_captions(page: Page, edition: DeckEdition, unit: str, box: Box) -> None:
    left, right = box.columns(1, 1)
    potential = edition.tr(N_("Potential in 12 months, {unit}")).format(unit=unit)
    page.words(left, [paragraph(potential, 11, tone("ink2"))], name="Axis")
    equal = f"- - -  {edition.tr(N_('Potential equals today'))}"
    page.words(right, [paragraph(equal, 11, tone("ink3"), align="r")], name="Legend")


def _dress(
    chart: Chart, edition: DeckEdition, limits: tuple[float, float, float], unit: str, *, is_lossy: bool
) -> None:
    across = edition.tr(N_("Value now, {unit} a year")).format(unit=unit)
    for axis, title in ((chart.category_axis, across), (chart.value_axis, "")):
        dress_axis(axis, grid=True, title=title)
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = limits
        # The room left for bubbles under zero is no value.
        hidden = "#,##0" if is_lossy else "#,##0;;0"
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = hidden, False
    chart.plots[0].bubble_scale = 40


def _place_plot(chart: Chart, frame: Box) -> None:
    set_plot_place(
        chart, _LEFT / frame.width, _ABOVE / frame.height, 1 - (_LEFT + _RIGHT) / frame.width,
        1 - (_ABOVE + _BELOW) / frame.height,
    )  # fmt: skip


def _scale(most: float) -> tuple[int, str]:
    return next((size, sign) for size, sign in _SCALES if most >= 10 * size or size == 1)


def _limits(values: Sequence[float]) -> tuple[float, float, float]:
    """Round limits of both axes with room for the bubbles, and the step between two lines of the grid."""
    least, most = min(0.0, *values), max(0.0, *values) * 1.1
    span = max(most - least, 1.0)
    power = 10 ** floor(log10(span / 5))
    step = next(power * each for each in (1, 2, 2.5, 5, 10) if power * each * 6 >= span)
    return -ceil(max(1.0, -least / step)) * step, max(1, ceil(most / step)) * step, step
