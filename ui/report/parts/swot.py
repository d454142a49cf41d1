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
from ui.report.prose import part_title
from ui.report.setting import Setting
from ui.report.tables import first_lines
from ui.report.typesetting import Line, Words
from ui.theme.theme import theme
from ui.widgets.marks import swot_tile
from ui.widgets.paint import box

TITLE = N_("SWOT")
_BETWEEN, _PAD, _TILE, _CARD, _BELOW = 16.0, 14.0, 26.0, 10.0, 8.0
_MOST_TOGETHER = 0.6
"""The share of a page up to which two quadrants stay whole."""
_COLUMN = (WIDTH - _BETWEEN) / 2
_ROOM = _COLUMN - 2 * _PAD - 2 * _CARD


def missing(setting: Setting) -> str:
    """What is told in its place as long as there is nothing to show."""
    return (
        setting.tr(N_("No strength or weakness yet: step 4 states them."))
        if not setting.snapshot.all(SwotStatement)
        else ""
    )


def strips(setting: Setting) -> Iterator[Item]:
    """Strengths and weaknesses, then what lies outside unless the team left it aside."""
    sheet, tr = setting.sheet, setting.tr
    yield from part_title(sheet, tr(TITLE), tr(N_("What can you rely on, and where must you invest first?")))
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
    room = HEIGHT - head.height - _PAD
    if max(sum(_height(card) + _BELOW for card in cards) for cards in columns) <= _MOST_TOGETHER * HEIGHT:
        yield _row(setting, pair, columns, head, is_last=True)
        return
    rows = [list(each) for each in zip_longest(*columns, fillvalue=list[Line]())]
    for place, rest in enumerate(rows):
        while any(rest):
            part = [first_lines(each, room - 2 * _CARD) for each in rest]
            rest = [each[len(done) :] for each, done in zip(rest, part, strict=True)]
            is_last = place == len(rows) - 1 and not any(rest)
            yield _row(setting, pair, [[each] if each else [] for each in part], head, is_last=is_last)


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


def _height(card: list[Line]) -> float:
    return sum(each.height for each in card) + 2 * _CARD


def _row(
    setting: Setting, pair: tuple[str, str], columns: list[list[list[Line]]], head: Strip, *, is_last: bool
) -> Strip:
    """Cards of both quadrants, each column for itself, on the grounds of the quadrants."""
    inside = max(sum(_height(card) + _BELOW for card in cards) for cards in columns)
    high = inside + (_PAD - _BELOW if is_last else 0.0) + (0.0 if inside else _BELOW)

    def paint(painter: QPainter) -> None:
        for place, (quadrant, cards) in enumerate(zip(pair, columns, strict=True)):
            left, top = place * (_COLUMN + _BETWEEN), 0.0
            painter.fillRect(QRectF(left, -0.5, _COLUMN, high + 0.5), theme().palette("swotTint", tint_of(quadrant)))
            for card in cards:
                area = QRectF(left + _PAD, top, _COLUMN - 2 * _PAD, _height(card))
                box(painter, area, "sheet", "line", radius=theme().radius("control"))
                at = top + _CARD
                for each in card:
                    setting.sheet.write(painter, left + _PAD + _CARD, at, each)
                    at += each.height
                top += _height(card) + _BELOW

    return Strip(high, paint, head=head)
