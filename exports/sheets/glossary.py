"""Glossary: the words of the method that this plan uses, in French and in English."""

from __future__ import annotations

from collections.abc import Iterator

from exports.columns import Column, Value
from exports.edition import Edition
from exports.sheet import Sheet
from resources.catalogue import Entry, catalogue
from resources.i18n import N_

TITLE = N_("Glossary")

_COLUMNS = (
    Column("Français", width="name", is_plan_text=True),
    Column("English", width="name", is_plan_text=True),
    Column(N_("Kind of term"), width=26),
    Column(N_("Meaning"), width=80),
)
# The lists whose entries are terms, in the order of the method; codes such as units and answers are not.
_FAMILIES = {
    "concepts": N_("Concept"),
    "objectives": N_("Objective"),
    "kpis": N_("KPI"),
    "segmentation_criteria": N_("Segmentation criterion"),
    "example_segments": N_("Example segment"),
    "listening_methods": N_("Listening method"),
    "churn_signals": N_("Sign of departure"),
    "journey_kinds": N_("Kind of journey"),
    "stages": N_("Stage"),
    "channels": N_("Channel"),
    "touchpoint_types": N_("Touchpoint type"),
    "directions": N_("Direction"),
    "information_levels": N_("Information level"),
    "followup_triggers": N_("Follow-up message"),
    "emotions": N_("Emotion"),
    "moments": N_("Moment"),
    "friction_types": N_("Friction type"),
    "opportunity_types": N_("Opportunity type"),
    "capability_areas": N_("Capability area"),
    "swot_quadrants": N_("Quadrant"),
    "tool_categories": N_("Tool category"),
    "action_types": N_("Action type"),
    "levers": N_("Lever"),
    "action_statuses": N_("Action status"),
    "customer_data_types": N_("Customer data"),
}


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    used = set(_used_ids(edition))
    entries = [
        entry for name in _FAMILIES for entry in catalogue().entries(name) if entry.id in used or name == "concepts"
    ]
    count = edition.words.ntr("{count} term of the method.", "{count} terms of the method.", len(entries))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(entries))))
    sheet.table("t_glossary", _COLUMNS, [_row(edition, entry) for entry in entries], "")
    sheet.finish(frozen_columns=2)


def _row(edition: Edition, entry: Entry) -> list[Value]:
    family = edition.tr(_FAMILIES[entry.list_name])
    return [entry.label("fr"), entry.label("en"), family, entry.help(edition.words.language)]


def _used_ids(edition: Edition) -> Iterator[str]:
    """Every text of the plan that could be the id of an entry."""
    for row in edition.snapshot:
        for column in row.__columns__:
            value = getattr(row, column)
            if isinstance(value, str):
                yield value
            elif isinstance(value, list | dict):
                yield from _texts(value)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for each in value:
            yield from _texts(each)
