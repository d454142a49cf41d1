"""The popups of a statement: its area, what it is linked to, and its context menu."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from PySide6.QtWidgets import QWidget

from journey.model import Friction, Journey, JourneyKind, NodeKind, Touchpoint
from resources.catalogue import catalogue
from resources.i18n import current, tr
from storage.base import Base
from strategy.links import kept_actions
from strategy.model import ActionStatement, SwotFriction, SwotJourney, SwotStatement, SwotTouchpoint
from strategy.naming import Naming
from strategy.operations import link_statement, set_value
from strategy.snapshot import Snapshot
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
    """Let the user link a statement to frictions, touchpoints, journeys and actions; all of it is one gesture."""
    snapshot = bridge.snapshot()
    links = _links_of(snapshot, statement_id)
    offered = _offered_links(snapshot, links["touchpoint_ids"])
    before = {each for ids in links.values() for each in ids}
    choices = [choice for group in offered.values() for choice in group]
    menu = ChoiceMenu(
        choices, before, name="links", parent=anchor,
        accessible_name=tr("Linked frictions, touchpoints, journeys and actions"),
    )  # fmt: skip

    def settle(picked: list[str]) -> None:
        shown = {choice.id for choice in choices}
        if set(picked) == before & shown:
            return
        chosen = {kind: [each.id for each in group if each.id in picked] for kind, group in offered.items()}
        # A dropped action is not offered and keeps its link.
        chosen["action_ids"] += [each for each in links["action_ids"] if each not in shown]
        bridge.run(lambda: link_statement(bridge.document, statement_id, **chosen))

    menu.closed.connect(settle)
    menu.open_under(anchor)
    return menu


def _links_of(snapshot: Snapshot, statement_id: str) -> dict[str, list[str]]:
    return {
        "friction_ids": [row.friction_id for row in snapshot.where(SwotFriction, statement_id=statement_id)],
        "touchpoint_ids": [row.touchpoint_id for row in snapshot.where(SwotTouchpoint, statement_id=statement_id)],
        "journey_ids": [row.journey_id for row in snapshot.where(SwotJourney, statement_id=statement_id)],
        "action_ids": [row.action_id for row in snapshot.where(ActionStatement, statement_id=statement_id)],
    }


def _offered_links(snapshot: Snapshot, touchpoint_ids: Collection[str]) -> dict[str, list[Choice]]:
    """What a statement may be linked to; of the touchpoints those of to-be journeys, and any that are linked."""
    naming, journeys = Naming(snapshot, current()), snapshot.all(Journey)
    frictions = [row for journey in journeys for row in snapshot.where(Friction, journey_id=journey.id)]
    points = [
        row
        for journey in journeys
        for row in snapshot.where(Touchpoint, journey_id=journey.id)
        if row.id in touchpoint_ids
        or (journey.kind == JourneyKind.TO_BE.value and row.kind == NodeKind.TOUCHPOINT.value)
    ]
    groups: dict[str, tuple[Iterable[Base], str]] = {
        "friction_ids": (frictions, "diamond"),
        "touchpoint_ids": (points, "map-pin"),
        "journey_ids": (journeys, "route"),
        "action_ids": (kept_actions(snapshot), "flag"),
    }
    return {
        kind: [Choice(row.id, naming.title(row), naming.code(row), icon) for row in rows]
        for kind, (rows, icon) in groups.items()
    }


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
