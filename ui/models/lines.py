"""Lines that people type or paste, each of which becomes a thing of its own."""

from __future__ import annotations

import re

_BULLETS = re.compile(r"(?:[•‣◦▪]\s*|[-–—*](?:\s+|$))*")
"""What lists copied from elsewhere put before their lines. A dash or a star without a space is part of the text."""


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something, without the bullets that people type by habit."""
    return [line for each in text.splitlines() if (line := _BULLETS.sub("", each.strip(), count=1).strip())]
