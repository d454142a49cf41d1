"""Text as a search compares it: without capitals, accents and typographic signs, letter for letter."""

from __future__ import annotations

import unicodedata
from functools import cache

_ALIKE = {"\u2019": "'", "\u2018": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "}
"""Signs that nobody tells apart while typing."""
_LATIN = (range(0xC0, 0x250), range(0x1E00, 0x1F00))
_LIGATURES = (("oe", "œ"), ("ae", "æ"))


@cache
def _bare() -> dict[int, str]:
    """What each accented letter is without its accents; one letter for one, so that places in the text still count."""
    table = {ord(sign): plain_sign for sign, plain_sign in _ALIKE.items()}
    for code in (each for block in _LATIN for each in block):
        letter = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(letter) == 1:
            table[code] = letter
    return table


def plain(text: str) -> str:
    """The text without capitals and accents. It is as long as the text itself."""
    bare = text.translate(_bare())
    lower = bare.lower()
    if len(lower) == len(bare):
        return lower
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in bare)


def spellings(word: str) -> tuple[str, ...]:
    """A plain word as it may stand in a plain text: "oeuvre" is also written with the ligature."""
    others = (word.replace(typed, joined) for typed, joined in _LIGATURES if typed in word)
    return (word, *others)
