"""The method's built-in catalogue in French and English: channels, stages, questions, warnings, KPIs and the rest.

The lists live in `catalogue/catalogue.json`; ids are unique over the whole file and stable, so a plan stores an id and
the reader's language chooses the words. Entries that users add live in the plan, beside these.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parent / "catalogue" / "catalogue.json"
_OTHER_LANGUAGE = {"fr": "en", "en": "fr"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of one list. `values` holds its raw columns: plain ones ("channel"), bilingual ones ("help_fr")."""

    id: str
    list_name: str
    values: Mapping[str, Any]  # Any: a column holds whatever JSON holds; the readers below give it a type.

    def label(self, language: str) -> str:
        """The name shown on screen; the id for the few entries that have no name (answer scales, formulas)."""
        values = self.values
        return values.get(language) or values.get(_OTHER_LANGUAGE[language]) or self.id

    def help(self, language: str) -> str:
        """The longer explanation, or ""."""
        return self.text("help", language)

    def text(self, name: str, language: str) -> str:
        """The bilingual column `name`, as in `text("pros", "fr")`, or ""."""
        return self.values.get(f"{name}_{language}") or ""

    def texts(self, name: str, language: str) -> tuple[str, ...]:
        """A bilingual column that holds a list, such as "values" of a segmentation criterion."""
        return tuple(self.values.get(f"{name}_{language}") or ())

    def get(self, key: str, default: Any = None) -> Any:  # Any: see `values`
        """The raw column `key`, or `default`."""
        return self.values.get(key, default)

    def ids(self, key: str) -> tuple[str, ...]:
        """A column that lists ids of other entries, such as "kpis" of an objective or "stages" of a stage set."""
        return tuple(self.values.get(key) or ())

    def parts(self, key: str) -> tuple[Entry, ...]:
        """Nested lines as entries of their own: "options" of an answer scale, "inputs" of a KPI.

        Their ids join the parent's id and the line's value or key: "scale_skill.expert", "kpi_nps.promoters".
        """
        rows: list[dict[str, Any]] = self.values.get(key) or []
        return tuple(
            Entry(f"{self.id}.{row.get('value', row.get('key'))}", f"{self.list_name}.{key}", row) for row in rows
        )


class Catalogue:
    """All lists, and every entry by its id."""

    def __init__(self, lists: Mapping[str, list[dict[str, Any]]]) -> None:
        self._lists = {name: tuple(Entry(row["id"], name, row) for row in rows) for name, rows in lists.items()}
        self._by_id = {entry.id: entry for entry in self}

    def __iter__(self) -> Iterator[Entry]:
        for entries in self._lists.values():
            yield from entries

    @property
    def list_names(self) -> tuple[str, ...]:
        return tuple(self._lists)

    def entries(self, list_name: str) -> tuple[Entry, ...]:
        """One list in its method order. KeyError for a name that does not exist: that is a bug of ours."""
        return self._lists[list_name]

    def ids(self, list_name: str) -> tuple[str, ...]:
        return tuple(entry.id for entry in self._lists[list_name])

    def get(self, entry_id: str | None) -> Entry | None:
        """The entry, or None when the id is unknown (a user's own entry) or None."""
        return None if entry_id is None else self._by_id.get(entry_id)

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._by_id

    def __getitem__(self, entry_id: str) -> Entry:
        """The entry of an id that the code itself names."""
        return self._by_id[entry_id]

    def label(self, entry_id: str | None, language: str) -> str:
        """The name shown for an id; the id itself when unknown, "" for None or ""."""
        entry = self.get(entry_id)
        return entry.label(language) if entry else entry_id or ""


@cache
def catalogue() -> Catalogue:
    """The catalogue, read once per process (about 5 ms)."""
    document = json.loads(_FILE.read_text(encoding="utf-8"))
    return Catalogue(document["lists"])
