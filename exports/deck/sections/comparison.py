"""As is and to be side by side: the figures with their difference, the two emotion curves, and every change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from exports.deck.canvas import heading
from exports.deck.edition import DeckEdition
from exports.deck.lines import draw_two_curves
from exports.deck.measure import Face, width
from exports.deck.page import Page, Plan
from exports.deck.sections.tabled import table_plans
from exports.deck.tables import Cell, Column, Row, Table, row, table_height
from exports.deck.theme import CONTENT, Box, tone, tones
from journey.comparison import Difference, Fate, FigureChange, JourneyComparison, compare_journeys
from journey.model import Friction, Journey, Touchpoint
from journey.valuation import journey_worth
from resources.i18n import N_
from strategy.links import actions_of_friction, actions_of_touchpoint
from strategy.model import Action

_FATES = {
    Fate.ADDED: ("+", "added"),
    Fate.REMOVED: ("−", "removed"),
    Fate.CHANGED: ("△", "changed"),
    Fate.MOVED: ("→", "changed"),
    Fate.KEPT: ("=", "same"),
}
"""The sign and the colours of each fate."""
_FATE_WORDS = {
    Fate.ADDED: N_("Added"),
    Fate.REMOVED: N_("Removed"),
    Fate.CHANGED: N_("Changed"),
    Fate.MOVED: N_("Moved"),
}
_CHIPS, _REST = CONTENT.first(28.0), CONTENT.below(40.0)


@dataclass(frozen=True, slots=True)
class _Figure:
    """One line of the table; `better` is 1 when more is better, -1 when less is."""

    name: str
    change: FigureChange
    said: Callable[[float], str]
    said_difference: Callable[[float], str]
    better: int


def comparison_plans(edition: DeckEdition, today: Journey, target: Journey) -> Iterator[Plan]:
    """The figures on one slide, then the changes."""
    tr = edition.tr
    found = compare_journeys(edition.snapshot, today.id, target.id)
    name = edition.name_of(today)
    start = Plan(
        tr(N_("From today to the target")),
        name,
        step=3,
        source=tr(N_("step 3, Journeys, Compare. Both journeys are computed in the same way from their passages.")),
        speech=[
            tr(N_("Say what the customer wins, then what the company wins; a target is a supposition to be tested.")),
            tr(N_("Green is for the better, red for the worse.")),
        ],
    )

    def draw(page: Page) -> None:
        _draw_chips(page, edition, found)
        table = Table(*_figure_table(edition, today, target, found), size=13.0)
        page.table(table, _REST, start.title, tr(N_("Figures of today, of the target, and the difference.")))
        rest = _REST.below(table_height(table, _REST) + 14.0)
        page.words(rest.first(20), [heading(tr(N_("Emotion by stage")))], name=tr(N_("Emotion by stage")))
        draw_two_curves(page, edition, today, target, rest.below(20.0))

    yield start.drawn(draw)
    if found.changes:
        yield from _change_plans(edition, start, found.changes)


def _draw_chips(page: Page, edition: DeckEdition, found: JourneyComparison) -> None:
    left = _CHIPS.left
    for fate, (sign, look) in _FATES.items():
        count = len(found.of(fate))
        if not count:
            continue
        text = f"{sign}  " + _counted(edition, fate, count)
        long = width(text, 13, Face.STRONG) + 22
        page.chip(
            Box(left, _CHIPS.top, long, _CHIPS.height), text, tones("changeTint")[look], tones("changeText")[look], 13
        )
        left += long + 10


def _counted(edition: DeckEdition, fate: Fate, count: int) -> str:
    ntr = edition.words.ntr
    told = {
        Fate.ADDED: ntr("{n} added", "{n} added", count),
        Fate.REMOVED: ntr("{n} removed", "{n} removed", count),
        Fate.CHANGED: ntr("{n} changed", "{n} changed", count),
        Fate.MOVED: ntr("{n} moved", "{n} moved", count),
        Fate.KEPT: ntr("{n} unchanged", "{n} unchanged", count),
    }
    return told[fate].format(n=edition.words.number(count))


def _figure_table(
    edition: DeckEdition, today: Journey, target: Journey, found: JourneyComparison
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """A column for each figure; today, the target and the difference one under the other."""
    figures = _figures(edition, today, target, found)
    columns = (Column("", 12, is_strong=True), *(Column(each.name, 12, "r") for each in figures))
    lines = [_figure_cells(edition, each) for each in figures]
    names = (edition.tr(N_("As is")), edition.tr(N_("To be")), edition.tr(N_("Difference")))
    return columns, tuple(row(name, *cells) for name, cells in zip(names, zip(*lines, strict=True), strict=True))


def _figures(edition: DeckEdition, today: Journey, target: Journey, found: JourneyComparison) -> list[_Figure]:
    tr, words = edition.tr, edition.words
    worth = FigureChange(*(
        journey_worth(edition.snapshot, journey.id).value_of(share)
        for journey, share in ((today, found.success.before), (target, found.success.after))
    ))  # fmt: skip

    def points(share: float) -> str:
        return tr(N_("{n} pts")).format(n=words.number(round(share * 100, 1)))

    def two(value: float) -> str:
        return words.number(value, 2)

    return [
        _Figure(tr(N_("Success")), found.success, words.percent, points, 1),
        _Figure(tr(N_("Value per year")), worth, edition.money, edition.money, 1),
        _Figure(tr(N_("Duration")), found.duration_hours, edition.hours, edition.hours, -1),
        _Figure(tr(N_("Irritation")), found.irritation, two, two, -1),
        _Figure(tr(N_("Emotional balance")), found.balance, two, two, 1),
        _Figure(tr(N_("Measured touchpoints")), found.measured, lambda share: words.percent(share, 0), points, 1),
        _Figure(tr(N_("Frictions")), found.frictions, words.number, words.number, -1),
    ]


def _figure_cells(edition: DeckEdition, figure: _Figure) -> tuple[Cell, Cell, Cell]:
    before, after = (
        Cell(edition.words.number(None) if each is None else figure.said(each))
        for each in (figure.change.before, figure.change.after)
    )
    after = replace(after, is_strong=True)
    by = figure.change.difference
    if by is None:
        return before, after, Cell("–", ink=tone("ink3"))
    size = figure.said_difference(abs(by))
    if size == figure.said_difference(0.0):
        return before, after, Cell("=", ink=tone("ink2"))
    ink = tone("success" if by * figure.better > 0 else "danger")
    return before, after, Cell(f"{'+' if by > 0 else '−'}{size}", ink=ink, is_strong=True)


def _change_plans(edition: DeckEdition, start: Plan, changes: Sequence[Difference]) -> list[Plan]:
    columns = edition.named_columns((
        Column(N_("Kind of change"), 13, is_strong=True), Column(N_("Touchpoint"), 30), Column(N_("Stage"), 18),
        Column(N_("Why"), 44), Column(N_("Actions"), 12),
    ))  # fmt: skip
    order = list(_FATE_WORDS)
    rows = [_change_row(edition, each) for each in sorted(changes, key=lambda each: order.index(each.fate))]
    plan = Plan(
        edition.tr(N_("What changes on the journey")), start.lead, 3, start.source,
        [edition.tr(N_("Take the changes without an action first: nobody has promised them yet."))],
    )  # fmt: skip
    words = edition.tr(N_("Touchpoints added, removed, changed or moved, with the actions that bring it about."))
    return table_plans(plan, Table(columns, tuple(rows)), words)


def _change_row(edition: DeckEdition, change: Difference) -> Row:
    point = edition.snapshot.get(Touchpoint, change.point_id)
    look = _FATES[change.fate][1]
    cell = Cell(edition.tr(_FATE_WORDS[change.fate]), tones("changeTint")[look], tones("changeText")[look])
    codes = edition.codes(_actions(edition, change))
    return row(
        cell,
        edition.title(point) if point else "",
        edition.stage_of(point) if point else "",
        change.reason,
        codes or Cell(edition.tr(N_("None")), ink=tone("warning")),
    )


def _actions(edition: DeckEdition, change: Difference) -> list[Action]:
    """Those of the touchpoint, before and after, and of the frictions of today's one."""
    snapshot = edition.snapshot
    found: dict[str, Action] = {}
    for point_id in filter(None, (change.to_be_id, change.as_is_id)):
        for action in actions_of_touchpoint(snapshot, point_id):
            found[action.id] = action
    for friction in snapshot.where(Friction, touchpoint_id=change.as_is_id) if change.as_is_id else ():
        for action in actions_of_friction(snapshot, friction.id):
            found[action.id] = action
    return sorted(found.values(), key=lambda each: each.position)
