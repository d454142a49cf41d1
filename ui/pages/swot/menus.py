"""The popups of a statement: its area, its links to frictions, journeys and actions, and its context menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from journey.model import Friction, Journey
from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy.links import kept_actions
from strategy.model import ActionStatement, SwotFriction, SwotJourney, SwotStatement
from strategy.naming import Naming
from strategy.operations import link_statement, set_value
from ui.actions import list_menu
from ui.document_bridge import DocumentBridge
from ui.models.swot import MARKET, QUADRANTS, StatementFacts, area_icon, area_name
from ui.widgets.choices import Choice, ChoiceMenu


def open_area_menu(bridge: DocumentBridge, statement_id: str, anchor: QWidget) -> ChoiceMenu:
    """Let the user say which area a statement is about, or that it comes from the market."""
    row = bridge.snapshot().get(SwotStatement, statement_id)
    areas = [*catalogue().ids("capability_areas"), MARKET]
    choices = [Choice(area, area_name(area), icon=area_icon(area)) for area in areas]
    chosen = [(row.area or MARKET) if row else MARKET]
    menu = ChoiceMenu(choices, chosen, single=True, name="areas", accessible_name=tr("Area"), parent=anchor)

    def settle(picked: list[str]) -> None:
        if picked and picked != chosen:
            area = picked[0] or None
            bridge.run(lambda: set_value(bridge.document, SwotStatement, statement_id, "area", area))

    menu.closed.connect(settle)
    menu.open_under(anchor)
    return menu


def open_links_menu(bridge: DocumentBridge, statement_id: str, anchor: QWidget) -> ChoiceMenu:
    """Let the user link a statement to frictions, journeys and actions; all of it is one gesture."""
    snapshot = bridge.snapshot()
    naming = Naming(snapshot, current())
    links = {
        "frictions": [row.friction_id for row in snapshot.where(SwotFriction, statement_id=statement_id)],
        "journeys": [row.journey_id for row in snapshot.where(SwotJourney, statement_id=statement_id)],
        "actions": [row.action_id for row in snapshot.where(ActionStatement, statement_id=statement_id)],
    }
    journeys = snapshot.all(Journey)
    frictions = [row for journey in journeys for row in snapshot.where(Friction, journey_id=journey.id)]
    offered = {
        "frictions": [Choice(row.id, naming.title(row), naming.code(row), "diamond") for row in frictions],
        "journeys": [Choice(row.id, naming.title(row), naming.code(row), "route") for row in journeys],
        "actions": [Choice(row.id, naming.title(row), naming.code(row), "flag") for row in kept_actions(snapshot)],
    }
    before = {each for ids in links.values() for each in ids}
    choices = [choice for group in offered.values() for choice in group]
    menu = ChoiceMenu(
        choices, before, name="links", accessible_name=tr("Linked frictions, journeys and actions"), parent=anchor
    )

    def settle(picked: list[str]) -> None:
        shown = {choice.id for choice in choices}
        if set(picked) == before & shown:
            return
        chosen = {kind: [each.id for each in group if each.id in picked] for kind, group in offered.items()}
        # A dropped action is not offered and keeps its link.
        kept = [each for each in links["actions"] if each not in shown]
        bridge.run(
            lambda: link_statement(
                bridge.document,
                statement_id,
                friction_ids=chosen["frictions"],
                journey_ids=chosen["journeys"],
                action_ids=[*chosen["actions"], *kept],
            )
        )

    menu.closed.connect(settle)
    menu.open_under(anchor)
    return menu


def open_card_menu(
    facts: StatementFacts,
    handlers: Mapping[str, Callable[[], object]],
    ask: Callable[[str], object],
    move_to: Callable[[str], object],
    anchor: QWidget,
) -> None:
    """Everything that can be done with a statement. `ask` takes what its card asks: "area", "links", "action"."""
    accept = tr("No longer accept this weakness") if facts.is_accepted else tr("Accept this weakness")
    menu = list_menu(handlers, anchor, {"next_state": accept})
    menu.addSeparator()
    for what, words in (("area", tr("Choose the area")), ("links", tr("Links")), ("action", tr("Create an action"))):
        menu.addAction(words).triggered.connect(lambda _checked=False, what=what: ask(what))
    others = menu.addMenu(tr("Move to"))
    for quadrant in QUADRANTS:
        if quadrant != facts.quadrant:
            entry = others.addAction(current().label(quadrant))
            entry.triggered.connect(lambda _checked=False, quadrant=quadrant: move_to(quadrant))
    menu.popup(anchor.mapToGlobal(anchor.rect().bottomLeft()))
