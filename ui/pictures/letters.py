"""The texts of an SVG drawing: drawn as outlines, and written over them unseen.

A drawing is opened on machines that lack our typefaces, by programs of which few heed the width that a text claims: a
wider typeface would run over what stands beside. So the letters are drawn, each shape once for all its places; the
text itself is there for whoever searches, copies or listens.
"""

from __future__ import annotations

import re
from html import unescape

from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath, QRawFont, QTextLayout

_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')
_MOVE, _CURVE = QPainterPath.ElementType.MoveToElement, QPainterPath.ElementType.CurveToElement

Face = tuple[str, str, float]
"""Family, style and height in pixels of letters."""
_known: dict[tuple[Face, int], str] = {}
"""The shapes of letters by their numbers, in the words of SVG: those of one drawing are those of the next."""


class Letters:
    """Collects the shapes of the letters of one drawing."""

    def __init__(self) -> None:
        self._names: dict[tuple[Face, int], str] = {}
        self._paths: dict[str, str] = {}

    def drawn(self, text: re.Match[str]) -> str:
        """What takes the place of a text element: its letters as shapes, then itself unseen, as wide as they are."""
        given = dict(_ATTRIBUTE.findall(text[1]))
        families = [each.strip(" '") for each in given["font-family"].split(",")]
        font, words = _font(given, families), unescape(text[2])
        last = "serif" if families[0].startswith("Source") else "sans-serif"
        given["font-family"] = ", ".join([*(f"'{each}'" for each in families), last])
        width = QFontMetricsF(font).horizontalAdvance(words)
        if width > 0:
            given |= {"textLength": f"{width:.2f}", "lengthAdjust": "spacingAndGlyphs"}
        shapes = self._placed(words, font, float(given["x"]), float(given["y"]))
        outlines = ""
        if shapes:  # else a typeface of pictures, such as emoji: only the program that shows the drawing has it
            ink, opacity = given.get("fill", "#000000"), given.get("fill-opacity", "1")
            outlines = f'<g fill="{ink}" fill-opacity="{opacity}" stroke="none">{shapes}</g>'
            given["fill-opacity"] = "0"
        attributes = " ".join(f'{name}="{value}"' for name, value in given.items())
        return f"{outlines}<text {attributes}>{text[2]}</text>"

    def shapes(self) -> str:
        """The shapes that the places refer to."""
        return "".join(f'\n<path id="{name}" fill-rule="nonzero" d="{path}"/>' for name, path in self._paths.items())

    def _placed(self, words: str, font: QFont, x: float, y: float) -> str:
        """References to the shapes of a line of text whose baseline begins at x and y; "" if one has no shape."""
        layout = QTextLayout(words, font)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e6)
        layout.endLayout()
        found = []
        for run in layout.glyphRuns():
            raw = run.rawFont()
            face = raw.familyName(), raw.styleName(), raw.pixelSize()
            for index, place in zip(run.glyphIndexes(), run.positions(), strict=True):
                name = self._names.get((face, index))
                if name is None:
                    name = self._named(raw, face, index)
                if name:
                    at = f'x="{x + place.x():.2f}" y="{y + place.y() - line.ascent():.2f}"'
                    found.append(f'<use xlink:href="#{name}" {at}/>')
                elif raw.boundingRect(index).width() > 0:
                    return ""
        return "".join(found)

    def _named(self, raw: QRawFont, face: Face, index: int) -> str:
        """The name of a shape that the drawing has not had yet; "" for a space."""
        path = _known.get((face, index))
        if path is None:
            path = _known[face, index] = _written(raw.pathForGlyph(index))
        name = self._names[face, index] = f"l{len(self._paths)}" if path else ""
        if path:
            self._paths[name] = path
        return name


def _font(given: dict[str, str], families: list[str]) -> QFont:
    """The font that a text element names."""
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(max(1, round(float(given["font-size"]))))
    font.setWeight(QFont.Weight(int(given["font-weight"])))
    font.setItalic(given.get("font-style") == "italic")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _written(path: QPainterPath) -> str:
    """A path in the words of SVG."""
    parts, place = [], 0
    while place < path.elementCount():
        each = path.elementAt(place)
        if each.type is _CURVE:
            points = [path.elementAt(place + step) for step in range(3)]
            parts.append("C" + " ".join(f"{point.x:.2f} {point.y:.2f}" for point in points))
            place += 3
            continue
        parts.append(f"{'M' if each.type is _MOVE else 'L'}{each.x:.2f} {each.y:.2f}")
        place += 1
    return "".join(parts)
