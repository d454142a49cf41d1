"""The open part of an objective's card: five SMART rows, the fields behind them, and what the objective reaches."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.catalogue import catalogue
from resources.i18n import current, tr
from strategy.model import Objective
from strategy.operations import set_value
from ui.document_bridge import DocumentBridge
from ui.models.objectives import SMART_COLUMNS, ObjectiveFacts
from ui.pages.objectives.fields import ObjectiveFields
from ui.pages.objectives.reach_chips import ReachChips
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.inline import InlineEdit
from ui.widgets.label import Label, tip
from ui.widgets.paint import line, painter_on
from ui.widgets.signs import Glyph

_ROW = 36
_TEXT_AT = 158
"""Left of the values, where the border of a field being edited stands."""


class CardBody(QWidget):
    """Edits the texts and the fields of one objective; `left` when Escape leaves it."""

    left = Signal()

    def __init__(self, bridge: DocumentBridge, facts: ObjectiveFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._objective_id = bridge, facts.id
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(11), px(16), px(12))
        column.setSpacing(0)
        self._rows: dict[str, InlineEdit] = {}
        self._letters: dict[str, Label] = {}
        labels = {
            "specific": tr("Specific"), "measurable": tr("Measurable"), "achievable": tr("Achievable"),
            "relevant": tr("Relevant"), "time_bound": tr("Time-bound"),
        }  # fmt: skip
        for name, criterion in zip(SMART_COLUMNS, catalogue().entries("smart_criteria"), strict=True):
            column.addLayout(self._smart_row(name, criterion.get("letter"), labels[name]))
        self._warnings = QVBoxLayout()
        self._warnings.setSpacing(px(4))
        self._shown_warnings: tuple[str, ...] = ()
        column.addLayout(self._warnings)
        self.fields = ObjectiveFields(bridge, facts.id, self)
        self._fields_row = QHBoxLayout()
        self._fields_row.addWidget(self.fields)
        column.addLayout(self._fields_row)
        column.addSpacing(px(8))
        column.addLayout(self._foot(facts))
        self._show_fields(not facts.is_clear)
        if bridge.document.is_read_only:
            self.fields.setEnabled(False)
            for row in self._rows.values():
                row.set_read_only(True)
        self.follow(facts)

    @property
    def warnings(self) -> tuple[str, ...]:
        """The sentences shown about this objective."""
        return self._shown_warnings

    def follow(self, facts: ObjectiveFacts) -> None:
        """Show the objective as it is now."""
        shown = zip(SMART_COLUMNS, facts.texts, facts.prompts, facts.are_questions, facts.gaps, strict=True)
        for name, words, prompt, is_question, gap in shown:
            row = self._rows[name]
            self._letters[name].set_tone("warning" if gap else "primary")
            tip(self._letters[name], gap)
            row.set_placeholder(prompt, "ink3" if is_question else "ink2")
            if row.text() != words:
                row.set_text(words)
        self._reach.show_reach(facts.reach)
        self._show_warnings()
        self.fields.follow()

    def edit(self, field: str) -> None:
        """Put the cursor in the text of a letter, or in a field, shown if it is hidden."""
        if field in self._rows and field != "specific":
            self._rows[field].begin()
            return
        if field == "specific" and self.fields.isHidden():
            self._rows[field].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._show_fields(True)
        self.fields.edit(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        line(painter, QPointF(2, 0.5), QPointF(self.width() - 2, 0.5), "line")

    def _smart_row(self, name: str, letter: str, label: str) -> QHBoxLayout:
        px = theme().px
        row = QHBoxLayout()
        row.setContentsMargins(px(55), 0, 0, 0)
        row.setSpacing(0)
        mark = self._letters[name] = Label(letter, "small", "primary", weight=700, name=f"smart_{name}")
        mark.setFixedWidth(px(16))
        row.addWidget(mark)
        words = Label(label, "label")
        words.setFixedWidth(px(_TEXT_AT - 55 - 16))
        row.addWidget(words)
        edit = InlineEdit(role="small", name=f"objective_{name}", accessible_name=label)
        edit.setFixedHeight(px(_ROW))
        edit.committed.connect(lambda text, column=name: self._write(column, text))
        edit.editing_ended.connect(self._tell_keys)
        edit.editing_began.connect(self._tell_keys)
        row.addWidget(edit, 1)
        self._rows[name] = edit
        return row

    def _foot(self, facts: ObjectiveFacts) -> QHBoxLayout:
        px = theme().px
        foot = QHBoxLayout()
        foot.setContentsMargins(px(_TEXT_AT), 0, 0, 0)
        foot.setSpacing(px(8))
        self._reach = ReachChips(self._bridge, self)
        foot.addWidget(self._reach)
        foot.addStretch(1)
        self._keys = Label(tr("Enter to save, Esc to cancel"), "caption", name="objective_keys")
        self._keys.hide()
        foot.addWidget(self._keys)
        self._switch = Button("", "link", size="small", name="objective_fields_switch")
        self._switch.clicked.connect(lambda: self._show_fields(self.fields.isHidden()))
        foot.addWidget(self._switch)
        return foot

    def _show_fields(self, shown: bool) -> None:
        px = theme().px
        self.fields.setVisible(shown)
        self._fields_row.setContentsMargins(px(_TEXT_AT), px(8) if shown else 0, 0, px(4) if shown else 0)
        self._name_switch()

    def _name_switch(self) -> None:
        self._switch.setText(tr("Show the fields") if self.fields.isHidden() else tr("Hide the fields"))

    def _tell_keys(self) -> None:
        is_editing = any(row.is_editing for row in self._rows.values())
        self._keys.setVisible(is_editing)
        self._switch.setVisible(not is_editing)

    def _write(self, column: str, text: str) -> None:
        self._bridge.run(lambda: set_value(self._bridge.document, Objective, self._objective_id, column, text))

    def _show_warnings(self) -> None:
        """What the method says about this objective."""
        words = current()
        found = [finding for finding in self._bridge.findings() if finding.row_id == self._objective_id]
        shown = tuple(words.label(finding.rule_id) for finding in found)
        if shown == self._shown_warnings:
            return
        self._shown_warnings = shown
        while (item := self._warnings.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        px = theme().px
        self._warnings.setContentsMargins(px(_TEXT_AT + 11), px(4) if shown else 0, 0, px(6) if shown else 0)
        for sentence in shown:
            self._warnings.addWidget(_warning(sentence))


def _warning(sentence: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme().px(6))
    row.addWidget(Glyph("triangle-alert", "warning"))
    row.addWidget(Label(sentence, "small", "warning", wrap=True), 1)
    return holder
