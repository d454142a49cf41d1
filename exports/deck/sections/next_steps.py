"""Next steps: the actions that start first, with who answers for them and by when, and what is still to settle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exports.deck.edition import DeckEdition
from exports.deck.measure import Face
from exports.deck.page import Page, Plan, numbered
from exports.deck.tables import Cell, Column, Row, Table, in_best_size, pages, row, table_height
from exports.deck.texts import Paragraph, paragraph
from exports.deck.theme import CONTENT, Box, tone
from resources.i18n import N_
from strategy.analysis.next_steps import next_actions, to_settle
from strategy.model import Action, Decision

TITLE = N_("Next steps")
_MOST_CODES = 8
_NOTE = 82.0


def plans(edition: DeckEdition) -> Iterable[Plan]:
    """The actions that come next, then what stands in their way."""
    first, tr = next_actions(edition.snapshot, edition.exported_on), edition.tr
    start = Plan(
        tr(TITLE),
        tr(N_("What happens after this meeting.")),
        source=tr(N_("step 5, Action plan: what runs or begins within three months, else what comes first.")),
        speech=[
            tr(N_("Read the lines aloud and have each owner say yes; then set the day of the next meeting.")),
            *(tr(N_("Decided: {text}")).format(text=each.text) for each in edition.snapshot.all(Decision) if each.text),
        ],
    )
    settled = _to_settle(edition)
    if not first:
        empty = tr(N_("No action is planned yet: decide on the first three, with an owner and a date for each."))
        return [start.drawn(lambda page: page.say_nothing(CONTENT, empty))]
    place = CONTENT.first(CONTENT.height - (_NOTE + 12 if settled else 0))
    table = in_best_size(Table(_columns(edition), tuple(_row(edition, each) for each in first)), place)
    pieces = pages(table, place)

    def plan(number: int, piece: Table) -> Plan:
        def draw(page: Page) -> None:
            page.table(piece, place, start.title, tr(N_("First actions with their owner, start, end and status.")))
            if settled and number == len(pieces) - 1:
                top = place.top + table_height(piece, place) + 14
                _draw_note(page, edition, Box(CONTENT.left, top, CONTENT.width, _NOTE), settled)

        return start.drawn(draw)

    return numbered([plan(number, piece) for number, piece in enumerate(pieces)])


def _to_settle(edition: DeckEdition) -> list[str]:
    """What the plan leaves open, counted; frictions by their codes, since those of a target stand on its slide only."""
    found, words = to_settle(edition.snapshot, edition.exported_on), edition.words
    ntr, late, unowned = words.ntr, len(found.late), len(found.without_owner)
    unserved, untreated = len(found.unserved_objectives), len(found.untreated_frictions)
    told = (
        (unowned, ntr("{n} action without an owner", "{n} actions without an owner", unowned)),
        (late, ntr("{n} late action", "{n} late actions", late)),
        (unserved, ntr("{n} objective without an action", "{n} objectives without an action", unserved)),
        (untreated, ntr("{n} friction without an action", "{n} frictions without an action", untreated)),
    )
    said = [text.format(n=words.number(count)) for count, text in told if count]
    codes = [edition.code(row) for each in found.untreated_frictions if (row := edition.row("friction", each))]
    return [*said[:-1], f"{said[-1]} ({', '.join(codes)})"] if codes and len(codes) <= _MOST_CODES else said


def _columns(edition: DeckEdition) -> tuple[Column, ...]:
    return edition.named_columns((
        Column("", 7.5, "ctr", is_strong=True), Column(N_("Action"), 44), Column(N_("Owner"), 20, is_strong=True),
        Column(N_("Start"), 13, "r"), Column(N_("End"), 13, "r"), Column(N_("Status"), 13),
    ))  # fmt: skip


def _row(edition: DeckEdition, action: Action) -> Row:
    words = edition.words
    return row(
        Cell(edition.code(action), ink=tone("primary")),
        edition.title(action),
        edition.owner_cell(action.owner),
        words.date(action.start_date) or Cell(edition.tr(N_("Date to set")), ink=tone("warning")),
        words.date(action.end_date) or Cell(edition.tr(N_("Date to set")), ink=tone("warning")),
        edition.label(action.status),
    )


def _draw_note(page: Page, edition: DeckEdition, box: Box, settled: Sequence[str]) -> None:
    said: list[Paragraph] = [paragraph(edition.tr(N_("Still to settle")), 13, tone("warning"), Face.STRONG)]
    said.append(paragraph(edition.words.join(settled) + ".", 14, tone("ink")))
    page.box(box, said, ground=tone("warningTint"), kind="rounded", anchor="ctr", inset=(16, 16, 6),
             name=edition.tr(N_("Still to settle")))  # fmt: skip
