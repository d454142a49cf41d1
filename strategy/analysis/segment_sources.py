"""Whether the figures of a segment are those of a file, and how that is said."""

from __future__ import annotations

from journey.model import Segment
from resources.i18n import N_, Words
from strategy.model import SegmentImport
from strategy.snapshot import Snapshot

IMPORTED_COLUMNS = ("size", "average_basket", "tenure_years", "value_past")
"""The columns of a segment that a file may tell."""


def source_of(snapshot: Snapshot, segment: Segment) -> SegmentImport | None:
    """The file that a segment's figures were read from, None when there was none."""
    return next(iter(snapshot.where(SegmentImport, segment_id=segment.id)), None)


def columns_as_read(source: SegmentImport, segment: Segment) -> frozenset[str]:
    """The figures of the segment that still are as the file gave them."""
    return frozenset(
        column
        for column in IMPORTED_COLUMNS
        if getattr(source, column) is not None and getattr(source, column) == getattr(segment, column)
    )


def source_sentence(source: SegmentImport, words: Words) -> str:
    """Where the figures come from, in one or two sentences."""
    parts = [
        words.tr(N_("Counted in {file} on {date}: {used} of {read} rows used.")).format(
            file=source.file_name,
            date=words.date(source.imported_on),
            used=words.number(source.rows_used),
            read=words.number(source.rows_read),
        )
    ]
    if source.period_start and source.period_end:
        parts.append(
            words.tr(N_("Purchases from {start} to {end}.")).format(
                start=words.date(source.period_start), end=words.date(source.period_end)
            )
        )
    if source.rule:
        parts.append(words.tr(N_("Rule: {rule}.")).format(rule=source.rule))
    return " ".join(parts)
