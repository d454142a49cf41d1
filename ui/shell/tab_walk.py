"""Tab goes through the regions of the window in their order on screen, whatever was added to them since.

Qt puts each new control last: without this, Tab would leave a card that was just added for the rail.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def first_focusable(region: QWidget) -> QWidget | None:
    """The first control of a region that Tab would reach; the region itself if it takes the focus."""
    inside = {region, *region.findChildren(QWidget)}
    return next((widget for widget in (region, *_chain_after(region)) if widget in inside and _is_stop(widget)), None)


def neighbour(regions: Sequence[QWidget], *, forward: bool) -> QWidget | None:
    """The control that Tab, or Shift+Tab, reaches from the one that has the focus; None if there is no other."""
    window = regions[0].window()
    stops = _by_region((window, *_chain_after(window)), regions)
    focused = QApplication.focusWidget()
    here = stops.index(focused) if focused in stops else -1
    around = [*stops[here + 1 :], *stops[: max(here, 0)]]
    return next((widget for widget in (around if forward else reversed(around)) if _is_stop(widget)), None)


def _by_region(widgets: Iterable[QWidget], regions: Sequence[QWidget]) -> list[QWidget]:
    """Controls by region; inside one, and outside all, in the order of Qt."""
    place: dict[QWidget, int] = {}
    for index, region in enumerate(regions):
        place.update(dict.fromkeys((region, *region.findChildren(QWidget)), index))
    return sorted(widgets, key=lambda widget: place.get(widget, len(regions)))


def _chain_after(widget: QWidget) -> Iterator[QWidget]:
    following = widget.nextInFocusChain()
    while following is not None and following is not widget:
        yield following
        following = following.nextInFocusChain()


def _is_stop(widget: QWidget) -> bool:
    takes_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    is_shown = widget.isVisibleTo(widget.window()) and widget.isEnabled()
    return bool(takes_tab) and is_shown and widget.focusProxy() is None
