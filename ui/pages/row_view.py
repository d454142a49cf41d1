"""A table of rows in which one column takes the width that the others leave."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.delegates.table import TableDelegate
from ui.models.row_table import RowTableModel
from ui.theme.theme import theme
from ui.widgets.table import Table

_WIDEST = 320
"""Design pixels beyond which a text does not widen its column."""
_BESIDE_TITLE = 28
"""Design pixels beside the title of a column: its padding, and what Qt keeps free."""


class RowView(Table):
    """Columns have the widths that the model declares. What is left goes to those whose texts would be cut, then to
    `wide`, which names the one that grows."""

    def __init__(
        self, model: RowTableModel, wide: str, *, name: str, accessible_name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(name=name, accessible_name=accessible_name, parent=parent)
        self._model, self._wide = model, model.column_of(wide)
        self._shows_all_rows = False
        self._whole_widths: dict[int, int] = {}
        self._place_removed: tuple[int, int] | None = None
        # Before the view hears of it: the selection goes to the row above by itself.
        model.rowsAboutToBeRemoved.connect(self._note_removal)
        self.setModel(model)
        model.rowsRemoved.connect(self._select_next)
        self._sharing = QTimer(self, singleShot=True, interval=0)  # once, however many rows have changed
        self._sharing.timeout.connect(self._share_width)
        for changed in (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.modelReset):
            changed.connect(self._note_change)
        self.setItemDelegate(TableDelegate(self))
        self.horizontalHeader().setStretchLastSection(False)
        theme().changed.connect(self._share_width_anew)
        self._share_width()

    def show_all_rows(self) -> None:
        """Be as high as the rows, for a page that scrolls as a whole."""
        self._shows_all_rows = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        look = theme()
        height = look.size("tableHeader") + look.size("tableRow") * self._model.rowCount() + 2
        bar = self.horizontalScrollBar()
        self.setFixedHeight(height + (bar.sizeHint().height() if self._is_too_narrow() else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
        if self._shows_all_rows:
            self.show_all_rows()

    def _note_change(self) -> None:
        self._whole_widths.clear()
        self._sharing.start()

    def _note_removal(self, _parent: QModelIndex, first: int, last: int) -> None:
        now = self.currentIndex()
        self._place_removed = (first, now.column()) if first <= now.row() <= last else None

    def _select_next(self) -> None:
        """The row that took the place of the one removed is the current one."""
        place, self._place_removed = self._place_removed, None
        rows = self._model.rowCount()
        if place is not None and rows:
            self.setCurrentIndex(self._model.index(min(place[0], rows - 1), place[1]))

    def _share_width_anew(self) -> None:
        self._whole_widths.clear()
        self._share_width()

    def _share_width(self) -> None:
        widths = [self._width_of(place) for place in range(len(self._model.columns))]
        spare = max(0, self.viewport().width() - sum(widths))
        wishes = [max(0, self._wished(place) - width) for place, width in enumerate(widths)]
        part = min(1.0, spare / sum(wishes)) if any(wishes) else 0.0
        widths = [width + int(wish * part) for width, wish in zip(widths, wishes, strict=True)]
        widths[self._wide] += max(0, self.viewport().width() - sum(widths))
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width)

    def _width_of(self, place: int) -> int:
        """The width that a column needs: figures and what they are called are never cut, texts give way."""
        column = self._model.columns[place]
        declared = theme().px(column.width)
        return max(declared, self._whole_width(place)) if column.is_figure or column.is_whole else declared

    def _wished(self, place: int) -> int:
        """The width at which nothing of a column is cut, within reason."""
        return min(theme().px(_WIDEST), self._whole_width(place))

    def _whole_width(self, place: int) -> int:
        """Kept until a cell changes: each is asked for its width, and a window being resized asks again and again."""
        found = self._whole_widths.get(place)
        if found is None:
            title = theme().text_width("label", self._model.columns[place].title) + theme().px(_BESIDE_TITLE)
            found = self._whole_widths[place] = max(self.sizeHintForColumn(place), title)
        return found

    def _least(self) -> int:
        return sum(self._width_of(place) for place in range(len(self._model.columns)))

    def _is_too_narrow(self) -> bool:
        return self.viewport().width() < self._least()
