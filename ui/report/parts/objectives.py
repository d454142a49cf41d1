"""Objectives: what must change, from which value to which, by when, and which SMART criteria are met."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from resources.catalogue import catalogue
from resources.i18n import N_
from strategy.analysis import smart_lights
from strategy.links import segments_of_objective
from strategy.model import Objective
from ui.pictures.body import Draw
from ui.report.paging import Item, Strip
from ui.report.prose import drawing, part_title
from ui.report.setting import Setting
from ui.report.tables import Cell, Column, Row, cell, row, table
from ui.report.typesetting import Words
from ui.widgets.marks import priority_ring, smart_tile

TITLE = N_("Objectives")
_TILE, _APART = 18.0, 150.0


def missing(setting: Setting) -> str:
    """What is told in its place as long as there is nothing to show."""
    return "" if setting.snapshot.all(Objective) else setting.tr(N_("No objective yet: step 1 sets them."))


def strips(setting: Setting) -> Iterator[Item]:
    """A table of all objectives, over what the letters of SMART stand for."""
    sheet, tr = setting.sheet, setting.tr
    found = setting.snapshot.all(Objective)
    yield from part_title(sheet, tr(TITLE), tr(N_("What must change in the relationship, for whom, and by when?")))
    columns = (
        Column(tr(N_("Objective")), 36), Column(tr(N_("KPI")), 19), Column(tr(N_("Baseline")), 11, is_figure=True),
        Column(tr(N_("Target")), 11, is_figure=True), Column(tr(N_("Due")), 12), Column(tr(N_("Owner")), 16),
        Column(_letters(), 18),
    )  # fmt: skip
    ordered = sorted(found, key=lambda each: each.priority or len(found) + 1)
    yield from table(sheet, columns, [_row(setting, each) for each in ordered], gap=16)
    yield _legend(setting)


def _letters() -> str:
    return "".join(str(entry.get("letter")) for entry in catalogue().entries("smart_criteria"))


def _row(setting: Setting, objective: Objective) -> Row:
    edition = setting.edition
    everybody = setting.tr(N_("All customers"))
    named = segments_of_objective(setting.snapshot, objective)
    whom = everybody if objective.serves_all_customers else ", ".join(edition.title(each) for each in named)
    baseline, target = (
        "" if value is None else edition.measure(value, objective.kpi, objective.unit)
        for value in (objective.baseline, objective.target)
    )
    return row(
        Cell(
            (Words(edition.named(objective), "medium"), Words(edition.label(objective.aspect), "caption", "ink2"),
             Words(whom, "caption", "ink2")),
            _ring(objective.priority),
        ),
        edition.label(objective.kpi), baseline, cell(target, role="bold"), setting.words.date(objective.due_date),
        objective.owner, Cell(sign=_lights(setting, objective)),
    )  # fmt: skip


def _ring(priority: int | None) -> Draw:
    return lambda painter, area: priority_ring(painter, area, priority)


def _lights(setting: Setting, objective: Objective) -> Draw:
    lights = smart_lights(setting.snapshot, objective)
    met = (lights.specific, lights.measurable, lights.achievable, lights.relevant, lights.time_bound)

    def draw(painter: QPainter, area: QRectF) -> None:
        for place, (letter, is_met) in enumerate(zip(_letters(), met, strict=True)):
            smart_tile(painter, area.translated(place * (_TILE + 1), 0), letter, is_met)

    return draw


def _legend(setting: Setting) -> Strip:
    entries = catalogue().entries("smart_criteria")

    def paint(painter: QPainter) -> None:
        for place, entry in enumerate(entries):
            left = place * _APART
            smart_tile(painter, QRectF(left, 0, _TILE, _TILE), str(entry.get("letter")), filled=True)
            setting.sheet.say(painter, left + 24, 1, setting.words.label(entry.id), "caption", "ink2")

    return drawing(_TILE, paint, 12)
