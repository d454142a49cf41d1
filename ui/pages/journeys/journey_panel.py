"""The tabs of a whole journey: its settings, what its figures single out, and the questions of the step."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from journey.analysis import JourneyResults
from resources.i18n import tr
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.diagnosis.page import JourneyDiagnosis
from ui.pages.journeys.insight import Insight
from ui.pages.journeys.journey_form import JourneyForm
from ui.pages.journeys.journey_view import JourneySelection
from ui.pages.objectives.questions import Questions
from ui.widgets.panel import Tabs

STEP = "step_3_journeys"
_DIAGNOSIS, _QUESTIONS = 1, 2


class JourneyPanel(QWidget):
    """`place_wanted` carries the kind and id of a thing to show in the outline."""

    place_wanted = Signal(str, str)

    def __init__(self, bridge: DocumentBridge, selection: JourneySelection, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._selection = bridge, selection
        self._insight: Insight | None = None
        self._results: JourneyResults | None = None
        self._form = JourneyForm(bridge)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._form)
        self.tabs = Tabs([tr("Settings"), tr("Diagnosis"), tr("Questions")], name="journey_tabs",
                         accessible_name=tr("Parts of the journey"))  # fmt: skip
        self.tabs.currentChanged.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.tabs.head())
        column.addWidget(self._stack, 1)

    @cached_property
    def questions(self) -> Questions:
        """The questions of the step, made when their tab is first opened."""
        questions = Questions(self._bridge, step=STEP)
        self._stack.addWidget(questions)
        return questions

    @cached_property
    def _diagnosis(self) -> JourneyDiagnosis:
        diagnosis = JourneyDiagnosis(self._bridge, self._selection)
        diagnosis.place_wanted.connect(self.place_wanted)
        self._stack.addWidget(diagnosis)
        return diagnosis

    def show_journey(self, journey_id: str) -> None:
        """Show a journey as it is now."""
        self._form.show_journey(journey_id)
        if self.tabs.currentIndex() == _QUESTIONS:
            self.questions.follow()

    def show_results(self, results: JourneyResults) -> None:
        """Show what the figures single out."""
        self._results = results
        self._open(self.tabs.currentIndex())

    def show_insight(self, insight: Insight) -> None:
        """Show ranges and costs."""
        self._insight = insight
        if self.tabs.currentIndex() == _DIAGNOSIS:
            self._diagnosis.show_insight(insight)

    def take_focus(self) -> None:
        """Put the cursor in the first setting."""
        self.tabs.setCurrentIndex(0)
        self._form.take_focus()

    def _open(self, place: int) -> None:
        """Show a tab; diagnosis and questions are made only where they are read."""
        if place == _QUESTIONS:
            self._stack.setCurrentWidget(self.questions)
            self.questions.follow()
        elif place == _DIAGNOSIS:
            self._stack.setCurrentWidget(self._diagnosis)
            if self._results is not None:
                self._diagnosis.show_results(self._results)
                if self._insight is not None and self._insight.journey_id == self._results.journey_id:
                    self._diagnosis.show_insight(self._insight)
        else:
            self._stack.setCurrentWidget(self._form)
