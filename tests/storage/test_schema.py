from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import ForeignKey, select
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect
from sqlalchemy.orm import Mapped
from sqlalchemy.schema import CreateTable

import strategy.model  # noqa: F401  (declares every table of a plan)
from storage.base import Base, classes_of, column, reference
from storage.schema import OWN_TABLES, objects_of, schema_of
from tests.storage.small import Book


def test_every_table_of_a_plan_can_be_made_on_postgresql() -> None:
    for table in Base.metadata.sorted_tables:
        dialect = PGDialect()  # type: ignore[no-untyped-call]  # as SQLAlchemy declares it
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))


def test_references_are_checked_at_the_end_of_a_gesture() -> None:
    keys: Iterator[ForeignKey] = (key for table in Base.metadata.sorted_tables for key in table.foreign_keys)
    for key in keys:
        assert key.deferrable
        assert key.initially == "DEFERRED"
        assert key.ondelete in ("CASCADE", "SET NULL")


def test_the_schema_knows_every_class_and_its_head() -> None:
    schema = schema_of(Base)
    assert {kind.mapped for kind in schema.kinds.values()} == {mapper.class_ for mapper in Base.registry.mappers}
    tables = {name for sort, name, _, _ in objects_of(schema.ddl) if sort == "table"}
    assert tables == {*schema.kinds, *OWN_TABLES}


def test_a_plan_file_has_the_tables_that_sqlalchemy_would_make() -> None:
    dialect = SQLiteDialect()
    written = {str(CreateTable(table).compile(dialect=dialect)).strip() for table in Base.metadata.sorted_tables}
    _head, _kind_proof, _proof, *ours = schema_of(Base).ddl
    assert set(ours) == written


def test_tables_come_after_those_that_they_refer_to() -> None:
    order = [mapped.__tablename__ for mapped in classes_of(Base)]
    assert order == [table.name for table in Base.metadata.sorted_tables]


def test_a_column_of_a_type_that_nobody_checks_is_refused() -> None:
    class OtherBase(Base):
        pass

    with pytest.raises(KeyError, match="bytes"):
        type("Thing", (OtherBase,), {"__tablename__": "thing", "__annotations__": {"picture": "Mapped[bytes]"}})


def test_a_new_row_needs_the_columns_without_default_and_no_others() -> None:
    with pytest.raises(TypeError, match="shelf_id is missing"):
        Book()  # type: ignore[call-arg]  # that is the mistake
    with pytest.raises(TypeError, match="has no colour"):
        Book(shelf_id="top", colour="red")  # type: ignore[call-arg]  # the same


def test_a_class_declared_after_the_others_were_mapped_is_mapped_when_it_is_needed() -> None:
    class OtherBase(Base):
        pass

    class First(OtherBase):
        __tablename__ = "first"

    assert First.__table__.name == "first"

    class Second(OtherBase):
        __tablename__ = "second"
        first_id: Mapped[str] = column(reference("first"))

    assert Second(id="b", first_id="a").first_id == "a"
    assert str(Second.first_id == "a").startswith("second.first_id")


def test_a_statement_maps_the_classes_that_it_names() -> None:
    class Model(Base):
        pass

    class Shelf(Model):
        __tablename__ = "shelf"

        name: Mapped[str] = column(default="")

    assert "shelf.name" in str(select(Shelf))
