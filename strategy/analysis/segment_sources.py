"""Whether the figures of a segment are those of a file, and how that is said."""

from __future__ import annotations

from journey.model import Segment
from resources.i18n import N_, Words
from strategy.model import SegmentImport
from strategy.snapshot import Snapshot

_IMPORTED = {
    "size": N_("Customers"),
    "average_basket": N_("Average basket"),
    "tenure_years": N_("Tenure in years"),
    "value_past": N_("Value now, per customer"),
}
"""The columns of a segment that a file may tell, and what they are called."""


def source_of(snapshot: Snapshot, segment: Segment) -> SegmentImport | None:
    """The file that a segment's figures were read from, None when there was none."""
    return next(iter(snapshot.where(SegmentImport, segment_id=segment.id)), None)


def source_sentence(source: SegmentImport, segment: Segment, words: Words) -> str:
    """Where the figures come from, and which ones the team has changed since; "" once none is that of the file."""
    told = [column for column in _IMPORTED if getattr(source, column) is not None]
    changed = [column for column in told if getattr(source, column) != getattr(segment, column)]
    if changed == told:
        return ""
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
    if changed:
        names = words.join(words.tr(_IMPORTED[column]).lower() for column in changed)
        parts.append(words.tr(N_("Changed by the team since: {figures}.")).format(figures=names))
    return " ".join(parts)
