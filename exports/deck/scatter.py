"""The matrix of impact and effort as a native chart: discs with the codes of the actions, quadrants behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION

from exports.deck.charts import add_chart, dress_axis, label_points, set_line, set_marker, set_plot_place, xy_figures
from exports.deck.cleaning import one_line
from exports.deck.measure import Face
from exports.deck.texts import paragraph
from exports.deck.theme import Box, tone, tones
from resources.i18n import N_
from strategy.ranking import Ranking

if TYPE_CHECKING:
    from exports.deck.edition import DeckEdition
    from exports.deck.page import Page

MOST_IN_A_CELL = 6
_ACROSS = 3
"""Discs side by side where several actions have the same impact and effort."""
_LEFT, _RIGHT, _ABOVE, _BELOW = 44.0, 6.0, 26.0, 44.0
_LEAST, _MOST = 0.5, 5.5
_TOP = 6.0
"""Where the plot ends above impact 5: the names of the upper quadrants have room there."""
_DISC = 24
_HORIZONS = (N_("0 to 3 months"), N_("3 to 6 months"), N_("Later or without dates"))


@dataclass(frozen=True, slots=True)
class Spot:
    """An action on the matrix; `horizon` is its place among the colours, 0 for the nearest."""

    code: str
    title: str
    effort: int
    impact: int
    horizon: int


def draw_matrix(page: Page, edition: DeckEdition, spots: Sequence[Spot], box: Box) -> None:
    """The chart over its quadrants."""
    plot = Box(box.left + _LEFT, box.top + _ABOVE, box.width - _LEFT - _RIGHT, box.height - _ABOVE - _BELOW)
    _draw_quadrants(page, edition, plot)
    places = list(_places(spots))
    shown = [
        (number, found)
        for number in range(len(_HORIZONS))
        if (found := [each for each in places if each[1].horizon == number])
    ]
    # LibreOffice loses a series that comes before a longer one.
    shown.sort(key=lambda each: -len(each[1]))
    figures = xy_figures((edition.tr(_HORIZONS[number]), [place for place, _spot in found]) for number, found in shown)
    said = edition.tr(N_("{action}: impact {impact}, effort {effort}"))
    words = edition.words.set_apart(
        said.format(action=one_line(f"{each.code} {each.title}"), impact=each.impact, effort=each.effort)
        for each in spots
    )
    chart = add_chart(
        page.shapes, XL_CHART_TYPE.XY_SCATTER, figures, box, edition.tr(N_("Impact and effort")),
        words,
    )  # fmt: skip
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    for axis, most in ((chart.category_axis, _MOST), (chart.value_axis, _TOP)):
        # It begins at a half, so that 1 has room around it: its own figures would stand between the levels.
        dress_axis(axis, grid=False, labels=False)
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = _LEAST, most, 1
    set_plot_place(chart, _LEFT / box.width, _ABOVE / box.height, plot.width / box.width, plot.height / box.height)
    for (number, found), made in zip(shown, chart.plots[0].series, strict=True):
        ink = tones("horizon")[number]
        set_line(made, None)
        set_marker(made, ink, _DISC, tone("sheet"))
        marks = [(made.points[place], each.code) for place, (_, each) in enumerate(found)]
        label_points(marks, tones("onHorizon")[number], XL_LABEL_POSITION.CENTER)
    _name_levels(page, edition, plot)


def _places(spots: Sequence[Spot]) -> Iterator[tuple[tuple[float, float], Spot]]:
    """Each action at its effort and impact, side by side where several share them."""
    cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in spots:
        cells[spot.effort, spot.impact].append(spot)
    for (effort, impact), found in cells.items():
        rows = -(-len(found) // _ACROSS)
        for number, spot in enumerate(found):
            level, column = divmod(number, _ACROSS)
            wide = min(_ACROSS, len(found) - level * _ACROSS)
            across = effort + (column - (wide - 1) / 2) * 0.3
            yield (across, impact - (level - (rows - 1) / 2) * 0.42), spot


def _draw_quadrants(page: Page, edition: DeckEdition, plot: Box) -> None:
    ranking = Ranking.of(edition.snapshot)
    unit_across, unit_up = plot.width / (_MOST - _LEAST), plot.height / (_TOP - _LEAST)
    middle = plot.left + (ranking.low_effort + 0.5 - _LEAST) * unit_across
    level = plot.bottom - (ranking.high_impact - 0.5 - _LEAST) * unit_up
    quadrants = (
        ("quad_quick_win", Box(plot.left, plot.top, middle - plot.left, level - plot.top), "primaryTint", "primary"),
        ("quad_major_project", Box(middle, plot.top, plot.right - middle, level - plot.top), "sheet", "ink2"),
        ("quad_fill_in", Box(plot.left, level, middle - plot.left, plot.bottom - level), "sheet", "ink2"),
        ("quad_reconsider", Box(middle, level, plot.right - middle, plot.bottom - level), "sunken", "ink2"),
    )
    for entry, box, ground, ink in quadrants:
        if box.width <= 1 or box.height <= 1:
            continue
        name = edition.label(entry)
        said = paragraph(name, 12, tone(ink), Face.STRONG)
        page.box(box, ground=tone(ground), outline=tone("line"), name=name)
        words = Box(box.left, box.top if box.top == plot.top else box.bottom - 22, box.width, 22)
        page.box(words, [said], anchor="ctr", inset=(8, 8, 2), name=name)


def _name_levels(page: Page, edition: DeckEdition, plot: Box) -> None:
    """1 to 5 under and beside the middle of each level, where an axis would put them between two."""
    for level in range(1, 6):
        said = paragraph(str(level), 11, tone("ink2"), align="ctr")
        across = plot.left + plot.width * (level - _LEAST) / (_MOST - _LEAST)
        up = plot.bottom - plot.height * (level - _LEAST) / (_TOP - _LEAST)
        page.words(Box(across - 10, plot.bottom + 3, 20, 15), [said], name="Effort")
        page.words(Box(plot.left - 20, up - 8, 18, 15), [said], name="Impact")
    effort, impact = edition.tr(N_("Effort")), edition.tr(N_("Impact"))
    below = Box(plot.left, plot.bottom + 18, plot.width, 16)
    page.words(below, [paragraph(effort, 11, tone("ink2"), Face.STRONG, align="r")], name=effort)
    above = Box(plot.left - _LEFT + 6, plot.top - 20, 110, 16)
    page.words(above, [paragraph(impact, 11, tone("ink2"), Face.STRONG)], name=impact)
