"""What Qt cannot write into a PDF: bookmarks, links, title, language, and spaces that are spaces.

Qt 6.11 writes no outline, stamps the time and a random id, and gives a letter the first code of its shape: a space
becomes a tab, ’ another apostrophe, so that whoever searches or copies does not get what was written.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from pypdf import PdfWriter

_SAME_SHAPES = {b"0009": b"0020", b"00A0": b"0020", b"02BC": b"2019", b"02EE": b"201D", b"00AD": b"002D"}
"""Codes that share a shape with the one that was meant."""
_RANGE = re.compile(rb"(?m)^(<[0-9A-F]{4}> <[0-9A-F]{4}> )(.+)$")
_CODE = re.compile(rb"<([0-9A-F]{4})>")

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>Périple</xmp:CreatorTool><xmp:CreateDate>{day}</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""

Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A bookmark: the page from 0, the height on it in points from the top, and the areas of pages that lead there."""

    title: str
    level: int
    page: int
    top: float
    links: list[tuple[int, Area]] = field(default_factory=list)


def finished(
    content: bytes, title: str, author: str, language: str, day: datetime.date, places: Sequence[Place]
) -> bytes:
    """The same PDF with everything that belongs to it; the same content and day give the same bytes."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(content)))
    _correct_fonts(writer)
    _add_bookmarks(writer, places)
    if places:
        writer.page_mode = "/UseOutlines"
    _describe(writer, title, author, language, day)
    _stamp(writer, title)
    result = BytesIO()
    writer.write(result)
    return result.getvalue()


def _correct_fonts(writer: PdfWriter) -> None:
    """Give each shape the code of what was written, and each part of a typeface one name everywhere.

    Qt counts the typefaces that the program has written so far, and names only half of what belongs together.
    """
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, StreamObject

    count = 0
    for each in writer._objects:
        font = each.get_object() if each is not None else None
        if not isinstance(font, DictionaryObject) or "/ToUnicode" not in font:
            continue
        stream, parts = font["/ToUnicode"].get_object(), font.get("/DescendantFonts", NullObject())
        if isinstance(stream, StreamObject):
            stream.set_data(_RANGE.sub(_corrected, stream.get_data()))
        part = parts[0].get_object() if isinstance(parts, ArrayObject) else None
        if isinstance(part, DictionaryObject):
            described = part.get("/FontDescriptor", NullObject()).get_object()
            name = NameObject(f"/{_tag(count)}+{str(part['/BaseFont']).removeprefix('/').rpartition('+')[2]}")
            font[NameObject("/BaseFont")] = part[NameObject("/BaseFont")] = name
            if isinstance(described, DictionaryObject):
                described[NameObject("/FontName")] = name
            count += 1


def _tag(number: int) -> str:
    """The six letters before the name of a typeface of which only some letters are in the file."""
    letters = [chr(ord("A") + number // 26**place % 26) for place in range(6)]
    return "".join(reversed(letters))


def _corrected(found: re.Match[bytes]) -> bytes:
    return found[1] + _CODE.sub(lambda code: b"<" + _SAME_SHAPES.get(code[1], code[1]) + b">", found[2])


def _add_bookmarks(writer: PdfWriter, places: Sequence[Place]) -> None:
    """The tree of bookmarks, and a link for each line of the contents."""
    from pypdf.annotations import Link
    from pypdf.generic import ArrayObject, Fit, IndirectObject, NameObject, NumberObject

    parents: dict[int, IndirectObject] = {}
    for place in places:
        height = float(writer.pages[place.page].mediabox.height)
        fit = Fit.xyz(left=0, top=height - place.top)
        above = parents.get(place.level - 1) if place.level else None
        parents[place.level] = writer.add_outline_item(
            title=place.title, page_number=place.page, parent=above, fit=fit, is_open=place.level == 0
        )
        for page, (left, top, right, bottom) in place.links:
            high = float(writer.pages[page].mediabox.height)
            link = Link(rect=(left, high - bottom, right, high - top), target_page_index=place.page, fit=fit)
            link[NameObject("/Border")] = ArrayObject([NumberObject(0)] * 3)
            writer.add_annotation(page, link)


def _describe(writer: PdfWriter, title: str, author: str, language: str, day: datetime.date) -> None:
    """Title, company and day, and nothing of the computer; the language for those who have it read aloud."""
    from pypdf.generic import (
        BooleanObject,
        DictionaryObject,
        NameObject,
        NullObject,
        StreamObject,
        TextStringObject,
    )

    writer.pdf_header = "%PDF-1.7"
    root = writer.root_object
    told = root.get("/Metadata", NullObject()).get_object()
    if isinstance(told, StreamObject):  # Qt's, with another time and id
        told.set_data(_XMP.format(title=escape(title), author=escape(author), language=language, day=day).encode())
    root[NameObject("/Lang")] = TextStringObject(language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    )
    stamp = f"D:{day:%Y%m%d}000000Z"
    writer.metadata = {"/Title": title, "/Author": author, "/Creator": "Périple", "/Producer": "Périple",
                       "/CreationDate": stamp, "/ModDate": stamp}  # fmt: skip


def _stamp(writer: PdfWriter, title: str) -> None:
    """An id that follows from the pages."""
    from pypdf.generic import ArrayObject, ByteStringObject

    pages = hashlib.sha256(title.encode())
    for page in writer.pages:
        found = page.get_contents()
        pages.update(found.get_data() if found is not None else b"")
    name = ByteStringObject(pages.digest()[:16])
    writer._ID = ArrayObject([name, name])
