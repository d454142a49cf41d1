"""The journey as a list: its figures, the filter and the outline, which shows and edits every row of a journey."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.analysis import JourneyResults
from journey.model import Touchpoint
from resources.i18n import tr
from storage.changes import ChangeSet
from ui.actions import key_text, list_menu
from ui.document_bridge import DocumentBridge
from ui.models.journey_filters import passes
from ui.models.journey_outline import JourneyOutline
from ui.models.journey_tree import Key
from ui.pages.journeys.adding import WHAT, Adder
from ui.pages.journeys.changing import Changer
from ui.pages.journeys.figures import FigureStrip
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.outline_view import OutlineView
from ui.pages.page import Handlers, Hints
from ui.sending import NO_KEY, send_handlers


class JourneyListing(QWidget):
    """The view that every other one can fall back on: see `JourneyView`."""

    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self.outline = JourneyOutline(bridge, self)
        self.view = OutlineView(self.outline)
        self.adder = Adder(bridge, self.outline, self.view)
        self.changer = Changer(bridge, self.outline, self.view)
        self.figures = FigureStrip()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.figures)
        column.addWidget(self.view, 1)
        self.outline.dropped = lambda *places: QTimer.singleShot(0, self, lambda: self.changer.drop(*places))
        self.figures.filter.chosen.connect(self._filter)
        self.view.selection_moved.connect(selection.select)
        self.view.opened.connect(selection.opened)
        self.view.pasted.connect(lambda: self.adder.paste(QGuiApplication.clipboard().text()))

    # What every view does

    def show_journey(self, journey_id: str) -> None:
        self.outline.show_journey(journey_id)
        self.view.unfold_all()
        self.figures.filter.set_value(None)
        first = self.outline.children_of(("journey", ""))
        if journey_id and first:
            self.view.select(first[0])

    def follow(self, changes: ChangeSet | None) -> None:
        self.outline.follow()
        self._filter()

    def show_results(self, results: JourneyResults) -> None:
        self.figures.show_results(self._bridge.snapshot(), results)
        self.outline.show_results(results)

    def reveal(self, key: Key) -> bool:
        self.figures.filter.set_value(None)
        self._filter()
        return self.view.select(key)

    def take_focus(self) -> None:
        self.view.setFocus()

    def handlers(self) -> Handlers:
        return {
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
            **send_handlers(self._bridge, *(self.view.current_key() or NO_KEY), self),
        }

    def status_hints(self) -> Hints:
        if self._bridge.document.is_read_only:
            return ()
        return ((key_text("add_touchpoint"), tr("touchpoint")), (key_text("add_friction"), tr("friction")),
                (key_text("connect"), tr("connect")))  # fmt: skip

    # Inside

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        inside = self.view.viewport().rect().contains(self.view.viewport().mapFromGlobal(event.globalPos()))
        if not inside or self._bridge.document.is_read_only or not self.outline.journey_id:
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

    def _filter(self, *_name: object) -> None:
        """Show the touchpoints that the filter lets through; a new one or a revealed one may fall out of it."""
        snapshot, name = self._bridge.snapshot(), self.figures.filter.value()

        def is_wanted(key: Key) -> bool:
            point = snapshot.get(Touchpoint, key[1])
            return point is None or passes(snapshot, point, name if isinstance(name, str) else None)

        self.view.show_only(is_wanted)
