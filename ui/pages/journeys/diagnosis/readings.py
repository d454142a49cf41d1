"""What the parts of the diagnosis say about touchpoints and ways, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from journey.analysis import JourneyResults, TouchpointResults, most_probable_path
from journey.coverage import channel_matrix, ranked_by_value, silent_drifts
from journey.graph import journey_graph
from journey.model import EmotionObservation, Measured, NodeKind, Stage, Touchpoint, Transition
from journey.structure import structure_notes
from resources.catalogue import catalogue
from resources.i18n import current, ntr, tr
from strategy.naming import Naming
from strategy.rules.journeys import ASSUMPTION
from strategy.structure_words import structure_sentence
from ui.models.journey_signs import origin_options
from ui.pages.journeys.diagnosis.lines import Said
from ui.pages.journeys.diagnosis.tornado import Bar

if TYPE_CHECKING:
    from strategy.snapshot import Snapshot
    from ui.pages.journeys.insight import Insight

_MOST = 5
_MOST_SWINGS = 6
_SMALL = 0.0005


def structure_lines(snapshot: Snapshot, journey_id: str) -> Iterator[Said]:
    """What to put right in the drawing; pressing a line shows the first point that it names."""
    naming = Naming(snapshot, current())
    for note in structure_notes(journey_graph(snapshot, journey_id)):
        place = ("touchpoint", note.ids[0]) if note.ids else None
        sentence = structure_sentence(note, naming)
        point = snapshot.get(Touchpoint, note.ids[0]) if note.ids else None
        yield Said(naming.title(point), "", sentence, place) if point is not None else Said(sentence)


def loss_lines(snapshot: Snapshot, results: JourneyResults) -> Iterator[Said]:
    """The touchpoints where most entrants are lost."""
    return _points(snapshot, results, lambda each: each.lost_here, lambda each: current().percent(each.lost_here))


def lever_lines(snapshot: Snapshot, results: JourneyResults) -> Iterator[Said]:
    """The touchpoints where keeping 5 more customers out of 100 pays most."""

    def said(each: TouchpointResults) -> str:
        return tr("{points} points").format(points=f"+{current().number(each.leverage, 1)}")

    return _points(snapshot, results, lambda each: each.leverage, said)


def removal_lines(snapshot: Snapshot, results: JourneyResults) -> Iterator[Said]:
    """The touchpoints without which most successes would be lost."""
    success = results.success or 0.0

    def said(each: TouchpointResults) -> str:
        return tr("{points} points").format(
            points=f"−{current().number((each.removal_effect or 0.0) * success * 100.0, 1)}"
        )

    return _points(snapshot, results, lambda each: each.removal_effect, said)


def drift_lines(snapshot: Snapshot, journey_id: str) -> Iterator[Said]:
    """Where customers leave without a word."""
    for each in silent_drifts(snapshot, journey_id)[:_MOST]:
        why = tr("Marked by the team") if each.is_marked else tr("Many leave, and nobody noted why")
        yield Said(_name(snapshot, each.touchpoint_id), current().percent(each.leaving, 0), why,
                   ("touchpoint", each.touchpoint_id))  # fmt: skip


def value_lines(snapshot: Snapshot, journey_id: str) -> Iterator[Said]:
    """The values measured at touchpoints, the highest of each unit first."""
    for point in ranked_by_value(snapshot, journey_id):
        figure = f"{current().number(point.performance)} {point.performance_unit}".strip()
        yield Said(_name(snapshot, point.id), figure, place=("touchpoint", point.id))


def unmeasured_lines(snapshot: Snapshot, journey_id: str) -> Iterator[Said]:
    """The touchpoints of which nothing is measured, or of which nobody said."""
    for point in snapshot.where(Touchpoint, journey_id=journey_id, kind=NodeKind.TOUCHPOINT.value):
        if point.measured in (None, Measured.NO.value):
            said = tr("not measured") if point.measured else tr("to set")
            yield Said(_name(snapshot, point.id), said, place=("touchpoint", point.id))


def assumed_lines(snapshot: Snapshot, journey_id: str) -> Iterator[Said]:
    """The touchpoints whose emotions rest on an assumption of the workshop, or on nothing stated."""
    for point in snapshot.where(Touchpoint, journey_id=journey_id, kind=NodeKind.TOUCHPOINT.value):
        felt = snapshot.where(EmotionObservation, touchpoint_id=point.id)
        assumed = sum(each.evidence in (None, "", ASSUMPTION) for each in felt)
        if assumed:
            said = ntr("{n} assumption", "{n} assumptions", assumed).format(n=assumed)
            yield Said(_name(snapshot, point.id), said, place=("touchpoint", point.id))


def way_lines(snapshot: Snapshot, journey_id: str) -> Iterator[Said]:
    """The most probable ways to a success and to a drop-off."""
    for end, title in ((NodeKind.SUCCESS, tr("To the success")), (NodeKind.DROP_OFF, tr("To leaving"))):
        found = most_probable_path(snapshot, journey_id, end)
        if found is not None:
            steps = ", ".join(_name(snapshot, each) for each in found.point_ids)
            place = ("touchpoint", found.point_ids[-2] if len(found.point_ids) > 1 else found.point_ids[0])
            yield Said(title, current().percent(found.probability), steps, place)


def channel_lines(snapshot: Snapshot, journey_id: str) -> Iterator[Said]:
    """The gaps of the matrix of stages and channels."""
    naming, found = Naming(snapshot, current()), channel_matrix(snapshot, journey_id)
    for stage_id in found.empty_stage_ids:
        stage = snapshot.get(Stage, stage_id)
        yield Said((naming.title(stage) if stage else "") or tr("Stage to name"), tr("no touchpoint"),
                   place=("stage", stage_id))  # fmt: skip
    for channel in found.one_way:
        point_id = next(ids[0] for (_, each), ids in found.touchpoints.items() if each == channel)
        yield Said(naming.label(channel), tr("no answer possible"), place=("touchpoint", point_id))
    if not found.empty_stage_ids and not found.one_way and found.channels:
        yield Said(tr("Every stage has a touchpoint, and customers can answer on every channel."))


def principle_lines(snapshot: Snapshot, journey_id: str) -> Iterator[Said]:
    """The principles that touchpoints do not meet, and how many were judged."""
    points = snapshot.where(Touchpoint, journey_id=journey_id, kind=NodeKind.TOUCHPOINT.value)
    entries = catalogue().entries("principles")
    judged = sum(len(point.principles) for point in points)
    total = len(points) * len(entries)
    if total:
        yield Said(tr("{judged} of {total} judged").format(judged=judged, total=total))
    for entry in entries:
        failing = [point for point in points if point.principles.get(entry.id) == "not_met"]
        if failing:
            count = ntr("not met at {n} touchpoint", "not met at {n} touchpoints", len(failing)).format(n=len(failing))
            yield Said(entry.label(current().language), count, place=("touchpoint", failing[0].id))


def swing_bars(snapshot: Snapshot, insight: Insight, success: float) -> list[Bar]:
    """The rates on which the success depends most."""
    origins, bars = dict(origin_options()), []
    for swing in insight.swings[:_MOST_SWINGS]:
        row = snapshot.get(Transition, swing.rate.passage_id)
        if row is not None and swing.width >= _SMALL:
            name = tr("{source} to {target}").format(
                source=_name(snapshot, row.source_id), target=_name(snapshot, row.target_id)
            )
            origin = origins.get(swing.rate.origin.value, "")
            bars.append(Bar(row.id, name, origin, swing.success_low, swing.success_high, success))
    return bars


def _points(
    snapshot: Snapshot,
    results: JourneyResults,
    figure: Callable[[TouchpointResults], float | None],
    said: Callable[[TouchpointResults], str],
) -> Iterator[Said]:
    known = [each for each in results.touchpoints.values() if (figure(each) or 0.0) > _SMALL]
    for each in sorted(known, key=lambda each: -(figure(each) or 0.0))[:_MOST]:
        yield Said(_name(snapshot, each.touchpoint_id), said(each), place=("touchpoint", each.touchpoint_id))


def _name(snapshot: Snapshot, point_id: str) -> str:
    point = snapshot.get(Touchpoint, point_id)
    return (Naming(snapshot, current()).title(point) if point else "") or tr("To name")
