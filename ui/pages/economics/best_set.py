"""The best set within a budget: what there is to spend, which actions that keeps, and what one more thousand buys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from resources.i18n import current, ntr, tr
from strategy.analysis.choosing import Answer, Question, answer, usual_aim
from strategy.model import Action, ActionStatus, OwnerCapacity
from strategy.naming import Naming
from strategy.operations import settle_on
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.jobs import Job
from ui.messages import Way, messages
from ui.models.best_set import BestSetTable, headline, more_words, rest_words
from ui.models.row_table import RowTableModel
from ui.pages.economics.block import Block
from ui.pages.economics.curve import GainCurve
from ui.pages.economics.limits import Limits
from ui.pages.row_view import RowView
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.choices import Choice
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn


class BestSetView(ScrollColumn):
    """Reckons beside the window; `answered` when the answer to what is asked now is on screen."""

    used = Signal()
    opened = Signal(str)
    answered = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 20, 24, 24), spacing=20, name="best_set", parent=parent)
        self._bridge = bridge
        self._job: Job | None = None
        self._asked: tuple[Question, Snapshot] | None = None
        self._shown = BestSetTable()
        note = tr(
            "The set that brings most for the money and the days there are. An action is only kept with all that it "
            "needs; of equal sets the cheaper one is taken. Gains are added up as they are stated."
        )
        question = Block(tr("Best set within a budget"), note, name="best_set_question")
        self.limits = Limits()
        self.limits.changed.connect(self._ask)
        question.card.body.addWidget(self.limits)
        self.add(question)
        self.apply_button = Button("", "primary", icon="check", on_click=self.apply, name="apply_best_set")
        self.cancel_button = Button(tr("Cancel"), "secondary", on_click=self.cancel, name="cancel_best_set")
        self._result = Block(tr("What to keep"), "", self.cancel_button, self.apply_button, name="best_set_result")
        body = self._result.card.body
        self.headline = Label("", "heading", wrap=True, name="best_set_headline")
        self.rest = Label("", "small", "ink2", wrap=True, name="best_set_rest")
        self.more = Label("", "body", "primary", wrap=True, name="best_set_more")
        for label in (self.headline, self.rest, self.more):
            body.addWidget(label)
        self.model = RowTableModel(bridge, self._shown.columns(), self._shown.ids, self)
        self.table = RowView(self.model, "name", name="best_set_table", accessible_name=tr("Actions kept and dropped"))
        self.table.setMouseTracking(True)
        self.table.opened.connect(lambda index: self.opened.emit(self.model.id_at(index) or ""))
        body.addSpacing(theme().px(4))
        body.addWidget(self.table)
        said = tr("The most that each budget can bring, all else as asked above.")
        self._budgets = Block(tr("What each budget would bring"), said, name="best_set_curve")
        self.curve = GainCurve()
        self._budgets.card.body.addWidget(self.curve)
        for shown in (self.headline, self.rest, self.more, self._budgets, self.table):
            shown.hide()
        self.add(self._result)
        self.add(self._budgets)
        self._wait(is_waiting=False)

    def follow(self) -> None:
        """Follow the plan; a plan that has not changed is not asked about again."""
        snapshot = self._bridge.snapshot()
        rows = snapshot.all(Action)
        names = Naming(snapshot, current())
        dropped = sum(row.status == ActionStatus.DROPPED for row in rows)
        choices = [Choice(row.id, names.title(row) or names.code(row), note=names.code(row)) for row in rows]
        has_owners = bool(snapshot.all(OwnerCapacity))
        self.limits.offer(choices, dropped, snapshot.plan.budget, usual_aim(snapshot), has_owners)
        self._result.setVisible(bool(rows))
        self._ask()

    def apply(self) -> None:
        """Drop what is out of the set and take up what is in again, in one gesture."""
        shown = self._shown.answer
        if shown is None or shown.found is None:
            return
        found, document = shown.found, self._bridge.document
        dropped = [each.id for each in found.dropped]
        self.limits.with_dropped.setChecked(True)  # what is dropped stays in the question, and so on screen
        if self._bridge.attempt(lambda: settle_on(document, found.chosen, dropped)):
            said = ntr("The plan keeps {n} action.", "The plan keeps {n} actions.", len(found.chosen))
            words = said.format(n=current().number(len(found.chosen)))
            messages().toast(words, icon="check", way=Way(tr("Undo"), self._bridge.undo))

    def cancel(self) -> None:
        """Stop reckoning and keep what is shown."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
            self._asked = None
        self._wait(is_waiting=False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.cancel()

    def _ask(self) -> None:
        """Reckon what is asked now, in a thread, instead of what was asked before."""
        question, snapshot = self.limits.question, self._bridge.snapshot()
        if not self.isVisible() or not snapshot.all(Action) or self._asked == (question, snapshot):
            return
        self.cancel()
        asked = self._asked = question, snapshot
        job = self._job = Job(
            lambda _report, is_cancelled: (asked, answer(snapshot, question, is_cancelled)),
            QCoreApplication.instance(),
        )
        job.succeeded.connect(self._show)
        job.failed.connect(self._fail)
        for over in (job.succeeded, job.failed, job.cancelled):
            over.connect(job.deleteLater)
        self._wait(is_waiting=True)
        job.start()

    def _show(self, told: tuple[tuple[Question, Snapshot], Answer]) -> None:
        asked, found = told
        if asked is not self._asked:  # cancelled when it was done already
            return
        self._job = None
        self._shown.answer = found
        snapshot = self._bridge.snapshot()
        self.headline.setText(headline(found, snapshot))
        self.headline.set_tone("danger" if found.found is None else "ink")
        self.rest.setText(rest_words(found, snapshot))
        self.more.setText(more_words(found, snapshot))
        self.headline.show()
        self.rest.show()
        self.more.setVisible(bool(self.more.text()))
        self.curve.show_answer(found, snapshot)
        self._budgets.setVisible(any(gain for _, gain in found.curve))
        self.model.follow()
        self.table.setVisible(bool(self.model.ids))
        self.table.show_all_rows()
        self._wait(is_waiting=False)
        self.answered.emit()

    def _fail(self, error: Exception) -> None:
        self.cancel()
        raise error  # a mistake of ours: the hook logs it and tells

    def _wait(self, *, is_waiting: bool) -> None:
        self.cancel_button.setVisible(is_waiting)
        self._result.set_note(tr("Reckoning the best set.") if is_waiting else "")
        shown, snapshot = self._shown.answer, self._bridge.snapshot()
        change = _changes(snapshot, shown)
        self.apply_button.setText(
            ntr("Drop {n} action", "Drop {n} actions", change).format(n=current().number(change))
            if change
            else tr("The plan is this set already")
        )
        is_free = not is_waiting and shown is not None and shown.found is not None
        can_apply = is_free and _differs(snapshot, shown) and not self._bridge.document.is_read_only
        if can_apply and not change:
            self.apply_button.setText(tr("Take them up again"))
        self.apply_button.setEnabled(can_apply)


def _changes(snapshot: Snapshot, shown: Answer | None) -> int:
    """How many actions the set would drop."""
    dropped = [snapshot.get(Action, each.id) for each in shown.found.dropped] if shown and shown.found else []
    return sum(row is not None and row.status != ActionStatus.DROPPED for row in dropped)


def _differs(snapshot: Snapshot, shown: Answer | None) -> bool:
    """Whether the set is not what the plan keeps already."""
    if shown is None or shown.found is None:
        return False
    kept = [snapshot.get(Action, each) for each in shown.found.chosen]
    back = sum(row is not None and row.status == ActionStatus.DROPPED for row in kept)
    return bool(_changes(snapshot, shown) or back)
