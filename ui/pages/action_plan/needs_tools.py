"""The tab of what the actions build on: the functional needs that segments share, and the tools compared."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from journey.model import Segment
from resources.i18n import current, tr
from strategy.entries import entry_value
from strategy.links import segments_of_need
from strategy.model import ActionNeed, FunctionalNeed, NeedSegment, Tool
from strategy.naming import Naming
from strategy.operations import add_action, add_need, set_links, set_value
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.action_plan import segment_dot
from ui.models.entries import entry_options
from ui.models.plan_rows import need_columns, need_ids
from ui.pages.action_plan.tools import ToolsBlock
from ui.pages.rows_block import Acts, Picks, RowsBlock
from ui.widgets.choices import Choice
from ui.widgets.panel import ScrollColumn


class NeedsAndTools(ScrollColumn):
    """`action_wanted` carries an action to show, such as the trial of a tool or what meets a need."""

    action_wanted = Signal(str)
    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 20, 24, 24), spacing=28, name="needs_tools", parent=parent)
        self._bridge = bridge
        self.needs = RowsBlock(
            bridge, FunctionalNeed, need_columns(), need_ids, title=tr("Shared functional needs"), wide="name",
            help_text=tr("What several segments need comes first. For each: buy, train, customise or integrate?"),
            name="needs", picks=self._picks(),
        )  # fmt: skip
        self.needs.set_adding(tr("New need"), self.add_need)
        self.needs.on_open("actions", self._act_on_need)
        self.tools = ToolsBlock(bridge)
        self.tools.trial_wanted.connect(self.action_wanted)
        self._in_tools = False
        self.add(self.needs)
        self.add(self.tools)
        self.needs.used.connect(lambda: self._use(in_tools=False))
        self.tools.used.connect(lambda: self._use(in_tools=True))

    def follow(self) -> None:
        """Follow the plan."""
        self.needs.follow()
        self.tools.follow()

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show a need, a tool, or the rating of one."""
        first = row_id.partition("~")[0]
        if kind in (FunctionalNeed.__tablename__, NeedSegment.__tablename__):
            return self.needs.reveal(first)
        if kind == "tool_rating":
            _, _, criterion = row_id.partition("~")
            return self.tools.reveal(first, criterion if criterion in self.tools.model.rows else "name")
        return kind == Tool.__tablename__ and self.tools.reveal(row_id)

    def handlers(self) -> Acts:
        if self._bridge.document.is_read_only:
            return {}
        if self._in_tools:
            return {"new": self.tools.add, **self.tools.handlers()}
        return {"new": self.add_need, **self.needs.handlers()}

    def add_need(self) -> None:
        """Add a need and put the cursor in its name."""
        self.needs.edit_added(self._bridge.run(lambda: add_need(self._bridge.document)), "name")

    def _picks(self) -> dict[str, Picks]:
        document = self._bridge.document
        return {
            "segments": Picks(
                _segment_choices,
                lambda snapshot, need_id: [each.id for each in segments_of_need(snapshot, need_id)],
                lambda need_id, ids: set_links(document, NeedSegment, need_id, ids),
            ),
            "channels": Picks(
                lambda snapshot, _id: _entry_choices(snapshot, "channels"), partial(_ids_of, "channels"),
                lambda need_id, ids: set_value(document, FunctionalNeed, need_id, "channels", ids),
            ),
            "investments": Picks(
                _investments, partial(_ids_of, "investments"),
                lambda need_id, ids: set_value(document, FunctionalNeed, need_id, "investments", ids),
            ),
        }  # fmt: skip

    def _act_on_need(self, need_id: str) -> None:
        """Show the first action that meets a need, made from it if there is none."""
        links = self._bridge.snapshot().where(ActionNeed, need_id=need_id)
        made = links[0].action_id if links else None
        if made is None:
            made = self._bridge.run(lambda: add_action(self._bridge.document, need_id=need_id))
        if made:
            self.action_wanted.emit(made)

    def _use(self, *, in_tools: bool) -> None:
        self._in_tools = in_tools
        self.handlers_changed.emit()


def _segment_choices(snapshot: Snapshot, _need_id: str) -> list[Choice]:
    names = Naming(snapshot, current())
    return [Choice(row.id, names.title(row), dot=segment_dot(snapshot, row.id)) for row in snapshot.all(Segment)]


def _entry_choices(snapshot: Snapshot, list_name: str) -> list[Choice]:
    return [Choice(str(entry_id), label) for entry_id, label in entry_options(snapshot, list_name)]


def _investments(snapshot: Snapshot, _need_id: str) -> list[Choice]:
    """The types of action that the method counts as investments."""
    return [each for each in _entry_choices(snapshot, "action_types") if entry_value(snapshot, each.id, "investment")]


def _ids_of(column: str, snapshot: Snapshot, need_id: str) -> list[str]:
    need = snapshot.get(FunctionalNeed, need_id)
    return list(getattr(need, column) or ()) if need is not None else []
