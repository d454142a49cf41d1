"""Fields bound to the columns of one row: they show it, store what the user settles on, and follow the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.i18n import tr
from storage.base import Base
from storage.document import Document
from strategy.operations import set_value
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.journey_edits import as_percent, from_percent
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.field import Field, TextArea, TextField
from ui.widgets.number import NumberField
from ui.widgets.segmented import Segmented

Options: TypeAlias = Sequence[tuple[object, str]]
ReadOptions: TypeAlias = Callable[[Snapshot, Any], Options]  # Any: the row shown
Write: TypeAlias = Callable[[Document, str, Any], object]  # Any: what the control gives


class RowFields(QWidget):
    """A column of labelled fields for one row of `mapped`; `show_row` turns them to another row."""

    def __init__(self, bridge: DocumentBridge, mapped: type[Base], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge, self.mapped = bridge, mapped
        self.row_id = ""
        self._readers: list[Callable[[Snapshot, Any], None]] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme().px(12))

    def show_row(self, row_id: str) -> None:
        """Show another row, or the same one as it is now."""
        self.row_id = row_id
        snapshot = self.bridge.snapshot()
        row = snapshot.get(self.mapped, row_id)
        if row is not None:
            for read in self._readers:
                read(snapshot, row)
        self.setEnabled(row is not None and not self.bridge.document.is_read_only)

    def add_text(self, column: str, label: str, placeholder: str = "") -> TextField:
        """One line of text."""
        control = TextField(placeholder=placeholder, name=f"{self._kind}_{column}", accessible_name=label)
        control.committed.connect(lambda text: self._store(column, text.strip()))
        self._readers.append(lambda _snapshot, row: control.set_text(getattr(row, column)))
        self._place(label, control)
        return control

    def add_area(self, column: str, label: str, placeholder: str = "", lines: int = 3) -> TextArea:
        """Several lines of text."""
        control = TextArea(placeholder=placeholder, lines=lines, name=f"{self._kind}_{column}", accessible_name=label)
        control.committed.connect(lambda text: self._store(column, text.strip()))
        self._readers.append(lambda _snapshot, row: control.set_text(getattr(row, column)))
        self._place(label, control)
        return control

    def add_number(self, column: str, label: str, *, unit: str = "", minimum: float = 0, maximum: float = 1e9,
                   decimals: int = 2, placeholder: str = "") -> NumberField:  # fmt: skip
        """A figure, possibly none."""
        control = NumberField(minimum=minimum, maximum=maximum, decimals=decimals, unit=unit, placeholder=placeholder,
                              name=f"{self._kind}_{column}", accessible_name=label)  # fmt: skip
        control.committed.connect(lambda value: self._store(column, value))
        self._readers.append(lambda _snapshot, row: control.set_value(getattr(row, column)))
        self._place(label, control)
        return control

    def add_percent(self, column: str, label: str, placeholder: str = "") -> NumberField:
        """A share, written in percent."""
        control = NumberField(minimum=0, maximum=100, decimals=2, unit="%", placeholder=placeholder,
                              name=f"{self._kind}_{column}", accessible_name=label)  # fmt: skip
        control.committed.connect(lambda value: self._store(column, from_percent(value)))
        self._readers.append(lambda _snapshot, row: control.set_value(as_percent(getattr(row, column))))
        self._place(label, control)
        return control

    def add_choice(self, column: str, label: str, options: ReadOptions, *, none: str = "",
                   write: Write | None = None) -> ComboField:  # fmt: skip
        """A choice in a list; `none` is what "nothing chosen" is called, "" when something has to be."""
        control = ComboField(placeholder=none, clearable=bool(none), name=f"{self._kind}_{column}",
                             accessible_name=label)  # fmt: skip

        offered: list[tuple[object, str]] = []

        def read(snapshot: Snapshot, row: Any) -> None:  # Any: a row of `mapped`
            wanted = list(options(snapshot, row))
            if wanted != offered:  # filling a list of fifty entries is what makes walking down the outline slow
                offered[:] = wanted
                control.set_options(wanted)
            control.set_value(getattr(row, column))

        store = write or (lambda document, row_id, value: set_value(document, self.mapped, row_id, column, value))
        control.chosen.connect(
            lambda value: self.bridge.attempt(lambda: store(self.bridge.document, self.row_id, value))
        )
        self._readers.append(read)
        self._place(label, control)
        return control

    def add_entry(self, column: str, label: str, list_name: str, *, none: str = "", write: Write | None = None
                  ) -> ComboField:  # fmt: skip
        """A choice among the entries of a list, own ones included."""
        words = none or tr("To set")
        return self.add_choice(column, label, lambda snapshot, _row: entry_options(snapshot, list_name),
                               none=words, write=write)  # fmt: skip

    def add_switch(self, column: str, label: str, options: Options) -> Segmented:
        """A choice between two or three values side by side."""
        control = Segmented([(value, words) for value, words in options], small=True, name=f"{self._kind}_{column}",
                            accessible_name=label)  # fmt: skip
        control.changed.connect(lambda value: self._store(column, value))
        self._readers.append(lambda _snapshot, row: control.set_value(getattr(row, column)))
        self._place(label, control)
        return control

    def add_reader(self, read: Callable[[Snapshot, Any], None]) -> None:  # Any: a row of `mapped`
        """Something else that follows the row."""
        self._readers.append(read)

    @property
    def _kind(self) -> str:
        return str(self.mapped.__tablename__)

    def _store(self, column: str, value: object) -> None:
        row_id = self.row_id
        self.bridge.attempt(lambda: set_value(self.bridge.document, self.mapped, row_id, column, value))

    def _place(self, label: str, control: QWidget) -> None:
        self.column.addWidget(Field(label, control) if label else control)
