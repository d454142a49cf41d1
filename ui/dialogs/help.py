"""The list of shortcuts, written from the actions themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from resources.i18n import tr
from ui.actions import SPECS, Scope, key_text
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.keycap import KeyCap
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn

_COLUMNS = 2
_KEYS_WIDTH = 108
"""The columns of keys stand under each other from one part to the next."""


class ShortcutsDialog(Dialog):
    """Every action that has a shortcut, by the place where it works."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Shortcuts"), parent, width=WIDE, closable=True, name="shortcuts")
        column = ScrollColumn(margins=(0, 0, 12, 0), name="shortcut_list")
        for scope in Scope:
            column.add(Label(tr(scope.value), "heading"))
            column.add(_shortcut_grid(scope))
        column.setMinimumHeight(theme().px(440))
        self.body.addWidget(column)
        close = self.add_button(Button(tr("Close"), "primary", name="shortcuts_done"), accepts=True)
        self.set_default(close)
        close.setFocus()


def _shortcut_grid(scope: Scope) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, theme().px(12))
    grid.setHorizontalSpacing(theme().px(12))
    grid.setVerticalSpacing(theme().px(8))
    named = [declared for declared in SPECS if declared.scope is scope and declared.shortcuts]
    for index, declared in enumerate(named):
        row, side = index // _COLUMNS, 2 * (index % _COLUMNS)
        grid.addWidget(Label(tr(declared.text), "small"), row, side)
        grid.addWidget(KeyCap(key_text(declared.id)), row, side + 1)
        grid.setColumnStretch(side, 1)
        grid.setColumnMinimumWidth(side + 1, theme().px(_KEYS_WIDTH))
    return holder
