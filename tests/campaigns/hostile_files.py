"""Files that somebody made to harm whoever reads them: workbooks, XML, JSON, drawings and tables in text, columns."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

Make = Callable[[Path], object]
"""Writes the file."""

_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_SHEET = "xl/worksheets/sheet1.xml"
_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
_LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + each)} "{("&" + chr(97 + each) + ";") * 10}">' for each in range(9)
)


@cache
def _parts() -> Mapping[str, bytes]:
    from openpyxl import Workbook

    file, workbook = BytesIO(), Workbook()
    sheet = workbook.worksheets[0]
    for row in (("customer_id", "date", "amount"), ("A", "2024-01-02", 10), ("B", "2024-02-03", 20)):
        sheet.append(row)
    workbook.save(file)
    with zipfile.ZipFile(file) as archive:
        return {each.filename: archive.read(each) for each in archive.infolist()}


def _sheet(rows: str, more: str = "", prolog: str = "") -> Callable[[], bytes]:
    return lambda: f"{prolog}<worksheet {_SPACE}><sheetData>{rows}</sheetData>{more}</worksheet>".encode()


def _book(sheet: Callable[[], bytes] | None = None, others: Mapping[str, bytes] | None = None) -> Make:
    """A workbook with this sheet, and other parts in the place of those of the same name."""

    def make(path: Path) -> None:
        content = {**_parts(), **({_SHEET: sheet()} if sheet else {}), **(others or {})}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, each in content.items():
                archive.writestr(name, each)

    return make


def _bomb(path: Path) -> None:
    """A part that unpacks to 600 MB: the same packed piece over and over."""
    piece, start, end = b" " * (1 << 20), _sheet("")()[:-24], b"</sheetData></worksheet>"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = packer.compress(start) + packer.flush(zlib.Z_FULL_FLUSH)
    body = zlib.compressobj(9, zlib.DEFLATED, -15)
    again = body.compress(piece) + body.flush(zlib.Z_FULL_FLUSH)
    tail = zlib.compressobj(9, zlib.DEFLATED, -15)
    count = 600
    packed = head + again * count + tail.compress(end) + tail.flush()
    check = zlib.crc32(start)
    for _ in range(count):
        check = zlib.crc32(piece, check)
    check, size = zlib.crc32(end, check), len(start) + count * len(piece) + len(end)
    _book()(path)
    with zipfile.ZipFile(path, "a") as archive:
        place = archive.start_dir
        info = zipfile.ZipInfo("xl/worksheets/sheet2.xml")
        info.compress_type, info.CRC, info.compress_size, info.file_size = 8, check, len(packed), size
        info.header_offset = place
        archive.fp.seek(place)  # type: ignore[union-attr]  # it is open
        archive.fp.write(info.FileHeader(False) + packed)  # type: ignore[union-attr]
        archive.start_dir = archive.fp.tell()  # type: ignore[union-attr]
        archive.filelist.append(info)
        archive.NameToInfo[info.filename] = info
        archive._didModify = True  # type: ignore[attr-defined]  # so that the directory is written again
    content = path.read_bytes().replace(b"sheet2.xml", b"sheet1.xml")
    path.write_bytes(content)


def _squeezed_oddly(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        for name, content in _parts().items():
            archive.writestr(name, content + b" " * (8 << 20) if name == _SHEET else content)


def _overlapping(path: Path) -> None:
    """Every entry of the directory leads to the first part."""
    _book()(path)
    content = bytearray(path.read_bytes())
    end = content.rfind(b"PK\5\6")
    place, first = struct.unpack("<I", content[end + 16 : end + 20])[0], b""
    while content[place : place + 4] == b"PK\1\2":
        name, extra, comment = struct.unpack("<HHH", content[place + 28 : place + 34])
        first = first or bytes(content[place + 42 : place + 46])
        content[place + 42 : place + 46] = first
        place += 46 + name + extra + comment
    path.write_bytes(content)


def _many_styles(path: Path) -> None:
    look = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    styles = re.sub(rb"(<cellXfs[^>]*>)", lambda found: found[1] + look * 300_000, _parts()["xl/styles.xml"])
    _book(others={"xl/styles.xml": styles})(path)


def _text(*pieces: str | tuple[str, int], encoding: str = "utf-8") -> Make:
    """A text of these pieces; a piece with a number is repeated so often, once it is written."""

    def make(path: Path) -> None:
        content = "".join(each if isinstance(each, str) else each[0] * each[1] for each in pieces)
        path.write_bytes(content.encode(encoding, "surrogatepass"))

    return make


def _bytes(content: bytes) -> Make:
    return lambda path: path.write_bytes(content)


def _cut(path: Path) -> None:
    _book()(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


WORKBOOKS: dict[str, Make] = {
    "sound.xlsx": _book(),
    "laughs.xlsx": _book(_sheet(_CELL.format("&j;"), prolog=f"<!DOCTYPE x [{_LAUGHS}]>")),
    "quadratic.xlsx": _book(
        _sheet(_CELL.format("&a;" * 60_000), prolog=f'<!DOCTYPE x [<!ENTITY a "{"A" * 60_000}">]>')
    ),
    "entity.xlsx": _book(_sheet(_CELL.format("&a;"), prolog='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hosts">]>')),
    "bomb.xlsx": _bomb,
    "bzip2.xlsx": _squeezed_oddly,
    "far corner.xlsx": _book(_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')),
    "two corners.xlsx": _book(_sheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>')),
    "merged.xlsx": _book(
        _sheet('<row r="1"><c r="A1"><v>1</v></c></row>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    ),
    "rules.xlsx": _book(
        _sheet("", '<dataValidations><dataValidation sqref="A1:XFD1048576" type="list"/></dataValidations>')
    ),
    "styles.xlsx": _many_styles,
    "overlapping.xlsx": _overlapping,
    "names that climb.xlsx": _book(others={"../../evil.xml": b"<x/>", "xl/../../e.xml": b"<x/>"}),
    "macros.xlsx": _book(others={"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(100)}),
    "formulas.xlsx": _book(_sheet('<row r="1"><c r="A1"><f>cmd|\'/c calc\'!A0</f><v>0</v></c></row>')),
    "web.xlsx": _book(_sheet('<row r="1"><c r="A1"><f>WEBSERVICE("http://127.0.0.1:9/x")</f></c></row>')),
    "deep.xlsx": _book(_sheet(_CELL.format("<r>" * 100_000 + "</r>" * 100_000))),
    "no string.xlsx": _book(_sheet('<row r="1"><c r="A1" t="s"><v>999999</v></c></row>')),
    "odd places.xlsx": _book(_sheet('<row r="0"><c r="ZZZZ0"><v>1</v></c><c r="A-1"><v>x</v></c></row>')),
    "odd dates.xlsx": _book(_sheet('<row r="1"><c r="A1" s="1"><v>1e300</v></c><c r="B1" t="d"><v>9-99</v></c></row>')),
    "long number.xlsx": _book(_sheet(f'<row r="1"><c r="A1"><v>{"9" * 100_000}</v></c></row>')),
    "cut.xlsx": _cut,
    "page.xlsx": _bytes(b"<html>login</html>"),
    "old.xls": _bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(5000)),
    "nothing.ods": _bytes(b"PK\5\6" + bytes(18)),
}

_MARKUP: dict[str, tuple[str, str]] = {
    ".graphml": ('<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph>', "</graph></graphml>"),
    ".gexf": ('<gexf xmlns="http://gexf.net/1.3"><graph><nodes>', "</nodes></graph></gexf>"),
    ".xes": ("<log><trace><event>", "</event></trace></log>"),
}
_INSIDE: dict[str, tuple[str | tuple[str, int], ...]] = {
    "sound": ('<node id="a" label="A"/>',),
    "deep": (("<x>", 100_000), ("</x>", 100_000)),
    "wide": (('<node id="a"/>', 300_000),),
    "attribute": ('<node id="', ("a", 3_000_000), '"/>'),
    "namespaces": (*(f'<x xmlns:a{each}="u{each}">' for each in range(1000)), ("</x>", 1000)),
    "text": ('<node id="a">', ("x", 10_000_000), "</node>"),
    "instruction": ('<?xml-stylesheet href="http://127.0.0.1:9/x"?><node id="a"/>',),
    "inclusion": ('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hosts"/>',),
    "torn": ('<node id="a"',),
    "strange": ('<node id="&#0;"/>',),
}
_BEFORE: dict[str, str] = {
    "laughs": f"<!DOCTYPE x [{_LAUGHS}]>",
    "entity": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hosts">]>',
    "document type": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "parameter": '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>',
    "UTF-7": '<?xml version="1.0" encoding="UTF-7"?>',
}

MARKUP: dict[str, Make] = {
    f"{name}{suffix}": _text(start, *inside, end)
    for suffix, (start, end) in _MARKUP.items()
    for name, inside in _INSIDE.items()
}
MARKUP |= {
    f"{name}{suffix}": _text(f'{before}{start}<node id="a" label="&j;&a;"/>{end}')
    for suffix, (start, end) in _MARKUP.items()
    for name, before in _BEFORE.items()
}
MARKUP |= {f"UTF-16{suffix}": _text(start + end, encoding="utf-16") for suffix, (start, end) in _MARKUP.items()}

_PLAN = '{"format": "periple-plan", "version": 1, "kinds": '
_ONES, _OTHERS = ([f"{letter}{number}" for number in range(3000)] for letter in "ab")
TEXTS: dict[str, Make] = {
    "deep.json": _text(("[", 200_000)),
    "deep object.json": _text(('{"a":', 200_000)),
    "no number.json": _text(f'{_PLAN}{{"plan": [{{"id": NaN}}]}}}}'),
    "twice.json": _text(f"{_PLAN}{{}}, {_PLAN[1:]}{{}}}}"),
    "long number.json": _text(f'{_PLAN}{{"plan": [{{"id": ', ("9", 100_000), "}]}}"),
    "infinite.json": _text(f'{_PLAN}{{"plan": [{{"budget": 1e999}}]}}}}'),
    "half a letter.json": _text(f'{_PLAN}{{"plan": [{{"id": "\\ud800"}}]}}}}'),
    "many rows.json": _text(f'{_PLAN}{{"tool": [', ("{},", 300_000), "{}]}}"),
    "no list.json": _text(f'{_PLAN}{{"plan": {{"id": 1}}}}}}'),
    "no text.json": _bytes(b"\xff\xfe\x00" * 1000),
    "null.json": _text("null"),
    "deep.dot": _text("digraph {", ("subgraph {", 50_000)),
    "torn.dot": _text('digraph { a [label="', ("x", 3_000_000)),
    "page.dot": _text("digraph { a [label=", ("<", 100_000), "] }"),
    "comment.dot": _text("digraph { /*", ("*", 3_000_000)),
    "many.dot": _text("digraph {", ("{a b c d}->{e f g h}->", 20_000), "z}"),
    "product.dot": _text(f"digraph {{ {{{' '.join(_ONES)}}} -> {{{' '.join(_OTHERS)}}} }}"),
    "product.mmd": _text(f"flowchart LR\n{' & '.join(_ONES)} --> {' & '.join(_OTHERS)}"),
    "chain.mmd": _text("flowchart LR\na", (" --> a", 200_000)),
    "brackets.mmd": _text("flowchart LR\na", ("[", 300_000)),
    "quote.mmd": _text('flowchart LR\na["', ("x", 3_000_000)),
    "dashes.mmd": _text("flowchart LR\na ", ("-", 300_000), " b"),
    "deep.mmd": _text("flowchart LR\n", ("subgraph a\n", 50_000)),
    "journey.mmd": _text("journey\n", ("title x\n", 100_000), "section a\n x: 5: me\n"),
    "one quote.csv": _text('a,b\n"', ("x", 5_000_000)),
    "quotes.csv": _text("a,b\n", ('"', 3_000_001)),
    "wide.csv": _text(("a,", 300_000)),
    "zeros.csv": _text(("\0", 1_000_000)),
    "noise.csv": _bytes(bytes(range(256)) * 50),
    "formulas.csv": _text("customer_id,date,amount\n=cmd|'/c calc'!A0,2024-01-01,1\n@SUM(A1),2024-01-02,+1\n"),
    "one line.csv": _text(("x", 10_000_000)),
    "lines.csv": _text(("\n", 3_000_000)),
    "long numbers.csv": _text("customer_id,date,amount\n", ("a,2024-01-01,", 1), ("9", 50_000), "\n"),
    "dates.csv": _text("customer_id,date,amount\n", ("a,99/99/9999,1\nb,0000-00-00,1\nc,1e9,1\n", 1000)),
    "turned.csv": _text("customer_id,date,amount\n\u202ea,2024-01-01,1\n"),
}

COLUMNS: dict[str, Make] = {
    "sound head.parquet": _bytes(b"PAR1" + bytes(100) + b"\4\0\0\0PAR1"),
    "long footer.parquet": _bytes(b"PAR1" + bytes(100) + b"\xff\xff\xff\xffPAR1"),
}

_HEAVY: tuple[str, ...] = (
    *("bomb", "wide", "many", "lines", "chain", "text", "comment", "attribute", "journey", "quote.mmd"),
    *("deep.dot", "deep.mmd"),
)
FILES: dict[str, Make] = dict(
    sorted({**WORKBOOKS, **MARKUP, **TEXTS, **COLUMNS}.items(), key=lambda each: zlib.crc32(each[0].encode()))
)
"""All of them by name, mixed, so that some of them take as long as some others; the endings say for which reader."""
HEAVY = frozenset(name for name in FILES if name.startswith(_HEAVY))
"""Those that take long to read."""
