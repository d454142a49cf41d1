"""What every point of a journey has: its name and its stage; an entry its share, a target point where it comes from."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey import operations as gestures
from journey.model import Journey, JourneyKind, NodeKind, Stage, Touchpoint
from resources.i18n import current, tr
from storage.document import Document
from strategy import operations
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.pages.journeys.fields import RowFields
from ui.theme.theme import theme


class TouchpointNaming(QWidget):
    """The fields of any point."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().px(12))
        self._shared = RowFields(bridge, Touchpoint)
        self._name = self._shared.add_text("name", tr("Name"), tr("To name"))
        self._shared.add_choice("stage_id", tr("Stage"), _stages, none=tr("Without stage"), write=_move)
        self._entry = RowFields(bridge, Touchpoint)
        self._entry.add_percent("entry_share", tr("Share of customers who come in here"),
                                tr("An equal part of what is left"))  # fmt: skip
        self._target = RowFields(bridge, Touchpoint)
        self._target.add_choice("origin_id", tr("Stands for, in the as-is journey"), _origins,
                                none=tr("Nothing: it is new"), write=_match)  # fmt: skip
        for fields in (self._shared, self._entry, self._target):
            column.addWidget(fields)

    def show_point(self, point: Touchpoint) -> None:
        """Show a touchpoint, an entry or an end."""
        snapshot = self._bridge.snapshot()
        journey = snapshot.get(Journey, point.journey_id)
        is_target = journey is not None and journey.kind == JourneyKind.TO_BE and bool(journey.derived_from_id)
        for fields, is_shown in ((self._shared, True), (self._entry, point.kind == NodeKind.ENTRY),
                                 (self._target, is_target and point.kind == NodeKind.TOUCHPOINT)):  # fmt: skip
            fields.setVisible(is_shown)
            if is_shown:
                fields.show_row(point.id)

    def take_focus(self) -> None:
        """Put the cursor in the name."""
        self._name.setFocus()


def _stages(snapshot: Snapshot, row: Touchpoint) -> list[tuple[object, str]]:
    naming = Naming(snapshot, current())
    stages = snapshot.where(Stage, journey_id=row.journey_id)
    return [(stage.id, naming.title(stage) or tr("Stage to name")) for stage in stages]


def _origins(snapshot: Snapshot, row: Touchpoint) -> list[tuple[object, str]]:
    journey, naming = snapshot.get(Journey, row.journey_id), Naming(snapshot, current())
    before = snapshot.where(Touchpoint, journey_id=journey.derived_from_id) if journey else ()
    return [(each.id, naming.title(each) or tr("To name")) for each in before if each.kind == NodeKind.TOUCHPOINT]


def _move(document: Document, point_id: str, stage_id: object) -> None:
    gestures.move_touchpoint(document, point_id, stage_id if isinstance(stage_id, str) else None)


def _match(document: Document, point_id: str, origin_id: object) -> None:
    operations.match_touchpoint(document, point_id, origin_id if isinstance(origin_id, str) else None)
