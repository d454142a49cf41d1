"""The rules between rows, applied to a whole plan at once: what comes from a file obeys them like any gesture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resources.i18n import N_
from storage.base import Base
from storage.errors import PlanError, Translator
from strategy.kinds import KINDS

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
    for mapped, kind in KINDS.items():
        for row in rows.all(mapped) if kind.checks else ():
            _check(rows, row, kind)


def _check(rows: Rows, row: Base, kind: Kind) -> None:
    for rule in kind.checks:
        try:
            rule(rows, row)
        except PlanError as error:
            raise RowRefused(error, row.__tablename__, row.id) from error
