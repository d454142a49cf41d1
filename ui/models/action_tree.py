"""The grouped table of actions: groups with their subtotals above, actions below, patched exactly."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from itertools import count, takewhile
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from resources.i18n import current, tr
from strategy.model import Action
from strategy.naming import Naming
from strategy.operations import schedule, set_value, set_values
from strategy.ranking import Ranking
from ui.document_bridge import DocumentBridge
from ui.models.action_plan import ActionFacts, Group, Grouping, facts_of, grouped, holders, ranks
from ui.models.action_words import (
    COST,
    DATES,
    FRICTIONS,
    OBJECTIVES,
    OWNER,
    SEGMENTS,
    TITLE,
    WEIGHT,
    calendar_words,
    cell_words,
    count_words,
    tooltip_words,
)
from ui.models.timeline import Timeline, Zoom
from ui.widgets.label import plain_tip

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
ID_ROLE, GROUP_ROLE, FACTS_ROLE, SHADE_ROLE = (Qt.ItemDataRole.UserRole + number for number in range(120, 124))
"""Id of an action; the `Group` of a group row; the `ActionFacts` of an action; True for one that the eye may skip."""
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITED = _SHOWN | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemNeverHasChildren
LINK_COLUMNS = (SEGMENTS, FRICTIONS, OBJECTIVES)
"""Columns edited in a list that pops up rather than in the cell."""


class Place(NamedTuple):
    """Where an action stands: the key of its group and its id."""

    group: str
    action_id: str


class ActionTree(QAbstractItemModel):
    """Two levels. An action that serves two segments stands under both when segments are the groups."""

    time_shown = Signal()
    """The calendar shows another part of the time."""

    def __init__(self, bridge: DocumentBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._by: str = Grouping.HORIZON
        self._only: frozenset[str] | None = None
        self._groups: list[Group] = []
        self._children: dict[str, list[str]] = {}
        self._facts: dict[str, ActionFacts] = {}
        self._serials: dict[str, int] = {}
        self._keys: dict[int, str] = {}
        """The groups by their serials."""
        self._next_serial = count(1)
        self.timeline = Timeline(datetime.date(2000, 1, 1), datetime.date(2001, 1, 1))
        self._middle: datetime.date | None = None
        self.slack: Mapping[str, int] = {}
        """Days by which actions can slip, while the critical path is shown."""

    # What the page asks

    @property
    def grouping(self) -> str:
        return self._by

    @property
    def groups(self) -> tuple[Group, ...]:
        return tuple(self._groups)

    @property
    def only(self) -> frozenset[str] | None:
        """The actions that the filter leaves; None without a filter."""
        return self._only

    def group_by(self, grouping: str) -> None:
        """Put the same actions in other groups."""
        self._by = grouping
        self.follow()

    def show_time(self, zoom: Zoom, middle: datetime.date) -> None:
        """Show so much time around a day in the calendar."""
        self._middle = middle
        shown = self.timeline.shown(zoom, middle)
        if shown != self.timeline:
            self.timeline = shown
            self.time_shown.emit()

    def show_only(self, ids: frozenset[str] | None) -> None:
        """List these actions; None lists all."""
        self._only = ids
        self.follow()

    def place_at(self, index: Index) -> Place | None:
        """The action at an index; None for a group and outside."""
        key = self._keys.get(index.internalId()) if index.isValid() else None
        if key is None or key not in self._children:
            return None
        return Place(key, self._children[key][index.row()])

    def index_of(self, action_id: str, column: int = 0, group: str | None = None) -> QModelIndex:
        """Where an action stands, in this group if it is there, else in the first that has it; invalid if hidden."""
        keys = [each.key for each in self._groups]
        for key in sorted(keys, key=lambda each: each != group):
            if action_id in self._children[key]:
                row = self._children[key].index(action_id)
                return self.index(row, column, self.index(keys.index(key), 0))
        return QModelIndex()

    def facts(self, action_id: str) -> ActionFacts | None:
        return self._facts.get(action_id)

    def follow(self) -> None:
        """Show the plan as it is now, announcing only what differs."""
        snapshot = self._bridge.snapshot()
        names = Naming(snapshot, current())
        whole = Timeline.of(snapshot, names, datetime.date.today())
        self.timeline = whole.shown(self.timeline.zoom, self._middle or self.timeline.middle)
        order, held, ranking = ranks(snapshot), holders(snapshot, names), Ranking.of(snapshot)
        fresh = {
            row.id: facts_of(snapshot, names, row, order.get(row.id), held.get(row.id, ()), ranking)
            for row in snapshot.all(Action)
        }
        wanted = grouped(snapshot, self._by, self._only)
        changed = {each for each, facts in fresh.items() if self._facts.get(each) != facts}
        self._drop_groups({group.key for group in wanted})
        # Rows that are about to leave may still be asked for while they do.
        self._facts = {**self._facts, **fresh}
        for place, group in enumerate(wanted):
            self._place_group(place, group)
            self._fill(place, group.ids)
        self._facts = fresh
        self._repaint(changed, wanted)

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = NO_INDEX) -> QModelIndex:
        if row < 0 or column < 0 or column >= self.columnCount() or row >= self.rowCount(parent):
            return QModelIndex()
        serial = self._serials[self._groups[parent.row()].key] if parent.isValid() else 0
        return self.createIndex(row, column, serial)

    def parent(self, index: Index = NO_INDEX) -> QModelIndex:  # type: ignore[override]  # QObject.parent is the other
        key = self._keys.get(index.internalId()) if index.isValid() else None
        for row, group in enumerate(self._groups) if key is not None else ():
            if group.key == key:
                return self.createIndex(row, 0, 0)
        return QModelIndex()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        if not parent.isValid():
            return len(self._groups)
        if parent.internalId() or parent.column() > 0:
            return 0
        return len(self._children[self._groups[parent.row()].key])

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return DATES + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Any: what Qt expects depends on the role
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            tr("Action"), tr("Segment"), tr("Lifts"), tr("Serves"), tr("Who"), tr("Impact, effort"), tr("Budget"),
            tr("Calendar"),
        )[section]  # fmt: skip

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: see `headerData`
        if not index.isValid():
            return None
        place = self.place_at(index)
        if place is None:
            return self._group_data(self._groups[index.row()], index.column(), role)
        facts = self._facts[place.action_id]
        if role == FACTS_ROLE:  # first: it is asked for at each painting of a cell
            return facts
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if role == Qt.ItemDataRole.DisplayRole:
                return cell_words(facts, index.column())
            is_calendar, slack = index.column() == DATES, self.slack.get(facts.id)
            words = calendar_words(facts, slack) if is_calendar else cell_words(facts, index.column())
            return f"{self.headerData(index.column(), Qt.Orientation.Horizontal)}: {words}"
        if role == Qt.ItemDataRole.EditRole:
            return self._edit_value(facts, index.column())
        if role == SHADE_ROLE:
            return facts.mark in ("done", "dropped")
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(tooltip_words(facts, index.column(), self.slack.get(facts.id)))
        return facts.id if role == ID_ROLE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # Any: see `_edit_value`
        place = self.place_at(index)
        if place is None or role != Qt.ItemDataRole.EditRole:
            return False
        document, column = self._bridge.document, index.column()
        if column == DATES:
            start, end = value
            return self._bridge.attempt(lambda: schedule(document, {place.action_id: (start, end)}))
        if column == WEIGHT:
            impact, effort_days = value
            whole = None if impact is None else int(impact)
            values = {"impact": whole, "effort_days": effort_days}
            return self._bridge.attempt(lambda: set_values(document, Action, place.action_id, values))
        name = {TITLE: "name", OWNER: "owner", COST: "cost"}[column]
        return self._bridge.attempt(lambda: set_value(document, Action, place.action_id, name, value))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        is_read = not index.internalId() or self._bridge.document.is_read_only
        return _SHOWN if is_read else _EDITED

    # Inside

    def _group_data(self, group: Group, column: int, role: int) -> object:
        if role == GROUP_ROLE:
            return group
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if column == TITLE:
                return f"{group.title}, {count_words(len(group.ids))}"
            return self.money(group.cost) if column == COST else ""
        return None

    def money(self, amount: float) -> str:
        """An amount in the plan's currency."""
        return current().money(amount, self._bridge.snapshot().plan.currency)

    def _edit_value(self, facts: ActionFacts, column: int) -> object:
        return {
            TITLE: facts.title,
            OWNER: facts.owner,
            WEIGHT: (facts.impact, facts.effort_days),
            COST: facts.cost_once,
            DATES: (facts.start, facts.end),
        }.get(column)

    def _drop_groups(self, kept: set[str]) -> None:
        for row in range(len(self._groups) - 1, -1, -1):
            if self._groups[row].key not in kept:
                self.beginRemoveRows(NO_INDEX, row, row)
                del self._children[self._groups.pop(row).key]
                self.endRemoveRows()

    def _place_group(self, place: int, group: Group) -> None:
        at = next((row for row, each in enumerate(self._groups) if each.key == group.key), -1)
        if at < 0:
            self.beginInsertRows(NO_INDEX, place, place)
            self._groups.insert(place, group)
            self._children[group.key] = []
            self._keys[self._serials.setdefault(group.key, next(self._next_serial))] = group.key
            self.endInsertRows()
        elif at != place:
            self.beginMoveRows(NO_INDEX, at, at, NO_INDEX, place)
            self._groups.insert(place, self._groups.pop(at))
            self.endMoveRows()

    def _fill(self, place: int, wanted: Sequence[str]) -> None:
        """Give a group the children it should have: leave, then insert or move up, from the first to the last."""
        parent, children = self.index(place, 0), self._children[self._groups[place].key]
        kept = set(wanted)
        for row in range(len(children) - 1, -1, -1):
            if children[row] not in kept:
                self.beginRemoveRows(parent, row, row)
                del children[row]
                self.endRemoveRows()
        row = 0
        while row < len(wanted):
            fresh = [*takewhile(lambda each: each not in children, wanted[row:])]
            if fresh:  # those that come together are told together: Qt lays the table out for each telling
                self.beginInsertRows(parent, row, row + len(fresh) - 1)
                children[row:row] = fresh
                self.endInsertRows()
            elif children[row] != wanted[row]:
                at = children.index(wanted[row])
                self.beginMoveRows(parent, at, at, parent, row)
                children.insert(row, children.pop(at))
                self.endMoveRows()
            row += len(fresh) or 1

    def _repaint(self, changed: set[str], wanted: Sequence[Group]) -> None:
        for row, group in enumerate(wanted):
            if self._groups[row] != group:
                self._groups[row] = group
                self.dataChanged.emit(self.index(row, 0), self.index(row, DATES))
            parent = self.index(row, 0)
            for child, action_id in enumerate(group.ids):
                if action_id in changed:
                    self.dataChanged.emit(self.index(child, 0, parent), self.index(child, DATES, parent))
