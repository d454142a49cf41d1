"""What a view adds to the map: where the cursor is, what is dragged where."""

from __future__ import annotations

from dataclasses import dataclass, field

from ui.models.journey_tree import Key
from ui.pages.journeys.map.scene import CellKey


@dataclass(slots=True)
class MapLook:
    """What the view adds to the plan: where the cursor is, what is dragged where. A printed map has none of it."""

    cell: CellKey | None = None
    key: Key | None = None
    has_focus: bool = False
    chosen: frozenset[Key] = frozenset()
    hovered: CellKey | None = None
    dragged: Key | None = None
    target: CellKey | None = None
    target_index: int | None = None
    is_printed: bool = False
    has_end: bool = True
    """False on a sheet that shows some of the stages and not the last one."""
    can_write: bool = True
    moved: dict[Key, float] = field(default_factory=dict)
    """Points of the curve that are being dragged, with the value they would take."""

    @property
    def edge(self) -> tuple[str, int]:
        """The colour and width of the frame around what the cursor stands on."""
        return ("focus", 2) if self.has_focus else ("primary", 1)
