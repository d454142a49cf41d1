"""Adding to a journey from wherever the cursor stands: stages, touchpoints, passages, and what the team notes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint

from journey import operations as gestures
from journey.model import Friction, NodeKind, Stage
from resources.i18n import N_, current, tr
from storage.document import Document
from strategy.operations import plan_language
from ui.document_bridge import DocumentBridge
from ui.models.journey_edits import target_options
from ui.models.journey_outline import JourneyOutline
from ui.models.journey_tree import CLASSES, OPPORTUNITIES, Key
from ui.models.lines import lines_of
from ui.pages.journeys.choosing import entry_choices, pick_one, touchpoint_choices
from ui.pages.journeys.outline_view import OutlineView
from ui.widgets.choices import Choice
from ui.widgets.menu import Menu

_ENDS = (NodeKind.SUCCESS, NodeKind.DROP_OFF)
WHAT = (
    ("add_touchpoint", N_("Touchpoint"), "square-plus", "T"),
    ("connect", N_("Transition"), "spline", "C"),
    ("add_friction", N_("Friction"), "diamond-plus", "F"),
    ("add_emotion", N_("Emotion"), "heart-pulse", ""),
    ("add_moment", N_("Moment"), "sparkles", ""),
    ("add_trigger", N_("Follow-up message"), "timer", ""),
    ("add_opportunity", N_("Opportunity"), "lightbulb", ""),
    ("add_stage", N_("Stage"), "rows-3", ""),
    ("add_end", N_("End of the journey"), "log-out", ""),
)
"""What can be added, with its words, icon and key."""


class Adder(QObject):
    """Adds in the context of the outline's cursor; the new row is selected, and its name opened where it has none."""

    def __init__(self, bridge: DocumentBridge, outline: JourneyOutline, view: OutlineView) -> None:
        super().__init__(view)
        self._bridge, self._outline, self._view = bridge, outline, view

    # Where the cursor stands

    def point_id(self) -> str | None:
        """The touchpoint of the current row, or the one that it hangs on."""
        key = self._view.current_key()
        while key is not None and key[0] != "touchpoint":
            key = self._outline.parent_key(key)
        return key[1] if key else None

    def stage_id(self) -> str | None:
        """The stage of the current row; the last one that fits when the cursor stands elsewhere."""
        key = self._view.current_key()
        while key is not None and key[0] != "stage":
            key = self._outline.parent_key(key)
        return (key[1] or None) if key else None

    def show_menu(self, at: QPoint | None = None) -> None:
        """What can be added here, in a menu under the current row."""
        menu = Menu(self._view, name="add_menu", accessible_name=tr("Add"))
        for action_id, words, icon, key in WHAT:
            if self._fits(action_id):
                text = f"{tr(words)}\t{key}" if key else tr(words)
                menu.add(text, getattr(self, action_id), icon=icon, name=f"menu_{action_id}")
        row = self._view.visualRect(self._view.currentIndex())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at or self._view.viewport().mapToGlobal(row.bottomLeft() + QPoint(40, 2)))
        menu.setActiveAction(menu.actions()[0])

    def add_in_context(self) -> None:
        """N: a touchpoint in a stage, an opportunity in their list; under a touchpoint, ask what."""
        key = self._view.current_key()
        if key is None or key[0] == "stage":
            self.add_touchpoint()
        elif key == OPPORTUNITIES or key[0] == "opportunity":
            self.add_opportunity()
        else:
            self.show_menu()

    # What is added

    def add_touchpoint(self) -> None:
        """Ask for a type of the library or a name of its own, and put the touchpoint after the current one."""
        pick_one(
            self._view, touchpoint_choices(self._bridge.snapshot()), tr("Touchpoint to add"),
            lambda entry: self.new_touchpoint(type=entry), free_text=tr("Name, or a type of the library"),
            on_text=lambda name: self.new_touchpoint(name=name),
        )  # fmt: skip

    def new_touchpoint(self, *, name: str = "", type: str | None = None) -> None:
        """Put a touchpoint in the current stage, after the current one; its type's stage when none is current."""
        document = self._bridge.document
        stage_id, index = self.stage_id(), self._index_after()
        self._select("touchpoint", self._bridge.run(lambda: gestures.add_touchpoint(
            document, self._outline.journey_id, language=plan_language(document), type=type, name=name,
            stage_id=stage_id, index=index,
        )))  # fmt: skip

    def paste(self, text: str) -> None:
        """Each line becomes a touchpoint, in order after the current one."""
        names = lines_of(text)
        if not names or self._bridge.document.is_read_only:
            return
        journey_id, stage_id, index = self._outline.journey_id, self.stage_id(), self._index_after()
        made = self._bridge.run(lambda: gestures.add_touchpoints(
            self._bridge.document, journey_id, names, stage_id=stage_id, index=index
        ))  # fmt: skip
        self._select("touchpoint", made[-1] if made else None)

    def add_end(self) -> None:
        """Ask whether the journey ends well or badly there."""
        choices = [Choice(kind.value, current().label(kind.value)) for kind in _ENDS]
        pick_one(self._view, choices, tr("End to add"), self._new_end)

    def add_stage(self) -> None:
        """Ask for a stage of the method or a name of its own, and put it after the current one."""
        stages = self._bridge.snapshot().where(Stage, journey_id=self._outline.journey_id)
        used = {stage.stage for stage in stages}
        choices = [each for each in entry_choices(self._bridge.snapshot(), "stages") if each.id not in used]
        pick_one(
            self._view, choices, tr("Stage to add"), lambda entry: self._new_stage(stage=entry),
            free_text=tr("Name, or a stage of the method"), on_text=lambda name: self._new_stage(name=name),
        )  # fmt: skip

    def connect(self) -> None:  # type: ignore[override]  # QObject.connect is of no use to Python
        """Ask where customers go next from the current touchpoint."""
        point_id = self.point_id()
        if point_id is None:
            return
        choices = [Choice(str(each), label) for each, label in target_options(self._bridge.snapshot(), point_id)]
        pick_one(self._view, choices, tr("Where to go next"), lambda target: self._add(
            "transition", lambda document: gestures.connect(document, point_id, target), "share"
        ))  # fmt: skip

    def add_friction(self) -> None:
        """Note a friction at the current touchpoint or on the current passage, and write what it is."""
        key, point_id = self._view.current_key(), self.point_id()
        passage_id = self._passage_of(key)
        if passage_id is not None:
            self._add("friction", lambda document: gestures.add_friction(document, transition_id=passage_id), "name")
        elif point_id is not None:
            self._add("friction", lambda document: gestures.add_friction(document, touchpoint_id=point_id), "name")

    def add_emotion(self) -> None:
        """Ask which emotion was observed at the current touchpoint."""
        self._pick_at_point("emotions", tr("Emotion observed"), "emotion_observation", gestures.add_emotion)

    def add_moment(self) -> None:
        """Ask which moment the current touchpoint is."""
        self._pick_at_point("moments", tr("Moment to mark"), "moment", gestures.mark_moment)

    def add_trigger(self) -> None:
        """Ask which follow-up the current touchpoint sets off."""
        self._pick_at_point("followup_triggers", tr("Follow-up to attach"), "follow_up_trigger", gestures.add_trigger)

    def add_opportunity(self) -> None:
        """Note a gap or an opportunity, at the current touchpoint if there is one, and write what it is."""
        journey_id, point_id = self._outline.journey_id, self.point_id()
        self._add("opportunity", lambda document: gestures.add_opportunity(
            document, journey_id, touchpoint_id=point_id
        ), "name")  # fmt: skip

    # Inside

    def _fits(self, action_id: str) -> bool:
        needs_point = action_id in ("connect", "add_friction", "add_emotion", "add_moment", "add_trigger")
        return not needs_point or self.point_id() is not None

    def _pick_at_point(self, list_name: str, title: str, kind: str, add: Callable[[Document, str, str], str]) -> None:
        point_id = self.point_id()
        if point_id is None:
            return
        choices = entry_choices(self._bridge.snapshot(), list_name)
        pick_one(self._view, choices, title, lambda entry: self._add(
            kind, lambda document: add(document, point_id, entry)
        ))  # fmt: skip

    def _new_end(self, kind: str) -> None:
        document, stage_id = self._bridge.document, self.stage_id()
        self._select("touchpoint", self._bridge.run(lambda: gestures.add_touchpoint(
            document, self._outline.journey_id, language=plan_language(document), kind=kind, stage_id=stage_id
        )))  # fmt: skip

    def _new_stage(self, *, stage: str | None = None, name: str = "") -> None:
        current = self.stage_id()
        index = self._outline.stage_place(self._outline.place_of(("stage", current))) + 1 if current else None
        journey_id = self._outline.journey_id
        self._add("stage", lambda document: gestures.add_stage(
            document, journey_id, stage=stage, name=name, index=index
        ))  # fmt: skip

    def _index_after(self) -> int | None:
        """The place after the current touchpoint in its stage; the end when the cursor is on the stage itself."""
        point_id = self.point_id()
        return self._outline.place_of(("touchpoint", point_id)) + 1 if point_id else None

    def _passage_of(self, key: Key | None) -> str | None:
        """The passage of the current row, or the one that its friction sits on."""
        if key is None:
            return None
        row = self._bridge.snapshot().get(CLASSES[key[0]], key[1]) if key[0] in CLASSES else None
        if isinstance(row, Friction):
            return row.transition_id
        return key[1] if key[0] == "transition" else None

    def _add(self, kind: str, operation: Callable[[Document], str], edited: str = "") -> None:
        row_id = self._bridge.run(lambda: operation(self._bridge.document))
        self._select(kind, row_id, edited)

    def _select(self, kind: str, row_id: str | None, edited: str = "") -> None:
        if row_id is None:
            return
        self._view.setFocus()
        if edited:
            self._view.edit_cell((kind, row_id), edited)
        else:
            self._view.select((kind, row_id))
