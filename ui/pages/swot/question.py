"""One question of the diagnostic or about resources: its scale, what is beside the scale, and a comment."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.catalogue import Entry, catalogue
from resources.i18n import current, tr
from strategy.operations.swot import NOT_APPLICABLE, UNKNOWN
from ui.theme.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.chip import Chip
from ui.widgets.inline import InlineEdit
from ui.widgets.label import Label
from ui.widgets.scale import AnswerScale

_NUMBERED_FROM = 5
_ROOM_BESIDE = 200
"""Width, in design pixels, that a scale may take at the right of its question."""


class Answer(NamedTuple):
    """What a question holds: a value of its scale, "unknown", "not_applicable" or None, and a comment."""

    value: str | None = None
    comment: str = ""


class QuestionRow(QWidget):
    """`answered` carries a value or None, `commented` a text, `left` the way out (-1 up, 1 down).

    `scales` names the scales inside, from top to bottom; `extras` is a column for what belongs to the question.
    """

    answered = Signal(object)
    commented = Signal(str)
    left = Signal(QWidget, int)

    def __init__(self, entry: Entry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = entry.id
        words = current()
        question = words.label(entry.id)
        self.setObjectName(f"question_{entry.id}")
        self.setAccessibleName(question)
        options = options_of(entry.get("scale"))
        is_numbered = len(options) >= _NUMBERED_FROM
        self.scale = AnswerScale(
            options, numbered=is_numbered, asides=(UNKNOWN, NOT_APPLICABLE),
            name=f"scale_{entry.id}", accessible_name=question,
        )  # fmt: skip
        self._said_options = dict(options) if is_numbered else {}
        self._label = Label(question, "small", wrap=True)
        self._said = Label("", "caption", name=f"said_{entry.id}")
        self._unknown = self._aside(UNKNOWN, tr("Do not know"))
        self._not_applicable = self._aside(NOT_APPLICABLE, tr("Not applicable"))
        self._note = IconButton("message-square", tr("Comment"), size="small", on_click=self.comment,
                                name=f"note_{entry.id}")  # fmt: skip
        self.note_text = InlineEdit(
            role="small", tone="ink2", multiline=True, placeholder=tr("Comment"),
            name=f"comment_{entry.id}", accessible_name=tr("Comment"),
        )  # fmt: skip
        self.note_text.committed.connect(self.commented)
        self.note_text.editing_ended.connect(self._fold_note)
        self.note_text.hide()
        self.scale.chosen.connect(self.answered)
        self.scale.left.connect(lambda by: self.left.emit(self.scale, by))
        self.extras = QVBoxLayout()
        self.extras.setSpacing(theme().px(4))
        self._lay_out()
        self.show_answer(Answer())

    def show_answer(self, answer: Answer, said: str = "") -> None:
        """Show what the plan holds; `said` replaces the words of the answer."""
        self.scale.set_value(answer.value)
        self._unknown.setChecked(answer.value == UNKNOWN)
        self._not_applicable.setChecked(answer.value == NOT_APPLICABLE)
        is_open = answer.value is None and not said
        self._said.setText(said or (tr("To answer") if is_open else self._said_options.get(answer.value or "", "")))
        self._said.set_tone("warning" if is_open else "ink3")
        self.note_text.set_text(answer.comment)
        self._fold_note()

    def comment(self) -> None:
        """Put the cursor in the comment."""
        self.note_text.show()
        self.note_text.begin()

    def _fold_note(self) -> None:
        self.note_text.setVisible(bool(self.note_text.text()) or self.note_text.is_editing)

    def _aside(self, value: str, words: str) -> Chip:
        chip = Chip(words, checkable=True, name=f"{value}_{self.question}")
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrows of the scale reach it
        chip.clicked.connect(lambda is_on: self.answered.emit(value if is_on else None))
        return chip

    def _lay_out(self) -> None:
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(8), 0, px(6))
        column.setSpacing(px(2))
        is_beside = self.scale.sizeHint().width() <= px(_ROOM_BESIDE)
        top = QHBoxLayout()
        top.setSpacing(px(12))
        top.addWidget(self._label, 1)
        if is_beside:
            top.addWidget(self.scale, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        if not is_beside:
            column.addSpacing(px(4))
            column.addWidget(self.scale, 0, Qt.AlignmentFlag.AlignLeft)
        foot = QHBoxLayout()
        foot.setSpacing(px(6))
        foot.addWidget(self._said, 1)
        for part in (self._unknown, self._not_applicable, self._note):
            foot.addWidget(part)
        column.addLayout(foot)
        column.addWidget(self.note_text)
        column.addLayout(self.extras)


def options_of(scale: str) -> list[tuple[str, str]]:
    """The values of an answer scale as text, with their words in the reader's language."""
    language = current().language
    return [(str(option.get("value")), option.label(language)) for option in catalogue()[scale].parts("options")]
