"""Random gestures on any model: rows and changes are drawn from the mapped classes alone."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from random import Random
from typing import Any

from sqlalchemy import delete, select, text, types, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import KeyedColumnElement

from storage.base import Base
from storage.document import Document
from storage.schema import Kind, schema_of

_LETTERS = "aéœ’ \u00a0\t\n\"'<=%漢😀\u202e"


class Changed(Exception):
    """Raised in the middle of a gesture to see it taken back."""


class Hand:
    """Somebody who changes a plan at random, always the same for the same seed."""

    def __init__(self, document: Document, base: type[Base], seed: int, *, most: int = 5) -> None:
        self._document = document
        self._most = most
        self._random = Random(seed)
        self._made = 0
        self._kinds = list(schema_of(base).kinds.values())
        asked = (f"SELECT '{kind.name}' WHERE EXISTS (SELECT 1 FROM \"{kind.name}\")" for kind in self._kinds)
        self._which_have_rows = " UNION ALL ".join(asked)

    def gesture(self) -> None:
        """One change of any sort, or some, five at most unless told."""
        with self._document.transact("Random", self._random.choice([None, None, "key"])) as session:
            self._changes(session)

    def failing_gesture(self) -> None:
        """The same, taken back."""
        with self._document.transact("Random") as session:
            self._changes(session)
            raise Changed

    def _changes(self, session: Session, depth: int = 0) -> None:
        sorts: list[Callable[[Session], None]] = [
            *[self._insert] * 4, *[self._update] * 3, self._delete, self._in_place,
            self._bulk_update, self._bulk_delete, self._replace,
        ]  # fmt: skip
        for _ in range(self._random.randint(1, self._most)):
            if depth < 2 and self._random.random() < 0.15:
                self._part(session, depth + 1)
            else:
                self._random.choice(sorts)(session)
                session.flush()

    def _part(self, session: Session, depth: int) -> None:
        try:
            with self._document.transact("Part"):
                self._changes(session, depth)
                if self._random.random() < 0.5:
                    raise Changed
        except Changed:
            pass

    def _insert(self, session: Session) -> None:
        session.add(self._new(session, self._random.choice(self._kinds)))

    def _new(self, session: Session, kind: Kind) -> Base:
        columns = [column for column in kind.mapped.__table__.columns if column.key != "id"]
        values = {column.key: self._value(session, column) for column in columns}
        self._made += 1
        # The revision rises for ever: two hands with the same seed do not make the same ids.
        return kind.mapped(id=f"{self._document.revision:08x}{self._made:08x}", **values)

    def _update(self, session: Session) -> None:
        row = self._any_row(session)
        if row is not None:
            for column in self._some_columns(type(row)):
                setattr(row, column.key, self._value(session, column))

    def _delete(self, session: Session) -> None:
        row = self._any_row(session)
        if row is not None:
            session.delete(row)

    def _in_place(self, session: Session) -> None:
        row = self._any_row(session)
        for value in vars(row).values() if row is not None else ():
            if isinstance(value, list):
                value.append(self._text())
            elif isinstance(value, dict):
                value[self._text()] = self._random.random()

    def _bulk_update(self, session: Session) -> None:
        mapped = self._random.choice(self._kinds).mapped
        values = {column.key: self._value(session, column) for column in self._some_columns(mapped)}
        session.execute(update(mapped).values(values))

    def _bulk_delete(self, session: Session) -> None:
        row = self._any_row(session)
        if row is not None:
            session.execute(delete(type(row)).where(type(row).id >= row.id))

    def _replace(self, session: Session) -> None:
        """A REPLACE of a whole row: it deletes without firing delete triggers, and cascades all the same."""
        row = self._any_row(session)
        if row is not None:
            name = row.__tablename__
            session.execute(text(f'REPLACE INTO "{name}" SELECT * FROM "{name}" WHERE id = :id'), {"id": row.id})

    def _any_row(self, session: Session) -> Base | None:
        kinds = self._kinds_with_rows(session)
        if not kinds:
            return None
        mapped = self._random.choice(kinds).mapped
        return self._random.choice(session.scalars(select(mapped).order_by(mapped.id)).all())

    def _kinds_with_rows(self, session: Session) -> list[Kind]:
        """Asked of the file at once: a question for each of the many kinds takes longer than the gesture."""
        connection = session.connection()
        found = {name for (name,) in connection.exec_driver_sql(self._which_have_rows)}
        return [kind for kind in self._kinds if kind.name in found]

    def _some_columns(self, mapped: type[Base]) -> list[KeyedColumnElement[Any]]:
        columns = [column for column in mapped.__table__.columns if column.key != "id"]
        return self._random.sample(columns, self._random.randint(1, min(3, len(columns))))

    def _value(self, session: Session, column: KeyedColumnElement[Any]) -> Any:
        if column.nullable and self._random.random() < 0.3:
            return None
        for key in column.foreign_keys:
            return self._target(session, key.column.table.name, is_optional=bool(column.nullable))
        mapped = next(kind.mapped for kind in self._kinds if kind.mapped.__table__ is column.table)
        return self._plain_value(column.type, is_dict="dict" in str(mapped.__annotations__[column.key]))

    def _plain_value(self, column_type: types.TypeEngine[Any], *, is_dict: bool) -> Any:
        random = self._random
        if isinstance(column_type, types.Boolean):
            return random.random() < 0.5
        if isinstance(column_type, types.Integer):
            return random.choice([0, 1, -1, 5, 2**63 - 1, random.randint(-9999, 9999)])
        if isinstance(column_type, types.Float):
            return random.choice([0.0, 0.1 + 0.2, 1.0, -0.0, 5e-324, 1e308, random.random(), random.gauss(0, 1e6)])
        if isinstance(column_type, types.Date):
            return datetime.date(2020, 1, 1) + datetime.timedelta(random.randint(0, 9999))
        if isinstance(column_type, types.JSON):
            return {self._text(): 0.1 + 0.2, "é": None} if is_dict else [self._text() for _ in range(3)]
        return self._text()

    def _text(self) -> str:
        return "".join(self._random.choices(_LETTERS, k=self._random.choice([0, 1, 3, 30])))

    def _target(self, session: Session, name: str, *, is_optional: bool) -> str | None:
        kind = next(kind for kind in self._kinds if kind.name == name)
        ids = session.scalars(select(kind.mapped.id).order_by(kind.mapped.id)).all()
        if ids:
            return self._random.choice(ids)
        if is_optional:
            return None
        parent = self._new(session, kind)
        session.add(parent)
        session.flush()
        return parent.id
