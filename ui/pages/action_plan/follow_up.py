"""The tab of the follow-up: readings with their way to the target and what was decided, and A/B tests."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.i18n import current, tr
from strategy.links import kept_actions
from strategy.model import AbTest, Action, Decision, KpiReading, Objective, ReadingOrigin
from strategy.naming import Naming
from strategy.operations import add_ab_test, add_reading
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.plan_rows import ab_test_columns, ab_test_ids, reading_columns, reading_ids
from ui.pages.objectives.questions import Questions
from ui.pages.objectives.reading_inputs import ReadingInputs
from ui.pages.rows_block import Acts, RowsBlock
from ui.theme.theme import theme
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.panel import ScrollColumn

STEP = "view_follow_up"
_QUESTIONS = 300


class FollowUp(ScrollColumn):
    """Two tables in one column; the list actions work on the one that was used last."""

    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 20, 24, 24), spacing=28, name="follow_up", parent=parent)
        self._bridge = bridge
        self.readings = RowsBlock(
            bridge, KpiReading, reading_columns(), reading_ids, title=tr("Readings"), wide="comment",
            help_text=tr("Do the indicators move the right way? When one does not, note why and decide."),
            name="readings", can_move=False,
        )  # fmt: skip
        self.readings.set_adding(tr("New reading"), self.add_reading)
        self.inputs = ReadingInputs(bridge, has_comment=False)
        self.readings.add_below(self.inputs)
        self.readings.used.connect(self._show_inputs)
        self.tests = RowsBlock(
            bridge, AbTest, ab_test_columns(), ab_test_ids, title=tr("A/B tests"), wide="name",
            help_text=tr("Two variants, their successes and trials: is the difference more than chance?"),
            name="ab_tests", can_copy=False,
        )  # fmt: skip
        self.tests.set_adding(tr("New A/B test"), self.add_test)
        self._block = self.readings
        for block in (self.readings, self.tests):
            self.add(block)
            block.used.connect(lambda used=block: self._use(used))
        self.questions = Questions(bridge, step=STEP)
        self.questions.setFixedHeight(theme().px(_QUESTIONS))
        self.add(self.questions)

    def follow(self) -> None:
        """Follow the plan."""
        self.readings.follow()
        self.tests.follow()
        self.questions.follow()
        self._show_inputs()

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show a reading, a decision by its reading, or a test."""
        if kind == AbTest.__tablename__:
            return self.tests.reveal(row_id)
        if kind == Decision.__tablename__:
            decision = self._bridge.snapshot().get(Decision, row_id)
            return bool(decision and decision.reading_id and self.readings.reveal(decision.reading_id))
        return kind == KpiReading.__tablename__ and self.readings.reveal(row_id)

    def handlers(self) -> Acts:
        if self._bridge.document.is_read_only:
            return {}
        add = self.add_reading if self._block is self.readings else self.add_test
        return {"new": add, **self._block.handlers()}

    def add_reading(self) -> None:
        """Let the user say which KPI was read: those that objectives and actions follow come first."""
        snapshot, words = self._bridge.snapshot(), current()
        names = Naming(snapshot, words)
        rows: list[Objective | Action] = [*snapshot.all(Objective), *kept_actions(snapshot)]
        followed = [row.kpi for row in rows if row.kpi]
        options = entry_options(snapshot, "kpis", followed)
        choices = [
            Choice(str(kpi), names.label(str(kpi)), note=tr("followed") if kpi in followed else "", icon="gauge")
            for kpi, _ in options
        ]
        menu = ChoiceMenu(choices, single=True, name="reading_kpi", accessible_name=tr("KPI"), parent=self)
        menu.changed.connect(self._record)
        menu.open_under(self.readings.add_button)

    def add_test(self) -> None:
        """Add a test and put the cursor in its name."""
        self.tests.edit_added(self._bridge.run(lambda: add_ab_test(self._bridge.document)), "name")

    def _record(self, chosen: list[str]) -> None:
        if chosen:
            document, today = self._bridge.document, datetime.date.today()
            made = self._bridge.run(
                lambda: add_reading(document, chosen[0], origin=ReadingOrigin.FOLLOW_UP, date=today)
            )
            self.readings.edit_added(made, "value")

    def _show_inputs(self) -> None:
        self.inputs.show_reading(self.readings.current_id)

    def _use(self, block: RowsBlock) -> None:
        self._block = block
        self.handlers_changed.emit()
