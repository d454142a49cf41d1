"""What is wrong with the drawing of a journey, item by item.

A journey may have figures all the same: only what customers meet counts for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from journey.graph import SUM_TOLERANCE, JourneyGraph
from resources.i18n import N_


class StructureCode(StrEnum):
    """What a note is about."""

    NO_ENTRY = "no_entry"
    NO_SUCCESS = "no_success"
    NO_DROP_OFF = "no_drop_off"
    ENTRY_SHARES = "entry_shares"
    OUT_OF_RANGE = "out_of_range"
    SUM_ABOVE = "sum_above"
    SUM_BELOW = "sum_below"
    ZERO_ONLY = "zero_probability_only"
    DEAD_END = "dead_end"
    LOOP_WITHOUT_EXIT = "loop_without_exit"
    NO_WAY_OUT = "no_way_out"
    UNREACHABLE = "unreachable"
    SUCCESS_UNREACHABLE = "success_unreachable"


MESSAGES = {
    StructureCode.NO_ENTRY: N_("The journey has no entry: add the point where customers come in."),
    StructureCode.NO_SUCCESS: N_("The journey has no success: add the end that it aims at."),
    StructureCode.NO_DROP_OFF: N_("The journey has no drop-off: add the end of those who leave on the way."),
    StructureCode.ENTRY_SHARES: N_("The shares of the entries sum to {total}, not to 100%: {names}."),
    StructureCode.OUT_OF_RANGE: N_("A percentage that leaves “{names}” is below 0% or above 100%."),
    StructureCode.SUM_ABOVE: N_("The percentages that leave “{names}” sum to {total}: lower them to 100%."),
    StructureCode.SUM_BELOW: N_("The percentages that leave “{names}” sum to {total}: raise them to 100%."),
    StructureCode.ZERO_ONLY: N_("All passages that leave “{names}” have 0%: enter the share of each."),
    StructureCode.DEAD_END: N_("Nothing leaves “{names}”: join it to what follows, to a success or to a drop-off."),
    StructureCode.LOOP_WITHOUT_EXIT: N_("Customers go round for ever in {names}: add a way out of this loop."),
    StructureCode.NO_WAY_OUT: N_("From “{names}” customers reach neither a success nor a drop-off."),
    StructureCode.UNREACHABLE: N_("No passage leads from an entry to “{names}”."),
    StructureCode.SUCCESS_UNREACHABLE: N_("No customer can reach the success “{names}”."),
}
"""The sentence for each code: {names} are the points, {total} is a sum as a percentage."""


@dataclass(frozen=True, slots=True)
class StructureNote:
    """One thing to put right, about these points; `total` is a sum that should be 1, None for other notes."""

    code: StructureCode
    ids: tuple[str, ...] = ()
    total: float | None = None


def structure_notes(graph: JourneyGraph) -> tuple[StructureNote, ...]:
    """All that is wrong with the drawing, the journey as a whole first, then the points in screen order."""
    return (*_about_the_journey(graph), *_about_sums(graph), *_about_ways_out(graph), *_about_ways_in(graph))


def closed_loops(graph: JourneyGraph) -> tuple[tuple[str, ...], ...]:
    """The loops that no open passage leaves, each with its members in screen order."""
    import networkx

    ways: networkx.DiGraph[str] = networkx.DiGraph()
    ways.add_edges_from((passage.source_id, passage.target_id) for passage in graph.open_passages)
    loop_of = {each: loop for loop, ids in enumerate(networkx.strongly_connected_components(ways)) for each in ids}
    leaving = {loop_of[source] for source, target in ways.edges if loop_of[source] != loop_of[target]}
    turning = {loop_of[source] for source, target in ways.edges if loop_of[source] == loop_of[target]}
    closed = dict.fromkeys(loop_of[each] for each in graph.points if each in loop_of)
    return tuple(
        tuple(each for each in graph.points if loop_of.get(each) == loop)
        for loop in closed
        if loop in turning and loop not in leaving
    )


def _about_the_journey(graph: JourneyGraph) -> Iterator[StructureNote]:
    if not graph.entry_ids:
        yield StructureNote(StructureCode.NO_ENTRY)
    if not graph.success_ids:
        yield StructureNote(StructureCode.NO_SUCCESS)
    if not graph.drop_off_ids:
        yield StructureNote(StructureCode.NO_DROP_OFF)
    given = [graph.points[each].entry_share for each in graph.entry_ids]
    total = sum(share for share in given if share is not None)
    is_full = None not in given
    if given and (total > 1.0 + SUM_TOLERANCE or (is_full and abs(total - 1.0) > SUM_TOLERANCE)):
        yield StructureNote(StructureCode.ENTRY_SHARES, graph.entry_ids, total)


def _about_sums(graph: JourneyGraph) -> Iterator[StructureNote]:
    closed = {source for source in graph.outgoing if not graph.outgoing_sum(source)}
    for point_id in graph.points:
        if any(not 0.0 <= (each.probability or 0.0) <= 1.0 for each in graph.outgoing.get(point_id, ())):
            yield StructureNote(StructureCode.OUT_OF_RANGE, (point_id,))
        total = graph.wrong_sums.get(point_id)
        if point_id in closed:
            yield StructureNote(StructureCode.ZERO_ONLY, (point_id,), 0.0)
        elif total is not None:
            code = StructureCode.SUM_ABOVE if total > 1.0 else StructureCode.SUM_BELOW
            yield StructureNote(code, (point_id,), total)


def _about_ways_out(graph: JourneyGraph) -> Iterator[StructureNote]:
    loops = closed_loops(graph)
    yield from (StructureNote(StructureCode.LOOP_WITHOUT_EXIT, loop) for loop in loops)
    told = {each for loop in loops for each in loop}
    for point_id in (*graph.entry_ids, *graph.touchpoint_ids):
        if point_id not in graph.outgoing:
            yield StructureNote(StructureCode.DEAD_END, (point_id,))
        elif point_id in graph.endless_ids and point_id not in told and graph.outgoing_sum(point_id):
            yield StructureNote(StructureCode.NO_WAY_OUT, (point_id,))


def _about_ways_in(graph: JourneyGraph) -> Iterator[StructureNote]:
    yield from (StructureNote(StructureCode.UNREACHABLE, (each,)) for each in graph.unreachable)
    if graph.entry_ids:
        unreached = (each for each in graph.success_ids if each not in graph.visited_ids)
        yield from (StructureNote(StructureCode.SUCCESS_UNREACHABLE, (each,)) for each in unreached)
