"""What floats over the canvas: the zoom, the tools, and what widths and arrows mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from journey.layout import BOX_HEIGHT, BOX_WIDTH
from resources.i18n import current, tr
from ui.actions import key_text
from ui.pages.journeys.graph.canvas import GraphCanvas
from ui.pages.journeys.graph.geometry import HEAD
from ui.pages.journeys.graph.interactions import Connect, Mode
from ui.pages.journeys.graph.scene import Node
from ui.theme.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.label import Label
from ui.widgets.paint import box, painter_on
from ui.widgets.shadow import shadow

_HEIGHT = 40
_MARGIN = 12
"""Room around a bar for its shadow."""
_MAP_WIDTH, _MAP_HEIGHT, _MAP_INSET = 176, 104, 6.0


class FloatBar(QFrame):
    """A bar with round corners and a soft shadow."""

    def __init__(self, name: str, accessible_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._ground: tuple[object, QPixmap] | None = None
        self.row = QHBoxLayout(self)
        px = theme().px
        self.row.setContentsMargins(px(_MARGIN + 4), px(_MARGIN), px(_MARGIN + 4), px(_MARGIN))
        self.row.setSpacing(px(2))
        self.setFixedHeight(px(_HEIGHT + 2 * _MARGIN))

    def paintEvent(self, event: QPaintEvent) -> None:
        ratio = self.devicePixelRatioF()
        key = (self.size(), ratio, theme().is_dark)
        if self._ground is None or self._ground[0] != key:
            self._ground = (key, self._painted(ratio))  # the shadow takes longer than the canvas under it
        QPainter(self).drawPixmap(0, 0, self._ground[1])

    def _painted(self, ratio: float) -> QPixmap:
        ground = QPixmap(self.size() * ratio)
        ground.setDevicePixelRatio(ratio)
        ground.fill(Qt.GlobalColor.transparent)
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = theme().px(_MARGIN)
        area = QRectF(self.rect()).adjusted(margin, margin, -margin, -margin)
        shadow(painter, area, "float", radius=theme().radius("card"))
        box(painter, area, "raised", "line", radius=theme().radius("card"))
        painter.end()
        return ground

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a click beside a button is none on the canvas


class Divider(QWidget):
    """A short upright line between groups of tools."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme().px(9), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.width() // 2, 0, 1, self.height(), theme().color("line"))


class ZoomBar(FloatBar):
    """Minus, the zoom, plus."""

    def __init__(self, canvas: GraphCanvas, parent: QWidget) -> None:
        super().__init__("graph_zoom", tr("Zoom"), parent)
        self._canvas = canvas
        out = IconButton("minus", tr("Zoom out"), shortcut=key_text("zoom_out"), name="zoom_out",
                         on_click=lambda: canvas.zoom_by(-1))  # fmt: skip
        into = IconButton("plus", tr("Zoom in"), shortcut=key_text("zoom_in"), name="zoom_in",
                          on_click=lambda: canvas.zoom_by(1))  # fmt: skip
        self.figure = Label("", "small", "ink", weight=500, tabular=True, align=Qt.AlignmentFlag.AlignCenter)
        self.figure.setFixedWidth(theme().px(54))
        for part in (out, self.figure, into):
            self.row.addWidget(part)
        canvas.zoomed.connect(self._show)
        self._show()
        self.adjustSize()

    def _show(self) -> None:
        self.figure.setText(current().percent(self._canvas.zoom, 0))


