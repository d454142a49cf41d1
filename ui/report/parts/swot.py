"""SWOT: two quadrants side by side, each statement with what it rests on and what a weakness holds back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from resources.i18n import N_
from strategy.analysis.held_back import held_back
from strategy.model import Quadrant, SwotStatement
from ui.models.swot import StatementFacts, all_facts, area_name, letter_of, purpose_of, tint_of
from ui.report.paging import HEIGHT, WIDTH, Item, Strip
from ui.report.prose import empty_note, part_title
from ui.report.setting import Setting
from ui.report.typesetting import Line, Words
from ui.theme.theme import theme
from ui.widgets.marks import swot_tile
from ui.widgets.paint import box

TITLE = N_("SWOT")
_BETWEEN, _PAD, _TILE, _CARD = 16.0, 14.0, 26.0, 10.0
_COLUMN = (WIDTH - _BETWEEN) / 2
_ROOM = _COLUMN - 2 * _PAD - 2 * _CARD


def strips(setting: Setting) -> Iterator[Item]:
    """Strengths and weaknesses, then what lies outside unless the team left it aside."""
    sheet, tr = setting.sheet, setting.tr
    yield from part_title(sheet, tr(TITLE), tr(N_("What can you rely on, and where must you invest first?")))
    if not setting.snapshot.all(SwotStatement):
        yield from empty_note(sheet, tr(N_("No strength or weakness yet: step 4 states them.")))
        return
    facts = all_facts(setting.snapshot)
    values = {each.statement_id: each.held.value for each in held_back(setting.snapshot).weaknesses}
    pairs = [(Quadrant.STRENGTH.value, Quadrant.WEAKNESS.value), (Quadrant.OPPORTUNITY.value, Quadrant.THREAT.value)]
    for pair in pairs:
        if pair == pairs[0] or any(facts[each] for each in pair):
            yield from _pair(setting, pair, facts, values)


def _pair(
    setting: Setting, pair: tuple[str, str], facts: dict[str, list[StatementFacts]], values: dict[str, float | None]
) -> Iterator[Strip]:
    head = _head(setting, pair)
    yield Strip(head.height, head.paint, 18, keeps=True)
    columns = [[_lines(setting, each, values.get(each.id)) for each in facts[quadrant]] for quadrant in pair]
    rows = [tuple(each) for each in zip_longest(*columns, fillvalue=list[Line]())] or [([], [])]
    for place, cards in enumerate(rows):
        is_last = place == len(rows) - 1
        rest = [list(each) for each in cards]
        while True:
            part = [_that_fit(each, HEIGHT - head.height - 2 * _CARD - _PAD) for each in rest]
            rest = [each[len(done) :] for each, done in zip(rest, part, strict=True)]
            yield _row(setting, pair, part, head, is_last=is_last and not any(rest))
            if not any(rest):
                break


def _head(setting: Setting, pair: tuple[str, str]) -> Strip:
    """The letter, the name and the purpose of both quadrants."""
    sheet = setting.sheet
    room = _COLUMN - 2 * _PAD - _TILE - 10
    texts = [[*sheet.set(Words(setting.words.label(each), "strong", theme().palette("swotText", tint_of(each))), room),
              *sheet.set(Words(purpose_of(each), "caption", "ink2"), room)] for each in pair]  # fmt: skip
    high = max(sum(line.height for line in lines) for lines in texts) + 2 * _PAD

    def paint(painter: QPainter) -> None:
        for place, (quadrant, lines) in enumerate(zip(pair, texts, strict=True)):
            left = place * (_COLUMN + _BETWEEN)
            painter.fillRect(QRectF(left, 0, _COLUMN, high), theme().palette("swotTint", tint_of(quadrant)))
            tile = QRectF(left + _PAD, _PAD + 4, _TILE, _TILE)
            swot_tile(painter, tile, tint_of(quadrant), letter_of(quadrant, setting.words))
            top = _PAD
            for each in lines:
                sheet.write(painter, left + _PAD + _TILE + 10, top, each)
                top += each.height

    return Strip(high, paint)


def _lines(setting: Setting, facts: StatementFacts, value: float | None) -> list[Line]:
    """A statement, its area and actions, and what it holds back."""
    tr, sheet = setting.tr, setting.sheet
    row = setting.snapshot.get(SwotStatement, facts.id)
    actions = ", ".join(each.code for each in facts.actions)
    note = "  ·  ".join(filter(None, (area_name(facts.area), actions, facts.links_in_words())))
    held = tr(N_("Held back each year: {amount}")).format(amount=setting.short_money(value)) if value else ""
    if facts.is_gap:
        held = "  ·  ".join(filter(None, (held, tr(N_("No action")))))
    elif facts.is_accepted:
        held = "  ·  ".join(filter(None, (held, tr(N_("Accepted as it is")))))
    text = f"{setting.edition.code(row)}  {facts.text}".strip()
    return [*sheet.set(Words(text, "medium"), _ROOM), *sheet.set(Words(note, "caption", "ink2"), _ROOM),
            *sheet.set(Words(held, "mark", "warning"), _ROOM)]  # fmt: skip


def _row(setting: Setting, pair: tuple[str, str], cards: list[list[Line]], head: Strip, *, is_last: bool) -> Strip:
    inside = max((sum(each.height for each in lines) for lines in cards), default=0.0)
    high = inside + (2 * _CARD if inside else 0.0) + (_PAD if is_last else 8.0)

    def paint(painter: QPainter) -> None:
        for place, (quadrant, lines) in enumerate(zip(pair, cards, strict=True)):
            left = place * (_COLUMN + _BETWEEN)
            painter.fillRect(QRectF(left, -0.5, _COLUMN, high + 0.5), theme().palette("swotTint", tint_of(quadrant)))
            if not lines:
                continue
            card = QRectF(left + _PAD, 0, _COLUMN - 2 * _PAD, sum(each.height for each in lines) + 2 * _CARD)
            box(painter, card, "sheet", "line", radius=theme().radius("control"))
            top = _CARD
            for each in lines:
                setting.sheet.write(painter, left + _PAD + _CARD, top, each)
                top += each.height

    return Strip(high, paint, head=head)


def _that_fit(lines: list[Line], room: float) -> list[Line]:
    found: list[Line] = []
    for each in lines:
        room -= each.height
        if room < 0:
            break
        found.append(each)
    return found
