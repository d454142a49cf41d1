"""A spatial index: which of many boxes lie near a place."""

from __future__ import annotations

from collections import defaultdict

from ui.pages.journeys.graph.geometry import Bounds

_SIDE = 400.0
_MOST_CELLS = 60
"""A box over more cells is looked at in every search, which costs less than many entries."""


class Grid:
    """Boxes by the cells of a grid that they touch."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], dict[str, Bounds]] = defaultdict(dict)
        self._where: dict[str, tuple[int, int, int, int] | None] = {}
        self._large: dict[str, Bounds] = {}

    def put(self, key: str, bounds: Bounds) -> None:
        """Take a box in, or note that it is elsewhere now."""
        if key in self._where:
            self.drop(key)
        left, top, right, bottom = bounds
        span = int(left // _SIDE), int(top // _SIDE), int(right // _SIDE), int(bottom // _SIDE)
        first, low, last, high = span
        if (last - first + 1) * (high - low + 1) > _MOST_CELLS:
            self._large[key] = bounds
            self._where[key] = None
            return
        self._where[key] = span
        cells = self._cells
        for column in range(first, last + 1):
            for row in range(low, high + 1):
                cells[column, row][key] = bounds

    def drop(self, key: str) -> None:
        """Take a box out, if it is here."""
        if key not in self._where:
            return
        span = self._where.pop(key)
        if span is None:
            self._large.pop(key, None)
            return
        first, low, last, high = span
        for column in range(first, last + 1):
            for row in range(low, high + 1):
                self._cells[column, row].pop(key, None)

    def near(self, area: Bounds) -> set[str]:
        """The keys of the boxes that touch an area."""
        left, top, right, bottom = area
        found = {
            key for key, each in self._large.items()
            if each[0] <= right and each[2] >= left and each[1] <= bottom and each[3] >= top
        }  # fmt: skip
        first, last = int(left // _SIDE), int(right // _SIDE)
        low, high = int(top // _SIDE), int(bottom // _SIDE)
        known = self._cells
        if (last - first + 1) * (high - low + 1) > len(known):
            places = [place for place in known if first <= place[0] <= last and low <= place[1] <= high]
        else:
            places = [(column, row) for column in range(first, last + 1) for row in range(low, high + 1)
                      if (column, row) in known]  # fmt: skip
        for place in places:
            if first < place[0] < last and low < place[1] < high:
                found.update(known[place])  # the area holds the whole cell
                continue
            for key, each in known[place].items():
                if each[0] <= right and each[2] >= left and each[1] <= bottom and each[3] >= top:
                    found.add(key)
        return found
