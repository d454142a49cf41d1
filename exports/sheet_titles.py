"""The sheets of the workbook by their names, for those that offer them: what writes them takes long to load."""

from __future__ import annotations

from collections.abc import Mapping

from resources.i18n import N_

SHEET_TITLES: Mapping[str, str] = {
    "cover": N_("Cover"),
    "baseline": N_("Starting point"),
    "objectives": N_("Objectives"),
    "segments": N_("Segments"),
    "personas": N_("Personas"),
    "touchpoints": N_("Touchpoints"),
    "transitions": N_("Transitions"),
    "frictions": N_("Frictions"),
    "journey_results": N_("Journey results"),
    "capabilities": N_("Capabilities"),
    "swot": N_("SWOT"),
    "needs_tools": N_("Needs and tools"),
    "actions": N_("Action plan"),
    "priorities": N_("Priorities"),
    "gaps": N_("Gaps"),
    "gantt": N_("Gantt"),
    "budget_load": N_("Budget and load"),
    "timeline": N_("Timeline"),
    "follow_up": N_("Follow-up"),
    "trace": N_("Traceability"),
    "warnings": N_("Warnings"),
    "glossary": N_("Glossary"),
}
"""Name and title, to translate, in the order of `exports.sheets.SHEETS`."""
