"""Personas: one column per portrait, one row per field of the method."""

from __future__ import annotations

from exports.columns import Column, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.model import Persona, Segment
from resources.catalogue import Entry, catalogue
from resources.i18n import N_

TITLE = N_("Personas")


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    personas = edition.snapshot.all(Persona)
    count = edition.words.ntr("{count} persona.", "{count} personas.", len(personas))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(personas))))
    if not personas:
        sheet.plain([Column(N_("Persona"), width=70)], [], edition.tr(N_("No persona yet: step 2 draws them.")))
        sheet.finish()
        return
    portraits = [Column(persona.name, width=48, is_plan_text=True) for persona in personas]
    segments: list[Value] = [edition.named(edition.snapshot.get(Segment, persona.segment_id)) for persona in personas]
    rows: list[list[Value]] = [[edition.tr(N_("Segment")), *segments]]
    for field in catalogue().entries("persona_fields"):
        rows.append([field.label(edition.words.language), *(_field(edition, persona, field) for persona in personas)])
    sheet.plain([Column(N_("Field"), width=28), *portraits], rows, "")
    sheet.finish(frozen_columns=1)
    sheet.worksheet.page_setup.fitToHeight = 1


def _field(edition: Edition, persona: Persona, field: Entry) -> str:
    """A field of a persona; its column has the name of the field without the catalogue's prefix."""
    value: str | list[str] | None = getattr(persona, field.id.removeprefix("per_"))
    if isinstance(value, list):
        return edition.labels(value)
    return edition.label(value)
