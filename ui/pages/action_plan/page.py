"""Step 5: the actions and their calendar, the needs and tools behind them, the levers, and the follow-up."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from resources.i18n import tr
from storage.changes import ChangeSet
from strategy.model import Action
from ui.actions import explain
from ui.document_bridge import DocumentBridge
from ui.models.action_plan import Grouping
from ui.pages.action_plan.actions_view import ActionsView
from ui.pages.action_plan.details import ActionDetails
from ui.pages.page import Handlers, Hints, Page
from ui.widgets.button import Button
from ui.widgets.segmented import Segmented

ACTIONS = "actions"


class ActionPlanPage(Page):
    """What to do, for whom, in which order and with which budget."""

    page_id: ClassVar[str] = "step_5_action_plan"

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        groupings = [(Grouping.HORIZON, tr("Horizon")), (Grouping.SEGMENT, tr("Segment")),
                     (Grouping.OBJECTIVE, tr("Objective"))]  # fmt: skip
        self._groupings = Segmented(groupings, name="action_grouping", accessible_name=tr("Group the actions by"))
        self.add_action(self._groupings)
        self._new = Button(tr("New action"), "primary", icon="plus", on_click=self._add, name="new_action")
        explain(self._new, "new", tr("New action"))
        self._new.setEnabled(not bridge.document.is_read_only)
        self.add_action(self._new)
        self.actions_view = ActionsView(bridge)
        self._groupings.changed.connect(self._group_by)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.actions_view)
        self.set_main(self._stack)
        self.details = ActionDetails(bridge)
        self.set_panel(self.details)
        self._is_panel_wanted = False
        self._place_panel()
        self.actions_view.picked.connect(self._show_details)
        self.actions_view.opened.connect(self._open_details)
        self.actions_view.handlers_changed.connect(self.handlers_changed)
        self.details.closed.connect(self._close_details)

    # The contract of a page

    def title(self) -> str:
        return tr("Action plan")

    def question(self) -> str:
        return tr("What to do, for whom, in which order and with which budget?")

    def refresh(self) -> None:
        self.actions_view.follow()
        self.details.show_action(self.actions_view.current_id)

    def apply(self, changes: ChangeSet) -> None:
        self.refresh()
        self.handlers_changed.emit()

    def reveal(self, kind: str, row_id: str) -> bool:
        if kind == Action.__tablename__ or kind.startswith("action_"):
            return self.actions_view.reveal(row_id.partition("~")[0])
        return False

    def handlers(self) -> Handlers:
        return self.actions_view.handlers()

    def status_hints(self) -> Hints:
        return self.actions_view.hints()

    def status_text(self) -> str:
        return self.actions_view.status_text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        # The panel is opened by the user alone, however wide the window becomes.
        wanted = self._is_panel_wanted
        super().resizeEvent(event)
        if wanted != self._is_panel_wanted:
            self._is_panel_wanted = wanted
            self._place_panel()

    # What the user does

    def _add(self) -> None:
        self.handlers().get("new", lambda: None)()

    def _group_by(self, grouping: object) -> None:
        self.actions_view.group_by(grouping)
        self.handlers_changed.emit()

    def _show_details(self, action_id: str) -> None:
        if action_id != self.details.action_id:
            self.details.show_action(action_id)

    def _open_details(self, action_id: str) -> None:
        self._show_details(action_id)
        self.show_panel()
        self.details.take_focus()

    def _close_details(self) -> None:
        self._is_panel_wanted = False
        self._place_panel()
        self.actions_view.table.setFocus()
