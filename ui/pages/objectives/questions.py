"""The panel's questions of the method: settled or to answer, each with the team's answer to read and to write."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from resources.i18n import current, ntr, tr
from strategy.guiding import GuidingState, guiding_states
from strategy.operations import answer_guiding_question
from ui.document_bridge import DocumentBridge
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.field import TextArea
from ui.widgets.focus import bring_into_view, keep_in_view
from ui.widgets.label import Label
from ui.widgets.paint import box, painter_on
from ui.widgets.panel import ScrollColumn, SectionHeader
from ui.widgets.tab_order import chain_tab_order

STEP = "step_1_objectives"


class Questions(QWidget):
    """Every guiding question of the step, in the method's order."""

    folded = Signal(bool)

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None, *, step: str = STEP) -> None:
        super().__init__(parent)
        self._bridge, self._step = bridge, step
        self.setObjectName("objective_questions" if step == STEP else f"{step}_questions")
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(px(4))
        self._header = SectionHeader(tr("Questions of the method"), foldable=True, name="questions_header")
        self._header.setContentsMargins(px(16), 0, px(12), 0)
        holder = QVBoxLayout()
        holder.setContentsMargins(px(16), 0, px(12), 0)
        holder.addWidget(self._header)
        column.addLayout(holder)
        self._scroll = ScrollColumn(margins=(8, 4, 8, 8), spacing=2, name="questions_scroll", parent=self)
        column.addWidget(self._scroll, 1)
        self._header.folded.connect(self._scroll.setHidden)
        self._header.folded.connect(self.folded)
        self._rows: dict[str, QuestionRow] = {}

    def follow(self) -> None:
        """Show the state of each question now."""
        states, known = guiding_states(self._bridge.snapshot(), self._step), len(self._rows)
        for state in states:
            row = self._rows.get(state.question)
            if row is None:
                row = self._rows[state.question] = QuestionRow(self._bridge, state, self._scroll.place)
                self._scroll.add(row)
            row.show_state(state)
        if len(self._rows) > known:
            chain_tab_order((self._header, *self._rows.values()))
        settled = sum(state.is_settled for state in states)
        self._header.set_note(tr("{n} of {total}").format(n=settled, total=len(states)))

    def reveal(self, question: str) -> bool:
        """Put the cursor in the answer to a question; False when the step does not ask it."""
        self.follow()
        row = self._rows.get(question)
        if row is not None:
            row.open()
            bring_into_view(self)  # the questions of the follow-up lie under its table
            keep_in_view(row)
        return row is not None

    def row(self, question: str) -> QuestionRow:
        """The row of one question."""
        return self._rows[question]


class QuestionRow(QWidget):
    """One question; a click or Enter opens the place for the answer."""

    def __init__(self, bridge: DocumentBridge, state: GuidingState, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge, self._state = bridge, state
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, theme().px(6))
        self._column.setSpacing(theme().px(4))
        self.head = QuestionHead(current().label(state.question), f"question_{state.question}", self)
        self.head.show_state(state)
        self._column.addWidget(self.head)
        self._answer: TextArea | None = None
        self.head.clicked.connect(self._toggle)

    def show_state(self, state: GuidingState) -> None:
        """Show whether the question is settled, what is missing, and the answer."""
        if state != self._state:  # else its column would be laid out anew at each gesture
            self._state = state
            self.head.show_state(state)
        if self._answer is not None:
            self._answer.set_text(state.answer)

    def open(self) -> None:
        """Show the place for the answer, with the cursor in it."""
        if self._answer is None:  # most stay closed, and a page has up to 25
            self._answer = self._place_for_answer()
        self._answer.show()
        self._answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_for_answer(self) -> TextArea:
        answer = TextArea(
            self._state.answer,
            name=f"answer_{self._state.question}",
            accessible_name=self.head.accessibleName(),
            placeholder=tr("Our answer"),
            parent=self,
        )
        answer.setReadOnly(self._bridge.document.is_read_only)
        answer.committed.connect(self._write)
        holder = QVBoxLayout()
        holder.setContentsMargins(theme().px(34), 0, theme().px(8), 0)
        holder.addWidget(answer)
        self._column.addLayout(holder)
        QWidget.setTabOrder(self.head, answer)
        return answer

    def _toggle(self) -> None:
        if self._answer is None or self._answer.isHidden():
            self.open()
        else:
            self._answer.hide()

    def _write(self, text: str) -> None:
        question = self._state.question
        self._bridge.run(lambda: answer_guiding_question(self._bridge.document, question, text.strip()))


class QuestionHead(QAbstractButton):
    """State sign, the question, and a caption: what is missing, or the beginning of the answer."""

    def __init__(self, question: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._settled = False
        self.setObjectName(name)
        self.setAccessibleName(question)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(34), px(6), px(8), px(6))
        column.setSpacing(0)
        self._question = Label(question, "small", wrap=True)
        self._caption = Label("", "caption", wrap=True)
        for label in (self._question, self._caption):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)

    def show_state(self, state: GuidingState) -> None:
        """Follow the plan."""
        self._settled = state.is_settled
        self._question.set_tone("ink2" if state.is_settled else "ink")
        self._question.set_weight(None if state.is_settled else 600)
        caption, tone = _caption(state)
        self._caption.setText(caption)
        self._caption.set_tone(tone)
        self._caption.setVisible(bool(caption))
        self.setAccessibleDescription(", ".join((tr("answered") if state.is_settled else tr("to answer"), caption)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        if self.underMouse():
            box(painter, self.rect(), "hover", radius=look.radius("control"))
        icon, ink = ("circle-check", "success") if self._settled else ("circle-dashed", "warning")
        icons.draw(painter, icon, QRectF(look.px(7), look.px(7), look.px(18), look.px(18)), ink)


def _caption(state: GuidingState) -> tuple[str, str]:
    if state.answer:
        first, _, rest = state.answer.partition("\n")
        return (f"{first} …" if rest else first), "ink3"
    if not state.missing:
        return "", "ink3"
    sentence = ntr("{n} objective does not say it yet", "{n} objectives do not say it yet", state.missing)
    return sentence.format(n=state.missing), "warning"
