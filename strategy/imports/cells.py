"""The cells of one column in one block of rows, and how they become numbers, days and codes.

Two kinds answer the same calls: `slices.Slices` of the bytes of a text file, worked on together, which is what makes
large files quick; and `Objects`, what a workbook gives, one Python value a cell.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from strategy.imports.reading import DateOrder, Notation
from strategy.imports.values import SPACES, day_in, number_in, serial_day

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Whole: TypeAlias = "NDArray[np.int64]"
Flags: TypeAlias = "NDArray[np.bool_]"
Words: TypeAlias = "NDArray[np.uint64]"


class Cells(Protocol):
    """One column of one block."""

    def __len__(self) -> int: ...
    def text(self, row: int) -> str:
        """The cell as text, without spaces around it."""
        ...

    def are_blank(self) -> Flags:
        """Which cells hold nothing but spaces."""
        ...

    def numbers(self, notation: Notation) -> Floats:
        """The numbers; NaN where a cell is blank or holds none."""
        ...

    def days(self, reader: DayReader) -> Whole:
        """The days as ordinals; 0 where a cell is blank or holds none."""
        ...


class DayReader:
    """Reads each distinct text once."""

    def __init__(self, order: DateOrder) -> None:
        self.order = order
        self._known: dict[str, int] = {}
        self.slots: object = None
        """What `slices` keeps here between blocks."""

    def day(self, text: str) -> int:
        """Its ordinal, 0 when the text is no day."""
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = day_in(text, self.order) or 0
        return found


class Objects:
    """Cells of a workbook: text, numbers, truth, dates and times as the reader gives them."""

    def __init__(self, values: Sequence[Any]) -> None:  # Any: see the class
        self._values = values
        self._types = set(map(type, values))
        self._texts: list[str] | None = None

    def __len__(self) -> int:
        return len(self._values)

    def text(self, row: int) -> str:
        """The cell as text, without spaces around it."""
        return shown(self._values[row])

    def value(self, row: int) -> Any:  # Any: see the class
        """The cell as the reader gave it."""
        return self._values[row]

    def texts(self) -> list[str]:
        """All cells as texts."""
        if self._texts is None:
            self._texts = list(map(str.strip if self._types == {str} else shown, self._values))
        return self._texts

    def are_blank(self) -> Flags:
        """Which cells hold nothing but spaces."""
        import numpy as np

        if str not in self._types:
            return np.zeros(len(self._values), np.bool_)
        texts = self.texts()
        return np.array([not text for text in texts] if "" in texts else np.zeros(len(texts)), np.bool_)

    def numbers(self, notation: Notation) -> Floats:
        """The numbers; NaN where a cell is blank or holds none."""
        import numpy as np

        if self._types <= {float, int}:
            return np.array(self._values, np.float64)
        return np.array([_number(value, notation) for value in self._values], np.float64)

    def days(self, reader: DayReader) -> Whole:
        """The days as ordinals; 0 where a cell is blank or holds none."""
        import numpy as np

        if self._types <= {datetime.date, datetime.datetime}:
            return np.array(list(map(datetime.date.toordinal, self._values)), np.int64)
        return np.array([_day(value, reader) for value in self._values], np.int64)


def shown(value: Any) -> str:  # Any: a cell of a workbook
    """A cell of a workbook as text: whole numbers without point, dates as in ISO 8601."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ") if value.time() != datetime.time() else value.date().isoformat()
    return "" if value is None else str(value)


def _number(value: Any, notation: Notation) -> float:  # Any: see `shown`
    if isinstance(value, str):
        found = number_in(value, notation)
        return float("nan") if found is None else found
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number else float("nan")


def _day(value: Any, reader: DayReader) -> int:  # Any: see `shown`
    if isinstance(value, datetime.date):
        return value.toordinal()
    if isinstance(value, str):
        return reader.day(value.strip(SPACES))
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return 0
    if reader.order is DateOrder.SERIAL:
        return serial_day(value) or 0
    return reader.day(shown(value))  # 20240131
