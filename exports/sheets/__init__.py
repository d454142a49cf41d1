"""The sheets of the workbook, one module each, in their order.

Each module has `TITLE`, the name of its tab to translate, and `write(sheet, edition)`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NamedTuple

from exports.edition import Edition
from exports.hidden import LISTS, META
from exports.options import WorkbookOptions
from exports.sheet import Sheet
from exports.sheet_titles import SheetNames
from exports.sheets import (
    actions,
    baseline,
    budget_load,
    capabilities,
    cover,
    follow_up,
    frictions,
    gantt,
    gaps,
    glossary,
    journey_results,
    needs_tools,
    objectives,
    personas,
    priorities,
    segments,
    swot,
    timeline,
    touchpoints,
    trace,
    transitions,
    warnings,
)
from exports.sheets.segment_actions import WITHOUT, segment_actions


class SheetKind(NamedTuple):
    """One sheet: the name of its tab, to translate, what fills it, and the step of the method it belongs to.

    Sheets of a later `turn` look up what those of an earlier one have written.
    """

    name: str
    """Stable, such as "actions"."""
    title: str
    write: Callable[[Sheet, Edition], None]
    step: str
    turn: int = 0


SHEETS: tuple[SheetKind, ...] = tuple(
    SheetKind(module.__name__.rpartition(".")[2], module.TITLE, module.write, step, turn)
    for module, step, turn in (
        (cover, "", 0),
        (baseline, "objectives", 0),
        (objectives, "objectives", 0),
        (segments, "segments", 0),
        (personas, "segments", 0),
        (touchpoints, "journeys", 0),
        (transitions, "journeys", 0),
        (frictions, "journeys", 0),
        (journey_results, "journeys", 0),
        (capabilities, "swot", 0),
        (swot, "swot", 0),
        (needs_tools, "action_plan", 0),
        (actions, "action_plan", 1),
        (priorities, "action_plan", 2),
        (gaps, "journeys", -1),
        (gantt, "action_plan", 2),
        (budget_load, "action_plan", 2),
        (timeline, "action_plan", 0),
        (follow_up, "follow_up", 0),
        (trace, "", 0),
        (warnings, "", 0),
        (glossary, "", 0),
    )
)


def planned_sheets(
    edition: Edition, names: Collection[str] | None, options: WorkbookOptions
) -> list[tuple[str, SheetKind]]:
    """The sheets to write with the names of their tabs: those chosen, and those of segments behind the action plan."""
    kinds = _chosen(names, options)
    named = SheetNames([META, LISTS, *(edition.tr(kind.title) for kind in SHEETS)])
    found: list[tuple[str, SheetKind]] = []
    for kind in kinds:
        found.append((edition.tr(kind.title), kind))
        if options.has_segment_sheets and kind is _ACTION_PLAN:
            for each in segment_actions(edition):
                title = named.name(each.name, edition.tr(WITHOUT))
                found.append((title, SheetKind(f"segment_{each.number}", title, each.write, kind.step, kind.turn + 1)))
    return found


def _chosen(names: Collection[str] | None, options: WorkbookOptions) -> tuple[SheetKind, ...]:
    """The sheets of these names in their order, all for none; those that read the action plan bring it along."""
    wanted = {kind.name for kind in SHEETS if kind.name in (names or ())}
    if not wanted:
        return SHEETS
    if options.has_segment_sheets or any(kind.turn > _ACTION_PLAN.turn for kind in SHEETS if kind.name in wanted):
        wanted.add(_ACTION_PLAN.name)
    return tuple(kind for kind in SHEETS if kind.name in wanted)


_ACTION_PLAN = next(kind for kind in SHEETS if kind.name == "actions")
