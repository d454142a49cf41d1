"""The outline of one journey as an item model: patched by exact inserts, moves and removals, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count, takewhile
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from journey.analysis import JourneyResults
from resources.i18n import N_, tr
from ui.delegates.cell import CELL_ROLE, EDITOR_ROLE
from ui.document_bridge import DocumentBridge
from ui.models.journey_cells import COLUMNS, Cells, cells_of
from ui.models.journey_edits import can_edit, edit_of
from ui.models.journey_tree import CLASSES, NO_STAGE, OPPORTUNITIES, ROOT, Key, Tree, journey_tree
from ui.widgets.drops import THING_MIME, carried_thing, carry
from ui.widgets.label import plain_tip

Index = QModelIndex | QPersistentModelIndex
KEY_ROLE = Qt.ItemDataRole.UserRole + 121
"""Role under which a row tells its kind and id."""
NO_INDEX = QModelIndex()
_DRAGGED = ("stage", "touchpoint", "friction")
_TITLES = {
    "name": N_("Journey"),
    "type": N_("Type"),
    "channel": N_("Channel"),
    "direction": N_("Direction"),
    "measured": N_("Evidence"),
    "share": N_("Share"),
    "level": N_("Level"),
    "time": N_("Time"),
}
_FIGURES = ("share", "time")
"""Their titles stand at the right, over the figures."""

Drop = Callable[[Key, Key, int], None]


@dataclass(eq=False)
class _Node:
    key: Key
    parent: _Node | None
    children: list[_Node] = field(default_factory=list)
    cells: Cells | None = None
    """What it shows; None until a view asks, so that a long journey costs what is seen of it."""
    number: int = field(default_factory=count(1).__next__)
    """What indexes carry: a pointer would dangle in an index that somebody kept."""

    @property
    def place(self) -> int:
        return self.parent.children.index(self) if self.parent else 0


class JourneyOutline(QAbstractItemModel):
    """Stages, touchpoints and what hangs on them. `dropped` receives a key, the key of its new parent and a place."""

    def __init__(self, bridge: DocumentBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.journey_id = ""
        self.dropped: Drop | None = None
        self._root = _Node(ROOT, None)
        self._nodes: dict[Key, _Node] = {ROOT: self._root}
        self._numbered: dict[int, _Node] = {}
        self._results: JourneyResults | None = None

    def show_journey(self, journey_id: str) -> None:
        """Show another journey."""
        self.beginResetModel()
        self.journey_id = journey_id
        self._results = None
        self._root = _Node(ROOT, None)
        self._nodes = {ROOT: self._root}
        self._numbered = {}
        self.endResetModel()
        self.follow()

    def show_results(self, results: JourneyResults | None) -> None:
        """Show the computed shares; None while they are not known."""
        self._results = results
        self._repaint()

    def follow(self) -> None:
        """Show the plan as it is now, announcing only what differs."""
        tree = journey_tree(self._bridge.snapshot(), self.journey_id)
        self._arrange(self._root, tree)
        wanted = {child for children in tree.values() for child in children}
        self._remove_all_but(wanted, self._root)
        self._repaint()

    # Keys

    def index_of(self, key: Key, column: int = 0) -> QModelIndex:
        """Where a row is shown; invalid when it is not."""
        node = self._nodes.get(key)
        if node is None or node.parent is None:
            return QModelIndex()
        return self.createIndex(node.place, column, node.number)

    def key_at(self, index: Index) -> Key | None:
        """The kind and id of a row; None outside."""
        return self._node(index).key if index.isValid() else None

    def parent_key(self, key: Key) -> Key | None:
        """The key of the row above; None for the first level and for what is not shown."""
        node = self._nodes.get(key)
        return node.parent.key if node and node.parent and node.parent.parent else None

    def children_of(self, key: Key) -> list[Key]:
        """The keys under a row, or under `ROOT`, in order."""
        node = self._nodes.get(key)
        return [child.key for child in node.children] if node else []

    def place_of(self, key: Key) -> int:
        """The place of a row among those under the same parent."""
        return self._nodes[key].place if key in self._nodes else 0

    def stage_place(self, place: int) -> int:
        """The place among the stages of a row of the first level: what stands outside the stages comes before."""
        return max(0, place - (NO_STAGE in self._nodes))

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = NO_INDEX) -> QModelIndex:
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, self._node(parent).children[row].number)

    def parent(self, index: Index = NO_INDEX) -> Any:  # Any: QObject.parent has the same name
        above = self._node(index).parent if index.isValid() else None
        return self.createIndex(above.place, 0, above.number) if above and above.parent else QModelIndex()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Any: what Qt expects depends on the role
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(_TITLES[COLUMNS[section]])
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section] in _FIGURES:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: see `headerData`
        if not index.isValid():
            return None
        node, column = self._node(index), COLUMNS[index.column()]
        if role == KEY_ROLE:
            return node.key
        cell = self._cells(node)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{tr(_TITLES[column])}: {cell.text or cell.hint or cell.severity or cell.emotion or ''}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(cell.hint or cell.text)
        if role in (Qt.ItemDataRole.EditRole, EDITOR_ROLE):
            return self._edited(node.key, column, role)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # Any: the column's
        kind, row_id = self._node(index).key
        edit = edit_of(kind, COLUMNS[index.column()])
        if role != Qt.ItemDataRole.EditRole or edit is None:
            return False
        write = edit.write
        self._bridge.run(lambda: write(self._bridge.document, row_id, value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        kind, row_id = self._node(index).key
        if self._bridge.document.is_read_only:
            return _flags(is_edited=False, is_dragged=False, is_aim=False)
        return _flags(
            is_edited=can_edit(self._bridge.snapshot(), kind, row_id, COLUMNS[index.column()]),
            is_dragged=kind in _DRAGGED and bool(row_id),
            is_aim=kind in ("stage", "touchpoint", "transition"),
        )

    # Dragging

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [THING_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return carry(*self._node(indexes[0]).key)

    def canDropMimeData(self, carried: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        key = carried_thing(carried)
        return key is not None and _may_stand_under(key, self._node(parent).key)

    def dropMimeData(self, carried: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        key, above = carried_thing(carried), self._node(parent)
        if key is None or self.dropped is None or not _may_stand_under(key, above.key):
            return False
        node = self._nodes.get(key)
        place = len(above.children) if row < 0 else row
        if node is not None and node.parent is above and node.place < place:
            place -= 1  # counted without the row itself
        self.dropped(key, above.key, place)
        # The gesture moves the row; were this True, Qt would remove it where it came from.
        return False

    # Patching

    def _node(self, index: Index) -> _Node:
        return self._numbered.get(index.internalId(), self._root) if index.isValid() else self._root

    def _edited(self, key: Key, column: str, role: int) -> Any:  # Any: the value or the editor of a cell
        kind, row_id = key
        edit = edit_of(kind, column)
        snapshot = self._bridge.snapshot()
        row = snapshot.get(CLASSES[kind], row_id) if edit else None
        if edit is None or row is None:
            return None
        return edit.editor(snapshot, row) if role == EDITOR_ROLE else edit.read(snapshot, row)

    def _arrange(self, node: _Node, tree: Tree) -> None:
        """Bring every wanted row under its parent, in order; what is not wanted gathers behind."""
        keys, place = tree.get(node.key, ()), 0
        while place < len(keys):
            fresh = [*takewhile(lambda each: each not in self._nodes, keys[place:])]
            if fresh:
                self._insert(node, place, fresh)
            else:
                found = self._nodes[keys[place]]
                if found.parent is not node or found.place != place:
                    self._move(found, node, place)
            place += len(fresh) or 1
        for key in keys:
            self._arrange(self._nodes[key], tree)

    def _insert(self, parent: _Node, place: int, keys: Sequence[Key]) -> None:
        """Those that come together, told together: the view lays its rows out for each telling."""
        self.beginInsertRows(self._index(parent), place, place + len(keys) - 1)
        made = [_Node(key, parent) for key in keys]
        parent.children[place:place] = made
        for child in made:
            self._nodes[child.key] = self._numbered[child.number] = child
        self.endInsertRows()

    def _move(self, node: _Node, parent: _Node, place: int) -> None:
        """To another parent, or up among its siblings: places fill from the top, so what is misplaced stands below."""
        old = node.parent or self._root
        source = node.place
        self.beginMoveRows(self._index(old), source, source, self._index(parent), place)
        old.children.pop(source)
        parent.children.insert(place, node)
        node.parent = parent
        self.endMoveRows()

    def _remove_all_but(self, wanted: set[Key], node: _Node) -> None:
        for place in range(len(node.children) - 1, -1, -1):
            child = node.children[place]
            if child.key in wanted:
                self._remove_all_but(wanted, child)
                continue
            self.beginRemoveRows(self._index(node), place, place)
            del node.children[place]
            self._forget(child)
            self.endRemoveRows()

    def _forget(self, node: _Node) -> None:
        self._nodes.pop(node.key, None)
        self._numbered.pop(node.number, None)
        for child in node.children:
            self._forget(child)

    def _cells(self, node: _Node) -> Cells:
        if node.cells is None:
            node.cells = cells_of(self._bridge.snapshot(), node.key, self._results)
        return node.cells

    def _repaint(self) -> None:
        snapshot = self._bridge.snapshot()
        for node in self._nodes.values():
            if node.cells is None:
                continue
            cells = cells_of(snapshot, node.key, self._results)
            changed = [
                column for column, (cell, known) in enumerate(zip(cells, node.cells, strict=True)) if cell != known
            ]
            if changed:
                node.cells = cells
                first, last = (
                    self.createIndex(node.place, column, node.number) for column in (changed[0], changed[-1])
                )
                self.dataChanged.emit(first, last)

    def _index(self, node: _Node) -> QModelIndex:
        return self.createIndex(node.place, 0, node.number) if node.parent else QModelIndex()


def _may_stand_under(key: Key, parent: Key) -> bool:
    """Stages stand in the journey, touchpoints in a stage, frictions where customers meet them."""
    fits = {"stage": ("journey",), "touchpoint": ("stage",), "friction": ("touchpoint", "transition")}
    return parent[0] in fits.get(key[0], ()) and parent != OPPORTUNITIES


@cache  # asked at each painting of a cell
def _flags(*, is_edited: bool, is_dragged: bool, is_aim: bool) -> Qt.ItemFlag:
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    if is_edited:
        flags |= Qt.ItemFlag.ItemIsEditable
    if is_dragged:
        flags |= Qt.ItemFlag.ItemIsDragEnabled
    return flags | Qt.ItemFlag.ItemIsDropEnabled if is_aim else flags
