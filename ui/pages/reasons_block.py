"""Why an action is in the plan, in one sentence for each reason: under the flow, and in the panel of the action."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.model import Touchpoint
from resources.i18n import current
from strategy.model import Action
from strategy.naming import Naming
from strategy.reason_words import why
from strategy.reasons import Costs, costs_for, journeys_of_costs, reasons
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.latest import AT_ONCE, Latest
from ui.theme.theme import theme
from ui.widgets.label import Label


class ReasonsBlock(QWidget):
    """The sentences, one below the other; what frictions cost comes once their journeys are solved."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reasons")
        self._bridge = bridge
        self._wanted: tuple[Snapshot, str] | None = None
        self._labels: list[Label] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme().px(6))
        self._latest = Latest(self)
        self._latest.came.connect(self._take)

    def text(self) -> str:
        """What is said now, a line for each sentence."""
        return "\n".join(label.text() for label in self._labels if not label.isHidden())

    def show_action(self, action_id: str) -> None:
        """Say why this action is there; nothing for an action that is gone."""
        snapshot = self._bridge.snapshot()
        if self._wanted == (snapshot, action_id):
            return
        self._wanted = (snapshot, action_id)
        journeys = journeys_of_costs(snapshot, action_id)
        points = sum(len(snapshot.where(Touchpoint, journey_id=each)) for each in journeys)
        if points > AT_ONCE:
            self._say(snapshot, action_id, None)
        self._latest.ask(_work(snapshot, action_id), at_once=points <= AT_ONCE)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._latest.leave()
        self._wanted = None

    def _take(self, found: tuple[Snapshot, str, Costs]) -> None:
        if self._wanted == found[:2]:
            self._say(*found)

    def _say(self, snapshot: Snapshot, action_id: str, costs: Costs | None) -> None:
        action = snapshot.get(Action, action_id)
        names = Naming(snapshot, current())
        sentences = why(reasons(snapshot, action_id, costs), names) if action is not None else ()
        while len(self._labels) < len(sentences):
            self._labels.append(Label("", "small", "ink2", wrap=True))
            self._column.addWidget(self._labels[-1])
        for at, label in enumerate(self._labels):
            label.setVisible(at < len(sentences))
            label.setText(sentences[at] if at < len(sentences) else "")


def _work(snapshot: Snapshot, action_id: str) -> Callable[[], object]:
    return lambda: (snapshot, action_id, costs_for(snapshot, action_id))
