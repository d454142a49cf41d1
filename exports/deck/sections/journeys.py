"""Journeys: stages as columns, touchpoints as boxes with the severity of their frictions, and the emotions below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exports.deck.edition import DeckEdition
from exports.deck.journey_map import Column, draw_map, parts
from exports.deck.page import Draw, Page, Plan, numbered
from exports.deck.sections.comparison import comparison_plans
from exports.deck.theme import CONTENT
from journey.model import Friction, Journey, JourneyKind, NodeKind, Stage, Touchpoint
from resources.i18n import N_

_MOST_STAGES = 7


def plans(edition: DeckEdition) -> Iterator[Plan]:
    """The slides of each journey, each target after today's one and followed by their comparison."""
    today = None
    for journey in edition.journeys:
        yield from _map_plans(edition, journey)
        if journey.kind == JourneyKind.AS_IS.value:
            today = journey
        elif today is not None and journey.derived_from_id == today.id:
            yield from comparison_plans(edition, today, journey)


def _map_plans(edition: DeckEdition, journey: Journey) -> Iterable[Plan]:
    tr = edition.tr
    start = Plan(
        edition.name_of(journey),
        _lead(edition, journey),
        step=3,
        source=tr(N_("step 3, Journeys. Success and duration follow from the passages between touchpoints.")),
        speech=list(_speech(edition, journey)),
    )
    found = _columns(edition, journey)
    if not found:
        empty = tr(N_("No touchpoint on this journey yet."))
        return [start.drawn(lambda page: page.say_nothing(CONTENT, empty))]
    slides = [start.drawn(_drawing(edition, journey, part)) for part in _parts(edition, found)]
    if edition.pictures is not None:
        slides.append(start.drawn(_picture(edition, journey)))
    return numbered(slides)


def _columns(edition: DeckEdition, journey: Journey) -> list[Column]:
    """The stages with their touchpoints; those without any are left out."""
    snapshot = edition.snapshot
    points = snapshot.where(Touchpoint, journey_id=journey.id, kind=NodeKind.TOUCHPOINT.value)
    stages = snapshot.where(Stage, journey_id=journey.id)
    found = [
        Column(number, edition.title(stage), tuple(each for each in points if each.stage_id == stage.id))
        for number, stage in enumerate(stages, 1)
    ]
    ids = {stage.id for stage in stages}
    rest = tuple(each for each in points if each.stage_id not in ids)
    return [each for each in [*found, Column(0, edition.tr(N_("Without stage")), rest)] if each.points]


def _parts(edition: DeckEdition, columns: list[Column]) -> Iterator[list[Column]]:
    """The columns as they fit on one slide each: so many stages, so many touchpoints high."""
    slides = -(-len(columns) // _MOST_STAGES)
    wide = -(-len(columns) // slides)
    for start in range(0, len(columns), wide):
        yield from parts(edition, columns[start : start + wide])


def _drawing(edition: DeckEdition, journey: Journey, part: list[Column]) -> Draw:
    def draw(page: Page) -> None:
        draw_map(page, edition, journey, part)

    return draw


def _picture(edition: DeckEdition, journey: Journey) -> Draw:
    def draw(page: Page) -> None:
        if edition.pictures is not None:
            words = edition.tr(N_("Map of the journey “{name}”.")).format(name=edition.name_of(journey))
            page.picture(edition.pictures(journey.id), CONTENT, edition.tr(N_("Map of the journey")), words)

    return draw


def _lead(edition: DeckEdition, journey: Journey) -> str:
    tr, words, results = edition.tr, edition.words, edition.results(journey)
    frictions = len(edition.snapshot.where(Friction, journey_id=journey.id))
    parts = [edition.code(journey), edition.segment_of(journey), edition.label(journey.kind)]
    if results.success is not None:
        parts.append(tr(N_("{share} reach the success")).format(share=words.percent(results.success)))
        parts.append(edition.hours(results.duration_hours))
    parts.append(words.ntr("{n} friction", "{n} frictions", frictions).format(n=words.number(frictions)))
    return "  ·  ".join(parts)


def _speech(edition: DeckEdition, journey: Journey) -> Iterator[str]:
    tr, results = edition.tr, edition.results(journey)
    if journey.kind == JourneyKind.TO_BE.value:
        yield tr(N_("Walk through the target as one customer would live it; dwell on what is new."))
    else:
        yield tr(N_("Walk through the journey as one customer lives it, from left to right; stop where it hurts."))
    lowest = edition.snapshot.get(Touchpoint, results.lowest.touchpoint_id) if results.lowest else None
    if lowest is not None:
        yield tr(N_("The lowest point is “{touchpoint}”.")).format(touchpoint=edition.title(lowest))
    yield tr(N_("A diamond gives the severity of the worst friction of a touchpoint, from 1 to 5."))
    empty = [
        edition.title(stage)
        for stage in edition.snapshot.where(Stage, journey_id=journey.id)
        if not edition.snapshot.where(Touchpoint, stage_id=stage.id)
    ]
    if empty:
        yield tr(N_("Stages without a touchpoint, left out: {stages}.")).format(stages=edition.words.join(empty))
