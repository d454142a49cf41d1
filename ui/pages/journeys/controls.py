"""The controls of the header: which course, as is or to be, and what can be started."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from journey.model import Journey, JourneyKind
from resources.i18n import current, ntr, tr
from strategy.snapshot import Snapshot
from ui.actions import explain, spec
from ui.models.journey_pairs import JourneyPair, journey_pairs, pair_name, pair_of, segment_name, segment_place
from ui.pages.page import Page
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.combo import ComboField
from ui.widgets.label import tip
from ui.widgets.segmented import Segmented

VIEWS = ("list", "map", "graph", "compare")
"""In the order of the switch; each is an action `journey_…` too."""
_ROOM_FOR_SEGMENT, _ROOM_FOR_VIEWS, _ROOM_FOR_WORD, _LEAST_SEGMENT, _WIDEST_SEGMENT = 1320, 1150, 960, 104, 280


class SegmentChip(Chip):
    """What a long name of a journey leaves may be too little for a word: then nothing of it is shown."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.width() >= min(self.sizeHint().width(), theme().px(_LEAST_SEGMENT)):
            super().paintEvent(event)


class HeaderControls(QObject):
    """`journey_wanted` carries the id of a journey, or "" for the to-be journey that does not exist yet."""

    journey_wanted = Signal(str)
    new_wanted = Signal()
    settings_wanted = Signal()
    touchpoint_wanted = Signal()
    actions_wanted = Signal()
    view_wanted = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._pairs: list[JourneyPair] = []
        self._pair: JourneyPair | None = None
        self._is_narrow = self._is_comparing = self._can_write = False
        self.picker = ComboField(bare=True, name="journey_picker", accessible_name=tr("Journey shown"))
        self.segment = SegmentChip("", name="journey_segment")
        leftover = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        leftover.setHorizontalStretch(100)
        self.segment.setSizePolicy(leftover)  # what the name of the journey leaves
        self.kind = Segmented(
            [(JourneyKind.AS_IS.value, tr("As is")), (JourneyKind.TO_BE.value, tr("To be"))],
            name="journey_kind", accessible_name=tr("As is or to be"),
        )  # fmt: skip
        self.view = Segmented(
            [(name, tr(spec(f"journey_{name}").text), spec(f"journey_{name}").icon) for name in VIEWS],
            name="journey_view", accessible_name=tr("View of the journey"),
        )  # fmt: skip
        self.settings = IconButton("sliders-horizontal", tr("Settings of the journey"), name="journey_settings")
        self.new = IconButton("layers-plus", tr("New journey"), name="new_journey_button")
        self.touchpoint = Button(tr("Touchpoint"), "primary", icon="plus", name="add_touchpoint_button",
                                 accessible_name=tr("Touchpoint"))  # fmt: skip
        explain(self.touchpoint, "add_touchpoint", tr("Add a touchpoint"))
        self.actions = Button("", "primary", icon="flag", name="add_actions_button")
        self.actions.hide()
        for widget in (self.picker, self.segment):
            page.add_beside_title(widget)
        for button in (self.kind, self.view, self.settings, self.new, self.touchpoint, self.actions):
            page.add_action(button)
        self.picker.chosen.connect(self._pick)
        self.kind.changed.connect(self._switch)
        self.view.show_icons_only(VIEWS[:1])
        self.view.changed.connect(self.view_wanted)
        self.settings.clicked.connect(self.settings_wanted)
        self.new.clicked.connect(self.new_wanted)
        self.touchpoint.clicked.connect(self.touchpoint_wanted)
        self.actions.clicked.connect(self.actions_wanted)

    @property
    def pair(self) -> JourneyPair | None:
        """The course shown."""
        return self._pair

    def follow(self, snapshot: Snapshot, journey_id: str, kind: str, *, can_write: bool) -> None:
        """Show which journey is on screen, among those of the plan."""
        self._pairs = journey_pairs(snapshot)
        self._pair = pair_of(snapshot, journey_id) or self._pair_still_there()
        has_any = bool(self._pairs)
        options: list[tuple[object, str]] = [
            (place, pair_name(snapshot, pair, kind)) for place, pair in enumerate(self._pairs)
        ]
        place = self._pairs.index(self._pair) if self._pair in self._pairs else None
        self.picker.set_options(options, place)
        self.picker.updateGeometry()
        for widget in (self.picker, self.segment, self.view, self.settings, self.new):
            widget.setVisible(has_any)
        self._can_write = can_write
        self.kind.set_value(kind)
        self.new.setEnabled(can_write)
        self.touchpoint.setEnabled(can_write and bool(journey_id))
        self.settings.setEnabled(bool(journey_id))
        self._show_segment(snapshot)
        self._show_sides()

    def set_room(self, width: float) -> None:
        """Leave out what there is no room for, in design pixels: the segment, names of views, the word of the button.

        The settings name the segment, tooltips the rest; the name of the journey comes before all of them.
        """
        self._is_narrow = width < _ROOM_FOR_SEGMENT
        self.view.show_icons_only(VIEWS if width < _ROOM_FOR_VIEWS else VIEWS[:1])
        self.touchpoint.setText(tr("Touchpoint") if width >= _ROOM_FOR_WORD else "")
        self._fit_segment()
        self.segment.setVisible(not self._is_narrow and self._pair is not None)

    def compare(self, is_comparing: bool, chosen: int = 0) -> None:
        """Offer what a comparison needs: no side to choose, and actions for the `chosen` changes."""
        self._is_comparing = is_comparing
        words = ntr("Create {n} action", "Create {n} actions", chosen).format(n=current().number(chosen))
        self.actions.setText(words if chosen else tr("Create the actions"))
        self.actions.setEnabled(chosen > 0 and self._can_write)
        tip(self.actions, tr("One linked action for each chosen change") if chosen else tr("Choose a change first."))
        self._show_sides()

    def other_kind(self) -> str:
        """What the switch would show."""
        is_as_is = self.kind.value() == JourneyKind.AS_IS.value
        return JourneyKind.TO_BE.value if is_as_is else JourneyKind.AS_IS.value

    def switch(self) -> None:
        """Go from as is to to be, or back."""
        self.kind.set_value(self.other_kind())
        self._switch(self.kind.value())

    def _show_sides(self) -> None:
        has_any = bool(self._pairs)
        for widget in (self.kind, self.touchpoint):
            widget.setVisible(has_any and not self._is_comparing)
        self.actions.setVisible(has_any and self._is_comparing)

    def _pair_still_there(self) -> JourneyPair | None:
        """The course shown before, even when one of its journeys is gone."""
        before = self._pair
        if before is None:
            return None
        ids = {before.as_is_id, before.to_be_id} - {None}
        return next((pair for pair in self._pairs if ids & {pair.as_is_id, pair.to_be_id}), None)

    def _show_segment(self, snapshot: Snapshot) -> None:
        journey = snapshot.get(Journey, self._pair.any_id) if self._pair else None
        self.segment.setVisible(journey is not None and not self._is_narrow)
        if journey is None:
            return
        place = segment_place(snapshot, journey.segment_id)
        self.segment.set_dot(("series", place) if place is not None else None)
        self.segment.set_text(segment_name(snapshot, journey))
        self._fit_segment()

    def _fit_segment(self) -> None:
        self.segment.setMaximumWidth(min(self.segment.sizeHint().width(), theme().px(_WIDEST_SEGMENT)))

    def _pick(self, place: object) -> None:
        if isinstance(place, int):
            pair = self._pairs[place]
            wanted = pair.id_of(str(self.kind.value())) or pair.any_id
            self.journey_wanted.emit(wanted)

    def _switch(self, kind: object) -> None:
        if self._pair is not None:
            self.journey_wanted.emit(self._pair.id_of(str(kind)) or "")
