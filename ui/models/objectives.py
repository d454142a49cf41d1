"""What the objectives page shows of each objective, read from a snapshot, in the reader's language."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from journey.model import Segment
from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy.analysis import SmartLights, smart_lights
from strategy.entries import KpiTraits, kpi_traits
from strategy.model import Objective, ObjectiveSegment
from strategy.naming import Naming
from strategy.reach import Reach, reach_of_objective
from strategy.snapshot import Snapshot
from ui.models.smart import smart_gaps
from ui.widgets.chip import Dot

SMART_COLUMNS = ("specific", "measurable", "achievable", "relevant", "time_bound")
_FAR = datetime.date.max
_LAST = 1_000_000
_SCALE_MARGIN = 1.4
"""The track of a KPI runs from 0 to this many times its largest value, so that both marks stand well inside."""


class Show(StrEnum):
    """Which objectives are listed."""

    ALL = "all"
    FIRST = "first"
    TO_CLARIFY = "to_clarify"


class Order(StrEnum):
    """How they are sorted."""

    PRIORITY = "priority"
    DUE_DATE = "due_date"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Target:
    """A segment that an objective targets; an empty `dot` stands for all customers."""

    name: str
    dot: Dot | None


@dataclass(frozen=True, slots=True)
class ObjectiveFacts:
    """Everything that a card shows, as words and plain values; "" and None stand for what is not set."""

    id: str
    title: str
    priority: int | None
    targets: tuple[Target, ...]
    due: str
    kpi: str
    baseline: str
    target: str
    today_at: float | None
    target_at: float | None
    smart: tuple[bool, ...]
    owner: str
    reach: Reach
    texts: tuple[str, ...]
    """What the team wrote for S, M, A, R and T."""
    prompts: tuple[str, ...]
    """What to say while nothing is written: what is missing, then what the fields say, or else the question."""
    are_questions: tuple[bool, ...]
    """Which of the prompts are questions."""
    gaps: tuple[str, ...]
    """For each letter, what it lacks; "" where its criterion is met."""

    @property
    def is_clear(self) -> bool:
        """All five criteria are met."""
        return all(self.smart)


def ordered_ids(snapshot: Snapshot, show: str = Show.ALL, order: str = Order.PRIORITY) -> list[str]:
    """The ids of the objectives to list, in order; equal ones keep the plan's order."""
    rows = [row for row in snapshot.all(Objective) if _is_shown(snapshot, row, show)]
    if order == Order.DUE_DATE:
        rows.sort(key=lambda row: row.due_date or _FAR)
    elif order == Order.NAME:
        rows.sort(key=lambda row: row.name.casefold())
    else:
        rows.sort(key=lambda row: row.priority or _LAST)
    return [row.id for row in rows]


def unclear_count(snapshot: Snapshot) -> int:
    """How many objectives miss one of the five criteria."""
    return sum(not smart_lights(snapshot, row).all_on for row in snapshot.all(Objective))


def facts_of(snapshot: Snapshot, row: Objective) -> ObjectiveFacts:
    """What the card of this objective shows."""
    traits = kpi_traits(snapshot, row.kpi)
    today_at, target_at = track_positions(row.baseline, row.target, traits)
    lights = smart_lights(snapshot, row)
    said = _said(snapshot, row)
    questions = [entry.text("question", current().language) for entry in catalogue().entries("smart_criteria")]
    gaps = smart_gaps(snapshot, row)
    prompts = (words or question for words, question in zip(said, questions, strict=True))
    return ObjectiveFacts(
        id=row.id,
        title=row.name,
        priority=row.priority,
        targets=targets_of(snapshot, row),
        due=current().date(row.due_date),
        kpi=Naming(snapshot, current()).label(row.kpi),
        baseline=measured(snapshot, row, row.baseline),
        target=measured(snapshot, row, row.target),
        today_at=today_at,
        target_at=target_at,
        smart=smart_states(lights),
        owner=row.owner,
        reach=reach_of_objective(snapshot, row.id),
        texts=tuple(getattr(row, column) for column in SMART_COLUMNS),
        prompts=tuple(f"{gap}. {words}" if gap else words for gap, words in zip(gaps, prompts, strict=True)),
        are_questions=tuple(not words for words in said),
        gaps=gaps,
    )


