"""Native shapes on a slide or in a group: boxes with words, discs, diamonds, rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from exports.deck.measure import Face
from exports.deck.nodes import Node, add_copy, child, describe, emu, fill, line
from exports.deck.texts import Paragraph, paragraph, write_paragraphs
from exports.deck.theme import Box, tone, tones
from resources.tokens import severity_colors

_CORNER = 4.0
"""Radius of the corners of cards and chips, in points."""
BADGE = 16.0
_KINDS = {"rect": "rect", "rounded": "roundRect", "disc": "ellipse", "diamond": "diamond"}
"""The geometry of the standard for each kind of shape."""


class Canvas:
    """Draws among the shapes of a slide or of a group. `language` is a tag such as "fr-FR", for the spelling."""

    def __init__(self, shapes: Node, language: str) -> None:
        shapes._cached_max_shape_id = 0  # else each new shape looks at all for a free number, which `close_page` gives
        self._shapes = shapes
        self.language = language

    def group(self, name: str, words: str = "") -> Canvas:
        """Shapes that move together, with one alternative text."""
        from pptx.oxml.shapes.groupshape import CT_GroupShape
        from pptx.shapes.group import GroupShape

        node: Node = CT_GroupShape.new_grpSp(0, "")
        self._shapes._spTree.append(node)
        describe(node, name, words)
        group: Node = GroupShape(node, self._shapes)
        # It would be measured anew with each of its shapes; `measure_groups` does it once.
        group.shapes._recalculate_extents = lambda: None
        return Canvas(group.shapes, self.language)

    def measure_groups(self) -> None:
        """Give each group the room of its shapes, when all are drawn."""
        for group in (each for each in self._shapes._spTree if each.tag.endswith("}grpSp")):
            _measure(group)

    def box(
        self,
        box: Box,
        paragraphs: Sequence[Paragraph] = (),
        *,
        ground: str | None = None,
        outline: str | None = None,
        kind: str = "rect",
        anchor: str = "t",
        inset: float | tuple[float, float, float] = 0.0,
        name: str = "",
        points: float = 1.0,
        is_dashed: bool = False,
        words: str = "",
    ) -> None:
        """A shape with words in it; `inset` is the room at its left, at its right, and above and below."""
        sides = inset if isinstance(inset, tuple) else (inset, inset, inset)
        node = add_copy(self._shapes._spTree, _shape_model(kind, ground, outline, points, is_dashed, sides, anchor))
        (offset, extent), form = node.spPr[:2]
        left, top, wide, high = map(str, _place(box))
        offset.set("x", left)
        offset.set("y", top)
        extent.set("cx", wide)
        extent.set("cy", high)
        if kind == "rounded":
            corner = min(0.5, _CORNER / max(1.0, min(box.width, box.height)))
            child(form[0], "a:gd", name="adj", fmla=f"val {int(corner * 100_000)}")
        write_paragraphs(node.txBody, paragraphs, self.language)
        describe(node, name or (paragraphs[0].text[:40] if paragraphs else "Shape"), words)

    def words(self, box: Box, paragraphs: Sequence[Paragraph], *, anchor: str = "t", name: str = "") -> None:
        """Words without a ground."""
        self.box(box, paragraphs, anchor=anchor, name=name)

    def rule(self, box: Box, color: str, points: float = 1.0, *, is_dashed: bool = False) -> None:
        """A line from the top left corner of a box without height, or without width, to its end."""
        from pptx.enum.shapes import MSO_CONNECTOR

        left, top, right, bottom = (emu(each) for each in (box.left, box.top, box.right, box.bottom))
        rule = self._shapes.add_connector(MSO_CONNECTOR.STRAIGHT, left, top, right, bottom)
        look: Node = rule._element.spPr
        _drop_style(rule._element)
        line(look, "a:ln", color, points, is_dashed=is_dashed)
        describe(rule._element, "Line", "")

    def severity(self, left: float, middle: float, severity: int) -> None:
        """The diamond of a severity with its figure, `BADGE` wide."""
        level = str(min(max(severity, 1), 5))
        box = Box(left, middle - BADGE / 2, BADGE, BADGE)
        self.box(box, ground=tones("severity")[level], kind="diamond", name="Severity")
        # The words stand in a box of their own: those of a diamond have half its width.
        figure = paragraph(str(severity), 11, tones("onSeverity")[level], Face.STRONG, align="ctr")
        self.box(Box(left - 2, middle - 8, BADGE + 4, 16), [figure], anchor="ctr", name="Severity figure")

    def chip(self, box: Box, text: str, ground: str, ink: str, size: float = 11.0) -> None:
        """A short word on a tint."""
        said = paragraph(text, size, ink, Face.STRONG, align="ctr")
        self.box(box, [said], ground=ground, kind="rounded", anchor="ctr", inset=(4, 4, 0), name=text)


def severity_tones(severity: int) -> tuple[str, str]:
    """The tint and the ink of a severity in a table."""
    fill, text = severity_colors(severity)
    return fill.removeprefix("#"), text.removeprefix("#")


def heading(text: str, size: float = 14.0) -> Paragraph:
    """A title inside a slide."""
    return paragraph(text, size, tone("ink"), Face.STRONG)


def _place(box: Box) -> tuple[int, int, int, int]:
    return emu(box.left), emu(box.top), emu(box.width), emu(box.height)


def _measure(group: Node) -> None:
    """Where a group is and how large: what its shapes take."""
    own, *shapes = (found for each in group for found in each.iter("{*}xfrm"))
    if not shapes:
        return
    places = [[int(value) for part in each for value in part.values()] for each in shapes]
    left, top = (min(place[axis] for place in places) for axis in (0, 1))
    wide, high = (
        max(place[axis] + place[axis + 2] for place in places) - first for axis, first in ((0, left), (1, top))
    )
    for part, values in zip(own, ((left, top), (wide, high)) * 2, strict=True):
        for name, value in zip(part.keys(), values, strict=True):
            part.set(name, str(value))


def _drop_style(node: Node) -> None:
    """The shadow and the outline of the theme are not the design's."""
    for style in [each for each in node if each.tag.endswith("}style")]:
        node.remove(style)


@lru_cache(maxsize=256)
def _shape_model(
    kind: str,
    ground: str | None,
    outline: str | None,
    points: float,
    is_dashed: bool,
    sides: tuple[float, float, float],
    anchor: str,
) -> Node:
    """A shape without a place and without words."""
    from pptx.oxml.shapes.autoshape import CT_Shape

    node: Node = CT_Shape.new_autoshape_sp(0, "", _KINDS[kind], 0, 0, 0, 0)
    fill(node.spPr, ground)
    line(node.spPr, "a:ln", outline, points, is_dashed=is_dashed)
    _drop_style(node)
    _set_body(node.txBody, sides, anchor)
    write_paragraphs(node.txBody, (), "")
    return node


def _set_body(body: Node, sides: tuple[float, float, float], anchor: str) -> None:
    (look,) = (each for each in body if each.tag.endswith("}bodyPr"))
    for old in list(look):
        look.remove(old)
    look.attrib.clear()
    left, right, down = sides
    for side, room in (("lIns", left), ("tIns", down), ("rIns", right), ("bIns", down)):
        look.set(side, str(emu(room)))
    look.set("wrap", "square")
    look.set("rtlCol", "0")
    look.set("anchor", anchor)
    child(look, "a:noAutofit")
