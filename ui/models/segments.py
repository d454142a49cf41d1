"""The segments as a table: what each one is worth, how large it is, and which objectives aim at it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from journey.model import Segment
from resources.i18n import current, tr
from storage.document import Document
from strategy.analysis import segment_share
from strategy.analysis.segments import future_value, past_value
from strategy.links import objectives_of_segment
from strategy.naming import Naming
from strategy.operations import set_value
from strategy.rules.registry import Finding
from strategy.snapshot import Snapshot
from ui.delegates.cell import Cell, CellChip
from ui.document_bridge import DocumentBridge
from ui.models.row_table import Column, Index, RowTableModel
from ui.theme.theme import theme
from ui.widgets.chip import Dot
from ui.widgets.label import plain_tip

SEGMENT_ID = "application/x-periple-segment"
TOO_MANY_SEGMENTS, TOO_MANY_CRITERIA = "warn_too_many_segments", "warn_too_many_criteria"
OVERLAP, TOO_SMALL = "warn_segments_overlap", "warn_segment_too_small"
WITHOUT_OBJECTIVE = "warn_segment_without_objective"
_LAST = 1_000_000
FIRST_INDENT = 8
"""Design pixels by which the first column stands further in, in line with the titles of the page."""
_CHIPS = 2
"""Objectives shown by their codes; more of them are counted."""
_WHOLE = ("size", "difficulty", "priority")


def ordered_segments(snapshot: Snapshot) -> list[Segment]:
    """The segments by priority; those of one priority, and those without, in the plan's order."""
    return sorted(snapshot.all(Segment), key=lambda row: row.priority or _LAST)


def segment_ids(snapshot: Snapshot) -> list[str]:
    """The ids of `ordered_segments`."""
    return [row.id for row in ordered_segments(snapshot)]


def dot_of(snapshot: Snapshot, segment_id: str) -> Dot:
    """The colour that a segment has everywhere: its place in the plan's order."""
    ids = [row.id for row in snapshot.all(Segment)]
    return ("series", ids.index(segment_id) if segment_id in ids else 0)


def name_of(segment: Segment) -> str:
    """What a segment is called; words in place of a missing name."""
    return segment.name.strip() or tr("Segment to name")


def share_words(share: float | None) -> str:
    """A share of the base: whole percents, or one decimal under two percent; "" when unknown."""
    return "" if share is None else current().percent(share, 1 if 0 < share < 0.02 else 0)


def ranked_after_move(snapshot: Snapshot, segment_id: str, place: int) -> list[str]:
    """The ids to rank so that a segment comes at `place`, counted without itself.

    Those below the last ranked one and below the one moved stay without a rank.
    """
    others = [each for each in segment_ids(snapshot) if each != segment_id]
    place = max(0, min(place, len(others)))
    order = [*others[:place], segment_id, *others[place:]]
    ranked = {row.id for row in snapshot.all(Segment) if row.priority is not None}
    last = max((at for at, each in enumerate(order) if each in ranked or each == segment_id), default=-1)
    return order[: last + 1]


class SegmentTable(RowTableModel):
    """The rows of the table; a row that is dragged asks for another place by `moved`."""

    moved = Signal(str, int)
    """Id of the segment, and the number of rows above the spot where it was dropped."""

    def __init__(self, bridge: DocumentBridge, parent: QObject | None = None) -> None:
        super().__init__(bridge, segment_columns(bridge), segment_ids, parent)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: what Qt expects
        if role == Qt.ItemDataRole.ToolTipRole:
            row_id = self.id_at(index)
            key = self.columns[index.column()].key
            return plain_tip(_explained(self._bridge.snapshot(), row_id, key)) if row_id else None
        return super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if self._bridge.document.is_read_only:
            return found
        if index.isValid():
            return found | Qt.ItemFlag.ItemIsDragEnabled
        return found | Qt.ItemFlag.ItemIsDropEnabled

    def mimeTypes(self) -> list[str]:
        return [SEGMENT_ID]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        carried = QMimeData()
        found = next((self.id_at(index) for index in indexes), None)
        carried.setData(SEGMENT_ID, (found or "").encode())
        return carried

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        if not data.hasFormat(SEGMENT_ID):
            return False
        place = row if row >= 0 else parent.row() if parent.isValid() else self.rowCount()
        self.moved.emit(bytes(data.data(SEGMENT_ID).data()).decode(errors="replace"), place)
        # Qt would remove the row that was dragged, had it been accepted: the change set moves it.
        return False


def segment_columns(bridge: DocumentBridge) -> list[Column]:
    """The columns of the table, their titles in the reader's language."""
    return [
        _editable("name", tr("Segment"), partial(_name, bridge), "text", 140),
        _editable("size", tr("Customers"), _size, "number", 80),
        Column("share", tr("Share"), _share, width=118),
        _editable("value_past", tr("Value now"), partial(_money, "value_past"), "number", 80),
        _editable("value_future", tr("Potential"), partial(_money, "value_future"), "number", 80),
        Column("upside", tr("Upside"), _upside, width=80, is_figure=True),
        _editable("difficulty", tr("Difficulty"), _difficulty, "number", 72),
        _editable("priority", tr("Priority"), _priority, "number", 72),
        Column("objectives", tr("Objectives"), _objectives, width=80),
    ]


