"""Step 5: the actions and their calendar, the needs and tools behind them, levers, budget, and the follow-up."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, NamedTuple, TypeAlias, TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from resources.i18n import tr
from storage.changes import ChangeSet
from strategy.model import Action, KpiReading, Milestone, OwnerCapacity, ReadingOrigin
from strategy.operations import add_action
from strategy.rules.registry import Finding
from ui.actions import explain, key_text
from ui.document_bridge import DocumentBridge
from ui.models.action_plan import Grouping
from ui.pages.action_plan.actions_view import ActionsView
from ui.pages.action_plan.details import ActionDetails
from ui.pages.action_plan.economics import BEST_SET, LOAD, Economics
from ui.pages.action_plan.follow_up import FollowUp, Watched
from ui.pages.action_plan.levers import Levers
from ui.pages.action_plan.needs_tools import NeedsAndTools
from ui.pages.action_plan.panel import ActionPanel
from ui.pages.page import Handlers, Hints, Page
from ui.pages.step_banner import Cure, StepBanner, under
from ui.sending import PLAN, send_dropped, takes
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.drops import ThingDrop
from ui.widgets.segmented import Segmented

ACTIONS, NEEDS, LEVERS, BUDGET, FOLLOW_UP = "actions", "needs", "levers", "budget", "follow_up"
_PANEL = 368
"""Wide enough for two dates side by side."""
_NARROW = 1320
"""Design pixels of the window under which the groupings are shown by their icons."""
_NARROWEST = 1100
"""Under which one word of the button must do, so that all tabs can be read: a window of 1280 pixels at 125 %."""
_FOLLOW_UP_KINDS = ("decision", "ab_test", "kpi_reading", "reading_rhythm")
_NEEDS_KINDS = ("functional_need", "need_segment", "tool", "tool_rating", "tool_weight")
Part: TypeAlias = ActionsView | NeedsAndTools | Levers | Economics | FollowUp
AnyPart = TypeVar("AnyPart", ActionsView, NeedsAndTools, Levers, Economics, FollowUp)


class Standing(NamedTuple):
    """What the page shows: kept when it is built again in another language or size."""

    tab: str
    grouping: object
    action_id: str
    follow_up: Watched | None


class ActionPlanPage(Page):
    """What to do, for whom, in which order and with which budget."""

    page_id: ClassVar[str] = "step_5_action_plan"
    opens_panel: ClassVar[bool] = False

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        groupings = [(Grouping.HORIZON, tr("Horizon"), "calendar"), (Grouping.SEGMENT, tr("Segment"), "users-round"),
                     (Grouping.OBJECTIVE, tr("Objective"), "target"),
                     (Grouping.PRIORITY, tr("Priority"), "layout-grid")]  # fmt: skip
        tabs = [(ACTIONS, tr("Actions")), (NEEDS, tr("Needs, tools")), (LEVERS, tr("Levers")),
                (BUDGET, tr("Budget")), (FOLLOW_UP, tr("Follow-up"))]  # fmt: skip
        self._tabs = Segmented(tabs, small=True, name="action_tabs", accessible_name=tr("Part of the action plan"))
        self._tabs.changed.connect(self.show_tab)
        self.add_beside_title(self._tabs)
        self._groupings = Segmented(groupings, icons_alone=True, name="action_grouping",
                                    accessible_name=tr("Group the actions by"))  # fmt: skip
        self.add_action(self._groupings)
        self._new = Button(tr("New action"), "primary", icon="plus", on_click=self._add, name="new_action",
                           accessible_name=tr("New action"))  # fmt: skip
        explain(self._new, "new", tr("New action"))
        self._new.setEnabled(not bridge.document.is_read_only)
        self.add_action(self._new)
        self._origins = IconButton("chevron-down", tr("New action from"), name="new_action_from",
                                   on_click=self._offer_origins)  # fmt: skip
        self.add_action(self._origins)
        self._stack = QStackedWidget(self)  # each part is built in it: Qt styles all that it holds again otherwise
        self.banner = StepBanner(bridge, (self.page_id, "view_follow_up"), self._cures())
        main = under(self.banner, self._stack, self)
        self.set_main(main)
        self.actions_view = ActionsView(bridge, self._stack)
        self._groupings.changed.connect(self._group_by)
        self._join(self.actions_view)
        ThingDrop(main, lambda thing: takes(bridge, thing, PLAN), lambda thing: send_dropped(bridge, thing, PLAN))
        self.offer_panel(lambda: self.side, _PANEL)
        self.actions_view.picked.connect(self._show_details)
        self.actions_view.opened.connect(self._open_details)

    # The other parts, made when they are first asked for

    @cached_property
    def side(self) -> ActionPanel:
        """The action that has the cursor, and the questions."""
        side = ActionPanel(self.bridge, self.panel_place)
        side.show_action(self.actions_view.current_id)
        side.closed.connect(self._close_details)
        return side

    @property
    def details(self) -> ActionDetails:
        """The fields of the action that has the cursor."""
        return self.side.details

    @cached_property
    def needs(self) -> NeedsAndTools:
        """Functional needs and tools."""
        part = NeedsAndTools(self.bridge, self._stack)
        part.action_wanted.connect(self._show_action)
        return self._join(part)

    @cached_property
    def levers(self) -> Levers:
        """The levers of the method."""
        part = Levers(self.bridge, self._stack)
        part.added.connect(self._show_action)
        return self._join(part)

    @cached_property
    def economics(self) -> Economics:
        """Costs, load, returns and the best set."""
        part = Economics(self.bridge, self._stack)
        part.action_wanted.connect(self._show_action)
        part.actions_wanted.connect(lambda: self.show_tab(ACTIONS))
        return self._join(part)

    @cached_property
    def follow_up(self) -> FollowUp:
        """Readings and A/B tests."""
        return self._join(FollowUp(self.bridge, self._stack))

    # The contract of a page

    def title(self) -> str:
        return tr("Action plan")

    def question(self) -> str:
        return tr("What to do, for whom, in which order and with which budget?")

    def refresh(self) -> None:
        self._part().follow()
        self._show_header_parts()
        if self.tab == ACTIONS and "side" in vars(self):
            self.side.show_action(self.actions_view.current_id)

    def apply(self, changes: ChangeSet) -> None:
        self.refresh()
        self.handlers_changed.emit()

    def settle(self) -> None:
        self.banner.follow()

    def reveal(self, kind: str, row_id: str) -> bool:
        if kind == "levers":
            self.show_tab(LEVERS)
            return self.levers.reveal(row_id)
        if kind in _NEEDS_KINDS:
            self.show_tab(NEEDS)
            return self.needs.reveal(kind, row_id)
        if kind == OwnerCapacity.__tablename__:
            self.show_tab(BUDGET)
            self.economics.show_view(LOAD)
            known = self.bridge.snapshot().get(OwnerCapacity, row_id)
            return known is not None and self.economics.load.reveal(known.owner)
        if kind == Milestone.__tablename__:
            self.show_tab(ACTIONS)
            return self.actions_view.reveal_milestone(row_id)
        if kind == Action.__tablename__ or kind.startswith("action_"):
            self.show_tab(ACTIONS)
            return self.actions_view.reveal(row_id.partition("~")[0])
        if kind in _FOLLOW_UP_KINDS and self._is_followed(kind, row_id):
            self.show_tab(FOLLOW_UP)
            return self.follow_up.reveal(kind, row_id)
        return False

    def standing(self) -> Standing:
        watched = self.follow_up.standing() if self.tab == FOLLOW_UP else None
        return Standing(self.tab, self._groupings.value(), self.actions_view.current_id, watched)

    def stand_on(self, standing: object) -> None:
        if isinstance(standing, Standing):
            if standing.grouping != self._groupings.value():
                self._groupings.set_value(standing.grouping)
                self._group_by(standing.grouping)
            self.actions_view.table.reveal(standing.action_id)
            self.show_tab(standing.tab)
            if standing.follow_up is not None:
                self.follow_up.stand_on(standing.follow_up)

    def handlers(self) -> Handlers:
        return self._part().handlers()

    def status_hints(self) -> Hints:
        if self.tab == ACTIONS:
            return self.actions_view.hints()
        if self.tab == LEVERS:
            return ((key_text("new"), tr("create an action")),)
        if self.tab == BUDGET:
            return ((key_text("edit"), tr("edit")),)
        if self.tab == FOLLOW_UP:
            return self.follow_up.hints()
        return ((key_text("new"), tr("add")), (key_text("edit"), tr("edit")))

    def status_text(self) -> str:
        return self.actions_view.status_text() if self.tab == ACTIONS else ""

    def toggle_panel(self) -> None:
        if self.tab == ACTIONS:
            super().toggle_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        width = self.window().width()
        self._groupings.show_icons_only(list(Grouping) if width < theme().px(_NARROW) else [])
        words = tr("Action") if width < theme().px(_NARROWEST) else tr("New action")
        if words != self._new.text():
            self._new.setText(words)
        super().resizeEvent(event)

    # What the user does

    @property
    def tab(self) -> str:
        """The part that is shown."""
        return str(self._tabs.value())

    def show_tab(self, tab: object) -> None:
        """Show the actions, the needs and tools, the levers, the budget, or the follow-up."""
        self._tabs.set_value(tab)
        part = self._part()
        part.follow()
        self._stack.setCurrentWidget(part)
        self._show_header_parts()
        if tab != ACTIONS:
            self._is_panel_wanted = False
            self._place_panel()
        self.handlers_changed.emit()

    def show_part(self, name: str) -> None:
        if name == "questions":
            self.show_tab(ACTIONS)
            self.show_panel()
            super().show_part(name)
            return
        self.show_tab({BEST_SET: BUDGET, "readings": FOLLOW_UP}.get(name, name))
        if name == BEST_SET:
            self.economics.show_view(BEST_SET)
        elif name == "readings":
            self.follow_up.show_view(name)

    def _part(self) -> Part:
        """The part that is shown; only this one follows the plan."""
        if self.tab == ACTIONS:
            return self.actions_view
        if self.tab == NEEDS:
            return self.needs
        if self.tab == BUDGET:
            return self.economics
        return self.levers if self.tab == LEVERS else self.follow_up

    def _join(self, part: AnyPart) -> AnyPart:
        self._stack.addWidget(part)
        part.handlers_changed.connect(self.handlers_changed)
        return part

    def _show_header_parts(self) -> None:
        """An empty plan has its primary button in the middle; the other parts have their own buttons."""
        has_table = self.tab == ACTIONS and bool(self.bridge.snapshot().all(Action))
        self.set_panel_of_use(has_table)
        self._groupings.setVisible(has_table)
        self._new.setVisible(has_table)
        self._origins.setVisible(has_table)

    def _show_action(self, action_id: str) -> None:
        self.show_tab(ACTIONS)
        self.actions_view.reveal(action_id)

    def _is_followed(self, kind: str, row_id: str) -> bool:
        """Readings of the stock-taking belong to the objectives."""
        if kind != KpiReading.__tablename__:
            return True
        reading = self.bridge.snapshot().get(KpiReading, row_id)
        return reading is not None and reading.origin == ReadingOrigin.FOLLOW_UP

    def _add(self) -> None:
        self.handlers().get("new", lambda: None)()

    def _offer_origins(self) -> None:
        self.actions_view.offer_origins(self._origins, lambda: self.show_tab(LEVERS))

    def _group_by(self, grouping: object) -> None:
        self.actions_view.group_by(grouping)
        self.handlers_changed.emit()

    def _show_details(self, action_id: str) -> None:
        if "side" in vars(self) and action_id != self.details.action_id:
            self.side.show_action(action_id)

    def _open_details(self, action_id: str) -> None:
        self._show_details(action_id)
        self.show_panel()
        self.side.take_focus()

    def _cures(self) -> dict[str, Cure]:
        create = tr("Create an action")
        return {
            "warn_over_budget": Cure(tr("See the budget"), lambda _found: self._show_budget()),
            "warn_action_without_kpi": Cure(tr("Choose an indicator"), self._complete),
            "warn_action_orphan": Cure(tr("Link it"), self._complete),
            "warn_dates": Cure(tr("See the dates"), self._complete),
            "warn_priority_segment_uncovered": Cure(create, self._serve_segment, changes_plan=True),
            "warn_skip_top_friction": Cure(create, self._answer_friction, changes_plan=True),
        }

    def _serve_segment(self, finding: Finding) -> None:
        self._show_made(self.bridge.run(lambda: add_action(self.bridge.document, segment_ids=[finding.row_id])))

    def _answer_friction(self, finding: Finding) -> None:
        self._show_made(self.bridge.run(lambda: add_action(self.bridge.document, friction_id=finding.row_id)))

    def _show_made(self, made: str | None) -> None:
        if made:
            self._show_action(made)

    def _complete(self, finding: Finding) -> None:
        """Show an action with its details beside."""
        self._show_action(finding.row_id)
        self._open_details(finding.row_id)

    def _show_budget(self) -> None:
        self.show_tab(ACTIONS)
        self.actions_view.budget.edit()

    def _close_details(self) -> None:
        self._is_panel_wanted = False
        self._place_panel()
        self.actions_view.table.setFocus()
