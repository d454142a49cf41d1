"""Kind and place of what a search finds, in words: what tells one emotion, answer or rating from all the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from journey.model import DataInventory, EngagementRating, Friction, Journey, Segment, Stage, Touchpoint
from journey.own_values import OwnValue
from resources.catalogue import catalogue
from resources.i18n import N_
from strategy.analysis.follow_up import rhythm_words
from strategy.analysis.statements import DATA_VALUE
from strategy.answer_words import answer_words
from strategy.entries import LIST_NAMES
from strategy.model import (
    Action,
    CapabilityAnswer,
    DismissedWarning,
    GuidingAnswer,
    KpiReading,
    Milestone,
    OwnEntry,
    OwnerCapacity,
    Plan,
    ReadingOrigin,
    ReadingRhythm,
    ResourceAnswer,
    Tool,
    ToolRating,
    ToolWeight,
    WorkbookMerge,
    WorkshopNote,
)
from strategy.search_words import KIND_WORDS
from strategy.snapshot import mapped_classes

if TYPE_CHECKING:
    from storage.base import Base
    from strategy.naming import Naming
    from strategy.snapshot import Snapshot

_PARENTS: tuple[tuple[str, type[Base]], ...] = (
    ("reading_id", KpiReading),
    ("touchpoint_id", Touchpoint),
    ("stage_id", Stage),
    ("journey_id", Journey),
    ("segment_id", Segment),
    ("action_id", Action),
    ("tool_id", Tool),
)
"""Columns that say where a row belongs, the nearest first."""


def about(names: Naming, kind: str, row: Base | None) -> str:
    """Kind, details and place of a thing, as in "touchpoint, Subscribe"."""
    noun = names.words.tr(KIND_WORDS.get(kind, ""))
    if row is None:
        return noun
    tell = _DETAILS.get(type(row))
    details = tell(names, row) if tell is not None else ()
    return ", ".join(filter(None, (noun, *details, place_of(names, row))))


def place_of(names: Naming, row: Base) -> str:
    """Where a thing is: what it belongs to, else its short name, such as "A3"; "" for what stands on its own."""
    if isinstance(row, Friction):
        return names.place_of(row)
    parent = parent_of(names.snapshot, row)
    if parent is not None:
        return names.title(parent)
    return names.label(_step_of(row)) or ("" if isinstance(row, Action) else names.code(row))  # beside its cost


def parent_of(snapshot: Snapshot, row: Base) -> Base | None:
    """What a row belongs to; None for what stands on its own, such as an action."""
    if isinstance(row, DismissedWarning):
        found = (snapshot.get(mapped, row.subject_id) for mapped in mapped_classes() if row.subject_id)
        return next(filter(None, found), None)
    if isinstance(row, Action | KpiReading):
        return None
    for column, mapped in _PARENTS:
        parent = snapshot.get(mapped, getattr(row, column)) if column in type(row).__columns__ else None
        if parent is not None:
            return parent
    return None


def subject_kind(snapshot: Snapshot, row: DismissedWarning) -> str | None:
    """The kind of what a warning that was set aside is about; None when that is gone."""
    subject = parent_of(snapshot, row)
    if subject is not None:
        return subject.__tablename__
    if row.subject_id in catalogue().ids("capability_areas"):
        return "capability_area"
    return None if row.subject_id else Plan.__tablename__


def _step_of(row: Base) -> str | None:
    """The area or the step of the method where an answer, a note or a warning is."""
    if isinstance(row, WorkshopNote):
        return row.step
    if isinstance(row, ResourceAnswer):
        return "step_4_capabilities"
    if isinstance(row, CapabilityAnswer):
        entry = catalogue().get(row.question)
        area: str | None = entry.get("area") if entry is not None else None
        return area or catalogue()[DATA_VALUE].get("area")  # a kind of data is ticked under that question
    if isinstance(row, GuidingAnswer | DismissedWarning):
        entry = catalogue().get(row.question if isinstance(row, GuidingAnswer) else row.warning)
        step: str | None = entry.get("step") if entry is not None else None
        return step
    return None


def _action(names: Naming, row: Action) -> tuple[str, ...]:
    cost = names.words.money(row.cost, names.snapshot.plan.currency) if row.cost is not None else ""
    return names.code(row), cost


def _reading(names: Naming, row: KpiReading) -> tuple[str, ...]:
    segment = names.snapshot.get(Segment, row.segment_id)
    when = row.period or names.words.date(row.date)
    begun = names.words.tr(N_("Starting point") if row.origin == ReadingOrigin.BASELINE else N_("Follow-up")).lower()
    return begun, when, names.title(segment) if segment is not None else ""


def _capability(names: Naming, row: CapabilityAnswer) -> tuple[str, ...]:
    return names.label(row.channel), answer_words(row.question, row.answer, names.words)


def _resource(names: Naming, row: ResourceAnswer) -> tuple[str, ...]:
    amount = names.words.money(row.amount, names.snapshot.plan.currency) if row.amount is not None else ""
    return answer_words(row.question, row.answer, names.words), amount


def _engagement(names: Naming, row: EngagementRating) -> tuple[str, ...]:
    channel = names.label(row.channel) or names.words.tr(N_("All channels"))
    return channel, names.words.number(row.rating, 0) if row.rating is not None else ""


def _rating(names: Naming, row: ToolRating) -> tuple[str, ...]:
    return (names.words.number(row.rating, 0),) if row.rating is not None else ()


def _data(names: Naming, row: DataInventory) -> tuple[str, ...]:
    return (names.words.tr(N_("held") if row.is_available else N_("not held")),)


def _capacity(names: Naming, row: OwnerCapacity) -> tuple[str, ...]:
    return (names.words.tr(N_("days a month: {n}")).format(n=names.words.number(row.days)),)


def _list(names: Naming, row: OwnEntry) -> tuple[str, ...]:
    return (names.words.tr(LIST_NAMES.get(row.list_name, row.list_name)),)


_DETAILS: Mapping[type[Base], Callable[[Naming, Any], tuple[str, ...]]] = {  # any: the class decides
    Action: _action,
    KpiReading: _reading,
    CapabilityAnswer: _capability,
    ResourceAnswer: _resource,
    EngagementRating: _engagement,
    ToolRating: _rating,
    ToolWeight: lambda names, row: (names.words.number(row.weight),),
    DataInventory: _data,
    OwnerCapacity: _capacity,
    ReadingRhythm: lambda names, row: (rhythm_words(row.months, names.words).lower(),),
    Milestone: lambda names, row: (names.words.date(row.day),),
    Tool: lambda names, row: (names.label(row.category),),
    OwnEntry: _list,
    OwnValue: lambda names, row: (names.words.number(row.value),),
    WorkbookMerge: lambda names, row: (names.words.date(row.merged_on),),
}
"""What is told of a thing beside its kind and its place: figures, answers, channels."""
