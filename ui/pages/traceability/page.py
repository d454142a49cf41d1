"""Traceability: does every objective lead to an action, and every friction find an answer?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from journey.model import Segment
from resources.i18n import current, ntr, tr
from storage.changes import ChangeSet
from strategy.model import Objective
from strategy.naming import Naming
from strategy.operations.actions import answer_frictions
from strategy.operations.links import LINK_LABELS
from strategy.orphans import TRACE_STEP, Check, checks, orphans
from strategy.rules.registry import Finding
from strategy.trace import Element
from strategy.trace_coverage import trace_coverage
from ui.dialogs.set_aside import set_aside
from ui.document_bridge import DocumentBridge
from ui.messages import Way, messages
from ui.pages.page import Handlers, Hints, Page
from ui.pages.step_banner import StepBanner, under
from ui.pages.traceability.canvas import FlowCanvas
from ui.pages.traceability.cure_buttons import cure
from ui.pages.traceability.cure_menu import add_cures
from ui.pages.traceability.cures import Gap, show
from ui.pages.traceability.flow import GAP, SHOWN_AS_GAPS, Flow, Node, flow_of, gap_of
from ui.pages.traceability.folding import GROUP, folded, is_large
from ui.pages.traceability.header import FlowHeader
from ui.pages.traceability.heads import Heads
from ui.pages.traceability.health import HealthStrip
from ui.pages.traceability.orphan_list import OrphanList
from ui.pages.traceability.sections import Section, gaps_by_element, of_checks, of_coverage, of_findings
from ui.pages.traceability.strip import TraceStrip
from ui.sending import send_handlers
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.empty import EmptyState
from ui.widgets.menu import Menu
from ui.widgets.surface import Surface

_LINKS = frozenset(link_class.__tablename__ for link_class in LINK_LABELS)
_MADE_HERE = frozenset({"objective", "journey", "stage", "touchpoint", "lane", "friction", "opportunity", "action"})


class Standing(NamedTuple):
    """What the page shows: the segment or objective it is about, the path alone, the boxes opened, what is chosen."""

    kept: Element | None
    alone: Element | None
    is_unfolded: bool
    unfolded: frozenset[Element]
    chosen: Element | None


class TraceabilityPage(Page):
    """Health of the chain, the chain itself as a flow, and why each action is in it."""

    page_id = "traceability"

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(bridge, parent)
        self._unfolded: set[Element] = set()
        self._is_unfolded = False
        self._alone: Element | None = None
        self._flow = Flow((), ())
        self._checks: tuple[Check, ...] = ()
        self._gaps: dict[Element, list[Gap]] = {}
        self.header = FlowHeader(self)
        self._health = HealthStrip()
        self._orphans = OrphanList(bridge)
        self._canvas = FlowCanvas()
        self._heads = Heads()
        self._strip = TraceStrip(bridge)
        main = QWidget()
        self.banner = StepBanner(bridge, (TRACE_STEP,), margins=(20, 12, 20, 12))
        self.set_main(under(self.banner, main, self))
        self._stack = QStackedLayout(main)
        self._stack.addWidget(self._flow_area(main))
        self._stack.addWidget(
            EmptyState(
                tr("Nothing to follow yet"),
                tr("The chain appears as soon as the plan has an objective, a segment or a journey."),
                self._start_button(),
                name="trace_empty",
            )
        )
        self._connect()

    def title(self) -> str:
        return tr("Traceability")

    def question(self) -> str:
        return tr("Does every objective lead to an action, and every friction find an answer?")

    def refresh(self) -> None:
        snapshot = self.bridge.snapshot()
        self.header.show_choices(snapshot)
        self._checks, covered, found = checks(snapshot), trace_coverage(snapshot), self.bridge.trace_findings()
        self._gaps = gaps_by_element(self._checks, covered, found)
        self._health.show_checks(self._checks, found)
        self._heads.show_coverage(covered)
        missing = len(self._open_frictions())
        self.header.create.setVisible(missing > 0 and not self.bridge.document.is_read_only)
        self.header.create.setText(ntr("Create {n} action", "Create {n} actions", missing).format(n=missing))
        has_chain = bool(snapshot.all(Segment) or snapshot.all(Objective))
        self._stack.setCurrentIndex(0 if has_chain else 1)
        self._show_flow()
        self._orphans.refresh()

    def apply(self, changes: ChangeSet) -> None:
        self.refresh()
        self.handlers_changed.emit()

    def settle(self) -> None:
        self.banner.follow()

    def reveal(self, kind: str, row_id: str) -> bool:
        element = Element(kind, row_id)
        found = self._canvas.choose(element) or (self._unfold(element) and self._canvas.choose(element))
        if found and not self._orphans.has_focus():
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        return found or self._shows_absence_of(kind, row_id)

    def _shows_absence_of(self, kind: str, row_id: str) -> bool:
        """Whether the flow is where one sees that a link, or a thing made by a cure, is no longer there."""
        is_gone = Naming(self.bridge.snapshot(), current()).row(kind, row_id) is None
        return kind in _LINKS or (is_gone and kind in _MADE_HERE)

    def standing(self) -> Standing:
        node = self._canvas.current_node()
        chosen = node.element if node is not None else None
        return Standing(self.header.kept_with(), self._alone, self._is_unfolded, frozenset(self._unfolded), chosen)

    def stand_on(self, standing: object) -> None:
        if isinstance(standing, Standing):
            self.header.keep(standing.kept)
            self._alone, self._is_unfolded, self._unfolded = standing.alone, standing.is_unfolded, {*standing.unfolded}
            self._show_flow()
            if standing.chosen is not None:
                self._canvas.choose(standing.chosen)

    def handlers(self) -> Handlers:
        node = self._canvas.current_node()
        sending = send_handlers(self.bridge, *node.element, self) if node is not None else {}
        return {"edit": self._open_current, **sending} if self._canvas.path_titles() else {}

    def status_hints(self) -> Hints:
        return (("←", ""), ("→", tr("follow a link")), (tr("Enter"), tr("go there")))

    def status_text(self) -> str:
        titles = self._canvas.path_titles()
        return tr("Path shown: {titles}").format(titles=", ".join(titles)) if titles else ""

    def toggle_panel(self) -> None:
        """The strip is this page's panel."""
        self._strip.setVisible(self._strip.isHidden())

    @property
    def flow(self) -> Flow:
        """What is drawn."""
        return self._flow

    # Inside

    def _connect(self) -> None:
        self.header.kept.connect(self._show_kept)
        self.header.fold_wanted.connect(self._toggle_fold)
        self.header.picture_wanted.connect(lambda: self.header.write_picture(self.bridge, self._flow))
        self.header.create.clicked.connect(self._create_actions)
        self._health.listed.connect(self._list_checks)
        self._heads.asked.connect(self._list_coverage)
        self._orphans.aside_wanted.connect(self._set_aside)
        self._canvas.chosen.connect(self._show_chosen)
        self._canvas.pointed.connect(self._show_pointed)
        self._canvas.opened.connect(self._open)
        self._canvas.menu_wanted.connect(self._show_menu)
        self._strip.opened.connect(self._open)
        self._strip.followed.connect(self._show_alone)

    def _flow_area(self, parent: QWidget) -> QWidget:
        area = QWidget(parent)
        column = QVBoxLayout(area)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._health)
        column.addWidget(self._orphans)
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
        column.addWidget(self._strip)
        self._scroll = scroll
        return area

    def _start_button(self) -> Button:
        button = Button(tr("Set objectives"), kind="primary", icon="target", name="trace_start")
        button.clicked.connect(lambda: self.bridge.go_to("objective", ""))
        return button

    # What is drawn

    def _show_flow(self) -> None:
        snapshot = self.bridge.snapshot()
        whole = flow_of(snapshot, current(), self.header.kept_with())
        if self._alone is not None:
            path = whole.path(self._alone)
            whole = whole.only(path) if len(path) > 1 else whole
        is_folding = is_large(whole)
        self._flow = whole if self._is_unfolded else folded(whole, current(), self._unfolded)
        self.header.show_fold(is_of_use=is_folding, is_folded=not self._is_unfolded and not self._unfolded)
        self._strip.show_alone(self._alone is not None)
        self._canvas.show_flow(self._flow, tuple(segment.id for segment in snapshot.all(Segment)))

    def _show_kept(self) -> None:
        self._alone = None
        self._show_flow()

    def _show_alone(self, node: Node | None) -> None:
        self._alone = node.element if node is not None else None
        self._show_flow()
        if node is not None:
            self._canvas.choose(node.element)
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggle_fold(self) -> None:
        self._is_unfolded = not (self._is_unfolded or self._unfolded)
        self._unfolded = set()
        self._show_flow()

    def _unfold(self, element: Element) -> bool:
        """Open the box that hides an element; whether there was one."""
        from ui.pages.traceability.folding import group_of

        whole = flow_of(self.bridge.snapshot(), current(), self.header.kept_with())
        hidden = next((node for node in whole.nodes if node.element == element), None)
        if hidden is None or self._is_unfolded:
            return False
        self._unfolded.add(group_of(hidden))
        self._show_flow()
        return True

    def _show_chosen(self, node: Node | None) -> None:
        self.handlers_changed.emit()
        self._tell(node)
        if node is not None:
            centre = self._canvas.box_of(node.element).center()
            self._scroll.ensureVisible(round(centre.x()), round(centre.y()), theme().px(120), theme().px(60))

    def _show_pointed(self, node: Node | None) -> None:
        if node is not None:  # else what was told stays, so that the pointer can go and read it
            self._tell(node)

    def _tell(self, node: Node | None) -> None:
        gaps = self._gaps.get(node.missing_for or node.element, ()) if node is not None else ()
        self._strip.show_node(node, self._flow, gaps[0] if gaps else None)

    # Where things lead

    def _open_current(self) -> None:
        node = self._canvas.current_node()
        if node is not None:
            self._open(node)

    def _open(self, node: Node) -> None:
        if node.element.kind == GROUP:
            self._unfolded.add(node.element)
            self._show_flow()
        elif node.element.kind == GAP and node.missing_for is not None:
            self._fill(node.missing_for)
        else:
            show(self.bridge, node.element)

    def _fill(self, missing_for: Element) -> None:
        """Cure what a box misses, or let the user choose how, beside the gap."""
        gap = next((each for each in self._gaps.get(missing_for, ()) if each.question in SHOWN_AS_GAPS), None)
        if self.bridge.document.is_read_only or gap is None:
            show(self.bridge, missing_for)
            return
        corner = self._canvas.box_of(gap_of(missing_for)).bottomLeft().toPoint()
        cure(self.bridge, gap, self._canvas.mapToGlobal(corner), self)
        self._canvas.choose(missing_for)

    def _show_menu(self, node: Node, place: QPoint) -> None:
        menu = Menu(self, name="trace_node_menu", accessible_name=node.title)
        if node.element.kind == GROUP:
            menu.add(tr("Open the box"), lambda: self._open(node), icon="layers-plus")
        elif node.element.kind == GAP:
            add_cures(menu, self.bridge, self._gaps.get(node.missing_for, ()) if node.missing_for else (), place, self)
        else:
            add_cures(menu, self.bridge, self._gaps.get(node.element, ()), place, self)
            menu.add(tr("Go there"), lambda: self._open(node), icon="external-link")
            menu.add(tr("Only this path"), lambda: self._show_alone(node), icon="list-filter")
        if self._alone is not None:
            menu.add(tr("Show everything"), lambda: self._show_alone(None), icon="maximize")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _list_checks(self, check_id: str, opener: QWidget) -> None:
        self._orphans.show_subject(f"check {check_id}", partial(self._checks_listed, check_id), opener)

    def _checks_listed(self, check_id: str) -> Sequence[Section]:
        if check_id:
            return of_checks(each for each in self._checks if each.id == check_id)
        return [*of_checks(self._checks), *of_findings(self.bridge.trace_findings())]

    def _list_coverage(self, questions: tuple[str, ...], opener: QWidget) -> None:
        def listed() -> Sequence[Section]:
            covered = trace_coverage(self.bridge.snapshot())
            return of_coverage(covered[each] for each in questions)

        self._orphans.show_subject(" ".join(questions), listed, opener)

    def _open_frictions(self) -> tuple[str, ...]:
        return orphans(self.bridge.snapshot())["friction_without_action"]

    def _create_actions(self) -> None:
        frictions = self._open_frictions()
        made = self.bridge.run(lambda: answer_frictions(self.bridge.document, frictions))
        if made:
            said = ntr("{n} action created", "{n} actions created", len(made)).format(n=len(made))
            messages().toast(said, icon="flag", way=Way(tr("Undo"), self.bridge.undo))

    def _set_aside(self, finding: Finding) -> None:
        set_aside(self.bridge, finding, self)
