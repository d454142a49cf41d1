"""The classes are mapped late; what was read before must stay readable."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.base import Base, column
from storage.document import Document

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


def declared() -> Any:  # Any: a class that only it knows
    """The class of a model of its own, which nobody has asked for yet."""

    class Model(Base):
        """The model."""

    class Purse(Model):
        __tablename__ = "purse"

        currency: Mapped[str] = column(default="EUR")

    return Purse


def test_a_copy_read_before_the_classes_are_mapped_stays_readable(tmp_path: Path) -> None:
    made, read = declared(), declared()
    Document.create(tmp_path / "plan.periple", [made(currency="CHF")], base=made.__mro__[1]).close()
    with Document.open(tmp_path / "plan.periple", base=read.__mro__[1]) as document:
        (copy,) = document.copies(read)
        assert "__table__" not in vars(read)
        assert document.session is not None
        assert "__table__" in vars(read)
        assert copy.currency == "CHF"
