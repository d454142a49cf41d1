"""Segments: how many customers, what they bring and could bring, in a bubble chart and a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from exports.deck.bubbles import LIGHT_SERIES, draw_bubbles
from exports.deck.charts import is_drawable
from exports.deck.edition import DeckEdition
from exports.deck.page import Page, Plan
from exports.deck.sections.tabled import table_plans
from exports.deck.tables import Cell, Column, Row, Table, in_best_size, pages, row
from exports.deck.theme import CONTENT, tone, tones
from journey.model import Segment
from resources.i18n import N_
from strategy.analysis import customer_base, future_value, segment_share
from strategy.analysis.segments import past_value

TITLE = N_("Segments")
_CHART, _BESIDE = CONTENT.columns(48, 52)


def plans(edition: DeckEdition) -> Iterable[Plan]:
    """A chart with the table beside it, or before it when there are many segments."""
    segments = edition.snapshot.all(Segment)
    if not segments:
        return ()
    start = _start(edition, segments)
    narrow = Table(_columns(edition, narrow=True), tuple(_row(edition, each, narrow=True) for each in segments))
    wide = Table(_columns(edition, narrow=False), tuple(_row(edition, each, narrow=False) for each in segments))
    words = edition.tr(N_("Segments with their customers, share, value and priority."))
    drawn = [each for each in segments if is_drawable(past_value(each)) and is_drawable(future_value(each))]
    if not drawn:
        return table_plans(start, wide, words)
    beside = pages(in_best_size(narrow, _BESIDE), _BESIDE)
    if len(beside) == 1:

        def draw(page: Page) -> None:
            draw_bubbles(page, edition, drawn, _CHART)
            page.table(beside[0], _BESIDE, start.title, words)

        return [start.drawn(draw), *_needs(edition, start, segments)]
    chart = start.drawn(lambda page: draw_bubbles(page, edition, drawn, CONTENT))
    return table_plans(start, wide, words, beside=[chart])


def _start(edition: DeckEdition, segments: Sequence[Segment]) -> Plan:
    tr, words = edition.tr, edition.words
    base = customer_base(edition.snapshot)
    count = words.ntr("{n} segment", "{n} segments", len(segments)).format(n=words.number(len(segments)))
    now = sum(past_value(each) or 0.0 for each in segments)
    later = sum(future_value(each) or 0.0 for each in segments)
    parts = [count]
    if base:
        parts.append(words.ntr("{n} customer", "{n} customers", base).format(n=words.number(base)))
    if now and later:
        parts.append(tr(N_("{now} a year today, {later} expected")).format(
            now=edition.money(now), later=edition.money(later)
        ))  # fmt: skip
    return Plan(
        tr(TITLE),
        f"{', '.join(parts)}.",
        step=2,
        source=tr(N_("step 2, Segments. Values are plan currency per customer and year, times the customers.")),
        speech=[
            tr(N_("Say who matters most and why: size, value today, potential.")),
            tr(N_("A bubble above the dashed line will bring more than today: that is where effort pays.")),
        ],
    )


def _columns(edition: DeckEdition, *, narrow: bool) -> tuple[Column, ...]:
    code, name = Column("", 8.5 if narrow else 7.5, "ctr", is_strong=True), Column(N_("Segment"), 22)
    figures = (
        Column(N_("Customers"), 14.5, "r"), Column(N_("Share"), 12, "r"), Column(N_("Value now"), 13, "r"),
        Column(N_("Potential"), 13, "r", is_strong=True),
    )  # fmt: skip
    if narrow:
        return edition.named_columns((code, name, *figures))
    more = (Column(N_("Priority"), 9, "ctr"), Column(N_("Needs"), 38))
    return edition.named_columns((code, name, *figures, *more))


def _row(edition: DeckEdition, segment: Segment, *, narrow: bool) -> Row:
    words = edition.words
    place = edition.snapshot.all(Segment).index(segment)
    code = Cell(edition.code(segment), ink=tone("primary"))
    if narrow:  # beside the chart, whose colours they explain
        series = tones("series")
        number = place % len(series)
        code = replace(code, ground=series[number], ink=tone("ink" if number in LIGHT_SERIES else "onPrimary"))
    name, vip = edition.title(segment), edition.tr(N_("VIP"))
    if segment.is_vip and vip not in name:
        name = f"{name} ({vip})"
    share = segment_share(edition.snapshot, segment)
    cells: list[Cell | str] = [
        code,
        name,
        words.number(segment.size) if segment.size is not None else "–",
        "–" if share is None else words.percent(share),
        edition.money(past_value(segment)),
        edition.money(future_value(segment)),
    ]
    if not narrow:
        cells += [words.number(segment.priority) if segment.priority else "–", segment.needs]
    return row(*cells)


def _needs(edition: DeckEdition, start: Plan, segments: Sequence[Segment]) -> list[Plan]:
    """What each segment needs, where the team wrote it."""
    told = [each for each in segments if each.needs.strip()]
    if not told:
        return []
    columns = edition.named_columns((
        Column("", 6.5, "ctr", is_strong=True), Column(N_("Segment"), 24), Column(N_("Priority"), 9, "ctr"),
        Column(N_("Needs"), 63),
    ))  # fmt: skip
    rows = tuple(
        row(
            Cell(edition.code(each), ink=tone("primary")),
            edition.title(each),
            edition.words.number(each.priority) if each.priority else "–",
            each.needs,
        )
        for each in told
    )
    lead = edition.tr(N_("What each segment expects from the relationship."))
    plan = Plan(edition.tr(N_("What segments need")), lead, 2, start.source, start.speech[:1])
    return table_plans(plan, Table(columns, rows), edition.tr(N_("Segments with their needs.")))
