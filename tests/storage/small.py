"""A small model with one column of each sort, a cascade, a mention and a tree, for tests that need no real plan."""

from __future__ import annotations

import contextlib
import datetime
import sqlite3
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from storage.base import Base, column, reference
from storage.database import PlanConnection
from storage.document import Document
from storage.mapping import map_classes
from storage.schema import OWN_TABLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


class SmallBase(Base):
    """A model of its own, beside the product's."""


class Shelf(SmallBase):
    __tablename__ = "shelf"

    position: Mapped[int] = column(default=0)
    name: Mapped[str] = column(default="")


class Book(SmallBase):
    __tablename__ = "book"

    shelf_id: Mapped[str] = column(reference("shelf"))
    sequel_of_id: Mapped[str | None] = column(reference("book"), default=None)
    position: Mapped[int] = column(default=0)
    title: Mapped[str] = column(default="")
    price: Mapped[float | None] = column(default=None)
    printed: Mapped[datetime.date | None] = column(default=None)
    is_lent: Mapped[bool] = column(default=False)
    words: Mapped[list[str]] = column(default_factory=list)
    marks: Mapped[dict[str, Any]] = column(default_factory=dict)


class Reader(SmallBase):
    __tablename__ = "reader"

    book_id: Mapped[str | None] = column(reference("book", "SET NULL"), default=None)
    name: Mapped[str] = column(default="")


map_classes(SmallBase)  # tests write statements on these classes before they open a document


def library() -> list[SmallBase]:
    """Two shelves, three books of which one is the sequel of another, and a reader."""
    return [
        Shelf(id="top", name="Top"),
        Shelf(id="low", name="Low", position=1),
        Book(id="one", shelf_id="top", title="One", price=0.1, printed=datetime.date(2024, 2, 29)),
        Book(id="two", shelf_id="top", sequel_of_id="one", title="Two", words=["a", "é"], marks={"x": 1.5}),
        Book(id="three", shelf_id="low", title="Three", is_lent=True, position=2),
        Reader(id="ana", book_id="one", name="Ana"),
    ]


def stored(document: Document) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of a document as SQLite stores it, by table and in the order of their ids."""
    connection = raw(document)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    with read_at_once(connection):
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall()
            for name in tables
            if name not in OWN_TABLES
        }


@contextlib.contextmanager
def read_at_once(connection: sqlite3.Connection) -> Iterator[None]:
    """One transaction for all that is read: each locks the file anew, which takes as long as reading a table."""
    is_ours = not connection.in_transaction
    if is_ours:
        connection.execute("BEGIN")
    yield
    if is_ours:
        connection.execute("COMMIT")


def rename(document: Document, name: str, merge_key: str | None = None) -> None:
    with document.transact("Rename shelf", merge_key, subject="Top"):
        shelf = document.get(Shelf, "top")
        assert shelf
        shelf.name = name


def raw(document: Document) -> PlanConnection:
    return cast(PlanConnection, document.session.connection().connection.dbapi_connection)


def shelf_name(document: Document) -> str:
    shelf = document.get(Shelf, "top")
    assert shelf
    return shelf.name
