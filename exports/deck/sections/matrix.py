"""Impact and effort: every action on a native chart, and beside it what to do first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from exports.deck.edition import DeckEdition
from exports.deck.page import Draw, Page, Plan, numbered
from exports.deck.scatter import MOST_IN_A_CELL, Spot, draw_matrix
from exports.deck.sections.tabled import table_plans
from exports.deck.tables import Cell, Column, Row, Table, in_best_size, pages, row
from exports.deck.theme import CONTENT, tone
from resources.i18n import N_
from strategy.analysis import ActionScore, Horizon, horizon
from strategy.links import kept_actions
from strategy.model import Action

TITLE = N_("Impact and effort")
_CHART, _BESIDE = CONTENT.columns(55, 45, gap=24)


def plans(edition: DeckEdition) -> Iterable[Plan]:
    """The matrix with the table beside it, which goes on below on more slides."""
    scores = list(edition.action_scores.values())
    if not scores:
        return ()
    tr, words = edition.tr, edition.words
    first = [each for each in scores if each.quadrant == "quad_quick_win"]
    count = words.ntr("{n} action", "{n} actions", len(scores)).format(n=words.number(len(scores)))
    quick = words.ntr("{n} quick win", "{n} quick wins", len(first)).format(n=words.number(len(first)))
    start = Plan(
        tr(TITLE),
        tr(N_("{actions}, {quick}.")).format(actions=count, quick=quick),
        step=5,
        source=tr(N_("step 5, Action plan. Score = impact × weight of the best segment ÷ effort.")),
        speech=[
            tr(N_("Top left is done first: much impact for little effort. Top right is planned with care.")),
            tr(N_("Ask whether the first three are the right ones, and who says no.")),
        ],
    )
    spots = _spots(edition)
    rows = tuple(_row(edition, each) for each in sorted(scores, key=lambda each: each.rank))
    if not spots:
        return table_plans(start, Table(_columns(edition), rows), tr(N_("Actions by rank.")))
    table = in_best_size(Table(_columns(edition), rows), _BESIDE, (13.0, 12.0, 11.0))
    pieces = pages(table, _BESIDE)
    layers = _layers(spots)
    slides = [
        start.drawn(
            _drawing(edition, layers[min(place, len(layers) - 1)], pieces[place] if place < len(pieces) else None)
        )
        for place in range(max(len(layers), 1))
    ]
    rest = Table(table.columns, tuple(each for piece in pieces[len(slides) :] for each in piece.rows))
    if rest.rows:
        return table_plans(start, rest, tr(N_("Actions by rank.")), beside=slides)
    return numbered(slides)


def _drawing(edition: DeckEdition, spots: Sequence[Spot], piece: Table | None) -> Draw:
    def draw(page: Page) -> None:
        draw_matrix(page, edition, spots, _CHART)
        if piece is not None:
            page.table(piece, _BESIDE, edition.tr(N_("Actions by rank")), edition.tr(N_("Actions by rank.")))

    return draw


def _spots(edition: DeckEdition) -> list[Spot]:
    """The actions whose impact and effort are known, in the order of their rank."""
    order = (Horizon.FIRST, Horizon.SECOND)
    found = []
    for action in sorted(kept_actions(edition.snapshot), key=lambda each: edition.action_scores[each.id].rank):
        score = edition.action_scores[action.id]
        if action.impact is not None and score.effort is not None:
            when = horizon(edition.snapshot, action)
            place = order.index(when) if when in order else 2
            found.append(Spot(edition.code(action), edition.title(action), score.effort, action.impact, place))
    return found


def _layers(spots: Sequence[Spot]) -> list[list[Spot]]:
    """The spots slide by slide, so that no place of the matrix holds more than it can show."""
    cells: dict[tuple[int, int], int] = defaultdict(int)
    layers: list[list[Spot]] = []
    for spot in spots:
        layer = cells[spot.effort, spot.impact] // MOST_IN_A_CELL
        cells[spot.effort, spot.impact] += 1
        if layer == len(layers):
            layers.append([])
        layers[layer].append(spot)
    return layers


def _columns(edition: DeckEdition) -> tuple[Column, ...]:
    return edition.named_columns((
        Column("", 13, "ctr", is_strong=True), Column(N_("Action"), 52), Column(N_("Score"), 13, "r"),
        Column(N_("Quadrant"), 26),
    ))  # fmt: skip


def _row(edition: DeckEdition, score: ActionScore) -> Row:
    action = edition.snapshot.get(Action, score.action_id)
    quadrant: Cell | str = Cell(edition.tr(N_("To rate")), ink=tone("warning"))
    if score.quadrant is not None:
        is_first = score.quadrant == "quad_quick_win"
        quadrant = Cell(edition.label(score.quadrant), tone("primaryTint") if is_first else None, None, is_first)
    figure = "–" if score.score is None else edition.words.number(score.score, 1)
    return row(
        Cell(edition.code(action), ink=tone("primary")), edition.title(action) if action else "", figure, quadrant
    )
