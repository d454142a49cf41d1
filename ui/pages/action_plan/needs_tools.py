"""The tab of what the actions build on: the functional needs that segments share, and the tools compared."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from journey.model import Segment
from resources.i18n import current, tr
from strategy.entries import entry_value
from strategy.links import segments_of_need
from strategy.model import ActionNeed, FunctionalNeed, NeedSegment, Tool, ToolWeight
from strategy.naming import Naming
from strategy.operations import add_action, add_need, pool_needs, set_links, set_value
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.action_plan import segment_dot
from ui.models.entries import entry_options
from ui.models.needs import alike_words, first_words, need_columns, need_ids
from ui.pages.action_plan.tools import ToolsBlock
from ui.pages.rows_block import Acts, Picks, RowsBlock
from ui.widgets.button import Button, IconButton
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.dashed import DashedCard
from ui.widgets.label import Label, tip
from ui.widgets.panel import ScrollColumn


class NeedsAndTools(ScrollColumn):
    """`action_wanted` carries an action to show, such as the trial of a tool or what meets a need."""

    action_wanted = Signal(str)
    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 20, 24, 24), spacing=28, name="needs_tools", parent=parent)
        self._bridge = bridge
        self._pool = Button(tr("Pool…"), size="small", icon="merge", name="pool_needs", on_click=self.choose_twin)
        tip(self._pool, tr("Make one need of the selected one and another"))
        self.needs = RowsBlock(
            bridge, FunctionalNeed, need_columns(), need_ids, title=tr("Shared functional needs"), wide="name",
            help_text=tr("Ranked by segments served × impact, the cheaper first; a rank of your own comes before. "
                         "For each: buy, train, customise or integrate?"),
            name="needs", picks=self._picks(), controls=[self._pool],
        )  # fmt: skip
        self._first = Label("", "small", wrap=True, name="first_need")
        self.needs.add_above(self._first)
        self._twins = QHBoxLayout()
        holder = QWidget()
        holder.setLayout(self._twins)
        self._twins.setContentsMargins(0, 0, 0, 0)
        self.needs.add_below(holder)
        self._asked: tuple[str, str, str] = ("", "", "")
        self._apart: set[tuple[str, str]] = set()
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
        snapshot = self._bridge.snapshot()
        words = first_words(snapshot)
        self._first.setText(words)
        self._first.setVisible(bool(words))
        self._ask_for_twins(alike_words(snapshot, self._apart))
        self._show_use()

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show a need, a tool, the rating of one, or the weight of a criterion."""
        first = row_id.partition("~")[0]
        if kind in (FunctionalNeed.__tablename__, NeedSegment.__tablename__):
            return self.needs.reveal(first)
        if kind == "tool_rating":
            _, _, criterion = row_id.partition("~")
            return self.tools.reveal(first, criterion if criterion in self.tools.model.rows else "name")
        if kind == ToolWeight.__tablename__:
            weight = self._bridge.snapshot().get(ToolWeight, row_id)
            return weight is not None and self.tools.reveal_weight(weight.criterion)
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

    def choose_twin(self) -> None:
        """Let the user choose which need the selected one takes over."""
        snapshot, kept_id = self._bridge.snapshot(), self.needs.current_id
        names = Naming(snapshot, current())
        choices = [
            Choice(row.id, names.title(row) or tr("Need to name"), note=names.code(row))
            for row in snapshot.all(FunctionalNeed) if row.id != kept_id
        ]  # fmt: skip
        menu = ChoiceMenu(choices, (), single=True, name="twins", accessible_name=tr("Pool…"), parent=self._pool)
        menu.closed.connect(lambda ids: self._pool_with(kept_id, ids[0]) if ids else None)
        menu.open_under(self._pool)

    def _pool_with(self, kept_id: str, other_id: str) -> None:
        self._bridge.attempt(lambda: pool_needs(self._bridge.document, kept_id, other_id))
        self.needs.reveal(kept_id)

    def _ask_for_twins(self, asked: tuple[str, str, str]) -> None:
        """Ask whether two needs that are much alike are one."""
        if asked == self._asked:
            return
        self._asked = asked
        while (item := self._twins.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        first, second, words = asked
        if words and not self._bridge.document.is_read_only:
            card = DashedCard(words, tr("Pool them"), icon="merge", name="alike_needs",
                              on_click=lambda: self._pool_with(first, second))  # fmt: skip
            apart = IconButton("x", tr("They are two needs"), size="small", name="keep_apart",
                               on_click=lambda: self._keep_apart(first, second))  # fmt: skip
            for widget in (card, apart):
                self._twins.addWidget(widget)
                widget.show()

    def _keep_apart(self, first: str, second: str) -> None:
        """Ask no more about these two as long as the plan is open."""
        self._apart.add((first, second))
        self.follow()

    def _show_use(self) -> None:
        """A need can be pooled while it has the cursor and there is another one."""
        is_possible = bool(self.needs.current_id) and len(self.needs.model.ids) > 1
        self._pool.setEnabled(is_possible and not self._bridge.document.is_read_only)

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
        self._show_use()
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
