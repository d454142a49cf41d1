"""The field that names the segments of an objective and opens the list to choose from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from journey.model import Segment
from resources.i18n import tr
from strategy.model import Objective, ObjectiveSegment
from strategy.operations import set_objective_segments, set_value
from ui.document_bridge import DocumentBridge
from ui.models.objectives import segment_dot
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.chip import Dot, dot_color
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.paint import LEFT, box, disc, painter_on, text

ALL_CUSTOMERS = "all customers"
"""Id of the choice that stands for no segment in particular."""


class SegmentsButton(QPushButton):
    """Looks like a field; Enter, Space, Down or a click opens the list."""

    def __init__(self, bridge: DocumentBridge, objective_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._id = bridge, objective_id
        self._segments: list[tuple[str, str]] = []
        self._chosen: list[str] = []
        self.setObjectName("objective_segments")
        self.setAccessibleName(tr("Segments"))
        self.setProperty("ownFocusMark", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_list)

    def show_segments(self, segments: Sequence[tuple[str, str]], chosen: Collection[str], *, for_all: bool) -> None:
        """Name what is chosen among the segments of the plan, pairs of an id and a name."""
        self._segments = list(segments)
        self._chosen = [ALL_CUSTOMERS] if for_all else [row_id for row_id, _ in segments if row_id in chosen]
        self.setAccessibleDescription(self._words())
        self.update()

    def open_list(self) -> None:
        """Let the user choose."""
        segment_menu(self._bridge, self._id, self).open_under(self)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().size("control"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(72), theme().size("control"))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        area = QRectF(self.rect())
        focused = self.hasFocus()
        border = "primary" if focused else "control" if self._chosen else "warning"
        box(painter, area, "sheet", border, radius=look.radius("control"), width=2 if focused else 1)
        side = look.px(16)
        arrow = QRectF(area.right() - look.px(26), area.center().y() - side / 2, side, side)
        icons.draw(painter, "chevron-down", arrow, "ink2")
        words = area.adjusted(look.px(11), 0, -look.px(30), 0)
        dot = dot_color(self._dot())
        if dot is not None:
            disc(painter, QPointF(words.x() + look.px(4), words.center().y()), look.px(4), dot)
            words.setLeft(words.left() + look.px(14))
        shown = self._words()
        ink = "ink" if shown else "ink3"
        text(painter, words, shown or tr("Segment to choose"), look.font("body"), ink, LEFT)

    def _words(self) -> str:
        if self._chosen == [ALL_CUSTOMERS]:
            return tr("All customers")
        return ", ".join(name for row_id, name in self._segments if row_id in self._chosen)

    def _dot(self) -> Dot | None:
        place = next((place for place, (row_id, _) in enumerate(self._segments) if row_id in self._chosen), None)
        return None if place is None else segment_dot(place)


def segment_menu(bridge: DocumentBridge, objective_id: str, parent: QWidget) -> ChoiceMenu:
    """A list of the plan's segments that writes what was chosen when it closes.

    All customers and named segments exclude each other: the one chosen last wins.
    """
    snapshot = bridge.snapshot()
    row = snapshot.get(Objective, objective_id)
    links = snapshot.where(ObjectiveSegment, objective_id=objective_id)
    chosen = {ALL_CUSTOMERS} if row is not None and row.serves_all_customers else {link.segment_id for link in links}
    choices = [Choice(ALL_CUSTOMERS, tr("All customers"), icon="users")]
    choices += [
        Choice(segment.id, segment.name, dot=segment_dot(place)) for place, segment in enumerate(snapshot.all(Segment))
    ]
    menu = ChoiceMenu(choices, chosen, name="objective_segments_list", accessible_name=tr("Segments"), parent=parent)
    menu.closed.connect(lambda picked: _settle(bridge, objective_id, chosen, set(picked)))
    return menu


def _settle(bridge: DocumentBridge, objective_id: str, before: set[str], picked: set[str]) -> None:
    document = bridge.document
    if picked == before:
        return
    if ALL_CUSTOMERS in picked and ALL_CUSTOMERS not in before:
        bridge.run(lambda: set_value(document, Objective, objective_id, "serves_all_customers", True))
    elif picked - {ALL_CUSTOMERS} or ALL_CUSTOMERS not in before:
        bridge.run(lambda: set_objective_segments(document, objective_id, sorted(picked - {ALL_CUSTOMERS})))
    else:
        bridge.run(lambda: set_value(document, Objective, objective_id, "serves_all_customers", False))
