"""What users typed, cleaned of what no reader sees, before it enters a slide."""

from __future__ import annotations

import re

# What XML cannot carry or no font draws. A vertical tab or a form feed separated two words, a bell never did.
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\x1c-\x1f]")
_NEVER_SEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
# Left open, they turn round what stands after them on the slide: figures, names, our own words.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
"""All of these: most texts have none."""


def clean(text: str) -> str:
    """A text that any program shows as it was typed; lines stay lines."""
    if _ODD.search(text) is None:
        return text
    text = _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))
    return _TURNING.sub("", _NEVER_SEEN.sub("", text))


def one_line(text: str) -> str:
    """The same on one line."""
    return " ".join(clean(text).split("\n")).strip()
