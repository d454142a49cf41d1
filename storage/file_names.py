"""Names for files and folders that every system takes, out of the words of a plan."""

from __future__ import annotations

import unicodedata

_FORBIDDEN = frozenset('<>:"/\\|?*')
_DEVICES = frozenset({"con", "prn", "aux", "nul", "clock$", "conin$", "conout$"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"
}
"""Windows opens a device under these names, whatever follows a dot."""
_LONGEST, _MOST_BYTES = 80, 160
"""Characters, and bytes: a file system has room for 255 in all, endings and numbers included."""


def file_stem(name: str, otherwise: str) -> str:
    """The name of a file without its ending, on one line and not too long; `otherwise` if nothing is left of it."""
    composed = unicodedata.normalize("NFC", name)
    allowed = "".join(" " if _is_forbidden(mark) else mark for mark in composed)
    short = " ".join(allowed.split())[:_LONGEST].encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")
    stem = short.strip(" .") or otherwise
    return f"_{stem}" if stem.partition(".")[0].strip().casefold() in _DEVICES else stem


def _is_forbidden(mark: str) -> bool:
    """Whether a character has no place in a name, as invisible ones and halves of pairs have not."""
    return mark in _FORBIDDEN or unicodedata.category(mark).startswith("C")
