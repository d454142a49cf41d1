"""The action plan: every action by horizon, for whom, against what, who, when and for how much."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from resources.i18n import N_
from strategy.links import frictions_of_action, statements_of_action
from strategy.model import Action
from ui.models.action_plan import ActionFacts, Grouping, grouped
from ui.pictures.body import Draw
from ui.report.paging import Item
from ui.report.prose import part_title
from ui.report.setting import Setting
from ui.report.tables import Cell, Column, Row, cell, group_row, row, table
from ui.report.typesetting import Words
from ui.widgets.marks import status_mark

TITLE = N_("Action plan")
_COLUMNS = 6


def missing(setting: Setting) -> str:
    """What is told in its place as long as there is nothing to show."""
    return "" if setting.actions else setting.tr(N_("No action yet: step 5 plans them."))


def strips(setting: Setting) -> Iterator[Item]:
    """A table by horizon with its total."""
    sheet, tr = setting.sheet, setting.tr
    question = tr(N_("What to do, for whom, in which order and with which budget?"))
    yield from part_title(sheet, tr(TITLE), question)
    columns = (
        Column(tr(N_("Action")), 35), Column(tr(N_("Segment")), 23), Column(tr(N_("Lifts, serves")), 12),
        Column(tr(N_("Owner")), 17), Column(tr(N_("Dates")), 17), Column(tr(N_("Budget")), 13, is_figure=True),
    )  # fmt: skip
    rows = [each for group in _groups(setting) for each in group]
    total = row(cell(tr(N_("Total")), role="bold"), "", "", "", "",
                cell(setting.money(setting.spent.cost), role="bold"), kind="total")  # fmt: skip
    yield from table(sheet, columns, [*rows, total], gap=16)


def _groups(setting: Setting) -> Iterator[list[Row]]:
    kept = frozenset(setting.facts)
    for group in grouped(setting.snapshot, Grouping.HORIZON, kept):
        count = setting.words.ntr("{n} action", "{n} actions", len(group.ids)).format(n=len(group.ids))
        head = group_row(f"{group.title}   {count}", setting.money(group.cost), _COLUMNS)
        yield [head, *(_row(setting, setting.facts[each]) for each in group.ids)]


def _row(setting: Setting, facts: ActionFacts) -> Row:
    snapshot, edition, words = setting.snapshot, setting.edition, setting.words
    action = snapshot.get(Action, facts.id)
    causes = [*(each.code for each in facts.frictions), *facts.objectives]
    if action is not None and not frictions_of_action(snapshot, action.id):
        causes += [edition.code(each) for each in statements_of_action(snapshot, action.id)]
    dates = [words.date(each) for each in (facts.start, facts.end) if each]
    owner = cell(facts.owner) if facts.owner else cell(setting.tr(N_("To assign")), ink="warning", role="medium")
    kpi = edition.label(action.kpi) if action else ""
    return row(
        Cell((Words(setting.called(facts), "medium"), Words(_state(setting, facts), "caption", "ink2"),
              Words(kpi, "caption", "ink2")), _mark(facts.mark)),
        "\n".join(name for name, _ in facts.segments), ", ".join(causes), owner, "\n".join(dates), facts.money,
    )  # fmt: skip


def _state(setting: Setting, facts: ActionFacts) -> str:
    waits = ", ".join(facts.waits_for)
    told = setting.tr(N_("waits for {codes}")).format(codes=waits) if waits else ""
    done = setting.words.percentage(facts.progress, 0) if facts.progress is not None else ""
    return "  ·  ".join(filter(None, (setting.edition.label(facts.status), done, told)))


def _mark(mark: str) -> Draw:
    def draw(painter: QPainter, area: QRectF) -> None:
        status_mark(painter, area.adjusted(2, 2, -2, -2), mark)

    return draw
