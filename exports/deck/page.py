"""One slide: its title and lead, its shapes, tables and charts, and the notes for whoever speaks to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from exports.deck.canvas import Canvas
from exports.deck.cleaning import clean, one_line
from exports.deck.measure import Face, elided, largest_size, width, wrapped
from exports.deck.nodes import Node, child, describe, emu
from exports.deck.tables import Table, draw_table
from exports.deck.template import (
    COVER_LEAD,
    COVER_SIZE,
    COVER_TITLE,
    DATE_PLACE,
    FOOT_SIZE,
    FOOTER_BOX,
    FOOTER_PLACE,
    LEAD_PLACE,
    LEAD_SIZE,
    NUMBER_FIELD_ID,
    NUMBER_PLACE,
    TITLE_SIZE,
)
from exports.deck.texts import Paragraph, paragraph, write_paragraphs
from exports.deck.theme import LEAD, TITLE, Box, tone

if TYPE_CHECKING:
    from pptx.slide import Slide

_NO_INSETS = {"lIns": "0", "tIns": "0", "rIns": "0", "bIns": "0"}
"""As the layout has it: not every program asks it."""
_SMALLER = (TITLE_SIZE, 24.0, 20.0, 17.0)
LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands at the foot of every slide."""

    owner: str
    mark: str
    date: str


Draw = Callable[["Page"], None]


@dataclass(frozen=True)
class Plan:
    """A slide to be drawn. `step` is that of the method, 0 for none, -1 for the cover.

    `source` says where its figures come from, `speech` what to say; both are notes.
    """

    title: str
    lead: str = ""
    step: int = 0
    source: str = ""
    speech: Sequence[str] = ()
    draw: Draw = lambda _page: None

    def drawn(self, draw: Draw) -> Plan:
        """The same with what is to be drawn on it."""
        return replace(self, draw=draw)


def numbered(plans: Sequence[Plan]) -> list[Plan]:
    """Slides that go on from one another, each told as "2/3"."""
    if len(plans) < 2:
        return list(plans)
    return [replace(each, title=f"{each.title} ({place}/{len(plans)})") for place, each in enumerate(plans, 1)]


class Page(Canvas):
    """A slide being drawn. Its notes tell `remarks`, and the whole of what had to be shortened on it."""

    def __init__(self, slide: Slide, language: str) -> None:
        super().__init__(slide.shapes, LANGUAGES[language])
        self.slide = slide
        self.shapes: Node = slide.shapes
        self.remarks: list[str] = []
        self.shortened: list[str] = []

    def table(self, table: Table, box: Box, name: str, words: str) -> None:
        """A native table; `table` is a piece that fits the box."""
        draw_table(self.shapes, table, box, name, words, self.language)
        self.shortened += [cell.whole for row in table.rows for cell in row.cells if cell.whole]

    def picture(self, png: bytes, box: Box, name: str, words: str) -> None:
        """A picture as large as the box allows, in its middle."""
        made = self.shapes.add_picture(BytesIO(png), emu(box.left), emu(box.top))
        scale = min(emu(box.width) / made.width, emu(box.height) / made.height)
        made.width, made.height = round(made.width * scale), round(made.height * scale)
        made.left = emu(box.left) + (emu(box.width) - made.width) // 2
        made.top = emu(box.top) + (emu(box.height) - made.height) // 2
        describe(made._element, name, words)

    def short(self, text: str, room: float, size: float, lines: int, face: Face = Face.BODY, what: str = "") -> str:
        """The text as it fits into so many lines; the notes then have the whole of it."""
        text = clean(text)
        shown = elided(text, room, size, lines, face)
        if shown != text:
            self.shortened.append(f"{what}: {text}" if what else text)
        return shown

    def say_nothing(self, box: Box, words: str) -> None:
        """Why a part of the plan is empty, where its content would be."""
        said = paragraph(words, 16, tone("ink2"), align="ctr")
        self.box(box, [said], ground=tone("sunken"), outline=tone("line"), kind="rounded", anchor="ctr", inset=24)


