"""The tab of the follow-up: the dashboard, the readings, two indicators crossed, and A/B tests."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.i18n import tr
from strategy.analysis.dashboard import Indicator, Scope
from strategy.model import AbTest, ReadingRhythm
from ui.actions import key_text
from ui.document_bridge import DocumentBridge
from ui.pages.follow_up.ab_tests import AbTests
from ui.pages.follow_up.crossing import Crossed
from ui.pages.follow_up.dashboard import Dashboard
from ui.pages.follow_up.readings import Readings
from ui.pages.objectives.reading_inputs import ReadingInputs
from ui.pages.page import Hints
from ui.pages.rows_block import Acts, RowsBlock
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.segmented import Segmented
from ui.widgets.surface import Surface

DASHBOARD, READINGS, CROSSED, TESTS = "dashboard", "readings", "crossed", "tests"
View = Dashboard | Readings | Crossed | AbTests
AnyView = TypeVar("AnyView", Dashboard, Readings, Crossed, AbTests)


class Watched(NamedTuple):
    """What is looked at in the follow-up: the view, the filters of the dashboard, the two indicators crossed."""

    view: str
    scope: Scope
    crossed: tuple[str, str]


class FollowUp(QWidget):
    """Four views of the follow-up; only the one that is shown follows the plan."""

    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("follow_up")
        views = [(DASHBOARD, tr("Dashboard"), "chart-column"), (READINGS, tr("Readings"), "gauge"),
                 (CROSSED, tr("Two indicators"), "chart-line"), (TESTS, tr("A/B tests"), "flask-conical")]  # fmt: skip
        self.switch = Segmented(views, small=True, name="follow_up_view", accessible_name=tr("View of the follow-up"))
        self.switch.changed.connect(self.show_view)
        self.new_cycle = Button(tr("New cycle"), "secondary", size="small", icon="repeat",
                                on_click=bridge.cycle_wanted.emit, name="open_cycle")  # fmt: skip
        self._stack = QStackedWidget(self)
        self.dashboard = self._joined(Dashboard(bridge, self._stack))
        self.dashboard.opened.connect(self.open_indicator)
        self.dashboard.reading_wanted.connect(self.add_reading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._stack, 1)

    # The other views, made when they are first asked for

    @cached_property
    def reading_view(self) -> Readings:
        """The readings."""
        view = self._joined(Readings(self._bridge, self._stack))
        view.used.connect(self.handlers_changed)
        return view

    @cached_property
    def crossed(self) -> Crossed:
        """Two indicators on one chart."""
        return self._joined(Crossed(self._bridge))

    @cached_property
    def test_view(self) -> AbTests:
        """A/B tests."""
        view = self._joined(AbTests(self._bridge, self._stack))
        view.used.connect(self.handlers_changed)
        return view

    # The blocks that the page and its tests name

    @property
    def readings(self) -> RowsBlock:
        return self.reading_view.block

    @property
    def inputs(self) -> ReadingInputs:
        return self.reading_view.inputs

    @property
    def tests(self) -> RowsBlock:
        return self.test_view.block

    # What the page asks

    @property
    def view(self) -> str:
        """The view that is shown."""
        return str(self.switch.value())

    def follow(self) -> None:
        """Follow the plan."""
        self._shown().follow()

    def show_view(self, view: object) -> None:
        """Show the dashboard, the readings, two indicators, or the tests."""
        self.switch.set_value(view)
        self.follow()
        self._stack.setCurrentWidget(self._shown())
        self.handlers_changed.emit()

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show a reading, a decision or a rhythm by its reading, or a test."""
        if kind == ReadingRhythm.__tablename__:
            return self._reveal_rhythm(row_id)
        if kind == AbTest.__tablename__:
            self.show_view(TESTS)
            return self.tests.reveal(row_id)
        self.show_view(READINGS)
        return self.reading_view.reveal(kind, row_id)

    def handlers(self) -> Acts:
        if self._bridge.document.is_read_only:
            return {}
        if self.view == TESTS:
            return self.test_view.handlers()
        return self.reading_view.handlers() if self.view == READINGS else {"new": self.add_reading}

    def hints(self) -> Hints:
        """Keys worth knowing in the view that is shown."""
        if self.view in (READINGS, TESTS):
            return ((key_text("new"), tr("add")), (key_text("edit"), tr("edit")))
        return ((key_text("new"), tr("new reading")),)

    def standing(self) -> Watched:
        """What is looked at."""
        crossed = self.crossed.chosen if "crossed" in self.__dict__ else ("", "")
        return Watched(self.view, self.dashboard.scope, crossed)

    def stand_on(self, watched: Watched) -> None:
        """Look at it again."""
        self.dashboard.show_scope(watched.scope)
        if any(watched.crossed):
            self.crossed.choose(*watched.crossed)
        self.show_view(watched.view)

    def add_reading(self) -> None:
        """Go to the readings and let the user say which KPI was read."""
        self.show_view(READINGS)
        self.reading_view.add_reading()

    def open_indicator(self, one: Indicator) -> None:
        """Show the latest reading of an indicator; without any, take the first."""
        latest = one.latest
        self.show_view(READINGS)
        if latest is not None and latest.reading_id is not None:
            self.readings.reveal(latest.reading_id)
        elif not self._bridge.document.is_read_only:
            segments = sorted(one.segments)
            self.reading_view.record(one.kpi, segments[0] if len(segments) == 1 else None)

    def _reveal_rhythm(self, row_id: str) -> bool:
        """Show how often a KPI is read: beside its latest reading; without any, its tile on the dashboard."""
        row = self._bridge.snapshot().get(ReadingRhythm, row_id)
        if row is None:
            return False
        self.show_view(READINGS)
        if self.reading_view.reveal_rhythm(row.kpi):
            return True
        self.show_view(DASHBOARD)
        return self.dashboard.reveal(row.kpi)

    def _shown(self) -> View:
        if self.view == DASHBOARD:
            return self.dashboard
        if self.view == READINGS:
            return self.reading_view
        return self.crossed if self.view == CROSSED else self.test_view

    def _joined(self, view: AnyView) -> AnyView:
        self._stack.addWidget(view)
        return view

    def _head(self) -> QWidget:
        bar = Surface("sheet", lines=("bottom",))
        row = QHBoxLayout(bar)
        px = theme().px
        row.setContentsMargins(px(24), px(8), px(24), px(8))
        row.addWidget(self.switch)
        row.addStretch(1)
        row.addWidget(self.new_cycle)
        return bar
