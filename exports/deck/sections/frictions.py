"""Frictions: what irritates customers, the dearest first, with what each costs a year and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.deck.bars import draw_bars
from exports.deck.canvas import severity_tones
from exports.deck.cleaning import one_line
from exports.deck.edition import DeckEdition, RankedFriction
from exports.deck.measure import elided
from exports.deck.page import Page, Plan
from exports.deck.sections.tabled import table_plans
from exports.deck.tables import Cell, Column, Row, Table, row
from exports.deck.texts import paragraph
from exports.deck.theme import CONTENT, tone, tones
from journey.model import Journey
from resources.i18n import N_
from strategy.links import actions_of_friction, is_answered

TITLE = N_("Frictions and their cost")
_MOST_BARS = 8


def plans(edition: DeckEdition) -> Iterator[Plan]:
    """The dearest in a bar chart, then all of them in a table."""
    ranked = edition.ranked_frictions
    if not ranked:
        return
    tr = edition.tr
    start = Plan(
        tr(TITLE),
        _lead(edition, ranked),
        step=3,
        source=tr(N_(
            "step 3, Journeys. A cost is what the customers lost to the friction would bring in a year; its range "
            "holds 8 draws out of 10 when every rate varies within what is known of it."
        )),
        speech=[
            tr(N_("Say what the first frictions cost before you say what would cure them.")),
            tr(N_("Costs of frictions on the same journey do not add up: a customer leaves only once.")),
            tr(N_("A wide range means that something should be measured, not that the friction is harmless.")),
        ],
    )  # fmt: skip
    dear = [each for each in ranked if each.cost is not None and each.cost.likely > 0][:_MOST_BARS]
    if len(dear) > 1:
        yield start.drawn(lambda page: _draw_bars(page, edition, dear))
    rows = tuple(_row(edition, each) for each in ranked)
    words = tr(N_("Frictions with their severity, score, cost a year, range and actions."))
    every = Plan(tr(N_("All frictions, the dearest first")), start.lead, 3, start.source, start.speech)
    yield from table_plans(every, Table(_columns(edition), rows), words)


def _lead(edition: DeckEdition, ranked: Sequence[RankedFriction]) -> str:
    words = edition.words
    count = words.ntr("{n} friction today", "{n} frictions today", len(ranked)).format(n=words.number(len(ranked)))
    without = sum(not is_answered(edition.snapshot, each.row) for each in ranked)
    parts = [count]
    if without:
        parts.append(
            words.ntr("{n} without an action", "{n} without an action", without).format(n=words.number(without))
        )
    first = ranked[0]
    if first.cost is not None:
        cost = edition.tr(N_("the first costs {likely} a year ({range})"))
        parts.append(cost.format(likely=edition.money(first.cost.likely), range=edition.spread(first.cost)))
    return f"{', '.join(parts)}."


def _draw_bars(page: Page, edition: DeckEdition, dear: Sequence[RankedFriction]) -> None:
    names = [f"{edition.code(each.row)}  {elided(one_line(edition.title(each.row)), 300, 12)}" for each in dear]
    costs = [each.cost for each in dear if each.cost is not None]
    labels = [f"{edition.money(cost.likely)}  ({edition.spread(cost)})" for cost in costs]
    colors = [tones("severity")[str(each.row.severity)] if each.row.severity else tone("control") for each in dear]
    caption, chart = CONTENT.first(18), CONTENT.below(20)
    said = edition.tr(N_("Cost a year, likely figure and range; the colour is the severity."))
    page.words(caption, [paragraph(said, 12, tone("ink2"))], name=said)
    draw_bars(page, edition, chart, edition.tr(N_("Cost of frictions a year")), names,
              [cost.likely for cost in costs], labels, colors)  # fmt: skip


def _columns(edition: DeckEdition) -> tuple[Column, ...]:
    return edition.named_columns((
        Column("", 7.5, "ctr", is_strong=True), Column(N_("Friction"), 30), Column(N_("Place"), 21),
        Column(N_("Severity"), 8.5, "ctr"), Column(N_("Score"), 7.5, "r"),
        Column(N_("Cost a year"), 11, "r", is_strong=True), Column(N_("Range"), 17, "r"), Column(N_("Actions"), 14),
    ))  # fmt: skip


def _row(edition: DeckEdition, ranked: RankedFriction) -> Row:
    friction = ranked.row
    journey = edition.snapshot.get(Journey, friction.journey_id)
    place = edition.place_title(friction)
    where = f"{place} ({edition.code(journey)})" if journey and place else place
    severity = Cell(str(friction.severity), *severity_tones(friction.severity), True) if friction.severity else "–"
    codes = edition.codes(actions_of_friction(edition.snapshot, friction.id))
    declined = edition.tr(N_("Declined: {reason}")).format(reason=friction.declined_because.strip())
    answer: Cell | str = codes or (declined if friction.declined_because.strip() else Cell(
        edition.tr(N_("No action")), ink=tone("warning")
    ))  # fmt: skip
    likely, spread = edition.cost_words(ranked)
    score = "–" if ranked.score is None else edition.words.number(ranked.score, 0)
    return row(Cell(edition.code(friction), ink=tone("primary")), edition.title(friction), where, severity, score,
               likely, spread, answer)  # fmt: skip
