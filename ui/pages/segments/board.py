"""The main area of step 2: banner, table, customer base, chart and size check; or where to start."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from journey.model import Segment
from resources.i18n import current, tr
from strategy.model import PLAN_ROW, Objective, Plan
from strategy.operations import set_segment_objectives, set_value
from ui.actions import key_text
from ui.document_bridge import DocumentBridge
from ui.models.segments import SegmentTable
from ui.pages.segments.banner import SegmentBanner
from ui.pages.segments.bubbles import BubbleChart
from ui.pages.segments.objectives_list import open_objectives_list
from ui.pages.segments.size_check import SizeCheck
from ui.pages.segments.table_view import SegmentTableView
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.number import NumberField
from ui.widgets.surface import Surface
from ui.widgets.tab_order import chain_tab_order


class SegmentBoard(QWidget):
    """Shows the segments and their figures; the current one is followed by the panel."""

    add_wanted = Signal()
    examples_wanted = Signal(QPoint)
    """The method's examples are to be offered at a place of the screen."""
    moved = Signal(str, int)
    current_changed = Signal()
    menu_wanted = Signal(QPoint)
    criteria_wanted = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segment_board")
        self._bridge = bridge
        self.model = SegmentTable(bridge, self)
        self.model.moved.connect(self.moved)
        filled = QWidget(self)  # from the start: Qt styles all that a widget holds again when it gets a parent
        self.table = self._made_table(filled)
        self.banner = SegmentBanner(bridge)
        self.banner.criteria_wanted.connect(self.criteria_wanted)
        self.banner.segment_wanted.connect(self.select)
        self.banner.objectives_wanted.connect(self._choose_objectives)
        self.chart = BubbleChart(bridge)
        self.chart.chosen.connect(lambda segment_id: self.select(segment_id, focus=False))
        self.size_check = SizeCheck(bridge)
        self.base = NumberField(minimum=0, decimals=0, name="customer_base", accessible_name=tr("Customer base"))
        self.base.committed.connect(self._write_base)
        self.banner.base_wanted.connect(lambda: self.base.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._stack = QStackedLayout(self)
        self._fill(filled)
        self._stack.addWidget(filled)
        self._stack.addWidget(self._empty())
        chain_tab_order((self.table, self.base, self.chart))

    @property
    def current_id(self) -> str:
        """The segment selected; "" for none."""
        return self.model.id_at(self.table.currentIndex()) or ""

    def follow(self) -> None:
        """Show the plan as it is now, with a segment selected if there is one."""
        shown = self.current_id
        self.model.follow()
        self.banner.follow()
        self.size_check.follow()
        self.chart.follow()
        base = self._bridge.plan().customer_base
        self.base.set_value(None if base is None else float(base))
        total = sum(row.size or 0 for row in self._bridge.snapshot().all(Segment))
        self.base.setPlaceholderText(current().number(total))
        self.base.setEnabled(not self._bridge.document.is_read_only)
        self._stack.setCurrentIndex(0 if self.model.rowCount() else 1)
        if self.model.rowCount() and self.model.row_of(shown) < 0 and not self.current_id:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.chart.select(self.current_id)

    def select(self, segment_id: str, *, focus: bool = True) -> bool:
        """Select a segment and bring it into view; False when it is not there."""
        row = self.model.row_of(segment_id)
        if row < 0:
            return False
        index = self.model.index(row, max(0, self.table.currentIndex().column()))
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        if focus:
            self.focus()
        return True

    def focus(self) -> None:
        """Give the focus to the table, or to where a first segment is made."""
        place = self.table if self.model.rowCount() else self._first
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_current(self) -> None:
        """Put the cursor in the cell selected; in the name where the cell is computed."""
        index = self.table.currentIndex()
        if index.column() == self.model.column_of("objectives"):
            self._open_objectives(self.current_id)
            return
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(self.model.column_of("name"))
            self.table.setCurrentIndex(index)
        if self.table.state() != QAbstractItemView.State.EditingState:
            self.table.edit(index)

    def edit_name(self) -> None:
        """Put the cursor in the name of the segment selected."""
        self.table.setCurrentIndex(self.table.currentIndex().siblingAtColumn(self.model.column_of("name")))
        self.edit_current()

    def _made_table(self, parent: QWidget) -> SegmentTableView:
        table = SegmentTableView(self._bridge, self.model, tr("Segments"), parent)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(
            lambda place: self.menu_wanted.emit(table.viewport().mapToGlobal(place))
        )
        table.selectionModel().currentRowChanged.connect(lambda *_: self._follow_selection())
        table.objectives_wanted.connect(self._open_objectives)
        table.objective_wanted.connect(lambda row_id: self._bridge.go_to(Objective.__tablename__, row_id))
        return table

    def _follow_selection(self) -> None:
        self.chart.select(self.current_id)
        self.current_changed.emit()

    def _choose_objectives(self, segment_id: str) -> None:
        self.select(segment_id)
        self._open_objectives(segment_id)

    def _open_objectives(self, segment_id: str) -> None:
        index = self.model.index(self.model.row_of(segment_id), self.model.column_of("objectives"))
        place = self.table.viewport().mapToGlobal(self.table.visualRect(index).bottomLeft())
        open_objectives_list(
            self._bridge, segment_id, self.table, place,
            lambda ids: set_segment_objectives(self._bridge.document, segment_id, ids),
        )  # fmt: skip

    def _write_base(self, value: object) -> None:
        base = round(value) if isinstance(value, float) else None
        self._bridge.run(lambda: set_value(self._bridge.document, Plan, PLAN_ROW, "customer_base", base))

    def _fill(self, holder: QWidget) -> None:
        px = theme().px
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        framed = QVBoxLayout()
        framed.setContentsMargins(0, px(4), 0, 0)
        framed.addWidget(self.table)
        column.addLayout(framed, 8)
        column.addWidget(self._base_line())
        below = Surface(_BELOW, lines=("top",))
        row = QHBoxLayout(below)
        row.setContentsMargins(px(20), px(14), px(20), px(14))
        row.setSpacing(px(20))
        row.addWidget(self.chart, 1)
        row.addWidget(self.size_check)
        column.addWidget(below, 5)

    def _base_line(self) -> QWidget:
        """What the shares are counted in, and how the values are to be read."""
        px = theme().px
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(px(20), px(6), px(20), px(8))
        row.setSpacing(px(8))
        row.addWidget(ElidedLabel(tr("Values of whole segments, a year. Each is entered per customer."), "caption"), 1)
        row.addWidget(Label(tr("Customer base"), "label"))
        self._resize_base()
        theme().changed.connect(self._resize_base)
        row.addWidget(self.base)
        return line

    def _resize_base(self) -> None:
        self.base.setFixedWidth(theme().px(112))

    def _empty(self) -> QWidget:
        self._first = Button(
            tr("New segment"), "primary", icon="plus", on_click=self.add_wanted.emit, name="first_segment"
        )
        examples = Button(tr("Start from an example"), name="segment_examples")
        examples.clicked.connect(
            lambda: self.examples_wanted.emit(examples.mapToGlobal(QPoint(0, examples.height() + 4)))
        )
        for button in (self._first, examples):
            button.setEnabled(not self._bridge.document.is_read_only)
        return EmptyState(
            tr("Start with the customers you know best"),
            tr("Name a group of customers that you treat alike, or begin with one of the method’s examples."),
            self._first,
            examples,
            key_sentence=tr("or press {key}"),
            key=key_text("new"),
            name="segments_empty",
        )


_BELOW = "sunken"
