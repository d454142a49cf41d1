"""Reads a drawing back: where each text stands, and what is painted over it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF, QTransform

_TOKEN = re.compile(r'<g (?P<group>[^>]*)>|<text (?P<text>[^>]*)>(?P<words>[^<]*)</text>|<(?P<shape>path|rect|circle|'
                    r'ellipse|polygon) (?P<given>[^>]*)/>', re.DOTALL)  # fmt: skip
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")
_ASCENT, _DESCENT = 0.76, 0.2
"""Of capitals and of descenders, as shares of the height of the letters: what a reader sees of a line."""


@dataclass(frozen=True)
class DrawnText:
    """A piece of text: the part of the picture that its letters cover, and the shapes painted over it later."""

    words: str
    area: QRectF
    size: float
    order: int


@dataclass(frozen=True)
class DrawnShape:
    """A filled shape, as a polygon."""

    outline: QPolygonF
    order: int


def read(drawing: bytes) -> tuple[list[DrawnText], list[DrawnShape]]:
    """The texts and the filled shapes of an SVG drawing, in the order of painting."""
    texts: list[DrawnText] = []
    shapes: list[DrawnShape] = []
    transform, fill = QTransform(), "none"
    painted = drawing.decode("utf-8").partition("</defs>")[2]
    for order, token in enumerate(_TOKEN.finditer(painted)):
        if token["group"] is not None:
            given = dict(_ATTRIBUTE.findall(token["group"]))
            if "transform" not in given:
                continue  # letters drawn
            if given["transform"]:
                transform = QTransform(*(float(each) for each in _NUMBER.findall(given["transform"])))
            fill = given.get("fill", "none") if float(given.get("fill-opacity", "1")) > 0.5 else "none"
        elif token["text"] is not None:
            given = dict(_ATTRIBUTE.findall(token["text"]))
            size, x, y = float(given["font-size"]), float(given["x"]), float(given["y"])
            area = QRectF(x, y - _ASCENT * size, float(given.get("textLength", "0")), (_ASCENT + _DESCENT) * size)
            texts.append(DrawnText(unescape(token["words"]), transform.mapRect(area), size, order))
        elif fill != "none":
            outline = _outline(token["shape"], dict(_ATTRIBUTE.findall(token["given"])))
            shapes.append(DrawnShape(QPolygonF([transform.map(point) for point in outline]), order))
    return [each for each in texts if each.words.strip()], shapes


def _outline(shape: str, given: dict[str, str]) -> list[QPointF]:
    if shape == "rect":
        area = QRectF(*(float(given[name]) for name in ("x", "y", "width", "height")))
        return [area.topLeft(), area.topRight(), area.bottomRight(), area.bottomLeft()]
    if shape in ("circle", "ellipse"):
        x, y = float(given["cx"]), float(given["cy"])
        across, down = (float(given.get(name) or given["r"]) for name in ("rx", "ry"))
        return [QPointF(x - across, y), QPointF(x, y - down), QPointF(x + across, y), QPointF(x, y + down)]
    numbers = [float(each) for each in _NUMBER.findall(given.get("d") or given.get("points", ""))]
    return [QPointF(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]


def overlapping(texts: list[DrawnText], least: float = 1.0) -> list[tuple[str, str]]:
    """Pairs of texts of which more than a hair lies on top of each other."""
    ordered = sorted(texts, key=lambda each: each.area.left())
    found = []
    for index, first in enumerate(ordered):
        for second in ordered[index + 1 :]:
            if second.area.left() >= first.area.right() - least:
                break
            shared = first.area & second.area
            if shared.width() > least and shared.height() > least:
                found.append((first.words, second.words))
    return found


def covered(texts: list[DrawnText], shapes: list[DrawnShape], least: float = 1.0) -> list[str]:
    """Texts over which something is painted later."""
    found = []
    for text in texts:
        area = QPolygonF(text.area.adjusted(least, least, -least, -least))
        if any(shape.order > text.order and not shape.outline.intersected(area).isEmpty() for shape in shapes):
            found.append(text.words)
    return found
