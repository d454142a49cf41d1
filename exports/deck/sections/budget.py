"""Budget: what the plan costs by quarter, by horizon and by segment, against what it may cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exports.deck.bars import draw_bars, draw_stacked
from exports.deck.canvas import heading
from exports.deck.cleaning import one_line
from exports.deck.edition import DeckEdition
from exports.deck.page import Page, Plan
from exports.deck.sections.tiles import Tile, draw_tiles
from exports.deck.theme import CONTENT, Box, tone, tones
from journey.model import Segment
from resources.i18n import N_
from strategy.analysis import Horizon, budget, total_effort_days
from strategy.analysis.spending import QuarterCost, spending

TITLE = N_("Budget")
_TILES, _CHARTS = CONTENT.first(66.0), CONTENT.below(82.0)
_QUARTERS, _PARTS = _CHARTS.columns(52, 48, gap=28)
_MOST_BARS = 7


def plans(edition: DeckEdition) -> Iterable[Plan]:
    """One slide: figures above, quarters at the left, horizons and segments at the right."""
    spent = budget(edition.snapshot)
    if not spent.cost and spent.budget is None:
        return ()
    tr = edition.tr
    lead = tr(N_("The actions cost {cost}.")).format(cost=_exact(edition, spent.cost))
    if spent.remaining is not None and spent.budget is not None:
        told = N_("The actions cost {cost} of a budget of {budget}; {left} are left.")
        if spent.remaining < 0:
            told = N_("The actions cost {cost}, {over} more than the budget of {budget}.")
        lead = tr(told).format(
            cost=_exact(edition, spent.cost), budget=_exact(edition, spent.budget),
            left=_exact(edition, spent.remaining), over=_exact(edition, -spent.remaining),
        )  # fmt: skip
    return [Plan(
        tr(TITLE), lead, 5,
        tr(N_(
            "step 5, Action plan. The cost of an action is spread evenly over its days; running costs count each month "
            "until the plan ends; an action for several segments is shared out evenly."
        )),
        [
            tr(N_("Say what is asked for now, and what is asked for only if the first actions have worked.")),
            tr(N_("Dropped actions cost nothing here.")),
        ],
        lambda page: _draw(page, edition),
    )]  # fmt: skip


def _exact(edition: DeckEdition, amount: float) -> str:
    return edition.words.money(amount, edition.snapshot.plan.currency)


def _draw(page: Page, edition: DeckEdition) -> None:
    spent, tr = budget(edition.snapshot), edition.tr
    tiles = [Tile(edition.money(spent.cost), tr(N_("planned cost")))]
    if spent.budget is not None:
        tiles.append(Tile(edition.money(spent.budget), tr(N_("budget"))))
    if spent.remaining is not None:
        ink = tone("danger") if spent.remaining < 0 else tone("ink")
        tiles.append(Tile(edition.money(spent.remaining), tr(N_("left to spend")), ink))
    days = total_effort_days(edition.snapshot)
    if days:
        tiles.append(Tile(edition.words.number(days, 0), tr(N_("person-days"))))
    draw_tiles(page, _TILES, tiles)
    timed = spending(edition.snapshot)
    if timed.quarters:
        _draw_quarters(page, edition, timed.quarters, timed.undated)
    boxes = [_PARTS] if not _segment_bars(edition) else _PARTS.rows(46, 54, gap=10)
    _draw_parts(page, edition, boxes[0], tr(N_("By horizon")), _horizon_bars(edition))
    if len(boxes) > 1:
        _draw_parts(page, edition, boxes[1], tr(N_("By segment")), _segment_bars(edition))


def _draw_quarters(page: Page, edition: DeckEdition, quarters: Sequence[QuarterCost], undated: float) -> None:
    tr = edition.tr
    title = tr(N_("By quarter, in {unit}")).format(unit=edition.words.currency_symbol(edition.snapshot.plan.currency))
    page.words(_QUARTERS.first(20), [heading(title)], name=title)
    names = [tr(N_("Q{number} {year}")).format(number=each.number, year=each.first.year) for each in quarters]
    words = edition.words.set_apart(
        edition.pair(name, _exact(edition, each.cost)) for name, each in zip(names, quarters, strict=True)
    )
    series = {tr(N_("Once")): ([round(each.once, 2) for each in quarters], tones("series")[0])}
    if any(each.running for each in quarters):
        series[tr(N_("Running"))] = ([round(each.running, 2) for each in quarters], tones("horizon")[2])
    if undated:
        words += " " + tr(N_("{amount} have no date yet.")).format(amount=_exact(edition, undated))
        page.remarks.append(tr(N_("{amount} have no date yet.")).format(amount=_exact(edition, undated)))
    draw_stacked(page, _QUARTERS.below(22), title, words, names, series)


def _horizon_bars(edition: DeckEdition) -> list[tuple[str, float, str]]:
    found, near = budget(edition.snapshot).by_horizon, tones("horizon")
    order: tuple[tuple[Horizon | None, str, str], ...] = (
        (Horizon.FIRST, N_("0 to 3 months"), near[0]),
        (Horizon.SECOND, N_("3 to 6 months"), near[1]),
        (Horizon.THIRD, N_("6 to 12 months"), near[2]),
        (Horizon.LATER, N_("Beyond 12 months"), tone("lineStrong")),
        (None, N_("No dates yet"), tone("control")),
    )
    return [(edition.tr(text), found[each], ink) for each, text, ink in order if found.get(each)]


def _segment_bars(edition: DeckEdition) -> list[tuple[str, float, str]]:
    """The dearest, then all others in one."""
    found, colors = budget(edition.snapshot).by_segment, tones("series")
    bars = [
        (one_line(edition.title(each)), found[each.id], colors[place % len(colors)])
        for place, each in enumerate(edition.snapshot.all(Segment))
        if found.get(each.id)
    ]
    bars.sort(key=lambda each: -each[1])
    if found.get(None):
        bars.append((edition.tr(N_("No segment")), found[None], tone("control")))
    if len(bars) > _MOST_BARS:
        rest = sum(amount for _, amount, _ in bars[_MOST_BARS - 1 :])
        bars = [*bars[: _MOST_BARS - 1], (edition.tr(N_("Others")), rest, tone("control"))]
    return bars


def _draw_parts(page: Page, edition: DeckEdition, box: Box, title: str, bars: Sequence[tuple[str, float, str]]) -> None:
    from exports.deck.measure import elided

    if not bars:
        return
    page.words(box.first(20), [heading(title)], name=title)
    names = [elided(name, box.width * 0.36, 12) for name, _, _ in bars]
    labels = [edition.money(amount) for _, amount, _ in bars]
    draw_bars(page, edition, box.below(20), title, names, [round(amount, 2) for _, amount, _ in bars], labels,
              [ink for _, _, ink in bars])  # fmt: skip
