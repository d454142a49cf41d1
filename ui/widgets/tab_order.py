"""Tab goes through parts in the order on screen, whatever the order in which they were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def chain_tab_order(roots: Iterable[QWidget], before: QWidget | None = None) -> QWidget | None:
    """Let Tab reach each part and then what is inside it, starting after `before`; gives the last one reached."""
    for root in roots:
        for widget in inside(root):
            is_here = not is_part_of_field(widget)
            # Also what takes the focus by click or arrows only, such as the parts of a choice: Tab goes on from there.
            if is_here and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                if before is not None:
                    QWidget.setTabOrder(before, widget)
                before = widget
    return before


def inside(widget: QWidget) -> Iterator[QWidget]:
    """A widget and all that is inside, without menus and dialogs, which are windows of their own.

    Not `findChildren`: the binding then takes all that is inside for children of the widget asked.
    """
    yield widget
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow():
            yield from inside(child)


def held_by(layout: QLayout, widget: QWidget) -> list[QWidget]:
    """The children of a widget that this layout of it holds, in its order.

    Not `itemAt`: the binding mixes up what it gives with what is later made in its place, and crashes now and then.
    """
    found = [each for each in widget.children() if isinstance(each, QWidget) and layout.indexOf(each) >= 0]
    return sorted(found, key=layout.indexOf)


def is_part_of_field(widget: QWidget) -> bool:
    """Whether the line in a field for numbers, dates or choices is meant, which hands the focus to its field.

    Not `focusProxy`: the binding then takes the field for a part of its own line, and crashes when both are deleted.
    """
    if not widget.inherits("QLineEdit"):
        return False
    above = widget.parentWidget()
    return above is not None and (above.inherits("QAbstractSpinBox") or above.inherits("QComboBox"))