def open_page(slide: Slide, plan: Plan, foot: Foot, language: str) -> Page:
    """A new slide with its title, its lead and its foot."""
    page = Page(slide, language)
    is_cover = plan.step < 0
    if is_cover:
        _set_title(page, plan.title, COVER_TITLE, (COVER_SIZE, 32.0, 26.0, 20.0), 3)
    else:
        _set_title(page, plan.title, TITLE, _SMALLER, 2)
    (lead,) = (each for each in slide.placeholders if each.placeholder_format.idx == LEAD_PLACE)
    room, size, lines = (COVER_LEAD, 18.0, 3) if is_cover else (LEAD, LEAD_SIZE, 1)
    if plan.lead:
        said = page.short(plan.lead if is_cover else one_line(plan.lead), room.width, size, lines)
        _fill(lead._element, [paragraph(said, size, tone("ink2"))], page)
    else:
        lead._element.getparent().remove(lead._element)
    if not is_cover:
        _add_foot(page, foot)
    return page


def close_page(page: Page, plan: Plan, source_words: str) -> None:
    """Write the notes: the speech, the source of the figures, and what was shortened."""
    whole = [
        *plan.speech,
        source_words.format(source=plan.source) if plan.source else "",
        *page.remarks,
        *page.shortened,
    ]
    said = [clean(each) for each in dict.fromkeys(whole) if each]
    page.measure_groups()
    _number_shapes(page)
    frame = page.slide.notes_slide.notes_text_frame
    if frame is not None:
        write_paragraphs(frame._txBody, [paragraph(each, 12, before=6) for each in said], page.language)


def _number_shapes(page: Page) -> None:
    """Each shape has a number of its own; those in groups were counted for themselves."""
    for number, identity in enumerate(page.shapes._spTree.iter("{*}cNvPr"), 1):
        identity.set("id", str(number))


def _set_title(page: Page, title: str, box: Box, sizes: Sequence[float], most: int) -> None:
    shape = page.slide.shapes.title
    if shape is None:
        return
    title = one_line(title)
    size = largest_size([title], box.width, box.height, sizes, Face.TITLE)
    lines = min(most, int(box.height / (size * 1.22)))
    if len(wrapped(title, box.width, size, Face.TITLE)) > lines:
        title = page.short(title, box.width, size, lines, Face.TITLE)
    _fill(shape._element, [paragraph(title, size, tone("ink"), Face.TITLE)], page)


def _fill(node: Node, paragraphs: Sequence[Paragraph], page: Page) -> None:
    for side, room in _NO_INSETS.items():
        node.txBody.bodyPr.set(side, room)
    write_paragraphs(node.txBody, paragraphs, page.language)


def _add_foot(page: Page, foot: Foot) -> None:
    # A long name is cut before the mark is: who may read the slide stays legible.
    mark = f"  ·  {foot.mark}" if foot.owner else foot.mark
    owner = elided(foot.owner, FOOTER_BOX.width - width(mark, FOOT_SIZE) - 4, FOOT_SIZE) + mark
    muted = tone("ink3")
    for place, kind, name, said in (
        (FOOTER_PLACE, "ftr", "Footer", paragraph(owner, FOOT_SIZE, muted)),
        (DATE_PLACE, "dt", "Date", paragraph(foot.date, FOOT_SIZE, muted, align="r")),
        (NUMBER_PLACE, "sldNum", "Number", paragraph("‹#›", FOOT_SIZE, muted, align="r")),
    ):
        _add_place(page, place, kind, name, said)


def _add_place(page: Page, place: int, kind: str, name: str, said: Paragraph) -> None:
    """A placeholder that python-pptx leaves out; the looks are repeated, as LibreOffice inherits but a part of them."""
    tree = page.shapes._spTree
    node = child(tree, "p:sp")
    names = child(node, "p:nvSpPr")
    child(names, "p:cNvPr", id="0", name=name)
    child(child(names, "p:cNvSpPr"), "a:spLocks", noGrp="1")
    child(child(names, "p:nvPr"), "p:ph", type=kind, sz="half" if kind == "dt" else "quarter", idx=str(place))
    child(node, "p:spPr")
    body = child(node, "p:txBody")
    child(body, "a:bodyPr", **_NO_INSETS)
    child(body, "a:lstStyle")
    write_paragraphs(body, [said], page.language)
    for run in [each for each in body.iter() if each.tag.endswith("}r")]:
        look = run[0]
        child(look, "a:latin", typeface="+mn-lt")
        if kind == "sldNum":
            field = child(run.getparent(), "a:fld", id=NUMBER_FIELD_ID, type="slidenum")
            for part in list(run):
                field.append(part)
            run.getparent().remove(run)
