"""The sheets of the workbook, one module each, in their order.

Each module has `TITLE`, the name of its tab to translate, and `write(sheet, edition)`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from exports.edition import Edition
from exports.sheet import Sheet
from exports.sheets import (
    actions,
    baseline,
    capabilities,
    cover,
    follow_up,
    frictions,
    glossary,
    journey_results,
    needs_tools,
    objectives,
    personas,
    segments,
    swot,
    timeline,
    touchpoints,
    trace,
    transitions,
    warnings,
)


class SheetKind(NamedTuple):
    """One sheet: the name of its tab, to translate, and what fills it."""

    title: str
    write: Callable[[Sheet, Edition], None]


SHEETS: tuple[SheetKind, ...] = tuple(
    SheetKind(module.TITLE, module.write)
    for module in (
        cover,
        baseline,
        objectives,
        segments,
        personas,
        touchpoints,
        transitions,
        frictions,
        journey_results,
        capabilities,
        swot,
        needs_tools,
        actions,
        timeline,
        follow_up,
        trace,
        warnings,
        glossary,
    )
)
