"""The panel of the SWOT: the diagnostic, the resources, what is held back, the method's questions, and the budget."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from resources.i18n import current, tr
from strategy.analysis import answered_questions, answered_resources
from strategy.analysis.held_back import HeldBackReport
from ui.document_bridge import DocumentBridge
from ui.pages.objectives.questions import Questions
from ui.pages.swot.diagnostic import Diagnostic
from ui.pages.swot.held_back import HeldBackView
from ui.pages.swot.resources import Resources
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.label import Label, tip
from ui.widgets.paint import LEFT, RIGHT, box, painter_on, text
from ui.widgets.panel import PartStack, Tabs
from ui.widgets.surface import Rule

STEP = "step_4_capabilities"
_DIAGNOSTIC, _RESOURCES, _HELD = 0, 1, 2


class SwotPanel(QWidget):
    """Four tabs over a line with the budget of the plan."""

    links_wanted = Signal(str)
    action_wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("swot_panel")
        self.setAccessibleName(tr("Capability diagnostic"))
        self._report: HeldBackReport | None = None
        self.diagnostic = Diagnostic(bridge)
        parts = [lambda: self.diagnostic, lambda: self.resources, lambda: self.held, lambda: self.questions]
        self._stack = PartStack(parts, self)
        self._stack.show_part(_DIAGNOSTIC)
        labels = [tr("Diagnostic"), tr("Resources"), tr("Stakes"), tr("Questions")]
        self.tabs = Tabs(labels, name="swot_tabs", accessible_name=tr("Parts of the panel"))
        self.tabs.currentChanged.connect(self._show_part)
        self._answered = Label("", "caption", name="answered")
        self.budget_line = BudgetLine()
        self.budget_line.clicked.connect(self.edit_budget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.tabs.head(self._answered))
        column.addWidget(self._stack, 1)
        column.addWidget(Rule())
        column.addWidget(self.budget_line)

    # The parts that are not seen at first, made when they are asked for

    @cached_property
    def resources(self) -> Resources:
        """What the plan can count on."""
        part = Resources(self._bridge)
        self._stack.addWidget(part)
        part.follow()
        return part

    @cached_property
    def held(self) -> HeldBackView:
        """What the weaknesses hold back."""
        part = HeldBackView(self._bridge)
        self._stack.addWidget(part)
        part.links_wanted.connect(self.links_wanted)
        part.action_wanted.connect(self.action_wanted)
        if self._report is not None:
            part.show_report(self._report)
        return part

    @cached_property
    def questions(self) -> Questions:
        """What the method asks about the whole step."""
        part = Questions(self._bridge, step=STEP)
        self._stack.addWidget(part)
        part.follow()
        return part

    def follow(self) -> None:
        """Show the plan as it is now, in the parts that are there."""
        self.diagnostic.follow()
        for part in [made for made in vars(self).values() if isinstance(made, Resources | Questions)]:
            part.follow()
        plan = self._bridge.snapshot().plan
        self.budget_line.show_amount(None if plan.budget is None else current().money(plan.budget, plan.currency))
        self._say_answered()

    def reveal_answer(self, question: str, channel: str | None) -> bool:
        """Show a question of the diagnostic and give it the focus."""
        self.tabs.setCurrentIndex(_DIAGNOSTIC)
        return self.diagnostic.reveal(question, channel)

    def reveal_resource(self, question: str) -> bool:
        """Show a question about resources and give it the focus."""
        self.tabs.setCurrentIndex(_RESOURCES)
        return self.resources.reveal(question)

    def show_report(self, report: HeldBackReport) -> None:
        """Show what the weaknesses hold back."""
        self._report = report
        if "held" in vars(self):
            self.held.show_report(report)
        self.diagnostic.show_report(report)

    def reveal_held(self, statement_id: str) -> bool:
        """Show what a weakness holds back, with the paths behind the figure."""
        self.tabs.setCurrentIndex(_HELD)
        return self.held.reveal(statement_id)

    def reveal_area(self, area: str) -> bool:
        """Show a capability area, unfolded."""
        self.tabs.setCurrentIndex(_DIAGNOSTIC)
        return self.diagnostic.open_area(area)

    def edit_budget(self) -> None:
        """Put the cursor in the budget of the plan."""
        self.tabs.setCurrentIndex(_RESOURCES)
        self.resources.budget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.resources.ensureWidgetVisible(self.resources.budget)

    def _show_part(self, place: int) -> None:
        self._stack.show_part(place)
        self._say_answered()

    def _say_answered(self) -> None:
        counts = {_DIAGNOSTIC: answered_questions, _RESOURCES: answered_resources}.get(self.tabs.currentIndex())
        if counts is None:
            self._answered.setText("")
            tip(self._answered, "")
            return
        answered, total = counts(self._bridge.snapshot())
        self._answered.setText(tr("{n}/{total}").format(n=answered, total=total))
        words = tr("{n} of {total} answered").format(n=answered, total=total)
        self._answered.setAccessibleName(words)
        tip(self._answered, words)


class BudgetLine(QAbstractButton):
    """The budget of the plan, or that it is still to set; a click goes to its field."""

    def __init__(self) -> None:
        super().__init__()
        self._amount: str | None = None
        self.setObjectName("budget_line")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ringRadius", 2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_amount(self, amount: str | None) -> None:
        """Show the budget, already in the reader's money."""
        self._amount = amount
        self.setAccessibleName(tr("Budget of the plan: {amount}").format(amount=amount or tr("to set")))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(320), theme().px(42))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        if self.underMouse():
            box(painter, self.rect(), "hover")
        area = QRectF(self.rect()).adjusted(look.px(20), 0, -look.px(20), 0)
        side = look.px(16)
        icons.draw(painter, "wallet", QRectF(area.x(), area.center().y() - side / 2, side, side), "ink2")
        words, ink = (self._amount, "ink") if self._amount is not None else (tr("To set"), "warning")
        taken = text(painter, area, words, look.font("strong", tabular=True), ink, RIGHT)
        left = area.adjusted(look.px(24), 0, -taken - look.px(12), 0)
        text(painter, left, tr("Budget of the plan"), look.font("label", weight=400), "ink2", LEFT)
