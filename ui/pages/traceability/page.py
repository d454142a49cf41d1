"""Traceability: does every objective lead to an action, and every friction find an answer?"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from journey.model import Segment
from resources.i18n import current, ntr, tr
from storage.changes import ChangeSet
from strategy.model import Objective
from strategy.naming import Naming
from strategy.operations.actions import add_action, answer_frictions
from strategy.orphans import TRACE_STEP, checks, orphans
from strategy.rules.registry import Finding
from strategy.trace import KPI, Element
from ui.dialogs.set_aside import set_aside
from ui.document_bridge import DocumentBridge
from ui.pages.page import Handlers, Hints, Page
from ui.pages.step_banner import StepBanner, under
from ui.pages.traceability.canvas import FlowCanvas
from ui.pages.traceability.flow import COLUMNS, GAP, Node, flow_of
from ui.pages.traceability.health import HealthStrip
from ui.pages.traceability.layout import columns
from ui.sending import send_handlers
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.combo import ComboField
from ui.widgets.empty import EmptyState
from ui.widgets.label import Label
from ui.widgets.signs import Glyph
from ui.widgets.surface import Surface

_ICONS = ("target", "users-round", "route", "diamond", "flag", "gauge")


class TraceabilityPage(Page):
    """Health of the chain, and the chain itself as a flow."""

    page_id = "traceability"

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._segment = ComboField(name="trace_segment", accessible_name=tr("Segment shown"))
        self._segment.chosen.connect(self._show_segment)
        self.add_action(self._segment)
        self._create = Button("", kind="primary", icon="flag", name="trace_create_actions")
        self._create.clicked.connect(self._create_actions)
        self.add_action(self._create)
        self._health = HealthStrip(self._title_of, is_read_only=bridge.document.is_read_only)
        self._health.asked.connect(bridge.go_to)
        self._health.aside_wanted.connect(self._set_aside)
        self._canvas = FlowCanvas()
        self._canvas.chosen.connect(lambda _node: self.handlers_changed.emit())
        self._canvas.opened.connect(self._open)
        self._heads = _Heads()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._flow_area())
        self._stack.addWidget(
            EmptyState(
                tr("Nothing to follow yet"),
                tr("The chain appears as soon as the plan has an objective, a segment or a journey."),
                self._start_button(),
                name="trace_empty",
            )
        )
        main = QWidget()
        main.setLayout(self._stack)
        self.banner = StepBanner(bridge, (TRACE_STEP,), margins=(20, 12, 20, 12))
        self.set_main(under(self.banner, main))

    def title(self) -> str:
        return tr("Traceability")

    def question(self) -> str:
        return tr("Does every objective lead to an action, and every friction find an answer?")

    def refresh(self) -> None:
        snapshot = self.bridge.snapshot()
        segments = snapshot.all(Segment)
        names = Naming(snapshot, current())
        chosen = self._segment.value()
        options = [(segment.id, names.title(segment) or tr("Untitled")) for segment in segments]
        known = {segment.id for segment in segments}
        self._segment.set_options([("", tr("All segments")), *options], chosen if chosen in known else "")
        self._health.show_checks(checks(snapshot), self.bridge.trace_findings())
        missing = len(self._open_frictions())
        self._create.setVisible(missing > 0 and not self.bridge.document.is_read_only)
        self._create.setText(ntr("Create {n} action", "Create {n} actions", missing).format(n=missing))
        has_chain = bool(segments or snapshot.all(Objective))
        self._stack.setCurrentIndex(0 if has_chain else 1)
        self._show_flow()

    def apply(self, changes: ChangeSet) -> None:
        self.refresh()
        self.handlers_changed.emit()

    def settle(self) -> None:
        self.banner.follow()

    def reveal(self, kind: str, row_id: str) -> bool:
        found = self._canvas.choose(Element(kind, row_id))
        if found:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        return found

    def handlers(self) -> Handlers:
        node = self._canvas.current_node()
        sending = send_handlers(self.bridge, *node.element, self) if node is not None else {}
        return {"edit": self._open_current, **sending} if self._canvas.path_titles() else {}

    def status_hints(self) -> Hints:
        return (("←", ""), ("→", tr("follow a link")), (tr("Enter"), tr("open")))

    def status_text(self) -> str:
        titles = self._canvas.path_titles()
        return tr("Path shown: {titles}").format(titles=", ".join(titles)) if titles else ""

    def _flow_area(self) -> QWidget:
        area = QWidget()
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._health)
        column.addWidget(self._heads)
        scroll = QScrollArea()
        scroll.setObjectName("trace_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Column heads stand over the columns, so the bar must not take their room when it comes.
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        ground = Surface("sheet")
        holder = QVBoxLayout(ground)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self._canvas)
        holder.addStretch(1)
        scroll.setWidget(ground)
        self._heads.follow(scroll)
        column.addWidget(scroll, 1)
        self._scroll = scroll
        self._canvas.chosen.connect(self._scroll_to)
        return area

    def _start_button(self) -> Button:
        button = Button(tr("Set objectives"), kind="primary", icon="target", name="trace_start")
        button.clicked.connect(lambda: self.bridge.go_to("objective", ""))
        return button

    def _show_segment(self, _segment_id: object) -> None:
        self._show_flow()

    def _show_flow(self) -> None:
        snapshot = self.bridge.snapshot()
        segment_id = str(self._segment.value() or "") or None
        order = tuple(segment.id for segment in snapshot.all(Segment))
        self._canvas.show_flow(flow_of(snapshot, current(), segment_id), order)

    def _scroll_to(self, node: Node | None) -> None:
        if node is not None:
            centre = self._canvas.box_of(node.element).center()
            self._scroll.ensureVisible(round(centre.x()), round(centre.y()), theme().px(120), theme().px(60))

    def _open_current(self) -> None:
        node = self._canvas.current_node()
        if node is not None:
            self._open(node)

    def _open(self, node: Node) -> None:
        if node.element.kind == GAP and node.missing_for is not None:
            self._fill(node.missing_for)
        elif node.element.kind == KPI:
            snapshot = self.bridge.snapshot()
            proved = snapshot.where(Objective, kpi=node.element.id)
            if proved:
                self.bridge.go_to("objective", proved[0].id)
        else:
            self.bridge.go_to(node.element.kind, node.element.id)

    def _fill(self, missing_for: Element) -> None:
        """Create the action that a friction or a weakness misses; a journey is drawn from its segment."""
        if missing_for.kind == "segment":
            self.bridge.go_to("journey", "")
            return
        document, origin = self.bridge.document, missing_for.id
        if missing_for.kind == "friction":
            made = self.bridge.run(lambda: add_action(document, friction_id=origin))
        else:
            made = self.bridge.run(lambda: add_action(document, statement_id=origin))
        if made:
            self.bridge.go_to("action", made)

    def _open_frictions(self) -> tuple[str, ...]:
        return orphans(self.bridge.snapshot())["friction_without_action"]

    def _create_actions(self) -> None:
        frictions = self._open_frictions()
        made = self.bridge.run(lambda: answer_frictions(self.bridge.document, frictions))
        if made:
            self.bridge.go_to("action", made[0])

    def _set_aside(self, finding: Finding) -> None:
        set_aside(self.bridge, finding, self)

    def _title_of(self, kind: str, row_id: str) -> str:
        return Naming(self.bridge.snapshot(), current()).about(kind, row_id)


class _Heads(Surface):
    """The names of the columns, each with its icon, over the boxes."""

    def __init__(self) -> None:
        super().__init__("sheet", name="trace_heads")
        titles = (tr("Objective"), tr("Segment"), tr("Journey"), tr("Friction or SWOT"), tr("Action"), tr("Indicator"))
        self._cells = [QWidget(self) for _ in range(COLUMNS)]
        for cell, icon, title in zip(self._cells, _ICONS, titles, strict=True):
            row = QHBoxLayout(cell)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme().px(6))
            row.addWidget(Glyph(icon, "ink2", 16))
            row.addWidget(Label(title, "label"), 1)
        self._scroll: QScrollArea | None = None
        self.setFixedHeight(theme().px(40))

    def follow(self, scroll: QScrollArea) -> None:
        """Stand over the columns of what this area shows."""
        self._scroll = scroll
        scroll.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())
        scroll.viewport().installEventFilter(self)

    def eventFilter(self, _watched: object, _event: object) -> bool:
        self._place()
        return False

    def _place(self) -> None:
        shown = self._scroll.widget() if self._scroll else None
        if self._scroll is None or shown is None:
            return
        scale = theme().scale
        shift = self._scroll.horizontalScrollBar().value()
        for cell, (left, width) in zip(self._cells, columns(shown.width() / scale), strict=True):
            cell.setGeometry(round(left * scale) - shift, theme().px(8), round(width * scale), theme().px(28))
