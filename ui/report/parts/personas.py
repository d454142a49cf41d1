"""A persona on a sheet of its own: face, quote and figures over whatever of its fields is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from journey.model import Persona, Segment
from resources.i18n import N_
from strategy.analysis.segments import future_value, past_value
from ui.models.segments import name_of
from ui.pages.segments.portrait import image_of
from ui.report.paging import HEIGHT, PAGE_BREAK, WIDTH, Item, Mark, Paint, Strip
from ui.report.prose import lines_strip
from ui.report.setting import Setting
from ui.report.tables import first_lines
from ui.report.typesetting import Line, Words, printable
from ui.theme.theme import theme
from ui.widgets import marks
from ui.widgets.paint import box
from ui.widgets.signs import initials_of

_FACE, _GAP = 96.0, 24.0
_MARKS = ' \u00a0«»"“”'
"""A quote may have been typed with its marks."""
_FIELDS = (
    "goal", "needs", "motivations", "behaviours", "expectations", "preferences", "channels", "irritants", "emotions",
    "influencers", "values", "data_attitude", "switching", "evidence",
)  # fmt: skip
"""What stands in two columns; the four others are at the top."""


def persona_strips(setting: Setting, persona: Persona) -> Iterator[Item]:
    """The sheet; it begins a page, and goes on to a second one when it says very much."""
    sheet, tr = setting.sheet, setting.tr
    name = printable(persona.name) or tr(N_("Persona"))
    segment = setting.snapshot.get(Segment, persona.segment_id)
    of = tr(N_("Persona of the segment “{name}”")).format(name=name_of(segment)) if segment else ""
    yield PAGE_BREAK
    title = tr(N_("{name}: {value}")).format(name=tr(N_("Persona")), value=name)
    yield lines_strip(sheet, sheet.set(Words(name, "title"), WIDTH), keeps=True, mark=Mark(title, 1))
    yield lines_strip(sheet, sheet.set(Words(of, "body", "ink2"), WIDTH), keeps=True)
    yield from _head(setting, persona, segment)
    yield from _fields(setting, persona)


def _head(setting: Setting, persona: Persona, segment: Segment | None) -> Iterator[Strip]:
    """The face beside markers and figures, and the quote under them."""
    sheet, room = setting.sheet, WIDTH - _FACE - _GAP
    lines = [
        *sheet.set(Words(persona.demographics, "bold"), room),
        *sheet.set(Words(persona.portrait), room),
        *sheet.set(Words(_value_words(setting, segment), "small", "ink2"), room),
    ]
    image, initials = image_of(persona.picture), initials_of(persona.name)
    beside = lines[: int((HEIGHT - 200) // sheet.line("small"))]

    def paint(painter: QPainter) -> None:
        face = QRectF(0, 0, _FACE, _FACE)
        if image is not None:
            marks.round_picture(painter, face, image)
        else:
            marks.avatar(painter, face, initials)
        top = 0.0
        for each in beside:
            sheet.write(painter, _FACE + _GAP, top, each)
            top += each.height

    yield Strip(max(_FACE, sum(each.height for each in beside)), paint, 20)
    yield from (lines_strip(sheet, [each], left=_FACE + _GAP) for each in lines[len(beside) :])
    if persona.quote.strip(_MARKS):
        yield from _quote(setting, setting.tr(N_("“{quote}”")).format(quote=persona.quote.strip(_MARKS)))


def _quote(setting: Setting, text: str) -> Iterator[Strip]:
    sheet = setting.sheet
    lines = sheet.set(Words(text, "quote"), WIDTH - 40)
    most = int((HEIGHT - 60) // sheet.line("quote"))
    for first in range(0, len(lines), most):
        strip = lines_strip(sheet, lines[first : first + most], left=20)
        yield Strip(strip.height + 24, _on_ground(strip), 16)


def _on_ground(strip: Strip) -> Paint:
    def paint(painter: QPainter) -> None:
        box(painter, QRectF(0, 0, WIDTH, strip.height + 24), "sunken", radius=theme().radius("card"))
        painter.translate(0, 12)
        strip.paint(painter)

    return paint


def _value_words(setting: Setting, segment: Segment | None) -> str:
    if segment is None:
        return ""
    names = (setting.tr(N_("Value now, a year")), setting.tr(N_("Potential, a year")))
    values = (past_value(segment), future_value(segment))
    pairs = zip(names, values, strict=True)
    said = [setting.edition.pair(name, setting.short_money(value)) for name, value in pairs if value is not None]
    return "  ·  ".join(said)


def _fields(setting: Setting, persona: Persona) -> Iterator[Strip]:
    """Two fields side by side in each strip; one that is higher than a page goes on."""
    width = (WIDTH - _GAP) / 2
    blocks = [lines for each in _FIELDS if (lines := _lines(setting, persona, each, width))]
    for pair in zip_longest(blocks[::2], blocks[1::2], fillvalue=list[Line]()):
        rest, gap = [list(each) for each in pair], 20.0
        while any(rest):
            part = [first_lines(each, HEIGHT - 8) for each in rest]
            rest = [each[len(done) :] for each, done in zip(rest, part, strict=True)]
            yield _side_by_side(setting, part, width, gap)
            gap = 0.0


def _lines(setting: Setting, persona: Persona, field: str, width: float) -> list[Line]:
    value: str | list[str] | None = getattr(persona, field)
    texts = value if isinstance(value, list) else [value or ""]
    said = [setting.edition.label(each) for each in texts if each.strip()]
    if not said:
        return []
    sheet = setting.sheet
    title = sheet.set(Words(setting.words.label(f"per_{field}"), "bold", "primary"), width)
    return [*title, *(line for each in said for line in sheet.set(Words(each), width))]


def _side_by_side(setting: Setting, columns: list[list[Line]], width: float, gap: float) -> Strip:
    high = max(sum(each.height for each in lines) for lines in columns)

    def paint(painter: QPainter) -> None:
        for place, lines in enumerate(columns):
            top = 0.0
            for each in lines:
                setting.sheet.write(painter, place * (width + _GAP), top, each)
                top += each.height

    return Strip(high, paint, gap)
