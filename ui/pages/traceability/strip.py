"""Under the flow: the thing that is pointed at or chosen, its path in figures, and why an action is in the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import ntr, tr
from strategy.trace import KPI
from ui.document_bridge import DocumentBridge
from ui.pages.reasons_block import ReasonsBlock
from ui.pages.traceability.cure_buttons import CureButtons
from ui.pages.traceability.cures import Gap
from ui.pages.traceability.flow import GAP, Flow, Node
from ui.pages.traceability.folding import GROUP
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.panel import ScrollColumn
from ui.widgets.surface import Surface

_HEIGHT, _AT_REST = 128, 64
_WORDS: Mapping[str, Callable[[int], str]] = {
    "objective": lambda n: ntr("{n} objective", "{n} objectives", n),
    "segment": lambda n: ntr("{n} segment", "{n} segments", n),
    "journey": lambda n: ntr("{n} journey", "{n} journeys", n),
    "friction": lambda n: ntr("{n} friction", "{n} frictions", n),
    "swot_statement": lambda n: ntr("{n} SWOT item", "{n} SWOT items", n),
    "action": lambda n: ntr("{n} action", "{n} actions", n),
    KPI: lambda n: ntr("{n} indicator", "{n} indicators", n),
    GAP: lambda n: ntr("{n} gap", "{n} gaps", n),
}


class TraceStrip(Surface):
    """Once it has told about a thing it keeps its height, so that nothing jumps while the pointer moves."""

    opened = Signal(object)
    """The `Node` to go to."""
    followed = Signal(object)
    """The `Node` whose path alone is to be shown; None for everything."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__("sunken", lines=("top",), name="trace_strip", parent=parent)
        self._node: Node | None = None
        self._is_alone = False
        self.setAccessibleName(tr("Path and reasons"))
        self.setFixedHeight(theme().px(_AT_REST))
        self._title = ElidedLabel("", "strong", name="trace_strip_title")
        self._about = Label("", "small", "ink2", wrap=True, name="trace_strip_about")
        self._reasons = ReasonsBlock(bridge)
        self._cures = CureButtons(bridge, self)
        self._only = Button("", "secondary", size="small", name="trace_only")
        self._only.clicked.connect(lambda: self.followed.emit(None if self._is_alone else self._node))
        self._open = Button(tr("Go there"), "secondary", size="small", name="trace_open")
        self._open.clicked.connect(lambda: self.opened.emit(self._node))
        self._lay_out()
        self.show_node(None, Flow((), ()))

    def show_node(self, node: Node | None, flow: Flow, gap: Gap | None = None) -> None:
        """Tell about one thing, and offer the cure of what it lacks first; None tells what to do here."""
        self._node = node
        if node is not None:
            self.setFixedHeight(theme().px(_HEIGHT))
        is_thing = node is not None and node.element.kind not in (GAP, GROUP)
        is_action = node is not None and node.element.kind == "action"
        self._title.setText(_title(node))
        self._about.setVisible(not is_action)
        self._reasons.setVisible(is_action)
        if node is None:
            self._about.setText(tr("Point at a thing to light its path; a click or Enter goes there."))
        elif is_action:
            self._reasons.show_action(node.element.id)
        else:
            self._about.setText(_on_path(node, flow))
        self._open.setVisible(is_thing)
        is_folded = node is not None and node.element.kind == GROUP
        self._cures.show_gap(None if is_folded else gap, "strip")
        self._show_only()

    def show_alone(self, is_alone: bool) -> None:
        """Whether the flow shows one path only."""
        self._is_alone = is_alone
        self._show_only()

    def _show_only(self) -> None:
        self._only.setText(tr("Show everything") if self._is_alone else tr("Only this path"))
        is_thing = self._node is not None and self._node.element.kind not in (GAP, GROUP)
        self._only.setVisible(self._is_alone or is_thing)

    def _lay_out(self) -> None:
        px = theme().px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self._title, 1)
        head.addWidget(self._cures)
        head.addWidget(self._only)
        head.addWidget(self._open)
        said = ScrollColumn(margins=(0, 0, 12, 8), spacing=4, ground="sunken", name="trace_reasons", parent=self)
        said.add(self._about)
        said.add(self._reasons)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(8), px(20), 0)
        column.setSpacing(px(4))
        column.addLayout(head)
        column.addWidget(said, 1)


def _title(node: Node | None) -> str:
    if node is None:
        return tr("Path and reasons")
    if node.element.kind == "action":
        return tr("Why “{title}”?").format(title=node.title)
    return node.title


def _on_path(node: Node, flow: Flow) -> str:
    """How many things of each sort the path of this one passes through, itself left out."""
    path = flow.things_on_path(node.element) - {node.element}
    counts = Counter(each.kind for each in path)
    parts = [_WORDS[kind](counts[kind]).format(n=counts[kind]) for kind in _WORDS if counts[kind]]
    if not parts:
        return tr("Nothing is linked to it yet.")
    return tr("On its path: {things}.").format(things=", ".join(parts))
