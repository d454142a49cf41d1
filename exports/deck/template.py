"""The empty deck: one master and its layouts in the colours and the fonts of the design, 16 by 9.

A layout holds what its slides share: the places of title, lead, footer, date and number, and the course with the five
ports of the method at the foot. The reader changes them once for all slides, in the slide master.
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from exports.deck.course import draw_course, draw_cover_course, draw_cover_ground
from exports.deck.drawn import Drawing
from exports.deck.nodes import Node, child, emu
from exports.deck.theme import BODY_FONT, FOOT, HEIGHT, LEAD, TITLE, TITLE_FONT, WIDTH, Box, tone, tones
from resources.catalogue import catalogue
from resources.i18n import N_, Words

if TYPE_CHECKING:
    from pptx.presentation import Presentation

COVER, PLAIN = 0, 1
"""Places of the layouts; that of a step of the method is its number plus one."""
STEPS = 5
TITLE_SIZE, LEAD_SIZE, COVER_SIZE, FOOT_SIZE = 28.0, 14.0, 38.0, 11.0
LEAD_PLACE, DATE_PLACE, FOOTER_PLACE, NUMBER_PLACE = 13, 10, 11, 12
"""The `idx` of the placeholders of a layout."""
COVER_TITLE = Box(96.0, 150.0, 780.0, 110.0)
COVER_LEAD = Box(96.0, 268.0, 780.0, 84.0)
DATE_BOX = Box(FOOT.right - 190.0, FOOT.top, 140.0, FOOT.height)
NUMBER_BOX = Box(FOOT.right - 44.0, FOOT.top, 44.0, FOOT.height)
FOOTER_BOX = Box(FOOT.left, FOOT.top, FOOT.width - 200.0, FOOT.height)
NUMBER_FIELD_ID = "{C1FF6DA9-008F-8B48-92A6-B652298478BF}"
"""Any identifier will do, so long as it is always the same."""
_NUMBER_FIELD = f'<a:fld id="{NUMBER_FIELD_ID}" type="slidenum"><a:rPr/><a:t>‹#›</a:t></a:fld>'
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PROGRAM = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Périple</Application></Properties>"
)


def empty_deck(words: Words) -> Presentation:
    """A deck without slides."""
    from pptx import Presentation
    from pptx.util import Emu

    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(emu(WIDTH)), Emu(emu(HEIGHT))
    deck.part._element.sldSz.attrib.pop("type", None)  # it named the former one, 4 by 3
    _count_parts(deck)
    _forget_former_parts(deck)
    _set_theme(deck)
    _set_master(deck)
    steps = step_names(words)
    names = [words.tr(N_("Cover")), words.tr(N_("Slide")), *steps]
    for layout in list(deck.slide_layouts)[len(names) :]:
        deck.slide_layouts.remove(layout)
    for place, (layout, name) in enumerate(zip(deck.slide_layouts, names, strict=True)):
        _replace_shapes(layout._element.cSld, _layout_shapes(place, steps))
        layout._element.cSld.set("name", name)
        layout._element.attrib.pop("type", None)
    return deck


def list_notes_master(deck: Presentation) -> None:
    """Name the master of the notes in the deck, which python-pptx adds without saying so."""
    part: Node = deck.part
    (key,) = [key for key, rel in part.rels.items() if rel.reltype.endswith("/notesMaster")]
    node = part._element
    notes = child(node, "p:notesMasterIdLst")
    node.sldMasterIdLst.addnext(notes)
    child(notes, "p:notesMasterId").set(_RELATION, key)


def step_names(words: Words) -> list[str]:
    """The five steps of the method in order."""
    return [words.label(step) for step in catalogue().ids("steps")[:STEPS]]


def _forget_former_parts(deck: Presentation) -> None:
    """The settings of a printer, the thumbnail and the counts belong to the file that python-pptx starts from."""
    package: Node = deck.part.package  # its relationships have no public name
    for rel in package._rels.values():
        if rel.reltype.endswith("/extended-properties"):
            rel.target_part._blob = _PROGRAM.encode("utf-8")
    for owner in (deck.part.rels, package._rels):
        for key in [key for key, rel in owner.items() if rel.reltype.endswith(("/printerSettings", "/thumbnail"))]:
            owner.pop(key)


def _count_parts(deck: Presentation) -> None:
    """Give new parts of a kind the next name, without a look at all the parts that there are for each of them."""
    from pptx.opc.packuri import PackURI

    package: Node = deck.part.package
    look, last = package.next_partname, dict[str, int]()

    def next_name(kind: str) -> PackURI:
        if kind in last:
            last[kind] += 1
        else:
            first = look(kind)
            last[kind] = next(number for number in count(1) if kind % number == first)
        return PackURI(kind % last[kind])

    package.next_partname = next_name


def _set_theme(deck: Presentation) -> None:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    part: Node = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)  # kept as bytes, without a type
    series = tones("series")
    slots = {
        "dk1": tone("ink"), "lt1": tone("sheet"), "dk2": tone("ink2"), "lt2": tone("shell"),
        **{f"accent{number}": series[number - 1] for number in range(1, 7)},
        "hlink": tone("primary"), "folHlink": tone("ink2"),
    }  # fmt: skip
    colors = "".join(f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in slots.items())
    scheme = f'<a:clrScheme name="Périple">{colors}</a:clrScheme>'
    xml = re.sub(r"<a:clrScheme .*?</a:clrScheme>", scheme, part.blob.decode("utf-8"), flags=re.DOTALL)
    for kind, font in (("major", TITLE_FONT), ("minor", BODY_FONT)):
        xml = re.sub(rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{font}", xml)
    part._blob = re.sub(r'(<a:theme [^>]*name=")[^"]*', r"\1Périple", xml).encode("utf-8")


def _set_master(deck: Presentation) -> None:
    drawing = Drawing()
    _draw_places(drawing, is_layout=False)
    master: Node = deck.slide_master._element
    _replace_shapes(master.cSld, drawing.shapes)
    (styles,) = (each for each in master if each.tag.endswith("}txStyles"))
    for style in styles[:2]:
        size = TITLE_SIZE if style.tag.endswith("}titleStyle") else 16.0
        for level in style:
            _set_level(level, size)


def _set_level(level: Node, size: float) -> None:
    """Left, without a bullet, in this size."""
    for old in [each for each in level if each.tag.rpartition("}")[2].startswith("bu")]:
        level.remove(old)
    level.set("algn", "l")
    level.set("marL", "0")
    level.set("indent", "0")
    (words,) = (each for each in level if each.tag.endswith("}defRPr"))
    words.set("sz", str(round(size * 100)))
    level.remove(words)
    child(level, "a:buNone")
    level.append(words)  # the schema has it after the bullet


def _replace_shapes(slide: Node, shapes: list[str]) -> None:
    from pptx.oxml import parse_xml

    tree = slide.spTree
    for old in list(tree)[2:]:
        tree.remove(old)
    for shape in shapes:
        tree.append(parse_xml(shape))


def _layout_shapes(place: int, steps: list[str]) -> list[str]:
    drawing = Drawing()
    if place == COVER:
        draw_cover_ground(drawing)
        drawing.placeholder("Title", 'type="ctrTitle"', COVER_TITLE, COVER_SIZE, tone("ink"), anchor="b")
        lead = f'type="body" sz="quarter" idx="{LEAD_PLACE}"'
        drawing.placeholder("Lead", lead, COVER_LEAD, 18.0, tone("ink2"), anchor="t")
        draw_cover_course(drawing, COVER_TITLE.left, steps)
    else:
        _draw_places(drawing, is_layout=True)
        draw_course(drawing, place - PLAIN, steps)
    return drawing.shapes


def _draw_places(drawing: Drawing, *, is_layout: bool) -> None:
    """The placeholders of a layout, or of the master, which numbers them otherwise."""
    drawing.placeholder("Title", 'type="title"', TITLE, TITLE_SIZE, tone("ink"), anchor="b")
    body = f'type="body" sz="quarter" idx="{LEAD_PLACE}"' if is_layout else 'type="body" idx="1"'
    drawing.placeholder("Lead", body, LEAD, LEAD_SIZE, tone("ink2"))
    date, footer, number = (DATE_PLACE, FOOTER_PLACE, NUMBER_PLACE) if is_layout else (2, 3, 4)
    muted = tone("ink3")
    drawing.placeholder("Date", f'type="dt" sz="half" idx="{date}"', DATE_BOX, FOOT_SIZE, muted, align="r")
    drawing.placeholder("Footer", f'type="ftr" sz="quarter" idx="{footer}"', FOOTER_BOX, FOOT_SIZE, muted)
    kind = f'type="sldNum" sz="quarter" idx="{number}"'
    drawing.placeholder("Number", kind, NUMBER_BOX, FOOT_SIZE, muted, align="r", content=_NUMBER_FIELD)
