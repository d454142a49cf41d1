"""The cures of one thing in its menu: one item for each gap, which does the obvious one or offers the list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from resources.i18n import current
from strategy.cures import obvious
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.pages.traceability.cure_buttons import cure
from ui.pages.traceability.cure_words import choice_words, cure_icon, cure_words
from ui.pages.traceability.cures import Gap, cures_of, may_be_typed
from ui.widgets.menu import Menu


def add_cures(menu: Menu, bridge: DocumentBridge, gaps: Sequence[Gap], place: QPoint, holder: QWidget) -> None:
    """Append an item for each gap; the list of cures of one opens at `place`."""
    is_open = not bridge.document.is_read_only
    names = Naming(bridge.snapshot(), current())
    for gap in gaps:
        found = cures_of(bridge, gap)
        best = obvious(found)
        if not found and not may_be_typed(gap):
            continue
        words = cure_words(names, best) if best else choice_words(gap.question)
        act = partial(cure, bridge, gap, place, holder)
        menu.add(words, act, icon=cure_icon(best) if best else "plus", enabled=is_open, name=f"cure_{gap.question}")
    if not menu.isEmpty():
        menu.addSeparator()
