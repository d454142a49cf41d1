"""Menus of what an action may be made from: objectives nobody serves, frictions, weaknesses, gaps nobody answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from journey.analysis import rank_frictions
from journey.model import Friction
from resources.i18n import current, tr
from strategy.analysis import Coverage
from strategy.links import actions_of_statement, open_opportunities
from strategy.model import Objective, Quadrant, SwotStatement
from strategy.naming import Naming
from strategy.operations import add_action
from strategy.proposals import remedies
from ui.document_bridge import DocumentBridge
from ui.theme.icons import icon
from ui.widgets.menu import Menu

_MOST = 14
Added = Callable[[str], object]


def objectives_menu(bridge: DocumentBridge, found: Coverage, added: Added, parent: QWidget) -> Menu:
    """One entry for each objective that no action serves; choosing it creates the action."""
    snapshot = bridge.snapshot()
    names = Naming(snapshot, current())
    menu = Menu(parent, name="objectives_to_serve", accessible_name=tr("Objectives without action"))
    for objective_id in found.objectives:
        row = snapshot.get(Objective, objective_id)
        if row is not None and objective_id not in found.served_objectives:
            words = tr("Create an action for {code} {title}").format(code=names.code(row), title=names.title(row))
            menu.add(words, partial(_for_objective, bridge, objective_id, added), icon="target")
    if menu.isEmpty():
        menu.add(tr("Every objective has an action"), enabled=False)
    return menu


def frictions_menu(bridge: DocumentBridge, found: Coverage, added: Added, parent: QWidget) -> Menu:
    """One entry for each friction that no action treats, the worst first, with the types of action that suit it.

    Below, one for each opportunity of the journeys that no action seizes, with what it would bring.
    """
    snapshot = bridge.snapshot()
    names = Naming(snapshot, current())
    menu = Menu(parent, name="frictions_to_treat", accessible_name=tr("Frictions without action"))
    order = [each.friction_id for each in rank_frictions(snapshot)]
    missing = [each for each in found.frictions if each not in found.treated_frictions]
    missing.sort(key=lambda each: order.index(each) if each in order else len(order))
    for friction_id in missing[:_MOST]:
        row = snapshot.get(Friction, friction_id)
        if row is None:
            continue
        inner = Menu(menu, name=f"friction_{friction_id}")
        inner.setTitle(f"{names.code(row)}  {names.title(row)}".replace("&", "&&"))
        for type_id in remedies(snapshot, [row]):
            inner.add(names.label(type_id), partial(_for_friction, bridge, friction_id, type_id, added), icon="flag")
        inner.add(tr("Another action"), partial(_for_friction, bridge, friction_id, None, added), icon="plus")
        menu.addMenu(inner)
    if menu.isEmpty():
        menu.add(tr("Every friction has an action"), enabled=False)
    _add_opportunities(menu, bridge, names, added)
    return menu


def origins_menu(
    bridge: DocumentBridge, found: Coverage, added: Added, levers: Callable[[], object], parent: QWidget
) -> Menu:
    """Everything that an action may be made from; `levers` shows the list of levers."""
    menu = Menu(parent, name="action_origins", accessible_name=tr("New action from"))
    frictions = frictions_menu(bridge, found, added, menu)
    frictions.setTitle(tr("A friction, a gap or an opportunity"))
    frictions.setIcon(icon("diamond"))
    menu.addMenu(frictions)
    weaknesses = weaknesses_menu(bridge, added, menu)
    weaknesses.setIcon(icon("layout-grid"))
    menu.addMenu(weaknesses)
    objectives = objectives_menu(bridge, found, added, menu)
    objectives.setTitle(tr("An objective without action"))
    objectives.setIcon(icon("target"))
    menu.addMenu(objectives)
    menu.add(tr("A lever"), levers, icon="sparkles", name="origin_lever")
    return menu


def weaknesses_menu(bridge: DocumentBridge, added: Added, parent: QWidget) -> Menu:
    """One entry for each weakness, those without an action first, with the types of action that suit its area."""
    snapshot = bridge.snapshot()
    names = Naming(snapshot, current())
    menu = Menu(parent, name="weaknesses_to_fix", accessible_name=tr("Weaknesses"))
    menu.setTitle(tr("A weakness"))
    rows = snapshot.where(SwotStatement, quadrant=Quadrant.WEAKNESS.value)
    for row in sorted(rows, key=lambda each: bool(actions_of_statement(snapshot, each.id))):
        inner = Menu(menu, name=f"weakness_{row.id}")
        codes = names.codes(actions_of_statement(snapshot, row.id))
        words = (
            tr("{title} (already {codes})").format(title=names.title(row), codes=codes) if codes else names.title(row)
        )
        inner.setTitle(words.replace("&", "&&"))
        for type_id in remedies(snapshot, [row]):
            inner.add(names.label(type_id), partial(_for_weakness, bridge, row.id, type_id, added), icon="flag")
        inner.add(tr("Another action"), partial(_for_weakness, bridge, row.id, None, added), icon="plus")
        menu.addMenu(inner)
    if menu.isEmpty():
        menu.add(tr("No weakness is written down yet"), enabled=False)
    return menu


def _add_opportunities(menu: Menu, bridge: DocumentBridge, names: Naming, added: Added) -> None:
    found = open_opportunities(names.snapshot)[:_MOST]
    if found:
        menu.addSeparator()
    for row in found:
        inner = Menu(menu, name=f"opportunity_{row.id}")
        words = tr("Seize “{title}”").format(title=names.title(row) or tr("Without a name"))
        if row.type:
            words = tr("{title} ({what})").format(title=words, what=names.label(row.type))
        inner.setTitle(words.replace("&", "&&"))
        inner.setIcon(icon("lightbulb"))
        for type_id in remedies(names.snapshot, [row]):
            inner.add(names.label(type_id), partial(_for_opportunity, bridge, row.id, type_id, added), icon="flag")
        inner.add(tr("Another action"), partial(_for_opportunity, bridge, row.id, None, added), icon="plus")
        menu.addMenu(inner)


def _for_objective(bridge: DocumentBridge, objective_id: str, added: Added) -> None:
    made = bridge.run(lambda: add_action(bridge.document, objective_ids=[objective_id]))
    if made:
        added(made)


def _for_opportunity(bridge: DocumentBridge, opportunity_id: str, type_id: str | None, added: Added) -> None:
    made = bridge.run(lambda: add_action(bridge.document, opportunity_id=opportunity_id, type=type_id))
    if made:
        added(made)


def _for_weakness(bridge: DocumentBridge, statement_id: str, type_id: str | None, added: Added) -> None:
    made = bridge.run(lambda: add_action(bridge.document, statement_id=statement_id, type=type_id))
    if made:
        added(made)


def _for_friction(bridge: DocumentBridge, friction_id: str, type_id: str | None, added: Added) -> None:
    made = bridge.run(lambda: add_action(bridge.document, friction_id=friction_id, type=type_id))
    if made:
        added(made)
