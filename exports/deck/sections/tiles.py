"""Large figures side by side, each over what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.deck.measure import Face, largest_size
from exports.deck.page import Page
from exports.deck.texts import paragraph
from exports.deck.theme import Box, tone


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure and its caption."""

    figure: str
    caption: str
    ink: str = tone("primary")


def draw_tiles(page: Page, box: Box, tiles: Sequence[Tile]) -> None:
    """As many as there are, over the whole width."""
    for tile, place in zip(tiles, box.columns(*[1] * len(tiles), gap=12), strict=True):
        inside = place.width - 24
        size = largest_size([tile.figure], inside, 34, (24, 20, 18, 16, 14), Face.STRONG)
        caption = page.short(tile.caption, inside, 12, 2 if place.height > 70 else 1)
        said = [paragraph(tile.figure, size, tile.ink, Face.STRONG), paragraph(caption, 12, tone("ink2"))]
        page.box(place, said, ground=tone("sunken"), outline=tone("line"), kind="rounded", anchor="ctr",
                 inset=(12, 12, 4), name=tile.caption)  # fmt: skip
