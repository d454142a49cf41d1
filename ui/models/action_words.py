"""The cells of the table of actions in words: what screen readers say and what the pointer explains."""

from __future__ import annotations

from resources.i18n import current, ntr, tr
from ui.models.action_plan import ActionFacts

TITLE, SEGMENTS, FRICTIONS, OBJECTIVES, OWNER, WEIGHT, COST, DATES = range(8)
"""The columns of the table."""


def count_words(number: int) -> str:
    """How many actions, in words."""
    return ntr("{n} action", "{n} actions", number).format(n=current().number(number))


def cell_words(facts: ActionFacts, column: int) -> str:
    """A cell in words, for screen readers and searches."""
    words = current()
    if column == TITLE:
        return f"{facts.code} {facts.title or tr('Action to name')}, {words.label(facts.status)}"
    if column == WEIGHT:
        return f"{words.number(facts.impact)}, {words.number(facts.effort)}"
    if column == DATES:
        return " – ".join(words.date(day) for day in (facts.start, facts.end) if day)
    return {
        SEGMENTS: ", ".join(name for name, _ in facts.segments),
        FRICTIONS: ", ".join(each.code for each in facts.frictions),
        OBJECTIVES: ", ".join(facts.objectives),
        OWNER: facts.owner,
        COST: facts.money,
    }[column]


def calendar_words(facts: ActionFacts, slack: int | None = None) -> str:
    """The calendar cell in words: dates, effect, progress, what it waits for, what comes too late for it.

    `slack`: by how many days it can slip without delaying the plan, where that is known.
    """
    words = current()
    dates = cell_words(facts, DATES)
    parts = [dates or tr("No dates yet")]
    if facts.effect:
        parts.append(tr("effect expected on {day}").format(day=words.date(facts.effect)))
    if facts.done_share is not None:
        parts.append(tr("{share} done").format(share=words.percent(facts.done_share, 0)))
    if facts.waits_for:
        parts.append(tr("waits for {codes}").format(codes=words.join(facts.waits_for)))
    if facts.held_by:
        parts.append(tr("starts before {codes} has ended").format(codes=words.join(facts.held_by)))
    if slack is not None:
        slips = ntr("can slip by {n} day", "can slip by {n} days", slack).format(n=words.number(slack))
        parts.append(slips if slack else tr("on the critical path"))
    return ", ".join(parts)


def rank_words(facts: ActionFacts) -> str:
    """The rank of an action in words; "" without one."""
    return tr("rank {n}").format(n=current().number(facts.rank)) if facts.rank else ""


def tooltip_words(facts: ActionFacts, column: int, slack: int | None = None) -> str:
    """What the pointer explains: what is elided, abbreviated or missing."""
    words = current()
    if column == OWNER:
        return facts.owner or tr("Owner to name")
    if column == WEIGHT:
        days = tr("{n} person-days").format(n=words.number(facts.effort_days))
        said = tr("Impact {impact} of 5, effort {effort} of 5, {days}").format(
            impact=words.number(facts.impact), effort=words.number(facts.effort), days=days
        )
        return f"{said}, {rank_words(facts)}" if facts.rank else said
    if column == DATES:
        return calendar_words(facts, slack)
    return cell_words(facts, column)
