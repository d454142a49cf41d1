"""SWOT: what carries the to-be journeys and what holds them back, tied to what it concerns, with what it costs."""

from __future__ import annotations

from exports.columns import Column, Filled, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.model import Friction, Journey, Touchpoint
from resources.i18n import N_
from strategy.analysis.held_back import HeldBack, held_back
from strategy.links import actions_of_statement
from strategy.model import Quadrant, SwotFriction, SwotJourney, SwotStatement, SwotTouchpoint

TITLE = N_("SWOT")

_COLUMNS = (
    Column(N_("ID"), Kind.ID, "id"),
    Column(N_("Statement"), width=50),
    Column(N_("Quadrant"), width=16),
    Column(N_("Area"), width=28),
    Column(N_("Frictions"), width=34),
    Column(N_("Touchpoints that need it"), width=30),
    Column(N_("Journeys"), width=34),
    Column(N_("Actions"), width=16),
    Column(N_("Held back a year"), Kind.MONEY, 13),
    Column(N_("Costs unknown"), Kind.COUNT, 10),
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
    held = {each.statement_id: each.held for each in held_back(edition.snapshot).weaknesses}
    rows = [_row(edition, statement, held.get(statement.id)) for statement in statements]
    sheet.table("t_swot", _COLUMNS, rows, edition.tr(N_("No strength or weakness yet: step 4 states them.")))
    sheet.finish(frozen_columns=2)


def _row(edition: Edition, statement: SwotStatement, held: HeldBack | None) -> list[Value]:
    snapshot = edition.snapshot
    revealed = snapshot.where(SwotFriction, statement_id=statement.id)
    frictions = (snapshot.get(Friction, row.friction_id) for row in revealed)
    needing = snapshot.where(SwotTouchpoint, statement_id=statement.id)
    touchpoints = (snapshot.get(Touchpoint, row.touchpoint_id) for row in needing)
    relying = snapshot.where(SwotJourney, statement_id=statement.id)
    journeys = (snapshot.get(Journey, row.journey_id) for row in relying)
    return [
        edition.code(statement),
        statement.text,
        _quadrant(edition, statement.quadrant),
        edition.label(statement.area) or edition.tr(N_("Market and surroundings")),
        edition.all_named(row for row in frictions if row),
        edition.all_named(row for row in touchpoints if row),
        edition.all_named(row for row in journeys if row),
        edition.codes(actions_of_statement(snapshot, statement.id)),
        held.value if held else None,
        held.unknown if held and held.unknown else None,
        edition.yes_no(True) if statement.is_accepted else None,
    ]


def _quadrant(edition: Edition, quadrant: str) -> Filled:
    return Filled(edition.label(quadrant), "groupFill", "groupText")
