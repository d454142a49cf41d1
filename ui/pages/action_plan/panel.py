"""The panel of the action plan: the action that has the cursor, and the questions of the method."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resources.i18n import tr
from ui.actions import key_text
from ui.document_bridge import DocumentBridge
from ui.pages.action_plan.details import ActionDetails
from ui.pages.objectives.questions import Questions
from ui.widgets.button import IconButton
from ui.widgets.panel import Tabs

STEP = "step_5_action_plan"


class ActionPanel(QWidget):
    """Two tabs under one cross; `closed` when it is pressed."""

    closed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("action_panel")
        self.setAccessibleName(tr("Details"))
        self.details = ActionDetails(bridge)
        self.questions = Questions(bridge, step=STEP)
        self._tabs = Tabs([tr("Action"), tr("Questions")], name="action_panel_tabs", accessible_name=tr("Details"))
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.details)
        self._stack.addWidget(self.questions)
        self._tabs.currentChanged.connect(self._stack.setCurrentIndex)
        cross = IconButton(
            "x", tr("Close"), shortcut=key_text("toggle_panel"), on_click=self.closed.emit, name="close_details"
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tabs.head(cross))
        column.addWidget(self._stack, 1)

    def show_action(self, action_id: str) -> None:
        """Follow the plan with this action; nothing is read while the panel is closed."""
        self.details.show_action(action_id)
        if self.isVisible():
            self.questions.follow()

    def take_focus(self) -> None:
        """Put the cursor in the first field of the action."""
        self._tabs.setCurrentIndex(0)
        self.details.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.questions.follow()
