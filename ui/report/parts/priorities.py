"""Priorities: the impact and effort matrix, and the actions in the order of their score."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from resources.i18n import N_
from strategy.analysis import rank_actions
from ui.models.action_plan import HORIZON_NAMES, ActionFacts, horizon_dot
from ui.report.drawings.matrix import matrix
from ui.report.paging import Item, Strip
from ui.report.prose import drawing, paragraph, part_title
from ui.report.setting import Setting
from ui.report.tables import Column, Row, cell, row, table
from ui.theme.theme import theme
from ui.widgets.chip import dot_color
from ui.widgets.paint import disc

TITLE = N_("Priorities")


def missing(setting: Setting) -> str:
    """What is told in its place as long as there is nothing to show."""
    return "" if setting.actions else setting.tr(N_("No action yet: step 5 plans them."))


def strips(setting: Setting) -> Iterator[Item]:
    """The drawing, its legend and the table."""
    sheet, tr = setting.sheet, setting.tr
    yield from part_title(sheet, tr(TITLE), tr(N_("What brings most for the least effort?")))
    facts = list(setting.facts.values())
    yield matrix(sheet, facts, setting.ranking)
    yield _legend(setting, facts)
    waiting = sum(not each.impact or not each.effort for each in facts)
    if waiting:
        told = setting.words.ntr("{n} action without impact or effort", "{n} actions without impact or effort", waiting)
        yield from paragraph(sheet, told.format(n=setting.words.number(waiting)), "caption", "warning", gap=6)
    columns = (
        Column(tr(N_("Rank")), 7, is_figure=True), Column(tr(N_("Action")), 38), Column(tr(N_("Quadrant")), 20),
        Column(tr(N_("Impact")), 10), Column(tr(N_("Effort")), 10), Column(tr(N_("Score")), 9, is_figure=True),
        Column(tr(N_("Budget")), 14, is_figure=True),
    )  # fmt: skip
    yield from table(sheet, columns, list(_rows(setting)), gap=18)


def _rows(setting: Setting) -> Iterator[Row]:
    words = setting.words
    for each in rank_actions(setting.snapshot):
        facts = setting.facts[each.action_id]
        yield row(
            "" if each.score is None else str(each.rank), cell(setting.called(facts), role="medium"),
            setting.edition.label(each.quadrant), _level(facts.impact), _level(facts.effort),
            "" if each.score is None else words.number(each.score, 1), facts.money,
        )  # fmt: skip


def _level(value: int | None) -> str:
    return "" if value is None else f"{value}/5"


def _legend(setting: Setting, facts: list[ActionFacts]) -> Strip:
    """The colours of the horizons, and what the size of a bubble says."""
    shown = [each for each in HORIZON_NAMES if any(one.horizon is each for one in facts)]

    def paint(painter: QPainter) -> None:
        left = 54.0
        for each in shown:
            color = dot_color(horizon_dot(each)) or theme().color("lineStrong")
            area = QRectF(left, 3, 10, 10)
            disc(painter, area.center(), 5, color)
            name = setting.tr(HORIZON_NAMES[each])
            left += 16 + setting.sheet.say(painter, left + 16, 0, name, "caption", "ink2") + 18
        setting.sheet.say(painter, left, 0, setting.tr(N_("The larger, the dearer")), "caption", "ink2")

    return drawing(18, paint, 0)
