"""What this computer remembers of each plan it opened: its id, and whether it was closed cleanly.

Kept in the application-data folder, where nobody who sends a plan can write. It answers one question that the plan's
own folder cannot: was the unfinished journal beside a plan left by us? SQLite obeys a journal, and a journal made for
the purpose deletes any file of the user.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from storage.files import identity, replacing
from storage.folders import marks_folder


def mark_open(plan: Path, plan_id: str) -> None:
    """Notes that this program is about to write in the plan."""
    _write(plan, {"plan_id": plan_id, "open": identity(plan)})


def mark_closed(plan: Path, plan_id: str) -> None:
    """Notes that the plan was closed cleanly."""
    _write(plan, {"plan_id": plan_id, "open": None})


def is_marked_open(plan: Path) -> bool:
    """Whether this computer has the plan open, or had when its program died: the same file at the same place."""
    return _read(plan).get("open") == list(identity(plan) or ())


def known_id(plan: Path) -> str | None:
    """The id of the plan that was last opened here; None if none was."""
    plan_id = _read(plan).get("plan_id")
    return plan_id if isinstance(plan_id, str) else None


def forget(plan: Path, plan_id: str) -> None:
    """Removes what is remembered of a plan, and of other files of the same plan."""
    if known_id(plan) in (plan_id, None):  # else another plan was opened in its place
        _mark_of(plan).unlink(missing_ok=True)
    for mark in marks_folder().glob("*.json"):
        if _read_mark(mark).get("plan_id") == plan_id:
            mark.unlink(missing_ok=True)


def _write(plan: Path, mark: dict[str, Any]) -> None:  # any: a JSON object
    # Without a mark, a plan left by a crash is only offered as a copy: a full disk must not prevent opening it.
    with contextlib.suppress(OSError), replacing(_mark_of(plan)) as part:
        part.write_text(json.dumps(mark), encoding="ascii")


def _read(plan: Path) -> dict[str, Any]:
    try:
        mark = _mark_of(plan)
    except OSError:  # no folder for them: nothing is remembered
        return {}
    return _read_mark(mark)


def _read_mark(path: Path) -> dict[str, Any]:
    try:
        mark = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return mark if isinstance(mark, dict) else {}


def _mark_of(plan: Path) -> Path:
    # The name of a client's plan stays out of the folder.
    return marks_folder() / f"{hashlib.sha256(os.fsencode(plan)).hexdigest()[:32]}.json"
