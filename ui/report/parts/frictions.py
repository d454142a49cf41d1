"""Frictions: what each costs in a year, the dearest first, and what answers it."""

from __future__ import annotations

from collections.abc import Iterator

from journey.model import Friction, Journey
from journey.what_if import FrictionGain
from resources.i18n import N_
from strategy.analysis.held_back import HeldBack, cost_of_frictions
from strategy.links import actions_of_friction, is_answered
from ui.models.journey_pairs import segment_name
from ui.pictures.signs import severity_sign, symbol
from ui.report.paging import Item
from ui.report.prose import Figure, figure_cards, paragraph, part_title
from ui.report.setting import Setting
from ui.report.tables import Cell, Column, Row, cell, group_row, row, table

TITLE = N_("Frictions and their cost")
_COLUMNS, _COST = 5, 3


def missing(setting: Setting) -> str:
    """What is told in its place as long as there is nothing to show."""
    return (
        setting.tr(N_("No friction yet: step 3 notes them.")) if not any(map(setting.frictions, setting.as_is)) else ""
    )


def strips(setting: Setting) -> Iterator[Item]:
    """The figures of today, then a table by journey."""
    sheet, tr = setting.sheet, setting.tr
    question = tr(N_("What irritates customers today, and what would be won without it?"))
    yield from part_title(sheet, tr(TITLE), question)
    found = [(each, frictions) for each in setting.as_is if (frictions := setting.frictions(each))]
    yield from figure_cards(sheet, _figures(setting, [row for _, rows in found for row, _ in rows]))
    columns = (
        Column(tr(N_("Friction")), 38), Column(tr(N_("Touchpoint")), 24),
        Column(tr(N_("Customers a year")), 13, is_figure=True), Column(tr(N_("Cost a year")), 14, is_figure=True),
        Column(tr(N_("Answer")), 26),
    )  # fmt: skip
    rows = [each for journey, frictions in found for each in _rows(setting, journey, frictions)]
    yield from table(sheet, columns, rows, gap=16)
    told = N_("Cost: what the journey would bring more in a year if the friction were gone. Frictions that explain the "
              "same loss win it back once, so their costs do not simply add up.")  # fmt: skip
    yield from paragraph(sheet, tr(told), "caption", "ink2")


def _figures(setting: Setting, found: list[Friction]) -> list[Figure]:
    words, tr = setting.words, setting.tr
    held = _held(setting, found)
    open_ones = sum(not is_answered(setting.snapshot, each) for each in found)
    severe = sum((each.severity or 0) >= 4 for each in found)
    unknown = words.ntr("{n} cost not known", "{n} costs not known", held.unknown) if held.unknown else ""
    return [
        Figure(words.number(len(found)), tr(N_("Frictions today"))),
        Figure(setting.short_money(held.value) or "–", tr(N_("Cost a year, all together")),
               unknown.format(n=words.number(held.unknown)), "danger" if held.value else "ink"),
        Figure(words.number(severe), tr(N_("Severity 4 or 5"))),
        Figure(words.number(open_ones), tr(N_("Without an answer")), ink="warning" if open_ones else "ink"),
    ]  # fmt: skip


def _held(setting: Setting, found: list[Friction]) -> HeldBack:
    return cost_of_frictions(setting.snapshot, [each.id for each in found])


def _rows(setting: Setting, journey: Journey, found: list[tuple[Friction, FrictionGain]]) -> Iterator[Row]:
    total = _held(setting, [each for each, _ in found]).value
    name = setting.edition.title(journey) or segment_name(setting.snapshot, journey)
    yield group_row(name, setting.short_money(total), _COLUMNS, at=_COST)
    for friction, gain in found:
        kind = setting.edition.label(friction.type)
        said = setting.edition.named(friction)
        people = "–" if gain.people is None else setting.words.number(round(gain.people))
        yield row(
            cell(said, "" if kind == setting.edition.title(friction) else kind, role="medium",
                 sign=severity_sign(friction.severity) if friction.severity else symbol("diamond", "ink3")),
            setting.edition.place_of(friction), people,
            cell(setting.short_money(gain.value) or "–", role="bold"), _answer(setting, friction),
        )  # fmt: skip


def _answer(setting: Setting, friction: Friction) -> Cell:
    """The actions that reduce it, else why the team will not act on it."""
    actions = actions_of_friction(setting.snapshot, friction.id)
    if actions:
        return cell("\n".join(setting.edition.named(each) for each in actions))
    reason = friction.declined_because.strip()
    if reason:
        return cell(setting.tr(N_("Declined: {reason}")).format(reason=reason), ink="ink2")
    return cell(setting.tr(N_("No action")), role="medium", ink="warning")
