"""The best set of actions in words: the table of what is in and out, and the sentences over it."""

from __future__ import annotations

from collections.abc import Sequence

from resources.i18n import N_, current, ntr, tr
from strategy.analysis.best_set import MORE, BestSet, Candidate, Dropped, Step, Why
from strategy.analysis.choosing import UNDER_WAY, Aim, Answer
from strategy.model import Action, ActionStatus
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell
from ui.models.returns import names_of
from ui.models.row_table import Column

AIMS = {
    Aim.LIKELY: N_("Likely gain"),
    Aim.LOW: N_("Low gain"),
    Aim.HIGH: N_("High gain"),
    Aim.POINTS: N_("Points: impact, weighed by segment"),
}
_TENTH = 0.1
_REASONS = {
    Why.NO_COST: N_("Its cost is not set."),
    Why.NO_EFFORT: N_("Its effort is not set."),
    Why.TOO_DEAR: N_("The budget does not pay for it and what it needs."),
    Why.TOO_LONG: N_("There are not enough days for it and what it needs."),
}


class BestSetTable:
    """What the table reads: the answer shown last."""

    def __init__(self) -> None:
        self.answer: Answer | None = None

    def ids(self, snapshot: Snapshot) -> list[str]:
        """The actions in the set, then those out of it; those that are no more are left out."""
        found = self._found
        if found is None:
            return []
        every = [*found.chosen, *(each.id for each in found.dropped)]
        return [each for each in every if snapshot.get(Action, each) is not None]

    def columns(self) -> list[Column]:
        """In or out, action, what it brings, costs and takes, and why."""
        return [
            Column("in", tr("Set"), self._place, width=136),
            Column("name", tr("Action"), self._title, width=240),
            Column("value", tr("Brings"), self._value, width=110, is_figure=True),
            Column("cost", tr("Cost"), self._cost, width=96, is_figure=True),
            Column("days", tr("Days"), self._days, width=64, is_figure=True),
            Column("why", tr("Why"), self._why, width=300),
        ]

    @property
    def _found(self) -> BestSet | None:
        return self.answer.found if self.answer else None

    def _candidate(self, action_id: str) -> Candidate:
        candidates = self.answer.candidates if self.answer else ()
        return next((each for each in candidates if each.id == action_id), Candidate(action_id, None, None))

    def _dropped(self, action_id: str) -> Dropped | None:
        dropped = self._found.dropped if self._found else ()
        return next((each for each in dropped if each.id == action_id), None)

    def _place(self, _snapshot: Snapshot, action_id: str) -> Cell:
        if self._dropped(action_id) is None:
            return Cell(tr("Keep"), tone="success", weight=600, icon="circle-check", icon_tone="success")
        return Cell(tr("Drop"), tone="ink3", icon="circle-dashed", icon_tone="ink3")

    def _title(self, snapshot: Snapshot, action_id: str) -> Cell:
        row, names = snapshot.get(Action, action_id), names_of(snapshot, current().language)
        is_out = self._dropped(action_id) is not None
        title = names.title(row) if row else ""
        words = f"{names.code(row)}  {title or tr('Action to name')}"
        return Cell(words, tone="ink2" if is_out else "ink", weight=None if is_out else 600)

    def _value(self, snapshot: Snapshot, action_id: str) -> Cell:
        value = self._candidate(action_id).value
        if value is None or self.answer is None:
            return Cell("–", tone="ink3", right=True)
        return Cell(value_words(value, self.answer.question.aim, snapshot), right=True)

    def _cost(self, snapshot: Snapshot, action_id: str) -> Cell:
        cost = self._candidate(action_id).cost
        if cost is None:
            return Cell(tr("To set"), tone="warning", right=True)
        return Cell(current().money(cost, snapshot.plan.currency), right=True)

    def _days(self, _snapshot: Snapshot, action_id: str) -> Cell:
        days = self._candidate(action_id).days
        return Cell("–" if days is None else days_figure(days), right=True)

    def _why(self, snapshot: Snapshot, action_id: str) -> Cell:
        dropped = self._dropped(action_id)
        words = self._why_kept(snapshot, action_id) if dropped is None else self._why_dropped(snapshot, dropped)
        return Cell(words, tone="ink2", hint=words)

    def _why_kept(self, snapshot: Snapshot, action_id: str) -> str:
        row, found = snapshot.get(Action, action_id), self._found
        if row is None or found is None or self.answer is None:
            return ""
        if row.status == ActionStatus.DONE:
            return tr("Done: its cost is spent.")
        if action_id in self.answer.question.pinned:
            return tr("You keep it in any case.")
        if self._candidate(action_id).is_fixed and row.status in UNDER_WAY:
            return tr("Under way.")
        needing = [each.id for each in self.answer.candidates if action_id in each.needs and each.id in found.chosen]
        return tr("Needed by {codes}.").format(codes=_codes(snapshot, needing)) if needing else ""

    def _why_dropped(self, snapshot: Snapshot, dropped: Dropped) -> str:
        if dropped.why in _REASONS:
            return tr(_REASONS[dropped.why])
        if dropped.why is Why.BLOCKED:
            return tr("It needs {codes}, which cannot be kept.").format(codes=_codes(snapshot, dropped.blocked_by))
        if dropped.why is Why.NO_GAIN:
            is_known = self._candidate(dropped.id).value is not None
            return tr("It brings nothing of its own.") if is_known else tr("What it brings is not known.")
        if not dropped.loss or self.answer is None:
            return tr("Another set brings as much and costs less.")
        loss = value_words(dropped.loss, self.answer.question.aim, snapshot)
        return tr("With it the set would bring {amount} less.").format(amount=loss)


