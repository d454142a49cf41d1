"""Objectives: what the relationship must change, from which value to which, by when, and the five SMART lights."""

from __future__ import annotations

from exports.columns import Column, Filled, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from resources.catalogue import catalogue
from resources.i18n import N_
from resources.tokens import status_fill
from strategy.analysis import smart_lights
from strategy.links import segments_of_objective
from strategy.model import Objective

TITLE = N_("Objectives")


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    objectives = edition.snapshot.all(Objective)
    count = edition.words.ntr("{count} objective.", "{count} objectives.", len(objectives))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(objectives))))
    rows = [_row(edition, objective) for objective in objectives]
    sheet.table("t_objectives", _columns(edition), rows, edition.tr(N_("No objective yet: step 1 sets them.")))
    sheet.finish(frozen_columns=2)


def _columns(edition: Edition) -> list[Column]:
    smart = [Column(entry.get("letter"), Kind.WORD, 5) for entry in catalogue().entries("smart_criteria")]
    return [
        Column(N_("ID"), Kind.ID, "id"),
        Column(N_("Objective"), width="name"),
        Column(N_("Aspect"), width=24),
        Column(N_("Segments"), width="segment"),
        Column(N_("KPI"), width=24),
        Column(N_("Baseline"), Kind.FIGURE, 11),
        Column(N_("Target"), Kind.FIGURE, 11),
        Column(N_("Unit"), width=9),
        Column(N_("Due"), Kind.DATE, "date"),
        Column(N_("Priority"), Kind.LEVEL, 9),
        Column(N_("Owner"), width="owner"),
        *smart,
    ]


def _row(edition: Edition, objective: Objective) -> list[Value]:
    if objective.serves_all_customers:
        segments = edition.tr(N_("All customers"))
    else:
        segments = edition.titles(segments_of_objective(edition.snapshot, objective))
    return [
        edition.code(objective),
        edition.title(objective),
        edition.label(objective.aspect),
        segments,
        edition.label(objective.kpi),
        objective.baseline,
        objective.target,
        edition.kpi_unit(objective.kpi, objective.unit),
        objective.due_date,
        objective.priority,
        objective.owner,
        *_lights(edition, objective),
    ]


def _lights(edition: Edition, objective: Objective) -> list[Value]:
    """One mark per SMART criterion: met, or still to work on."""
    lights = smart_lights(edition.snapshot, objective)
    order = (lights.specific, lights.measurable, lights.achievable, lights.relevant, lights.time_bound)
    met, unmet = Filled("✓", status_fill("done")), Filled("–", status_fill("todo"))
    return [met if light else unmet for light in order]
