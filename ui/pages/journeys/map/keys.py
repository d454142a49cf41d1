"""What each key and click does on the map.

In the window most keys are shortcuts of its actions, which call `handlers`; the map answers to the same keys itself
where no window does, and keeps those that no action has: arrows, Enter, typing in an empty cell, paste.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from journey.model import LaneKind
from ui.actions import SPECS, EnabledWhen, key_sequence
from ui.pages.journeys.map.canvas import MapCanvas
from ui.pages.journeys.map.dragging import CardDrag, Drag, EdgeDrag, HeadDrag, PointDrag
from ui.pages.journeys.map.gestures import MapGestures
from ui.pages.journeys.map.surface import Hit
from ui.pages.journeys.map.writing import MapWriter
from ui.pages.page import Handlers
from ui.sending import send_dropped
from ui.widgets.drops import Thing, carry

_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_ALT, _CTRL_ALT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier,
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDES = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_COMMANDS = frozenset("ntf")
"""Letters that stay commands in an empty cell; with Shift they are typed like any other."""
_LANE_STEP = 16


class MapKeys:
    """Answers the keys and clicks of one map."""

    def __init__(self, canvas: MapCanvas, hands: MapGestures, writer: MapWriter) -> None:
        self._canvas, self._hands, self._writer = canvas, hands, writer
        self._shortcuts = [
            (key_sequence(shortcut), spec.id)
            for spec in SPECS
            if spec.enabled_when is EnabledWhen.PAGE_HANDLES
            for shortcut in spec.shortcuts
        ]

    def handlers(self) -> Handlers:
        """What the actions of the window do on the map; nothing in a plan that is only read."""
        if not self._hands.can_write or not self._hands.journey_id:
            return {}
        hands, writer = self._hands, self._writer
        return {
            "new": writer.new,
            "edit": writer.edit,
            "next_state": hands.next_state,
            "move_up": lambda: hands.move(-1),
            "move_down": lambda: hands.move(1),
            "duplicate": hands.duplicate,
            "delete": hands.delete,
            "add_touchpoint": writer.add_touchpoint,
            "add_friction": writer.add_friction,
            "connect": writer.connect,
            "to_previous_stage": lambda: hands.to_stage(-1),
            "to_next_stage": lambda: hands.to_stage(1),
        }

    # Keys

    def keeps(self, event: QKeyEvent) -> bool:
        """Whether the map uses a key itself although the window may have a shortcut for it."""
        if event.matches(QKeySequence.StandardKey.Paste):
            return True
        return self._types(event) or self._takes_to_stage(event) or self._sizes(event) != 0

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key means; False when it means nothing here."""
        if self._walk(event):
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            self._writer.paste(QGuiApplication.clipboard().text())
        elif self._types(event):
            self._begin_typing(event.text())
        elif self._takes_to_stage(event):
            self._hands.to_stage(_SIDES[Qt.Key(event.key())])
        elif self._sizes(event):
            self._hands.grow_lane(self._sizes(event) * _LANE_STEP)
        elif event.key() in _ENTER and event.modifiers() in (_NONE, Qt.KeyboardModifier.KeypadModifier):
            self._writer.edit()
        else:
            return self._act(event)
        return True

    def _walk(self, event: QKeyEvent) -> bool:
        canvas, walk = self._canvas, self._canvas.walk
        cursor = canvas.cursor_at or walk.first()
        if cursor is None or event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | _ctrl()):
            return False
        far = bool(event.modifiers() & _ctrl())
        steps = {
            Qt.Key.Key_Up: lambda: walk.far(cursor, -1) if far else walk.vertical(cursor, -1),
            Qt.Key.Key_Down: lambda: walk.far(cursor, 1) if far else walk.vertical(cursor, 1),
            Qt.Key.Key_Left: lambda: walk.edge(cursor, -1) if far else walk.horizontal(cursor, -1),
            Qt.Key.Key_Right: lambda: walk.edge(cursor, 1) if far else walk.horizontal(cursor, 1),
            Qt.Key.Key_Home: lambda: walk.edge(cursor, -1),
            Qt.Key.Key_End: lambda: walk.edge(cursor, 1),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            canvas.go(step())
            return True
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not far:
            bar = canvas.verticalScrollBar()
            bar.setValue(bar.value() + (bar.pageStep() if event.key() == Qt.Key.Key_PageDown else -bar.pageStep()))
            return True
        return False

    def _act(self, event: QKeyEvent) -> bool:
        """The handler of the action whose shortcut was pressed."""
        pressed = QKeySequence(event.keyCombination())
        action_id = next((each for sequence, each in self._shortcuts if sequence == pressed), None)
        handler = self.handlers().get(action_id) if action_id else None
        if handler is None:
            return False
        handler()
        return True

    def _types(self, event: QKeyEvent) -> bool:
        """Whether a key begins a new card: a letter or a figure in an empty cell that takes text."""
        cursor, lane, text = self._canvas.cursor_at, self._hands.lane_here(), event.text()
        is_empty = cursor is not None and cursor.key is None and not cursor.is_lane_head and not cursor.is_stage_head
        if not is_empty or lane is None or not lane.takes_text or not self._hands.can_write:
            return False
        if event.modifiers() not in (_NONE, _SHIFT, Qt.KeyboardModifier.KeypadModifier):
            return False
        return text.isprintable() and bool(text.strip()) and text not in _COMMANDS

    def _begin_typing(self, text: str) -> None:
        cursor, lane = self._canvas.cursor_at, self._hands.lane_here()
        if cursor is not None and lane is not None:
            self._writer.write(cursor, lane, begin=text)

    def _takes_to_stage(self, event: QKeyEvent) -> bool:
        """Ctrl+Alt with an arrow; Alt alone too where the user put the cursor: after a link it goes back instead."""
        cursor = self._canvas.cursor_at
        if event.key() not in _SIDES or cursor is None or not self._hands.can_write:
            return False
        is_movable = cursor.is_stage_head or (cursor.key is not None and cursor.key[0] not in ("channel", "owner"))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return is_movable and (modifiers == _CTRL_ALT or (modifiers == _ALT and self._canvas.is_placed_here))

    def _sizes(self, event: QKeyEvent) -> int:
        """Ctrl+Alt with up or down on the head of a lane: lower or higher."""
        cursor = self._canvas.cursor_at
        if cursor is None or not cursor.is_lane_head or not self._hands.can_write:
            return 0
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != _CTRL_ALT:
            return 0
        return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)

    # The mouse

    def click(self, hit: Hit, at: QPointF) -> bool:
        """A press that is an answer by itself: the button that adds a stage, the crossed flag of a friction."""
        if hit.part == "add_stage":
            self._writer.add_stage(at_end=True)
            return True
        if hit.part == "cell" and hit.key is None:
            return self._click_slot(hit, at)
        flag = self.flag_at(hit, at)
        if hit.key is None or flag not in ("missing", "planned") or not self._hands.can_write:
            return False
        self._canvas.put_cursor(self._canvas.cursor_of(hit))
        if flag == "missing":
            self._writer.create_action(hit.key[1])
        else:
            self._go_to_action(hit.key[1])
        return True

    def click_again(self, hit: Hit, at: QPoint) -> None:
        """A click on what the cursor stands on: the faces that a point of the curve can have."""
        if hit.part == "cell" and hit.key and self._canvas.scene.lanes[hit.lane].kind == LaneKind.EMOTION:
            self._writer.choose_face(at)

    def flag_at(self, hit: Hit, at: QPointF) -> str:
        """What the flag under a place of the map says of its friction; "" where there is no flag."""
        if hit.part != "cell" or hit.key is None or hit.key[0] != "friction":
            return ""
        lane, stage = self._canvas.scene.lanes[hit.lane], self._canvas.scene.stages[hit.stage]
        card = self._canvas.scene.card(lane.id, stage.id, hit.key)
        area = self._canvas.layout_.card_rect(hit.lane, hit.stage, hit.key)
        px = self._canvas.measure.px
        if card is None or area is None or at.x() < area.right() - px(27) or at.y() > area.y() + px(28):
            return ""
        return card.flag

    def _click_slot(self, hit: Hit, at: QPointF) -> bool:
        """The plus sign of the cell of the cursor, where the next card goes."""
        cursor, lane = self._canvas.cursor_of(hit), self._canvas.scene.lanes[hit.lane]
        slot = self._canvas.layout_.slot_rect(hit.lane, hit.stage)
        if cursor is None or cursor != self._canvas.cursor_at or not lane.takes_text or not slot.contains(at):
            return False
        self._writer.write(cursor, lane)
        return self._hands.can_write

    def double_click(self, hit: Hit, at: QPointF) -> None:
        """Edit what was hit, write in an empty place, fit a lane to its content, set the height of the curve."""
        if not self._hands.can_write:
            return
        if hit.part == "edge":
            self._hands.size_lane(self._canvas.scene.lanes[hit.lane].id, None)
        elif hit.part in ("stage", "lane"):
            self._writer.edit()
        elif hit.part == "cell":
            lane = self._canvas.scene.lanes[hit.lane]
            if lane.kind == LaneKind.EMOTION and hit.key is None:
                self._draw_near(hit, at)
            else:
                self._writer.edit()

    def drag(self, hit: Hit, start: QPoint) -> Drag | None:
        """The drag that begins where the mouse was pressed; None where nothing can be dragged."""
        canvas, hands = self._canvas, self._hands
        if not hands.can_write:
            return None
        if hit.part == "edge":
            return EdgeDrag(canvas, hands, hit)
        if hit.part == "lane" or (hit.part == "stage" and canvas.scene.stages[hit.stage].place is not None):
            return HeadDrag(canvas, hands, hit, start)
        if hit.part != "cell" or hit.key is None:
            return None
        if canvas.scene.lanes[hit.lane].kind == LaneKind.EMOTION:
            return PointDrag(canvas, hands, hit)
        if hit.key[0] in ("channel", "owner"):
            return None
        return CardDrag(canvas, hands, hit, start)

    def takes(self, thing: Thing, hit: Hit) -> bool:
        """Whether what is dragged from elsewhere can be let go here: a note becomes a friction of a touchpoint."""
        return thing[0] == "workshop_note" and self._hands.can_write and self._point_under(hit) is not None

    def let_go(self, thing: Thing, hit: Hit) -> None:
        """Make of a note a friction at the touchpoint under the pointer, or at the first one of the stage."""
        point_id = self._point_under(hit)
        if point_id is not None:
            send_dropped(self._hands.bridge, thing, point_id)

    def carried(self, hit: Hit) -> QMimeData | None:
        """What a card that is dragged off the map carries to another step."""
        is_sent_on = hit.key is not None and hit.key[0] in ("friction", "opportunity")
        return carry(*hit.key) if is_sent_on and hit.key is not None else None

    def _point_under(self, hit: Hit) -> str | None:
        if hit.part != "cell":
            return None
        if hit.key is not None and hit.key[0] == "touchpoint":
            return hit.key[1]
        return next(iter(self._hands.points_of(self._canvas.scene.stages[hit.stage].id)), None)

    def _draw_near(self, hit: Hit, at: QPointF) -> None:
        """Take the touchpoint of this column that is nearest to this height."""
        layout, stage = self._canvas.layout_, self._canvas.scene.stages[hit.stage]
        dots = layout.dots(stage.id)
        if dots:
            nearest = min(dots, key=lambda dot: abs(dot.centre.x() - at.x()))
            self._hands.draw(nearest.felt.key, layout.curve_value(at.y()))

    def _go_to_action(self, friction_id: str) -> None:
        from strategy.links import actions_of_friction

        actions = actions_of_friction(self._hands.bridge.snapshot(), friction_id)
        if actions:
            self._hands.bridge.go_to("action", actions[0].id)


def _ctrl() -> Qt.KeyboardModifier:
    return Qt.KeyboardModifier.ControlModifier
