"""Which columns of a log say whose event it is, what happened and when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.checks import CheckBox
from ui.widgets.combo import ComboField
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn

if TYPE_CHECKING:
    from strategy.imports import Table
    from strategy.imports.events import EventMapping

_WIDTH = 420
_NEEDED = ("case", "activity", "moment")


class EventColumns(ScrollColumn):
    """`changed` when something was decided; `mapping` is None while a needed column is missing."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(0, 0, 12, 0), spacing=12, name="event_columns", parent=parent)
        self._columns: tuple[str, ...] = ()
        titles = {
            "case": tr("Case: the customer, the order or the request"),
            "activity": tr("Activity: what happened"),
            "moment": tr("Moment when it happened, or ended"),
            "start": tr("Moment when it began"),
            "lifecycle": tr("Start or completion of an activity"),
        }
        self._combos = {
            field: ComboField(name=f"event_{field}", accessible_name=title, clearable=True,
                              placeholder=tr("To choose") if field in _NEEDED else tr("Not in the file"))
            for field, title in titles.items()
        }  # fmt: skip
        for combo in self._combos.values():
            combo.setFixedWidth(theme().px(_WIDTH))
            combo.chosen.connect(lambda _value: self._follow())
            self.add(Field(combo.accessibleName(), combo))
        self._only_complete = CheckBox(tr("Count completions only, so that an activity counts once"), checked=True,
                                       name="event_only_complete")  # fmt: skip
        self.add(self._only_complete)
        self._missing = Label(tr("Choose the columns of the case, the activity and the moment."), "small", "warning",
                              wrap=True, name="event_missing")  # fmt: skip
        self.add(self._missing)

    @property
    def mapping(self) -> EventMapping | None:
        """What the columns mean, None while something needed is open."""
        from strategy.imports.events import EventMapping

        chosen = {field: combo.value() for field, combo in self._combos.items()}
        if any(chosen[field] is None for field in _NEEDED):
            return None
        named = {field: None if value is None else str(value) for field, value in chosen.items()}
        mapping = EventMapping(str(named["case"]), str(named["activity"]), str(named["moment"]))
        return replace(mapping, start=named["start"], lifecycle=named["lifecycle"],
                       only_complete=self._only_complete.isChecked())  # fmt: skip

    def show_table(self, table: Table) -> None:
        """Show what the columns of another table seem to hold; the same columns keep what was decided."""
        from strategy.imports import events

        if self._columns != table.columns:
            self._columns = table.columns
            guessed = events.guess_events(table)
            options = [(name, name) for name in table.columns]
            for field, combo in self._combos.items():
                combo.set_options(options, getattr(guessed, field, None))
        self._follow()

    def _follow(self) -> None:
        self._missing.setVisible(self.mapping is None)
        self._only_complete.setVisible(self._combos["lifecycle"].value() is not None)
        self.changed.emit()
