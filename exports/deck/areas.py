"""The capability diagnostic as native bars: how far each of the four areas is, and how that reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exports.deck.bars import draw_bars
from exports.deck.theme import tone, tones
from resources.i18n import N_
from strategy.analysis import AreaScore, Reading, area_scores

if TYPE_CHECKING:
    from exports.deck.edition import DeckEdition
    from exports.deck.page import Page
    from exports.deck.theme import Box

DIAGNOSTIC = N_("Capability diagnostic")


def scored_areas(edition: DeckEdition) -> list[AreaScore]:
    """The areas that have a score."""
    return [each for each in area_scores(edition.snapshot) if each.score is not None]


def draw_areas(page: Page, edition: DeckEdition, box: Box) -> None:
    """A bar for each area in the colour of its reading, with its score on 100."""
    areas = scored_areas(edition)
    readings = {
        Reading.STRENGTH: (N_("strength"), tones("swot")["strength"]),
        Reading.WEAKNESS: (N_("weakness"), tones("swot")["weakness"]),
        Reading.TO_WATCH: (N_("to watch"), tone("control")),
    }
    labels, colors = [], []
    for each in areas:
        text, ink = readings.get(each.reading or Reading.TO_WATCH, readings[Reading.TO_WATCH])
        score = edition.words.number(round((each.score or 0.0) * 100))
        labels.append(f"{score}  {edition.tr(text)}" if each.reading else score)
        colors.append(ink)
    names = [edition.label(each.area) for each in areas]
    values = [round((each.score or 0.0) * 100, 1) for each in areas]
    chart = draw_bars(page, edition, box, edition.tr(DIAGNOSTIC), names, values, labels, colors)
    chart.value_axis.maximum_scale = 130  # a score ends at 100; its words stand after it
