"""A journey drawn with native shapes: a column for each stage, a box for each touchpoint, a native curve below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from exports.deck.canvas import BADGE, severity_tones
from exports.deck.cleaning import clean, one_line
from exports.deck.emotions import draw_emotions
from exports.deck.measure import Face, elided, width, wrapped
from exports.deck.texts import Paragraph, paragraph, total_height
from exports.deck.theme import CONTENT, Box, tone, tones
from journey.model import Friction, Moment
from resources.i18n import N_

if TYPE_CHECKING:
    from exports.deck.edition import DeckEdition
    from exports.deck.page import Page
    from journey.model import Journey, Touchpoint

_GUTTER = 74.0
"""Room for the names of the rows, at the left."""
_HEAD, _CURVE, _GAP = 38.0, 82.0, 8.0
_BETWEEN = 5.0
_INSET = 6.0
_NAME_LINES = 4
_SERIOUS = 4
"""From this severity on the box has its colour."""
_HIGHEST_CURVE = 170.0
_DETAILS = (0, 1, 2)
_MAP = Box(CONTENT.left + _GUTTER, CONTENT.top, CONTENT.width - _GUTTER, CONTENT.height)
_POINTS = Box(_MAP.left, _MAP.top + _HEAD + _GAP, _MAP.width, _MAP.height - _HEAD - _CURVE - 2 * _GAP)


@dataclass(frozen=True, slots=True)
class Column:
    """A stage on a slide; `number` is its place in the journey, 0 for the touchpoints without a stage."""

    number: int
    title: str
    points: tuple[Touchpoint, ...]
    detail: int = 0
    """How little its boxes tell: 0 for all, 1 without the words of frictions, 2 the name alone."""


def parts(edition: DeckEdition, group: Sequence[Column]) -> list[list[Column]]:
    """Stages side by side on as few slides as they can: the boxes tell as much as that allows."""
    ways = {detail: [_fitting(edition, each, len(group), detail) for each in group] for detail in _DETAILS}
    detail = min(_DETAILS, key=lambda each: max(map(len, ways[each])))
    return [
        [Column(each.number, each.title, tuple(points), detail) for each, points in zip(group, level, strict=True)]
        for level in zip_longest(*ways[detail], fillvalue=())
    ]


def _fitting(edition: DeckEdition, column: Column, count: int, detail: int) -> list[tuple[Touchpoint, ...]]:
    """The touchpoints of a stage in pieces that each fit under its title, when `count` stages stand side by side."""
    wide = _MAP.width / count
    found: list[list[Touchpoint]] = [[]]
    left = _POINTS.height
    for point in column.points:
        high = _card(edition, point, wide, detail).height + _BETWEEN
        if found[-1] and high > left + _BETWEEN:
            found.append([])
            left = _POINTS.height
        found[-1].append(point)
        left -= high
    return [tuple(each) for each in found]


def draw_map(page: Page, edition: DeckEdition, journey: Journey, columns: Sequence[Column]) -> None:
    """The whole of a slide; the curve takes the room that the touchpoints leave."""
    wide = _MAP.width / len(columns)
    needed = max(
        sum(_card(edition, point, wide, each.detail).height + _BETWEEN for point in each.points) for each in columns
    )
    curve = min(_HIGHEST_CURVE, max(_CURVE, _MAP.height - _HEAD - 2 * _GAP - needed))
    frame = Box(CONTENT.left, _MAP.bottom - curve, CONTENT.width, curve)
    _draw_gutter(page, edition, frame.top)
    for place, column in enumerate(columns):
        left = _MAP.left + place * wide
        _draw_head(page, column, Box(left, _MAP.top, wide, _HEAD))
        if place:
            page.rule(Box(left, _MAP.top + _HEAD, 0, _MAP.height - _HEAD), tone("line"), 0.75)
        top = _POINTS.top
        for point in column.points:
            card = _card(edition, point, wide, column.detail)
            _draw_point(page, edition, point, Box(left + 4, top, wide - 8, card.height), card)
            top += card.height + _BETWEEN
    page.rule(Box(CONTENT.left, frame.top - _GAP / 2, CONTENT.width, 0), tone("line"), 0.75)
    draw_emotions(page, edition, journey, [column.points for column in columns], frame, _GUTTER)


def _draw_gutter(page: Page, edition: DeckEdition, curve_at: float) -> None:
    rows = (
        (N_("Stages"), _MAP.top, _HEAD),
        (N_("Touchpoints"), _POINTS.top, 32.0),
        (N_("Emotion"), curve_at, 18.0),
    )
    for text, top, high in rows:
        box = Box(CONTENT.left, top, _GUTTER - 6, high)
        said = paragraph(edition.tr(text), 11, tone("ink"), Face.STRONG)
        page.words(box, [said], anchor="ctr", name=edition.tr(text))


def _draw_head(page: Page, column: Column, box: Box) -> None:
    """The number of the stage on its colour, its title on the tint, a rule under both."""
    place = (column.number - 1) % len(tones("stage"))
    ink = tones("stage")[place] if column.number else tone("control")
    group = page.group(column.title or str(column.number))
    group.box(box, ground=tones("stageTint")[place] if column.number else tone("sunken"), name="Ground")
    group.box(Box(box.left, box.bottom - 3, box.width, 3), ground=ink, name="Rule")
    disc = 19.0
    if column.number:
        number = paragraph(str(column.number), 11, tones("onStage")[place], Face.STRONG, align="ctr")
        group.box(Box(box.left + 6, box.top + 10, disc, disc), [number], ground=ink, kind="disc", anchor="ctr",
                  name="Number of the stage")  # fmt: skip
    words = Box(box.left + disc + 11, box.top, box.width - disc - 14, box.height - 3)
    size = 12.0 if len(wrapped(clean(column.title), words.width, 12, Face.STRONG)) < 3 else 11.0
    title = page.short(column.title, words.width, size, 2, Face.STRONG)
    group.box(words, [paragraph(title, size, tone("ink"), Face.STRONG)], anchor="ctr", name="Title of the stage")


def _draw_point(page: Page, edition: DeckEdition, point: Touchpoint, box: Box, card: _Card) -> None:
    severity = _severity(edition, point)
    name = one_line(edition.title(point)) or edition.tr(N_("Touchpoint to name"))
    page.shortened += card.shortened
    words = edition.named(point)
    if severity:
        words = edition.tr(N_("{touchpoint}, friction of severity {severity}")).format(
            touchpoint=words, severity=severity
        )
    group = page.group(name[:60], one_line(words))
    outline = tones("severity")[str(severity)] if severity and severity >= _SERIOUS else tone("lineStrong")
    inset = (_INSET, _INSET + (BADGE if severity else 0.0), 3.0)
    group.box(box, card.said, ground=tone("sheet"), outline=outline, kind="rounded", anchor="ctr", inset=inset,
              name=name[:60])  # fmt: skip
    if severity:
        group.severity(box.right - BADGE - 3, box.top + 3 + BADGE / 2, severity)


@dataclass(frozen=True, slots=True)
class _Card:
    """What the box of a touchpoint says, and the whole of what it says in short."""

    said: list[Paragraph]
    shortened: list[str]
    height: float


def _card(edition: DeckEdition, point: Touchpoint, wide: float, detail: int) -> _Card:
    """The name, the channel, what makes the moment special and the frictions, in a column `wide` points across."""
    frictions = sorted(edition.snapshot.where(Friction, touchpoint_id=point.id), key=lambda each: -(each.severity or 0))
    moments = ", ".join(edition.label(each.moment) for each in edition.snapshot.where(Moment, touchpoint_id=point.id))
    name = edition.title(point) or edition.tr(N_("Touchpoint to name"))
    lines: list[tuple[str, float, str, int]] = [
        (name, 12.0, tone("ink"), _NAME_LINES),
        (edition.label(point.channel) if detail < 2 else "", 11.0, tone("ink3"), 2),
        (moments if detail < 2 else "", 11.0, tone("brass"), 2),
        *(
            (_friction_words(edition, each), 11.0, severity_tones(each.severity or 1)[1], 3)
            for each in frictions
            if not detail
        ),
    ]
    room = wide - 8 - 2 * _INSET - (BADGE if _severity(edition, point) else 0.0)
    said: list[Paragraph] = []
    shortened: list[str] = []
    for text, size, ink, most in lines:
        whole = one_line(text)
        shown = elided(whole, room, size, most)
        if shown != whole:
            shortened.append(whole)
        if shown:
            said.append(paragraph(shown, size, ink))
    said = _on_few_lines(said, room)
    return _Card(said, shortened, total_height(said, room) + 6.0)


def _on_few_lines(said: list[Paragraph], room: float) -> list[Paragraph]:
    """The lines with those that are short enough beside the first one: a wide column then tells more."""
    first, *rest = said
    while rest:
        beside = rest[0].runs[0]
        joined = Paragraph((*first.runs, replace(beside, text=f"  ·  {beside.text}")))
        if width(joined.text, first.size) > room:
            break
        first, rest = joined, rest[1:]
    return [first, *rest]


def _friction_words(edition: DeckEdition, friction: Friction) -> str:
    title = edition.title(friction)
    return f"{friction.severity}. {title}" if friction.severity and title else title


def _severity(edition: DeckEdition, point: Touchpoint) -> int | None:
    """Of its worst friction."""
    found = (each.severity for each in edition.snapshot.where(Friction, touchpoint_id=point.id))
    return max((each for each in found if each is not None), default=None)
