"""Tab goes through the regions of the window, and through each of them, as they are read on screen.

Qt puts each new control last: without this, Tab would leave a card that was just added for the rail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QWidget

from ui.widgets.tab_order import inside, is_part_of_field

_TAB = Qt.FocusPolicy.TabFocus.value


def first_focusable(region: QWidget) -> QWidget | None:
    """The first control of a region that Tab would reach; the region itself if it takes the focus."""
    return next(_stops(region), None)


def neighbour(regions: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    """The control that Tab, or Shift+Tab, reaches from the one that has the focus; None if there is no other."""
    focused = QApplication.focusWidget()
    near = next(_ahead_of_focus(regions, focused, forward=forward), None)
    if near is not None:
        return near
    found = list(dict.fromkeys(widget for region in regions for widget in _stops(region, known=focused)))
    ahead = _around(found, focused, forward=forward)[0]
    if not ahead:  # the regions end here: what is outside them comes next, such as a message over the window
        everything = list(dict.fromkeys((*found, *inside(regions[0].window()))))
        ahead, behind = _around(everything, focused, forward=forward)
        ahead += behind
    return next((widget for widget in ahead if _is_stop(widget)), None)


def _ahead_of_focus(regions: Sequence[QWidget], focused: QWidget | None, *, forward: bool) -> Iterator[QWidget]:
    """The stops ahead in the region with the focus, then in those after it; mostly it spares reading the rest."""
    order = list(regions) if forward else list(regions[::-1])
    while order and (focused is None or not order[0].isAncestorOf(focused)):
        order.pop(0)
    path = _path(order[0], focused) if order and focused is not None else []
    if path:
        yield from _beyond(path, forward=forward)
        for region in order[1:]:
            yield from _stops(region, forward=forward)


def _path(region: QWidget, widget: QWidget) -> list[QWidget]:
    """A control of a region, and what holds it up to the region; empty where it is hidden or in a window of its own."""
    path, each = [widget], widget
    while each is not region:
        above = each.parentWidget()
        if each.isHidden() or each.isWindow() or above is None:
            return []
        path.append(above)
        each = above
    return path


def _beyond(path: Sequence[QWidget], *, forward: bool) -> Iterator[QWidget]:
    """The stops ahead of the first of a path, within the last one."""
    if forward:
        for part in _parts(path[0]):
            yield from _stops(part)
    for child, above in pairwise(path):
        parts = _parts(above)
        here = parts.index(child)
        for part in parts[here + 1 :] if forward else parts[:here][::-1]:
            yield from _stops(part, forward=forward)
        if not forward and _is_stop(above):
            yield above


def _around(widgets: list[QWidget], focused: QWidget | None, *, forward: bool) -> tuple[list[QWidget], list[QWidget]]:
    """What comes ahead of the control that has the focus, and what is then left; nothing is ahead of an unknown one."""
    if not forward:
        widgets = widgets[::-1]
    if focused not in widgets:
        return [], widgets
    here = widgets.index(focused)
    return widgets[here + 1 :], widgets[:here]


def _stops(widget: QWidget, *, forward: bool = True, known: QWidget | None = None) -> Iterator[QWidget]:
    """Where Tab stops in a part of the window, as it is read; and the control that is known, wherever it is."""
    is_one = widget is known or _is_stop(widget)
    if is_one and forward:
        yield widget
    parts = _parts(widget)
    for part in parts if forward else parts[::-1]:
        yield from _stops(part, forward=forward, known=known)
    if is_one and not forward:
        yield widget


def _parts(widget: QWidget) -> list[QWidget]:
    """What is shown of the children of a widget: as laid out, then the others as they were made.

    Not `nextInFocusChain`: the binding takes what it returns for a child of the widget asked, and believes it gone
    with that one, together with all that is inside. The next layout of a part that is still there then crashes.
    """
    layout = widget.layout()
    children = [each for each in widget.children() if isinstance(each, QWidget)]
    laid_out = _laid_out(layout, children) if layout is not None else ()
    return [each for each in dict.fromkeys((*laid_out, *children)) if not each.isHidden() and not each.isWindow()]


def _laid_out(layout: QLayout, children: Sequence[QWidget]) -> Iterator[QWidget]:
    """Those of the children that a layout holds: those of a grid row by row, as they are read.

    Not `itemAt`: the binding mixes up what it gives with what is later made in its place, and crashes now and then.
    """
    found: list[tuple[tuple[int, int], QWidget | QLayout]] = []
    for part in (*children, *layout.children()):
        index = layout.indexOf(part) if isinstance(part, QWidget | QLayout) else -1
        if index >= 0 and isinstance(part, QWidget | QLayout):
            found.append((_cell(layout, index) if isinstance(layout, QGridLayout) else (index, 0), part))
    for _, part in sorted(found, key=lambda each: each[0]):
        if isinstance(part, QLayout):
            yield from _laid_out(part, children)
        else:
            yield part


def _cell(grid: QGridLayout, index: int) -> tuple[int, int]:
    place: tuple[int, int, int, int] = grid.getItemPosition(index)  # type: ignore[assignment]  # PySide says object
    return place[0], place[1]


def _is_stop(widget: QWidget) -> bool:
    if not widget.focusPolicy().value & _TAB or not widget.isEnabled():
        return False
    return widget.isVisibleTo(widget.window()) and not is_part_of_field(widget)
