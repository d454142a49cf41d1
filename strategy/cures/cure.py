"""One thing that could be done about a gap, and how several of them compare."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from strategy.trace import Element

if TYPE_CHECKING:
    from storage.base import Base
    from storage.document import Document

T = TypeVar("T", bound="Base")


class Way(StrEnum):
    """What a cure does; `Cure.about` and `Cure.value` say with what."""

    LINK = "link"
    """Link to a row of the plan."""
    ALL_CUSTOMERS = "all_customers"
    NEW_ACTION = "new_action"
    """Make an action, of a type if `value` is one."""
    NEW_MEASURED_ACTION = "new_measured_action"
    NEW_JOURNEY = "new_journey"
    COPY_JOURNEY = "copy_journey"
    NEW_OBJECTIVE = "new_objective"
    ACCEPT = "accept"
    MEASURE = "measure"
    """Take an indicator; of the row in `value` when it is not the one that lacks it."""
    BASELINE = "baseline"
    DUE_DATE = "due_date"
    OWNER = "owner"
    PERIOD = "period"
    COST = "cost"
    FRICTION_AT = "friction_at"
    FRICTION_FROM = "friction_from"
    OPPORTUNITY = "opportunity"


class Because(StrEnum):
    """What in the plan or in the method speaks for a cure."""

    USUAL = "usual"
    """It is what one does, whatever the plan says."""
    OBJECTIVE = "objective"
    SEGMENT = "segment"
    JOURNEY = "journey"
    PLACE = "place"
    FRICTION = "friction"
    AREA = "area"
    ACTION = "action"
    KPI = "kpi"
    NEED = "need"
    TYPE = "type"
    OPEN = "open"
    """It waits for an action itself."""
    LAST_READING = "last_reading"
    READING = "reading"
    METHOD = "method"
    PLAN = "plan"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Cure:
    """`act` does it in one gesture. `about` is a row, or an entry of the method under the name of its list.

    `value`: a figure, a date, a pair of dates, a name, or the id of a type of action, as the way asks.
    """

    way: Way
    act: Callable[[Document], object] = field(compare=False)
    about: Element | None = None
    value: object = None
    because: Because = Because.NOTHING
    is_last_resort: bool = False
    """Offered after all others, and never done unasked while there are others."""

    @property
    def id(self) -> str:
        """Tells the cures of one gap apart."""
        return " ".join(str(part) for part in (self.way, *(self.about or ()), self.value) if part is not None)


def obvious(found: Sequence[Cure]) -> Cure | None:
    """The only cure, or the one that more speaks for than for any other; None where one has to choose."""
    usual = [each for each in found if not each.is_last_resort] or list(found)
    if len(usual) == 1:
        return usual[0]
    if usual and usual[0].because and usual[1].because != usual[0].because:
        return usual[0]
    return None


def ranked(rows: Iterable[T], *reasons: tuple[Because, Collection[str]]) -> Iterator[tuple[T, Because]]:
    """Each row once, with what speaks for it: those whose ids the first reason names, and so on; the others last."""
    left = list(rows)
    for because, ids in reasons:
        yield from ((row, because) for row in left if row.id in ids)
        left = [row for row in left if row.id not in ids]
    yield from ((row, Because.NOTHING) for row in left)
