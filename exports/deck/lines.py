"""The emotions of today's journey and of its target, stage by stage, in one native line chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION

from exports.deck.charts import add_chart, category_figures, dress_axis, set_line, set_marker
from exports.deck.cleaning import one_line
from exports.deck.measure import elided
from exports.deck.theme import tone
from journey.comparison import merged_stages, stage_key
from journey.emotions import emotion_curve
from journey.model import Stage
from resources.i18n import N_

if TYPE_CHECKING:
    from exports.deck.edition import DeckEdition
    from exports.deck.page import Page
    from exports.deck.theme import Box
    from journey.model import Journey

_NAME_ROOM = 110.0


def draw_two_curves(page: Page, edition: DeckEdition, today: Journey, target: Journey, box: Box) -> None:
    """Today dashed in slate with discs, the target solid with diamonds."""
    stages = merged_stages(edition.snapshot, [today.id, target.id])
    curves = [_by_stage(edition, each) for each in (today, target)]
    shown = [stage for stage in stages if any(curve.get(stage_key(stage)) is not None for curve in curves)]
    if not shown:
        words = edition.tr(N_("No emotion was noted on these journeys."))
        page.say_nothing(box, words)
        return
    names = [elided(one_line(edition.title(stage)), _NAME_ROOM, 11) for stage in shown]
    series = []
    for name, curve in zip((N_("As is"), N_("To be")), curves, strict=True):
        values = [curve.get(stage_key(stage)) for stage in shown]
        series.append((edition.tr(name), [None if value is None else round(value, 3) for value in values]))
    figures = category_figures(names, series, "0.00")
    chart = add_chart(
        page.shapes, XL_CHART_TYPE.LINE_MARKERS, figures, box, edition.tr(N_("Emotion by stage")),
        edition.tr(N_("Emotion from −1 to 1 by stage, as is and to be.")),
    )  # fmt: skip
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    dress_axis(chart.category_axis, grid=False)
    dress_axis(chart.value_axis, grid=True, edge=False)
    axis = chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = -1, 1, 0.5
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "+0.0;−0.0;0", False
    before, after = chart.plots[0].series
    for series, ink, kind in ((before, tone("asIs"), "circle"), (after, tone("toBe"), "diamond")):
        set_line(series, ink, is_dashed=kind == "circle")
        set_marker(series, ink, 9, tone("sheet"), kind)
        series.smooth = False


def _by_stage(edition: DeckEdition, journey: Journey) -> Mapping[str, float | None]:
    found = {each.stage_id: each.valence for each in emotion_curve(edition.snapshot, journey.id).stages}
    by_key: dict[str, float | None] = {}
    for each in edition.snapshot.where(Stage, journey_id=journey.id):
        known = by_key.get(stage_key(each))
        by_key[stage_key(each)] = found.get(each.id) if known is None else known
    return by_key
