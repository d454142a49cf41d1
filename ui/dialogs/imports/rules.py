"""Segments by rules: each has a name and conditions on the figures and columns of the customers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import tr
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.combo import ComboField
from ui.widgets.field import TextField
from ui.widgets.label import Label
from ui.widgets.segmented import Segmented
from ui.widgets.surface import Card

if TYPE_CHECKING:
    from strategy.imports import Condition, Field, Operator, Rule

_FIELD, _OPERATOR = 200, 140
_BETWEEN = ";"
"""What sets several values apart."""


class RuleList(QWidget):
    """Rules in the order in which they are asked: the first that fits takes the customer. `changed` on every edit."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import_rule_list")
        self._fields: Sequence[Field] = ()
        self._cards: list[RuleCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(8))
        help_text = tr("The first rule that fits decides. Several values are set apart by a semicolon.")
        self._column.addWidget(Label(help_text, "small", "ink2", wrap=True))
        self._column.addWidget(Button(tr("Add a rule"), "ghost", icon="plus", size="small", name="add_rule",
                                      on_click=self.add))  # fmt: skip

    def show_fields(self, fields: Sequence[Field]) -> None:
        """What conditions may ask about; rules of another file begin anew."""
        if tuple(fields) == tuple(self._fields):
            return
        self._fields = fields
        for card in list(self._cards):
            self._remove(card)
        self.add()

    def add(self) -> None:
        """Add a rule with one condition, and put the cursor in its name."""
        card = RuleCard(self._fields)
        card.changed.connect(self.changed)
        card.removed.connect(lambda: self._remove(card))
        self._cards.append(card)
        self._column.insertWidget(self._column.count() - 1, card)
        card.take_focus()
        self.changed.emit()

    def rules(self) -> list[Rule]:
        """The rules as they are written now, those without any word left out."""
        return [rule for card in self._cards if (rule := card.rule()) is not None]

    def _remove(self, card: RuleCard) -> None:
        self._cards.remove(card)
        card.hide()
        card.deleteLater()
        self.changed.emit()


class RuleCard(Card):
    """One rule: its name, its conditions, and whether all or any of them must be met."""

    changed = Signal()
    removed = Signal()

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__(color="sheet", margins=(12, 10, 12, 10), name="import_rule", accessible_name=tr("Rule"))
        self._fields = fields
        self._conditions: list[ConditionLine] = []
        self._name = TextField(placeholder=tr("Name of the segment"), name="rule_name")
        self._name.committed.connect(self.changed)
        self._joint = Segmented([(False, tr("all")), (True, tr("any"))], small=True, name="rule_joint",
                                accessible_name=tr("Conditions to meet"))  # fmt: skip
        self._joint.changed.connect(self.changed)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._joint)
        head.addWidget(IconButton("trash-2", tr("Remove this rule"), size="small", on_click=self.removed.emit,
                                  name="remove_rule"))  # fmt: skip
        self.body.addLayout(head)
        self._add = Button(tr("Add a condition"), "ghost", icon="plus", size="small", name="add_condition",
                           on_click=self._add_condition)  # fmt: skip
        self.body.addWidget(self._add)
        self._add_condition()

    def take_focus(self) -> None:
        """Put the cursor in the name."""
        self._name.setFocus()

    def rule(self) -> Rule | None:
        """The rule as it is written; None while nothing is."""
        from strategy.imports import Rule

        conditions = tuple(found for line in self._conditions if (found := line.condition()) is not None)
        if not self._name.text().strip() and not conditions:
            return None
        return Rule(self._name.text().strip(), conditions, bool(self._joint.value()))

    def _add_condition(self) -> None:
        line = ConditionLine(self._fields)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._remove(line))
        self._conditions.append(line)
        self.body.insertWidget(self.body.count() - 1, line)
        self._joint.setVisible(len(self._conditions) > 1)

    def _remove(self, line: ConditionLine) -> None:
        self._conditions.remove(line)
        line.hide()
        line.deleteLater()
        self._joint.setVisible(len(self._conditions) > 1)
        self.changed.emit()


class ConditionLine(QWidget):
    """One comparison: what, how, with which values."""

    changed = Signal()
    removed = Signal()

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__()
        from strategy import imports

        px = theme().px
        self._counts = {operator: count for operator, _words, count in imports.OPERATORS}
        named = [(each.key, each.label if each.is_own else tr(each.label)) for each in fields]
        self._field = ComboField(named, named[0][0] if named else None, small=True, name="condition_field",
                                 accessible_name=tr("What is compared"))  # fmt: skip
        self._field.setFixedWidth(px(_FIELD))
        operators = [(operator, tr(words)) for operator, words, _count in imports.OPERATORS]
        self._operator = ComboField(operators, imports.Operator.AT_LEAST, small=True, name="condition_operator",
                                    accessible_name=tr("How it is compared"))  # fmt: skip
        self._operator.setFixedWidth(px(_OPERATOR))
        self._values = TextField(name="condition_values", accessible_name=tr("Values"))
        self._field.chosen.connect(lambda _value: self.changed.emit())
        self._operator.chosen.connect(self._change_operator)
        self._values.committed.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self._field)
        row.addWidget(self._operator)
        row.addWidget(self._values, 1)
        row.addWidget(IconButton("x", tr("Remove this condition"), size="small", on_click=self.removed.emit,
                                 name="remove_condition"))  # fmt: skip
        self._change_operator(self._operator.value())

    def condition(self) -> Condition | None:
        """The comparison as it is written; None while its values are missing."""
        from strategy.imports import Condition

        operator: Operator = self._operator.value()  # type: ignore[assignment]  # the options are operators
        values = tuple(part.strip() for part in self._values.text().split(_BETWEEN) if part.strip())
        if self._field.value() is None or (not values and self._counts[operator] != 0):
            return None
        return Condition(str(self._field.value()), operator, values)

    def _change_operator(self, operator: object) -> None:
        count = self._counts[operator]  # type: ignore[index]  # see `condition`
        self._values.setVisible(count != 0)
        examples = {None: tr("one; another"), 1: tr("a number or a date"), 2: tr("from; to")}
        self._values.setPlaceholderText(examples.get(count, ""))
        self.changed.emit()
