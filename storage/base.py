"""Declarative base of every table: text ids made in Python, gapped positions, named constraints."""

from __future__ import annotations

import secrets
from typing import Any

from sqlalchemy import JSON, ForeignKey, MetaData, Text
from sqlalchemy.ext.mutable import MutableDict, MutableList
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column

POSITION_STEP = 1024
"""Distance between neighbours in a `position` column, so that most moves touch one row only."""

_CONSTRAINT_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def new_id() -> str:
    """A fresh row id: 16 hexadecimal characters, unique in practice, free of any client text."""
    return secrets.token_hex(8)


def link_id(first_id: str, second_id: str) -> str:
    """The id of the row that links two rows: the same pair always gives the same id, so a pair is linked once."""
    return f"{first_id}~{second_id}"


def reference(kind: str, on_delete: str = "CASCADE") -> ForeignKey:
    """A foreign key to the `id` of `kind`; `on_delete`: CASCADE for children and links, SET NULL for mentions.

    It is checked at the end of the gesture: without relationships the session does not know which row to write first,
    and undo puts rows back in any order.
    """
    return ForeignKey(f"{kind}.id", ondelete=on_delete, deferrable=True, initially="DEFERRED")


class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """Common ground of all tables. One row = one instance; links are rows too; there are no relationships,
    because views hold ids and a row that undo brings back is a new object."""

    metadata = MetaData(naming_convention=_CONSTRAINT_NAMES)
    # House rule: lists and dicts are replaced. The mutable types see the slip of changing one in place, one level deep.
    type_annotation_map = {
        str: Text(),
        list[str]: MutableList.as_mutable(JSON()),
        dict[str, Any]: MutableDict.as_mutable(JSON()),
    }
    # A row may be gone already when its own DELETE comes: the database had cascaded to it.
    __mapper_args__ = {"confirm_deleted_rows": False}

    id: Mapped[str] = mapped_column(primary_key=True, default_factory=new_id)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"
