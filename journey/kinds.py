"""What gestures must know of each kind of row: its words for undo, what its columns accept, who its siblings are.

`JOURNEY_KINDS` covers the tables of this package; `strategy.kinds.KINDS` adds the others and is what pages use.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

from journey import checks
from journey.model import (
    DataInventory,
    Direction,
    EmotionObservation,
    EngagementRating,
    FollowUpTrigger,
    Friction,
    InformationLevel,
    Journey,
    JourneyKind,
    Lane,
    LaneCard,
    LaneKind,
    Measured,
    Moment,
    NodeKind,
    Opportunity,
    Persona,
    RateOrigin,
    Segment,
    SegmentCriterion,
    Stage,
    Touchpoint,
    TouchpointChange,
    Transition,
)
from resources.i18n import N_
from storage.base import Base
from storage.errors import PlanError, on_one_line
from storage.schema import DEEPEST_JSON, LONGEST_TEXT, YEARS, is_plain_json

if TYPE_CHECKING:
    from journey.graph import Rows

_LARGEST = 1e15
"""Beyond it a float no longer tells whole numbers apart, and no plan counts so far."""

RowCheck: TypeAlias = Callable[["Rows", Any], None]  # Any: a check is written for the one class it belongs to
"""Raises PlanError when the row breaks a rule that concerns several columns or several rows."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a column accepts besides its type: a range, both ends included, or a closed set of texts."""

    low: float = -_LARGEST
    high: float = _LARGEST
    message: str = N_("Enter a number between {low} and {high}.")
    choices: frozenset[str] = frozenset()

    def admits(self, value: Any) -> bool:  # Any: a value of any column type
        """Whether `value` is inside."""
        if self.choices:
            return value in self.choices
        return not isinstance(value, (int, float)) or self.low <= value <= self.high

    def check(self, value: Any) -> None:  # Any: see `admits`
        """Raises PlanError when `value` is outside."""
        if self.admits(value):
            return
        if self.choices:
            raise PlanError(N_("“{value}” is not one of the choices. Pick one from the list."), value=value)
        message = FREE.message if value > _LARGEST else self.message  # which may speak of the lower end only
        raise PlanError(message, low=f"{self.low:g}", high=f"{self.high:g}")


PROPORTION = Limits(0, 1, N_("Enter a percentage between 0 and 100."))
FROM_ZERO = Limits(0, message=N_("Enter 0 or more: a negative number has no meaning here."))
FROM_ONE = Limits(1, message=N_("Enter 1 or more: 1 is the first rank."))
ONE_TO_FIVE = Limits(1, 5)
FREE = Limits()


