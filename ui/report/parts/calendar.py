"""The calendar: a Gantt chart of all actions, and the days that it turns on."""

from __future__ import annotations

from collections.abc import Iterator

from resources.i18n import N_
from strategy.model import Objective
from ui.models.action_plan import Grouping, grouped
from ui.models.timeline import Timeline
from ui.pictures.signs import symbol
from ui.report.drawings.gantt import gantt
from ui.report.paging import Item
from ui.report.prose import bullet, part_title, section_title
from ui.report.setting import Setting

TITLE = N_("Calendar")


def missing(setting: Setting) -> str:
    """What is told in its place as long as there is nothing to show."""
    return "" if setting.actions else setting.tr(N_("No action yet: step 5 plans them."))


def strips(setting: Setting) -> Iterator[Item]:
    """The chart by horizon, then milestones and objectives that fall due."""
    sheet, tr = setting.sheet, setting.tr
    yield from part_title(sheet, tr(TITLE), tr(N_("When does each action begin and end, and when does it show?")))
    timeline = Timeline.of(setting.snapshot, setting.edition, setting.today)
    groups = grouped(setting.snapshot, Grouping.HORIZON, frozenset(setting.facts))
    yield from gantt(sheet, [(each, [setting.facts[one] for one in each.ids]) for each in groups], timeline)
    yield from _turns(setting, timeline)


def _turns(setting: Setting, timeline: Timeline) -> Iterator[Item]:
    sheet, tr, words = setting.sheet, setting.tr, setting.words
    due = [(row.due_date, setting.edition.named(row)) for row in setting.snapshot.all(Objective) if row.due_date]
    found = [(turn.day, turn.name or tr(N_("Milestone")), "primary") for turn in timeline.turns]
    found += [(day, tr(N_("Due: {what}")).format(what=name), "brass") for day, name in due]
    if not found:
        return
    yield section_title(sheet, tr(N_("Milestones and due dates")), mark=False)
    for day, name, ink in sorted(found):
        yield from bullet(sheet, f"{words.date(day)}  {name}", symbol("diamond", ink), gap=5)
