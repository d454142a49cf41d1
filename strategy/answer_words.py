"""The words of an answer to a question of the diagnostic or about resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.catalogue import catalogue
from resources.i18n import N_

if TYPE_CHECKING:
    from resources.i18n import Words

_WORDS = {
    "unknown": N_("Do not know"),
    "not_applicable": N_("Not applicable"),
    "yes": N_("Yes"),
    "no": N_("No"),
}
"""Answers that are on no scale of their question: the last two are those of a tick."""


def answer_words(question: str, value: str | None, words: Words) -> str:
    """An answer as the reader sees it on the scale of its question; "" without an answer."""
    entry = catalogue().get(question)
    scale = catalogue().get(entry.get("scale")) if entry is not None else None
    for option in scale.parts("options") if scale is not None else ():
        if str(option.get("value")) == value:
            return option.label(words.language)
    return words.tr(_WORDS[value]) if value in _WORDS else value or ""