def smart_states(lights: SmartLights) -> tuple[bool, ...]:
    """The five lights in the order of the letters."""
    return tuple(getattr(lights, column) for column in SMART_COLUMNS)


def targets_of(snapshot: Snapshot, row: Objective) -> tuple[Target, ...]:
    """The segments that an objective targets, with the colour that each has everywhere."""
    if row.serves_all_customers:
        return (Target(tr("All customers"), None),)
    linked = {link.segment_id for link in snapshot.where(ObjectiveSegment, objective_id=row.id)}
    segments = enumerate(snapshot.all(Segment))
    return tuple(Target(segment.name, segment_dot(place)) for place, segment in segments if segment.id in linked)


def segment_dot(place: int) -> Dot:
    """The colour of the segment at this place of the plan's order."""
    return ("series", place)


def measured(snapshot: Snapshot, row: Objective, value: float | None) -> str:
    """A value of the objective's KPI with its unit, "" when it is not set."""
    if value is None:
        return ""
    unit = row.unit or kpi_traits(snapshot, row.kpi).unit
    return current().measure(value, unit or "", snapshot.plan.currency)


def track_positions(
    baseline: float | None, target: float | None, traits: KpiTraits
) -> tuple[float | None, float | None]:
    """Where baseline and target stand on the track of the KPI, from 0 to 1; None for what is not set."""
    known = [value for value in (baseline, target) if value is not None]
    if not known:
        return None, None
    low, high = min(0.0, min(known) * _SCALE_MARGIN), max(0.0, max(known) * _SCALE_MARGIN)
    if traits.maximum is not None and max(known) <= traits.maximum:
        high = min(high, traits.maximum)
    if traits.minimum is not None and min(known) >= traits.minimum:
        low = max(low, min(traits.minimum, 0.0))
    span = (high - low) or 1.0
    return _share(baseline, low, span), _share(target, low, span)


def _share(value: float | None, low: float, span: float) -> float | None:
    return None if value is None else (value - low) / span


def statement_of(snapshot: Snapshot, row: Objective) -> str:
    """The objective as the method's model sentence; "" while the KPI or one of its ends is missing."""
    if not row.kpi or row.baseline is None or row.target is None:
        return ""
    words = current()
    names = [target.name for target in targets_of(snapshot, row)]
    return words.label("objective_template").format(
        kpi=Naming(snapshot, current()).label(row.kpi),
        baseline=measured(snapshot, row, row.baseline),
        target=measured(snapshot, row, row.target),
        due_date=words.date(row.due_date) or tr("(date to set)"),
        segment=words.join(names) if names else tr("to choose"),
    )


def _is_shown(snapshot: Snapshot, row: Objective, show: str) -> bool:
    if show == Show.FIRST:
        return row.priority == 1
    return show != Show.TO_CLARIFY or not smart_lights(snapshot, row).all_on


def _said(snapshot: Snapshot, row: Objective) -> tuple[str, ...]:
    """For each letter, what the fields already say, or ""."""
    return (
        statement_of(snapshot, row),
        _measure_words(snapshot, row),
        tr("The team finds the target realistic.") if row.is_achievable else "",
        _aim_words(snapshot, row),
        tr("By {date}").format(date=current().date(row.due_date)) if row.due_date else "",
    )


def _measure_words(snapshot: Snapshot, row: Objective) -> str:
    if not row.kpi or row.baseline is None or row.target is None:
        return ""
    return tr("{kpi}, from {baseline} to {target}").format(
        kpi=Naming(snapshot, current()).label(row.kpi),
        baseline=measured(snapshot, row, row.baseline),
        target=measured(snapshot, row, row.target),
    )


def _aim_words(snapshot: Snapshot, row: Objective) -> str:
    if not row.overall_aim or row.priority is None:
        return ""
    aim = Naming(snapshot, current()).label(row.overall_aim)
    return tr("{aim}; priority {rank}").format(aim=aim, rank=row.priority)
