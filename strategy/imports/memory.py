"""Remembers what the columns of a file meant, for the next file with the same columns. Names only, never a value."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from storage.folders import application_folder
from strategy.imports.mapping import FileKind, Mapping, Meaning
from strategy.imports.table import Table

_MOST = 100
"""Files remembered; the oldest is forgotten."""


def remember(table: Table, mapping: Mapping) -> None:
    """Keep the mapping for files with the same columns."""
    known = _known()
    known.pop(table.signature, None)
    known[table.signature] = {
        "kind": mapping.kind.value,
        "meanings": {meaning.value: column for meaning, column in mapping.meanings.items()},
        "attributes": list(mapping.attributes),
    }
    kept = dict(list(known.items())[-_MOST:])
    path = _path()
    beside = path.with_suffix(".new")
    with beside.open("w", encoding="utf-8") as file:
        json.dump(kept, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def recall(table: Table) -> Mapping | None:
    """The mapping that was remembered for these columns."""
    found: Any = _known().get(table.signature)  # Any: see `_known`
    try:
        mapping = Mapping(
            FileKind(found["kind"]),
            {Meaning(meaning): str(column) for meaning, column in found["meanings"].items()},
            tuple(map(str, found["attributes"])),
        )
    except (TypeError, KeyError, ValueError, AttributeError):  # nothing, or written by another version
        return None
    return mapping if set(mapping.columns) <= set(table.columns) else None


def _known() -> dict[str, Any]:  # Any: a file that may hold anything
    try:
        found = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _path() -> Path:
    return application_folder() / "imports.json"
