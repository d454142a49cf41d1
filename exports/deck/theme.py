"""How a deck looks: the measures of a slide in points, and the colours of the design as `RRGGBB`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from resources.tokens import colors, palette

WIDTH, HEIGHT = 960.0, 540.0
"""13.33 by 7.5 inches."""
MARGIN = 43.2
TITLE_FONT, BODY_FONT = "Georgia", "Calibri"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, in points from the top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.left + self.width

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def columns(self, *shares: float, gap: float = 20.0) -> list[Box]:
        """Boxes side by side, their widths in these proportions."""
        room, left, found = self.width - gap * (len(shares) - 1), self.left, []
        for share in shares:
            found.append(Box(left, self.top, room * share / sum(shares), self.height))
            left = found[-1].right + gap
        return found

    def rows(self, *shares: float, gap: float = 20.0) -> list[Box]:
        """Boxes one under the other, their heights in these proportions."""
        room, top, found = self.height - gap * (len(shares) - 1), self.top, []
        for share in shares:
            found.append(Box(self.left, top, self.width, room * share / sum(shares)))
            top = found[-1].bottom + gap
        return found

    def below(self, height: float) -> Box:
        """What is left under the first `height` points."""
        return Box(self.left, self.top + height, self.width, self.height - height)

    def first(self, height: float) -> Box:
        """The first `height` points."""
        return Box(self.left, self.top, self.width, height)


TITLE = Box(MARGIN, 24.0, WIDTH - 2 * MARGIN, 46.0)
LEAD = Box(MARGIN, 70.0, WIDTH - 2 * MARGIN, 22.0)
CONTENT = Box(MARGIN, 106.0, WIDTH - 2 * MARGIN, 372.0)
COURSE_AT = 497.0
"""Where the line with the five ports runs."""
FOOT = Box(MARGIN, 510.0, WIDTH - 2 * MARGIN, 18.0)


def tone(name: str) -> str:
    """A colour of the design by its token, in the light theme: slides are printed and shown on white."""
    return colors("light")[name].removeprefix("#")


@cache
def tones(group: str) -> Any:  # Any: as the palettes of the tokens are, a list or a mapping
    """A palette of the design: "stage", "severity", "swot", "series"…"""
    return _bare(palette("light")[group])


def _bare(found: Any) -> Any:  # Any: as above
    if isinstance(found, str):
        return found.removeprefix("#")
    if isinstance(found, dict):
        return {key: _bare(each) for key, each in found.items()}
    return [_bare(each) for each in found]
