"""The colours and fonts of a drawing: light or dark, at 100 %, whatever the window shows."""

from __future__ import annotations

import functools
from typing import Any

from PySide6.QtGui import QColor, QFont

from resources import tokens
from ui.theme import fonts
from ui.theme.theme import parse_color, theme


class Look:
    """One palette. Colours and fonts are shared: not to be modified."""

    def __init__(self, name: str) -> None:
        fonts.load()
        fonts.load_rare("Bold")
        self.name = name
        self.is_dark = name == "dark"
        self._colors: dict[str, QColor] = {}
        self._fonts: dict[tuple[str, int | None, bool], QFont] = {}

    def color(self, role: str) -> QColor:
        """The colour of a token."""
        found = self._colors.get(role)
        if found is None:
            found = self._colors[role] = parse_color(tokens.colors(self.name)[role])
        return found

    def palette(self, name: str, key: int | str) -> QColor:
        """A colour of a semantic set; ordered sets begin again after their last one."""
        cache_key = f"{name}/{key}"
        found = self._colors.get(cache_key)
        if found is None:
            members = tokens.palette(self.name)[name]
            written = members[int(key) % len(members)] if isinstance(members, list) else members[str(key)]
            found = self._colors[cache_key] = parse_color(written)
        return found

    def font(self, role: str, *, weight: int | None = None, tabular: bool = False) -> QFont:
        """The font of a type role."""
        key = (role, weight, tabular)
        found = self._fonts.get(key)
        if found is None:
            spec: Any = tokens.tokens()["type"][role]  # a token is a number, a text or a list
            found = QFont()
            found.setFamilies(tokens.tokens()["font"][spec["family"]])
            found.setPixelSize(spec["size"])
            found.setWeight(QFont.Weight(weight or spec["weight"]))
            if tabular:
                found.setFeature(QFont.Tag("tnum"), 1)
            self._fonts[key] = found
        return found


@functools.cache
def look(name: str) -> Look:
    """The "light" or the "dark" look."""
    return Look(name)


def current_look() -> Look:
    """The look of the window now."""
    return look("dark" if theme().is_dark else "light")
