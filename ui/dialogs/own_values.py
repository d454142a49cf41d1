"""Thresholds, weights and emotional values that the team sets for this plan instead of those of the method."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journey.own_values import Adjustable, OwnValue, adjustables
from resources.i18n import current, tr
from strategy.operations import reset_own_values, set_own_value
from strategy.value_names import value_name
from ui.actions import key_sequence, spec
from ui.document_bridge import DocumentBridge
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.focus import focus_in_view
from ui.widgets.label import Label
from ui.widgets.number import NumberField
from ui.widgets.panel import ScrollColumn, Section

_WIDTH, _HEIGHT, _FIELD = 640, 440, 128


class OwnValuesDialog(Dialog):
    """A field for each value; an empty one shows and takes the method's. Changes are in the plan at once."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        super().__init__(tr("Thresholds and values"), parent, width=_WIDTH, closable=True, name="own_values")
        self._bridge = bridge
        self._fields: dict[str, NumberField] = {}
        self.body.addWidget(
            Label(tr("An empty field takes the method’s value, shown in grey."), "small", "ink2", wrap=True)
        )
        scroll = ScrollColumn(margins=(0, 0, 12, 0), spacing=20, name="own_values_scroll")
        scroll.setFixedHeight(theme().px(_HEIGHT))
        for group, title in _group_names().items():
            section = Section(title, name=f"own_values_{group}")
            for each in adjustables().values():
                if each.group == group:
                    section.body.addLayout(self._row(each))
            scroll.add(section)
        self.body.addWidget(scroll)
        self._reset = Button(tr("Back to the method’s values"), "ghost", icon="undo-2", name="own_values_reset",
                             on_click=self._back_to_the_method)  # fmt: skip
        self.buttons.insertWidget(0, self._reset)
        self.add_button(Button(tr("Close"), "primary", name="own_values_done"), rejects=True)
        self._listen("undo", bridge.undo)
        self._listen("redo", bridge.redo)
        bridge.changed.connect(self._follow)
        self._follow()
        next(iter(self._fields.values())).setFocus()

    def reveal(self, row_id: str) -> bool:
        """Put the cursor in the field of a value; False when there is no such value."""
        field = self._fields.get(row_id)
        if field is not None:
            focus_in_view(field)
        return field is not None

    def _row(self, each: Adjustable) -> QHBoxLayout:
        factor, name = (100.0 if each.is_share else 1.0), value_name(each, current())
        field = NumberField(
            minimum=each.low * factor, maximum=each.high * factor, decimals=2, unit="%" if each.is_share else "",
            placeholder=current().number(each.given * factor), name=f"own_value_{each.row_id}",
            accessible_name=name,
        )  # fmt: skip
        field.setFixedWidth(theme().px(_FIELD))
        field.setEnabled(not self._bridge.document.is_read_only)
        field.committed.connect(partial(self._store, each))
        self._fields[each.row_id] = field
        row = QHBoxLayout()
        row.setSpacing(theme().px(12))
        row.addWidget(Label(name, "body", wrap=True), 1)
        row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _store(self, each: Adjustable, shown: float | None) -> None:
        value = shown / 100.0 if each.is_share and shown is not None else shown
        document = self._bridge.document
        if not self._bridge.attempt(lambda: set_own_value(document, each.entry, each.key, value)):
            self._follow()

    def _back_to_the_method(self) -> None:
        self._bridge.attempt(lambda: reset_own_values(self._bridge.document))

    def _follow(self) -> None:
        snapshot = self._bridge.snapshot()
        for row_id, field in self._fields.items():
            own, factor = snapshot.get(OwnValue, row_id), (100.0 if adjustables()[row_id].is_share else 1.0)
            field.set_value(None if own is None else own.value * factor)
        self._reset.setEnabled(bool(snapshot.all(OwnValue)) and not self._bridge.document.is_read_only)

    def _listen(self, action_id: str, act: Callable[[], object]) -> None:
        """The window's own shortcuts sleep under a dialog."""
        for keys in spec(action_id).shortcuts:
            QShortcut(key_sequence(keys), self).activated.connect(act)


def _group_names() -> dict[str, str]:
    return {
        "thresholds": tr("Thresholds of warnings"),
        "capabilities": tr("Reading of the capability areas"),
        "ranking": tr("Ranking of the actions"),
        "emotions": tr("Feeling of each emotion, from −1 to 1"),
    }
