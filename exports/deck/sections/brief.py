"""The plan on one slide: its figures, what it aims at, what hurts most, and what is done first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exports.deck.cleaning import one_line
from exports.deck.edition import DeckEdition
from exports.deck.measure import Face
from exports.deck.page import Page, Plan
from exports.deck.sections.tiles import Tile, draw_tiles
from exports.deck.texts import Paragraph, Run, paragraph, total_height
from exports.deck.theme import CONTENT, Box, tone
from journey.comparison import compare_journeys
from journey.model import Segment
from resources.i18n import N_
from strategy.analysis import budget, customer_base
from strategy.analysis.next_steps import next_actions
from strategy.links import kept_actions
from strategy.model import Objective

TITLE = N_("The plan in brief")
_TILES, _LISTS = CONTENT.first(72.0), CONTENT.below(88.0)
_MOST = 5
_HEAD = 30.0
_INSET = 14.0


def plans(edition: DeckEdition) -> Iterable[Plan]:
    """One slide, unless the plan is empty."""
    tr, tiles = edition.tr, _tiles(edition)
    speech = [tr(N_("Three sentences are enough: what we aim at, what stands in the way, what we do first."))]
    if not tiles:
        empty = tr(N_("The plan is empty so far: objectives, segments, journeys and actions will stand here."))
        return [Plan(tr(TITLE), speech=speech, draw=lambda page: page.say_nothing(CONTENT, empty))]
    return [Plan(
        tr(TITLE), one_line(edition.snapshot.plan.summary), 0,
        tr(N_("all five steps; each figure is explained on the slide of its step.")),
        speech,
        lambda page: _draw(page, edition, tiles),
    )]  # fmt: skip


def _tiles(edition: DeckEdition) -> list[Tile]:
    tr, words, snapshot = edition.tr, edition.words, edition.snapshot
    tiles = []
    base, segments = customer_base(snapshot), len(snapshot.all(Segment))
    if segments:
        caption = words.ntr("customers in {n} segment", "customers in {n} segments", segments)
        tiles.append(Tile(words.number(base) if base else "–", caption.format(n=words.number(segments))))
    objectives = len(snapshot.all(Objective))
    if objectives:
        tiles.append(Tile(words.number(objectives), words.ntr("objective set", "objectives set", objectives)))
    tiles += _journey_tile(edition)
    frictions = len(edition.ranked_frictions)
    if frictions:
        tiles.append(
            Tile(words.number(frictions), words.ntr("friction today", "frictions today", frictions), tone("danger"))
        )
    actions = len(kept_actions(snapshot))
    if actions:
        tiles.append(Tile(words.number(actions), words.ntr("action planned", "actions planned", actions)))
        cost = budget(snapshot).cost
        if cost:
            tiles.append(Tile(edition.money(cost), tr(N_("planned cost"))))
    return tiles


def _journey_tile(edition: DeckEdition) -> list[Tile]:
    """The success of the first journey, today and aimed at."""
    for today in edition.journeys:
        for target in edition.targets_of(today):
            change = compare_journeys(edition.snapshot, today.id, target.id).success
            if change.before is not None and change.after is not None:
                percent = edition.words.percent
                figure = edition.tr(N_("{a} to {b}")).format(a=percent(change.before), b=percent(change.after))
                return [Tile(figure, edition.tr(N_("success, {segment}")).format(segment=edition.segment_of(today)))]
    return []


def _draw(page: Page, edition: DeckEdition, tiles: Sequence[Tile]) -> None:
    draw_tiles(page, _TILES, tiles)
    tr = edition.tr
    lists = [
        (tr(N_("What we aim at")), _objectives(edition), "primary"),
        (tr(N_("What hurts most")), _frictions(edition), "danger"),
        (tr(N_("What we do first")), _actions(edition), "success"),
    ]
    lists = [(title, [pair for pair in said if pair[0].strip()], ink) for title, said, ink in lists]
    lists = [each for each in lists if each[1]]
    for (title, said, ink), box in zip(lists, _LISTS.columns(*[1] * len(lists), gap=16) if lists else [], strict=True):
        _draw_list(page, box, title, said, ink)


def _draw_list(page: Page, box: Box, title: str, said: Sequence[tuple[str, str]], ink: str) -> None:
    page.box(box, ground=tone("sheet"), outline=tone("line"), kind="rounded", name=title)
    page.box(Box(box.left, box.top + 8, 4, 20), ground=tone(ink), name="Mark")
    head = Box(box.left + _INSET, box.top + 6, box.width - 2 * _INSET, 24)
    page.words(head, [paragraph(title, 14, tone("ink"), Face.STRONG)], anchor="ctr", name=title)
    inside = Box(head.left, box.top + _HEAD, head.width, box.height - _HEAD - 8)
    lines: list[Paragraph] = []
    for text, detail in said:
        short = page.short(one_line(text), inside.width, 13, 3)
        more = page.short(one_line(detail), inside.width, 12, 2)
        pair = [
            Paragraph((Run(short, 13, tone("ink")),), before=8),
            *([paragraph(more, 12, tone("ink2"))] if more else []),
        ]
        if total_height([*lines, *pair], inside.width) > inside.height:
            break
        lines += pair
    page.words(inside, lines, name=title)


def _objectives(edition: DeckEdition) -> list[tuple[str, str]]:
    found = sorted(edition.snapshot.all(Objective), key=lambda each: each.priority or 99)[:_MOST]
    told = edition.tr(N_("{kpi}: {baseline} to {target}"))
    return [
        (
            edition.title(each),
            told.format(
                kpi=edition.label(each.kpi), baseline=edition.value(each.baseline, each.kpi, each.unit),
                target=edition.value(each.target, each.kpi, each.unit),
            ) if each.kpi and each.target is not None else "",
        )
        for each in found
    ]  # fmt: skip


def _frictions(edition: DeckEdition) -> list[tuple[str, str]]:
    lines = []
    for each in edition.ranked_frictions[:_MOST]:
        likely, spread = edition.cost_words(each)
        told = edition.tr(N_("{likely} a year ({range})")) if spread else edition.tr(N_("{likely} a year"))
        lines.append((edition.title(each.row), told.format(likely=likely, range=spread) if likely != "–" else ""))
    return lines


def _actions(edition: DeckEdition) -> list[tuple[str, str]]:
    return [
        (edition.title(each), ", ".join(filter(None, (one_line(each.owner), edition.words.date(each.end_date)))))
        for each in next_actions(edition.snapshot, edition.exported_on)[:_MOST]
    ]
