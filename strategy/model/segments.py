"""Where the figures of segments come from, when a file of customers was read."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from storage.base import Base, column, reference

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped


class SegmentImport(Base):
    """What a file of customers said of a segment when it was last read: how it was counted, and the figures.

    Its id joins the id of the segment and "file". Nothing here or elsewhere in a plan names a customer.
    """

    __tablename__ = "segment_import"

    segment_id: Mapped[str] = column(reference("segment"))
    file_name: Mapped[str] = column(default="")
    imported_on: Mapped[datetime.date | None] = column(default=None)
    rule: Mapped[str] = column(default="")
    """Who belongs to the segment, in words."""
    period_start: Mapped[datetime.date | None] = column(default=None)
    """Day of the first purchase in the file."""
    period_end: Mapped[datetime.date | None] = column(default=None)
    """Day of the last one."""
    reference_date: Mapped[datetime.date | None] = column(default=None)
    """The day to which tenure and recency were counted."""
    rows_read: Mapped[int | None] = column(default=None)
    rows_used: Mapped[int | None] = column(default=None)
    customers: Mapped[int | None] = column(default=None)
    """All customers of the file."""
    size: Mapped[int | None] = column(default=None)
    """Customers of the segment; it and the next three are as the file gave them, whatever the team wrote since."""
    average_basket: Mapped[float | None] = column(default=None)
    tenure_years: Mapped[float | None] = column(default=None)
    value_past: Mapped[float | None] = column(default=None)
