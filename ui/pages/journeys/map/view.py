"""The map as a view of the page: follows the plan, the figures and the selection, and answers the actions."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.analysis import JourneyResults
from journey.model import Transition
from resources.i18n import current, tr
from storage.changes import ChangeSet
from ui.actions import key_text
from ui.document_bridge import DocumentBridge
from ui.models.journey_tree import CLASSES, Key
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.map.canvas import MapCanvas
from ui.pages.journeys.map.cursor import Cursor
from ui.pages.journeys.map.follow import follow
from ui.pages.journeys.map.foot import MapFoot
from ui.pages.journeys.map.gestures import MapGestures
from ui.pages.journeys.map.keys import MapKeys
from ui.pages.journeys.map.menus import MapMenus
from ui.pages.journeys.map.reading import MapReader
from ui.pages.journeys.map.scene import LANE_HEADS, STAGE_HEADS
from ui.pages.journeys.map.writing import MapWriter
from ui.pages.page import Handlers, Hints

_ROWS = frozenset({"touchpoint", "friction", "opportunity", "lane_card"})
"""Things that stand in a cell as rows of their own."""
_AT_POINTS = ("emotion_observation", "moment", "follow_up_trigger")


class MapView(QWidget):
    """One journey as a map. Satisfies `JourneyView`."""

    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("journey_map_view")
        self._bridge, self._selection = bridge, selection
        self._is_following = False
        self.canvas = MapCanvas()
        self.canvas.look.can_write = not bridge.document.is_read_only
        self.hands = MapGestures(bridge, self.canvas)
        self.writer = MapWriter(self.hands)
        self.keys = MapKeys(self.canvas, self.hands, self.writer)
        self.canvas.keys = self.keys
        self._menus = MapMenus(self.canvas, self.hands, self.writer, self.keys)
        self.foot = MapFoot()
        self.foot.add_lane.clicked.connect(self._open_lanes_menu)
        self.foot.add_lane.setVisible(self.canvas.look.can_write)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.foot)
        self.canvas.cursor_moved.connect(self._select)
        selection.moved.connect(self._follow_selection)

    # What the page asks for

    def show_journey(self, journey_id: str) -> None:
        """Put a journey on screen; its figures come later."""
        self.canvas.stop_drag()
        keeps = journey_id == self.canvas.scene.journey_id
        scene = MapReader(self._bridge.snapshot(), current(), journey_id).scene()
        if keeps:
            scene.figures = self.canvas.scene.figures
        self.canvas.show_scene(scene, keep_cursor=keeps)
        self._follow_selection()

    def follow(self, changes: ChangeSet | None) -> None:
        """Read again what a gesture touched, and no more; what is being dragged may be gone by it."""
        self.canvas.stop_drag()
        snapshot, scene = self._bridge.snapshot(), self.canvas.scene
        if not scene.journey_id:
            return
        reader = MapReader(snapshot, current(), scene.journey_id)
        if changes is None or not follow(scene, reader, snapshot, changes):
            self.show_journey(scene.journey_id)
        else:
            self.canvas.refresh()

    def show_results(self, results: JourneyResults) -> None:
        """Take the figures of the journey; those of its target give the aims."""
        scene, snapshot = self.canvas.scene, self._bridge.snapshot()
        if results.journey_id != scene.journey_id:
            return
        # Solving needs libraries that take a while to load: no import at the top, the page must open without them.
        from ui.pages.journeys.map.figures import figures_of

        scene.figures = figures_of(snapshot, scene)
        self.canvas.update_figures()

    def reveal(self, key: Key) -> bool:
        """Put the cursor on a row; one that hangs on a touchpoint is shown there, an emotion on the curve."""
        cursor = self._cursor_of(key)
        if cursor is None:
            return False
        self._stand_on(cursor)
        self._selection.select(key)
        return True

    def take_focus(self) -> None:
        """Give the keys to the map."""
        self.canvas.setFocus()
        self.canvas.name_cursor()  # at once: a screen reader says what gets the keys

    def handlers(self) -> Handlers:
        """What the actions of the window do here."""
        return self.keys.handlers()

    def status_hints(self) -> Hints:
        """The keys worth showing."""
        if self._bridge.document.is_read_only:
            return ()
        return ((key_text("add_touchpoint"), tr("touchpoint")), (key_text("connect"), tr("connect")),
                (key_text("add_friction"), tr("friction")), (tr("Tab"), tr("next cell")))  # fmt: skip

    # The selection

    def _select(self, cursor: Cursor | None) -> None:
        if not self._is_following:
            self._selection.select(self._key_of(cursor))
        self.handlers_changed.emit()

    def _stand_on(self, cursor: Cursor) -> None:
        """Go where something else is selected: that stays selected, though it may have no card of its own here."""
        self._is_following = True
        self.canvas.put_cursor(cursor, is_placed_here=False, scroll=True)
        self._is_following = False

    def _key_of(self, cursor: Cursor | None) -> Key | None:
        """What the other views and the inspector see of the cursor: its row, or its stage."""
        if cursor is None or cursor.is_lane_head:
            return None
        if cursor.key is not None and cursor.key[0] in _ROWS:
            return cursor.key
        return ("stage", cursor.stage_id) if cursor.stage_id else None

    def _follow_selection(self) -> None:
        wanted = self._selection.current
        if wanted is None or wanted == self._key_of(self.canvas.cursor_at):
            return
        cursor = self._cursor_of(wanted)
        if cursor is not None:
            self._stand_on(cursor)

    def _cursor_of(self, key: Key) -> Cursor | None:
        scene, snapshot = self.canvas.scene, self._bridge.snapshot()
        if key[0] == "stage":
            return Cursor(STAGE_HEADS, key[1]) if any(each.id == key[1] for each in scene.stages) else None
        if key[0] == "lane":
            return Cursor(key[1], LANE_HEADS) if any(each.id == key[1] for each in scene.lanes) else None
        if key[0] == "transition":
            way = snapshot.get(Transition, key[1])
            ends = [("touchpoint", each) for each in (way.source_id, way.target_id)] if way else []
            key = next((each for each in ends if scene.find(each)), key)  # the entry and the ends have no card
        if key[0] in _AT_POINTS:
            row = snapshot.get(CLASSES[key[0]], key[1])
            point_id = getattr(row, "touchpoint_id", "")
            lane = scene.lane_of("emotion") if key[0] == "emotion_observation" else None
            if lane is not None:
                at = (stage.id for stage in scene.stages if ("touchpoint", point_id) in scene.keys(lane, stage.id))
                stage_id = next(at, None)
                return Cursor(lane.id, stage_id, ("touchpoint", point_id)) if stage_id is not None else None
            key = ("touchpoint", point_id)
        cell = scene.find(key)
        if cell is None and key[0] == "lane_card":  # its lane is hidden: the stage is as near as one comes
            card = snapshot.get(CLASSES[key[0]], key[1])
            stage_id = getattr(card, "stage_id", "")
            return Cursor(STAGE_HEADS, stage_id) if any(each.id == stage_id for each in scene.stages) else None
        return Cursor(*cell, key) if cell else None

    def _open_lanes_menu(self) -> None:
        """Above the button: there is no room under it."""
        button, menu = self.foot.add_lane, self._menus.lanes_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))
