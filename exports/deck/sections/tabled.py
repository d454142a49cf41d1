"""Slides that hold one table, as many as it needs."""

from __future__ import annotations

from collections.abc import Sequence

from exports.deck.page import Page, Plan, numbered
from exports.deck.tables import Table, in_best_size, pages
from exports.deck.theme import CONTENT, Box


def table_plans(
    start: Plan, table: Table, words: str, *, box: Box = CONTENT, name: str = "", beside: Sequence[Plan] = ()
) -> list[Plan]:
    """The slides of a table, all with the title, lead and notes of `start`, after those of `beside`.

    `words` are the alternative text of the table.
    """

    table = in_best_size(table, box)

    def plan(piece: Table) -> Plan:
        def draw(page: Page) -> None:
            page.table(piece, box, name or start.title, words)

        return start.drawn(draw)

    return numbered([*beside, *(plan(piece) for piece in pages(table, box))])