class ToolBar(FloatBar):
    """The modes of the pointer and what can be put on the canvas."""

    def __init__(self, canvas: GraphCanvas, acts: Mapping[str, Callable[[], object]], parent: QWidget) -> None:
        super().__init__("graph_tools", tr("Tools of the canvas"), parent)
        self._canvas = canvas
        self._modes: dict[Mode, IconButton] = {}
        self._add_mode(Mode.SELECT, "mouse-pointer-2", tr("Select"), "canvas_select", "tool_select")
        self._add_mode(Mode.PAN, "hand", tr("Pan"), "canvas_pan", "tool_pan")
        self.row.addWidget(Divider())
        self._add_mode(Mode.PLACE, "square-plus", tr("Add touchpoints by clicking"), "", "add_by_clicking")
        self._add_mode(Mode.CONNECT, "spline", tr("Connect"), "connect", "add_connection")
        self._add("diamond-plus", tr("Friction"), "add_friction", "add_friction_here", acts)
        self._add("sticky-note", tr("Note"), "add_note", "add_note_here", acts)
        self.row.addWidget(Divider())
        self._add("layout-grid", tr("Lay out again"), "lay_out", "new_layout", acts)
        self._add("maximize", tr("Fit in the window"), "zoom_fit", "fit_canvas", acts)
        canvas.marked.connect(self._show)
        self._show()
        self.adjustSize()

    def _add_mode(self, mode: Mode, icon: str, label: str, action_id: str, name: str) -> None:
        keys = key_text(action_id) if action_id else ""
        button = IconButton(icon, label, shortcut=keys, checkable=True, name=name,
                            on_click=lambda: self._choose(mode))  # fmt: skip
        self._modes[mode] = button
        self.row.addWidget(button)

    def _add(
        self, icon: str, label: str, action_id: str, name: str, acts: Mapping[str, Callable[[], object]]
    ) -> None:  # fmt: skip
        self.row.addWidget(IconButton(icon, label, shortcut=key_text(action_id), name=name, on_click=acts[action_id]))

    def _choose(self, mode: Mode) -> None:
        """The same tool again puts it away."""
        self._canvas.set_mode(Mode.SELECT if mode is self._canvas.mode else mode)
        self._canvas.setFocus()

    def _show(self) -> None:
        shown = Mode.CONNECT if isinstance(self._canvas.interaction, Connect) else self._canvas.mode
        for mode, button in self._modes.items():
            button.setChecked(mode is shown)


