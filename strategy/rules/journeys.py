"""Step 3: what completes the journeys, and what deserves a warning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from journey.graph import JourneyGraph, journey_graph
from journey.model import (
    Direction,
    EmotionObservation,
    FollowUpTrigger,
    Friction,
    Journey,
    JourneyKind,
    Measured,
    NodeKind,
    Segment,
    Stage,
    Touchpoint,
)
from resources.catalogue import catalogue
from strategy.links import journeys_of_segment, objectives_of_journey
from strategy.rules.registry import Missing, Subject, about, completion, lacks, plan_lacks, threshold, warning
from strategy.snapshot import Snapshot

ASSUMPTION = "listen_workshop_assumption"
_ANNOTATIONS = {"channel": "channel", "stage_id": "stage", "direction": "direction", "measured": "measured"}


@completion("done_3_as_is")
def priority_segments_have_a_valid_as_is_journey(snapshot: Snapshot) -> Iterable[Missing]:
    """Each priority-1 segment has an as-is journey whose graph is sound; a journey for all customers counts.

    A plan without a priority-1 segment does not meet the rule.
    """
    segments = snapshot.where(Segment, priority=1)
    if not segments:
        yield plan_lacks("priority_1")
    for segment in segments:
        journeys = [each for each in journeys_of_segment(snapshot, segment.id) if each.kind == JourneyKind.AS_IS.value]
        if not journeys:
            yield lacks(segment, "as_is_journey")
            continue
        gaps = {journey: _graph_gaps(journey_graph(snapshot, journey.id)) for journey in journeys}
        if all(gaps.values()):
            yield from (lacks(journey, *what) for journey, what in gaps.items())


@completion("done_3_annotated")
def touchpoints_are_annotated(snapshot: Snapshot) -> Iterable[Missing]:
    """Each touchpoint has channel, stage, direction and measure; each as-is journey has a friction or says it has none.

    Frictions are not asked of a to-be journey: it is drawn to have none.
    """
    if not snapshot.where(Touchpoint, kind=NodeKind.TOUCHPOINT.value):
        yield plan_lacks("touchpoint")
    for touchpoint in _touchpoints(snapshot):
        if what := tuple(name for column, name in _ANNOTATIONS.items() if not getattr(touchpoint, column)):
            yield lacks(touchpoint, *what)
    for journey in snapshot.where(Journey, kind=JourneyKind.AS_IS.value):
        if not journey.has_no_friction and not snapshot.where(Friction, journey_id=journey.id):
            yield lacks(journey, "friction")


@completion("done_3_to_be")
def has_to_be_journey_with_objective(snapshot: Snapshot) -> Iterable[Missing]:
    """At least one to-be journey, full or partial, serves an objective."""
    journeys = snapshot.where(Journey, kind=JourneyKind.TO_BE.value)
    if not journeys:
        return [plan_lacks("to_be_journey")]
    if any(objectives_of_journey(snapshot, journey.id) for journey in journeys):
        return []
    return [lacks(journey, "objective") for journey in journeys]


@warning("warn_journey_not_segmented")
def journey_for_all(snapshot: Snapshot) -> Iterable[Subject]:
    """The journey is drawn for all customers alike."""
    return [about(journey) for journey in snapshot.where(Journey, segment_id=None)]


@warning("warn_to_be_before_as_is")
def to_be_before_as_is(snapshot: Snapshot) -> Iterable[Subject]:
    """The segment of a to-be journey has no as-is journey."""
    described = {journey.segment_id for journey in snapshot.where(Journey, kind=JourneyKind.AS_IS.value)}
    for journey in snapshot.where(Journey, kind=JourneyKind.TO_BE.value):
        if journey.segment_id not in described:
            yield about(journey)


@warning("warn_probabilities")
def wrong_probabilities(snapshot: Snapshot) -> Iterable[Subject]:
    """The probabilities that leave a touchpoint or an entry do not sum to 1; `total` is their sum."""
    for graph in _graphs(snapshot):
        for point_id, total in graph.wrong_sums.items():
            yield about(graph.points[point_id], total=total)


@warning("warn_dead_end")
def dead_end(snapshot: Snapshot) -> Iterable[Subject]:
    """No success and no drop-off can be reached from the touchpoint."""
    for graph in _graphs(snapshot):
        yield from (about(graph.points[point_id]) for point_id in graph.dead_ends)


@warning("warn_unreachable")
def unreachable(snapshot: Snapshot) -> Iterable[Subject]:
    """The touchpoint cannot be reached from the entry."""
    for graph in _graphs(snapshot):
        yield from (about(graph.points[point_id]) for point_id in graph.unreachable)


@warning("warn_no_follow_up")
def drop_off_without_follow_up(snapshot: Snapshot) -> Iterable[Subject]:
    """Many of the customers who are at the touchpoint drop off there, and nothing follows them up.

    A trigger on the touchpoint follows up, and so does one on a passage that leaves it.
    """
    limit = threshold(snapshot, "warn_no_follow_up")
    for graph in _graphs(snapshot):
        for point_id in graph.touchpoint_ids:
            share = graph.drop_off_probability(point_id)
            if share > limit + 1e-9 and not _is_followed_up(snapshot, graph, point_id):
                yield about(graph.points[point_id], share=share)


@warning("warn_unmeasured")
def unmeasured(snapshot: Snapshot) -> Iterable[Subject]:
    """The team answered that nothing is measured at the touchpoint."""
    return [about(touchpoint) for touchpoint in _touchpoints(snapshot) if touchpoint.measured == Measured.NO.value]


@warning("warn_all_one_way")
def stage_without_exchange(snapshot: Snapshot) -> Iterable[Subject]:
    """All touchpoints of a stage are one-way. The subject is the stage."""
    for stage in snapshot.all(Stage):
        touchpoints = snapshot.where(Touchpoint, stage_id=stage.id, kind=NodeKind.TOUCHPOINT.value)
        directions = [touchpoint.direction for touchpoint in touchpoints]
        if directions and all(direction == Direction.ONE_WAY.value for direction in directions):
            yield about(stage, stage=stage.stage, journey=stage.journey_id, count=len(directions))


@warning("warn_stage_without_touchpoint")
def stage_without_touchpoint(snapshot: Snapshot) -> Iterable[Subject]:
    """Stages of the chosen stage set have no touchpoint, in a journey that is not partial; `stages` names them.

    Without a stage set, the journey's own columns count. A journey that has no touchpoint yet is left in peace.
    """
    for journey in snapshot.where(Journey, is_partial=False):
        missing = _empty_stages(snapshot, journey)
        if missing:
            yield about(journey, stages=missing)


@warning("warn_emotion_without_evidence")
def emotion_without_evidence(snapshot: Snapshot) -> Iterable[Subject]:
    """Emotions of the touchpoint rest on a workshop assumption, or on nothing stated; `emotions` names them."""
    for touchpoint in _touchpoints(snapshot):
        observations = snapshot.where(EmotionObservation, touchpoint_id=touchpoint.id)
        assumed = tuple(each.emotion for each in observations if each.evidence in (None, "", ASSUMPTION))
        if assumed:
            yield about(touchpoint, emotions=assumed)


@warning("warn_opaque_data")
def opaque_data(snapshot: Snapshot) -> Iterable[Subject]:
    """Customer data are used at the touchpoint and the customer does not know."""
    for touchpoint in _touchpoints(snapshot):
        if touchpoint.data_used and touchpoint.is_data_use_known is False:
            yield about(touchpoint, data=tuple(touchpoint.data_used))


@warning("info_partial_journey")
def partial_journey(snapshot: Snapshot) -> Iterable[Subject]:
    """The journey covers one portion, which the method accepts."""
    return [about(journey) for journey in snapshot.where(Journey, is_partial=True)]


def _graphs(snapshot: Snapshot) -> Iterator[JourneyGraph]:
    for journey in snapshot.all(Journey):
        yield journey_graph(snapshot, journey.id)


def _touchpoints(snapshot: Snapshot) -> Iterator[Touchpoint]:
    for journey in snapshot.all(Journey):
        yield from snapshot.where(Touchpoint, journey_id=journey.id, kind=NodeKind.TOUCHPOINT.value)


def _graph_gaps(graph: JourneyGraph) -> tuple[str, ...]:
    checks = {
        "entry": bool(graph.entry_ids),
        "touchpoint": bool(graph.touchpoint_ids),
        "success": bool(graph.success_ids),
        "drop_off": bool(graph.drop_off_ids),
        "probability": not graph.wrong_sums,
        "exit": not graph.dead_ends,
        "access": not graph.unreachable,
    }
    return tuple(name for name, holds in checks.items() if not holds)


def _is_followed_up(snapshot: Snapshot, graph: JourneyGraph, point_id: str) -> bool:
    has_trigger = bool(snapshot.where(FollowUpTrigger, touchpoint_id=point_id))
    return has_trigger or any(passage.trigger for passage in graph.outgoing.get(point_id, ()))


def _empty_stages(snapshot: Snapshot, journey: Journey) -> tuple[str, ...]:
    touchpoints = snapshot.where(Touchpoint, journey_id=journey.id, kind=NodeKind.TOUCHPOINT.value)
    if not touchpoints:
        return ()
    columns = snapshot.where(Stage, journey_id=journey.id)
    used = {touchpoint.stage_id for touchpoint in touchpoints}
    stage_set = catalogue().get(journey.stage_set)
    if stage_set is None:
        return tuple(column.stage or column.id for column in columns if column.id not in used)
    filled = {column.stage for column in columns if column.id in used}
    return tuple(stage for stage in stage_set.ids("stages") if stage not in filled)
