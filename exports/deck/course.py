"""The line with the five ports of the method: at the foot of each slide, and large on the cover."""

from __future__ import annotations

from collections.abc import Sequence

from exports.deck.drawn import Drawing
from exports.deck.measure import Face, width
from exports.deck.theme import COURSE_AT, HEIGHT, MARGIN, WIDTH, Box, tone

_PORT = 18.0
_COVER_PORT = 26.0
_COVER_AT = 430.0
_NAME_SIZE = 11.0


def draw_course(drawing: Drawing, step: int, names: Sequence[str]) -> None:
    """Solid up to the port of this step, dashed ahead; 0 has none behind it, and all ports are ahead."""
    first, last = MARGIN + _PORT / 2, WIDTH - MARGIN - _PORT / 2
    places = [first + (last - first) * place / (len(names) - 1) for place in range(len(names))]
    reached = places[step - 1] if step else first
    if reached > first:
        drawing.rule("Course behind", first, reached, COURSE_AT, tone("primary"))
    if reached < last:
        drawing.rule("Course ahead", reached, last, COURSE_AT, tone("control"), is_dashed=True)
    for number, place in enumerate(places, 1):
        _draw_port(drawing, Box(place - _PORT / 2, COURSE_AT - _PORT / 2, _PORT, _PORT), number, number <= step)
    if step:
        _name_port(drawing, places[step - 1], names[step - 1], is_last=step == len(names))


def draw_cover_course(drawing: Drawing, left: float, names: Sequence[str]) -> None:
    """All five ports with their names under them."""
    first, last = left + _COVER_PORT / 2, WIDTH - MARGIN - 60.0
    drawing.rule("Course", first, last, _COVER_AT, tone("primary"))
    for number, name in enumerate(names, 1):
        place = first + (last - first) * (number - 1) / (len(names) - 1)
        port = Box(place - _COVER_PORT / 2, _COVER_AT - _COVER_PORT / 2, _COVER_PORT, _COVER_PORT)
        drawing.shape(f"Port {number}", "ellipse", port, tone("primary"), tone("shell"), points=3, text=str(number),
                      size=13, color=tone("onPrimary"))  # fmt: skip
        words = Box(place - 80.0, _COVER_AT + 18.0, 160.0, 18.0)
        drawing.shape(f"Name of port {number}", "rect", words, None, text=name, size=12, color=tone("ink2"),
                      is_strong=False)  # fmt: skip


def draw_cover_ground(drawing: Drawing) -> None:
    """The shell of the program, an edge in its colour, and the logo: a way between two ports."""
    drawing.shape("Ground", "rect", Box(0, 0, WIDTH, HEIGHT), tone("shell"))
    drawing.shape("Edge", "rect", Box(0, 0, 14, HEIGHT), tone("primary"))


def _draw_port(drawing: Drawing, box: Box, number: int, is_reached: bool) -> None:
    fill, outline = (tone("primary"), tone("primary")) if is_reached else (tone("sheet"), tone("control"))
    drawing.shape(f"Port {number}", "ellipse", box, fill, outline, is_dashed=not is_reached, text=str(number),
                  color=tone("onPrimary" if is_reached else "ink2"))  # fmt: skip


def _name_port(drawing: Drawing, place: float, name: str, *, is_last: bool) -> None:
    """On a patch of the ground, so that the line does not cross the words."""
    long = width(name, _NAME_SIZE, Face.STRONG) + 10.0
    left = place - _PORT / 2 - 4.0 - long if is_last else place + _PORT / 2 + 4.0
    drawing.shape("Step", "rect", Box(left, COURSE_AT - 8.0, long, 16.0), tone("sheet"), text=name, size=_NAME_SIZE,
                  color=tone("primary"))  # fmt: skip
