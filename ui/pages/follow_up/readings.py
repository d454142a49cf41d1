"""The readings of the follow-up: their way to the target, what was made of them, and when the next is due."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.i18n import current, tr
from strategy.links import kept_actions
from strategy.model import Action, Decision, KpiReading, Objective, ReadingOrigin
from strategy.naming import Naming
from strategy.operations import add_reading
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.plan_rows import reading_columns, reading_ids
from ui.pages.follow_up.care import ReadingCare
from ui.pages.objectives.questions import Questions
from ui.pages.objectives.reading_inputs import ReadingInputs
from ui.pages.rows_block import Acts, RowsBlock
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.focus import focus_in_view
from ui.widgets.panel import ScrollColumn

STEP = "view_follow_up"
_QUESTIONS = 300


class Readings(ScrollColumn):
    """The table, over what belongs to the reading that has the cursor."""

    used = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 20, 24, 24), spacing=28, name="follow_up_readings", parent=parent)
        self._bridge = bridge
        self.block = RowsBlock(
            bridge, KpiReading, reading_columns(), reading_ids, title=tr("Readings"), wide="comment",
            help_text=tr("Do the indicators move the right way? When one does not, note why and decide."),
            name="readings", can_move=False, controls=[self._import_button()],
        )  # fmt: skip
        self.block.set_adding(tr("New reading"), self.add_reading)
        self.inputs = ReadingInputs(bridge, has_comment=False)
        self.care = ReadingCare(bridge)
        self.inputs.body.addWidget(self.care)
        self.block.add_below(self.inputs)
        self.block.used.connect(self._show_inputs)
        self.block.used.connect(self.used)
        self.questions = Questions(bridge, step=STEP)
        self.questions.setFixedHeight(theme().px(_QUESTIONS))
        self.add(self.block)
        self.add(self.questions)

    def _import_button(self) -> Button:
        button = Button(tr("Import answers…"), "ghost", size="small", icon="file-spreadsheet", name="add_answers",
                        on_click=self._import)  # fmt: skip
        button.setEnabled(not self._bridge.document.is_read_only)
        return button

    def _import(self) -> None:
        from ui.dialogs.imports.answers import import_survey

        import_survey(self._bridge, ReadingOrigin.FOLLOW_UP, self.window())

    def follow(self) -> None:
        """Follow the plan."""
        self.block.follow()
        self.questions.follow()
        self._show_inputs()

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show a reading, or a decision by its reading."""
        if kind == Decision.__tablename__:
            decision = self._bridge.snapshot().get(Decision, row_id)
            return bool(decision and decision.reading_id and self.block.reveal(decision.reading_id))
        return kind == KpiReading.__tablename__ and self.block.reveal(row_id)

    def reveal_rhythm(self, kpi: str) -> bool:
        """Show how often a KPI is read, beside the latest of its readings; False when there is none."""
        readings = self._bridge.snapshot().where(KpiReading, kpi=kpi, origin=ReadingOrigin.FOLLOW_UP.value)
        latest = max(readings, key=lambda row: row.date or datetime.date.min, default=None)
        if latest is None or not self.block.reveal(latest.id):
            return False
        focus_in_view(self.care.rhythm)
        return True

    def handlers(self) -> Acts:
        return {"new": self.add_reading, **self.block.handlers()}

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
        menu.open_under(self.block.add_button)

    def record(self, kpi: str, segment_id: str | None = None) -> None:
        """Add a reading of today and put the cursor in its value; it is for one segment if that is asked for."""
        document, today = self._bridge.document, datetime.date.today()
        made = self._bridge.run(
            lambda: add_reading(document, kpi, origin=ReadingOrigin.FOLLOW_UP, segment_id=segment_id, date=today)
        )
        self.block.edit_added(made, "value")

    def _record(self, chosen: list[str]) -> None:
        if chosen:
            self.record(chosen[0])

    def _show_inputs(self) -> None:
        self.inputs.show_reading(self.block.current_id)
        self.care.show_reading(self.block.current_id)
