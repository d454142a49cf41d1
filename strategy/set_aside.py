"""Warnings that a team set aside and that no rule gives any more: they stay in its list until it brings them back."""

from __future__ import annotations

from collections.abc import Collection

from resources.catalogue import catalogue
from strategy.model import DismissedWarning
from strategy.orphans import TRACE_STEP
from strategy.rules.registry import WARNING, Finding
from strategy.search_places import subject_kind
from strategy.snapshot import Snapshot


def no_longer_raised(snapshot: Snapshot, raised: Collection[Finding]) -> tuple[Finding, ...]:
    """Those that are not among `raised`; what was about a thing that is gone is left out."""
    known = {finding.dismissal_id for finding in raised}
    found = (_finding(snapshot, row) for row in snapshot.all(DismissedWarning) if row.id not in known)
    return tuple(finding for finding in found if finding is not None)


def _finding(snapshot: Snapshot, row: DismissedWarning) -> Finding | None:
    kind, entry = subject_kind(snapshot, row), catalogue().get(row.warning)
    if kind is None or entry is None:
        return None
    level, step = entry.get("level", WARNING), entry.get("step") or TRACE_STEP
    return Finding(row.warning, kind, row.subject_id, level, step)
