"""The parts of slides that python-pptx has no words for, as elements of its XML."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any

from exports.deck.cleaning import clean, one_line

Node = Any  # an element of python-pptx, whose own base has no types
EMU_PER_POINT = 12_700


def emu(points: float) -> int:
    """Points in the unit of the file."""
    return round(points * EMU_PER_POINT)


def child(parent: Node, tag: str, **attributes: str) -> Node:
    """A new element such as "a:pPr" at the end of its parent."""
    node: Node = parent.makeelement(_qualified(tag), attributes)
    parent.append(node)
    return node


def root(tag: str) -> Node:
    """A new element such as "a:pPr" without a parent, as a model to copy: what stands in it has python-pptx's types."""
    from pptx.oxml.xmlchemy import OxmlElement

    return OxmlElement(tag)


def add_copy(parent: Node, model: Node) -> Node:
    """A copy of a model at the end of its parent: in a fraction of the time that its elements take one by one."""
    node: Node = copy(model)
    parent.append(node)
    return node


@cache
def _qualified(tag: str) -> str:
    from pptx.oxml.ns import qn

    return str(qn(tag))


def fill(parent: Node, tone: str | None, alpha: int | None = None) -> None:
    """A plain colour, `RRGGBB`, or none; `alpha` in percent."""
    if tone is None:
        child(parent, "a:noFill")
        return
    color = child(child(parent, "a:solidFill"), "a:srgbClr", val=tone)
    if alpha is not None:
        child(color, "a:alpha", val=str(alpha * 1000))


def line(parent: Node, tag: str, tone: str | None, points: float = 1.0, *, is_dashed: bool = False) -> None:
    """An outline, or an edge of a cell: `tag` is "a:ln", "a:lnB"…; None for no line."""
    node = child(parent, tag, w=str(emu(points if tone else 0.0)))
    fill(node, tone)
    if tone and is_dashed:
        child(node, "a:prstDash", val="dash")


def describe(node: Node, name: str, words: str) -> None:
    """The name of a shape in the list of the slide's objects, and its alternative text; none for what is only looks."""
    identity = next(node.iter("{*}cNvPr"))
    identity.set("name", one_line(name))
    if words:
        identity.set("descr", clean(words))
