"""The field that names the segments of an objective and opens the list to choose from."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from resources.i18n import tr
from strategy.model import Objective
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
        self._menu: ChoiceMenu | None = None
        self.setObjectName("objective_segments")
        self.setAccessibleName(tr("Segments"))
        self.setProperty("ownFocusMark", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_list)
        theme().changed.connect(self.updateGeometry)

    def show_segments(self, segments: Sequence[tuple[str, str]], chosen: Collection[str], *, for_all: bool) -> None:
        """Name what is chosen among the segments of the plan, pairs of an id and a name."""
        self._segments = list(segments)
        self._chosen = [ALL_CUSTOMERS] if for_all else [row_id for row_id, _ in segments if row_id in chosen]
        self.setAccessibleDescription(self._words())
        self.update()

    def open_list(self) -> None:
        """Let the user choose; all customers and named segments exclude each other."""
        choices = [Choice(ALL_CUSTOMERS, tr("All customers"), icon="users")]
        choices += [Choice(row_id, name, dot=segment_dot(place)) for place, (row_id, name) in enumerate(self._segments)]
        menu = ChoiceMenu(
            choices, self._chosen, name="objective_segments_list", accessible_name=tr("Segments"), parent=self
        )
        menu.closed.connect(self._settle)
        menu.open_under(self)
        self._menu = menu
        menu.destroyed.connect(self._forget)

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

    def _settle(self, picked: list[str]) -> None:
        document = self._bridge.document
        added = [each for each in picked if each not in self._chosen]
        if set(picked) == set(self._chosen):
            return
        if ALL_CUSTOMERS in picked and (ALL_CUSTOMERS in added or len(picked) == 1):
            self._bridge.run(lambda: set_value(document, Objective, self._id, "serves_all_customers", True))
            return
        named = [each for each in picked if each != ALL_CUSTOMERS]
        if named or ALL_CUSTOMERS not in self._chosen:
            self._bridge.run(lambda: set_objective_segments(document, self._id, named))
        else:
            self._bridge.run(lambda: set_value(document, Objective, self._id, "serves_all_customers", False))

    def _forget(self) -> None:
        self._menu = None
