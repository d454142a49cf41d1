"""The four tabs of a touchpoint, each built when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journey.analysis import JourneyResults
from journey.model import Touchpoint
from resources.i18n import tr
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.frictions import FrictionList
from ui.pages.journeys.insight import Insight
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.journeys.touchpoint_links import TouchpointLinks
from ui.pages.journeys.touchpoint_notes import TouchpointNotes
from ui.pages.journeys.touchpoint_overview import TouchpointOverview
from ui.widgets.panel import ScrollColumn, Tabs


class TouchpointPanel(QWidget):
    """`place_wanted` carries the kind and id of a thing to show in the outline."""

    place_wanted = Signal(str, str)

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self._insight: Insight | None = None
        self._point: Touchpoint | None = None
        self._results: JourneyResults | None = None
        self._stack = QStackedWidget(self)
        self._pages: dict[int, QWidget] = {}
        self._makers: tuple[Callable[[], QWidget], ...] = (
            self._overview, lambda: FrictionTab(bridge, self._stack), self._links,
            lambda: TouchpointNotes(bridge, self._stack),
        )  # fmt: skip
        self.tabs = Tabs([tr("Overview"), tr("Frictions"), tr("Links"), tr("Notes")], name="touchpoint_tabs",
                         accessible_name=tr("Parts of the touchpoint"))  # fmt: skip
        self.tabs.currentChanged.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.tabs.head())
        column.addWidget(self._stack, 1)

    def show_point(self, point: Touchpoint) -> None:
        """Show a touchpoint in the tab that is open."""
        self._point = point
        self._open(self.tabs.currentIndex())

    def show_tab(self, place: int) -> None:
        """Open a tab."""
        self.tabs.setCurrentIndex(place)

    def scroll_to(self, row_id: str) -> None:
        """Bring a thing that hangs on the touchpoint into view, in the tab that is open."""
        page = self._stack.currentWidget()
        if isinstance(page, TouchpointOverview | TouchpointLinks):
            page.scroll_to(row_id)
        elif isinstance(page, FrictionTab):
            page.list.scroll_to(row_id)

    def show_results(self, results: JourneyResults) -> None:
        """Pass on what the chain of the journey says."""
        self._results = results
        page = self._stack.currentWidget()
        if self._point is None:
            return
        if isinstance(page, TouchpointOverview):
            page.show_results(results)
        elif isinstance(page, FrictionTab):
            page.list.show_scores()

    def show_insight(self, insight: Insight) -> None:
        """Pass on ranges and costs."""
        self._insight = insight
        page = self._stack.currentWidget()
        if self._point is not None and self._point.journey_id == insight.journey_id:
            if isinstance(page, TouchpointOverview):
                page.show_insight(insight)
            elif isinstance(page, FrictionTab):
                page.list.show_insight(insight)

    def take_focus(self) -> None:
        """Put the cursor in the first field of the tab."""
        page = self._stack.currentWidget()
        if isinstance(page, TouchpointOverview | TouchpointNotes):
            page.take_focus()
        else:
            self.tabs.setFocus()

    def _open(self, place: int) -> None:
        page = self._pages.get(place)
        if page is None:
            page = self._pages[place] = self._makers[place]()
            self._stack.addWidget(page)
        if self._point is not None and isinstance(
            page, TouchpointOverview | TouchpointLinks | TouchpointNotes | FrictionTab
        ):
            page.show_point(self._point)
        self._stack.setCurrentWidget(page)
        if self._results is not None:
            self.show_results(self._results)
        if self._insight is not None:
            self.show_insight(self._insight)

    def _overview(self) -> TouchpointOverview:
        overview = TouchpointOverview(self._bridge, self._selection, self._stack)
        overview.frictions_wanted.connect(self._show_friction)
        return overview

    def _show_friction(self, friction_id: str) -> None:
        self.show_tab(1)
        page = self._stack.currentWidget()
        if isinstance(page, FrictionTab):
            page.list.scroll_to(friction_id)
            page.list.focus_on(friction_id)

    def _links(self) -> TouchpointLinks:
        links = TouchpointLinks(self._bridge, self._stack)
        links.place_wanted.connect(self.place_wanted)
        return links


class FrictionTab(ScrollColumn):
    """The frictions of a touchpoint."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(20, 16, 20, 20), name="touchpoint_frictions", parent=parent)
        self.list = FrictionList(bridge)
        self.add(self.list)

    def show_point(self, point: Touchpoint) -> None:
        """Show the frictions of a touchpoint."""
        self.list.show_place("touchpoint_id", point.id)
