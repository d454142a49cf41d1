"""The tab of what the plan costs and brings: costs, load, returns, and the best set within a budget."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.i18n import tr
from strategy.model import Action, OwnerCapacity
from ui.document_bridge import DocumentBridge
from ui.pages.economics.best_set import BestSetView
from ui.pages.economics.costs import Costs
from ui.pages.economics.load import LoadView
from ui.pages.economics.returns import Returns
from ui.pages.rows_block import Acts
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.segmented import Segmented
from ui.widgets.surface import Surface

COSTS, LOAD, RETURNS, BEST_SET = "costs", "load", "returns", "best_set"
View = Costs | LoadView | Returns | BestSetView


class Economics(QWidget):
    """Four views; only the one that is shown follows the plan. `action_wanted` carries an action to show."""

    handlers_changed = Signal()
    action_wanted = Signal(str)
    actions_wanted = Signal()
    """There is nothing to reckon yet."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("economics")
        views = [(COSTS, tr("Costs"), "chart-column"), (LOAD, tr("Load"), "users-round"),
                 (RETURNS, tr("Returns"), "chart-line"), (BEST_SET, tr("Best set"), "circle-check")]  # fmt: skip
        self.switch = Segmented(views, small=True, name="economics_view", accessible_name=tr("View of the budget"))
        self.switch.changed.connect(self.show_view)
        filled = QWidget(self)
        self._stack = stack = QStackedWidget(filled)
        self.costs, self.load = Costs(bridge, stack), LoadView(bridge, stack)
        self.returns, self.best_set = Returns(bridge, stack), BestSetView(bridge, stack)
        self._views: dict[str, View] = {
            COSTS: self.costs, LOAD: self.load, RETURNS: self.returns, BEST_SET: self.best_set,
        }  # fmt: skip
        for view in self._views.values():
            self._stack.addWidget(view)
        self.returns.used.connect(self.handlers_changed)
        for opening in (self.returns, self.best_set):
            opening.opened.connect(self.action_wanted)
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._stack, 1)
        self._whole = QStackedLayout(self)
        self._whole.addWidget(filled)
        see = Button(
            tr("See the actions"), "primary", icon="flag", on_click=self.actions_wanted.emit, name="see_actions"
        )
        said = tr("Costs, load, returns and the best set within a budget are reckoned from the actions.")
        self._whole.addWidget(EmptyState(tr("What will it cost, and bring?"), said, see, name="economics_empty"))

    @property
    def view(self) -> str:
        """The view that is shown."""
        return str(self.switch.value())

    def follow(self) -> None:
        """Follow the plan."""
        snapshot = self._bridge.snapshot()
        has_something = bool(snapshot.all(Action)) or bool(snapshot.all(OwnerCapacity))
        self._whole.setCurrentIndex(0 if has_something else 1)
        self._views[self.view].follow()

    def show_view(self, view: object) -> None:
        """Show the costs, the load, the returns, or the best set."""
        self.switch.set_value(view)
        self.follow()
        self._stack.setCurrentWidget(self._views[self.view])
        self.handlers_changed.emit()

    def handlers(self) -> Acts:
        can_edit = self.view == RETURNS and self.returns.current_id and not self._bridge.document.is_read_only
        return {"edit": self.returns.edit} if can_edit else {}

    def _head(self) -> QWidget:
        bar = Surface("sheet", lines=("bottom",))
        row = QHBoxLayout(bar)
        px = theme().px
        row.setContentsMargins(px(24), px(8), px(24), px(8))
        row.addWidget(self.switch)
        row.addStretch(1)
        return bar
