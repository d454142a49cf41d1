"""SWOT: the four quadrants at their places, each statement with the actions that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from exports.deck.areas import DIAGNOSTIC, draw_areas, scored_areas
from exports.deck.canvas import heading
from exports.deck.cleaning import one_line
from exports.deck.edition import DeckEdition
from exports.deck.measure import Face, elided
from exports.deck.page import Draw, Page, Plan, numbered
from exports.deck.texts import INDENT, Paragraph, Run, paragraph
from exports.deck.theme import CONTENT, Box, tone, tones
from resources.i18n import N_
from strategy.links import actions_of_statement
from strategy.model import Quadrant, SwotStatement

TITLE = N_("SWOT")
_LOOKS = {
    Quadrant.STRENGTH: ("strength", N_("Rely on these now")),
    Quadrant.WEAKNESS: ("weakness", N_("Invest before you scale")),
    Quadrant.OPPORTUNITY: ("opportunity", N_("Worth a test this year")),
    Quadrant.THREAT: ("threat", N_("Watch each quarter")),
}
_HALF = 2
_OUTLOOK = (Quadrant.OPPORTUNITY, Quadrant.THREAT)
_GAP, _HEAD, _INSET = 12.0, 48.0, 12.0
_SIZES = (18.0, 16.0, 14.0, 13.0, 12.0)
_MOST_LINES = 4
_BEFORE = 6.0


def plans(edition: DeckEdition) -> Iterable[Plan]:
    """The four quadrants, on as many slides as the fullest one needs."""
    statements = edition.snapshot.all(SwotStatement)
    if not statements:
        return ()
    tr, words = edition.tr, edition.words
    count = words.ntr("{n} statement.", "{n} statements.", len(statements)).format(n=words.number(len(statements)))
    weak = [each for each in statements if each.quadrant == Quadrant.WEAKNESS.value and not each.is_accepted]
    without = sum(not actions_of_statement(edition.snapshot, each.id) for each in weak)
    gap = words.ntr("{n} weakness without an action.", "{n} weaknesses without an action.", without)
    start = Plan(
        tr(TITLE),
        " ".join([count, gap.format(n=words.number(without)) if without else ""]).strip(),
        step=4,
        source=tr(N_("step 4, SWOT. Statements come from the capability diagnostic and from the team.")),
        speech=[
            tr(N_("Say what the plan relies on, then what must be put right before it can work.")),
            tr(N_("Codes such as A3 name the actions that answer a statement.")),
        ],
    )
    shown = _shown(edition)
    size, found = _in_best_size(edition, shown)
    slides = numbered([
        start.drawn(_drawing(edition, shown, level, size)) for level in zip_longest(*found, fillvalue=())
    ])  # fmt: skip
    return [*_diagnostic(edition), *slides] if len(shown) > 2 else slides


def _diagnostic(edition: DeckEdition) -> list[Plan]:
    """A slide of its own, where the SWOT has no room for it."""
    if not scored_areas(edition):
        return []
    tr = edition.tr
    return [Plan(
        tr(DIAGNOSTIC),
        tr(N_("How ready the company is, on 100.")),
        4,
        tr(N_("step 4, Capabilities: the answers to the questions of each area, on 100.")),
        [tr(N_("Rely on what is strong; put right what is weak before the plan asks too much of it."))],
        lambda page: draw_areas(page, edition, CONTENT),
    )]  # fmt: skip


def _shown(edition: DeckEdition) -> list[Quadrant]:
    """All four, or the first two where the team left the outlook aside."""
    has_outlook = any(edition.snapshot.where(SwotStatement, quadrant=each.value) for each in _OUTLOOK)
    return list(Quadrant) if has_outlook or not edition.snapshot.plan.has_skipped_outlook else list(Quadrant)[:2]


def _boxes(count: int) -> list[Box]:
    """Four quadrants, or two above the diagnostic."""
    rows = CONTENT.rows(1, 1, gap=_GAP)[: count // 2]
    return [box for each in rows for box in each.columns(1, 1, gap=_GAP)]


def _in_best_size(edition: DeckEdition, shown: Sequence[Quadrant]) -> tuple[float, list[list[tuple[Paragraph, ...]]]]:
    """The statements of each quadrant slide by slide, in the largest type in which one slide holds them."""
    for size in _SIZES:
        found = [
            _fitting(edition, quadrant, box, size) for quadrant, box in zip(shown, _boxes(len(shown)), strict=True)
        ]
        if max(map(len, found)) == 1:
            break
    return size, found


def _fitting(edition: DeckEdition, quadrant: Quadrant, box: Box, size: float) -> list[tuple[Paragraph, ...]]:
    room, high = box.width - 2 * _INSET, box.height - _HEAD - _INSET
    found: list[list[Paragraph]] = [[]]
    left = high
    for statement in edition.snapshot.where(SwotStatement, quadrant=quadrant.value):
        said = _statement(edition, statement, room, size)
        needed = said.height(room)
        if found[-1] and needed > left:
            found.append([])
            left = high
        found[-1].append(said)
        left -= needed
    return [tuple(each) for each in found]


def _statement(edition: DeckEdition, statement: SwotStatement, room: float, size: float) -> Paragraph:
    codes = edition.codes(actions_of_statement(edition.snapshot, statement.id))
    if not codes and statement.quadrant == Quadrant.WEAKNESS.value:
        codes = edition.tr(N_("accepted")) if statement.is_accepted else edition.tr(N_("no action"))
    short = elided(codes, room - INDENT, size, _MOST_LINES - 1, Face.STRONG)
    title = one_line(edition.title(statement))
    text = elided(title, room - INDENT, size, _MOST_LINES)
    whole = "" if (short, text) == (codes, title) else f"{title}  {codes}"
    runs = [Run(text, size, tone("ink"))]
    if short:
        runs.append(Run(f"  {short}", size, tones("swotText")[_LOOKS[Quadrant(statement.quadrant)][0]], Face.STRONG))
    return Paragraph(tuple(runs), before=_BEFORE, is_listed=True, whole=whole)


def _drawing(
    edition: DeckEdition, shown: Sequence[Quadrant], level: Sequence[Sequence[Paragraph]], size: float
) -> Draw:
    def draw(page: Page) -> None:
        for quadrant, box, said in zip(shown, _boxes(len(shown)), level, strict=True):
            _draw_quadrant(page, edition, quadrant, box, list(said), size)
        if len(shown) == _HALF and scored_areas(edition):
            below = CONTENT.rows(1, 1, gap=_GAP)[1]
            title = edition.tr(DIAGNOSTIC)
            page.words(below.first(22), [heading(title)], anchor="b", name=title)
            draw_areas(page, edition, below.below(22))

    return draw


def _draw_quadrant(
    page: Page, edition: DeckEdition, quadrant: Quadrant, box: Box, said: list[Paragraph], size: float
) -> None:
    look, advice = _LOOKS[quadrant]
    name = edition.label(quadrant.value)
    page.box(box, ground=tones("swotTint")[look], kind="rounded", name=name)
    tile = Box(box.left + _INSET, box.top + 9, 28, 28)
    letter = paragraph(name[:1], 14, "16252D" if look == "weakness" else "FFFFFF", Face.STRONG, align="ctr")
    page.box(tile, [letter], ground=tones("swot")[look], kind="rounded", anchor="ctr", name="Letter")
    title = [
        paragraph(name, 14, tones("swotText")[look], Face.STRONG),
        paragraph(edition.tr(advice), 11, tone("ink2")),
    ]
    words = Box(tile.right + 10, box.top + 5, box.width - 2 * _INSET - 38, 36)
    page.words(words, title, anchor="ctr", name=name)
    if not said:
        is_told = edition.snapshot.where(SwotStatement, quadrant=quadrant.value)
        why = N_("Everything is on the slides before.") if is_told else N_("Nothing was noted here.")
        said = [paragraph(edition.tr(why), size, tone("ink3"), before=_BEFORE)]
    inside = Box(box.left + _INSET, box.top + _HEAD, box.width - 2 * _INSET, box.height - _HEAD - 4)
    page.words(inside, said, name=name)
    page.shortened += [each.whole for each in said if each.whole]
