"""Tab goes through the regions of the window, and through each of them, as they are read on screen.

Qt puts each new control last: without this, Tab would leave a card that was just added for the rail.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QWidget

from ui.widgets.tab_order import inside, is_part_of_field

_TAB = Qt.FocusPolicy.TabFocus.value


def first_focusable(region: QWidget) -> QWidget | None:
    """The first control of a region that Tab would reach; the region itself if it takes the focus."""
    stops = _Reading(region.window()).stops(region)
    return next((widget for widget in stops if _is_stop(widget)), None)


def neighbour(regions: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    """The control that Tab, or Shift+Tab, reaches from the one that has the focus; None if there is no other."""
    reading = _Reading(regions[0].window())
    near = _ahead_of_focus(regions, reading, forward=forward)
    if near is not None:
        return near
    found = list(dict.fromkeys(widget for region in regions for widget in reading.stops(region)))
    ahead = _around(found, reading.focused, forward=forward)[0]
    if not ahead:  # the regions end here: what is outside them comes next, such as a message over the window
        ahead, behind = _around(list(dict.fromkeys((*found, *reading.places))), reading.focused, forward=forward)
        ahead += behind
    return next((widget for widget in ahead if _is_stop(widget)), None)


def _ahead_of_focus(regions: Sequence[QWidget], reading: _Reading, *, forward: bool) -> QWidget | None:
    """The next stop in the region with the focus, or in those that come after it; mostly it spares reading the rest."""
    order = list(regions) if forward else list(regions[::-1])
    focused = reading.focused
    while order and (focused is None or not order[0].isAncestorOf(focused)):
        order.pop(0)
    passed = False
    for region in order:
        stops = reading.stops(region)
        ahead = stops if forward else stops[::-1]
        if not passed:
            passed, ahead = True, _around(stops, focused, forward=forward)[0]
            if focused not in stops:
                return None
        if ahead:
            return ahead[0]
    return None


def _around(widgets: list[QWidget], focused: QWidget | None, *, forward: bool) -> tuple[list[QWidget], list[QWidget]]:
    """What comes ahead of the control that has the focus, and what is then left; nothing is ahead of an unknown one."""
    if not forward:
        widgets = widgets[::-1]
    if focused not in widgets:
        return [], widgets
    here = widgets.index(focused)
    return widgets[here + 1 :], widgets[:here]


class _Reading:
    """The order in which the parts of a window are read."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self.focused = QApplication.focusWidget()

    @cached_property
    def places(self) -> dict[QWidget, int]:
        """The widgets of the window as they were made; asking thousands of them is slow, and rarely needed.

        Not `nextInFocusChain`: the binding takes what it returns for a child of the widget asked, and believes it gone
        with that one, together with all that is inside. The next layout of a part that is still there then crashes.
        """
        return {widget: place for place, widget in enumerate(inside(self._window))}

    def stops(self, widget: QWidget) -> list[QWidget]:
        """Where Tab stops in a part of the window, and what has the focus: as laid out, else as they were made."""
        found = [widget] if widget is self.focused or _is_stop(widget) else []
        layout = widget.layout()
        children = [each for each in widget.children() if isinstance(each, QWidget)]
        laid_out = dict.fromkeys(_laid_out(layout, children)) if layout is not None else {}
        for child in laid_out:
            found += self._shown_stops(child)
        others = [each for each in children if each not in laid_out]
        groups = [(each, stops) for each in others if (stops := self._shown_stops(each))]
        if len(groups) > 1:
            groups.sort(key=lambda group: self.places.get(group[0], -1))
        return found + [stop for _, stops in groups for stop in stops]

    def _shown_stops(self, child: QWidget) -> list[QWidget]:
        return [] if child.isHidden() or child.isWindow() else self.stops(child)


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
