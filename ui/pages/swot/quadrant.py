"""One tinted quadrant: its head, the cards of its statements, what the plan suggests, and questions to start from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.catalogue import catalogue
from resources.i18n import current, ntr, tr
from strategy.analysis import Proposal
from strategy.model import Quadrant, WorkshopNote
from ui.actions import explain
from ui.models.swot import help_of, letter_of, new_words, purpose_of, tint_of
from ui.pages.swot.card import StatementCard
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.dashed import DashedCard
from ui.widgets.drops import DropColumn, carried_thing
from ui.widgets.label import Label
from ui.widgets.marks import swot_tile
from ui.widgets.paint import LEFT, box, painter_on, text
from ui.widgets.shown import set_shown
from ui.widgets.tab_order import held_by

STATEMENT_MIME = "application/x-periple-statement"
_GAP = 8
_PROPOSALS_SHOWN = 3
_PROMPTS = {Quadrant.OPPORTUNITY.value: "opportunity_prompts", Quadrant.THREAT.value: "threat_prompts"}


class QuadrantColumn(DropColumn):
    """`add_wanted` carries the quadrant and the question that starts the statement, if any; `dropped` a statement,
    the quadrant and the place wanted in it; `proposal_wanted` a `Proposal`."""

    add_wanted = Signal(str, str)
    dropped = Signal(str, str, int)
    proposal_wanted = Signal(object)
    thing_dropped = Signal(object, str)
    """A workshop note, as kind and id, and the quadrant."""
    refilled = Signal()

    def __init__(self, quadrant: str, *, is_read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quadrant = quadrant
        self.cards: list[StatementCard] = []
        self._proposals: tuple[Proposal, ...] | None = None
        self._shows_all = self._shows_prompts = False
        self._is_read_only = is_read_only
        name = current().label(quadrant)
        self.setObjectName(f"quadrant_{quadrant}")
        self.setAccessibleName(name)
        self.setAcceptDrops(not is_read_only)
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(12), px(12), px(14))
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addSpacing(px(12))
        self._list = _column()
        self._extras = _column()
        for part in (self._list, self._extras):
            column.addLayout(part)
        column.addStretch(1)

    def show_cards(self, cards: Sequence[StatementCard]) -> None:
        """Show these cards in this order; those that stay keep their state."""
        for card in [each for each in self.cards if each not in cards]:
            self._list.removeWidget(card)
        for place, card in enumerate(cards):
            if self._list.indexOf(card) != place:
                self._list.removeWidget(card)
                self._list.insertWidget(place, card)
                set_shown(card)
        was_empty = not self.cards
        self.cards = list(cards)
        if was_empty != (not self.cards):
            self._fill_extras()

    def show_proposals(self, proposals: tuple[Proposal, ...]) -> None:
        """Show what the plan suggests for this quadrant."""
        if proposals != self._proposals:
            self._proposals = proposals
            self._fill_extras()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """The parts that Tab goes through, from top to bottom."""
        return (self.plus, *self.cards, *held_by(self._extras, self))

    # Dragging

    def stacked(self) -> list[StatementCard]:
        return self.cards

    def takes(self, mime: QMimeData) -> bool:
        thing = carried_thing(mime)
        return mime.hasFormat(STATEMENT_MIME) or (thing is not None and thing[0] == WorkshopNote.__tablename__)

    def let_go(self, mime: QMimeData, place: int) -> None:
        thing = carried_thing(mime)
        if thing is not None and not mime.hasFormat(STATEMENT_MIME):
            self.thing_dropped.emit(thing, self.quadrant)
            return
        statement_id = bytes(mime.data(STATEMENT_MIME).data()).decode(errors="replace")
        self.dropped.emit(statement_id, self.quadrant, place)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        is_target = self.drop_place is not None
        box(
            painter, self.rect(), look.palette("swotTint", tint_of(self.quadrant)), "primary" if is_target else None,
            radius=look.radius("sheet"), width=2, dashed=True,
        )  # fmt: skip
        self.paint_place(painter, look.px(_GAP), look.px(12))

    # Inside

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(2), 0, 0, 0)
        row.addWidget(QuadrantHead(self.quadrant), 1)
        self.plus = IconButton(
            "plus", new_words(self.quadrant), on_click=lambda: self.add_wanted.emit(self.quadrant, ""),
            name=f"add_{self.quadrant}",
        )  # fmt: skip
        explain(self.plus, "new", new_words(self.quadrant))
        self.plus.setEnabled(not self._is_read_only)
        row.addWidget(self.plus)
        return row

    def _fill_extras(self) -> None:
        """Suggestions, then the questions of the method; a quadrant without any card says how to begin."""
        while (item := self._extras.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._extras.setContentsMargins(0, theme().px(_GAP if self.cards else 0), 0, 0)
        if self._is_read_only:
            return
        if not self.cards:
            self._add_extra(Label(help_of(self.quadrant), "small", "ink2", wrap=True))
            self._add_extra(DashedCard(
                new_words(self.quadrant), on_click=lambda: self.add_wanted.emit(self.quadrant, ""),
                name=f"first_{self.quadrant}",
            ))  # fmt: skip
        self._fill_proposals()
        self._fill_prompts()

    def _fill_proposals(self) -> None:
        found = self._proposals or ()
        shown = found if self._shows_all else found[:_PROPOSALS_SHOWN]
        for proposal in shown:
            caption = tr("From the starting point: {text}") if proposal.note_id else tr("From the diagnostic: {text}")
            self._add_extra(DashedCard(
                caption.format(text=proposal.text), tr("Adopt"), icon="sparkles",
                on_click=partial(self.proposal_wanted.emit, proposal), name="proposal",
            ))  # fmt: skip
        more = len(found) - len(shown)
        if more:
            sentence = ntr("{n} more suggestion", "{n} more suggestions", more).format(n=more)
            self._add_extra(_link(sentence, self._show_all, "more_proposals"))

    def _fill_prompts(self) -> None:
        if self.quadrant not in _PROMPTS:
            return
        words = tr("Hide the questions") if self._shows_prompts else tr("Questions to start from")
        self._add_extra(_link(words, self._toggle_prompts, "prompts_switch"))
        for entry in catalogue().entries(_PROMPTS[self.quadrant]) if self._shows_prompts else ():
            question = current().label(entry.id)
            add = partial(self.add_wanted.emit, self.quadrant, question)
            self._add_extra(DashedCard(question, icon="circle-help", on_click=add, name=f"prompt_{entry.id}"))

    def _add_extra(self, widget: QWidget) -> None:
        self._extras.addWidget(widget)
        widget.show()  # at once, not at the next turn of the event loop: it may be given the focus

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill_anew("proposal")

    def _toggle_prompts(self) -> None:
        self._shows_prompts = not self._shows_prompts
        self._fill_anew("prompts_switch")

    def _fill_anew(self, name: str) -> None:
        """Fill the extras after a click on one of them; the focus stays near."""
        self._fill_extras()
        self.refilled.emit()
        shown = [part for part in self.tab_stops() if part.objectName() == name]
        if shown:
            shown[-1].setFocus(Qt.FocusReason.OtherFocusReason)


class QuadrantHead(QWidget):
    """The tile with its letter, the name of the quadrant and what it is for."""

    def __init__(self, quadrant: str) -> None:
        super().__init__()
        words = current()
        self._quadrant = quadrant
        self._letter = letter_of(quadrant, words)
        self._title, self._purpose = words.label(quadrant), purpose_of(quadrant)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        side, left = look.px(28), look.px(36)
        key = tint_of(self._quadrant)
        swot_tile(painter, QRectF(0, look.px(4), side, side), key, self._letter)
        title = QRectF(left, 0, self.width() - left, look.px(20))
        text(painter, title, self._title, look.font("strong"), look.palette("swotText", key), LEFT)
        under = QRectF(left, look.px(19), self.width() - left, look.px(17))
        text(painter, under, self._purpose, look.font("label", weight=400), "ink2", LEFT)


def _link(words: str, act: Callable[[], object], name: str) -> Button:
    link = Button(words, "link", size="small", on_click=act, name=name)
    link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return link


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(theme().px(_GAP))
    return column
