"""What the views of a journey share: the selection, and what the page asks of each of them.

The outline, the map and the graph show the same journey; whichever is in front, the inspector follows one selection.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from journey.analysis import JourneyResults
from storage.changes import ChangeSet
from ui.models.journey_tree import Key
from ui.pages.page import Handlers, Hints


@dataclass(frozen=True, slots=True)
class Supposition:
    """What a what-if shows on the graph: shares leaving a touchpoint now, and if its frictions were gone."""

    touchpoint_id: str
    leaving: float
    leaving_then: float


class JourneySelection(QObject):
    """The rows that are selected: `current` is the one that keys act on and the inspector shows."""

    moved = Signal()
    opened = Signal()
    """All fields of what is selected are wanted: Enter on what cannot be edited in place."""

    supposed = Signal()
    """A what-if was tried, or forgotten."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.current: Key | None = None
        self.keys: tuple[Key, ...] = ()
        self.suppositions: tuple[Supposition, ...] = ()

    def select(self, current: Key | None, keys: tuple[Key, ...] = ()) -> None:
        """Select one row, or several of which `current` is one; None selects nothing."""
        wanted = keys or ((current,) if current else ())
        if (current, wanted) != (self.current, self.keys):
            self.current, self.keys = current, wanted
            self.moved.emit()

    def suppose(self, suppositions: tuple[Supposition, ...]) -> None:
        """Show what a what-if changes; empty = nothing is supposed."""
        if suppositions != self.suppositions:
            self.suppositions = suppositions
            self.supposed.emit()


class JourneyView(Protocol):
    """A widget that shows one journey. It writes through operations only, and follows the plan by change sets.

    Its signal `handlers_changed` says that `handlers` or `status_hints` are no longer the same.
    """

    handlers_changed: SignalInstance

    def show_journey(self, journey_id: str) -> None:
        """Put a journey on screen, from the plan as it is now; "" for none."""

    def follow(self, changes: ChangeSet | None) -> None:
        """Patch what a gesture touched; None = anything may have changed."""

    def show_results(self, results: JourneyResults) -> None:
        """Take the figures of the journey, which come after the paint."""

    def reveal(self, key: Key) -> bool:
        """Bring a row into sight; False when this view does not show rows of its kind."""

    def take_focus(self) -> None:
        """Give the keyboard to the selected thing, or to the first one."""

    def handlers(self) -> Handlers:
        """What the list and canvas actions do here now."""

    def status_hints(self) -> Hints:
        """Up to four keys worth showing in the status bar."""


class ViewPanel(Protocol):
    """What a view shows in the place of the inspector."""

    def take_focus(self) -> None:
        """Put the keyboard in what belongs to the selected thing."""


@runtime_checkable
class Comparison(Protocol):
    """A view of several journeys: it has no side to choose, brings a `ViewPanel`, and answers changes by actions."""

    panel: QWidget

    @property
    def chosen(self) -> tuple[str, ...]:
        """What the primary button of the page would answer."""

    def answer_chosen(self) -> None:
        """Answer it."""
