"""The gesture that takes figures counted in a file of customers into the plan. Only figures of groups come here."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from journey.kinds import accepted, shortened
from journey.model import Segment
from journey.operations.rows import insert, next_position, required
from resources.i18n import N_
from storage.base import link_id
from storage.document import Document
from storage.errors import PlanError
from strategy.kinds import KINDS
from strategy.model import PLAN_ROW, Plan, SegmentImport

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from strategy.imports import Customers, GroupFigures


_LONGEST_RULE = 2_000


@dataclass(frozen=True, slots=True)
class FileRead:
    """What the plan keeps of the file besides its figures."""

    name: str
    imported_on: datetime.date
    rows_read: int
    rows_used: int
    customers: int
    period: tuple[datetime.date, datetime.date] | None = None
    reference_date: datetime.date | None = None

    @classmethod
    def of(cls, name: str, customers: Customers, imported_on: datetime.date) -> FileRead:
        """The file `name` (without its folder) that these customers were read from."""
        report = customers.report
        return cls(
            name, imported_on, report.read, report.used, len(customers), customers.period, customers.reference_date
        )


def import_segments(
    document: Document,
    groups: Sequence[GroupFigures],
    file_read: FileRead,
    *,
    into: Mapping[str, str] | None = None,
    base: int | None = None,
) -> list[str]:
    """Write the figures of groups into segments; returns the ids of the segments in the order of the groups.

    `into` names the segments that are updated, {name of the group: segment id}; the other groups become new segments.
    A figure that the file does not tell leaves that of the segment as it is. `base` is the new number of customers in
    all, None leaves it. Raises PlanError for a group without name, and for two groups that go into one segment.
    """
    into = into or {}
    targets = [into[group.name] for group in groups if group.name in into]
    if not groups:
        raise PlanError(N_("Choose at least one segment to import."))
    if len(set(targets)) < len(targets):
        raise PlanError(N_("Two groups go into the same segment. Choose another one for each."))
    with document.transact(N_("Import segments"), subject=shortened(file_read.name), is_import=True) as session:
        segment_ids = [_written(session, group, file_read, into.get(group.name)) for group in groups]
        plan = session.get(Plan, PLAN_ROW)
        if base is not None and plan is not None:
            plan.customer_base = accepted(Plan, "customer_base", base, KINDS[Plan].limits)
    return segment_ids


def _written(session: Session, group: GroupFigures, file_read: FileRead, segment_id: str | None) -> str:
    """Put the figures of one group into a segment, a new one when None; its id."""
    if segment_id is None:
        if not group.name.strip():
            raise PlanError(N_("Give every segment a name."))
        segment = Segment(name=group.name.strip(), position=next_position(session, Segment))
        insert(session, [segment])
    else:
        segment = required(session, Segment, segment_id)
    figures = _figures(group)
    for column, value in figures.items():
        if value is not None:
            setattr(segment, column, accepted(Segment, column, value, KINDS[Segment].limits))
    source_id = link_id(segment.id, "file")
    former = session.get(SegmentImport, source_id)
    if former is None:
        insert(session, [SegmentImport(id=source_id, segment_id=segment.id, **_origin(group, file_read))], KINDS)
    else:
        for column, value in _origin(group, file_read).items():
            setattr(former, column, accepted(SegmentImport, column, value, KINDS[SegmentImport].limits))
    return segment.id


def _figures(group: GroupFigures) -> dict[str, Any]:  # Any: the columns decide
    """The columns that a segment and its import share. A relationship that begins after its end has no length."""
    return {
        "size": group.size,
        "average_basket": group.average_basket,
        "tenure_years": None if group.tenure_years is None else max(0.0, group.tenure_years),
        "value_past": group.value_per_year,
    }


def _origin(group: GroupFigures, file_read: FileRead) -> dict[str, Any]:  # Any: the columns decide
    start, end = file_read.period or (None, None)
    return {
        **_figures(group),
        "file_name": shortened(file_read.name, 200),
        "imported_on": file_read.imported_on,
        "rule": shortened(group.rule, _LONGEST_RULE),
        "period_start": start,
        "period_end": end,
        "reference_date": file_read.reference_date,
        "rows_read": file_read.rows_read,
        "rows_used": file_read.rows_used,
        "customers": file_read.customers,
    }
