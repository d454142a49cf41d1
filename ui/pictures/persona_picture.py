"""A persona as one page: portrait, quote, and whatever of the eighteen fields is filled in, in two columns."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from journey.model import Persona, Segment
from resources.i18n import N_, Words, spoken_in
from storage.errors import PlanError
from strategy.analysis.segments import future_value, past_value
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.models.segments import name_of
from ui.pages.journeys.map.measure import Lines, Measure
from ui.pages.journeys.map.strokes import block
from ui.pages.segments.portrait import image_of
from ui.pictures.body import Body
from ui.pictures.picture import Picture, framed
from ui.theme.theme import on_paper, theme
from ui.widgets import marks
from ui.widgets.paint import box
from ui.widgets.signs import initials_of

_SHAPES = ((712.0, 2), (860.0, 2), (980.0, 3), (1090.0, 3))
"""Width of the page and number of its columns: the more a persona says, the smaller it is printed on the same sheet."""
_HIGHEST = 1.3
"""Height to width of what still goes on one sheet of A4 with the words of the frame."""
_GAP, _FACE = 24.0, 104.0
_MARKS = ' \u00a0«»"“”'
"""A quote may have been typed with its marks."""
_FIELDS = (
    "goal", "needs", "motivations", "behaviours", "expectations", "preferences", "channels", "irritants", "emotions",
    "influencers", "values", "data_attitude", "switching", "evidence",
)  # fmt: skip
"""What stands in the columns; the four others are at the top."""


def persona_picture(snapshot: Snapshot, persona_id: str, language: str, today: datetime.date | None = None) -> Picture:
    """The page of a persona. Needs a QGuiApplication, no window. `PlanError` if the persona is gone."""
    with on_paper(), spoken_in(language) as spoken:
        persona = snapshot.get(Persona, persona_id)
        segment = snapshot.get(Segment, persona.segment_id) if persona is not None else None
        if persona is None or segment is None:
            raise PlanError(N_("This persona does not exist any more."))
        title = persona.name.strip() or spoken.tr("Persona")
        subtitle = spoken.tr("Persona of the segment “{name}”").format(name=name_of(segment))
        pages = (_Page(snapshot, persona, segment, spoken, width, columns) for width, columns in _SHAPES)
        body = next((page.body() for page in pages if page.is_on_one_sheet), None)
        if body is None:
            body = _Page(snapshot, persona, segment, spoken, *_SHAPES[-1]).body()
        return framed(snapshot, title, subtitle, body, spoken, today)


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines at a place, in one font."""

    left: float
    top: float
    line: float
    lines: Lines
    font: QFont
    ink: str


class _Page:
    """Everything laid out once."""

    def __init__(
        self, snapshot: Snapshot, persona: Persona, segment: Segment, spoken: Words, width: float, columns: int
    ) -> None:
        self._persona, self._spoken = persona, spoken
        self._width, self._columns = width, columns
        self._naming = Naming(snapshot, spoken)
        self._measure = Measure()
        self._blocks: list[_Block] = []
        self._quote = QRectF()
        below = self._lay_out_head(segment, snapshot.plan.currency)
        self._height = self._lay_out_fields(below)

    @property
    def is_on_one_sheet(self) -> bool:
        """Whether it is as high as a sheet of A4 at most."""
        return self._height <= self._width * _HIGHEST

    def body(self) -> Body:
        """The page for a frame."""
        return Body(self._width, self._height, self._paint)

    def _lay_out_head(self, segment: Segment, currency: str) -> float:
        """Beside the face: markers, portrait, figures; under it the quote. Returns where the fields begin."""
        measure, persona, spoken = self._measure, self._persona, self._spoken
        left, room, top = _FACE + _GAP, self._width - _FACE - _GAP, 0.0
        for text, font, ink in (
            (persona.demographics, measure.strong, "ink"),
            (persona.portrait, measure.small, "ink"),
            (self._value_words(segment, currency), measure.small, "ink2"),
        ):
            if text.strip():
                top = self._put(left, top, measure.line, measure.wrap(text.strip(), font, room), font, ink) + 6
        top = max(top, _FACE) + 16
        if persona.quote.strip():
            words = spoken.tr("“{quote}”").format(quote=persona.quote.strip(_MARKS))
            lines = measure.wrap(words, measure.quote, self._width - 32)
            self._quote = QRectF(0, top, self._width, len(lines) * measure.quote_line + 20)
            self._put(16, top + 10, measure.quote_line, lines, measure.quote, "ink")
            top = self._quote.bottom() + 20
        return top

    def _lay_out_fields(self, top: float) -> float:
        """Each field goes to the column that is shorter so far; returns the end of the longer one."""
        measure, count = self._measure, self._columns
        width = (self._width - (count - 1) * _GAP) / count
        ends = [top] * count
        for field in _FIELDS:
            texts = self._texts(field)
            if not texts:
                continue
            column = ends.index(min(ends))
            left, place = column * (width + _GAP), ends[column]
            title = measure.wrap(self._spoken.label(f"per_{field}"), measure.label, width)
            place = self._put(left, place, measure.line, title, measure.label, "primary") + 2
            for text in texts:
                lines = measure.wrap(text, measure.small, width)
                place = self._put(left, place, measure.line, lines, measure.small, "ink") + 2
            ends[column] = place + 14
        return max(ends)

    def _texts(self, field: str) -> list[str]:
        value: str | list[str] | None = getattr(self._persona, field)
        if isinstance(value, list):
            return [self._naming.label(each) for each in value if each.strip()]
        return [self._naming.label(value)] if value and value.strip() else []

    def _value_words(self, segment: Segment, currency: str) -> str:
        spoken, known = self._spoken, (past_value(segment), future_value(segment))
        names = (spoken.tr("Value now, a year"), spoken.tr("Potential, a year"))
        said = [
            spoken.tr("{name}: {value}").format(name=name, value=spoken.compact_money(value, currency))
            for name, value in zip(names, known, strict=True)
            if value is not None
        ]
        return "  ·  ".join(said)

    def _put(self, left: float, top: float, line: float, lines: Lines, font: QFont, ink: str) -> float:
        self._blocks.append(_Block(left, top, line, lines, font, ink))
        return top + len(lines) * line

    def _paint(self, painter: QPainter, _visible: QRectF) -> None:
        face = QRectF(0, 0, _FACE, _FACE)
        image = image_of(self._persona.picture)
        if image is not None:
            marks.round_picture(painter, face, image)
        else:
            marks.avatar(painter, face, initials_of(self._persona.name))
        if not self._quote.isNull():
            box(painter, self._quote, "sunken", radius=theme().radius("card"))
        for each in self._blocks:
            block(painter, each.left, each.top, each.line, each.lines, each.font, each.ink)
