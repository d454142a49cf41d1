"""What a view hands to a picture: its size, how it paints itself, and the signs that need words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

Draw = Callable[[QPainter, QRectF], None]


@dataclass(frozen=True, slots=True)
class Sign:
    """One entry of a legend: what is drawn in a square of 18 pixels, and what it says."""

    draw: Draw
    words: str


@dataclass(frozen=True, slots=True)
class Body:
    """A view laid out once; lengths are pixels at 100 %.

    `paint` begins at the painter's origin, and may leave out what does not meet the rectangle that it is given.
    """

    width: float
    height: float
    paint: Callable[[QPainter, QRectF], None]
    signs: tuple[Sign, ...] = ()
    caption: str = ""
    """What the line under the title adds: figures of the whole."""
