"""The rules between rows, applied to a whole plan at once: what comes from a file obeys them like any gesture."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from journey.operations.rows import copy_of
from resources.i18n import N_
from storage.base import Base, classes_of
from storage.errors import PlanError, Translator
from strategy.kinds import KINDS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


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


def check_together(rows: Iterable[Base]) -> None:
    """Raises PlanError, naming the row, when rows that are right one by one do not fit each other."""
    from sqlalchemy import create_engine
    from sqlalchemy.orm import Session
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", poolclass=StaticPool, hide_parameters=True)
    try:
        Base.metadata.create_all(engine)
        with Session(engine) as session:
            _index_references(session)
            copies = [copy_of(row, id=row.id) for row in rows]
            session.add_all(copies)
            session.flush()
            for row in copies:
                _check(session, row)
    finally:
        engine.dispose()


def _index_references(session: Session) -> None:
    """The rules look from parents to children: without an index each look reads the whole table."""
    from sqlalchemy import text

    for mapped in classes_of(Base):
        for name, column in mapped.__columns__.items():
            if column.reference is not None:
                table = mapped.__tablename__
                session.execute(text(f'CREATE INDEX "{table} {name}" ON "{table}" ("{name}")'))


def _check(session: Session, row: Base) -> None:
    kind = KINDS.get(type(row))
    for rule in kind.checks if kind else ():
        try:
            rule(session, row)
        except PlanError as error:
            raise RowRefused(error, row.__tablename__, row.id) from error
