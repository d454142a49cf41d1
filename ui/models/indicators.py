"""What the dashboard says of an indicator: its state in words, colour and sign, its values, its dates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from journey.model import Segment
from resources.i18n import N_, current, ntr, tr
from strategy.analysis.dashboard import WITHOUT, Indicator, IndicatorState, Part, parts
from strategy.model import Action
from strategy.naming import Naming
from strategy.snapshot import Snapshot, mapped_classes
from ui.models.action_plan import segment_dot
from ui.models.follow_up_words import late_words
from ui.widgets.chip import Dot


class StateLook(NamedTuple):
    """How a state is said and shown: a word (a msgid), a colour token, a kind of chip and an icon."""

    word: str
    tone: str
    chip: str
    icon: str


LOOKS: Mapping[IndicatorState, StateLook] = {
    IndicatorState.REVERSED: StateLook(N_("Wrong way"), "danger", "danger", "triangle-alert"),
    IndicatorState.BEHIND: StateLook(N_("Behind"), "warning", "gap", "clock"),
    IndicatorState.ON_TRACK: StateLook(N_("On track"), "primary", "active", "trending-up"),
    IndicatorState.REACHED: StateLook(N_("Target reached"), "success", "success", "circle-check"),
    IndicatorState.NO_TARGET: StateLook(N_("No target"), "ink2", "plain", "target"),
    IndicatorState.NO_READING: StateLook(N_("No reading"), "ink2", "plain", "circle-dashed"),
}


@dataclass(frozen=True, slots=True)
class Trend:
    """What a small curve shows: places in time from 0 to 1 with their values, and the target; None = no target."""

    points: tuple[tuple[float, float], ...]
    target: float | None


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """What a tile shows, in the reader's words."""

    title: str
    whose: str
    dot: Dot | None
    state: IndicatorState
    value: str
    way: str
    """From which baseline to which target."""
    share: float | None
    """The way covered, from 0 to 1."""
    covered: str
    move: str
    is_better: bool | None
    read_on: str
    invitation: str
    """What to do when nothing was read yet."""
    due: str
    is_overdue: bool
    trend: Trend

    @property
    def sentence(self) -> str:
        """All of it for a screen reader."""
        parts = (self.title, self.whose, tr(LOOKS[self.state].word), self.value, self.way, self.covered, self.move)
        return ", ".join(filter(None, (*parts, self.read_on, self.due)))


def indicator_facts(snapshot: Snapshot, names: Naming, one: Indicator, today: datetime.date) -> IndicatorFacts:
    """What the tile of an indicator shows."""
    words = current()
    segment = snapshot.get(Segment, one.segment_id)
    latest = one.latest
    measured = None if latest is None else names.measure(latest.value, one.kpi, one.unit)
    read_on = words.date(latest.date) if latest else ""
    return IndicatorFacts(
        title=names.label(one.kpi),
        whose=names.title(segment) if segment else _owners(snapshot, names, one),
        dot=segment_dot(snapshot, segment.id) if segment else None,
        state=one.state,
        value=measured or "–",
        way=_way(names, one),
        share=None if one.progress is None else min(max(one.progress, 0.0), 1.0),
        covered="" if one.progress is None else tr("{share} of the way").format(share=words.percent(one.progress, 0)),
        move=_move(one),
        is_better=one.is_better,
        read_on=tr("Read on {date}").format(date=read_on) if read_on else "",
        invitation="" if latest else tr("Take the first reading"),
        due=_due(one, today),
        is_overdue=one.is_overdue,
        trend=_trend(snapshot, one),
    )


def goal_words(snapshot: Snapshot, names: Naming, one: Indicator) -> str:
    """The objectives and actions behind an indicator, one a line."""
    classes = {mapped.__tablename__: mapped for mapped in mapped_classes()}
    rows = [snapshot.get(classes[kind], row_id) for kind, row_id in one.goals]
    return "\n".join(f"{names.code(row)}  {names.title(row)}" for row in rows if row is not None)


def part_options(snapshot: Snapshot, found: Sequence[Indicator], by: Part) -> list[tuple[object, str]]:
    """What a filter of the dashboard offers: the parts that have indicators, with their names."""
    names = Naming(snapshot, current())
    return [(each, part_name(snapshot, names, by, each)) for each in parts(snapshot, found, by)]


def part_name(snapshot: Snapshot, names: Naming, by: Part, part_id: str) -> str:
    """A segment, a channel or an action in the reader's words."""
    if part_id == WITHOUT:
        return {
            Part.SEGMENT: tr("Without segment"),
            Part.CHANNEL: tr("Without channel"),
            Part.TYPE: tr("Without type of action"),
            Part.CAMPAIGN: tr("Without action"),
        }[by]
    if by in (Part.CHANNEL, Part.TYPE):
        return names.label(part_id)
    row = snapshot.get(Segment if by is Part.SEGMENT else Action, part_id)
    if row is None:
        return part_id
    return names.title(row) if by is Part.SEGMENT else f"{names.code(row)}  {names.title(row)}"


def _owners(snapshot: Snapshot, names: Naming, one: Indicator) -> str:
    """For whom an indicator without a segment of its own is followed."""
    titles = [names.title(row) for row in snapshot.all(Segment) if row.id in one.segments]
    if one.points or len(titles) != 1:
        many = ntr("{n} segment", "{n} segments", len(titles)).format(n=current().number(len(titles)))
        return tr("All customers") if one.points or not titles else many
    return titles[0]


def _way(names: Naming, one: Indicator) -> str:
    start, goal = (names.measure(value, one.kpi, one.unit) for value in (one.baseline, one.target))
    if one.target is None:
        return tr("Target to set")
    if one.baseline is None:
        return tr("to {target}").format(target=goal)
    return tr("from {baseline} to {target}").format(baseline=start, target=goal)


def _move(one: Indicator) -> str:
    move = one.move
    if move is None:
        return ""
    if move == 0:
        return tr("unchanged")
    amount = current().number(abs(move))
    sentences = {
        (True, True): tr("up by {amount}, better"),
        (True, False): tr("up by {amount}, worse"),
        (True, None): tr("up by {amount}"),
        (False, True): tr("down by {amount}, better"),
        (False, False): tr("down by {amount}, worse"),
        (False, None): tr("down by {amount}"),
    }
    return sentences[move > 0, one.is_better].format(amount=amount)


def _due(one: Indicator, today: datetime.date) -> str:
    if one.due is None:
        return ""
    if one.is_overdue:
        return tr("Due on {date}, {late}").format(date=current().date(one.due), late=late_words(one.due, today))
    return tr("Next reading on {date}").format(date=current().date(one.due))


def _trend(snapshot: Snapshot, one: Indicator) -> Trend:
    """The baseline at the start of the plan, then the readings; those without a date follow at equal steps."""
    values = [(point.date, point.value) for point in one.points]
    if one.baseline is not None and values:
        values.insert(0, (snapshot.plan.start_date, one.baseline))
    days = [day.toordinal() for day, _ in values if day is not None]
    has_dates = len(days) == len(values) and len(set(days)) > 1 and days == sorted(days)
    first, span = (days[0], days[-1] - days[0]) if has_dates else (0, max(1, len(values) - 1))
    places = days if has_dates else list(range(len(values)))
    return Trend(
        tuple(((place - first) / span, value) for place, (_, value) in zip(places, values, strict=True)), one.target
    )
