"""The plan in figures, and what weighs most in it: for whoever reads one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journey.model import Friction, Journey, Segment
from resources.i18n import N_
from strategy.analysis import customer_base
from strategy.analysis.held_back import cost_of_frictions
from strategy.analysis.next_steps import next_actions
from strategy.analysis.returns import plan_return, return_months
from strategy.model import Objective
from ui.models.returns import months_words, rate_words
from ui.pictures.signs import severity_sign, symbol
from ui.report.paging import Item
from ui.report.prose import Figure, bullet, figure_cards, part_title, section_title
from ui.report.setting import Setting

TITLE = N_("In short")
_MOST = 5


def strips(setting: Setting) -> Iterator[Item]:
    """The page."""
    sheet, tr = setting.sheet, setting.tr
    yield from part_title(sheet, tr(TITLE), tr(N_("The plan in figures, and what weighs most in it.")))
    yield from figure_cards(sheet, _figures(setting))
    dearest = _dearest(setting)
    if dearest:
        yield section_title(sheet, tr(N_("What costs most today")), mark=False)
    for friction, cost in dearest:
        note = tr(N_("{where}: {cost} a year")).format(where=setting.edition.place_of(friction), cost=cost)
        yield from bullet(sheet, setting.edition.named(friction), severity_sign(friction.severity or 1), note)
    first = [setting.facts[each.id] for each in next_actions(setting.snapshot, setting.today)[:_MOST]]
    if first:
        yield section_title(sheet, tr(N_("What to do first")), mark=False)
    for facts in first:
        label = setting.edition.label(setting.ranking.quadrant(facts.impact, facts.effort))
        note = "  ·  ".join(filter(None, (label, facts.owner, facts.money)))
        yield from bullet(sheet, setting.called(facts), symbol("flag", "primary"), note)


def not_yet(setting: Setting, told: Iterable[tuple[str, str]]) -> Iterator[Item]:
    """The parts that the report leaves out, with the reason."""
    yield section_title(setting.sheet, setting.tr(N_("Not in this report yet")), mark=False)
    for title, reason in told:
        yield from bullet(setting.sheet, title, symbol("circle-dashed", "ink3"), reason)


def _figures(setting: Setting) -> list[Figure]:
    snapshot, words, tr = setting.snapshot, setting.words, setting.tr
    base = customer_base(snapshot)
    held = cost_of_frictions(snapshot, _today(setting))
    customers = words.ntr("{n} customer", "{n} customers", base or 0).format(n=words.number(base)) if base else ""
    spent = setting.spent
    of_budget = tr(N_("of {budget}")).format(budget=setting.short_money(spent.budget)) if spent.budget else ""
    back = plan_return(snapshot, setting.today)
    over = months_words(return_months(snapshot.plan))
    found = [
        Figure(words.number(len(snapshot.all(Objective))), tr(N_("Objectives"))),
        Figure(words.number(len(snapshot.all(Segment))), tr(N_("Segments")), customers),
        Figure(words.number(len(snapshot.all(Journey))), tr(N_("Journeys"))),
        Figure(words.number(len(_today(setting))), tr(N_("Frictions today")),
               tr(N_("{cost} a year")).format(cost=setting.short_money(held.value)) if held.value else ""),
        Figure(words.number(len(setting.actions)), tr(N_("Actions"))),
        Figure(setting.short_money(spent.cost), tr(N_("Total cost")), of_budget),
    ]  # fmt: skip
    if back.gain is not None:
        gain = setting.short_money(back.gain.likely)
        found.append(Figure(gain, tr(N_("Expected gain")), tr(N_("over {months} of effect")).format(months=over)))
        paid = tr(N_("pays back in {months}")).format(months=months_words(back.payback_months))
        rate = rate_words(back.likely)
        found.append(Figure(rate or "–", tr(N_("Return")), paid if back.payback_months is not None else ""))
    return found


def _today(setting: Setting) -> list[str]:
    """The frictions that customers meet today."""
    return [row.id for each in setting.as_is for row in setting.snapshot.where(Friction, journey_id=each.id)]


def _dearest(setting: Setting) -> list[tuple[Friction, str]]:
    found = [each for journey in setting.as_is for each in setting.frictions(journey) if each[1].value]
    found.sort(key=lambda each: -(each[1].value or 0.0))
    return [(row, setting.short_money(gain.value)) for row, gain in found[:_MOST]]
