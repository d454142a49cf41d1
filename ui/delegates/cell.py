"""What a cell of a table shows, as plain values that any item model can give and the delegate paints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from ui.widgets.chip import Dot

#: Role under which a model returns a `Cell`; without one the delegate paints the display text.
CELL_ROLE = Qt.ItemDataRole.UserRole + 101
#: Role that says how the cell is edited: "text", "number", "date", or a sequence of (value, label) to choose from.
EDITOR_ROLE = Qt.ItemDataRole.UserRole + 102

EditorKind = str | Sequence[tuple[object, str]]


@dataclass(frozen=True, slots=True)
class CellChip:
    """A chip in a cell: its words and kind, and an icon or a coloured dot."""

    text: str
    kind: str = "link"
    icon: str = ""
    dot: Dot | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell shows: signs, then the text with its chips and trailing icon; only `text` gives way.

    `tone` and `ground` are colour tokens; `share` is a bar from 0 to 1; `rank` 0 stands for "none".
    """

    text: str = ""
    tone: str = "ink"
    weight: int | None = None
    right: bool = False
    status: str = ""
    severity: int | None = None
    emotion: int | None = None
    rank: int | None = None
    swot: str = ""
    stage: int | None = None
    """Place of a stage in its journey, from 0: a numbered disc in the colour of that place."""
    dot: Dot | None = None
    icon: str = ""
    icon_tone: str = "ink2"
    person: str | None = None
    """Initials of this person as an avatar; "" shows the dashed "?"."""
    share: float | None = None
    pips: int | None = None
    second_pips: int | None = None
    chips: tuple[CellChip, ...] = ()
    trailing_icon: str = ""
    trailing_tone: str = "warning"
    note: str = ""
    """A caption after the text."""
    hint: str = ""
    """What a sign without words says, for the tooltip and for screen readers."""
    ground: str = ""
    indent: int = 0
    """Pixels left free before everything, for what is below a group."""
