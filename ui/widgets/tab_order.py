"""Tab goes through parts in the order on screen, whatever the order in which they were made."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def chain_tab_order(roots: Iterable[QWidget], before: QWidget | None = None) -> QWidget | None:
    """Let Tab reach each part and then what is inside it, starting after `before`; gives the last one reached."""
    for root in roots:
        for widget in (root, *root.findChildren(QWidget)):
            # The list of a combo box is a window of its own.
            is_here = widget.window() is root.window() and widget.focusProxy() is None
            # Also what takes the focus by click or arrows only, such as the parts of a choice: Tab goes on from there.
            if is_here and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
    return before