class Legend(QWidget):
    """What the width of an edge and the arrow under a box mean."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("graph_legend")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._texts = (tr("Width: visitors"), tr("Leave"))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        look = theme()
        widths = [look.text_width("caption", each) for each in self._texts]
        return QSize(look.px(12 + 28 + 8 + 16 + 10 + 8) + sum(widths) + look.px(8), look.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        middle = self.height() / 2
        box(painter, self.rect(), "sheet", radius=look.radius("control"))  # boxes may pass underneath
        painter.translate(look.px(6), 0)
        painter.fillRect(QRectF(0, middle - look.px(3), look.px(28), look.px(6)), look.color("edge"))
        x = look.px(36)
        painter.setFont(look.font("caption"))
        painter.setPen(look.color("ink2"))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRectF(x, 0, self.width(), self.height()), flags, self._texts[0])
        x += look.text_width("caption", self._texts[0]) + look.px(16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("drop"))
        half = look.px(5)
        painter.drawRect(QRectF(x + half - look.px(2), middle - look.px(9), look.px(4), look.px(10)))
        painter.drawPolygon(QPolygonF([QPointF(x, middle + 1), QPointF(x + 2 * half, middle + 1),
                                       QPointF(x + half, middle + look.px(9))]))  # fmt: skip
        painter.setPen(look.color("ink2"))
        painter.drawText(QRectF(x + look.px(18), 0, self.width(), self.height()), flags, self._texts[1])


class MiniMap(QWidget):
    """The whole journey in small, with a frame around what is in sight; drag the frame to pan."""

    def __init__(self, canvas: GraphCanvas, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("graph_minimap")
        self.setAccessibleName(tr("Map of the whole journey"))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._canvas = canvas
        self._ground: tuple[object, QPixmap] | None = None
        self._chosen: tuple[object, QPixmap] | None = None
        self.setFixedSize(theme().px(_MAP_WIDTH), theme().px(_MAP_HEIGHT))
        canvas.zoomed.connect(self.update)

    def is_of_use(self) -> bool:
        """Whether a part of the journey is out of sight."""
        graph, seen = self._canvas.graph, self._canvas.seen()
        bottom = max((node.y for node in graph.nodes.values()), default=0) + 70
        return bool(graph.nodes) and (seen.width() < graph.width - 1 or seen.bottom() < bottom or seen.left() > 1
                                      or seen.top() > 60)  # fmt: skip

    def fit(self) -> None:
        """Be no higher than the journey asks for: what is behind the map cannot be read."""
        room, px = theme().px(_MAP_WIDTH) - 2 * _MAP_INSET, theme().px
        wanted = self._height() * room / max(self._canvas.graph.width, 1.0) + 2 * _MAP_INSET
        self.setFixedHeight(round(min(max(wanted, px(40)), px(_MAP_HEIGHT))))

    def paintEvent(self, event: QPaintEvent) -> None:
        canvas, graph = self._canvas, self._canvas.graph
        ratio = self.devicePixelRatioF()
        key = (id(graph), graph.version, len(graph.nodes), self.height(), ratio, theme().is_dark)
        if self._ground is None or self._ground[0] != key:
            self._ground = (key, self._painted(ratio))
        if self._chosen is None or self._chosen[0] != (key, canvas.marks.nodes):
            self._chosen = ((key, canvas.marks.nodes), self._with_chosen(self._ground[1]))
        painter = painter_on(self)
        painter.drawPixmap(0, 0, self._chosen[1])
        scale, left, top = self._scale()
        seen = canvas.seen()
        frame = QRectF(left + seen.left() * scale, top + (seen.top() - HEAD) * scale, seen.width() * scale,
                       seen.height() * scale).intersected(QRectF(self.rect()).adjusted(3, 3, -3, -3))  # fmt: skip
        box(painter, frame, None, "primary", radius=3, width=1.5)

    def _painted(self, ratio: float) -> QPixmap:
        """All boxes, kept as long as nothing moves: there may be thousands of them."""
        ground = QPixmap(self.size() * ratio)
        ground.setDevicePixelRatio(ratio)
        ground.fill(Qt.GlobalColor.transparent)
        painter, look = QPainter(ground), theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box(painter, self.rect(), "raised", "line", radius=look.radius("card"))
        graph = self._canvas.graph
        scale, left, top = self._scale()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for column in graph.columns:
            tint = look.palette("stageTint", column.place) if column.place is not None else look.color("sunken")
            file = QRectF(left + column.left * scale, top, column.width * scale - 1, self._height() * scale)
            painter.fillRect(file, tint)
        by_place: dict[int | None, list[Node]] = {}
        for node in graph.nodes.values():
            by_place.setdefault(node.place, []).append(node)
        painter.setPen(Qt.PenStyle.NoPen)
        for place, nodes in by_place.items():
            painter.setBrush(look.palette("stage", place) if place is not None else look.color("asIs"))
            painter.drawRects(self._boxes(nodes))
        painter.end()
        return ground

    def _with_chosen(self, ground: QPixmap) -> QPixmap:
        """The same with the selected boxes over it."""
        canvas, found = self._canvas, QPixmap(ground)
        chosen = [canvas.graph.nodes[each] for each in canvas.marks.nodes if each in canvas.graph.nodes]
        if chosen:
            painter = QPainter(found)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme().color("primary"))
            painter.drawRects(self._boxes(chosen))
            painter.end()
        return found

    def _boxes(self, nodes: Iterable[Node]) -> list[QRectF]:
        scale, left, top = self._scale()
        width, height = max(2.0, BOX_WIDTH * scale), max(1.5, BOX_HEIGHT * scale)
        left, top = left - width / 2, top - HEAD * scale - height / 2
        return [QRectF(left + node.x * scale, top + node.y * scale, width, height) for node in nodes]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            scale, left, top = self._scale()
            at = event.position()
            self._canvas.centerOn(QPointF((at.x() - left) / scale, (at.y() - top) / scale + HEAD))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def _height(self) -> float:
        return max(self._canvas.graph.height - HEAD, 1.0)

    def _scale(self) -> tuple[float, float, float]:
        """Pixels to one of the scene, and where its corner is drawn."""
        wide, high = self.width() - 2 * _MAP_INSET, self.height() - 2 * _MAP_INSET
        width, height = max(self._canvas.graph.width, 1.0), self._height()
        scale = min(wide / width, high / height)
        return scale, (self.width() - width * scale) / 2, (self.height() - height * scale) / 2