def _editable(key: str, title: str, cell: Any, editor: str, width: int) -> Column:  # Any: one of the readers below
    return Column(
        key, title, cell, partial(_value, key), partial(_write, key), lambda _snapshot, _id: editor, width,
        is_figure=key in ("size", "value_past", "value_future"),
    )  # fmt: skip


def _row(snapshot: Snapshot, row_id: str) -> Segment:
    return snapshot.get(Segment, row_id) or Segment(id=row_id)


def _value(key: str, snapshot: Snapshot, row_id: str) -> object:
    return getattr(_row(snapshot, row_id), key)


def _write(key: str, document: Document, row_id: str, value: Any) -> None:  # Any: the column decides
    whole = round(value) if key in _WHOLE and value is not None else value
    set_value(document, Segment, row_id, key, whole)


def _name(bridge: DocumentBridge, snapshot: Snapshot, row_id: str) -> Cell:
    row = _row(snapshot, row_id)
    chips = (CellChip(tr("VIP"), "vip"),) if row.is_vip else ()
    warned = any(found.row_id == row_id for found in segment_findings(bridge))
    return Cell(
        name_of(row),
        tone="ink" if row.name.strip() else "warning",
        weight=500,
        dot=dot_of(snapshot, row_id),
        indent=theme().px(FIRST_INDENT),
        chips=chips,
        trailing_icon="triangle-alert" if warned else "",
    )


def segment_findings(bridge: DocumentBridge) -> list[Finding]:
    """What the method's rules say of single segments."""
    return [found for found in bridge.findings() if found.kind == Segment.__tablename__]


def _size(snapshot: Snapshot, row_id: str) -> Cell:
    return _to_set_or(_row(snapshot, row_id).size, current().number)


def _share(snapshot: Snapshot, row_id: str) -> Cell:
    share = segment_share(snapshot, _row(snapshot, row_id))
    return Cell(share_words(share) or current().number(None), tone="ink2" if share is not None else "ink3",
                share=share or 0.0)  # fmt: skip


def _money(key: str, snapshot: Snapshot, row_id: str) -> Cell:
    row = _row(snapshot, row_id)
    if getattr(row, key) is None:
        return Cell(tr("To set"), tone="warning", right=True)
    whole = past_value(row) if key == "value_past" else future_value(row)
    if whole is None:
        return Cell(current().number(None), tone="ink3", right=True)
    words = current().compact_money(whole, snapshot.plan.currency)
    return Cell(words, weight=600 if key == "value_future" else None, right=True)


def _upside(snapshot: Snapshot, row_id: str) -> Cell:
    row = _row(snapshot, row_id)
    now, later = past_value(row), future_value(row)
    if now is None or later is None:
        return Cell(current().number(None), tone="ink3", right=True)
    words = current().compact_money(abs(later - now), snapshot.plan.currency)
    if later == now:
        return Cell(words, tone="ink2", right=True)
    return Cell(f"+{words}", tone="success", right=True) if later > now else Cell(f"−{words}", tone="drop", right=True)


def _difficulty(snapshot: Snapshot, row_id: str) -> Cell:
    value = _row(snapshot, row_id).difficulty
    return Cell(current().number(value), tone="ink2", pips=value) if value else Cell(tr("To set"), tone="ink3")


def _priority(snapshot: Snapshot, row_id: str) -> Cell:
    rank = _row(snapshot, row_id).priority
    return Cell(rank=rank) if rank else Cell(tr("No rank"), tone="ink3")


def _objectives(snapshot: Snapshot, row_id: str) -> Cell:
    rows = objectives_of_segment(snapshot, row_id)
    if not rows:
        return Cell(tr("None"), tone="ink3")
    naming = Naming(snapshot, current())
    shown = rows if len(rows) <= _CHIPS else rows[:1]
    chips = [CellChip(naming.code(row), "link") for row in shown]
    if len(shown) < len(rows):
        chips.append(CellChip(f"+{len(rows) - len(shown)}", "plain"))
    return Cell(chips=tuple(chips))


def _to_set_or(value: float | None, words: Any) -> Cell:  # Any: a function of `Words`
    return Cell(tr("To set"), tone="warning", right=True) if value is None else Cell(words(value), right=True)


def _explained(snapshot: Snapshot, row_id: str, key: str) -> str:
    """What a figure is made of, or the names behind the codes; "" where the cell says it all."""
    row = _row(snapshot, row_id)
    if key in ("value_past", "value_future"):
        value = getattr(row, key)
        money = current().money(value, snapshot.plan.currency, 0 if value is None or float(value).is_integer() else 2)
        return tr("{money} per customer and year").format(money=money) if value is not None else ""
    if key == "objectives":
        naming = Naming(snapshot, current())
        rows = objectives_of_segment(snapshot, row_id)
        return "\n".join(f"{naming.code(each)} {naming.title(each)}" for each in rows)
    return name_of(row) if key == "name" else ""
