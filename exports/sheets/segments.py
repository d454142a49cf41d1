"""Segments: who they are, how many, what they bring, how hard they are to keep."""

from __future__ import annotations

from exports.columns import Column, Formula, Kind, Value
from exports.edition import Edition
from exports.sheet import Sheet
from journey.model import Segment, SegmentCriterion
from resources.i18n import N_
from strategy.analysis import customer_base, segment_share
from strategy.links import objectives_of_segment

TITLE = N_("Segments")


def write(sheet: Sheet, edition: Edition) -> None:
    """Fill the sheet."""
    segments = edition.snapshot.all(Segment)
    count = edition.words.ntr("{count} segment.", "{count} segments.", len(segments))
    sheet.heading(edition.tr(TITLE), edition.note(count.format(count=len(segments))))
    base = customer_base(edition.snapshot)
    sizes = sum(segment.size or 0 for segment in segments)
    totals = {"size": float(sizes)} | ({"share": sizes / base} if base else {})
    sheet.table(
        "t_segments",
        _columns(edition),
        [_row(edition, segment, base) for segment in segments],
        edition.tr(N_("No segment yet: step 2 describes them.")),
        totals=totals,
    )
    sheet.finish(frozen_columns=2)


def _columns(edition: Edition) -> list[Column]:
    return [
        Column(N_("ID"), Kind.ID, "id"),
        Column(N_("Segment"), width="name"),
        Column(N_("Criteria"), width=32),
        Column(N_("Customers"), Kind.COUNT, 12, "size"),
        Column(N_("Share"), Kind.PERCENT, 9, "share"),
        Column(N_("VIP"), Kind.WORD, 7, choices=edition.yes_no_choices, choices_name="yes_no"),
        Column(N_("Past value"), Kind.PRICE, "money"),
        Column(N_("Future value"), Kind.PRICE, "money"),
        Column(N_("Difficulty"), Kind.LEVEL, 11, choices=("1", "2", "3", "4", "5"), choices_name="levels"),
        Column(N_("Priority"), Kind.LEVEL, 9),
        Column(N_("Objectives"), width="objective"),
        Column(N_("Needs"), width=32),
    ]


def _row(edition: Edition, segment: Segment, base: int | None) -> list[Value]:
    share: Value = None
    if base and segment.size is not None:
        share = Formula(f'IF({{size}}="","",{{size}}/{base})', segment_share(edition.snapshot, segment))
    return [
        edition.code(segment),
        edition.title(segment),
        _criteria(edition, segment),
        segment.size,
        share,
        edition.yes_no(segment.is_vip),
        segment.value_past,
        segment.value_future,
        segment.difficulty,
        segment.priority,
        edition.codes(objectives_of_segment(edition.snapshot, segment.id)),
        segment.needs,
    ]


def _criteria(edition: Edition, segment: Segment) -> str:
    rows = edition.snapshot.where(SegmentCriterion, segment_id=segment.id)
    names = [(edition.label(row.criterion), edition.label(row.value)) for row in rows]
    return "\n".join(edition.pair(name, value) if value else name for name, value in names)