def one_of(choices: type[StrEnum]) -> Limits:
    """Limits to the members of an enum."""
    return Limits(choices=frozenset(member.value for member in choices))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row. The four labels name the undo step; a kind without a label does not offer the gesture."""

    edit: str
    delete: str = ""
    duplicate: str = ""
    move: str = ""
    siblings: tuple[str, ...] = ()
    """Columns whose values a row shares with those it is ordered among; empty = all rows of the kind."""
    limits: Mapping[str, Limits] = field(default_factory=dict)
    checks: tuple[RowCheck, ...] = ()
    delete_checks: tuple[RowCheck, ...] = ()
    copied_along: tuple[tuple[type[Base], str], ...] = ()
    """(class, column that names the parent): what a duplicate takes with it."""
    not_copied: tuple[str, ...] = ()
    """Columns that a duplicate leaves empty."""
    fixed: frozenset[str] = frozenset()
    """Columns that never change once the row exists."""


JOURNEY_KINDS: Mapping[type[Base], Kind] = {
    Segment: Kind(
        edit=N_("Edit segment"),
        delete=N_("Delete segment"),
        duplicate=N_("Duplicate segment"),
        move=N_("Move segment"),
        limits={"size": FROM_ZERO, "tenure_years": FROM_ZERO, "difficulty": ONE_TO_FIVE, "priority": FROM_ONE},
        copied_along=(
            (SegmentCriterion, "segment_id"),
            (DataInventory, "segment_id"),
            (EngagementRating, "segment_id"),
        ),
        not_copied=("priority",),
    ),
    SegmentCriterion: Kind(
        edit=N_("Edit criterion"),
        delete=N_("Remove criterion"),
        move=N_("Move criterion"),
        siblings=("segment_id",),
        fixed=frozenset({"segment_id"}),
    ),
    DataInventory: Kind(edit=N_("Edit available data"), fixed=frozenset({"segment_id", "data_type"})),
    EngagementRating: Kind(
        edit=N_("Rate engagement"),
        delete=N_("Remove engagement rating"),
        limits={"rating": Limits(0, 100), "weight": FROM_ZERO},
        fixed=frozenset({"segment_id", "dimension"}),
    ),
    Persona: Kind(
        edit=N_("Edit persona"),
        delete=N_("Delete persona"),
        duplicate=N_("Duplicate persona"),
        move=N_("Move persona"),
        siblings=("segment_id",),
        checks=(checks.picture_is_small,),
    ),
    Journey: Kind(
        edit=N_("Edit journey"),
        delete=N_("Delete journey"),
        move=N_("Move journey"),
        limits={"kind": one_of(JourneyKind), "entrants_per_month": FROM_ZERO},
        checks=(checks.derived_from_an_as_is, checks.origins_in_its_as_is),
    ),
    Stage: Kind(
        edit=N_("Rename stage"),
        delete=N_("Delete stage"),
        move=N_("Move stage"),
        siblings=("journey_id",),
        fixed=frozenset({"journey_id"}),
    ),
    Touchpoint: Kind(
        edit=N_("Edit touchpoint"),
        delete=N_("Delete touchpoint"),
        duplicate=N_("Duplicate touchpoint"),
        move=N_("Move touchpoint"),
        siblings=("journey_id", "stage_id"),
        limits={
            "kind": one_of(NodeKind),
            "direction": one_of(Direction),
            "information_level": one_of(InformationLevel),
            "measured": one_of(Measured),
            "minutes": FROM_ZERO,
            "entry_share": PROPORTION,
        },
        checks=(
            checks.stage_of_the_same_journey,
            checks.no_passage_out_of_an_end,
            checks.origin_in_the_as_is,
            checks.principles_judged,
        ),
        delete_checks=(checks.not_the_last_of_its_kind,),
        copied_along=(
            (EmotionObservation, "touchpoint_id"),
            (FollowUpTrigger, "touchpoint_id"),
            (Moment, "touchpoint_id"),
        ),
        not_copied=("x", "y", "origin_id"),
        fixed=frozenset({"journey_id"}),
    ),
    Transition: Kind(
        edit=N_("Edit transition"),
        delete=N_("Delete transition"),
        siblings=("journey_id", "source_id"),
        limits={
            "probability": PROPORTION,
            "probability_low": PROPORTION,
            "probability_high": PROPORTION,
            "rate_origin": one_of(RateOrigin),
            "delay_hours": FROM_ZERO,
            "count": FROM_ZERO,
        },
        checks=(checks.both_ends_in_the_journey, checks.passage_allowed, checks.range_around_the_probability),
        fixed=frozenset({"journey_id"}),
    ),
    FollowUpTrigger: Kind(
        edit=N_("Edit follow-up"),
        delete=N_("Delete follow-up"),
        move=N_("Move follow-up"),
        siblings=("touchpoint_id",),
        fixed=frozenset({"touchpoint_id"}),
    ),
    EmotionObservation: Kind(
        edit=N_("Edit emotion"),
        delete=N_("Delete emotion"),
        move=N_("Move emotion"),
        siblings=("touchpoint_id",),
        limits={"valence": Limits(-1, 1), "intensity": PROPORTION},
        fixed=frozenset({"touchpoint_id"}),
    ),
    Friction: Kind(
        edit=N_("Edit friction"),
        delete=N_("Delete friction"),
        duplicate=N_("Duplicate friction"),
        move=N_("Move friction"),
        siblings=("journey_id",),
        limits={"severity": ONE_TO_FIVE, "frequency": PROPORTION, "reach": PROPORTION, "loss_share": PROPORTION},
        checks=(checks.friction_in_its_journey,),
        fixed=frozenset({"journey_id"}),
    ),
    Moment: Kind(
        edit=N_("Edit moment"),
        delete=N_("Remove moment"),
        move=N_("Move moment"),
        siblings=("touchpoint_id",),
        fixed=frozenset({"touchpoint_id"}),
    ),
    Opportunity: Kind(
        edit=N_("Edit opportunity"),
        delete=N_("Delete opportunity"),
        duplicate=N_("Duplicate opportunity"),
        move=N_("Move opportunity"),
        siblings=("journey_id",),
        checks=(checks.opportunity_in_its_journey,),
        fixed=frozenset({"journey_id"}),
    ),
    TouchpointChange: Kind(
        edit=N_("Say why it changes"),
        checks=(checks.change_of_its_journeys,),
        fixed=frozenset({"journey_id", "touchpoint_id"}),
    ),
    Lane: Kind(
        edit=N_("Edit lane"),
        delete=N_("Delete lane"),
        move=N_("Move lane"),
        siblings=("journey_id",),
        limits={"kind": one_of(LaneKind), "height": FROM_ZERO},
        fixed=frozenset({"journey_id", "kind"}),
    ),
    LaneCard: Kind(
        edit=N_("Edit card"),
        delete=N_("Delete card"),
        duplicate=N_("Duplicate card"),
        move=N_("Move card"),
        siblings=("lane_id", "stage_id"),
        checks=(checks.card_in_one_journey,),
    ),
}


@dataclass(frozen=True, slots=True)
class ColumnType:
    """The Python type of a column: str, int, float, bool, date, list (of texts), dict; and whether None is a value."""

    python: type
    is_optional: bool


@cache
def column_types(mapped: type[Base]) -> Mapping[str, ColumnType]:
    """The type of every column of a mapped class, the id included, in the order of the table."""
    return {name: ColumnType(column.python, column.is_optional) for name, column in mapped.__columns__.items()}


def accepted(mapped: type[Base], column: str, value: Any, limits: Mapping[str, Limits]) -> Any:  # Any: column decides
    """The value as the column stores it: whole floats for int columns, text without half characters.

    Raises PlanError when a number is outside the limits; TypeError when the type is wrong, which is a bug of ours.
    """
    column_type = column_types(mapped)[column]
    if value is None:
        if not column_type.is_optional:
            raise PlanError(N_("This field cannot be left empty."))
        return None
    value = _converted(value, column_type.python)
    if (isinstance(value, float) and not math.isfinite(value)) or (
        isinstance(value, dict) and not is_plain_json(value)
    ):
        raise PlanError(N_("This is not a number that can be stored. Enter a plain number."))
    if isinstance(value, datetime.date) and value.year not in YEARS:
        raise PlanError(N_("Enter a date between {first} and {last}."), first=YEARS[0], last=YEARS[-1])
    limits.get(column, FREE).check(value)
    if _stored_length(value) > LONGEST_TEXT:
        raise PlanError(N_("This text is too long to be stored. Shorten it, or keep it in a file of its own."))
    return value


def _stored_length(value: Any) -> int:  # Any: see `accepted`
    if isinstance(value, (list, dict)):
        return len(json.dumps(value, ensure_ascii=False))
    return len(value) if isinstance(value, str) else 0


def _converted(value: Any, wanted: type) -> Any:  # Any: see `accepted`
    if wanted is str and isinstance(value, str):
        return whole_text(value)
    if wanted is float and type(value) in (int, float):
        return _float(value)
    if wanted is int and type(value) is float and value.is_integer():
        return int(value)
    if wanted is list and isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value):
        return [whole_text(item) for item in value]
    if wanted is dict and isinstance(value, Mapping):
        return whole_json(value)
    if type(value) is wanted and wanted is not list:  # a bool is an int to isinstance, and a datetime a date
        return value
    raise TypeError(f"{value!r} is not a {wanted.__name__}")


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:  # an int may have any number of digits
        return math.inf


def whole_json(value: Any, depth: int = DEEPEST_JSON) -> Any:  # Any: what JSON holds
    """The same with whole texts, down to the level that `is_plain_json` accepts."""
    if isinstance(value, str):
        return whole_text(value)
    if depth == 0:
        return value
    if isinstance(value, Mapping):
        return {whole_text(str(key)): whole_json(each, depth - 1) for key, each in value.items()}
    return [whole_json(each, depth - 1) for each in value] if isinstance(value, (list, tuple)) else value


def whole_text(text: str) -> str:
    """The text without NUL and with half surrogate pairs replaced: neither can be written to a file."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def title_of(row: Base, limit: int = 60) -> str:
    """How a row is called in an undo step: its own name or text, shortened; "" when it has none."""
    return shortened(str(getattr(row, "name", "") or getattr(row, "text", "") or ""), limit)


def shortened(text: str, limit: int = 60) -> str:
    """The first line of a text, cut with an ellipsis where it is longer than `limit` characters."""
    first_line = on_one_line(text.strip().split("\n", 1)[0])
    return first_line if len(first_line) <= limit else first_line[: limit - 1].rstrip() + "…"
