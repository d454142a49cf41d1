"""Entries of the method's lists, whether the catalogue ships them or the plan adds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from resources.catalogue import catalogue
from strategy.model import OwnEntry
from strategy.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class KpiTraits:
    """How a KPI is read. `direction`: "up", "down" or "context"; a range without limit has None."""

    unit: str | None
    direction: str
    minimum: float | None
    maximum: float | None

    def contains(self, value: float) -> bool:
        """Whether a value is possible for the KPI."""
        above = self.minimum is None or value >= self.minimum
        below = self.maximum is None or value <= self.maximum
        return above and below


def entry_value(
    snapshot: Snapshot, entry_id: str | None, key: str
) -> Any:  # any: catalogue columns hold what JSON holds
    """The column `key` of an entry of the catalogue or of the plan's own; None if the entry or the column is absent."""
    entry = catalogue().get(entry_id)
    if entry is not None:
        return entry.get(key)
    own = snapshot.get(OwnEntry, entry_id)
    return own.details.get(key) if own else None


def kpi_traits(snapshot: Snapshot, kpi: str | None) -> KpiTraits:
    """The traits of a KPI; an unknown one is read in its context, without limits."""
    return KpiTraits(
        unit=entry_value(snapshot, kpi, "unit"),
        direction=entry_value(snapshot, kpi, "direction") or "context",
        minimum=entry_value(snapshot, kpi, "min"),
        maximum=entry_value(snapshot, kpi, "max"),
    )
