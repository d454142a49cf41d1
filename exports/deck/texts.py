"""Words on their way into a slide: cleaned of what no reader sees, then written as plain runs, never as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from exports.deck.cleaning import clean
from exports.deck.measure import Face, height
from exports.deck.nodes import Node, add_copy, child, emu, fill, root

_SERIF = {Face.TITLE: "+mj-lt", Face.QUOTE: "+mj-lt"}
INDENT = 12.0
"""Points between a bullet and its text."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look. `tone` is `RRGGBB`."""

    text: str
    size: float = 12.0
    tone: str = "16252D"
    face: Face = Face.BODY

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs on the same lines; `before` is the room above in points, `is_listed` puts a bullet before it.

    `whole`: what was shortened.
    """

    runs: tuple[Run, ...]
    align: str = "l"
    before: float = 0.0
    is_listed: bool = False
    whole: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def size(self) -> float:
        return max((run.size for run in self.runs), default=12.0)

    @property
    def face(self) -> Face:
        """The widest look of the runs: what fits in it fits."""
        faces = {run.face for run in self.runs}
        return next((each for each in (Face.STRONG, Face.TITLE, Face.QUOTE) if each in faces), Face.BODY)

    def height(self, room: float) -> float:
        """In points, in a column of this width."""
        room -= INDENT if self.is_listed else 0.0
        return self.before + height(self.text, room, self.size, self.face)


def paragraph(
    text: str,
    size: float = 12.0,
    tone: str = "16252D",
    face: Face = Face.BODY,
    *,
    align: str = "l",
    before: float = 0.0,
    is_listed: bool = False,
) -> Paragraph:
    """A paragraph in one look."""
    return Paragraph((Run(text, size, tone, face),), align, before, is_listed)


def total_height(paragraphs: Iterable[Paragraph], room: float) -> float:
    """In points, one under the other."""
    return sum(each.height(room) for each in paragraphs)


def write_paragraphs(body: Node, paragraphs: Sequence[Paragraph], language: str) -> None:
    """Replace the paragraphs of a text body."""
    for old in [each for each in body if each.tag.endswith("}p")]:
        body.remove(old)
    for each in paragraphs or (Paragraph(()),):
        _append(body, each, language)


def _append(body: Node, paragraph: Paragraph, language: str) -> None:
    node = add_copy(body, _paragraph_model(paragraph.align, paragraph.before, paragraph.is_listed))
    for run in paragraph.runs:
        look = (run.size, run.tone, run.face, language)
        if not paragraph.text:
            # A paragraph without words is as high as its end, which is large unless told.
            _set_look(child(node, "a:endParaRPr"), *look)
            return
        for number, line in enumerate(run.text.split("\n")):
            if number:
                _set_look(child(child(node, "a:br"), "a:rPr"), *look)
            add_copy(node, _run_model(*look))[-1].text = line


@lru_cache(maxsize=256)
def _paragraph_model(align: str, before: float, is_listed: bool) -> Node:
    """A paragraph without runs."""
    node = root("a:p")
    look = child(node, "a:pPr", algn=align)
    if is_listed:
        look.set("marL", str(emu(INDENT)))
        look.set("indent", str(-emu(INDENT)))
    child(child(look, "a:spcBef"), "a:spcPts", val=str(round(before * 100)))
    if is_listed:
        child(look, "a:buFont", typeface="Arial")
        child(look, "a:buChar", char="•")
    else:
        child(look, "a:buNone")
    return node


@lru_cache(maxsize=256)
def _run_model(size: float, tone: str, face: Face, language: str) -> Node:
    """A run whose text is still missing."""
    node = root("a:r")
    _set_look(child(node, "a:rPr"), size, tone, face, language)
    child(node, "a:t")
    return node


def _set_look(look: Node, size: float, tone: str, face: Face, language: str) -> None:
    look.set("lang", language)
    look.set("sz", str(round(size * 100)))
    look.set("b", "1" if face is Face.STRONG else "0")
    look.set("i", "1" if face is Face.QUOTE else "0")
    look.set("dirty", "0")
    fill(look, tone)
    if face in _SERIF:
        child(look, "a:latin", typeface=_SERIF[face])
