"""Readings and their raw inputs: what is computed, and what becomes of the value when an input changes."""

from __future__ import annotations

from collections.abc import Mapping

from journey.graph import Rows
from strategy.kpis.computing import compute
from strategy.kpis.declaration import Form
from strategy.kpis.inputs import KpiError, Outcome
from strategy.kpis.table import CALCULATORS
from strategy.model import KpiReading

_SAME = 5e-3
"""A value typed with its last digit rounded is that of its inputs."""


def outcome_of(rows: Rows, kpi: str, inputs: Mapping[str, object], form: Form | None = None) -> Outcome | KpiError:
    """What a KPI is worth with these inputs, or why it has no value."""
    try:
        return compute(kpi, inputs, rows, form.name if form else None)
    except KpiError as problem:
        return problem


def value_after(
    rows: Rows, reading: KpiReading, inputs: Mapping[str, object], form: Form | None = None
) -> float | None:
    """The value of a reading once it has these inputs.

    As long as they give none, a value that was typed stays, and one that former inputs gave does not.
    """
    found = outcome_of(rows, reading.kpi, inputs, form)
    if isinstance(found, Outcome):
        return found.value
    return reading.value if not inputs or not is_computed(rows, reading) else None


def is_computed(rows: Rows, reading: KpiReading) -> bool:
    """Whether the value of a reading is what its raw inputs give, but for rounding."""
    if not reading.inputs or reading.kpi not in CALCULATORS:
        return False
    found = outcome_of(rows, reading.kpi, reading.inputs)
    return isinstance(found, Outcome) and gives(found, reading.value)


def gives(found: Outcome, value: float | None) -> bool:
    """Whether a value is the one computed, but for its last digit."""
    return value is not None and abs(found.value - value) <= _SAME * max(1.0, abs(found.value))
