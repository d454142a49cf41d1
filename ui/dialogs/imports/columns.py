"""What the columns of a customer file mean, and how its rows are counted."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import current, tr
from ui.theme.theme import theme
from ui.widgets.choices import Choice
from ui.widgets.combo import ComboField
from ui.widgets.date import DateField
from ui.widgets.field import Field
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn, Section
from ui.widgets.picks import PicksField
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from strategy.imports import Decisions, Mapping, Meaning, Table

_SIDE = 320


class ColumnsStep(QWidget):
    """Meanings at the left, the rules in force at the right. `changed` when something was decided."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_columns")
        self._table: Table | None = None
        self._is_decided = False
        """Whether the user said what a column of this table means."""
        self.mapping: Mapping | None = None
        self.decisions: Decisions | None = None
        self._combos: dict[Meaning, ComboField] = {}
        self._lay_out()

    def show_table(self, table: Table) -> None:
        """Show what the columns of another table seem to mean; the same columns keep what was decided."""
        from strategy import imports

        is_same = self._table is not None and self._table.columns == table.columns
        self._table = table
        if not (is_same and self._is_decided):  # read in another way, the columns may seem to mean something else
            self._is_decided = False
            self._take(imports.recall(table) or imports.guess(table))

    def missing(self) -> list[str]:
        """What is still to be decided, as sentences."""
        return [tr(words) for words in self.mapping.missing()] if self.mapping is not None else []

    def _lay_out(self) -> None:
        from strategy import imports

        px = theme().px
        kinds = [(kind, tr(words)) for kind, words in imports.FILE_KINDS]
        self._kind = Segmented(kinds, name="import_kind", accessible_name=tr("What one row is"))
        self._kind.changed.connect(self._change_kind)
        self._meanings = QWidget()
        self._grid = QGridLayout(self._meanings)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(px(8))
        self._attributes = PicksField(placeholder=tr("No column"), name="import_attributes",
                                      accessible_name=tr("Other columns for the rules"))  # fmt: skip
        self._attributes.picked.connect(self._pick_attributes)
        left = ScrollColumn(margins=(0, 0, 12, 0), spacing=12, name="import_meanings")
        left.add(self._kind)
        left.add(self._meanings)
        left.add(Field(tr("Other columns for the rules"), self._attributes))
        self._missing = Label("", "small", "warning", wrap=True, name="import_missing")
        left.add(self._missing)
        side = ScrollColumn(margins=(0, 0, 0, 0), spacing=12, name="import_decisions")
        side.setFixedWidth(px(_SIDE))
        side.add(self._decision_fields())
        self._sentences = Label("", "small", "ink2", wrap=True, name="import_sentences")
        rules = Section(tr("How rows are counted"), name="import_rules")
        rules.body.addWidget(self._sentences)
        side.add(rules)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(20))
        row.addWidget(left, 1)
        row.addWidget(side)

    def _decision_fields(self) -> QWidget:
        from strategy import imports

        treatments = [(imports.Treatment.LEAVE_OUT, tr("Leave out")), (imports.Treatment.COUNT, tr("Count"))]
        purchases = [
            (imports.Purchase.ORDER, tr("One order")),
            (imports.Purchase.ROW, tr("One row")),
            (imports.Purchase.DAY, tr("One day")),
        ]
        self._decided = {
            "purchase": ComboField(purchases, name="import_purchase", accessible_name=tr("One purchase is")),
            "returns": ComboField(treatments, name="import_returns", accessible_name=tr("Negative amounts")),
            "zeros": ComboField(treatments, name="import_zeros", accessible_name=tr("Amounts of zero")),
            "duplicates": ComboField(treatments, name="import_duplicates", accessible_name=tr("Repeated rows")),
        }
        for field, combo in self._decided.items():
            combo.chosen.connect(partial(self._decide, field))
        self._reference = DateField(name="import_reference", accessible_name=tr("Reference date"),
                                    placeholder=tr("Day after the last purchase"))  # fmt: skip
        self._reference.committed.connect(partial(self._decide, "reference_date"))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        for control in (*self._decided.values(), self._reference):
            column.addWidget(Field(control.accessibleName(), control))
        return holder

    def _take(self, mapping: Mapping) -> None:
        from strategy import imports

        self.mapping = mapping
        before = self.decisions
        self.decisions = imports.Decisions.of(mapping)
        if before is not None:  # what does not follow from the columns stays as it was decided
            kept = {field: getattr(before, field) for field in ("returns", "duplicates", "reference_date")}
            self.decisions = replace(self.decisions, **kept)
        self._kind.set_value(mapping.kind)
        self._show_meanings()
        self._follow()

    def _show_meanings(self) -> None:
        from strategy import imports

        assert self.mapping is not None
        assert self._table is not None
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._combos = {}
        columns = [(name, name) for name in self._table.columns]
        for place, (meaning, words, is_required) in enumerate(imports.MEANINGS[self.mapping.kind]):
            title = tr(words)
            combo = ComboField(columns, self.mapping.meanings.get(meaning), placeholder=tr("Not in the file"),
                               clearable=True, name=f"import_{meaning}", accessible_name=title)  # fmt: skip
            combo.chosen.connect(partial(self._say, meaning))
            self._combos[meaning] = combo
            shown = tr("{name} (needed)").format(name=title) if is_required else title
            self._grid.addWidget(Field(shown, combo), place // 2, place % 2)

    def _follow(self) -> None:
        """Show what follows from the mapping and the decisions as they are now."""
        assert self.mapping is not None
        assert self.decisions is not None
        assert self._table is not None
        taken = set(self.mapping.meanings.values())
        free = [Choice(name, name) for name in self._table.columns if name not in taken]
        self._attributes.show_choices(free, self.mapping.attributes)
        for field, combo in self._decided.items():
            combo.set_value(getattr(self.decisions, field))
            combo.setEnabled(self.mapping.kind == "transactions")
        self._reference.set_value(self.decisions.reference_date)
        self._sentences.setText("\n".join(self.decisions.sentences(self.mapping.kind, current())))
        said = "\n".join(self.missing())
        self._missing.setText(said)
        self._missing.setVisible(bool(said))
        self.changed.emit()

    def _change_kind(self, kind: object) -> None:
        from strategy import imports

        assert self._table is not None
        guessed = imports.guess(self._table, imports.FileKind(str(kind)))
        self._is_decided = True
        self._take(guessed)

    def _say(self, meaning: Meaning, column: object) -> None:
        assert self.mapping is not None
        meanings = {key: value for key, value in self.mapping.meanings.items() if key != meaning and value != column}
        if column is not None:
            meanings[meaning] = str(column)
        attributes = tuple(name for name in self.mapping.attributes if name != column)
        self._is_decided = True
        self._take(replace(self.mapping, meanings=meanings, attributes=attributes))

    def _pick_attributes(self, names: list[str]) -> None:
        assert self.mapping is not None
        self.mapping = replace(self.mapping, attributes=tuple(names))
        self._is_decided = True
        self._follow()

    def _decide(self, field: str, value: datetime.date | object) -> None:
        assert self.decisions is not None
        self.decisions = replace(self.decisions, **{field: value})  # type: ignore[arg-type]  # its own field gave it
        self._follow()
