"""The sheets of the workbook by their names, for those that offer them: what writes them takes long to load."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from resources.i18n import N_

SHEET_TITLES: Mapping[str, str] = {
    "cover": N_("Cover"),
    "baseline": N_("Starting point"),
    "objectives": N_("Objectives"),
    "segments": N_("Segments"),
    "personas": N_("Personas"),
    "touchpoints": N_("Touchpoints"),
    "transitions": N_("Transitions"),
    "frictions": N_("Frictions"),
    "journey_results": N_("Journey results"),
    "capabilities": N_("Capabilities"),
    "swot": N_("SWOT"),
    "needs_tools": N_("Needs and tools"),
    "actions": N_("Action plan"),
    "priorities": N_("Priorities"),
    "gaps": N_("Gaps"),
    "gantt": N_("Gantt"),
    "budget_load": N_("Budget and load"),
    "timeline": N_("Timeline"),
    "follow_up": N_("Follow-up"),
    "trace": N_("Traceability"),
    "warnings": N_("Warnings"),
    "glossary": N_("Glossary"),
}
"""Name and title, to translate, in the order of `exports.sheets.SHEETS`."""

_LONGEST = 31
"""UTF-16 units that Excel takes."""
_FORBIDDEN = re.compile("[][:*?/\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that would turn the writing of what stands beside the name too."""
_RESERVED = ("History", "Historique")
"""Excel keeps these names for itself."""


class SheetNames:
    """Gives each sheet a name that Excel accepts, and that no other has."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_folded(name) for name in (*_RESERVED, *taken)}

    def name(self, wanted: str, otherwise: str) -> str:
        """The name wanted as far as it may be one, `otherwise` if nothing is left of it; with a number if taken."""
        cleaned = " ".join(_FORBIDDEN.sub(" ", _TURNING.sub("", wanted)).split()).strip("' ") or otherwise
        name, number = _beginning(cleaned, _LONGEST), 2
        while _folded(name) in self._taken:
            tail = f" {number}"
            name, number = _beginning(cleaned, _LONGEST - len(tail)) + tail, number + 1
        self._taken.add(_folded(name))
        return name


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _beginning(text: str, units: int) -> str:
    """A text, or as much of it as so many UTF-16 units hold, with a mark that it goes on."""
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * units:
        return text
    return encoded[: 2 * units - 2].decode("utf-16-le", "ignore").rstrip("' ") + "…"
