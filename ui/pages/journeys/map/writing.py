"""Writing on the map: fields over cards, and lists that pop up beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint

from journey import operations as gestures
from journey.model import LaneKind, Stage, Touchpoint, Transition
from journey.operations.map_gestures import ASSUMPTION
from resources.i18n import current, tr
from storage.base import Base
from strategy import operations
from strategy.operations import plan_language
from ui.messages import messages
from ui.models.journey_edits import edit_of, target_options
from ui.models.journey_tree import Key
from ui.models.lines import lines_of
from ui.pages.journeys.choosing import entry_choices, touchpoint_choices
from ui.pages.journeys.map.cursor import Cursor
from ui.pages.journeys.map.editing import CellEditor
from ui.pages.journeys.map.gestures import MapGestures
from ui.pages.journeys.map.places import TEXT_COLUMN, class_of, index_among
from ui.pages.journeys.map.scene import LANE_HEADS, STAGE_HEADS, MapLane
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.marks import FACES
from ui.widgets.menu import Menu


class MapWriter(QObject):
    """Opens fields and lists where the cursor stands; what is written becomes a gesture."""

    def __init__(self, hands: MapGestures) -> None:
        super().__init__(hands)
        self.hands, self.canvas, self.bridge = hands, hands.canvas, hands.bridge

    # What keys ask for

    def new(self) -> None:
        """N: what the cell holds; a stage or a lane from their heads."""
        cursor, lane = self.canvas.cursor_at, self.hands.lane_here()
        if cursor is None or cursor.is_stage_head:
            self.add_stage()
        elif cursor.is_lane_head:
            self.canvas.menu_wanted.emit(None, self._corner())
        elif lane is not None and lane.takes_text:
            self.write(cursor, lane)
        elif lane is not None and lane.kind == LaneKind.EMOTION:
            self.choose_emotion()
        elif lane is not None and lane.kind == LaneKind.CHANNELS:
            self.choose_channel()

    def edit(self) -> None:
        """F2 and Enter: the text of what the cursor stands on; an empty cell begins with a new card."""
        cursor, lane = self.canvas.cursor_at, self.hands.lane_here()
        if cursor is None:
            return
        if cursor.is_stage_head:
            self._edit_stage(cursor)
        elif cursor.is_lane_head and lane is not None:
            self._edit_lane(cursor, lane)
        elif lane is None:
            return
        elif cursor.key is None or lane.is_horizontal:
            self.new()
        elif mapped := class_of(cursor.key):
            self._edit_card(cursor, mapped)

    def write(self, cursor: Cursor, lane: MapLane, *, begin: str = "", point_id: str | None = None) -> None:
        """Open a field for a new card at the end of a cell; `begin` is what was typed already."""
        if not self.hands.can_write:
            return
        if lane.kind == LaneKind.FRICTIONS and point_id is None:
            point_id = self.hands.point_here() or next(iter(self.hands.points_of(cursor.stage_id)), None)
            if point_id is None:
                messages().toast(tr("A friction needs a touchpoint. Add one to this stage first."), icon="diamond")
                return
        if lane.takes_cards and not cursor.stage_id:
            messages().toast(tr("A card needs a stage. Add a stage first."), icon="rows-3")
            return
        slot = Cursor(lane.id, cursor.stage_id)

        def add(text: str) -> None:
            lines = lines_of(text)
            if lines and point_id is not None:
                self.hands.add_frictions(point_id, lines)
            elif lines:
                self.hands.add_lines(lane, cursor.stage_id, lines)

        self._open(slot, begin, lane.title, add, select_all=False)

    def paste(self, text: str) -> None:
        """Each line becomes a card after the current one, as one gesture."""
        cursor, lane, lines = self.canvas.cursor_at, self.hands.lane_here(), lines_of(text)
        if cursor is None or lane is None or not lines or not lane.takes_text or not self.hands.can_write:
            return
        if lane.kind == LaneKind.FRICTIONS:
            point_id = self.hands.point_here() or next(iter(self.hands.points_of(cursor.stage_id)), None)
            if point_id is None:
                messages().toast(tr("A friction needs a touchpoint. Add one to this stage first."), icon="diamond")
            else:
                self.hands.add_frictions(point_id, lines)
        elif cursor.stage_id or not lane.takes_cards:
            self.hands.add_lines(lane, cursor.stage_id, lines, after=cursor.key)

    def add_friction(self) -> None:
        """F: a friction at the touchpoint of the cursor, else at the first one of its stage."""
        cursor, lane = self.canvas.cursor_at, self.canvas.scene.lane_of(LaneKind.FRICTIONS)
        if cursor is None or cursor.is_lane_head:
            return
        point_id = self.hands.point_here() or next(iter(self.hands.points_of(cursor.stage_id)), None)
        if point_id is None:
            messages().toast(tr("A friction needs a touchpoint. Add one to this stage first."), icon="diamond")
        elif lane is not None:
            self.write(Cursor(lane.id, cursor.stage_id), lane, point_id=point_id)
        else:  # the lane is hidden
            self._open(cursor, "", tr("Friction"), lambda text: self.hands.add_frictions(point_id, lines_of(text)))

    # Lists

    def add_touchpoint(self) -> None:
        """T: a type of the library, or a name, for a touchpoint after the current one."""
        self._choose(
            touchpoint_choices(self.bridge.snapshot()), tr("Touchpoint to add"),
            lambda entry: self._new_point(type=entry), free_text=tr("Name, or a type of the library"),
            on_text=lambda name: self._new_point(name=name),
        )  # fmt: skip

    def connect(self) -> None:  # type: ignore[override]  # QObject.connect is of no use to Python
        """C: where customers go next from the touchpoint of the cursor, and then how many of them."""
        snapshot, point_id = self.bridge.snapshot(), self.hands.point_here()
        if point_id is None:
            return
        taken = {way.target_id for way in snapshot.where(Transition, source_id=point_id)}
        choices = [Choice(str(each), label) for each, label in target_options(snapshot, point_id) if each not in taken]
        self._choose(choices, tr("Where to go next"), lambda target: self._link(point_id, target))

    def add_stage(self, *, at_end: bool = False) -> None:
        """A stage of the method, or an own one, after that of the cursor."""
        snapshot, journey_id = self.bridge.snapshot(), self.hands.journey_id
        stages = snapshot.where(Stage, journey_id=journey_id)
        ids, here = [stage.id for stage in stages], self.hands.stage_here()
        index = ids.index(here) + 1 if here in ids and not at_end else None
        used = {stage.stage for stage in stages}
        choices = [each for each in entry_choices(snapshot, "stages") if each.id not in used]

        def add(stage: str | None, name: str) -> None:
            made = self.bridge.run(lambda: gestures.add_stage(
                self.bridge.document, journey_id, stage=stage, name=name, index=index
            ))  # fmt: skip
            if made is not None:
                self.canvas.go(Cursor(STAGE_HEADS, made))

        self._choose(choices, tr("Stage to add"), lambda entry: add(entry, ""),
                     free_text=tr("Name, or a stage of the method"), on_text=lambda name: add(None, name))  # fmt: skip

    def change_stages(self) -> None:
        """The stages of another set; those that hold something stay."""
        journey_id = self.hands.journey_id
        self._choose(
            entry_choices(self.bridge.snapshot(), "stage_sets"), tr("Set of stages"),
            lambda entry: self.bridge.attempt(
                lambda: gestures.change_stage_set(self.bridge.document, journey_id, entry)
            ),
        )  # fmt: skip

    def choose_emotion(self) -> None:
        """An emotion of the method for the touchpoint of the cursor, as an assumption to check."""
        point_id = self.hands.point_here()
        if point_id is None:
            return
        self._choose(
            entry_choices(self.bridge.snapshot(), "emotions"), tr("Emotion observed"),
            lambda entry: self.bridge.run(lambda: gestures.add_emotion(
                self.bridge.document, point_id, entry, evidence=ASSUMPTION
            )),
        )  # fmt: skip

    def choose_face(self, at: QPoint) -> None:
        """How customers feel at the touchpoint of the cursor, by a face; or one of the emotions of the method."""
        key = self.canvas.cursor_at.key if self.canvas.cursor_at else None
        if key is None or not self.hands.can_write:
            return
        menu = Menu(self.canvas, name="map_faces", accessible_name=tr("Emotion"))
        for face in (2, 1, 0, -1, -2):
            words = f"+{face}" if face > 0 else current().number(face)
            menu.add(words, partial(self.hands.draw, key, face / 2), icon=FACES[face], name=f"face_{face}")
        menu.addSeparator()
        menu.add(tr("Emotion of the method"), self.choose_emotion, icon="heart-pulse", name="menu_choose_emotion")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def choose_channel(self) -> None:
        """A channel for the touchpoints that the chip stands for, or for those of the stage that have none."""
        cursor = self.canvas.cursor_at
        if cursor is None:
            return
        if not self.hands.points_of_chip(cursor):
            messages().toast(tr("Channels come with touchpoints. Add a touchpoint to this stage first."),
                             icon="radio-tower")  # fmt: skip
            return
        self._choose(entry_choices(self.bridge.snapshot(), "channels"), tr("Channel"),
                     lambda entry: self.hands.set_channel(cursor, entry))  # fmt: skip

    def mark_moment(self) -> None:
        """A moment for the touchpoint of the cursor."""
        point_id = self.hands.point_here()
        if point_id is not None:
            self._choose(entry_choices(self.bridge.snapshot(), "moments"), tr("Moment to mark"),
                         lambda entry: self.bridge.run(
                             lambda: gestures.mark_moment(self.bridge.document, point_id, entry)
                         ))  # fmt: skip

    def create_action(self, friction_id: str) -> None:
        """The cure of a crossed flag: an action that answers the friction."""
        self.bridge.run(lambda: operations.answer_frictions(self.bridge.document, [friction_id]))

    def add_own_lane(self) -> None:
        """A lane of the team, and its name to write at once."""
        made = self.hands.add_lane(LaneKind.OWN, tr("New lane"))
        lane = self.canvas.scene.lane(made) if made else None
        if lane is not None:
            self._edit_lane(Cursor(lane.id, LANE_HEADS), lane)

    # Inside

    def _link(self, source_id: str, target_id: str) -> None:
        """Join two touchpoints; the field that opens may be left empty, for a percentage that is not known yet."""
        cursor, document = self.canvas.cursor_at, self.bridge.document
        passage_id = self.bridge.run(lambda: gestures.connect(document, source_id, target_id))
        if passage_id is None or cursor is None:
            return
        ways = self.bridge.snapshot().where(Transition, source_id=source_id)
        left = max(0.0, 1 - sum(way.probability or 0.0 for way in ways))

        def save(text: str) -> None:
            number = current().read_number(text)
            if number is not None:
                share = round(number / 100, 12)
                self.bridge.attempt(lambda: operations.set_value(
                    document, Transition, passage_id, "probability", share
                ))  # fmt: skip

        asked = tr("Which share goes there? {left} left").format(left=current().percent(left, 0))
        self._open(cursor, "", tr("Percentage of the transition"), save, placeholder=asked)

    def _new_point(self, *, type: str | None = None, name: str = "") -> None:
        document, stage_id = self.bridge.document, self.hands.stage_here()
        cursor = self.canvas.cursor_at
        index = None
        if cursor is not None and cursor.key and cursor.key[0] == "touchpoint":
            keys = self.canvas.scene.keys(self.hands.lane_here() or self.canvas.scene.lanes[0], cursor.stage_id)
            ids = [row.id for row in document.all(Touchpoint, journey_id=self.hands.journey_id, stage_id=stage_id)]
            after = keys.index(cursor.key) + 1 if cursor.key in keys else len(keys)
            index = index_among(ids, keys, ("touchpoint", ""), after)
        made = self.bridge.run(lambda: gestures.add_touchpoint(
            document, self.hands.journey_id, language=plan_language(document), type=type, name=name,
            stage_id=stage_id, index=index,
        ))  # fmt: skip
        if made is not None:
            self.hands.show(("touchpoint", made))

    def _edit_card(self, cursor: Cursor, mapped: type[Base]) -> None:
        key: Key | None = cursor.key
        row = self.bridge.snapshot().get(mapped, key[1]) if key else None
        if key is None or row is None:
            return
        column = TEXT_COLUMN.get(key[0], "text")

        def save(text: str) -> None:
            value = " ".join(text.split("\n")) if column == "name" else text
            self.bridge.attempt(lambda: operations.set_value(self.bridge.document, mapped, key[1], column, value))

        self._open(cursor, str(getattr(row, column)), self.canvas.accessibleName(), save)

    def _edit_stage(self, cursor: Cursor) -> None:
        snapshot, edit = self.bridge.snapshot(), edit_of("stage", "name")
        row = snapshot.get(Stage, cursor.stage_id)
        if row is not None and edit is not None:
            self._open(cursor, str(edit.read(snapshot, row)), tr("Name of the stage"), lambda text: self.bridge.run(
                lambda: edit.write(self.bridge.document, row.id, text)
            ))  # fmt: skip

    def _edit_lane(self, cursor: Cursor, lane: MapLane) -> None:
        document, journey_id = self.bridge.document, self.hands.journey_id

        def save(text: str) -> None:
            if text != lane.title:
                self.bridge.attempt(lambda: gestures.rename_lane(document, journey_id, lane.id, " ".join(text.split())))

        self._open(cursor, lane.title, tr("Name of the lane"), save)

    def _open(
        self, where: Cursor, text: str, name: str, save: Callable[[str], object], *, select_all: bool = True,
        placeholder: str = "",
    ) -> None:  # fmt: skip
        if not self.hands.can_write:
            return

        def done(editor: CellEditor, written: str | None, step: int) -> None:
            self.canvas.forget_editor(editor)
            if (written is not None and written != text.strip()) or (written and not select_all):
                save(written or "")
            if step and self.canvas.cursor_at is not None:
                self.canvas.go(self.canvas.walk.tab(where, step) or self.canvas.cursor_at)

        self.canvas.open_editor(CellEditor(
            where, text, name=name, on_done=done, placeholder=placeholder, select_all=select_all
        ))  # fmt: skip

    def _corner(self) -> QPoint:
        cursor = self.canvas.cursor_at
        area = self.canvas.rect_of(cursor) if cursor else self.canvas.rect_of(Cursor(STAGE_HEADS, ""))
        return self.canvas.viewport().mapToGlobal(area.bottomLeft().toPoint() + QPoint(8, 2))

    def _choose(
        self,
        choices: Sequence[Choice],
        title: str,
        on_pick: Callable[[str], object],
        *,
        free_text: str = "",
        on_text: Callable[[str], object] | None = None,
    ) -> None:
        """A list under the cursor, above it where the window ends."""
        if not self.hands.can_write:
            return
        menu = ChoiceMenu(choices, single=True, free_text=free_text, name="map_choice", accessible_name=title,
                          parent=self.canvas)  # fmt: skip

        def after(act: Callable[[], object]) -> None:
            menu.close()  # first: what follows may open a field, which must get the focus for good
            self.canvas.setFocus()
            act()

        menu.changed.connect(lambda chosen: after(lambda: [on_pick(each) for each in chosen]))
        if on_text is not None:
            menu.typed.connect(lambda text: after(lambda: on_text(text)))
        menu.adjustSize()
        corner, window = self._corner(), self.canvas.window()
        bottom = window.mapToGlobal(window.rect().bottomLeft()).y()
        if corner.y() + menu.height() > bottom:
            corner.setY(max(0, bottom - menu.height() - 8))
        menu.open_at(corner)
