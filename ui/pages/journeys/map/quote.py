"""The quote at the low of the emotion curve: how it breaks into lines, and where its box stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from resources.i18n import tr
from ui.pages.journeys.map.curve import along, quote_rect
from ui.pages.journeys.map.layout import Dot, MapLayout
from ui.pages.journeys.map.measure import Lines, cut_off

_WIDTH, _WIDE, _LINES = 214, 360, 4
_PAD, _FACE = 10, 15


@dataclass(frozen=True, slots=True)
class Quote:
    """What a customer said: `at` is where the thin line from its box ends, `hides` whether the box covers something."""

    lines: Lines
    place: QRectF
    at: QPointF
    hides: bool = False


def quote_beside(
    layout: MapLayout, area: QRectF, lowest: Dot, felt: Sequence[Dot], labels: Sequence[QRectF], *, is_whole: bool,
    other: Sequence[Dot] = (),
) -> Quote:  # fmt: skip
    """The quote beside its point. A picture has it whole; on screen it ends where the lane does, or with fewer lines
    where more would lie under other points. `other` are the points of the twin, whose curve it leaves free too."""
    curves = [*along([dot.centre for dot in felt]), *along([dot.centre for dot in other])]
    measure, px = layout.measure, layout.measure.px
    lines = _broken(layout, lowest, _WIDTH)
    if is_whole:
        return _placed(layout, area, lines, lowest, felt, labels, curves)
    most = max(1, min(len(lines), _LINES, int((area.height() - px(24)) // measure.quote_line)))
    found = [_placed(layout, area, cut_off(lines, count), lowest, felt, labels, curves) for count in range(most, 0, -1)]
    clear = next((each for each in found if not each.hides), None)
    return clear or next((each for each in found if not _has_words_under(each, felt, px(_PAD))), found[-1])


def _has_words_under(quote: Quote, felt: Sequence[Dot], pad: float) -> bool:
    """Whether a face lies on the words, rather than on the rim of the box."""
    words, reach = quote.place.adjusted(pad, pad / 2, -pad, -pad / 2), pad * 1.2
    return any(words.adjusted(-reach, -reach, reach, reach).contains(dot.centre) for dot in felt)


def _placed(
    layout: MapLayout, area: QRectF, lines: Lines, lowest: Dot, felt: Sequence[Dot], labels: Sequence[QRectF],
    curves: Sequence[QPointF],
) -> Quote:  # fmt: skip
    width, height = _size(layout, lines)
    others = [*(dot.centre for dot in felt if dot is not lowest), *(label.center() for label in labels)]
    lane = QRectF(0, area.y(), layout.width, area.height())
    place = quote_rect((width, height), lowest.centre, lane, others, curves)
    reach = layout.measure.px(_FACE)
    near = place.adjusted(-reach, -reach, reach, reach)
    hides = height > area.height() - layout.measure.px(8) or any(near.contains(dot.centre) for dot in felt)
    return Quote(lines, place, lowest.centre, hides or any(place.intersects(label) for label in labels))


def quote_below(layout: MapLayout, area: QRectF, lowest: Dot) -> Quote:
    """The quote in the room that a picture gives it under the curve."""
    px = layout.measure.px
    lines = _broken(layout, lowest, _WIDE)
    width, height = _size(layout, lines)
    left = min(max(lowest.centre.x() - width / 2, px(4)), max(px(4), layout.width - width - px(4)))
    place = QRectF(left, area.bottom() - height - px(8), width, height)
    return Quote(lines, place, QPointF(lowest.centre.x(), place.top() - px(6)))


def room_below(layout: MapLayout, lowest: Dot) -> float:
    """How much higher the lane gets to hold the quote under its curve."""
    return _size(layout, _broken(layout, lowest, _WIDE))[1] + layout.measure.px(14)


def _broken(layout: MapLayout, lowest: Dot, width: float) -> Lines:
    measure = layout.measure
    said = lowest.felt.verbatim.strip('«»“”" \u00a0\u202f')
    return measure.wrap(tr("“{words}”").format(words=said), measure.quote, measure.px(width - 2 * _PAD))


def _size(layout: MapLayout, lines: Lines) -> tuple[float, float]:
    measure, px = layout.measure, layout.measure.px
    return max(measure.width(each, measure.quote) for each in lines) + px(2 * _PAD), (
        len(lines) * measure.quote_line + px(_PAD)
    )
