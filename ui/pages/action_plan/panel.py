"""The panel of the action plan: the action that has the cursor, and the questions of the method."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.i18n import tr
from ui.actions import key_text
from ui.document_bridge import DocumentBridge
from ui.pages.action_plan.details import ActionDetails
from ui.pages.objectives.questions import Questions
from ui.widgets.button import IconButton
from ui.widgets.panel import PartStack, Tabs

STEP = "step_5_action_plan"


class ActionPanel(QWidget):
    """Two tabs under one cross; `closed` when it is pressed."""

    closed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("action_panel")
        self.setAccessibleName(tr("Details"))
        self._bridge = bridge
        self.details = ActionDetails(bridge)
        self._tabs = Tabs([tr("Action"), tr("Questions")], name="action_panel_tabs", accessible_name=tr("Details"))
        self._stack = PartStack([lambda: self.details, lambda: self.questions], self)
        self._stack.show_part(0)
        self._tabs.currentChanged.connect(self._stack.show_part)
        cross = IconButton(
            "x", tr("Close"), shortcut=key_text("toggle_panel"), on_click=self.closed.emit, name="close_details"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tabs.head(cross))
        column.addWidget(self._stack, 1)

    @cached_property
    def questions(self) -> Questions:
        """What the method asks about the whole step, made when it is first asked for."""
        part = Questions(self._bridge, step=STEP)
        self._stack.addWidget(part)
        part.follow()
        return part

    def show_action(self, action_id: str) -> None:
        """Follow the plan with this action; nothing is read while the panel is closed."""
        self.details.show_action(action_id)
        if self.isVisible():
            self._follow_questions()

    def take_focus(self) -> None:
        """Put the cursor in the first field of the action."""
        self._tabs.setCurrentIndex(0)
        self.details.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_questions()

    def _follow_questions(self) -> None:
        if "questions" in vars(self):
            self.questions.follow()
