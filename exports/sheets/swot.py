"""SWOT: what carries the to-be journeys and what holds them back, tied to frictions, journeys and actions."""

from __future__ import annotations

from exports.columns import Column, Filled, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.model import Friction, Journey
from resources.i18n import N_
from strategy.links import actions_of_statement
from strategy.model import Quadrant, SwotFriction, SwotJourney, SwotStatement

TITLE = N_("SWOT")

_COLUMNS = (
    Column(N_("ID"), Kind.ID, "id"),
    Column(N_("Statement"), width=50),
    Column(N_("Quadrant"), width=16),
    Column(N_("Area"), width=28),
    Column(N_("Frictions"), width=34),
    Column(N_("Journeys"), width=34),
    Column(N_("Actions"), width=16),
    Column(N_("Accepted as it is"), Kind.WORD, 11),
)


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    statements = [
        statement
        for quadrant in Quadrant
        for statement in edition.snapshot.where(SwotStatement, quadrant=quadrant.value)
    ]
    count = edition.words.ntr("{count} statement.", "{count} statements.", len(statements))
    outlook = N_("Opportunities and threats were left aside.") if edition.snapshot.plan.has_skipped_outlook else ""
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(statements)), edition.tr(outlook)))
    rows = [_row(edition, statement) for statement in statements]
    sheet.table("t_swot", _COLUMNS, rows, edition.tr(N_("No strength or weakness yet: step 4 states them.")))
    sheet.finish(frozen_columns=2)


def _row(edition: Edition, statement: SwotStatement) -> list[Value]:
    snapshot = edition.snapshot
    revealed = snapshot.where(SwotFriction, statement_id=statement.id)
    frictions = (snapshot.get(Friction, row.friction_id) for row in revealed)
    relying = snapshot.where(SwotJourney, statement_id=statement.id)
    journeys = (snapshot.get(Journey, row.journey_id) for row in relying)
    return [
        edition.code(statement),
        statement.text,
        _quadrant(edition, statement.quadrant),
        edition.label(statement.area) or edition.tr(N_("Market and surroundings")),
        edition.all_named(row for row in frictions if row),
        edition.all_named(row for row in journeys if row),
        edition.codes(actions_of_statement(snapshot, statement.id)),
        edition.yes_no(True) if statement.is_accepted else None,
    ]


def _quadrant(edition: Edition, quadrant: str) -> Filled:
    return Filled(edition.label(quadrant), "groupFill", "groupText")
