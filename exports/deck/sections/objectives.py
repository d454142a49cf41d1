"""Objectives: what the relationship must change, from which value to which, by when, and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable

from exports.deck.edition import DeckEdition
from exports.deck.page import Plan
from exports.deck.sections.tabled import table_plans
from exports.deck.tables import Cell, Column, Row, Table, row
from exports.deck.theme import tone
from resources.i18n import N_
from strategy.links import segments_of_objective
from strategy.model import Objective

TITLE = N_("Objectives")


def plans(edition: DeckEdition) -> Iterable[Plan]:
    """The table of objectives, by priority."""
    objectives = edition.snapshot.all(Objective)
    if not objectives:
        return ()
    tr, count = edition.tr, len(objectives)
    start = Plan(
        tr(TITLE),
        edition.words.ntr("{n} objective for the relationship.", "{n} objectives for the relationship.", count).format(
            n=edition.words.number(count)
        ),
        step=1,
        source=tr(N_("step 1, Objectives. Baselines were read before the plan, targets are what the team decided.")),
        speech=[
            tr(N_("Take the objectives by priority: where we stand, where we want to be, by when.")),
            tr(N_("Ask whether every target still holds, and whether every objective has an owner.")),
        ],
    )
    ordered = sorted(objectives, key=lambda each: each.priority or len(objectives) + 1)
    table = Table(_columns(edition), tuple(_row(edition, each) for each in ordered))
    return table_plans(start, table, tr(N_("Objectives with their KPI, baseline, target, date and owner.")))


def _columns(edition: DeckEdition) -> tuple[Column, ...]:
    titles = (
        Column("", 7.5, "ctr", is_strong=True), Column(N_("Objective"), 30), Column(N_("Segments"), 20),
        Column(N_("KPI"), 20), Column(N_("Baseline"), 10.5, "r"), Column(N_("Target"), 10.5, "r", is_strong=True),
        Column(N_("Due"), 13, "r"), Column(N_("Owner"), 16),
    )  # fmt: skip
    return edition.named_columns(titles)


def _row(edition: DeckEdition, objective: Objective) -> Row:
    if objective.serves_all_customers:
        segments = edition.tr(N_("All customers"))
    else:
        segments = ", ".join(map(edition.title, segments_of_objective(edition.snapshot, objective)))
    return row(
        Cell(edition.code(objective), ink=tone("primary")),
        edition.title(objective),
        segments,
        edition.label(objective.kpi),
        edition.value(objective.baseline, objective.kpi, objective.unit),
        edition.value(objective.target, objective.kpi, objective.unit),
        edition.words.date(objective.due_date),
        edition.owner_cell(objective.owner),
    )
