"""The ORM's view of the declared classes: a table for each, mapped when the first of them is needed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Double, ForeignKey, Integer, MetaData, Table, Text, types
from sqlalchemy import Column as SqlColumn
from sqlalchemy.ext.mutable import MutableDict, MutableList
from sqlalchemy.orm import registry

from storage.base import NO_DEFAULT, Base, Column, MappedOnDemand

_CONSTRAINT_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}

_SQL_TYPES: Mapping[type, types.TypeEngine[Any]] = {
    str: Text(),
    int: Integer(),
    float: Double(),
    bool: Boolean(),
    datetime.date: Date(),
    # House rule: lists and dicts are replaced. The mutable types see the slip of changing one in place, one level deep.
    list: MutableList.as_mutable(JSON()),
    dict: MutableDict.as_mutable(JSON()),
}


def map_classes(mapped: MappedOnDemand) -> None:
    """Map the classes of the same model as `mapped` that are not mapped yet."""
    base = next(each for each in mapped.__mro__ if issubclass(each, Base) and "__classes__" in each.__dict__)
    if "metadata" not in base.__dict__:
        base.metadata = MetaData(naming_convention=_CONSTRAINT_NAMES)
        base.registry = registry(metadata=base.metadata)
    for each in base.__classes__:
        if "__table__" not in each.__dict__:
            each.__table__ = Table(each.__tablename__, base.metadata, *map(_sql_column, each.__columns__.values()))
            # A row may be gone already when its own DELETE comes: the database had cascaded to it.
            base.registry.map_imperatively(each, each.__table__, confirm_deleted_rows=False)
    # Copies read before now have the attributes of the ORM from here on, which answer only once they are configured.
    base.registry.configure()


def _sql_column(column: Column) -> SqlColumn[Any]:  # Any: the column decides
    keys = []
    if column.reference is not None:
        target = f"{column.reference.kind}.id"
        keys.append(ForeignKey(target, ondelete=column.reference.on_delete, deferrable=True, initially="DEFERRED"))
    return SqlColumn(
        column.name,
        _SQL_TYPES[column.python],
        *keys,
        primary_key=column.name == "id",
        nullable=column.is_optional,
        default=None if column.default is NO_DEFAULT else column.default,
    )
