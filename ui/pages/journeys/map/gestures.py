"""What can be done on a map, as gestures on the plan; the cursor then stands on what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from journey import operations as gestures
from journey.lanes import USUAL_LANES
from journey.model import EmotionObservation, Friction, Lane, LaneKind, Opportunity, Stage, Touchpoint
from storage.base import Base
from strategy import operations
from ui.document_bridge import DocumentBridge
from ui.models.journey_tree import Key
from ui.pages.journeys.map.canvas import MapCanvas
from ui.pages.journeys.map.cursor import Cursor
from ui.pages.journeys.map.places import COPIED, class_of, index_among
from ui.pages.journeys.map.scene import LANE_HEADS, OUTSIDE, STAGE_HEADS, MapLane

_HIGHEST_SEVERITY = 5
_STEP = 0.5
"""The distance between two faces."""


class MapGestures(QObject):
    """Gestures on the thing under the cursor, and those that the mouse makes."""

    def __init__(self, bridge: DocumentBridge, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.bridge, self.canvas = bridge, canvas

    @property
    def can_write(self) -> bool:
        """Whether the plan may be changed here."""
        return not self.bridge.document.is_read_only

    @property
    def journey_id(self) -> str:
        return self.canvas.scene.journey_id

    def lane_here(self) -> MapLane | None:
        """The lane of the cursor."""
        cursor = self.canvas.cursor_at
        return self.canvas.scene.lane(cursor.lane_id) if cursor else None

    def stage_here(self) -> str | None:
        """The stage of the cursor; None on the head of a lane and outside the stages."""
        cursor = self.canvas.cursor_at
        return cursor.stage_id or None if cursor and not cursor.is_lane_head else None

    def point_here(self) -> str | None:
        """The touchpoint under the cursor, or the one that its friction or opportunity is at."""
        key = self.canvas.cursor_at.key if self.canvas.cursor_at else None
        snapshot = self.bridge.snapshot()
        row = snapshot.get(mapped, key[1]) if key and (mapped := class_of(key)) else None
        if isinstance(row, Touchpoint):
            return row.id
        return row.touchpoint_id if isinstance(row, Friction | Opportunity) else None

    def points_of(self, stage_id: str | None) -> list[str]:
        """The touchpoints of a stage, in order."""
        felt = self.canvas.scene.felt.get(stage_id or OUTSIDE, ())
        return [each.key[1] for each in felt]

    def words_of(self, key: Key) -> str:
        """What a card says."""
        for cards in self.canvas.scene.cells.values():
            for card in cards:
                if card.key == key:
                    return card.text or card.placeholder
        return ""

    # Order

    def move(self, steps: int) -> None:
        """Alt+Up and Alt+Down: a card in its cell, a lane among the lanes, a point of the curve on its scale."""
        cursor, lane = self.canvas.cursor_at, self.lane_here()
        if cursor is None or lane is None:
            return
        if cursor.is_lane_head:
            lanes = self.canvas.scene.lanes
            place = lanes.index(lane) + steps
            if 0 <= place < len(lanes):
                self.put_lane(lane.id, place)
        elif lane.kind == LaneKind.EMOTION and cursor.key:
            self.draw(cursor.key, self._value(cursor) - steps * _STEP)
        elif cursor.key and not lane.is_horizontal:
            keys = self.canvas.scene.keys(lane, cursor.stage_id)
            place = keys.index(cursor.key) + steps
            if 0 <= place < len(keys):
                self.drop(cursor.key, lane, cursor.stage_id, place, None)

    def to_stage(self, steps: int) -> None:
        """Take a card to the next stage, or a stage to the next place."""
        cursor, lane = self.canvas.cursor_at, self.lane_here()
        if cursor is None:
            return
        ids = [stage.id for stage in self.canvas.scene.stages if stage.id != OUTSIDE]
        place = (ids.index(cursor.stage_id) if cursor.stage_id in ids else len(ids)) + steps
        if cursor.is_stage_head and 0 <= place < len(ids) and cursor.stage_id in ids:
            self.put_stage(cursor.stage_id, place)
        elif cursor.key and lane and 0 <= place < len(ids) and self.accepts(cursor.key, lane, ids[place]):
            self.drop(cursor.key, lane, ids[place], len(self.canvas.scene.keys(lane, ids[place])), None)

    def accepts(self, key: Key, lane: MapLane, stage_id: str) -> bool:
        """Whether a card can be put into a cell."""
        kind = key[0]
        if kind == "lane_card":
            return lane.takes_cards and stage_id != OUTSIDE
        if kind == "touchpoint":
            return lane.kind == LaneKind.TOUCHPOINTS
        if kind in ("friction", "opportunity"):
            own = LaneKind.FRICTIONS if kind == "friction" else LaneKind.OPPORTUNITIES
            return lane.kind in (own, LaneKind.TOUCHPOINTS)
        return False

    def drop(self, key: Key, lane: MapLane, stage_id: str, index: int, over: Key | None) -> None:
        """Put a card at a place of a cell, `index` counted without it when it is there already.

        A friction or an opportunity goes to the touchpoint `over` which it is let go, or to the first of the stage.
        """
        here = self.canvas.scene.find(key)
        before = self.canvas.scene.keys(lane, stage_id)
        if key[0] == "touchpoint":
            self._run(lambda: self._drop_point(key, stage_id, before, index))
        elif key[0] == "lane_card":
            place = index_among([each[1] for each in before], before, key, index)
            self._run(lambda: gestures.move_card(self.bridge.document, key[1], lane.id, stage_id, place))
        elif over is not None and over[0] == "touchpoint":
            self._run(lambda: self._move_to_point(key, over[1]))
        elif here is not None and here[1] == stage_id:
            self._run(lambda: self._reorder(key, before, index))
        else:
            self._run(lambda: self._move_to_stage(key, stage_id))
        self.show(key)

    def put_stage(self, stage_id: str, index: int) -> None:
        """Move a stage to a place among the stages."""
        self._run(lambda: operations.move(self.bridge.document, Stage, stage_id, index))
        self.canvas.go(Cursor(STAGE_HEADS, stage_id))

    def put_lane(self, lane_id: str, place: int) -> None:
        """Move a lane to a place among the lanes on screen."""
        shown = [lane.id for lane in self.canvas.scene.lanes if lane.id != lane_id]
        others = [lane.id for lane in self.canvas.scene.all_lanes if lane.id != lane_id]
        index = others.index(shown[place]) if place < len(shown) else len(others)
        self._run(lambda: gestures.move_lane(self.bridge.document, self.journey_id, lane_id, index))
        self.canvas.go(Cursor(lane_id, LANE_HEADS))

    def put_lane_before(self, lane_id: str, place: int) -> None:
        """Move a lane before the one at a place on screen, itself counted."""
        own = [lane.id for lane in self.canvas.scene.lanes].index(lane_id)
        if place not in (own, own + 1):
            self.put_lane(lane_id, place - (place > own))

    # Lanes

    def size_lane(self, lane_id: str, height: float | None) -> None:
        """Give a lane a height, or let its content decide."""
        self._run(lambda: gestures.size_lane(self.bridge.document, self.journey_id, lane_id, height))

    def grow_lane(self, pixels: float) -> None:
        """Make the lane of the cursor higher, or lower when negative."""
        lane = self.lane_here()
        if lane is not None:
            index = self.canvas.scene.lanes.index(lane)
            height = self.canvas.layout_.lane_rect(index).height() / (self.canvas.measure.px(100) / 100)
            self.size_lane(lane.id, max(1.0, height + pixels))

    def hide_lane(self, lane_id: str) -> None:
        """Put a lane away, with all that it holds."""
        self._run(lambda: gestures.show_lane(self.bridge.document, self.journey_id, lane_id, False))

    def show_lane(self, lane_id: str) -> None:
        """Show a lane again."""
        self._run(lambda: gestures.show_lane(self.bridge.document, self.journey_id, lane_id))
        self.canvas.go(Cursor(lane_id, LANE_HEADS))

    def add_lane(self, kind: str, name: str = "") -> str | None:
        """Add a lane at the end."""
        made = self.bridge.run(lambda: gestures.add_lane(self.bridge.document, self.journey_id, kind=kind, name=name))
        if made is not None:
            self.canvas.go(Cursor(made, LANE_HEADS))
        return made

    # Cards

    def add_lines(self, lane: MapLane, stage_id: str, lines: Sequence[str], *, after: Key | None = None) -> None:
        """Each line becomes a card of the lane in a stage, one gesture for all; after a card, or at the end."""
        keys = self.canvas.scene.keys(lane, stage_id)
        index = keys.index(after) + 1 if after in keys else None
        document, journey_id = self.bridge.document, self.journey_id
        if lane.takes_cards:
            made = self.bridge.run(lambda: gestures.add_cards(
                document, journey_id, lane.id, stage_id, lines, index=index
            ))  # fmt: skip
            self._show_last("lane_card", made)
        elif lane.kind == LaneKind.TOUCHPOINTS:
            ids = [row.id for row in document.all(Touchpoint, journey_id=journey_id, stage_id=stage_id or None)]
            place = None if index is None else index_among(ids, keys, ("touchpoint", ""), index)
            made = self.bridge.run(lambda: gestures.add_touchpoints(
                document, journey_id, lines, stage_id=stage_id or None, index=place
            ))  # fmt: skip
            self._show_last("touchpoint", made)
        elif lane.kind == LaneKind.OPPORTUNITIES:
            point_id = self.point_here() or next(iter(self.points_of(stage_id)), None)
            made = self.bridge.run(lambda: gestures.add_opportunities(
                document, journey_id, lines, touchpoint_id=point_id
            ))  # fmt: skip
            self._show_last("opportunity", made)

    def add_frictions(self, point_id: str, lines: Sequence[str]) -> None:
        """Note frictions at a touchpoint."""
        made = self.bridge.run(lambda: gestures.add_frictions(self.bridge.document, point_id, lines))
        self._show_last("friction", made)

    def duplicate(self) -> None:
        """Put a copy after the current card."""
        key = self.canvas.cursor_at.key if self.canvas.cursor_at else None
        mapped = class_of(key) if key else None
        if key is None or mapped is None or key[0] not in COPIED:
            return
        twin = self.bridge.run(lambda: operations.duplicate(self.bridge.document, mapped, key[1]))
        if twin is not None:
            self.show((key[0], twin))

    def delete(self) -> None:
        """Delete what the cursor stands on; a usual lane is only put away, and a channel taken off its touchpoints."""
        cursor, lane = self.canvas.cursor_at, self.lane_here()
        if cursor is None:
            return
        if cursor.is_stage_head:
            self._delete(Stage, cursor.stage_id)
        elif cursor.is_lane_head and lane is not None:
            if lane.kind in USUAL_LANES:
                self.hide_lane(lane.id)
            else:
                self._delete(Lane, lane.id)
        elif cursor.key and lane and lane.kind == LaneKind.EMOTION:
            observed = self.bridge.snapshot().where(EmotionObservation, touchpoint_id=cursor.key[1])
            if observed:
                self._delete(EmotionObservation, observed[-1].id)
        elif cursor.key and cursor.key[0] == "channel":
            self.set_channel(cursor, None)
        elif cursor.key and (mapped := class_of(cursor.key)):
            self._delete(mapped, cursor.key[1])
        self.canvas.setFocus()

    def next_state(self) -> None:
        """Space: a friction grows more severe and begins again; a point of the curve goes to the next face."""
        cursor, lane = self.canvas.cursor_at, self.lane_here()
        if cursor is None or cursor.key is None or lane is None:
            return
        friction = self.bridge.snapshot().get(Friction, cursor.key[1])
        if friction is not None:
            level = (friction.severity or 0) % _HIGHEST_SEVERITY + 1
            document = self.bridge.document
            self._run(lambda: operations.set_value(document, Friction, friction.id, "severity", level))
        elif lane.kind == LaneKind.EMOTION:
            value = self._value(cursor) + _STEP
            self.draw(cursor.key, -1.0 if value > 1 else value)

    def draw(self, key: Key, value: float) -> None:
        """Put a touchpoint at a height of the emotion curve."""
        value = max(-1.0, min(1.0, value))
        self._run(lambda: gestures.draw_emotion(self.bridge.document, key[1], value))

    def set_channel(self, cursor: Cursor, channel: str | None) -> None:
        """Change the channel of the touchpoints that the chip under the cursor stands for."""
        ids = self.points_of_chip(cursor)
        if ids:
            self._run(lambda: gestures.set_channel(self.bridge.document, ids, channel))

    def points_of_chip(self, cursor: Cursor) -> list[str]:
        """The touchpoints of the stage that pass by the channel under the cursor, or by none yet in an empty cell."""
        wanted = cursor.key[1] if cursor.key else None
        points = (self.bridge.snapshot().get(Touchpoint, each) for each in self.points_of(cursor.stage_id))
        return [point.id for point in points if point is not None and (point.channel or None) == wanted]

    def show(self, key: Key) -> None:
        """Put the cursor on a card, wherever it is now."""
        cell = self.canvas.scene.find(key)
        if cell is not None:
            self.canvas.go(Cursor(*cell, key))
            self.canvas.setFocus()

    # Inside

    def _run(self, operation: Callable[[], object]) -> bool:
        return self.bridge.attempt(operation)

    def _show_last(self, kind: str, made: Sequence[str] | None) -> None:
        if made:
            self.show((kind, made[-1]))

    def _value(self, cursor: Cursor) -> float:
        felt = self.canvas.scene.felt.get(cursor.stage_id, ())
        found = next((each.value for each in felt if each.key == cursor.key), None)
        return round((found or 0.0) / _STEP) * _STEP

    def _delete(self, mapped: type[Base], row_id: str) -> None:
        from ui.deletion import delete_with_care

        delete_with_care(self.bridge, mapped, row_id)

    def _drop_point(self, key: Key, stage_id: str, shown: Sequence[Key], index: int) -> None:
        document = self.bridge.document
        ids = [row.id for row in document.all(Touchpoint, journey_id=self.journey_id, stage_id=stage_id or None)]
        gestures.move_touchpoint(document, key[1], stage_id or None, index_among(ids, shown, key, index))

    def _reorder(self, key: Key, shown: Sequence[Key], index: int) -> None:
        mapped = class_of(key)
        if mapped is None:
            return
        ids = [row.id for row in self.bridge.document.all(mapped, journey_id=self.journey_id)]
        operations.move(self.bridge.document, mapped, key[1], index_among(ids, shown, key, index))

    def _move_to_point(self, key: Key, point_id: str) -> None:
        document = self.bridge.document
        if key[0] == "friction":
            gestures.move_friction(document, key[1], touchpoint_id=point_id)
        else:
            operations.set_value(document, Opportunity, key[1], "touchpoint_id", point_id)

    def _move_to_stage(self, key: Key, stage_id: str) -> None:
        if key[0] == "friction":
            gestures.move_friction_to_stage(self.bridge.document, key[1], stage_id)
        else:
            gestures.move_opportunity_to_stage(self.bridge.document, key[1], stage_id or None)
