"""The strip above the flow: how many checks of the chain pass, and cards that lead to what fails."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import N_, current, ntr, tr
from strategy.orphans import Check
from strategy.rules.registry import Finding
from strategy.trace import Element
from ui.document_bridge import DocumentBridge
from ui.pages.traceability.cures import add_cure, show, title_of
from ui.theme.icons import icon
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.health import HealthCard
from ui.widgets.label import Label
from ui.widgets.menu import Menu
from ui.widgets.signs import ProgressRing
from ui.widgets.surface import Surface

_ICONS: Mapping[str, str] = {
    "objective": "target",
    "segment": "users-round",
    "journey": "route",
    "friction": "diamond",
    "swot_statement": "wrench",
    "functional_need": "square-plus",
    "action": "flag",
}
_FAULTS: Mapping[str, str] = {
    "objective_without_segment": N_("without segment"),
    "objective_not_served": N_("without action"),
    "segment_without_journey": N_("without journey"),
    "friction_without_action": N_("without action"),
    "weakness_without_action": N_("without action"),
    "action_without_kpi": N_("without indicator"),
    "objective_without_kpi": N_("without indicator"),
    "objective_without_baseline": N_("without baseline"),
    "objective_without_due_date": N_("without due date"),
    "objective_without_owner": N_("without owner"),
    "segment_without_objective": N_("without objective"),
    "journey_without_objective": N_("without objective"),
    "need_without_action": N_("without action"),
    "action_without_owner": N_("without owner"),
    "action_without_dates": N_("without dates"),
    "action_without_cost": N_("without cost"),
}
_MOST = 20
_CARDS = (
    "friction_without_action",
    "objective_without_due_date",
    "segment_without_journey",
    "action_without_owner",
    "objective_without_baseline",
)
_PRAISE: Mapping[str, tuple[str, str]] = {
    "friction_without_action": (N_("All frictions"), N_("have an action")),
    "objective_without_due_date": (N_("All objectives"), N_("have a due date")),
    "segment_without_journey": (N_("All segments"), N_("have a journey")),
    "action_without_owner": (N_("All actions"), N_("have an owner")),
    "objective_without_baseline": (N_("All indicators"), N_("have a baseline")),
}


class HealthStrip(Surface):
    """Share of checks that pass, and five cards; a click lists what fails, and each item leads to its cure."""

    aside_wanted = Signal(object)
    """A finding of the chain to set aside."""

    def __init__(self, bridge: DocumentBridge, *, is_read_only: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("sunken", lines=("bottom",), name="trace_health", parent=parent)
        self._bridge = bridge
        self._is_read_only = is_read_only
        self._checks: dict[str, Check] = {}
        self._findings: tuple[Finding, ...] = ()
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
        self._findings = findings
        self._checks = {check.id: check for check in checks}
        passing = sum(check.passes for check in checks)
        share = passing / len(checks)
        self._ring.set_share(share, current().percent(share, 0))
        self._count.setText(tr("{n} of {total}").format(n=passing, total=len(checks)))
        self._failing.setVisible(passing < len(checks) or bool(findings))
        for check_id, card in self._cards.items():
            card.set_state(*_news(self._checks[check_id]))
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
        self._failing.clicked.connect(self._list_all)
        column.addWidget(self._failing)
        column.addStretch(1)
        return column

    def _card(self, check_id: str) -> HealthCard:
        icon = "gauge" if check_id == "objective_without_baseline" else _ICONS[_kind(check_id)]
        card = HealthCard(icon, "", "", name=f"trace_{check_id}")
        card.clicked.connect(lambda: self._list(check_id, card))
        return card

    def _list(self, check_id: str, card: QWidget) -> None:
        check = self._checks.get(check_id)
        if check is None or check.passes:
            return
        menu = Menu(self, name="trace_failing_menu", accessible_name=tr("What fails this check"))
        self._fill(menu, check)
        menu.popup(card.mapToGlobal(card.rect().bottomLeft()))

    def _list_all(self) -> None:
        menu = Menu(self, name="trace_failing_menu", accessible_name=tr("Checks that do not pass"))
        for check in self._checks.values():
            if not check.passes:
                count, caption, _ = _news(check)
                menu.addSection(f"{count} {caption}")
                self._fill(menu, check)
        for rule_id in dict.fromkeys(finding.rule_id for finding in self._findings):
            menu.addSection(current().label(rule_id).replace("&", "&&"))
            for finding in self._findings:
                if finding.rule_id == rule_id:
                    menu.addMenu(self._finding_menu(finding, menu))
        menu.popup(self._failing.mapToGlobal(self._failing.rect().bottomLeft()))

    def _finding_menu(self, finding: Finding, parent: Menu) -> Menu:
        """The two ways with a finding: to see the thing, or to set the finding aside."""
        element = Element(finding.kind, finding.row_id)
        title = title_of(self._bridge, element)
        menu = Menu(parent, name=f"trace_finding_{finding.dismissal_id}", accessible_name=title)
        menu.setTitle(title.replace("&", "&&"))
        menu.setIcon(icon(_ICONS.get(finding.kind, "route")))
        menu.add(tr("Show"), partial(show, self._bridge, element), name="trace_finding_show")
        aside = menu.add(
            tr("Set aside…"), partial(self.aside_wanted.emit, finding), icon="archive", name="trace_finding_aside"
        )
        aside.setEnabled(not self._is_read_only)
        return menu

    def _fill(self, menu: Menu, check: Check) -> None:
        for row_id in check.failing[:_MOST]:
            add_cure(menu, self._bridge, check.id, Element(check.kind, row_id))
        if len(check.failing) > _MOST:
            more = len(check.failing) - _MOST
            menu.add(ntr("and {n} more", "and {n} more", more).format(n=more), enabled=False)


def _kind(check_id: str) -> str:
    return check_id.split("_", 1)[0]


def _news(check: Check) -> tuple[str, str, str]:
    """Bold words, caption and tone of a check."""
    if check.passes:
        first, second = _PRAISE.get(check.id, (N_("Nothing"), _FAULTS[check.id]))
        return tr(first), tr(second), "success"
    count = len(check.failing)
    counts = {
        "objective": ntr("{n} objective", "{n} objectives", count),
        "segment": ntr("{n} segment", "{n} segments", count),
        "journey": ntr("{n} journey", "{n} journeys", count),
        "friction": ntr("{n} friction", "{n} frictions", count),
        "swot_statement": ntr("{n} weakness", "{n} weaknesses", count),
        "functional_need": ntr("{n} need", "{n} needs", count),
        "action": ntr("{n} action", "{n} actions", count),
    }
    return counts[check.kind].format(n=count), tr(_FAULTS[check.id]), "warning"
