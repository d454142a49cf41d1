"""Tools compared on the ten criteria of the method: weights and ratings typed in place, a choice, a trial."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from resources.catalogue import catalogue
from resources.i18n import N_, tr, words
from strategy.model import Tool
from strategy.naming import Naming
from strategy.operations import add_action, add_tool, duplicate, select_tool
from ui.actions import explain
from ui.delegates.table import TableDelegate
from ui.deletion import delete_with_care
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.tools import CHOICE, FIRST_TOOL, NAME, TRIAL, WEIGHT, ToolsModel, lead_words, trial_of
from ui.pages.rows_block import Acts, lay_out_block
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.combo import ComboField
from ui.widgets.focus import focus_row_in_view
from ui.widgets.label import Label
from ui.widgets.table import Table

_CRITERION, _WEIGHT, _LEAST_TOOL, _MOST_TOOL = 344, 76, 170, 260


class ToolsBlock(QWidget):
    """`used` when a cell gets the cursor; `trial_wanted` carries the action that tries a tool."""

    used = Signal()
    trial_wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("tools")
        self.model = ToolsModel(bridge, self)
        self.table = ToolsTable(self.model)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentChanged.connect(lambda: self.used.emit())
        self._category = ComboField(name="tools_category", accessible_name=tr("Category compared"))
        self._category.chosen.connect(lambda value: self._show_category(value))
        self.add_button = Button(tr("New tool"), size="small", icon="plus", name="add_tools", on_click=self.add)
        explain(self.add_button, "new", tr("New tool"))
        self.add_button.setEnabled(not bridge.document.is_read_only)
        self._empty = Label(tr("Nothing here yet."), "small", "ink3")
        help_text = tr("Rate each tool from 0 to 5; try before you buy. The weights can be changed.")
        controls = [self._category, self.add_button]
        column = lay_out_block(self, tr("Tools compared"), help_text, controls, self.table, self._empty)
        self._lead = Label("", "small", wrap=True, name="tool_lead")
        column.insertWidget(1, self._lead)

    @property
    def current_id(self) -> str:
        return self.model.tool_at(self.table.currentIndex()) or ""

    def follow(self) -> None:
        """Follow the plan."""
        snapshot = self._bridge.snapshot()
        used = {row.category for row in snapshot.all(Tool) if row.category}
        known = entry_options(snapshot, "tool_categories")
        options = [(None, tr("All categories")), *(pair for pair in known if pair[0] in used)]
        chosen = self._category.value()
        self._category.set_options(options, chosen if chosen in used else None)
        self._category.setVisible(len(used) > 1)
        self.model.show_category(str(chosen) if chosen in used else None)
        has_tools = bool(self.model.tools)
        self.table.setVisible(has_tools)
        self._empty.setVisible(not has_tools)
        self.table.place_columns()
        self._tell_lead()

    def reveal(self, tool_id: str, row: str = NAME) -> bool:
        """Put the cursor on a tool; False when there is no such tool."""
        self.follow()
        if tool_id not in self.model.tools:
            self._category.set_value(None)
            self.follow()
        index = self.model.index_of(tool_id, row)
        if index.isValid():
            self.table.setCurrentIndex(index)
            focus_row_in_view(self.table)
        return index.isValid()

    def reveal_weight(self, criterion: str) -> bool:
        """Put the cursor on the weight of a criterion; False when no tool is compared, as there is no table then."""
        self.follow()
        if criterion not in self.model.rows or not self.model.tools:
            return False
        self.table.setCurrentIndex(self.model.index(self.model.rows.index(criterion), WEIGHT))
        focus_row_in_view(self.table)
        return True

    def handlers(self) -> Acts:
        tool_id = self.current_id
        if self._bridge.document.is_read_only:
            return {}
        found: Acts = {"edit": self._edit}
        if tool_id:
            found |= {
                "next_state": lambda: self.choose(tool_id),
                "duplicate": lambda: self._duplicate(tool_id),
                "delete": lambda: delete_with_care(self._bridge, Tool, tool_id),
            }
        return found

    def add(self) -> None:
        """Add a tool of the category compared and put the cursor in its name."""
        category = self._category.value()
        made = self._bridge.run(lambda: add_tool(self._bridge.document, category=str(category) if category else None))
        if made and self.reveal(made):
            self.table.edit(self.table.currentIndex())

    def choose(self, tool_id: str) -> None:
        """Choose a tool, or take the choice back."""
        row = self._bridge.snapshot().get(Tool, tool_id)
        if row is not None:
            self._bridge.attempt(lambda: select_tool(self._bridge.document, tool_id, not row.is_selected))

    def plan_trial(self, tool_id: str) -> None:
        """Show the action that tries a tool, made if there is none."""
        snapshot = self._bridge.snapshot()
        trial, tool = trial_of(snapshot, tool_id), snapshot.get(Tool, tool_id)
        if trial is not None:
            self.trial_wanted.emit(trial.id)
        elif tool is not None and not self._bridge.document.is_read_only:
            # A name is a text of the plan: it follows the plan's language, not the reader's.
            own = words(snapshot.plan.language)
            name = own.tr(N_("Try {tool}")).format(tool=Naming(snapshot, own).title(tool))
            made = self._bridge.run(
                lambda: add_action(self._bridge.document, name=name, type="act_test", tool_id=tool_id)
            )
            if made:
                self.trial_wanted.emit(made)

    def _edit(self) -> None:
        index = self.table.currentIndex()
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.table.edit(index)
        else:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        tool_id, row = self.model.tool_at(index), self.model.rows[index.row()]
        if tool_id is not None and row == CHOICE:
            self.choose(tool_id)
        elif tool_id is not None and row == TRIAL:
            self.plan_trial(tool_id)

    def _duplicate(self, tool_id: str) -> None:
        made = self._bridge.run(lambda: duplicate(self._bridge.document, Tool, tool_id))
        if made:
            self.reveal(made)

    def _show_category(self, value: object) -> None:
        self.model.show_category(str(value) if value else None)
        self.table.place_columns()
        self._tell_lead()

    def _tell_lead(self) -> None:
        category = self._category.value()
        words = lead_words(self._bridge.snapshot(), str(category) if category else None)
        self._lead.setText(words)
        self._lead.setVisible(bool(words))


class ToolsTable(Table):
    """As high as its rows; a digit typed on a rating rates, and one click chooses or plans a trial."""

    def __init__(self, model: ToolsModel) -> None:
        super().__init__(row_height=36, name="tools_table", accessible_name=tr("Tools compared"))
        self._tools = model
        self.setModel(model)
        self.setItemDelegate(TableDelegate(self, row_height=36))
        self.setSelectionBehavior(Table.SelectionBehavior.SelectItems)
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setStretchLastSection(False)
        self.clicked.connect(self._click)

    def place_columns(self) -> None:
        """Share the width out, and be as high as the rows."""
        px, tools = theme().px, len(self._tools.tools)
        self.setColumnWidth(0, px(_CRITERION))
        self.setColumnWidth(WEIGHT, px(_WEIGHT))
        free = self.viewport().width() - px(_CRITERION) - px(_WEIGHT)
        width = max(px(_LEAST_TOOL), min(px(_MOST_TOOL), free // max(1, tools)))
        self.setColumnWidth(0, px(_CRITERION) + max(0, free - width * tools))
        for place in range(tools):
            self.setColumnWidth(FIRST_TOOL + place, width)
        bar = self.horizontalScrollBar().sizeHint().height() if width * tools > free else 0
        rows = sum(self.rowHeight(row) for row in range(self._tools.rowCount()))
        self.setFixedHeight(theme().size("tableHeader") + rows + bar + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, typed = self.currentIndex(), event.text()
        is_rating = self._tools.tool_at(index) is not None and self._tools.rows[index.row()] in catalogue()
        if is_rating and typed in "012345" and typed and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._tools.setData(index, int(typed))
        else:
            super().keyPressEvent(event)

    def _click(self, index: QModelIndex) -> None:
        if self._tools.rows[index.row()] in (CHOICE, TRIAL):
            self.opened.emit(index)
