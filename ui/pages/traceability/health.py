"""The strip above the flow: how many checks of the chain pass, and cards that list what fails."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import current, tr
from strategy.orphans import Check
from strategy.rules.registry import Finding
from ui.pages.traceability.cure_words import ICONS
from ui.pages.traceability.news import news
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.health import HealthCard
from ui.widgets.label import Label
from ui.widgets.signs import ProgressRing
from ui.widgets.surface import Surface

_CARDS = (
    "friction_without_action",
    "objective_without_due_date",
    "segment_without_journey",
    "action_without_owner",
    "objective_without_baseline",
)


class HealthStrip(Surface):
    """Share of checks that pass, and five cards; a click lists what fails, each thing beside its cure."""

    listed = Signal(str, object)
    """Id of the check whose failures are asked for, "" for those of all checks; and the control pressed for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("sunken", lines=("bottom",), name="trace_health", parent=parent)
        self._checks: dict[str, Check] = {}
        px = theme().px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(20), px(12), px(20), px(12))
        row.setSpacing(px(12))
        self._ring = ProgressRing(name="trace_ring", side=56)
        row.addWidget(self._ring)
        row.addLayout(self._summary())
        row.addSpacing(px(12))
        self._cards = {check_id: self._card(check_id) for check_id in _CARDS}
        for card in self._cards.values():
            row.addWidget(card, 1)

    def show_checks(self, checks: tuple[Check, ...], findings: tuple[Finding, ...] = ()) -> None:
        """Show the state of all checks; what breaks the rules of the chain is listed with what fails."""
        self._checks = {check.id: check for check in checks}
        passing = sum(check.passes for check in checks)
        share = passing / len(checks)
        self._ring.set_share(share, current().percent(share, 0))
        self._count.setText(tr("{n} of {total}").format(n=passing, total=len(checks)))
        self._failing.setVisible(passing < len(checks) or bool(findings))
        for check_id, card in self._cards.items():
            card.set_state(*news(self._checks[check_id]))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # once the cards have their new width

    def _fit(self) -> None:
        """All cards of one kind: without tiles as soon as one lacks the room."""
        is_narrow = any(card.width() < card.sizeHint().width() for card in self._cards.values())
        for card in self._cards.values():
            card.set_narrow(is_narrow)

    def _summary(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addStretch(1)
        self._count = Label("", "strong", name="trace_count")
        column.addWidget(self._count)
        column.addWidget(Label(tr("checks pass"), "caption"))
        self._failing = Button(tr("See the others"), kind="link", size="small", name="trace_failing")
        self._failing.clicked.connect(lambda: self.listed.emit("", self._failing))
        column.addWidget(self._failing)
        column.addStretch(1)
        return column

    def _card(self, check_id: str) -> HealthCard:
        sign = "gauge" if check_id == "objective_without_baseline" else ICONS[check_id.split("_", 1)[0]]
        card = HealthCard(sign, "", "", name=f"trace_{check_id}")
        card.clicked.connect(partial(self._list, check_id))
        return card

    def _list(self, check_id: str) -> None:
        check = self._checks.get(check_id)
        if check is not None and not check.passes:
            self.listed.emit(check_id, self._cards[check_id])
