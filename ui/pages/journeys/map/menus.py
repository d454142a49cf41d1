"""The context menus of the map: cards and cells, heads of stages and lanes, and what a lane can be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from journey.lanes import BACKSTAGE_LANES, LANE_NAMES, USUAL_LANES
from journey.model import LaneKind
from resources.i18n import tr
from ui.actions import key_text, list_menu
from ui.pages.journeys.map.canvas import MapCanvas
from ui.pages.journeys.map.gestures import MapGestures
from ui.pages.journeys.map.heads import LANE_ICONS
from ui.pages.journeys.map.keys import MapKeys
from ui.pages.journeys.map.scene import OUTSIDE
from ui.pages.journeys.map.surface import Hit
from ui.pages.journeys.map.writing import MapWriter
from ui.widgets.menu import Menu

_ORDER = (LaneKind.BACKSTAGE, LaneKind.SYSTEMS, LaneKind.OWNERS)


class MapMenus:
    """Builds the menu of what was hit."""

    def __init__(self, canvas: MapCanvas, hands: MapGestures, writer: MapWriter, keys: MapKeys) -> None:
        self._canvas, self._hands, self._writer, self._keys = canvas, hands, writer, keys
        canvas.menu_wanted.connect(self.open)

    def open(self, hit: Hit | None, at: QPoint) -> None:
        """Show the menu of a hit; None asks for what a lane can be."""
        if not self._hands.can_write or not self._hands.journey_id:
            return
        if hit is None:
            menu: QMenu = self.lanes_menu()
        elif hit.part == "stage":
            menu = self._stage_menu()
        elif hit.part in ("lane", "edge"):
            menu = self._lane_menu(self._canvas.scene.lanes[hit.lane].id)
        elif hit.part == "cell":
            menu = self._card_menu(hit)
        else:
            menu = self.lanes_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def lanes_menu(self) -> Menu:
        """The lanes that can be added, and those that are hidden."""
        menu = Menu(self._canvas, name="map_lanes_menu", accessible_name=tr("Add a lane"))
        scene = self._canvas.scene
        present = {lane.kind for lane in scene.all_lanes}
        for kind in (*USUAL_LANES, *_ORDER):
            if kind not in present:
                menu.add(tr(LANE_NAMES[kind]), partial(self._hands.add_lane, kind), icon=LANE_ICONS[kind],
                         name=f"menu_add_lane_{kind}")  # fmt: skip
        menu.add(tr("A lane of your own"), self._writer.add_own_lane, icon="plus", name="menu_add_lane_own")
        hidden = [lane for lane in scene.all_lanes if lane.is_hidden]
        if hidden:
            menu.addSeparator()
        for lane in hidden:
            menu.add(tr("Show “{name}”").format(name=lane.title), partial(self._hands.show_lane, lane.id),
                     icon="eye", name=f"menu_show_lane_{lane.kind}")  # fmt: skip
        return menu

    def _lane_menu(self, lane_id: str) -> Menu:
        menu = Menu(self._canvas, name="map_lane_menu", accessible_name=tr("Lane"))
        lane, hands = self._canvas.scene.lane(lane_id), self._hands
        if lane is None:
            return menu
        menu.add(tr("Rename"), self._writer.edit, icon="pencil", name="menu_rename_lane")
        menu.add(tr("Move up"), partial(hands.move, -1), icon="arrow-up", name="menu_lane_up")
        menu.add(tr("Move down"), partial(hands.move, 1), icon="arrow-down", name="menu_lane_down")
        menu.add(tr("Fit the height to the content"), partial(hands.size_lane, lane_id, None),
                 enabled=lane.height is not None, name="menu_fit_lane")  # fmt: skip
        menu.add(tr("Hide the lane"), partial(hands.hide_lane, lane_id), icon="eye-off", name="menu_hide_lane")
        if lane.kind == LaneKind.OWN or lane.kind in BACKSTAGE_LANES:
            menu.add(tr("Delete the lane"), hands.delete, icon="trash-2", name="menu_delete_lane")
        menu.addSeparator()
        more = self.lanes_menu()
        more.setTitle(tr("Add a lane"))
        menu.addMenu(more)
        return menu

    def _stage_menu(self) -> Menu:
        menu = Menu(self._canvas, name="map_stage_menu", accessible_name=tr("Stage"))
        hands, writer = self._hands, self._writer
        is_stage = hands.stage_here() is not None
        if is_stage:
            menu.add(tr("Rename"), writer.edit, icon="pencil", name="menu_rename_stage")
        menu.add(tr("Add a stage after it") if is_stage else tr("Add a stage"), writer.add_stage, icon="plus",
                 name="menu_add_stage")  # fmt: skip
        if is_stage:
            menu.add(tr("Move left"), partial(hands.to_stage, -1), icon="arrow-left", name="menu_stage_left")
            menu.add(tr("Move right"), partial(hands.to_stage, 1), icon="arrow-right", name="menu_stage_right")
        menu.add(tr("Change the set of stages"), writer.change_stages, icon="layers", name="menu_stage_set")
        if is_stage:
            menu.addSeparator()
            menu.add(tr("Delete the stage"), hands.delete, icon="trash-2", name="menu_delete_stage")
        return menu

    def _card_menu(self, hit: Hit) -> QMenu:
        lane, key = self._canvas.scene.lanes[hit.lane], hit.key
        handlers = dict(self._keys.handlers())
        wanted = ["new"] if lane.takes_text or lane.is_horizontal else []
        if key is not None:
            wanted += ["edit", "delete"]
            if not lane.is_horizontal:
                wanted += ["move_up", "move_down", "duplicate"]
            if key[0] == "friction" or lane.kind == LaneKind.EMOTION:
                wanted.append("next_state")
        menu = list_menu({name: handlers[name] for name in wanted if name in handlers}, self._canvas)
        menu.setObjectName("map_card_menu")
        menu.setAccessibleName(tr("Card"))
        menu.addSeparator()  # from here on, what is added at this place
        if lane.kind != LaneKind.TOUCHPOINTS or key is None:
            self._add(menu, tr("Touchpoint of the library"), self._writer.add_touchpoint, "menu_add_touchpoint",
                      keys=key_text("add_touchpoint"))  # fmt: skip
        if self._hands.points_of(self._hands.stage_here()):
            self._add(menu, tr("Friction"), self._writer.add_friction, "menu_add_friction",
                      keys=key_text("add_friction"))  # fmt: skip
        if self._hands.point_here() is not None:
            self._add(menu, tr("Transition"), self._writer.connect, "menu_connect", keys=key_text("connect"))
            self._add(menu, tr("Emotion"), self._writer.choose_emotion, "menu_add_emotion")
            self._add(menu, tr("Moment"), self._writer.mark_moment, "menu_mark_moment")
        if key is not None and not lane.is_horizontal:
            self._stages_menu(menu, hit)
        return menu

    def _stages_menu(self, menu: QMenu, hit: Hit) -> None:
        """The stages that a card can go to, by name."""
        lane, key = self._canvas.scene.lanes[hit.lane], hit.key
        here = self._canvas.scene.stages[hit.stage].id
        if key is None:
            return
        fit = [stage for stage in self._canvas.scene.stages
               if stage.id not in (here, OUTSIDE) and self._hands.accepts(key, lane, stage.id)]  # fmt: skip
        if not fit:
            return
        sub = menu.addMenu(tr("Move to stage"))
        for stage in fit:
            end = len(self._canvas.scene.keys(lane, stage.id))
            self._add(sub, stage.title, partial(self._hands.drop, key, lane, stage.id, end, None),
                      f"menu_to_{stage.id}")  # fmt: skip

    def _add(self, menu: QMenu, words: str, act: Callable[[], object], name: str, *, keys: str = "") -> None:
        text = words.replace("&", "&&")
        entry = menu.addAction(f"{text}\t{keys}" if keys else text)
        entry.setObjectName(name)
        entry.triggered.connect(lambda _checked=False: act())
