"""Segments: who they are, how many, what they bring; then a sheet for each persona."""

from __future__ import annotations

from collections.abc import Iterator

from journey.model import Persona, Segment, SegmentCriterion
from resources.i18n import N_
from strategy.analysis import customer_base, segment_share
from strategy.analysis.segments import future_value, past_value
from strategy.links import objectives_of_segment
from ui.models.segments import dot_of, name_of, ordered_segments, share_words
from ui.report.drawings.bars import Bar, bars
from ui.report.paging import Item
from ui.report.parts.personas import persona_strips
from ui.report.prose import part_title, section_title
from ui.report.setting import Setting
from ui.report.tables import Cell, Column, Row, cell, row, table
from ui.report.typesetting import Words
from ui.theme.theme import theme
from ui.widgets.chip import dot_color

TITLE = N_("Segments")


def missing(setting: Setting) -> str:
    """What is told in its place as long as there is nothing to show."""
    return "" if setting.snapshot.all(Segment) else setting.tr(N_("No segment yet: step 2 describes them."))


def strips(setting: Setting) -> Iterator[Item]:
    """The table, the values side by side, the personas."""
    sheet, tr = setting.sheet, setting.tr
    question = tr(N_("Which customers matter most, today and over the next twelve months?"))
    yield from part_title(sheet, tr(TITLE), question)
    found = ordered_segments(setting.snapshot)
    yield from table(sheet, _columns(setting), [*_rows(setting, found), _total(setting, found)], gap=16)
    yield from _values(setting, found)
    for persona in setting.snapshot.all(Persona):
        yield from persona_strips(setting, persona)


def _columns(setting: Setting) -> tuple[Column, ...]:
    tr = setting.tr
    return (
        Column(tr(N_("Segment")), 24), Column(tr(N_("Criteria")), 30),
        Column(tr(N_("Customers")), 14, is_figure=True), Column(tr(N_("Value now, a year")), 15, is_figure=True),
        Column(tr(N_("Potential, a year")), 15, is_figure=True), Column(tr(N_("Priority")), 11, is_figure=True),
        Column(tr(N_("Objectives")), 14),
    )  # fmt: skip


def _rows(setting: Setting, found: list[Segment]) -> Iterator[Row]:
    """A row for each segment."""
    for each in found:
        share = share_words(segment_share(setting.snapshot, each))
        name = f"{setting.edition.code(each)} {name_of(each)}"
        vip = setting.tr(N_("VIP")) if each.is_vip else ""
        yield row(
            Cell((Words(name, "medium"), Words(vip, "mark", "brass"), Words(each.needs, "caption", "ink2"))),
            _criteria(setting, each),
            cell("" if each.size is None else setting.words.number(each.size), share),
            setting.short_money(past_value(each)), setting.short_money(future_value(each)),
            "" if each.priority is None else str(each.priority),
            setting.edition.codes(objectives_of_segment(setting.snapshot, each.id)),
        )  # fmt: skip


def _total(setting: Setting, found: list[Segment]) -> Row:
    sizes = [each.size for each in found if each.size is not None]
    base = customer_base(setting.snapshot)
    past, future = ([value for each in found if (value := of(each)) is not None] for of in (past_value, future_value))
    share = share_words(sum(sizes) / base) if sizes and base else ""
    bold = [
        cell(setting.tr(N_("Total")), role="bold"), cell(""),
        cell(setting.words.number(sum(sizes)) if sizes else "", share, role="bold"),
        cell(setting.short_money(sum(past)) if past else "", role="bold"),
        cell(setting.short_money(sum(future)) if future else "", role="bold"), cell(""), cell(""),
    ]  # fmt: skip
    return row(*bold, kind="total")


def _criteria(setting: Setting, segment: Segment) -> str:
    edition = setting.edition
    rows = setting.snapshot.where(SegmentCriterion, segment_id=segment.id)
    names = [(edition.label(each.criterion), edition.label(each.value)) for each in rows]
    return "\n".join(edition.pair(name, value) if value else name for name, value in names)


def _values(setting: Setting, found: list[Segment]) -> Iterator[Item]:
    """What each segment is expected to bring, in its colour."""
    known = [(each, value) for each in found if (value := future_value(each)) is not None and value > 0]
    most = max((value for _, value in known), default=0.0)
    if not most:
        return
    yield section_title(setting.sheet, setting.tr(N_("What each segment may bring in a year")), mark=False)
    yield from bars(setting.sheet, [
        Bar(name_of(each), setting.short_money(value), value / most,
            dot_color(dot_of(setting.snapshot, each.id)) or theme().color("primary"))
        for each, value in known
    ])  # fmt: skip
