"""How a file is read: detected, shown, and corrected where the detection is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import current, tr
from strategy.imports.looking import Look
from ui.delegates.table import TableDelegate
from ui.dialogs.imports.looking import Looking
from ui.models.file_rows import FileRows
from ui.theme.theme import theme
from ui.widgets.checks import CheckBox
from ui.widgets.combo import ComboField
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.number import NumberField
from ui.widgets.table import Table

if TYPE_CHECKING:
    from strategy.imports import Reading

_LINE_WIDTH, _CELL_WIDTH, _SETTINGS = 64, 128, 220


class SourceStep(QWidget):
    """Settings at the left, the first rows at the right. `seen` carries each new `Look`."""

    seen = Signal(object)

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from strategy import imports

        self.setObjectName("import_source")
        self._chosen: dict[str, Any] = {}  # Any: fields of a Reading
        self._looking = Looking(path, self)
        self._looking.seen.connect(self._show)
        self._is_text = True
        self._combos = {
            "sheet": ComboField(name="import_sheet", accessible_name=tr("Sheet")),
            "encoding": _combo("encoding", tr("Encoding"), imports.ENCODINGS),
            "separator": _combo("separator", tr("Separator"), imports.SEPARATORS),
            "decimal": _combo("decimal", tr("Decimal mark"), imports.DECIMALS),
            "thousands": _combo("thousands", tr("Thousands mark"), imports.THOUSANDS),
            "date_order": _combo("date_order", tr("Dates"), imports.DATE_ORDERS),
        }
        for field, combo in self._combos.items():
            combo.chosen.connect(lambda value, field=field: self._correct(field, value))
        self._has_header = CheckBox(tr("The columns have names"), name="import_has_header")
        self._has_header.toggled.connect(self._switch_header)
        self._header = NumberField(minimum=1, maximum=1_000_000, decimals=0, name="import_header_line",
                                   accessible_name=tr("Line of the names"))  # fmt: skip
        self._header.committed.connect(lambda line: self._correct("header_line", int(line) if line else None))
        self._doubt = Label("", "small", "warning", wrap=True, name="import_doubt")
        self._rows = FileRows(self)
        self._table = Table(name="import_preview", accessible_name=tr("First rows of the file"))
        self._table.setModel(self._rows)
        self._table.setItemDelegate(TableDelegate(self._table, row_height=32))
        self._lay_out()

    def look(self) -> None:
        """Look at the file for the first time."""
        self._looking.look(self._chosen)

    def leave(self) -> None:
        """Need no look any more."""
        self._looking.leave()

    def _lay_out(self) -> None:
        px = theme().px
        settings = QWidget()
        column = QVBoxLayout(settings)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self._fields = {field: Field(combo.accessibleName(), combo) for field, combo in self._combos.items()}
        marks = QGridLayout()
        marks.setSpacing(px(8))
        for field, holder in self._fields.items():
            if field in ("decimal", "thousands"):
                marks.addWidget(holder, 0, 0 if field == "decimal" else 1)
            else:
                column.addWidget(holder)
            if field == "separator":
                column.addLayout(marks)
        column.addWidget(self._has_header)
        column.addWidget(Field(tr("Line of the names"), self._header))
        column.addStretch(1)
        settings.setFixedWidth(max(px(_SETTINGS), column.minimumSize().width()))
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(self._doubt)
        right.addWidget(self._table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(20))
        row.addWidget(settings, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(right, 1)

    def _correct(self, field: str, value: object) -> None:
        self._chosen[field] = value
        if field == "sheet":  # the names stand elsewhere on another sheet
            self._chosen.pop("header_line", None)
        self._looking.look(self._chosen)

    def _switch_header(self, has_header: bool) -> None:
        self._correct("header_line", 1 if has_header else None)

    def _show(self, look: Look) -> None:
        if look.problem is not None or look.reading is None or look.table is None:
            problem = look.problem.text(current()) if look.problem is not None else ""
            self._show_doubt(problem)
            self._rows.show_rows((), ())
        else:
            self._show_reading(look.reading, [name for name, _is_hidden in look.table.sheets])
            self._rows.show_rows(look.table.columns, look.rows)
            self._table.setColumnWidth(0, theme().px(_LINE_WIDTH))
            for column in range(1, self._rows.columnCount()):
                self._table.setColumnWidth(column, theme().px(_CELL_WIDTH))
        self.seen.emit(look)

    def _show_reading(self, reading: Reading, sheets: Sequence[str]) -> None:
        self._is_text = not sheets
        self._combos["sheet"].set_options([(name, name) for name in sheets], reading.sheet)
        for field in ("encoding", "separator", "decimal", "thousands", "date_order"):
            self._combos[field].set_value(getattr(reading, field))
        for field in ("encoding", "separator"):
            self._fields[field].setVisible(self._is_text)
        self._fields["sheet"].setVisible(not self._is_text)
        self._has_header.blockSignals(True)
        self._has_header.setChecked(reading.header_line is not None)
        self._has_header.blockSignals(False)
        self._header.set_value(reading.header_line)
        self._header.setEnabled(reading.header_line is not None)
        certain = reading.is_date_order_certain
        self._show_doubt("" if certain else tr("The dates can be read in two ways. Check their order at the left."))

    def _show_doubt(self, words: str) -> None:
        self._doubt.setText(words)
        self._doubt.setVisible(bool(words))


def _combo(field: str, title: str, options: Sequence[tuple[object, str]]) -> ComboField:
    named = [(value, tr(words)) for value, words in options]
    return ComboField(named, name=f"import_{field}", accessible_name=title)
