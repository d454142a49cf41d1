"""What an empty canvas shows: the dashed route, and how the first touchpoint comes to stand on it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.layout import BOX_HEIGHT, BOX_WIDTH
from journey.model import NodeKind
from resources.i18n import tr
from ui.actions import key_text
from ui.pages.journeys.graph.canvas import GraphCanvas
from ui.pages.journeys.graph.geometry import HEAD
from ui.theme.theme import theme
from ui.widgets.keycap import KeyHint
from ui.widgets.label import Label
from ui.widgets.paint import painter_on
from ui.widgets.rhumb import draw_route

_WIDTH, _ROUTE = 376, 112


class Beginning(QWidget):
    """Lies on the canvas and lets the pointer through: a click or a drop goes to the stage underneath."""

    def __init__(self, parent: QWidget, *, can_write: bool) -> None:
        super().__init__(parent)
        self.setObjectName("graph_beginning")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        px, middle = theme().px, Qt.AlignmentFlag.AlignCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(_ROUTE), 0, 0)
        column.setSpacing(px(6))
        column.addWidget(Label(tr("No touchpoint yet"), "canvasTitle", align=middle))
        if can_write:
            words = tr("Place what customers meet, stage by stage, then say where each leads.")
            column.addWidget(Label(words, "body", "ink2", wrap=True, align=middle))
            column.addSpacing(px(6))
            hint = KeyHint(tr("Press {key} to place the first one"), key_text("add_touchpoint"))
            column.addWidget(hint, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(px(_WIDTH))
        self.setFixedHeight(column.totalHeightForWidth(px(_WIDTH)) if can_write else self.sizeHint().height())

    def find_place(self, canvas: GraphCanvas, bottom: int) -> None:
        """Show it between the heads and `bottom`, clear of the entry and the ends, until there is a touchpoint."""
        nodes = list(canvas.graph.nodes.values())
        self.setVisible(not any(node.kind == NodeKind.TOUCHPOINT.value for node in nodes))
        if self.isHidden():
            return
        half = QPointF(BOX_WIDTH / 2, BOX_HEIGHT / 2)
        boxes = [canvas.mapFromScene(QRectF(QPointF(node.x, node.y) - half, QPointF(node.x, node.y) + half))
                 .boundingRect() for node in nodes]  # fmt: skip
        size, step = self.size(), theme().px(16)
        top = max(theme().px(HEAD), (theme().px(HEAD) + bottom - size.height()) // 2)
        middle = (canvas.width() - size.width()) // 2
        lefts = sorted(range(step, max(step + 1, canvas.width() - size.width()), step), key=lambda x: abs(x - middle))
        places = (QRect(QPoint(left, top), size) for left in (middle, *lefts))
        free = (place for place in places if not any(place.intersects(each) for each in boxes))
        self.setGeometry(next(free, QRect(QPoint(middle, top), size)))

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_route(painter_on(self), QPointF(self.width() / 2, theme().px(_ROUTE / 2)))
