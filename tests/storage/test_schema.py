from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Column, ForeignKey, LargeBinary, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.orm import registry
from sqlalchemy.schema import CreateTable

import strategy.model  # noqa: F401  (maps every table of a plan)
from storage.base import Base
from storage.schema import objects_of, schema_of
from tests.storage.small import SmallBase


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
    assert tables == {*schema.kinds, "head"}


def test_a_column_whose_values_nobody_checks_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TypeError, match="no rule"):
        schema_of(model_with(Column("picture", LargeBinary)))


def test_a_unique_rule_is_refused() -> None:
    with pytest.raises(TypeError, match="unique"):
        schema_of(model_with(Column("name", Text), UniqueConstraint("name")))


def model_with(*parts: Column[object] | UniqueConstraint) -> type[Base]:
    metadata = MetaData()

    class OtherBase(SmallBase):
        __abstract__ = True

    OtherBase.metadata = metadata
    OtherBase.registry = registry(metadata=metadata)
    table = Table("thing", metadata, Column("id", Text, primary_key=True), *parts)

    class Thing:
        pass

    OtherBase.registry.map_imperatively(Thing, table)
    return OtherBase
