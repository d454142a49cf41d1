"""The page of step 3: the outline of one journey, its figures above it and the inspector beside it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from journey.model import Friction, Journey, JourneyKind, NodeKind, Stage, Touchpoint
from resources.i18n import ntr, tr
from storage.changes import ChangeSet
from ui.actions import key_text, list_menu
from ui.document_bridge import DocumentBridge
from ui.models.journey_filters import passes
from ui.models.journey_outline import JourneyOutline
from ui.models.journey_pairs import journey_pairs
from ui.models.journey_tree import Key, journey_of
from ui.pages.journeys.adding import WHAT, Adder
from ui.pages.journeys.changing import Changer
from ui.pages.journeys.controls import HeaderControls
from ui.pages.journeys.empty import no_journey, no_to_be
from ui.pages.journeys.figures import FigureStrip
from ui.pages.journeys.inspector import Inspector
from ui.pages.journeys.new_journey import AS_IS, NewJourneyDialog
from ui.pages.journeys.outline_view import OutlineView
from ui.pages.journeys.step_banner import StepBanner
from ui.pages.page import Handlers, Hints, Page
from ui.theme.theme import theme

_NARROW = 1060
"""Width of the page, in design pixels, under which its header has no room for the segment."""


class JourneysPage(Page):
    """Journeys written as a list: stages, touchpoints, passages, and what the team noted."""

    page_id = "step_3_journeys"
    header_height = 56

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self.journey_id = ""
        self._kind = AS_IS
        self.outline = JourneyOutline(bridge, self)
        self.view = OutlineView(self.outline)
        self.adder = Adder(bridge, self.outline, self.view)
        self.changer = Changer(bridge, self.outline, self.view)
        self.outline.dropped = lambda *places: QTimer.singleShot(0, self, lambda: self.changer.drop(*places))
        self.controls = HeaderControls(self)
        self.figures = FigureStrip()
        self.inspector = Inspector(bridge, self)
        self._banner = StepBanner(bridge)
        self._lay_out()
        self._connect()

    def title(self) -> str:
        return tr("Journey")

    def question(self) -> str:
        return tr("Where do customers lose heart, and what would the journey be at its best?")

    # Following the plan

    def refresh(self) -> None:
        """Read everything again; the journey on screen stays, or the first one comes."""
        self.apply(None)

    def apply(self, changes: ChangeSet | None) -> None:
        """Follow a gesture; figures and warnings come after the paint."""
        snapshot = self.bridge.snapshot()
        if snapshot.get(Journey, self.journey_id) is None and not self._misses_one_side():
            pairs = journey_pairs(snapshot)
            self._show(pairs[0].any_id if pairs else "")
        elif self.journey_id:
            self.outline.follow()
            self._filter()
            self._show_frame()
        else:
            self._show_frame()
        self.inspector.follow(self.view.current_key(), self.journey_id)
        self._after_paint.start()
        self.handlers_changed.emit()

    def show_journey(self, journey_id: str) -> None:
        """Put a journey on screen; "" for the other side of the course, which does not exist yet."""
        if not journey_id:
            self._kind = self.controls.other_kind() if self.controls.kind.value() == self._kind else str(
                self.controls.kind.value()
            )  # fmt: skip
        self._show(journey_id)
        self.inspector.follow(self.view.current_key(), self.journey_id)
        self._after_paint.start()
        self.handlers_changed.emit()

    def reveal(self, kind: str, row_id: str) -> bool:
        journey_id = journey_of(self.bridge.snapshot(), kind, row_id)
        if journey_id is None:
            return False
        if journey_id != self.journey_id:
            self.show_journey(journey_id)
        self.figures.filter.set_value(None)
        self._filter()
        self.view.setFocus()
        return kind == "journey" or self.view.select((kind, row_id))

    # Actions

    def handlers(self) -> Handlers:
        if self.bridge.document.is_read_only:
            return {}
        if not self.journey_id:
            return {"new": self.start_journey, "switch_as_is": self.controls.switch}
        handlers = {
            "new": self.adder.add_in_context,
            "edit": lambda: self.view.edit(self.view.currentIndex()),
            "next_state": self.changer.next_state,
            "move_up": lambda: self.changer.move(-1),
            "move_down": lambda: self.changer.move(1),
            "duplicate": self.changer.duplicate,
            "delete": self.changer.delete,
            "add_touchpoint": self.adder.add_touchpoint,
            "add_friction": self.adder.add_friction,
            "connect": self.adder.connect,
            "to_previous_stage": lambda: self.changer.move_to_stage(-1),
            "to_next_stage": lambda: self.changer.move_to_stage(1),
            "switch_as_is": self.controls.switch,
        }
        return handlers

    def status_hints(self) -> Hints:
        if not self.journey_id:
            return ((key_text("new"), tr("new journey")),)
        return ((key_text("add_touchpoint"), tr("touchpoint")), (key_text("add_friction"), tr("friction")),
                (key_text("connect"), tr("connect")))  # fmt: skip

    def status_text(self) -> str:
        if not self.journey_id:
            return ""
        snapshot = self.bridge.snapshot()
        frictions = len(snapshot.where(Friction, journey_id=self.journey_id))
        points = len(snapshot.where(Touchpoint, journey_id=self.journey_id, kind=NodeKind.TOUCHPOINT.value))
        stages = len(snapshot.where(Stage, journey_id=self.journey_id))
        return "   ".join((
            ntr("{n} friction", "{n} frictions", frictions).format(n=frictions),
            ntr("{n} touchpoint", "{n} touchpoints", points).format(n=points),
            ntr("{n} stage", "{n} stages", stages).format(n=stages),
        ))  # fmt: skip

    def start_journey(self, start: str = AS_IS, source_id: str | None = None) -> None:
        """Ask what the new journey is, make it and show it."""
        dialog = NewJourneyDialog(self.bridge, self.window(), start=start, source_id=source_id)
        journey_id = dialog.make_journey() if dialog.exec() == QDialog.DialogCode.Accepted else None
        dialog.deleteLater()
        if journey_id is not None:
            self.show_journey(journey_id)
            self.view.setFocus()

    def derive(self) -> None:
        """Make the to-be journey of the course on screen."""
        from strategy.operations import derive_to_be

        source_id = self.controls.pair.as_is_id if self.controls.pair else None
        if source_id is None:
            self.start_journey(JourneyKind.TO_BE.value)
            return
        journey_id = self.bridge.run(lambda: derive_to_be(self.bridge.document, source_id))
        if journey_id is not None:
            self.show_journey(journey_id)
            self.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.controls.set_narrow(self.width() < theme().px(_NARROW))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.view.viewport().rect().contains(self.view.viewport().mapFromGlobal(event.globalPos())):
            return
        menu = list_menu({key: act for key, act in self.handlers().items() if key != "new"}, self)
        add = menu.addMenu(tr("Add"))
        for action_id, words, _icon, _key in WHAT:
            add.addAction(tr(words)).triggered.connect(getattr(self.adder, action_id))
        stages = self.changer.move_menu()
        if stages:
            sub = menu.addMenu(tr("Move to stage"))
            for name, act in stages:
                sub.addAction(name.replace("&", "&&")).triggered.connect(lambda _checked=False, act=act: act())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    # Inside

    def _lay_out(self) -> None:
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.figures)
        column.addWidget(self._banner)
        column.addWidget(self.view, 1)
        self._listing = listing
        self._no_journey = no_journey(self.start_journey)
        self._no_to_be = no_to_be(self.derive, lambda: self.start_journey(JourneyKind.TO_BE.value))
        self._stack = QStackedWidget()
        for widget in (listing, self._no_journey, self._no_to_be):
            self._stack.addWidget(widget)
        self.set_main(self._stack)
        self.set_panel(self.inspector)
        self._after_paint = QTimer(self, singleShot=True, interval=0)

    def _connect(self) -> None:
        self._after_paint.timeout.connect(self._show_figures)
        self.controls.journey_wanted.connect(self.show_journey)
        self.controls.new_wanted.connect(self.start_journey)
        self.controls.touchpoint_wanted.connect(self.adder.add_touchpoint)
        self.controls.settings_wanted.connect(self._show_settings)
        self.figures.filter.chosen.connect(self._filter)
        self.view.selection_moved.connect(self._select)
        self.view.opened.connect(self._open)
        self.view.pasted.connect(lambda: self.adder.paste(QGuiApplication.clipboard().text()))
        self.inspector.place_wanted.connect(self.reveal)

    def _filter(self, *_name: object) -> None:
        """Show the touchpoints that the filter lets through; a new one or a revealed one may fall out of it."""
        snapshot, name = self.bridge.snapshot(), self.figures.filter.value()

        def is_wanted(key: Key) -> bool:
            point = snapshot.get(Touchpoint, key[1])
            return point is None or passes(snapshot, point, name if isinstance(name, str) else None)

        self.view.show_only(is_wanted)

    def _misses_one_side(self) -> bool:
        """Whether the page shows the side of a course that does not exist yet, and its other side still does."""
        pair = self.controls.pair
        return not self.journey_id and pair is not None and pair in journey_pairs(self.bridge.snapshot())

    def _show(self, journey_id: str) -> None:
        self.journey_id = journey_id
        journey = self.bridge.snapshot().get(Journey, journey_id)
        if journey is not None:
            self._kind = journey.kind
        self.outline.show_journey(journey_id)
        self.view.unfold_all()
        self.figures.filter.set_value(None)
        first = self.outline.children_of(("journey", ""))
        if journey_id and first:
            self.view.select(first[0])
        self._show_frame()

    def _show_frame(self) -> None:
        snapshot = self.bridge.snapshot()
        can_write = not self.bridge.document.is_read_only
        self.controls.follow(snapshot, self.journey_id, self._kind, can_write=can_write)
        missing = self._no_to_be if self.controls.pair else self._no_journey
        self._stack.setCurrentWidget(self._listing if self.journey_id else missing)
        self.set_panel_of_use(bool(self.journey_id))

    def _show_figures(self) -> None:
        """The chain is solved here, after the paint: the first time it loads what computes it."""
        if not self.journey_id:
            return
        from journey.analysis import journey_results

        snapshot = self.bridge.snapshot()
        results = journey_results(snapshot, self.journey_id)
        self.figures.show_results(snapshot, results)
        self.outline.show_results(results)
        self.inspector.show_results(results)
        self._banner.follow(self.journey_id)
        self._banner.stand_between(self.figures.filter, self.view)

    def _select(self, key: Key | None) -> None:
        self.inspector.follow(key, self.journey_id)
        self.handlers_changed.emit()

    def _open(self, key: Key | None) -> None:
        """Enter where nothing is edited in place: go on in the inspector."""
        self.show_panel()
        self.inspector.take_focus()

    def _show_settings(self) -> None:
        self.show_panel()
        self.inspector.show_settings()
