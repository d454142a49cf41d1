"""What a friction reveals of the company's capabilities, and what a touchpoint needs of them: links to statements."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.model import Journey, JourneyKind, Touchpoint
from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy import operations
from strategy.analysis import Reading, area_score, touchpoints_relying_on
from strategy.model import Quadrant, SwotFriction, SwotStatement, SwotTouchpoint
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.swot import MARKET, area_icon, area_name
from ui.theme.theme import theme
from ui.widgets.chip import Chip
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, tip


class CapabilityLinks(QWidget):
    """Chips of the statements linked to one friction or one touchpoint; they lead there, and are chosen in a list."""

    def __init__(
        self,
        bridge: DocumentBridge,
        link_class: type[SwotFriction] | type[SwotTouchpoint],
        title: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._link_class, self._title = bridge, link_class, title
        self._column = "friction_id" if link_class is SwotFriction else "touchpoint_id"
        self._row_id = ""
        self.setObjectName("capability_links")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(8))
        if title:
            column.addWidget(Label(title, "label"))
        chips = QWidget()
        self._chips = FlowLayout(chips, spacing=4, line_spacing=4)
        column.addWidget(chips)

    def show_row(self, snapshot: Snapshot, row_id: str) -> None:
        """Show what a friction or a touchpoint is linked to now."""
        self._row_id = row_id
        naming = Naming(snapshot, current())
        linked = self._linked(snapshot)
        self._chips.clear()
        for statement in [row for row in snapshot.all(SwotStatement) if row.id in linked]:
            self._add_statement(naming, statement)
        for area in _weak_areas(snapshot, row_id) if self._link_class is SwotTouchpoint else ():
            words = tr("Weak area: {name}").format(name=area_name(area))
            go = partial(self._bridge.go_to, "capability_area", area)
            self._chips.addWidget(Chip(words, "gap", icon="triangle-alert", on_click=go, name=f"weak_{area}"))
        self._chips.addWidget(Chip(tr("New weakness"), "outline", icon="plus", on_click=self._create,
                                   name="add_weakness"))  # fmt: skip
        if snapshot.all(SwotStatement):
            self._choose = Chip(tr("Link"), "outline", icon="link", on_click=self._link, name="choose_statements")
            self._chips.addWidget(self._choose)

    def _add_statement(self, naming: Naming, statement: SwotStatement) -> None:
        words = naming.title(statement) or tr("Statement to write")
        go = partial(self._bridge.go_to, SwotStatement.__tablename__, statement.id)
        chip = Chip(words, "link", icon=area_icon(statement.area or MARKET), on_click=go,
                    name=f"statement_{statement.id}")  # fmt: skip
        tip(chip, f"{current().label(statement.quadrant)}: {words}")
        self._chips.addWidget(chip)

    def _linked(self, snapshot: Snapshot) -> list[str]:
        return [row.statement_id for row in snapshot.where(self._link_class, **{self._column: self._row_id})]

    def _create(self) -> None:
        """A weakness behind it, whose words wait to be written on its page."""
        document, row_id = self._bridge.document, self._row_id
        is_friction = self._link_class is SwotFriction
        made = self._bridge.run(
            lambda: operations.add_statement(
                document, Quadrant.WEAKNESS,
                friction_ids=[row_id] if is_friction else (), touchpoint_ids=() if is_friction else [row_id],
            )
        )  # fmt: skip
        if made:
            self._bridge.go_to(SwotStatement.__tablename__, made)

    def _link(self) -> None:
        snapshot, naming = self._bridge.snapshot(), Naming(self._bridge.snapshot(), current())
        choices = [
            Choice(row.id, naming.title(row) or tr("Statement to write"), note=current().label(quadrant.value),
                   icon=area_icon(row.area or MARKET))
            for quadrant in Quadrant for row in snapshot.where(SwotStatement, quadrant=quadrant.value)
        ]  # fmt: skip
        before = self._linked(snapshot)
        title = self._title or tr("Capabilities it needs")
        menu = ChoiceMenu(choices, before, name="statements", accessible_name=title, parent=self)
        menu.closed.connect(lambda chosen: self._set_linked(before, list(chosen)))
        menu.open_under(self._choose)

    def _set_linked(self, before: list[str], chosen: list[str]) -> None:
        if set(before) == set(chosen):
            return
        document, link_class, row_id, column = self._bridge.document, self._link_class, self._row_id, self._column
        self._bridge.attempt(lambda: operations.set_links(document, link_class, row_id, chosen, owner_column=column))


def _weak_areas(snapshot: Snapshot, touchpoint_id: str) -> list[str]:
    """The areas that read as weak and on which a touchpoint of a to-be journey relies."""
    point = snapshot.get(Touchpoint, touchpoint_id)
    journey = snapshot.get(Journey, point.journey_id) if point else None
    if journey is None or journey.kind != JourneyKind.TO_BE.value:
        return []
    areas = catalogue().ids("capability_areas")
    weak = [area for area in areas if area_score(snapshot, area).reading is Reading.WEAKNESS]
    return [area for area in weak if point in touchpoints_relying_on(snapshot, area)]
