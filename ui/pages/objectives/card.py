"""The card of one objective: its head, and its open part made when it is first unfolded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from resources.i18n import tr
from strategy.model import Objective
from strategy.operations import set_value
from ui.document_bridge import DocumentBridge
from ui.models.objectives import ObjectiveFacts, facts_of
from ui.pages.objectives.head import CardHead
from ui.widgets.focus import holds
from ui.widgets.inline import InlineEdit
from ui.widgets.surface import Card

if TYPE_CHECKING:
    from ui.pages.objectives.body import CardBody

_OPENING_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ObjectiveCard(Card):
    """Shows an objective by its id; `picked` when it takes the focus or a click, `dragged` when pulled by its grip."""

    picked = Signal(str)
    dragged = Signal(str)
    unfolded = Signal(str, bool)

    def __init__(self, bridge: DocumentBridge, objective: Objective, parent: QWidget | None = None) -> None:
        super().__init__(interactive=True, margins=(0, 0, 0, 0), name=f"objective_{objective.id}", parent=parent)
        self.bridge = bridge
        self.objective_id = objective.id
        self._facts = facts_of(bridge.snapshot(), objective)
        self._body: CardBody | None = None
        self.body.setSpacing(0)
        self.head = CardHead(self._facts, self)
        self.body.addWidget(self.head)
        self.head.title.set_read_only(bridge.document.is_read_only)
        self.head.title.committed.connect(self._rename)
        self.head.title.editing_ended.connect(self._take_focus_back)
        self.head.toggled.connect(lambda: self.set_open(not self.is_open))
        self.head.picked.connect(lambda: self.setFocus(Qt.FocusReason.MouseFocusReason))
        self.head.field_wanted.connect(self.edit_field)
        self.head.dragged.connect(lambda: self.dragged.emit(self.objective_id))
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]  # there is one
        self._name_for_readers()

    @property
    def facts(self) -> ObjectiveFacts:
        """What the card shows."""
        return self._facts

    @property
    def is_open(self) -> bool:
        return self._body is not None and not self._body.isHidden()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the open card says that the method warns of."""
        return self._body.warnings if self._body is not None else ()

    def follow(self) -> None:
        """Show the objective as it is now."""
        snapshot = self.bridge.snapshot()
        row = snapshot.get(Objective, self.objective_id)
        if row is None:
            return
        facts = facts_of(snapshot, row)
        if facts != self._facts:
            self._facts = facts
            self.head.show_facts(facts)
            self._name_for_readers()
        if self._body is not None:
            self._body.follow(facts)

    def set_open(self, is_open: bool) -> None:
        """Unfold or fold the card."""
        if is_open == self.is_open:
            return
        if self._body is None:
            from ui.pages.objectives.body import CardBody  # all the fields: a plan opens on folded cards

            self._body = CardBody(self.bridge, self._facts, self)
            self._body.left.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
            self.body.addWidget(self._body)
        if not is_open and self._body.isAncestorOf(self.window().focusWidget()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._body.setVisible(is_open)
        self.head.set_open(is_open)
        self.unfolded.emit(self.objective_id, is_open)

    def edit_focused_text(self) -> bool:
        """Begin to edit the text of a letter that has the focus; False when none has it."""
        focus = self.window().focusWidget()
        if self._body is None or not isinstance(focus, InlineEdit) or not self._body.isAncestorOf(focus):
            return False
        focus.begin()
        return True

    def edit_title(self) -> None:
        """Put the cursor in the title."""
        self.head.title.begin()

    def edit_field(self, field: str) -> None:
        """Unfold the card and put the cursor in one of its fields."""
        self.set_open(True)
        if self._body is not None:
            self._body.edit(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Keys that the fields inside leave unused come up here: only those of the card itself act.
        if self.hasFocus() and event.key() in _OPENING_KEYS and not event.modifiers():
            self.set_open(not self.is_open)
        else:
            event.ignore()

    def mouseReleaseEvent(self, event: object) -> None:
        """The head tells what a click is for."""

    def _rename(self, title: str) -> None:
        self.bridge.run(lambda: set_value(self.bridge.document, Objective, self.objective_id, "name", title))

    def _take_focus_back(self) -> None:
        if self.head.title.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if holds(self, new):
            self.picked.emit(self.objective_id)

    def _name_for_readers(self) -> None:
        facts = self._facts
        rank = tr("priority {rank}").format(rank=facts.priority) if facts.priority else tr("no priority")
        met = tr("SMART {n} of {total}").format(n=sum(facts.smart), total=len(facts.smart))
        self.setAccessibleName(", ".join((tr("Objective"), facts.title or tr("to name"), rank, met)))
        self.setAccessibleDescription(", ".join(part for part in (facts.kpi, facts.baseline, facts.target) if part))
