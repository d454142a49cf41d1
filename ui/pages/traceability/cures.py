"""What puts right a thing that the chain does not reach: an action or a journey made for it, or where it is edited."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtWidgets import QWidget

from journey.model import Journey
from journey.operations import add_journey
from resources.i18n import current, ntr, tr
from strategy.model import Action, Objective
from strategy.naming import Naming
from strategy.operations import plan_language, set_value
from strategy.operations.actions import add_action
from strategy.trace import KPI, Element
from strategy.trace_coverage import LinkCoverage
from ui.document_bridge import DocumentBridge
from ui.pages.traceability.heads import sentence
from ui.widgets.menu import Menu

WANT_ACTION = frozenset({
    "objective_served", "finding_answered", "kpi_moved",
    "objective_not_served", "friction_without_action", "weakness_without_action", "need_without_action",
})  # fmt: skip
"""Questions of the coverage and checks of the health that a new action settles."""
WANT_JOURNEY = frozenset({"segment_with_journey", "segment_without_journey"})
"""Those that a new journey settles."""
_MOST = 20
_ICONS = {
    "objective": "target", "segment": "users-round", "journey": "route", "friction": "diamond",
    "swot_statement": "wrench", "functional_need": "square-plus", "action": "flag", KPI: "gauge",
}  # fmt: skip


def coverage_menu(bridge: DocumentBridge, counted: Iterable[LinkCoverage], parent: QWidget) -> Menu:
    """What was counted of a column, and under each sentence what fails, each with its cure."""
    menu = Menu(parent, name="trace_coverage_menu", accessible_name=tr("How far the chain holds"))
    for each in counted:
        menu.addSection(sentence(each).replace("&", "&&"))
        for element in each.missing[:_MOST]:
            add_cure(menu, bridge, each.id, element)
        if len(each.missing) > _MOST:
            more = len(each.missing) - _MOST
            menu.add(ntr("and {n} more", "and {n} more", more).format(n=more), enabled=False)
        if not each.missing:
            menu.add(tr("Nothing is missing"), icon="circle-check", enabled=False)
    return menu


def add_cure(menu: Menu, bridge: DocumentBridge, question: str, element: Element) -> None:
    """Append the item that puts this thing right: it makes an action or a journey that is missing, else leads there."""
    title = title_of(bridge, element)
    if question in WANT_ACTION and not bridge.document.is_read_only:
        words = tr("Create an action: {title}").format(title=title)
        menu.add(words, partial(answer, bridge, element), icon="flag")
    elif question in WANT_JOURNEY and not bridge.document.is_read_only:
        words = tr("Draw the journey: {title}").format(title=title)
        menu.add(words, partial(draw_journey, bridge, element), icon="route")
    else:
        menu.add(title, partial(show, bridge, element), icon=_ICONS.get(element.kind, "route"))


def title_of(bridge: DocumentBridge, element: Element) -> str:
    """What a thing is called, for an item of a menu."""
    return Naming(bridge.snapshot(), current()).about(element.kind, element.id) or tr("Untitled")


def answer(bridge: DocumentBridge, element: Element) -> None:
    """Make the action that a thing misses, in one gesture, and show it."""
    document, row_id = bridge.document, element.id
    if element.kind == KPI:
        made = bridge.run(lambda: _action_for_kpi(bridge, row_id))
    elif element.kind == "objective":
        made = bridge.run(lambda: add_action(document, objective_ids=[row_id]))
    elif element.kind == "friction":
        made = bridge.run(lambda: add_action(document, friction_id=row_id))
    elif element.kind == "functional_need":
        made = bridge.run(lambda: add_action(document, need_id=row_id))
    else:
        made = bridge.run(lambda: add_action(document, statement_id=row_id))
    if made:
        bridge.go_to(Action.__tablename__, made)


def draw_journey(bridge: DocumentBridge, element: Element) -> None:
    """Make the as-is journey that a segment misses, and show it."""
    document = bridge.document
    made = bridge.run(lambda: add_journey(document, language=plan_language(document), segment_id=element.id))
    if made:
        bridge.go_to(Journey.__tablename__, made)


def show(bridge: DocumentBridge, element: Element) -> None:
    """Go where a thing is edited; an indicator is edited in the objective that it proves, else in its action."""
    if element.kind != KPI:
        bridge.go_to(element.kind, element.id)
        return
    for mapped in (Objective, Action):
        found = bridge.snapshot().where(mapped, kpi=element.id)
        if found:
            bridge.go_to(mapped.__tablename__, found[0].id)
            return


def _action_for_kpi(bridge: DocumentBridge, kpi: str) -> str:
    """An action for the objectives that an indicator proves, measured by it."""
    document = bridge.document
    proved = [row.id for row in bridge.snapshot().where(Objective, kpi=kpi)]
    with document.transact("Add action"):
        made = add_action(document, objective_ids=proved)
        set_value(document, Action, made, "kpi", kpi)
    return made
