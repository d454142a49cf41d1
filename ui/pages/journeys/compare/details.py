"""One difference in full: what stands for what, why, each field before and after, and the actions that carry it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from journey.comparison import COMPARED, FOLLOW_UPS, Difference, Fate
from journey.model import Touchpoint
from resources.i18n import current, tr
from strategy.differences import actions_of_difference
from strategy.naming import Naming
from strategy.operations import explain_change
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.difference_words import fate_word, field_name, field_value
from ui.pages.journeys.compare.matching import match_words, pick_match
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.inline import InlineEdit
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Rule


class DifferenceDetails(ScrollColumn):
    """`answer_wanted` carries the point of a difference that gets its action."""

    answer_wanted = Signal(str)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(16, 12, 16, 12), spacing=8, name="difference_details", parent=parent)
        self._bridge = bridge
        self._journeys = ("", "")
        self._difference: Difference | None = None
        self._head()
        self.match = Chip("", "outline", icon="git-compare-arrows", on_click=self._pick_match, name="choose_match")
        self.add(self.match)
        self.reason = InlineEdit(role="small", placeholder=tr("Why it changes"), multiline=True, inset=0,
                                 name="difference_reason", accessible_name=tr("Why it changes"))  # fmt: skip
        self.reason.committed.connect(self._explain)
        self.add(self.reason)
        self._fields = QWidget()
        self._grid = QGridLayout(self._fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme().px(12))
        self._grid.setVerticalSpacing(theme().px(2))
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self.add(self._fields)
        self._actions = QWidget()
        self._action_flow = FlowLayout(self._actions, spacing=4, line_spacing=4)
        self.add(self._actions)
        self._answer = Button(tr("Create an action"), icon="flag", size="small", on_click=self._want_answer,
                              name="add_action_of_difference")  # fmt: skip
        self.add(self._answer)

    def show_difference(self, snapshot: Snapshot, journeys: tuple[str, str], difference: Difference) -> None:
        """Show a difference as it is now."""
        self._journeys, self._difference = journeys, difference
        naming = Naming(snapshot, current())
        before, after = (snapshot.get(Touchpoint, each) for each in (difference.as_is_id, difference.to_be_id))
        point = after or before
        self._name.setText((naming.title(point) if point else "") or tr("To name"))
        self._fate.setText(fate_word(difference.fate, 1))
        self.match.set_text(match_words(snapshot, difference))
        self.reason.setVisible(difference.fate is not Fate.KEPT)
        if not self.reason.is_editing:
            self.reason.set_text(difference.reason)
        self._show_fields(naming, difference, before, after)
        self._show_actions(snapshot, naming, difference)

    def needed_height(self, width: int) -> int:
        """The height that shows everything at a width."""
        content = self.widget()
        layout = content.layout() if content is not None else None
        if layout is None:
            return 0
        return layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()

    def _head(self) -> None:
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        self._name = ElidedLabel("", "strong", name="difference_name")
        self._fate = Label("", "caption", "ink2")
        row.addWidget(self._name, 1)
        row.addWidget(self._fate)
        self.add(head)

    def _show_fields(
        self, naming: Naming, difference: Difference, before: Touchpoint | None, after: Touchpoint | None
    ) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        columns = _columns_told(naming, difference, before, after)
        if not columns:
            self._grid.addWidget(Label(tr("Nothing differs."), "small", "ink2"), 0, 0, 1, 2)
            return
        for place, (title, tone) in enumerate(((tr("As is"), "asIs"), (tr("To be"), "toBe"))):
            self._grid.addWidget(Label(title, "label", tone), 0, place)
        for index, column in enumerate(columns):
            row = 3 * index + 1
            self._grid.addWidget(Rule(), row, 0, 1, 2)
            self._grid.addWidget(Label(field_name(column), "caption"), row + 1, 0, 1, 2)
            for place, point in enumerate((before, after)):
                said = field_value(point, column, naming)
                cell = Label(said or "–", "small", "ink" if place else "ink2", wrap=True)
                cell.setObjectName(f"{'after' if place else 'before'}_{column}")
                self._grid.addWidget(cell, row + 2, place)

    def _show_actions(self, snapshot: Snapshot, naming: Naming, difference: Difference) -> None:
        self._action_flow.clear()
        actions = actions_of_difference(snapshot, difference)
        for action in actions:
            words = f"{naming.code(action)} {naming.title(action)}".strip()
            go = self._opener(action.id)
            self._action_flow.addWidget(Chip(words, "link", icon="flag", on_click=go, name=f"show_{action.id}"))
        self._actions.setVisible(bool(actions))
        self._answer.setVisible(not actions and difference.fate is not Fate.KEPT)

    def _opener(self, action_id: str) -> Callable[[], object]:
        return lambda: self._bridge.go_to("action", action_id)

    def _explain(self, reason: str) -> None:
        difference = self._difference
        if difference is not None:
            document = self._bridge.document
            self._bridge.attempt(lambda: explain_change(document, self._journeys[1], difference.point_id, reason))

    def _pick_match(self) -> None:
        if self._difference is not None:
            corner = self.match.mapToGlobal(QPoint(0, self.match.height() + 4))
            pick_match(self._bridge, self._journeys, self._difference, self.match, corner)

    def _want_answer(self) -> None:
        if self._difference is not None:
            self.answer_wanted.emit(self._difference.point_id)


def _columns_told(
    naming: Naming, difference: Difference, before: Touchpoint | None, after: Touchpoint | None
) -> list[str]:
    """The fields that differ; of what comes or goes, those that say something."""
    if before is not None and after is not None:
        return [*(["stage_id"] if difference.is_moved else []), *difference.columns]
    point = after or before
    known = (*(each for each in COMPARED if each not in ("name", "is_external")), FOLLOW_UPS)
    return ["stage_id", *(each for each in known if field_value(point, each, naming))]
