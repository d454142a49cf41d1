"""Cover: whose plan it is, its period, its money, who took part, and what the workbook holds."""

from __future__ import annotations

from exports.columns import Column, Figure, Filled, Kind, Value
from exports.edition import FICTITIOUS, Edition
from exports.sheet import Sheet
from resources.i18n import N_, language_of
from strategy.model import Participant

TITLE = N_("Cover")

_FACTS = (Column(N_("Plan"), width=30), Column(N_("Content"), width=70))
_PEOPLE = (Column(N_("Participant")), Column(N_("Role")), Column(N_("Department"), width=40))


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    plan = edition.snapshot.plan
    sheet.heading(plan.name or plan.company or edition.tr(TITLE), edition.note(edition.tr(N_("Made with Périple."))))
    sheet.plain(_FACTS, _facts(edition), "")
    sheet.section(edition.tr(N_("Participants")))
    rows = [(person.name, person.role, person.department) for person in edition.snapshot.all(Participant)]
    sheet.table("t_participants", _PEOPLE, rows, edition.tr(N_("No participant recorded.")))
    sheet.finish()
    sheet.worksheet.page_setup.fitToHeight = 1


def _facts(edition: Edition) -> list[tuple[Value, Value]]:
    plan = edition.snapshot.plan
    words = edition.words
    facts: list[tuple[str, Value]] = [
        (N_("Plan name"), plan.name),
        (N_("Company"), plan.company),
        (N_("Sector"), plan.sector),
        (N_("Summary"), plan.summary),
        (N_("Start"), plan.start_date),
        (N_("End"), plan.end_date),
        (N_("Reference date"), plan.reference_date),
        (N_("Currency"), f"{plan.currency} ({words.currency_symbol(plan.currency)})"),
        (N_("Budget"), _figure(plan.budget, Kind.MONEY)),
        (N_("Discount rate per year"), _figure(plan.discount_rate, Kind.PERCENT)),
        (N_("Language of the plan’s texts"), edition.tr(_LANGUAGES[language_of(plan.language)])),
        (N_("Language of this workbook"), edition.tr(_LANGUAGES[words.language])),
    ]
    rows: list[tuple[Value, Value]] = [(edition.tr(name), value) for name, value in facts]
    if plan.is_fictitious:
        explanation = edition.tr(N_("Fictitious example: companies, people, tools and figures are invented."))
        rows.insert(0, (Filled(edition.tr(FICTITIOUS), *_MARK), Filled(explanation, *_MARK)))
    return rows


def _figure(value: float | None, kind: Kind) -> Figure | None:
    return None if value is None else Figure(value, kind)


_LANGUAGES = {"fr": N_("French"), "en": N_("English")}
_MARK = ("#FAE6CF", "#7A4300")
