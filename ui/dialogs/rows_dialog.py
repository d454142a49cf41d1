"""A table of the plan in a dialog: its changes are in the plan at once, and the keys are those of the pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from resources.i18n import tr
from ui.actions import LIST_ACTIONS, key_sequence, spec
from ui.document_bridge import DocumentBridge
from ui.pages.rows_block import RowsBlock
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import Dialog
from ui.widgets.panel import ScrollColumn

_WIDTH, _HEIGHT = 720, 400


class RowsDialog(Dialog):
    """A block of rows with its list actions, undo and redo."""

    def __init__(
        self,
        bridge: DocumentBridge,
        block: RowsBlock,
        title: str,
        parent: QWidget,
        add: tuple[str, Callable[[], object]],
        *,
        name: str,
    ) -> None:
        """`add` is the words of the button that adds a row, and what it does."""
        super().__init__(title, parent, width=_WIDTH, closable=True, name=name)
        self._bridge, self.block, self._add = bridge, block, add[1]
        block.set_adding(*add)
        scroll = ScrollColumn(margins=(0, 0, 0, 0), name=f"{name}_scroll")
        scroll.setFixedHeight(theme().px(_HEIGHT))
        scroll.add(block)
        self.body.addWidget(scroll)
        self.add_button(Button(tr("Close"), "primary", name=f"{name}_done"), rejects=True)
        for action_id in LIST_ACTIONS:
            self._listen(action_id, partial(self._run, action_id))
        self._listen("undo", bridge.undo)
        self._listen("redo", bridge.redo)
        bridge.changed.connect(self._follow)
        self._follow()
        (block.table if block.model.rowCount() else block.add_button).setFocus()

    def _listen(self, action_id: str, act: Callable[[], object]) -> None:
        """The window's own shortcuts sleep under a dialog."""
        for keys in spec(action_id).shortcuts:
            shortcut = QShortcut(key_sequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)

    def _run(self, action_id: str) -> None:
        if self._bridge.document.is_read_only:
            return
        acts = {"new": self._add, **self.block.handlers()}
        if action_id == "delete_for_good" and "delete" in acts:
            from ui.shell.leaving import delete_for_good

            delete_for_good(self._bridge, acts["delete"])
        elif action_id in acts:
            acts[action_id]()

    def _follow(self) -> None:
        had_row = bool(self.block.current_id)
        self.block.follow()
        if had_row and not self.block.model.rowCount():
            self.block.add_button.setFocus()
