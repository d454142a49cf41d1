"""The rules between rows, applied to a whole plan at once: what comes from a file obeys them like any gesture."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from resources.i18n import N_
from storage.base import Base
from storage.errors import PlanError, Translator
from strategy.kinds import KINDS
from strategy.model import PLAN_ROW, ActionDependency, Plan
from strategy.operations.links import LINK_LABELS, circle, link_columns

if TYPE_CHECKING:
    from journey.graph import Rows
    from journey.kinds import Kind


class RowRefused(PlanError):
    """A row of a file breaks a rule; the sentence says which row and which rule."""

    sentence = N_("{kind} “{id}” does not fit the rest of the plan. {reason}")

    def __init__(self, reason: PlanError, kind: str, row_id: str, column: str = "") -> None:
        msgid = N_("{kind} “{id}”: the value of “{column}” is refused. {reason}") if column else ""
        super().__init__(msgid, kind=kind, id=row_id, column=column, reason=reason)
        self.reason = reason

    def text(self, words: Translator) -> str:
        """The sentence with its reason, both in the reader's language."""
        return words.tr(self.msgid).format(**{**self.values, "reason": self.reason.text(words)})


def check_together(rows: Rows) -> None:
    """Raises PlanError, naming the row, when rows that are right one by one do not fit each other."""
    _check_plan(rows)
    _check_links(rows)
    _check_circles(rows)
    for mapped, kind in KINDS.items():
        for row in rows.all(mapped) if kind.checks else ():
            _check(rows, row, kind)


def _check_plan(rows: Rows) -> None:
    """One plan row, with its fixed id."""
    if [row.id for row in rows.all(Plan)] != [PLAN_ROW]:
        raise PlanError(N_("A file holds exactly one row of “plan”, with the id “{id}”."), id=PLAN_ROW)


def _check_links(rows: Rows) -> None:
    """The same two rows are linked once."""
    for mapped in LINK_LABELS:
        ends = attrgetter(*link_columns(mapped))
        seen = set()
        for row in rows.all(mapped):
            if ends(row) in seen:
                raise PlanError(
                    N_("{kind} “{id}” links two rows that are already linked."), kind=row.__tablename__, id=row.id
                )
            seen.add(ends(row))


def _check_circles(rows: Rows) -> None:
    """No action waits for itself."""
    waiting = circle((row.action_id, row.needs_action_id) for row in rows.all(ActionDependency))
    if waiting:
        raise PlanError(
            N_("action “{id}” waits for itself, directly or through others. Remove one of the dependencies."),
            id=waiting[0],
        )


def _check(rows: Rows, row: Base, kind: Kind) -> None:
    for rule in kind.checks:
        try:
            rule(rows, row)
        except PlanError as error:
            raise RowRefused(error, row.__tablename__, row.id) from error
