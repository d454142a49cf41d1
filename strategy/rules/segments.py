"""Step 2: what completes the segments, and what deserves a warning."""

from __future__ import annotations

from collections.abc import Iterable

from journey.model import Segment, SegmentCriterion
from strategy.analysis import customer_base, segment_share
from strategy.links import objectives_of_segment
from strategy.rules.registry import (
    Missing,
    Subject,
    about,
    about_plan,
    completion,
    lacks,
    plan_lacks,
    threshold,
    warning,
)
from strategy.snapshot import Snapshot


@completion("done_2_segment")
def has_full_segment(snapshot: Snapshot) -> Iterable[Missing]:
    """At least one segment has everything; otherwise each segment tells what it lacks."""
    segments = snapshot.all(Segment)
    if not segments:
        return [plan_lacks("segment")]
    gaps = {segment: _unset(snapshot, segment) for segment in segments}
    if not all(gaps.values()):
        return []
    return [lacks(segment, *what) for segment, what in gaps.items()]


@completion("done_2_priority")
def segments_are_ranked(snapshot: Snapshot) -> Iterable[Missing]:
    """Every segment has a priority, one at least has priority 1, and priorities 1 and 2 have an objective."""
    segments = snapshot.all(Segment)
    if not segments:
        yield plan_lacks("segment")
        return
    if not any(segment.priority == 1 for segment in segments):
        yield plan_lacks("priority_1")
    for segment in segments:
        if segment.priority is None:
            yield lacks(segment, "priority")
        elif segment.priority <= 2 and not objectives_of_segment(snapshot, segment.id):
            yield lacks(segment, "objective")


@warning("warn_too_many_segments")
def too_many_segments(snapshot: Snapshot) -> Iterable[Subject]:
    """VIP segments do not count."""
    count = sum(1 for segment in snapshot.all(Segment) if not segment.is_vip)
    if count > threshold(snapshot, "warn_too_many_segments"):
        yield about_plan(count=count)


@warning("warn_segment_too_small")
def segment_too_small(snapshot: Snapshot) -> Iterable[Subject]:
    """The share of the base is under the threshold and the segment is not VIP; `share` is a proportion."""
    limit = threshold(snapshot, "warn_segment_too_small")
    for segment in snapshot.all(Segment):
        share = segment_share(snapshot, segment)
        if share is not None and share < limit and not segment.is_vip:
            yield about(segment, share=share)


@warning("warn_too_many_criteria")
def too_many_criteria(snapshot: Snapshot) -> Iterable[Subject]:
    """Distinct criteria over all segments."""
    count = len({criterion.criterion for criterion in snapshot.all(SegmentCriterion)})
    if count > threshold(snapshot, "warn_too_many_criteria"):
        yield about_plan(count=count)


@warning("warn_past_value_only")
def past_value_only(snapshot: Snapshot) -> Iterable[Subject]:
    """The value brought so far is known, the value expected is not."""
    for segment in snapshot.all(Segment):
        if segment.value_past is not None and segment.value_future is None:
            yield about(segment, value_past=segment.value_past)


@warning("warn_segment_without_objective")
def segment_without_objective(snapshot: Snapshot) -> Iterable[Subject]:
    """No objective targets the segment, nor all customers."""
    for segment in snapshot.all(Segment):
        if not objectives_of_segment(snapshot, segment.id):
            yield about(segment)


@warning("warn_segments_overlap")
def segments_overlap(snapshot: Snapshot) -> Iterable[Subject]:
    """The sizes exceed the customer base, so some customers are counted twice."""
    total = sum(segment.size or 0 for segment in snapshot.all(Segment))
    base = customer_base(snapshot)
    if base and total > base:
        yield about_plan(total=total, base=base, share=total / base)


def _unset(snapshot: Snapshot, segment: Segment) -> tuple[str, ...]:
    columns = ("name", "size", "value_past", "value_future")
    missing = [column for column in columns if getattr(segment, column) in (None, "")]
    if not snapshot.where(SegmentCriterion, segment_id=segment.id):
        missing.append("criterion")
    return tuple(missing)
