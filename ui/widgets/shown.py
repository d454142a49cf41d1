"""Showing and hiding parts of what may not be on screen yet."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def set_shown(widget: QWidget, is_shown: bool = True) -> None:
    """Show or hide a part, at no cost where it is so already.

    Qt styles and lays out at once what it is told to show, also inside a page that is not on screen yet and will be
    laid out when it comes there.
    """
    if widget.isHidden() == is_shown:
        widget.setVisible(is_shown)
