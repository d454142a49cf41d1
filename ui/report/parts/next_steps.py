"""Next steps: what begins soon, what is still to settle, what falls due."""

from __future__ import annotations

from collections.abc import Iterator

from resources.i18n import N_
from strategy.analysis.dashboard import indicators
from strategy.analysis.next_steps import next_actions, soon_ends, to_settle
from strategy.model import ActionStatus, Milestone
from ui.models.action_plan import ActionFacts
from ui.pictures.signs import symbol
from ui.report.paging import Item
from ui.report.prose import bullet, part_title, section_title
from ui.report.setting import Setting

TITLE = N_("Next steps")
_MOST, _MOST_NAMED = 12, 5
_TITLES = (N_("To begin or to go on with"), N_("To settle"), N_("On the agenda"))


def missing(setting: Setting) -> str:
    """What is told in its place as long as there is nothing to show."""
    return "" if any(_found(setting)) else setting.tr(N_("No action yet: step 5 plans them."))


def strips(setting: Setting) -> Iterator[Item]:
    """The page."""
    sheet, tr = setting.sheet, setting.tr
    yield from part_title(sheet, tr(TITLE), tr(N_("What begins now, and what is still to settle?")))
    for title, found in zip(_TITLES, _found(setting), strict=True):
        if found:
            yield section_title(sheet, tr(title), mark=False, gap=22)
        for text, note, icon, ink in found:
            yield from bullet(sheet, text, symbol(icon, ink), note)


_Line = tuple[str, str, str, str]
"""A text, a note, an icon and its colour."""


def _found(setting: Setting) -> tuple[list[_Line], ...]:
    return _begin(setting), _to_settle(setting), _due(setting)


def _begin(setting: Setting) -> list[_Line]:
    """The actions that come next."""
    return [_action_line(setting, setting.facts[each.id]) for each in next_actions(setting.snapshot, setting.today)]


def _action_line(setting: Setting, facts: ActionFacts) -> _Line:
    dates = setting.period(facts.start, facts.end) or setting.tr(N_("Date to set"))
    owner = facts.owner or setting.tr(N_("To assign"))
    icon = "circle-dot" if facts.status == ActionStatus.IN_PROGRESS.value else "circle"
    return setting.called(facts), "  ·  ".join((owner, dates)), icon, "primary"


def _to_settle(setting: Setting) -> list[_Line]:
    """What nobody owns, serves or answers yet, and what is late."""
    found, words = to_settle(setting.snapshot, setting.today), setting.words
    unserved, untreated = found.unserved_objectives, found.untreated_frictions
    told = (
        (found.late, "action", words.ntr("{n} late action", "{n} late actions", len(found.late)), "clock"),
        (found.without_owner, "action",
         words.ntr("{n} action without an owner", "{n} actions without an owner", len(found.without_owner)),
         "user-round"),
        (unserved, "objective",
         words.ntr("{n} objective without an action", "{n} objectives without an action", len(unserved)),
         "target"),
        (untreated, "friction",
         words.ntr("{n} friction without an action", "{n} frictions without an action", len(untreated)), "diamond"),
    )  # fmt: skip
    return [
        (text.format(n=words.number(len(ids))), _named(setting, kind, list(ids)), icon, "warning")
        for ids, kind, text, icon in told
        if ids
    ]


def _named(setting: Setting, kind: str, ids: list[str]) -> str:
    """The first of some rows by name, the others by their codes."""
    rows = [row for each in ids if (row := setting.edition.row(kind, each)) is not None]
    names = [setting.edition.named(row) for row in rows[:_MOST_NAMED]]
    others = setting.edition.codes(rows[_MOST_NAMED:])
    return setting.words.set_apart([*names, *([others] if others else [])])


def _due(setting: Setting) -> list[_Line]:
    """Milestones and readings of indicators of the next three months."""
    words, last = setting.words, soon_ends(setting.today)
    turns = [(row.day, setting.edition.title(row) or setting.tr(N_("Milestone")), "diamond")
             for row in setting.snapshot.all(Milestone) if setting.today <= row.day <= last]  # fmt: skip
    reading = setting.tr(N_("Read the indicator {kpi}"))
    reads = {
        (each.due, reading.format(kpi=setting.edition.label(each.kpi)), "gauge")
        for each in indicators(setting.snapshot, setting.today)
        if each.due is not None and each.due <= last
    }
    found = sorted([*turns, *reads])
    return [(name, words.date(day), icon, "brass") for day, name, icon in found[:_MOST]]
