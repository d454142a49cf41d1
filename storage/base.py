"""Declarative base of every table: text ids made in Python, gapped positions, columns with a type and a default.

A class only lists its columns here, so that opening and showing a plan does not wait for SQLAlchemy, whose import takes
longer than everything else. `storage.mapping` maps the classes when the first of them is queried or written:

    class Shelf(Base):
        __tablename__ = "shelf"
        position: Mapped[int] = column(default=0)
        name: Mapped[str] = column(default="")
"""

from __future__ import annotations

import datetime
import inspect
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

if TYPE_CHECKING:
    from sqlalchemy import MetaData, Table
    from sqlalchemy.orm import Mapped, registry

POSITION_STEP = 1024
"""Distance between neighbours in a `position` column, so that most moves touch one row only."""

BETWEEN = "~"
"""Stands between two ids in the id of the row that links them."""

NO_DEFAULT: Any = object()
"""The `default` of a column that every new row must be given."""


def new_id() -> str:
    """A fresh row id: 16 hexadecimal characters, unique in practice, free of any client text."""
    return secrets.token_hex(8)


def link_id(first_id: str, second_id: str) -> str:
    """The id of the row that links two rows: the same pair always gives the same id, so a pair is linked once."""
    return f"{first_id}{BETWEEN}{second_id}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key to the `id` of another kind.

    It is checked at the end of the gesture: without relationships the session does not know which row to write first,
    and undo puts rows back in any order.
    """

    kind: str
    on_delete: str


def reference(kind: str, on_delete: str = "CASCADE") -> Reference:
    """A column that names a row of `kind`; `on_delete`: CASCADE for children and links, SET NULL for mentions."""
    return Reference(kind, on_delete)


@dataclass(slots=True)
class Column:
    """One column: its name, its Python type (str, int, float, bool, date, list of texts, dict), its default."""

    reference: Reference | None = None
    default: Any = NO_DEFAULT  # Any: the column decides
    default_factory: Callable[[], Any] | None = None
    name: str = ""
    python: type = str
    is_optional: bool = False
    """Whether None is a value."""

    @property
    def has_default(self) -> bool:
        """Whether a new row may leave the column out."""
        return self.default is not NO_DEFAULT or self.default_factory is not None

    def declared(self, name: str, annotation: str) -> Column:
        """The same column with the name and the type of its declaration."""
        python = annotation.removeprefix("Mapped[").removesuffix("]")
        self.name, self.is_optional = name, python.endswith(_OPTIONAL)
        self.python = _TYPES[python.removesuffix(_OPTIONAL)]
        return self


def column(
    reference: Reference | None = None, *, default: Any = NO_DEFAULT, default_factory: Callable[[], Any] | None = None
) -> Any:  # Any: what stands for the column in the class is typed by its annotation
    """Declares a column; without default, every new row must be given its value."""
    return Column(reference, default, default_factory)


_OPTIONAL = " | None"
_TYPES: Mapping[str, type] = {
    "str": str,
    "int": int,
    "float": float,
    "bool": bool,
    "datetime.date": datetime.date,
    "list[str]": list,
    "dict[str, Any]": dict,
}
_MADE_BY_MAPPING = frozenset({"__table__", "__mapper__", "metadata", "registry"})
_ASKED_BY_STATEMENTS = "__clause_element__"
"""What `select(Shelf)` looks for before it asks whether the class is mapped."""


@dataclass_transform(kw_only_default=True, eq_default=False, field_specifiers=(column,))
class MappedOnDemand(type):
    """Maps the classes when somebody asks one of them for what only SQLAlchemy can give."""

    __columns__: Mapping[str, Column]

    def __getattr__(cls, name: str) -> Any:  # Any: an attribute made by SQLAlchemy
        if name in _MADE_BY_MAPPING or name in cls.__columns__ or name == _ASKED_BY_STATEMENTS:
            from storage.mapping import map_classes

            map_classes(cls)
            if name in cls.__columns__ or any(name in each.__dict__ for each in cls.__mro__):
                return getattr(cls, name)
        raise AttributeError(f"{cls.__name__} has no attribute {name}")


class Base(metaclass=MappedOnDemand):
    """Common ground of all tables. One row = one instance; links are rows too; there are no relationships,
    because views hold ids and a row that undo brings back is a new object."""

    __tablename__: ClassVar[str]
    __columns__: ClassVar[Mapping[str, Column]] = {}
    """The columns by name, in the order of the table."""
    __classes__: ClassVar[list[type[Base]]] = []
    """All classes of the same model; a subclass of `Base` without a table begins another model."""
    if TYPE_CHECKING:
        __table__: ClassVar[Table]
        metadata: ClassVar[MetaData]
        registry: ClassVar[registry]

        id: Mapped[str] = column(default_factory=new_id)

    def __init_subclass__(cls) -> None:
        if "__tablename__" not in cls.__dict__:
            cls.__classes__ = []
            return
        found = {
            name: cls.__dict__.get(name, Column()).declared(name, annotation)
            for name, annotation in inspect.get_annotations(cls).items()
        }
        for name in found.keys() & cls.__dict__.keys():
            delattr(cls, name)
        cls.__columns__ = {**found, "id": Column(default_factory=new_id, name="id")}
        cls.__classes__.append(cls)

    def __init__(self, **values: Any) -> None:  # Any: the columns decide
        if "__table__" not in type(self).__dict__:
            from storage.mapping import map_classes

            map_classes(type(self))
            type(self).__init__(self, **values)  # now SQLAlchemy's, which calls this one
            return
        for name, each in self.__columns__.items():
            if name in values:
                setattr(self, name, values.pop(name))
            elif each.default_factory is not None:
                setattr(self, name, each.default_factory())
            elif each.default is not NO_DEFAULT:
                setattr(self, name, each.default)
            else:
                raise TypeError(f"{type(self).__name__}: {name} is missing")
        if values:
            raise TypeError(f"{type(self).__name__} has no {', '.join(values)}")

    @classmethod
    def detached(cls, values: Mapping[str, Any]) -> Self:  # Any: the columns decide
        """A copy of a row for reading only: no session knows it, and giving it another value fails or is lost."""
        row = cls.__new__(cls)
        row.__dict__.update(values)
        return row

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"


def classes_of(base: type[Base] = Base) -> tuple[type[Base], ...]:
    """The classes of a model, those that others refer to first, else by the names of their tables."""
    return _classes_of(base, len(base.__classes__))


@lru_cache
def _classes_of(base: type[Base], _count: int) -> tuple[type[Base], ...]:
    waiting = sorted(base.__classes__, key=lambda each: each.__tablename__)
    done: dict[str, type[Base]] = {}
    while waiting:
        ready = [each for each in waiting if _parents(each) <= done.keys()]
        if not ready:
            raise TypeError(f"these tables refer to each other in a circle, or to none: {waiting}")
        done.update((each.__tablename__, each) for each in ready)
        waiting = [each for each in waiting if each not in ready]
    return tuple(done.values())


def _parents(mapped: type[Base]) -> set[str]:
    named = {each.reference.kind for each in mapped.__columns__.values() if each.reference is not None}
    return named - {mapped.__tablename__}
