"""The plans opened lately, with what the welcome screen shows of them without opening them."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from storage.folders import application_folder

if TYPE_CHECKING:
    from datetime import datetime

KEPT = 20
STEP_STATES = ("empty", "in_progress", "complete")
_FILE = "recent.json"
_LONGEST_TEXT = 500


class RecentPlan(NamedTuple):
    """One plan as it was when it was last closed."""

    path: str
    name: str
    company: str = ""
    opened: str = ""
    """Local date and time, ISO 8601."""
    steps: tuple[str, ...] = ()
    """States of the five steps: "empty", "in_progress" or "complete"."""
    sketch: tuple[int, ...] = ()
    """Touchpoints of each stage of its first journey, for the drawing; empty without a journey."""
    is_fictitious: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether the file has gone: moved, deleted, or on a disk that is not there."""
        return not os.path.isfile(self.path)

    @property
    def opened_at(self) -> datetime | None:
        """When it was last open, if known."""
        from datetime import datetime

        with contextlib.suppress(ValueError):
            return datetime.fromisoformat(self.opened)
        return None


def recent_plans() -> tuple[RecentPlan, ...]:
    """The plans opened lately, latest first; what cannot be read is left out."""
    try:
        rows = json.loads((application_folder() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    if not isinstance(rows, list):
        return ()
    return tuple(plan for row in rows[:KEPT] if (plan := _read(row)) is not None)


def remember(plan: RecentPlan) -> None:
    """Put a plan first in the list; an earlier entry of the same file goes. A full disk must not stop the work."""
    from datetime import datetime

    now = datetime.now().isoformat(timespec="minutes")
    before = recent_plans()
    after = (plan._replace(opened=now), *(other for other in before if other.path != plan.path))[:KEPT]
    if after == before:  # written a moment ago, when the plan was opened
        return
    with contextlib.suppress(OSError):
        _write(after)


def forget(path: str) -> None:
    """Take a plan out of the list; its file stays."""
    _write(plan for plan in recent_plans() if plan.path != path)


def _write(plans: Iterable[RecentPlan]) -> None:
    from storage.files import replacing

    text = json.dumps([plan._asdict() for plan in list(plans)[:KEPT]], ensure_ascii=False, indent=1)
    # `replacing` keeps it for this user's eyes only: it holds names of clients.
    with replacing(application_folder() / _FILE) as part:
        part.write_text(text, encoding="utf-8")


def _read(row: Any) -> RecentPlan | None:  # any: whatever the file holds
    if not isinstance(row, dict) or not isinstance(row.get("path"), str) or not row["path"]:
        return None
    texts = {key: str(row.get(key) or "")[:_LONGEST_TEXT] for key in ("name", "company", "opened")}
    steps, sketch = row.get("steps"), row.get("sketch")
    return RecentPlan(
        path=row["path"],
        steps=tuple(state for state in steps if state in STEP_STATES) if isinstance(steps, list) else (),
        sketch=tuple(count for count in sketch if isinstance(count, int)) if isinstance(sketch, list) else (),
        is_fictitious=row.get("is_fictitious") is True,
        **texts,
    )