def days_figure(days: float) -> str:
    """A number of days, with a tenth where there is one."""
    return current().number(days, 0 if abs(days - round(days)) < _TENTH / 2 else 1)


def value_words(value: float, aim: Aim, snapshot: Snapshot) -> str:
    """A gain a year, or points."""
    if aim is Aim.POINTS:
        return ntr("{n} point", "{n} points", round(value)).format(n=current().number(value))
    return current().money(value, snapshot.plan.currency)


def headline(answer: Answer, snapshot: Snapshot) -> str:
    """What the set is and brings, in one sentence; what must be kept and does not fit."""
    words, currency = current(), snapshot.plan.currency
    if answer.found is None:
        money, days = answer.misfit or (0.0, 0.0)
        parts = [tr("{amount} are missing").format(amount=words.money(money, currency))] if money else []
        parts += [tr("{days} days are missing").format(days=days_figure(days))] if days else []
        return tr("What must be kept does not fit: {list}.").format(list=", ".join(parts))
    found, count = answer.found, len(answer.found.chosen)
    every = count + len(found.dropped)
    value = value_words(found.value, answer.question.aim, snapshot)
    said = (
        ntr("{n} action of {all} brings {value} for {cost}.", "{n} actions of {all} bring {value} for {cost}.", count)
        if answer.question.aim is Aim.POINTS
        else ntr("{n} action of {all} brings {value} a year for {cost}.",
                 "{n} actions of {all} bring {value} a year for {cost}.", count)
    )  # fmt: skip
    cost = words.money(found.cost, currency)
    return said.format(n=words.number(count), all=words.number(every), value=value, cost=cost)


def rest_words(answer: Answer, snapshot: Snapshot) -> str:
    """What is left of the money and of the days."""
    found, question, words = answer.found, answer.question, current()
    if found is None:
        return tr("Raise the limits, or keep less.")
    parts = []
    if question.budget is not None:
        left = words.money(question.budget - found.cost, snapshot.plan.currency)
        parts.append(tr("{amount} left.").format(amount=left))
    days = days_figure(found.days)
    if question.days is None:
        parts.append(ntr("{n} day of work.", "{n} days of work.", round(found.days)).format(n=days))
    else:
        limit = days_figure(question.days)
        parts.append(tr("{days} of {limit} days of work.").format(days=days, limit=limit))
    return " ".join(parts)


def more_words(answer: Answer, snapshot: Snapshot) -> str:
    """What one more thousand buys, and the next budget that buys more."""
    found, question = answer.found, answer.question
    if found is None or question.budget is None:
        return ""
    more = current().money(MORE, snapshot.plan.currency)
    near = found.step_within(question.budget + MORE)
    if near is not None:
        return tr("With {amount} more: {what}.").format(amount=more, what=_step_words(near, answer, snapshot))
    if not found.steps:
        return tr("More money would bring nothing more.")
    first = tr("With {amount} more: nothing more.").format(amount=more)
    far = found.steps[0]
    budget = current().money(far.budget, snapshot.plan.currency)
    then = tr("From {budget}: {what}.").format(budget=budget, what=_step_words(far, answer, snapshot))
    return f"{first} {then}"


def _step_words(step: Step, answer: Answer, snapshot: Snapshot) -> str:
    added = ntr("{codes} comes in", "{codes} come in", len(step.added))
    removed = ntr("{codes} goes out", "{codes} go out", len(step.removed))
    said = tr("{amount} more") if answer.question.aim is Aim.POINTS else tr("{amount} more a year")
    extra = said.format(amount=value_words(step.extra, answer.question.aim, snapshot))
    moves = [
        said.format(codes=_codes(snapshot, ids)) for said, ids in ((added, step.added), (removed, step.removed)) if ids
    ]
    return current().set_apart([*moves, extra])


def _codes(snapshot: Snapshot, ids: Sequence[str]) -> str:
    names = names_of(snapshot, current().language)
    rows = [snapshot.get(Action, each) for each in ids]
    return names.codes(row for row in rows if row is not None)
