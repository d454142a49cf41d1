"""Text measured once: how it breaks into lines of a width, in the fonts of the theme as they are now."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from ui.theme.theme import theme

Lines: TypeAlias = tuple[str, ...]

_KEPT = 20_000


class Measure:
    """Fonts and broken texts. Made again when the theme or its scale changes."""

    def __init__(self) -> None:
        look = theme()
        self.px = look.px
        self.small = look.font("small")
        self.strong = look.font("small", weight=600)
        self.medium = look.font("small", weight=500)
        self.label = look.font("label")
        self.caption = look.font("caption")
        self.caption_strong = look.font("caption", weight=600)
        self.stage = look.font("strong")
        self.figure = look.font("heading", tabular=True)
        self.quote = look.font("quote")
        self.line = float(look.line("small"))
        self.caption_line = float(look.line("caption"))
        self.stage_line = float(look.line("strong"))
        self.quote_line = float(look.px(20))
        self._metrics: dict[int, QFontMetricsF] = {}
        self._broken: dict[tuple[str, int, int], Lines] = {}

    def width(self, text: str, font: QFont) -> float:
        """The width of a text on one line."""
        return self._of(font).horizontalAdvance(text)

    def wrap(self, text: str, font: QFont, width: float) -> Lines:
        """The lines that a text takes; words longer than the width are broken, so that nothing is cut off."""
        width = max(24.0, width)
        key = (text, id(font), round(width))
        found = self._broken.get(key)
        if found is None:
            if len(self._broken) > _KEPT:
                self._broken.clear()
            found = self._broken[key] = self._break(text, font, width)
        return found

    def _of(self, font: QFont) -> QFontMetricsF:
        metrics = self._metrics.get(id(font))
        if metrics is None:
            metrics = self._metrics[id(font)] = QFontMetricsF(font)
        return metrics

    def _break(self, text: str, font: QFont, width: float) -> Lines:
        lines: list[str] = []
        for paragraph in text.split("\n"):
            if self.width(paragraph, font) <= width:
                lines.append(paragraph)
                continue
            lines += _broken(paragraph, font, width)
        return tuple(lines)


def _broken(text: str, font: QFont, width: float) -> list[str]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Offsets of Qt count UTF-16 units, those of Python characters: beyond the first plane they differ.
    units = text.encode("utf-16-le")
    lines = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        start = line.textStart() * 2
        lines.append(units[start : start + line.textLength() * 2].decode("utf-16-le", "replace").strip())
        line = layout.createLine()
    layout.endLayout()
    return lines


def cut_off(lines: Lines, most: int) -> Lines:
    """So many lines at most, the last of which tells that there is more."""
    return lines if len(lines) <= most else (*lines[: most - 1], lines[most - 1].rstrip(" ,;.") + "…")
