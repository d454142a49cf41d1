"""One of several parts at a time, where the room is given and does not follow from what is in it."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget


class Stack(QStackedWidget):
    """Takes the room that there is, at whatever width.

    Qt else asks every part how high it is at each width that comes up, those that are not shown included, whenever
    something in the window changes: more than the change itself takes.
    """

    def hasHeightForWidth(self) -> bool:
        return False
