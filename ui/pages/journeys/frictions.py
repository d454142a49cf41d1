"""The frictions of a touchpoint or of a passage: what they are, how grave, how frequent, what proves them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey import operations as gestures
from journey.analysis import friction_score
from journey.model import Friction
from resources.i18n import current, tr
from storage.document import Document
from strategy import operations
from strategy.model import SwotFriction
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.pages.journeys.capability_links import CapabilityLinks
from ui.pages.journeys.cards import CardColumn
from ui.pages.journeys.cost_words import cost_words
from ui.pages.journeys.friction_answer import FrictionAnswer
from ui.pages.journeys.friction_fields import FrictionFields
from ui.pages.journeys.insight import Insight
from ui.sending import ask_where
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.signs import FrictionBadge
from ui.widgets.surface import Surface


class FrictionCard(Surface):
    """One friction with all its fields; score, band, reach and cost come once the journey is solved."""

    def __init__(self, bridge: DocumentBridge, row_id: str, parent: QWidget | None = None) -> None:
        super().__init__("sheet", radius="card", outline="line", name=f"friction_{row_id}", parent=parent)
        self._bridge, self._row_id = bridge, row_id
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(12))
        column.setSpacing(px(8))
        column.addLayout(self._head())
        self._cost = Label("", "caption", "ink2", wrap=True, name="friction_cost")
        self._cost.hide()
        column.addWidget(self._cost)
        self._fields = FrictionFields(bridge)
        self._fields.add_reader(self._read)
        column.addWidget(self._fields)
        column.addWidget(Label(tr("Emotions that it causes"), "label"))
        chips = QWidget()
        self._emotions = FlowLayout(chips, spacing=4, line_spacing=4)
        column.addWidget(chips)
        self._answer = FrictionAnswer(bridge, row_id)
        column.addWidget(self._answer)
        self._capabilities = CapabilityLinks(bridge, SwotFriction, tr("Strength or weakness that it reveals"))
        column.addWidget(self._capabilities)
        self.follow()

    def follow(self) -> None:
        """Show the friction as it is now, without its score."""
        self._fields.show_row(self._row_id)

    def show_score(self) -> None:
        """Show score, band and computed reach: they need the chain of the journey."""
        snapshot = self._bridge.snapshot()
        row = snapshot.get(Friction, self._row_id)
        if row is None:
            return
        score = friction_score(snapshot, row)
        if score.score is None or score.band is None:
            self._score.setText(tr("No score yet"))
        else:
            self._score.setText(tr("Score {score}, {band}").format(
                score=current().number(score.score, 1), band=current().label(score.band).lower()
            ))  # fmt: skip
        self._fields.show_computed(snapshot)

    def show_insight(self, insight: Insight) -> None:
        """Show what the friction costs in a year, with its range and its rank among those of the journey."""
        words = cost_words(Naming(self._bridge.snapshot(), current()), insight, self._row_id)
        self._cost.setText(words)
        self._cost.setVisible(bool(words))

    def take_focus(self) -> None:
        """Put the cursor in the sentence."""
        self._fields.text.setFocus()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self._badge = FrictionBadge(1)
        self._score = Label(tr("No score yet"), "small", "ink2", weight=600, name="friction_score")
        row.addWidget(self._badge)
        row.addWidget(self._score, 1)
        row.addWidget(IconButton("send", tr("Send to…"), size="small", name="send_friction",
                                 on_click=lambda: ask_where(self._bridge, "friction", self._row_id, self)))  # fmt: skip
        row.addWidget(IconButton("trash-2", tr("Delete this friction"), size="small", on_click=self._delete,
                                 name="delete_friction"))  # fmt: skip
        return row

    def _read(self, snapshot: Snapshot, row: Friction) -> None:
        self._badge.setVisible(row.severity is not None)
        self._badge.set_severity(row.severity or 1)
        self._emotions.clear()
        for emotion in row.emotions:
            self._emotions.addWidget(Chip(Naming(snapshot, current()).label(emotion), name=emotion))
        self._emotions.addWidget(
            Chip(tr("Choose"), "outline", icon="plus", on_click=self._choose_emotions, name="choose_emotions")
        )
        self._answer.show_row(snapshot, row)
        self._capabilities.show_row(snapshot, row.id)

    def _choose_emotions(self) -> None:
        snapshot, document = self._bridge.snapshot(), self._bridge.document
        row = snapshot.get(Friction, self._row_id)
        choices = [Choice(str(entry_id), label) for entry_id, label in entry_options(snapshot, "emotions")]
        menu = ChoiceMenu(choices, row.emotions if row else (), name="friction_emotions",
                          accessible_name=tr("Emotions that it causes"), parent=self)  # fmt: skip
        menu.closed.connect(lambda chosen: self._bridge.attempt(
            lambda: operations.set_value(document, Friction, self._row_id, "emotions", list(chosen))
        ))  # fmt: skip
        menu.open_under(self._badge.parentWidget() or self)

    def _delete(self) -> None:
        from ui.deletion import delete_with_care

        delete_with_care(self._bridge, Friction, self._row_id)


class FrictionList(QWidget):
    """All frictions of one place, and the button that adds one there."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._place = ("", "")
        self._ids: list[str] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        self._none = Label(tr("No friction noted here."), "small", "ink3", wrap=True)
        self._cards = CardColumn(lambda row_id: FrictionCard(bridge, row_id))
        self._add = Button(tr("Add a friction"), icon="diamond-plus", size="small", on_click=self._new,
                           name="panel_add_friction")  # fmt: skip
        column.addWidget(self._none)
        column.addWidget(self._cards)
        column.addWidget(self._add)

    def show_place(self, column: str, place_id: str) -> None:
        """Show the frictions whose `column` ("touchpoint_id" or "transition_id") names a place."""
        self._place = (column, place_id)
        rows = self._bridge.snapshot().where(Friction, **{column: place_id})
        self._ids = [row.id for row in rows]
        self._none.setVisible(not self._ids)
        self._cards.show_ids(self._ids)
        self._add.setEnabled(not self._bridge.document.is_read_only)

    def show_scores(self) -> None:
        """Show the scores, once the chain is solved."""
        for row_id in self._ids:
            card = self._cards.card(row_id)
            if isinstance(card, FrictionCard):
                card.show_score()

    def show_insight(self, insight: Insight) -> None:
        """Show what they cost, once it is known."""
        for row_id in self._ids:
            card = self._cards.card(row_id)
            if isinstance(card, FrictionCard):
                card.show_insight(insight)

    def scroll_to(self, friction_id: str) -> None:
        """Bring one friction into view."""
        self._cards.scroll_to(friction_id)

    def focus_on(self, friction_id: str) -> None:
        """Put the cursor in one friction."""
        self._cards.focus_on(friction_id)

    def _new(self) -> None:
        column, place_id = self._place
        document = self._bridge.document
        friction_id = self._bridge.run(lambda: _add_at(document, column, place_id))
        if friction_id is not None:
            self.focus_on(friction_id)


def _add_at(document: Document, column: str, place_id: str) -> str:
    if column == "touchpoint_id":
        return gestures.add_friction(document, touchpoint_id=place_id)
    return gestures.add_friction(document, transition_id=place_id)
