"""Tools compared side by side: a row for each criterion, a column for each tool, the best tool first."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from resources.catalogue import catalogue
from resources.i18n import current, ntr, tr
from strategy.analysis import tool_score, tool_weights
from strategy.analysis.tools import tool_lead
from strategy.model import Action, Tool, ToolRating
from strategy.naming import Naming
from strategy.operations import rate_tool, set_value, weigh_criterion
from strategy.snapshot import Snapshot
from ui.delegates.cell import CELL_ROLE, EDITOR_ROLE, Cell
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.widgets.label import plain_tip

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()
NAME, CATEGORY, SCORE, CHOICE, TRIAL = "name", "category", "score", "choice", "trial"
CRITERION, WEIGHT, FIRST_TOOL = range(3)


def trial_of(snapshot: Snapshot, tool_id: str) -> Action | None:
    """The test action about a tool, if the plan has one."""
    return next((row for row in snapshot.where(Action, tool_id=tool_id) if row.type == "act_test"), None)


class ToolsModel(QAbstractTableModel):
    """Rows never change; columns are tools, kept as ids and moved when their scores swap."""

    def __init__(self, bridge: DocumentBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.rows: tuple[str, ...] = (
            NAME, CATEGORY, *catalogue().ids("tool_selection_criteria"), SCORE, CHOICE, TRIAL,
        )  # fmt: skip
        self._tools: list[str] = []
        self._category: str | None = None
        self._cells: dict[tuple[str, str], Cell] = {}

    @property
    def tools(self) -> tuple[str, ...]:
        """The tools compared, in the order shown."""
        return tuple(self._tools)

    def show_category(self, category: str | None) -> None:
        """Compare the tools of one category; None compares all."""
        self._category = category
        self.follow()

    def tool_at(self, index: Index) -> str | None:
        """The tool of a column; None for the criteria and their weights."""
        place = index.column() - FIRST_TOOL
        return self._tools[place] if index.isValid() and 0 <= place < len(self._tools) else None

    def index_of(self, tool_id: str, row: str = NAME) -> QModelIndex:
        """The cell of a tool in a row; invalid when the tool is not shown."""
        if tool_id not in self._tools:
            return QModelIndex()
        return self.index(self.rows.index(row), FIRST_TOOL + self._tools.index(tool_id))

    def follow(self) -> None:
        """Show the plan as it is now, announcing only what differs."""
        snapshot = self._bridge.snapshot()
        wanted = ranked_tools(snapshot, self._category)
        for place in range(len(self._tools) - 1, -1, -1):
            if self._tools[place] not in wanted:
                self.beginRemoveColumns(NO_INDEX, FIRST_TOOL + place, FIRST_TOOL + place)
                del self._tools[place]
                self.endRemoveColumns()
        for place, tool_id in enumerate(wanted):
            self._place(place, tool_id)
        self._repaint(snapshot)

    # What Qt asks

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else FIRST_TOOL + len(self._tools)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Any: what Qt expects depends on the role
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == FIRST_TOOL - 1:  # over the weights
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if section < FIRST_TOOL:
            return (tr("Criterion"), tr("Weight"))[section]
        return tr("Rank {n}").format(n=section - FIRST_TOOL + 1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: see `headerData`
        if not index.isValid():
            return None
        row, cell = self.rows[index.row()], self._cell_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == CRITERION:
            return plain_tip(cell.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            column = self._cells.get((NAME, self.tool_at(index) or ""), Cell()).text
            return f"{self._cells[row, CRITERION_KEY].text}, {column}: {cell.text}"
        if role == Qt.ItemDataRole.EditRole:
            return self._edit_value(row, index)
        if role == EDITOR_ROLE:
            return entry_options(self._bridge.snapshot(), "tool_categories") if row == CATEGORY else _editor(row)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # Any: the row decides
        row, tool_id, document = self.rows[index.row()], self.tool_at(index), self._bridge.document
        if role != Qt.ItemDataRole.EditRole:
            return False
        if index.column() == WEIGHT:
            return self._bridge.attempt(lambda: weigh_criterion(document, row, value))
        if tool_id is None:
            return False
        if row in (NAME, CATEGORY):
            return self._bridge.attempt(lambda: set_value(document, Tool, tool_id, row, value))
        rating = None if value is None else int(value)
        return self._bridge.attempt(lambda: rate_tool(document, tool_id, row, rating))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        shown = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        row = self.rows[index.row()]
        is_written = row in (NAME, CATEGORY) and index.column() >= FIRST_TOOL
        can_edit = row in catalogue() or is_written
        is_fixed = index.column() == CRITERION or self._bridge.document.is_read_only
        return shown | Qt.ItemFlag.ItemIsEditable if can_edit and not is_fixed else shown

    # Inside

    def _place(self, place: int, tool_id: str) -> None:
        if place < len(self._tools) and self._tools[place] == tool_id:
            return
        if tool_id in self._tools:
            at = self._tools.index(tool_id)
            self.beginMoveColumns(NO_INDEX, FIRST_TOOL + at, FIRST_TOOL + at, NO_INDEX, FIRST_TOOL + place)
            self._tools.insert(place, self._tools.pop(at))
            self.endMoveColumns()
        else:
            self.beginInsertColumns(NO_INDEX, FIRST_TOOL + place, FIRST_TOOL + place)
            self._tools.insert(place, tool_id)
            self.endInsertColumns()

    def _repaint(self, snapshot: Snapshot) -> None:
        keys = (CRITERION_KEY, WEIGHT_KEY, *self._tools)
        fresh = {(row, key): _cell(snapshot, row, key) for row in self.rows for key in keys}
        changed = [place for place, cell in fresh.items() if self._cells.get(place) != cell]
        self._cells = fresh
        for row, key in changed:
            index = self.index(self.rows.index(row), keys.index(key))
            self.dataChanged.emit(index, index)

    def _cell_at(self, index: Index) -> Cell:
        keys = (CRITERION_KEY, WEIGHT_KEY, *self._tools)
        return self._cells.get((self.rows[index.row()], keys[index.column()]), Cell())

    def _edit_value(self, row: str, index: Index) -> object:
        snapshot, tool_id = self._bridge.snapshot(), self.tool_at(index)
        if index.column() == WEIGHT:
            return tool_weights(snapshot).get(row)
        tool = snapshot.get(Tool, tool_id)
        if tool is None:
            return None
        return getattr(tool, row) if row in (NAME, CATEGORY) else rating_of(snapshot, tool.id, row)


_LEVEL = 0.05
"""Scores that differ by less read the same."""
CRITERION_KEY, WEIGHT_KEY = "criterion", "weight"
"""Stand for the first two columns among the ids of tools."""


def ranked_tools(snapshot: Snapshot, category: str | None) -> list[str]:
    """The tools of a category, best score first, those without a score last in the plan's order."""
    rows = [row for row in snapshot.all(Tool) if category in (None, row.category)]
    scores = {row.id: tool_score(snapshot, row) for row in rows}
    return sorted(scores, key=lambda each: (scores[each] is None, -(scores[each] or 0.0)))


