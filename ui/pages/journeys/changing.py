"""Moving, copying and deleting what the cursor of the outline stands on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from journey import operations as gestures
from journey.model import Friction, Measured, Stage, Touchpoint
from resources.i18n import tr
from strategy import operations
from ui.document_bridge import DocumentBridge
from ui.models.journey_outline import JourneyOutline
from ui.models.journey_tree import CLASSES, NO_STAGE, ROOT, Key
from ui.pages.journeys.outline_view import OutlineView

_ORDERED = ("stage", "touchpoint", "friction", "emotion_observation", "moment", "follow_up_trigger", "opportunity")
_COPIED = ("touchpoint", "friction", "opportunity")
_MEASURED = (None, *(value.value for value in Measured))
_HIGHEST_SEVERITY = 5


class Changer(QObject):
    """Gestures on the current row; the cursor stays on it, or goes to its neighbour when it leaves."""

    def __init__(self, bridge: DocumentBridge, outline: JourneyOutline, view: OutlineView) -> None:
        super().__init__(view)
        self._bridge, self._outline, self._view = bridge, outline, view

    def move(self, steps: int) -> None:
        """Up or down among its siblings; a touchpoint at the end of its stage goes on in the next one."""
        key = self._view.current_key()
        if key is None or key[0] not in _ORDERED or not key[1]:
            return
        place, siblings = self._outline.place_of(key) + steps, self._same_kind(key)
        if key[0] == "touchpoint" and not 0 <= place < len(siblings):
            self.move_to_stage(steps, at_start=steps > 0)
        else:
            self._run(key, lambda: operations.move_by(self._bridge.document, CLASSES[key[0]], key[1], steps))

    def move_to_stage(self, steps: int, *, at_start: bool = False) -> None:
        """Move the current touchpoint to the stage before or after its own."""
        key = self._view.current_key()
        stages = [each[1] for each in self._outline.children_of(ROOT) if each[0] == "stage" and each[1]]
        above = self._outline.parent_key(key) if key and key[0] == "touchpoint" else None
        if key is None or above is None or not stages:
            return
        place = stages.index(above[1]) + steps if above != NO_STAGE else len(stages) - 1
        if 0 <= place < len(stages):
            self.put_in_stage(key, stages[place], 0 if at_start else None)

    def put_in_stage(self, key: Key, stage_id: str | None, index: int | None = None) -> None:
        """Move a touchpoint to a stage, at a place or at its end."""
        self._run(key, lambda: gestures.move_touchpoint(self._bridge.document, key[1], stage_id, index))

    def drop(self, key: Key, parent: Key, place: int) -> None:
        """What a dragged row does where it is let go."""
        document = self._bridge.document
        if key[0] == "stage":
            self._run(key, lambda: operations.move(document, Stage, key[1], self._outline.stage_place(place)))
        elif key[0] == "touchpoint":
            self.put_in_stage(key, parent[1] or None, place)
        elif parent[0] == "touchpoint":
            self._run(key, lambda: gestures.move_friction(document, key[1], touchpoint_id=parent[1]))
        else:
            self._run(key, lambda: gestures.move_friction(document, key[1], transition_id=parent[1]))

    def next_state(self) -> None:
        """Space: a touchpoint is measured, partly, or not; a friction grows more severe and begins again."""
        key, document, snapshot = self._view.current_key(), self._bridge.document, self._bridge.snapshot()
        if key is None:
            return
        point, friction = snapshot.get(Touchpoint, key[1]), snapshot.get(Friction, key[1])
        if key[0] == "touchpoint" and point is not None:
            following = _MEASURED[(_MEASURED.index(point.measured) + 1) % len(_MEASURED)]
            self._run(key, lambda: operations.set_value(document, Touchpoint, key[1], "measured", following))
        elif key[0] == "friction" and friction is not None:
            level = (friction.severity or 0) % _HIGHEST_SEVERITY + 1
            self._run(key, lambda: operations.set_value(document, Friction, key[1], "severity", level))

    def duplicate(self) -> None:
        """Put a copy after the current row."""
        key = self._view.current_key()
        if key is None or key[0] not in _COPIED:
            return
        twin = self._bridge.run(lambda: operations.duplicate(self._bridge.document, CLASSES[key[0]], key[1]))
        if twin is not None:
            self._view.select((key[0], twin))

    def delete(self) -> None:
        """Delete the current row; the cursor goes to the one that takes its place."""
        from ui.deletion import delete_with_care

        key = self._view.current_key()
        if key is None or not key[1] or key[0] not in CLASSES:
            return
        heir = self._neighbour(key)
        if delete_with_care(self._bridge, CLASSES[key[0]], key[1]):
            self._view.setFocus()
            if heir is not None:
                self._view.select(heir)

    def move_menu(self) -> list[tuple[str, Callable[[], object]]]:
        """The stages that the current touchpoint can go to, by name."""
        from resources.i18n import current
        from strategy.naming import Naming

        key, snapshot = self._view.current_key(), self._bridge.snapshot()
        if key is None or key[0] != "touchpoint":
            return []
        naming = Naming(snapshot, current())
        stages = snapshot.where(Stage, journey_id=self._outline.journey_id)
        return [
            (naming.title(stage) or tr("Stage to name"), partial(self.put_in_stage, key, stage.id))
            for stage in stages
            if ("stage", stage.id) != self._outline.parent_key(key)
        ]

    def _run(self, key: Key, operation: Callable[[], object]) -> None:
        self._bridge.attempt(operation)
        self._view.select(key)

    def _same_kind(self, key: Key) -> list[Key]:
        siblings = self._outline.children_of(self._outline.parent_key(key) or ROOT)
        return [each for each in siblings if each[0] == key[0]]

    def _neighbour(self, key: Key) -> Key | None:
        siblings = self._outline.children_of(self._outline.parent_key(key) or ROOT)
        place = siblings.index(key)
        rest = [*siblings[place + 1 :], *reversed(siblings[:place])]
        return rest[0] if rest else self._outline.parent_key(key)
