"""What is worth knowing about a journey that was read, a sentence each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from strategy.imports.journeys.found import Counting, Remark, RemarkKind
from strategy.imports.journeys.plain_text import name_of

_MOST_NAMED = 5


def without_direction() -> Remark:
    """Lines instead of arrows."""
    return Remark(RemarkKind.WITHOUT_DIRECTION)


def joined(count: int) -> Remark:
    """Arrows between the same points."""
    return Remark(RemarkKind.JOINED, count)


def odd_ends(names: Sequence[str]) -> Remark:
    """Points that call themselves ends, and are none by their arrows."""
    return Remark(RemarkKind.ODD_ENDS, len(names), _named(names))


def over_whole(names: Sequence[str]) -> Remark:
    """Points whose shares make too much."""
    return Remark(RemarkKind.OVER_WHOLE, len(names), _named(names))


def partly_counted(names: Sequence[str]) -> Remark:
    """Points of whose arrows some say a figure and some do not."""
    return Remark(RemarkKind.PARTLY_COUNTED, len(names), _named(names))


def one_actor(name: str) -> Remark:
    """Whose journey it is."""
    return Remark(RemarkKind.ONE_ACTOR, 1, name)


def several_actors(names: Sequence[str]) -> Remark:
    """Who takes part."""
    return Remark(RemarkKind.SEVERAL_ACTORS, len(names), name_of(", ".join(names)))


def whole_stages(count: int) -> Remark:
    """Arrows that touch the frame of a stage."""
    return Remark(RemarkKind.WHOLE_STAGES, count)


def both_ways(count: int) -> Remark:
    """Arrows with two heads."""
    return Remark(RemarkKind.BOTH_WAYS, count)


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")


SENTENCES: Mapping[RemarkKind, Callable[[Counting, int], str]] = {
    RemarkKind.WITHOUT_DIRECTION: lambda words, _count: words.tr(
        "The arrows of this file have no direction: each leads from its first point."
    ),
    RemarkKind.JOINED: lambda words, count: words.ntr(
        "{n} arrow repeats another one: they were joined.", "{n} arrows repeat others: they were joined.", count
    ),
    RemarkKind.ODD_ENDS: lambda words, count: words.ntr(
        "{n} entry or end is drawn as a touchpoint, for arrows lead where none may: {names}.",
        "{n} entries or ends are drawn as touchpoints, for arrows lead where none may: {names}.",
        count,
    ),
    RemarkKind.OVER_WHOLE: lambda words, count: words.ntr(
        "More than 100% leaves {n} touchpoint: {names}.", "More than 100% leaves {n} touchpoints: {names}.", count
    ),
    RemarkKind.PARTLY_COUNTED: lambda words, count: words.ntr(
        "{n} touchpoint has arrows with figures and arrows without: {names}.",
        "{n} touchpoints have arrows with figures and arrows without: {names}.",
        count,
    ),
    RemarkKind.ONE_ACTOR: lambda words, _count: words.tr("One actor lives the whole journey: {names}."),
    RemarkKind.SEVERAL_ACTORS: lambda words, count: words.ntr(
        "{n} actor stands in the notes of the touchpoints: {names}.",
        "{n} actors stand in the notes of the touchpoints: {names}.",
        count,
    ),
    RemarkKind.WHOLE_STAGES: lambda words, count: words.ntr(
        "{n} arrow leads from or to a whole stage: it is not drawn.",
        "{n} arrows lead from or to a whole stage: they are not drawn.",
        count,
    ),
    RemarkKind.BOTH_WAYS: lambda words, count: words.ntr(
        "{n} arrow with two heads was read as two.", "{n} arrows with two heads were read as two each.", count
    ),
}
"""What each remark says, its gaps still to fill."""
