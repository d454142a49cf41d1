"""Columns of the table of functional needs: how they rank as investments, and what meets them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from journey.model import Segment
from resources.i18n import current, ntr, tr
from storage.document import Document
from strategy.analysis import NeedRank, actions_of_need, alike_needs, weigh_needs
from strategy.links import segments_of_need
from strategy.model import FunctionalNeed
from strategy.naming import Naming
from strategy.operations import set_value
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell, CellChip, EditorKind
from ui.models.action_plan import segment_dot
from ui.models.entries import entry_options
from ui.models.row_table import Column

_WHOLE = ("rank", "impact")


def need_ids(snapshot: Snapshot) -> list[str]:
    """The needs by rank."""
    return [each.need_id for each in weigh_needs(snapshot)]


def need_columns() -> list[Column]:
    """Rank, name, segments and their number, impact, cost, channels, investments, platform, actions."""
    platforms = lambda snapshot, _id: entry_options(snapshot, "tool_categories")  # noqa: E731
    return [
        _written("rank", tr("Rank"), _rank, "number", 60),
        _written("name", tr("Functional need"), _name, "text", 220),
        Column("segments", tr("Segments"), _segments, width=122),
        Column("served", tr("Served"), _served, width=78, is_figure=True),
        _written("impact", tr("Impact"), _impact, "number", 84),
        _written("cost", tr("Cost"), _cost, "number", 80, is_figure=True),
        Column("investments", tr("Investments"), _investments, width=136),
        Column("channels", tr("Channels"), _channels, width=108),
        _written("platform", tr("Platform"), _platform, platforms, 100),
        Column("actions", tr("Actions"), _actions, width=90),
    ]


def first_words(snapshot: Snapshot) -> str:
    """Which need to invest in first, and why, in one sentence; "" as long as none has an impact."""
    ranked = weigh_needs(snapshot)
    if not ranked or ranked[0].score is None:
        return ""
    first, naming = ranked[0], Naming(snapshot, current())
    row = snapshot.get(FunctionalNeed, first.need_id)
    name = (naming.title(row) if row else "") or tr("Need to name")
    served = ntr("{n} segment served", "{n} segments served", first.segments).format(n=first.segments)
    if row is not None and row.rank is not None:
        return tr("“{need}” comes first because the team ranks it so: {served}, impact {impact}.").format(
            need=name, served=served, impact=first.impact
        )
    sentence = tr("“{need}” comes first: {served} × impact {impact} = {score}.")
    return sentence.format(need=name, served=served, impact=first.impact, score=first.score)


def alike_words(snapshot: Snapshot, apart: Collection[tuple[str, str]] = ()) -> tuple[str, str, str]:
    """Two needs that may be one, and the question whether they are; three times "" when there are none.

    Pairs in `apart` are not asked about.
    """
    pairs = [pair for pair in alike_needs(snapshot) if pair not in apart]
    if not pairs:
        return "", "", ""
    naming = Naming(snapshot, current())
    names = [naming.title(row) for each in pairs[0] if (row := snapshot.get(FunctionalNeed, each)) is not None]
    words = tr("“{first}” and “{second}” ask for much the same. Are they one need?")
    return (*pairs[0], words.format(first=names[0], second=names[1]))


def _rank(snapshot: Snapshot, row_id: str) -> Cell:
    own = _get(snapshot, row_id).rank
    found = _weighed(snapshot, row_id)
    if own:
        return Cell(rank=own, hint=tr("The team’s own rank"))
    if found.score is None:
        return Cell(rank=found.rank, hint=tr("Impact to set"))
    return Cell(rank=found.rank, hint=tr("{segments} × {impact} = {score}").format(
        segments=found.segments, impact=found.impact, score=found.score
    ))  # fmt: skip


def _name(snapshot: Snapshot, row_id: str) -> Cell:
    name = _get(snapshot, row_id).name
    return Cell(name, weight=600, hint=name) if name else Cell(tr("To set"), tone="warning")


def _served(snapshot: Snapshot, row_id: str) -> Cell:
    return Cell(current().number(len(segments_of_need(snapshot, row_id))), weight=600, right=True)


def _segments(snapshot: Snapshot, row_id: str) -> Cell:
    names, found = Naming(snapshot, current()), segments_of_need(snapshot, row_id)
    if not found:
        return Cell(tr("To choose"), tone="warning")
    titles = [names.title(each) or tr("Segment to name") for each in found]
    more = (CellChip(f"+{len(found) - 1}", "plain"),) if len(found) > 1 else ()
    return Cell(chips=(CellChip(titles[0], "plain", dot=_dot(snapshot, found[0])), *more), hint=", ".join(titles))


def _impact(snapshot: Snapshot, row_id: str) -> Cell:
    impact, is_own = _weighed(snapshot, row_id).impact, _get(snapshot, row_id).impact is not None
    if impact is None:
        return Cell(tr("To set"), tone="warning")
    hint = "" if is_own else tr("The highest of its actions")
    return Cell(current().number(impact), tone="ink" if is_own else "ink3", pips=impact, hint=hint)


def _cost(snapshot: Snapshot, row_id: str) -> Cell:
    cost, is_own = _weighed(snapshot, row_id).cost, _get(snapshot, row_id).cost is not None
    if cost is None:
        return Cell(tr("To set"), tone="warning", right=True)
    words = current().compact_money(cost, snapshot.plan.currency)
    return Cell(words, tone="ink" if is_own else "ink3", right=True,
                hint="" if is_own else tr("The sum of its actions"))  # fmt: skip


def _investments(snapshot: Snapshot, row_id: str) -> Cell:
    ids = _get(snapshot, row_id).investments or []
    if not ids:
        return Cell(tr("To choose"), tone="warning")
    names = [Naming(snapshot, current()).label(each) for each in ids]
    more = (CellChip(f"+{len(ids) - 1}", "plain"),) if len(ids) > 1 else ()
    return Cell(chips=(CellChip(names[0], "plain"), *more), hint=", ".join(names))


def _channels(snapshot: Snapshot, row_id: str) -> Cell:
    names = [Naming(snapshot, current()).label(each) for each in _get(snapshot, row_id).channels or []]
    if not names:
        return Cell(tr("To choose"), tone="warning")
    return Cell(", ".join(names), tone="ink2", hint=", ".join(names))


def _platform(snapshot: Snapshot, row_id: str) -> Cell:
    words = Naming(snapshot, current()).label(_get(snapshot, row_id).platform)
    return Cell(words, tone="ink2", hint=words) if words else Cell("–", tone="ink3")


def _actions(snapshot: Snapshot, row_id: str) -> Cell:
    codes = Naming(snapshot, current()).codes(actions_of_need(snapshot, row_id))
    return Cell(codes) if codes else Cell(tr("Invest"), tone="primary", icon="plus", icon_tone="primary")


def _weighed(snapshot: Snapshot, row_id: str) -> NeedRank:
    none = NeedRank(row_id, 0, 0, None, None)
    return next((each for each in weigh_needs(snapshot) if each.need_id == row_id), none)


def _dot(snapshot: Snapshot, segment: Segment) -> tuple[str, int | str]:
    return segment_dot(snapshot, segment.id)


def _get(snapshot: Snapshot, row_id: str) -> FunctionalNeed:
    return snapshot.get(FunctionalNeed, row_id) or FunctionalNeed(id=row_id)


def _written(key: str, title: str, cell: Any, editor: Any, width: int, *, is_figure: bool = False) -> Column:
    # Any: functions of a snapshot and an id; a kind of editor, or what gives its choices
    kinds = (lambda _snapshot, _id: editor) if isinstance(editor, str) else editor

    def write(document: Document, row_id: str, value: Any) -> None:  # Any: what the editor of the column gives
        whole = key in _WHOLE and value is not None
        set_value(document, FunctionalNeed, row_id, key, int(value) if whole else value)

    def value(snapshot: Snapshot, row_id: str) -> object:
        return getattr(_get(snapshot, row_id), key)

    def editors(snapshot: Snapshot, row_id: str) -> EditorKind:
        return kinds(snapshot, row_id)

    return Column(key, title, cell, value, write, editors, width, is_figure)
