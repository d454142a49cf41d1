"""Which columns of a list of touchpoints say what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.combo import ComboField
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn

if TYPE_CHECKING:
    from strategy.imports import Table
    from strategy.imports.journeys import ListMapping

_NAME = "name"


class ListColumns(ScrollColumn):
    """`changed` when something was decided; `mapping` is None while the touchpoint has no column."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        from strategy.imports.journeys import LIST_MEANINGS

        super().__init__(margins=(0, 0, 12, 0), spacing=12, name="list_columns", parent=parent)
        self._columns: tuple[str, ...] = ()
        self._combos: dict[str, ComboField] = {}
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().px(20))
        grid.setVerticalSpacing(theme().px(8))
        for place, (meaning, title) in enumerate(LIST_MEANINGS):
            combo = ComboField(
                name=f"list_{meaning}",
                accessible_name=tr(title),
                clearable=meaning != _NAME,
                placeholder=tr("To choose") if meaning == _NAME else tr("Not in the file"),
            )
            combo.chosen.connect(lambda _value: self._follow())
            self._combos[meaning] = combo
            half = (len(LIST_MEANINGS) + 1) // 2
            grid.addWidget(Field(combo.accessibleName(), combo), place % half, place // half)
        self.add(holder)
        self._missing = Label(tr("Choose the column of the touchpoint."), "small", "warning", wrap=True,
                              name="list_missing")  # fmt: skip
        self.add(self._missing)

    @property
    def mapping(self) -> ListMapping | None:
        """What the columns mean, None while that of the touchpoint is open."""
        from strategy.imports.journeys import ListMapping

        chosen = {meaning: combo.value() for meaning, combo in self._combos.items()}
        mapping = ListMapping({meaning: str(value) for meaning, value in chosen.items() if value is not None})
        return mapping if mapping.is_ready else None

    def show_table(self, table: Table) -> None:
        """Show what the columns of another table seem to hold; the same columns keep what was decided."""
        from strategy.imports.journeys import guess_list

        if self._columns != table.columns:
            self._columns = table.columns
            guessed = guess_list(table).columns
            options = [(name, name) for name in table.columns]
            for meaning, combo in self._combos.items():
                combo.set_options(options, guessed.get(meaning))
        self._follow()

    def _follow(self) -> None:
        self._missing.setVisible(self.mapping is None)
        self.changed.emit()
