"""Pieces of journeys that the method often draws again, ready to be started from or put into a journey."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "journey_templates.json"
ENDS = ("entry", "success", "drop_off")
"""The keys of the points that are no touchpoints."""


@dataclass(frozen=True, slots=True)
class TemplatePoint:
    """A touchpoint: its type and its stage are ids of the catalogue, `contents` what it offers by language."""

    key: str
    type: str
    stage: str
    contents: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TemplatePassage:
    """A passage between two keys; `trigger` is the follow-up that starts it."""

    source: str
    target: str
    trigger: str | None = None


@dataclass(frozen=True, slots=True)
class JourneyTemplate:
    """A piece of journey. `ends` names the points of `ENDS`; `triggers` are pairs of a touchpoint and a follow-up.

    Words are given by language. It says nothing of probabilities: those are the team's.
    """

    id: str
    names: Mapping[str, str]
    helps: Mapping[str, str]
    ends: Mapping[str, Mapping[str, str]]
    points: tuple[TemplatePoint, ...]
    passages: tuple[TemplatePassage, ...]
    triggers: tuple[tuple[str, str], ...]

    @property
    def stages(self) -> tuple[str, ...]:
        """The stages where it has touchpoints, in order."""
        return tuple(dict.fromkeys(point.stage for point in self.points))


@cache
def journey_templates() -> Mapping[str, JourneyTemplate]:
    """All templates by their ids, in the order in which they are offered."""
    rows: list[dict[str, Any]] = json.loads(_FILE.read_text(encoding="utf-8"))["templates"]  # Any: see the file
    return {row["id"]: _template(row) for row in rows}


def _template(row: dict[str, Any]) -> JourneyTemplate:  # Any: as in the file
    return JourneyTemplate(
        row["id"],
        {language: row[language] for language in ("fr", "en")},
        {language: row[f"help_{language}"] for language in ("fr", "en")},
        {end: row[end] for end in ENDS},
        tuple(
            TemplatePoint(each["key"], each["type"], each["stage"],
                          {language: each[f"content_{language}"] for language in ("fr", "en")})
            for each in row["touchpoints"]
        ),
        tuple(TemplatePassage(*each) for each in row["passages"]),
        tuple((key, trigger) for key, trigger in row["triggers"]),
    )  # fmt: skip