def rating_of(snapshot: Snapshot, tool_id: str, criterion: str) -> int | None:
    """The rating of a tool, 0 to 5; None when it is not rated."""
    rated = snapshot.where(ToolRating, tool_id=tool_id, criterion=criterion)
    return rated[0].rating if rated else None


def lead_words(snapshot: Snapshot, category: str | None) -> str:
    """How far the best tool is ahead, and which weight would change that; "" while there is nothing to compare."""
    found, naming = tool_lead(snapshot, category), Naming(snapshot, current())
    if found is None:
        return ""
    tools = (snapshot.get(Tool, found.first_id), snapshot.get(Tool, found.second_id))
    first, second = (naming.title(each) or tr("Tool to name") for each in tools if each is not None)
    number = current().number
    if found.points < _LEVEL:
        return tr("“{first}” and “{second}” are level.").format(first=first, second=second)
    said = tr("“{first}” is {points} points ahead of “{second}”.").format(
        first=first, second=second, points=number(found.points, 1)
    )
    if found.unrated:
        unrated = ntr("{n} criterion is not rated for both.", "{n} criteria are not rated for both.", found.unrated)
        return f"{said} {unrated.format(n=number(found.unrated))}"
    if found.criterion is None:
        alone = tr("No single weight would change that.")
        return f"{said} {alone}"
    level = tr("They would be level if “{criterion}” weighed {weight} instead of {now}.")
    now = tool_weights(snapshot)[found.criterion]
    criterion = current().label(found.criterion)
    weight = number(round(found.weight or 0.0, 1))
    return f"{said} {level.format(criterion=criterion, weight=weight, now=number(now))}"


