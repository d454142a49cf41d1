"""Step 4: strengths, weaknesses, opportunities and threats, beside the diagnostic of the company's capabilities."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from journey.model import Touchpoint
from resources.i18n import current, ntr, tr
from storage.changes import ChangeSet
from strategy.analysis import Proposal
from strategy.analysis.held_back import HeldBackReport, held_back
from strategy.model import (
    PLAN_ROW,
    CapabilityAnswer,
    Plan,
    Quadrant,
    ResourceAnswer,
    SwotFriction,
    SwotJourney,
    SwotStatement,
    SwotTouchpoint,
)
from strategy.operations import (
    add_action,
    add_statement,
    adopt_audit_note,
    duplicate,
    move_statement,
    set_value,
)
from strategy.snapshot import Snapshot
from ui.actions import explain, key_text
from ui.deletion import delete_with_care
from ui.document_bridge import DocumentBridge
from ui.latest import AT_ONCE, Latest
from ui.messages import Way, messages
from ui.models.swot import OUTLOOK, QUADRANTS, StatementFacts
from ui.pages.page import Handlers, Hints, Page
from ui.pages.step_banner import Cure, StepBanner, under
from ui.pages.swot.board import SwotBoard
from ui.pages.swot.menus import open_area_menu, open_card_menu, open_links_menu
from ui.pages.swot.panel import SwotPanel
from ui.sending import send_handlers
from ui.widgets.button import Button
from ui.widgets.checks import Switch
from ui.widgets.focus import keep_in_view
from ui.widgets.panel import ScrollColumn

_PANEL_WIDTH = 484
_LINKS = frozenset(each.__tablename__ for each in (SwotFriction, SwotJourney, SwotTouchpoint))


class SwotPage(Page):
    """What the team can rely on, and where it has to invest first."""

    page_id: ClassVar[str] = "step_4_capabilities"

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._outlook = Switch(tr("Opportunities and threats"), name="outlook_switch")
        self._outlook.clicked.connect(self._keep_outlook)
        self.add_action(self._outlook)
        self._new = Button(tr("New item"), "primary", icon="plus", on_click=self.add, name="new_statement")
        explain(self._new, "new", tr("New item"))
        self.add_action(self._new)
        for control in (self._outlook, self._new):
            control.setEnabled(not bridge.document.is_read_only)
        self._scroll = ScrollColumn(margins=(16, 16, 16, 16), name="swot_scroll")
        self.banner = StepBanner(bridge, (self.page_id,), self._cures(), margins=(16, 12, 16, 0))
        self.set_main(under(self.banner, self._scroll, self))
        self.board = SwotBoard(bridge, self._scroll.place)
        self.board.current_changed.connect(lambda _id: self.handlers_changed.emit())
        self.board.wanted.connect(self._answer_card)
        self.board.renamed.connect(self._rename)
        self.board.action_wanted.connect(lambda action_id: bridge.go_to("action", action_id))
        self.board.add_wanted.connect(self.add_to)
        self.board.dropped.connect(self.move_to)
        self.board.proposal_wanted.connect(self.adopt)
        self._scroll.column.insertWidget(0, self.board, 1)
        self._scroll.column.takeAt(1)  # the stretch: the quadrants take the height
        self._report: HeldBackReport | None = None
        self._reckoned: Snapshot | None = None
        self._reckoning = Latest(self)
        self._reckoning.came.connect(self._show_report)
        self.offer_panel(lambda: self.side, _PANEL_WIDTH)

    @cached_property
    def side(self) -> SwotPanel:
        """The diagnostic and what goes with it, made when it is first asked for."""
        side = SwotPanel(self.bridge, self.panel_place)
        side.links_wanted.connect(self._set_links)
        side.action_wanted.connect(self.create_action)
        side.follow()
        if self._report is not None:
            side.show_report(self._report)
        return side

    # The contract of a page

    def title(self) -> str:
        return tr("SWOT")

    def question(self) -> str:
        return tr("What can you rely on, and where must you invest first?")

    def refresh(self) -> None:
        is_kept = not self.bridge.snapshot().plan.has_skipped_outlook
        self._outlook.setChecked(is_kept)
        self.board.show_outlook(is_kept)
        self.board.follow()
        if "side" in vars(self):
            self.side.follow()

    def apply(self, changes: ChangeSet) -> None:
        self.refresh()
        self.handlers_changed.emit()

    def settle(self) -> None:
        self.banner.follow()
        snapshot = self.bridge.snapshot()
        if snapshot is self._reckoned:
            return
        self._reckoned = snapshot
        self._reckoning.ask(lambda: held_back(snapshot), at_once=len(snapshot.all(Touchpoint)) <= AT_ONCE)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reckoning.leave()
        self._reckoned = None

    def reveal(self, kind: str, row_id: str) -> bool:
        if kind == SwotStatement.__tablename__:
            return self._reveal_statement(row_id)
        if kind in _LINKS:
            return self._reveal_statement(row_id.partition("~")[0])
        if kind == CapabilityAnswer.__tablename__:
            question, _, channel = row_id.partition("~")
            known = self.bridge.snapshot().get(CapabilityAnswer, row_id)
            self.show_panel()
            if known is not None:
                return self.side.reveal_answer(known.question, known.channel)
            return self.side.reveal_answer(question, channel or None)
        if kind == ResourceAnswer.__tablename__:
            known_resource = self.bridge.snapshot().get(ResourceAnswer, row_id)
            self.show_panel()
            return self.side.reveal_resource(known_resource.question if known_resource else row_id)
        if kind == "capability_area":
            self.show_panel()
            return self.side.reveal_area(row_id)
        return False

    def handlers(self) -> Handlers:
        if self.bridge.document.is_read_only:
            return {}
        facts = self._current_facts()
        if facts is None:
            return {"new": self.add}
        found: Handlers = {
            "new": self.add,
            "edit": self.edit,
            "move_up": lambda: self._move_by(-1),
            "move_down": lambda: self._move_by(1),
            "duplicate": self.duplicate,
            "delete": self.delete,
            **send_handlers(self.bridge, SwotStatement.__tablename__, facts.id, self),
        }
        return {**found, "next_state": self.accept} if facts.is_weakness else found

    def status_hints(self) -> Hints:
        return ((key_text("new"), tr("new item")), ("1–5", tr("score a question")))

    def status_text(self) -> str:
        statements = self.bridge.snapshot().all(SwotStatement)
        if not statements:
            return ""
        count = len(statements)
        items = ntr("{n} item", "{n} items", count).format(n=current().number(count))
        gaps = sum(card.facts.is_gap for each in QUADRANTS for card in self.board.columns[each].cards)
        if not gaps:
            return items
        without = ntr("{n} weakness without action", "{n} weaknesses without action", gaps)
        return f"{without.format(n=current().number(gaps))}, {items}"

    # What the user does

    def add(self) -> None:
        """Add a statement to the quadrant of the current one, and put the cursor in it."""
        self.add_to(self.board.current_quadrant)

    def add_to(self, quadrant: str, question: str = "") -> None:
        """Add a statement to a quadrant; `question` is what it answers, shown until it is written."""
        added = self.bridge.run(lambda: add_statement(self.bridge.document, quadrant))
        card = self.board.card(added) if added else None
        if card is None or not self._reveal_statement(added or ""):
            return
        if question:
            card.text.set_placeholder(question)
        card.text.begin()

    def edit(self) -> None:
        """Put the cursor in the current statement."""
        card = self.board.card(self.board.current_id)
        if card is not None:
            card.text.begin()

    def duplicate(self) -> None:
        """Copy the current statement."""
        current_id = self.board.current_id
        twin = self.bridge.run(lambda: duplicate(self.bridge.document, SwotStatement, current_id))
        if twin:
            self._reveal_statement(twin)

    def delete(self) -> None:
        """Delete the current statement, telling first what depends on it."""
        delete_with_care(self.bridge, SwotStatement, self.board.current_id)

    def accept(self) -> None:
        """Accept the current weakness as it is, or no longer."""
        facts = self._current_facts()
        if facts is not None:
            document, is_accepted = self.bridge.document, not facts.is_accepted
            self.bridge.run(lambda: set_value(document, SwotStatement, facts.id, "is_accepted", is_accepted))

    def adopt(self, proposal: Proposal) -> None:
        """Make a statement of what the plan suggests."""
        document, note_id = self.bridge.document, proposal.note_id
        if note_id is not None:
            added = self.bridge.run(lambda: adopt_audit_note(document, note_id))
        else:
            added = self.bridge.run(
                lambda: add_statement(document, proposal.quadrant, text=proposal.text, area=proposal.area)
            )
        if added:
            self._reveal_statement(added)

    def move_to(self, statement_id: str, quadrant: str, place: int) -> None:
        """Move a statement; `place` counts the cards above the spot, the moved one included."""
        order = self.board.order(quadrant)
        before = order.index(statement_id) if statement_id in order else len(order)
        index = place - (before < place)
        if statement_id in order and index == before:
            return
        self.bridge.run(lambda: move_statement(self.bridge.document, statement_id, quadrant, index))
        self._reveal_statement(statement_id)

    def create_action(self, statement_id: str) -> None:
        """Add an action that answers a statement, and tell where it is."""
        added = self.bridge.run(lambda: add_action(self.bridge.document, statement_id=statement_id))
        if added:
            way = Way(tr("See the action"), lambda: self.bridge.go_to("action", added))
            messages().toast(tr("Action added to the plan"), icon="flag", way=way)

    # Inside

    def _cures(self) -> dict[str, Cure]:
        words = tr("Answer the questions")
        return {
            "warn_capability_unanswered": Cure(words, lambda found: self.reveal(found.kind, found.row_id)),
            "warn_no_budget": Cure(tr("State the budget"), lambda _found: self._edit_budget()),
        }

    def _edit_budget(self) -> None:
        self.show_panel()
        self.side.edit_budget()

    def _current_facts(self) -> StatementFacts | None:
        card = self.board.card(self.board.current_id)
        return card.facts if card is not None else None

    def _reveal_statement(self, statement_id: str) -> bool:
        card = self.board.card(statement_id)
        if card is None:
            return False
        if card.facts.quadrant in OUTLOOK:
            self.board.show_outlook(True)
        keep_in_view(card)
        return self.board.focus_on(statement_id)

    def _answer_card(self, statement_id: str, what: str) -> None:
        card = self.board.card(statement_id)
        if card is None:
            return
        self.board.select(statement_id)
        if what == "action":
            self.create_action(statement_id)
        elif what == "area":
            open_area_menu(self.bridge, statement_id, card)
        elif what == "links":
            open_links_menu(self.bridge, statement_id, card)
        elif what == "held":
            self.show_panel()
            self.side.reveal_held(statement_id)
        elif what == "menu" and not self.bridge.document.is_read_only:
            open_card_menu(
                card.facts, self.handlers(), lambda asked: self._answer_card(statement_id, asked),
                lambda quadrant: self.move_to(statement_id, quadrant, len(self.board.order(quadrant))), card,
            )  # fmt: skip

    def _set_links(self, statement_id: str) -> None:
        if self._reveal_statement(statement_id):
            self._answer_card(statement_id, "links")

    def _show_report(self, report: HeldBackReport) -> None:
        self._report = report
        if "side" in vars(self):
            self.side.show_report(report)
        self.board.show_held(report)

    def _rename(self, statement_id: str, words: str) -> None:
        self.bridge.run(lambda: set_value(self.bridge.document, SwotStatement, statement_id, "text", words))

    def _keep_outlook(self, is_kept: bool) -> None:
        self.bridge.run(lambda: set_value(self.bridge.document, Plan, PLAN_ROW, "has_skipped_outlook", not is_kept))

    def _move_by(self, steps: int) -> None:
        """Up or down in the quadrant, then on to the quadrant above or under it."""
        facts = self._current_facts()
        if facts is None:
            return
        order = self.board.order(facts.quadrant)
        place = order.index(facts.id) + steps
        if 0 <= place < len(order):
            self.bridge.run(lambda: move_statement(self.bridge.document, facts.id, facts.quadrant, place))
            self._reveal_statement(facts.id)
        elif (steps > 0) == (facts.quadrant not in OUTLOOK):
            other = QUADRANTS[(QUADRANTS.index(Quadrant(facts.quadrant)) + 2) % 4]
            self.move_to(facts.id, other, 0 if steps > 0 else len(self.board.order(other)))
