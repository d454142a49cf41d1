"""What a returned workbook says beside its export and the plan; the user accepts it by cell, by row, or all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from exports.returned import CellState, RowState, Side, resolved
from exports.returned.values import Shown
from resources.i18n import current, ntr, tr
from strategy.naming import Naming
from ui.delegates.accepting import AcceptingDelegate
from ui.models.returned_rows import FILTERS, ReturnedRows
from ui.theme.theme import theme
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.combo import ComboField
from ui.widgets.empty import EmptyState
from ui.widgets.label import Label
from ui.widgets.table import Table

if TYPE_CHECKING:
    from exports.returned import Comparison
    from exports.returned.differences import Choice
    from strategy.snapshot import Snapshot

_WIDTHS = (236, 140, 160, 140)
_FILTER, _MOST_NOTES = 210, 3


class ReviewStep(QWidget):
    """Notes above, the list, what is chosen below. `decided` when the user accepted more or less."""

    decided = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("returned_review")
        self.comparison: Comparison | None = None
        self.model = ReturnedRows(self)
        self.model.decided.connect(self._count)
        self._filter = ComboField(small=True, name="returned_filter", accessible_name=tr("What is listed"))
        self._filter.chosen.connect(lambda name: self._limit(str(name)))
        self._all = Button(tr("Accept all"), size="small", name="returned_all", on_click=self.model.accept_all)
        self._none = Button(tr("Accept none"), size="small", name="returned_none", on_click=self.model.accept_none)
        self._client = Button(tr("Client wins"), size="small", name="returned_client",
                              on_click=lambda: self.model.settle_conflicts(for_client=True))  # fmt: skip
        self._plan = Button(tr("Plan wins"), size="small", name="returned_plan",
                            on_click=lambda: self.model.settle_conflicts(for_client=False))  # fmt: skip
        self._notes = QVBoxLayout()
        self._table = _AcceptingTable(name="returned_rows", accessible_name=tr("What the workbook says"))
        self._table.setModel(self.model)
        self._table.setItemDelegate(AcceptingDelegate(self._table, row_height=32))
        self.model.modelReset.connect(self._spread_titles)
        self._table.selectionModel().currentRowChanged.connect(self._explain)
        self._counts = Label("", "small", "ink", weight=600, wrap=True, name="returned_counts")
        self._hint = Label("", "caption", "ink2", wrap=True, name="returned_hint")
        self._explain()
        self._calm = EmptyState(tr("Nothing has changed"), tr("The client says nothing that the plan does not."),
                                name="returned_calm")  # fmt: skip
        self._lay_out()

    @property
    def accepted(self) -> set[Choice]:
        return self.model.accepted

    def show_comparison(self, comparison: Comparison, snapshot: Snapshot) -> None:
        """Show another file: what the client alone changed or added is accepted, conflicts are open."""
        self.comparison = comparison
        shown = Shown.of(snapshot, Naming(snapshot, current()), comparison.returned.contract.codes)
        self.model.show_comparison(comparison, shown, resolved(comparison, Side.APP))
        self._show_notes(comparison)
        self._name_filters(comparison)
        has_conflicts = comparison.count(CellState.CONFLICT) > 0
        for button in (self._client, self._plan):
            button.setVisible(has_conflicts)
        is_calm = not comparison.has_news and all(row.state is RowState.KNOWN for row in comparison.rows)
        self._parts.setCurrentIndex(1 if is_calm else 0)
        for place, width in enumerate(_WIDTHS):
            self._table.setColumnWidth(place, theme().px(width))
        self._select_first()

    def _lay_out(self) -> None:
        px = theme().px
        tools = QHBoxLayout()
        tools.setSpacing(px(8))
        self._filter.setFixedWidth(px(_FILTER))
        tools.addWidget(self._filter)
        tools.addStretch(1)
        for button in (self._client, self._plan, self._none, self._all):
            tools.addWidget(button)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(tools)
        column.addWidget(self._table, 1)
        column.addWidget(self._counts)
        column.addWidget(self._hint)
        self._parts = QStackedWidget()
        self._parts.addWidget(listed)
        self._parts.addWidget(self._calm)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(8))
        whole.addLayout(self._notes)
        whole.addWidget(self._parts, 1)

    def _show_notes(self, comparison: Comparison) -> None:
        while (item := self._notes.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        told = [note.text(current()) for note in comparison.notes]
        if told:
            left = len(told) - _MOST_NOTES
            more = ntr("and {n} more note", "and {n} more notes", left).format(n=current().number(left))
            lines = [*told[:_MOST_NOTES], more] if left > 0 else told
            self._notes.addWidget(Banner("\n".join(lines), "warning", name="returned_notes"))

    def _name_filters(self, comparison: Comparison) -> None:
        options: list[tuple[object, str]] = []
        for name, (words, states) in FILTERS.items():
            count = sum(comparison.count(state) for state in states if state != CellState.UNCHANGED)
            told = tr("{name} ({n})").format(name=tr(words), n=current().number(count))
            options.append((name, told))
        self._filter.set_options(options, "all")
        self.model.limit_to("all")

    def _limit(self, name: str) -> None:
        self.model.limit_to(name)
        self._select_first()

    def _select_first(self) -> None:
        if self.model.rowCount():
            self._table.setCurrentIndex(self.model.index(0, 0))

    def _spread_titles(self) -> None:
        """The title of a row has the place of the values, which its cells have."""
        self._table.clearSpans()
        for row in range(self.model.rowCount()):
            line = self.model.line(self.model.index(row, 0))
            if line is not None and line.cell is None:
                self._table.setSpan(row, 0, 1, len(_WIDTHS))

    def _explain(self) -> None:
        """Say whole what is wrong with the current cell, else which keys decide."""
        line = self.model.line(self._table.currentIndex())
        problem = line.cell.problem if line is not None and line.cell is not None else None
        if line is not None and line.cell is not None and problem is not None:
            told = tr("{name}: {value}").format(name=line.cell.heading, value=problem.text(current()))
        else:
            told = tr("Space accepts what is selected or leaves it, Ctrl+A selects all.")
        self._hint.setText(told)

    def _count(self) -> None:
        """Say how much of it is accepted, and what still wants a look."""
        comparison = self.comparison
        if comparison is None:
            return
        offered, words = [state for _choice, state in comparison.choices()], current()
        told = [
            tr("{n} of {total} changes accepted").format(
                n=words.number(len(self.accepted)), total=words.number(len(offered))
            )
        ]
        conflicts = [choice for choice, state in comparison.choices() if state == CellState.CONFLICT]
        if conflicts:
            theirs = sum(choice in self.accepted for choice in conflicts)
            count = ntr("{n} conflict, {theirs} for the client", "{n} conflicts, {theirs} for the client",
                        len(conflicts))  # fmt: skip
            told.append(count.format(n=words.number(len(conflicts)), theirs=words.number(theirs)))
        odd = comparison.count(CellState.INVALID)
        if odd:
            told.append(ntr("{n} cell not understood", "{n} cells not understood", odd).format(n=words.number(odd)))
        self._counts.setText(". ".join(told) + ".")
        self.decided.emit()


class _AcceptingTable(Table):
    """Space accepts what is selected."""

    def __init__(self, *, name: str, accessible_name: str) -> None:
        super().__init__(row_height=32, name=name, accessible_name=accessible_name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, ReturnedRows):
            model.toggle([index.row() for index in self.selectionModel().selectedRows()])
            return
        super().keyPressEvent(event)
