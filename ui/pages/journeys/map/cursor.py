"""Where the cursor of a map stands, and where keys take it: through cards, cells, and the heads around them."""

from __future__ import annotations

from dataclasses import dataclass

from ui.models.journey_tree import Key
from ui.pages.journeys.map.scene import LANE_HEADS, STAGE_HEADS, CellKey, MapLane, MapScene


@dataclass(frozen=True, slots=True)
class Cursor:
    """A cell and the thing in it; `key` None = the cell itself, or a head."""

    lane_id: str
    stage_id: str
    key: Key | None = None

    @property
    def cell(self) -> CellKey:
        """The cell, or the head: then the lane is STAGE_HEADS, or the stage LANE_HEADS."""
        return self.lane_id, self.stage_id

    @property
    def is_stage_head(self) -> bool:
        return self.lane_id == STAGE_HEADS

    @property
    def is_lane_head(self) -> bool:
        return self.stage_id == LANE_HEADS


class Walk:
    """Steps of the cursor through one scene."""

    def __init__(self, scene: MapScene) -> None:
        self._scene = scene
        self._lanes = [STAGE_HEADS, *(lane.id for lane in scene.lanes)]
        self._stages = [LANE_HEADS, *(stage.id for stage in scene.stages)]

    def first(self) -> Cursor | None:
        """Where the cursor begins: the first touchpoint, else the first cell."""
        if not self._scene.stages or not self._scene.lanes:
            return None
        lane = self._scene.lane_of("touchpoints") or self._scene.lanes[0]
        for stage in self._scene.stages:
            keys = self._scene.keys(lane, stage.id)
            if keys:
                return Cursor(lane.id, stage.id, keys[0])
        return Cursor(lane.id, self._scene.stages[0].id)

    def at(self, cell: CellKey, index: int = 0) -> Cursor:
        """The cursor in a cell, on its card of this index or the last one before."""
        keys = self._keys(cell)
        return Cursor(*cell, keys[min(index, len(keys) - 1)] if keys else None)

    def kept(self, cursor: Cursor, index: int) -> Cursor | None:
        """The same cursor after a change: on its card, or on the one in its place; None when its cell is gone."""
        if cursor.lane_id not in self._lanes or cursor.stage_id not in self._stages:
            return None
        keys = self._keys(cursor.cell)
        if cursor.key is None or cursor.key in keys:
            return cursor
        return self.at(cursor.cell, index)

    def index(self, cursor: Cursor) -> int:
        """The place of the cursor's card in its cell."""
        keys = self._keys(cursor.cell)
        return keys.index(cursor.key) if cursor.key in keys else 0

    def vertical(self, cursor: Cursor, step: int) -> Cursor:
        """Up or down: through the cards of a cell, then to the lane above or below."""
        keys, lane = self._keys(cursor.cell), self._lane(cursor.lane_id)
        if keys and not (lane and lane.is_horizontal):
            index = self.index(cursor) + step
            if 0 <= index < len(keys):
                return Cursor(*cursor.cell, keys[index])
        place = self._lanes.index(cursor.lane_id) + step
        if not 0 <= place < len(self._lanes) or (cursor.is_lane_head and place == 0):
            return cursor
        cell = (self._lanes[place], cursor.stage_id)
        return self.at(cell, 0 if step > 0 else len(self._keys(cell)))

    def horizontal(self, cursor: Cursor, step: int) -> Cursor:
        """Left or right: to the same place in the next stage; through what stands side by side first."""
        keys, lane = self._keys(cursor.cell), self._lane(cursor.lane_id)
        beside = lane is not None and lane.is_horizontal
        if beside and keys:
            index = self.index(cursor) + step
            if 0 <= index < len(keys):
                return Cursor(*cursor.cell, keys[index])
        place = self._stages.index(cursor.stage_id) + step
        if not 0 <= place < len(self._stages) or (cursor.is_stage_head and place == 0):
            return cursor
        cell = (cursor.lane_id, self._stages[place])
        index = (0 if step > 0 else len(self._keys(cell))) if beside else self.index(cursor)
        return self.at(cell, index)

    def tab(self, cursor: Cursor, step: int) -> Cursor | None:
        """The next cell along the lane, then in the next lane; None after the last one: the focus moves on."""
        columns = self._stages[1:]
        if cursor.is_lane_head:
            return self.at((cursor.lane_id, columns[0])) if step > 0 else None
        place = self._lanes.index(cursor.lane_id) * len(columns) + columns.index(cursor.stage_id) + step
        if not 0 <= place < len(self._lanes) * len(columns):
            return None
        return self.at((self._lanes[place // len(columns)], columns[place % len(columns)]))

    def edge(self, cursor: Cursor, step: int) -> Cursor:
        """The first or the last stage of the lane."""
        return self.at((cursor.lane_id, self._stages[1 if step < 0 else -1]))

    def far(self, cursor: Cursor, step: int) -> Cursor:
        """The first or the last card of the cell."""
        keys = self._keys(cursor.cell)
        return Cursor(*cursor.cell, keys[0 if step < 0 else -1]) if keys else cursor

    def _keys(self, cell: CellKey) -> tuple[Key, ...]:
        lane = self._lane(cell[0])
        return self._scene.keys(lane, cell[1]) if lane and cell[1] != LANE_HEADS else ()

    def _lane(self, lane_id: str) -> MapLane | None:
        return self._scene.lane(lane_id)
