"""The tab of the levers: the method's list with a filter, and what it says of each: advantages, limits, examples."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from journey.model import Segment
from resources.catalogue import catalogue
from resources.i18n import current, tr, words
from strategy.guiding import loyalty_states
from strategy.naming import Naming
from strategy.operations import add_action
from ui.document_bridge import DocumentBridge
from ui.models.levers import LeverFilter, lever_columns, lever_ids, lever_texts
from ui.models.row_table import RowTableModel
from ui.pages.objectives.questions import QuestionRow
from ui.pages.row_view import RowView
from ui.pages.rows_block import Acts
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.chip import Chip
from ui.widgets.combo import ComboField
from ui.widgets.field import TextField
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn, Section
from ui.widgets.surface import Surface

_CARD = 340
_LOYALTY = "levfam_loyalty"


class Levers(QWidget):
    """`added` carries the action that was made from a lever."""

    added = Signal(str)
    handlers_changed = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setObjectName("levers")
        self._shown = LeverFilter()
        self.model = RowTableModel(bridge, lever_columns(), lambda snapshot: lever_ids(snapshot, self._shown), self)
        self.table = RowView(self.model, "name", name="levers_table", accessible_name=tr("Levers"))
        self.card = LeverCard()
        self.card.create_button.clicked.connect(lambda: self.create_action())
        self.card.create_button.setEnabled(not bridge.document.is_read_only)
        px = theme().px
        main = QVBoxLayout()
        main.setContentsMargins(px(24), px(16), 0, 0)
        main.setSpacing(px(10))
        main.addLayout(self._filters())
        main.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(main, 1)
        row.addWidget(self.card)
        self.table.opened.connect(lambda _index: self.create_action())
        self.table.selectionModel().currentChanged.connect(lambda: self._show_current())

    @property
    def current_id(self) -> str:
        return self.model.id_at(self.table.currentIndex()) or ""

    def follow(self) -> None:
        """Follow the plan."""
        snapshot = self._bridge.snapshot()
        names = Naming(snapshot, current())
        segments = [(each.id, names.title(each)) for each in snapshot.all(Segment)]
        self._segment.set_options([("", tr("All segments")), *segments], self._shown.segment)
        self.model.follow()
        if not self.current_id and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_current()

    def reveal(self, lever_id: str) -> bool:
        """Put the cursor on a lever, whatever the filters; False for one that the method does not know."""
        self._words.set_text("")
        self._family.set_value("")
        self._segment.set_value("")
        self._filter()
        at = next(
            (row for row in range(self.model.rowCount()) if self.model.id_at(self.model.index(row, 0)) == lever_id), -1
        )
        self.table.setCurrentIndex(self.model.index(at, 0))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return at >= 0

    def handlers(self) -> Acts:
        can_add = self.current_id and not self._bridge.document.is_read_only
        return {"new": self.create_action} if can_add else {}

    def create_action(self) -> None:
        """Make an action of the lever shown, named after it, for the segment of the filter if there is one."""
        lever, snapshot = self.current_id, self._bridge.snapshot()
        if not lever:
            return
        # A name is a text of the plan: it follows the plan's language, not the reader's.
        name = Naming(snapshot, words(snapshot.plan.language)).label(lever)
        segments = [self._shown.segment] if self._shown.segment else []
        made = self._bridge.run(lambda: add_action(self._bridge.document, name=name, lever=lever, segment_ids=segments))
        if made:
            self.added.emit(made)

    def _filters(self) -> QHBoxLayout:
        self._words = TextField(placeholder=tr("Filter"), name="levers_filter")
        self._words.textChanged.connect(lambda: self._filter())
        families = [(each.id, current().label(each.id)) for each in catalogue().entries("lever_families")]
        self._family = ComboField([("", tr("All families")), *families], "", name="levers_family",
                                  accessible_name=tr("Family"))  # fmt: skip
        self._family.chosen.connect(lambda _value: self._filter())
        self._segment = ComboField([("", tr("All segments"))], "", name="levers_segment",
                                   accessible_name=tr("Levers used for a segment"))  # fmt: skip
        self._segment.chosen.connect(lambda _value: self._filter())
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, theme().px(24), 0)
        row.setSpacing(theme().px(8))
        self._words.setMinimumWidth(theme().px(150))
        for field in (self._family, self._segment):
            field.setMaximumWidth(theme().px(220))
        row.addWidget(self._words, 1)
        row.addWidget(self._family)
        row.addWidget(self._segment)
        return row

    def _filter(self) -> None:
        self._shown = LeverFilter(self._words.text(), str(self._family.value() or ""), str(self._segment.value() or ""))
        self.follow()

    def _show_current(self) -> None:
        self.card.show_lever(self._bridge, self.current_id)
        self.handlers_changed.emit()


class LeverCard(Surface):
    """What the method says of one lever, and the button that makes an action of it."""

    def __init__(self) -> None:
        super().__init__("sheet", lines=("left",), name="lever_card")
        self.setFixedWidth(theme().px(_CARD))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        scroll = ScrollColumn(margins=(20, 20, 20, 12), spacing=10, name="lever_texts")
        self._title = Label("", "heading", wrap=True, name="lever_title")
        self._family = Chip("", name="lever_family")
        scroll.add(self._title)
        scroll.add(self._family)
        self._parts: dict[str, tuple[Label, Label]] = {}
        for key, title in (("pros", tr("Advantages")), ("limits", tr("Limits")), ("example", tr("Example")),
                           ("advice", tr("Advice"))):  # fmt: skip
            head, body = Label(title, "label"), Label("", "body", wrap=True, name=f"lever_{key}")
            scroll.add(head)
            scroll.add(body)
            self._parts[key] = (head, body)
        self._origin = Label("", "caption", wrap=True, name="lever_origin")
        scroll.add(self._origin)
        self._programme = Section(tr("The programme in four decisions"), name="loyalty_programme")
        self._decisions: dict[str, QuestionRow] = {}
        scroll.add(self._programme)
        column.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme().px(20), theme().px(8), theme().px(20), theme().px(16))
        self.create_button = Button(tr("Create an action"), "primary", icon="flag", name="action_from_lever")
        foot.addWidget(self.create_button)
        column.addLayout(foot)

    def show_lever(self, bridge: DocumentBridge, lever_id: str) -> None:
        """Show another lever, "" for none."""
        self.setVisible(bool(lever_id))
        if not lever_id:
            return
        texts = lever_texts(bridge.snapshot(), lever_id)
        self._title.setText(texts.title)
        self._family.set_text(texts.family or tr("Your own"))
        for key, (head, body) in self._parts.items():
            words = getattr(texts, key)
            body.setText(words)
            head.setVisible(bool(words))
            body.setVisible(bool(words))
        quoted, added = (
            tr("Advantages and limits as the articles give them."),
            tr("Advantages and limits added by the method."),
        )
        self._origin.setText(quoted if texts.is_quoted else added)
        self._origin.setVisible(bool(texts.pros or texts.limits))
        self._show_programme(bridge, lever_id)

    def _show_programme(self, bridge: DocumentBridge, lever_id: str) -> None:
        """For a lever of loyalty, what the team decides of its programme."""
        lever = catalogue().get(lever_id)
        is_loyalty = lever is not None and lever.get("family") == _LOYALTY
        self._programme.setVisible(is_loyalty)
        for state in loyalty_states(bridge.snapshot()) if is_loyalty else ():
            row = self._decisions.get(state.question)
            if row is None:
                row = self._decisions[state.question] = QuestionRow(bridge, state, self._programme)
                self._programme.body.addWidget(row)
            row.show_state(state)
