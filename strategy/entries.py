"""Entries of the method's lists, whether the catalogue ships them or the plan adds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from resources.catalogue import catalogue
from resources.i18n import N_
from strategy.model import OwnEntry
from strategy.snapshot import Snapshot

LIST_NAMES: Mapping[str, str] = {
    "objectives": N_("Objectives"),
    "kpis": N_("KPIs"),
    "listening_methods": N_("Listening methods"),
    "segmentation_criteria": N_("Segmentation criteria"),
    "channels": N_("Channels"),
    "touchpoint_types": N_("Types of touchpoint"),
    "emotions": N_("Emotions"),
    "friction_types": N_("Types of friction"),
    "moments": N_("Moments"),
    "followup_triggers": N_("Triggers"),
    "opportunity_types": N_("Types of opportunity"),
    "churn_signals": N_("Signs of departure"),
    "churn_drivers": N_("Causes of departure"),
    "action_types": N_("Types of action"),
    "levers": N_("Levers"),
    "tool_categories": N_("Categories of tools"),
}
"""The lists of the method that a team can extend, in the order of the steps, with their names."""


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