def _editor(row: str) -> str:
    return "text" if row == NAME else "number"


def _cell(snapshot: Snapshot, row: str, key: str) -> Cell:
    if key == CRITERION_KEY:
        return _criterion_cell(row)
    if key == WEIGHT_KEY:
        return _weight_cell(snapshot, row)
    tool = snapshot.get(Tool, key)
    if tool is None:
        return Cell()
    if row in catalogue():
        rating = rating_of(snapshot, tool.id, row)
        return Cell(tr("To rate"), tone="warning") if rating is None else Cell(current().number(rating), pips=rating)
    readers = {
        NAME: _tool_name, CATEGORY: _tool_category, SCORE: _tool_score, CHOICE: _tool_choice, TRIAL: _tool_trial,
    }  # fmt: skip
    return readers[row](snapshot, tool)


def _criterion_cell(row: str) -> Cell:
    names = {NAME: tr("Tool"), CATEGORY: tr("Category"), SCORE: tr("Score out of 100"), CHOICE: tr("Choice"),
             TRIAL: tr("Trial before purchase")}  # fmt: skip
    ground = "sunken" if row in (SCORE, CHOICE, TRIAL) else ""
    return Cell(names.get(row) or current().label(row), weight=600 if row in names else None, ground=ground)


def _weight_cell(snapshot: Snapshot, row: str) -> Cell:
    weights = tool_weights(snapshot)
    if row == SCORE:
        return Cell(current().number(sum(weights.values())), right=True, ground="sunken")
    ground = "sunken" if row in (CHOICE, TRIAL) else ""
    return Cell(current().number(weights[row]), right=True) if row in weights else Cell(ground=ground)


def _tool_name(_snapshot: Snapshot, tool: Tool) -> Cell:
    icon = "circle-check" if tool.is_selected else ""
    return Cell(tool.name or tr("Tool to name"), tone="ink" if tool.name else "warning", weight=600,
                icon=icon, icon_tone="success")  # fmt: skip


def _tool_category(snapshot: Snapshot, tool: Tool) -> Cell:
    label = Naming(snapshot, current()).label(tool.category)
    return Cell(label or tr("To choose"), tone="ink2" if label else "warning")


def _tool_score(snapshot: Snapshot, tool: Tool) -> Cell:
    score = tool_score(snapshot, tool)
    if score is None:
        return Cell("–", tone="ink3", ground="sunken")
    return Cell(current().number(score, 1), weight=600, share=score / 100, ground="sunken")


def _tool_choice(_snapshot: Snapshot, tool: Tool) -> Cell:
    if tool.is_selected:
        return Cell(tr("Chosen"), tone="success", weight=600, icon="circle-check", icon_tone="success", ground="sunken")
    return Cell(tr("Choose"), tone="primary", icon="circle", icon_tone="primary", ground="sunken")


def _tool_trial(snapshot: Snapshot, tool: Tool) -> Cell:
    trial = trial_of(snapshot, tool.id)
    if trial is not None:
        names = Naming(snapshot, current())
        return Cell(f"{names.code(trial)}  {names.title(trial)}", icon="flag", ground="sunken")
    tone = "warning" if tool.is_selected else "primary"
    return Cell(tr("Plan a trial"), tone=tone, icon="plus", icon_tone=tone, ground="sunken")
