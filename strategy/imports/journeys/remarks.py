"""What is worth knowing about a journey that was read, a sentence each."""

from __future__ import annotations

from collections.abc import Sequence

from strategy.imports.journeys.found import Counting, Remark
from strategy.imports.journeys.plain_text import name_of

_MOST_NAMED = 5


def without_direction() -> Remark:
    """Lines instead of arrows."""
    return Remark(lambda words: words.tr("The arrows of this file have no direction: each leads from its first point."))


def joined(count: int) -> Remark:
    """Arrows between the same points."""
    return Remark(
        lambda words: words.ntr(
            "{n} arrow repeats another one: they were joined.", "{n} arrows repeat others: they were joined.", count
        ),
        count,
    )


def odd_ends(names: Sequence[str]) -> Remark:
    """Points that call themselves ends, and are none by their arrows."""

    def sentence(words: Counting) -> str:
        return words.ntr(
            "{n} entry or end is drawn as a touchpoint, for arrows lead where none may: {names}.",
            "{n} entries or ends are drawn as touchpoints, for arrows lead where none may: {names}.",
            len(names),
        )

    return Remark(sentence, len(names), names=_named(names))


def over_whole(names: Sequence[str]) -> Remark:
    """Points whose shares make too much."""

    def sentence(words: Counting) -> str:
        return words.ntr(
            "More than 100% leaves {n} touchpoint: {names}.",
            "More than 100% leaves {n} touchpoints: {names}.",
            len(names),
        )

    return Remark(sentence, len(names), names=_named(names))


def partly_counted(names: Sequence[str]) -> Remark:
    """Points of whose arrows some say a figure and some do not."""

    def sentence(words: Counting) -> str:
        return words.ntr(
            "{n} touchpoint has arrows with figures and arrows without: {names}.",
            "{n} touchpoints have arrows with figures and arrows without: {names}.",
            len(names),
        )

    return Remark(sentence, len(names), names=_named(names))


def one_actor(name: str) -> Remark:
    """Whose journey it is."""
    return Remark(lambda words: words.tr("One actor lives the whole journey: {names}."), names=name)


def several_actors(names: Sequence[str]) -> Remark:
    """Who takes part."""

    def sentence(words: Counting) -> str:
        return words.ntr(
            "{n} actor stands in the notes of the touchpoints: {names}.",
            "{n} actors stand in the notes of the touchpoints: {names}.",
            len(names),
        )

    return Remark(sentence, len(names), names=name_of(", ".join(names)))


def whole_stages(count: int) -> Remark:
    """Arrows that touch the frame of a stage."""
    return Remark(
        lambda words: words.ntr(
            "{n} arrow leads from or to a whole stage: it is not drawn.",
            "{n} arrows lead from or to a whole stage: they are not drawn.",
            count,
        ),
        count,
    )


def both_ways(count: int) -> Remark:
    """Arrows with two heads."""
    return Remark(
        lambda words: words.ntr(
            "{n} arrow with two heads was read as two.", "{n} arrows with two heads were read as two each.", count
        ),
        count,
    )


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + ("…" if len(names) > _MOST_NAMED else "")
