"""Tab goes through the regions of the window, and through each of them, as they are read on screen.

Qt puts each new control last: without this, Tab would leave a card that was just added for the rail.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QWidget


def first_focusable(region: QWidget) -> QWidget | None:
    """The first control of a region that Tab would reach; the region itself if it takes the focus."""
    inside = {region, *region.findChildren(QWidget)}
    return next((widget for widget in (region, *_chain_after(region)) if widget in inside and _is_stop(widget)), None)


def neighbour(regions: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    """The control that Tab, or Shift+Tab, reaches from the one that has the focus; None if there is no other."""
    window = regions[0].window()
    places = {widget: place for place, widget in enumerate((window, *_chain_after(window)))}
    widgets = list(dict.fromkeys((*(each for region in regions for each in _as_read(region, places)), *places)))
    focused = QApplication.focusWidget()
    here = widgets.index(focused) if focused in widgets else -1
    around = [*widgets[here + 1 :], *widgets[: max(here, 0)]]
    return next((widget for widget in (around if forward else reversed(around)) if _is_stop(widget)), None)


def _as_read(widget: QWidget, places: Mapping[QWidget, int]) -> Iterator[QWidget]:
    """A part of the window and what is shown in it: as laid out, else in the order of Qt."""
    yield widget
    layout = widget.layout()
    laid_out = list(_laid_out(layout)) if layout is not None else []
    others = [each for each in widget.children() if isinstance(each, QWidget) and each not in laid_out]
    others.sort(key=lambda each: places.get(each, -1))
    for child in (*laid_out, *others):
        if not child.isHidden() and not child.isWindow():
            yield from _as_read(child, places)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    """The widgets of a layout: those of a grid row by row, as they are read."""
    order = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        order.sort(key=lambda index: _cell(layout, index))
    for index in order:
        item = layout.itemAt(index)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if inner is not None:
            yield from _laid_out(inner)
        elif widget is not None:
            yield widget


def _cell(grid: QGridLayout, index: int) -> tuple[int, int]:
    place: tuple[int, int, int, int] = grid.getItemPosition(index)  # type: ignore[assignment]  # PySide says object
    return place[0], place[1]


def _chain_after(widget: QWidget) -> Iterator[QWidget]:
    following = widget.nextInFocusChain()
    while following is not None and following is not widget:
        yield following
        following = following.nextInFocusChain()


def _is_stop(widget: QWidget) -> bool:
    takes_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    is_shown = widget.isVisibleTo(widget.window()) and widget.isEnabled()
    return bool(takes_tab) and is_shown and widget.focusProxy() is None
