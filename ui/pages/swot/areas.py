"""One capability area: its score against the strength threshold and, unfolded, its questions and what rests on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey.model import Touchpoint
from resources.catalogue import Entry, catalogue
from resources.i18n import current, ntr, tr
from strategy.analysis import (
    AreaScore,
    Reading,
    area_questions,
    area_score,
    question_score,
    strength_threshold,
    touchpoints_relying_on,
)
from strategy.model import CapabilityAnswer
from strategy.naming import Naming
from strategy.operations import answer, comment_answer
from strategy.operations.swot import NOT_APPLICABLE, UNKNOWN
from ui.document_bridge import DocumentBridge
from ui.models.swot import area_icon, reading_words
from ui.pages.swot.channels import ChannelAnswers
from ui.pages.swot.checklist import DataChecklist
from ui.pages.swot.fold_head import FoldHead
from ui.pages.swot.question import Answer, QuestionRow
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, tip
from ui.widgets.paint import LEFT, RIGHT, bar, box, diamond, line, painter_on, text
from ui.widgets.scale import AnswerScale
from ui.widgets.shown import set_shown
from ui.widgets.surface import Rule, Surface

_HEAD = 54
_DEPENDENTS_SHOWN = 8


class AreaSection(QWidget):
    """The questions are made when the area is first unfolded. `left` says that the arrows leave a scale."""

    left = Signal(QWidget, int)
    unfolded = Signal()

    def __init__(self, bridge: DocumentBridge, area: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge, self.area = bridge, area
        self.rows: dict[str, QuestionRow] = {}
        self._channels: dict[str, ChannelAnswers] = {}
        self.checklist: DataChecklist | None = None
        self._body: QWidget | None = None
        self.setObjectName(f"area_{area}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = AreaHead(area)
        self.head.clicked.connect(lambda: self.set_open(not self.is_open))
        column.addWidget(self.head)
        self._column = column

    @property
    def is_open(self) -> bool:
        return self._body is not None and not self._body.isHidden()

    def set_open(self, is_open: bool) -> None:
        """Unfold or fold the questions."""
        if is_open and self._body is None:
            self._body = self._made_body()
            self._column.addWidget(self._body)
        if self._body is not None:
            set_shown(self._body, is_open)
        self.head.set_open(is_open)
        self.follow()
        self.unfolded.emit()

    def follow(self) -> None:
        """Show the score and, if they are there, the answers as they are now."""
        snapshot = self._bridge.snapshot()
        score = area_score(snapshot, self.area)
        self.head.show_score(score, strength_threshold(snapshot))
        if not self.is_open:
            return
        for question, row in self.rows.items():
            answers = snapshot.where(CapabilityAnswer, question=question, channel=None)
            known = Answer(answers[0].answer, answers[0].comment) if answers else Answer()
            row.show_answer(known, self._mean(question))
        for channels in self._channels.values():
            channels.follow()
        if self.checklist is not None:
            self.checklist.follow()
        self._show_dependents(score)

    def scale_of(self, question: str, channel: str | None = None) -> AnswerScale | None:
        """The scale of a question of this area, unfolded; None when it is not one of them."""
        if question not in {entry.id for entry in area_questions(self.area)}:
            return None
        self.set_open(True)
        by_channel = self._channels.get(question)
        found = by_channel.scale_of(channel) if channel and by_channel else None
        return found or self.rows[question].scale

    # Inside

    def _mean(self, question: str) -> str:
        """What stands for the answer of a question that is answered by channel; "" for the others."""
        snapshot = self._bridge.snapshot()
        answers = snapshot.where(CapabilityAnswer, question=question)
        by_channel = [row for row in answers if row.channel and row.answer not in (None, "", UNKNOWN, NOT_APPLICABLE)]
        score = question_score(snapshot, question)
        if not by_channel or score is None:
            return ""
        sentence = ntr("{n} channel: {share}", "Mean of {n} channels: {share}", len(by_channel))
        return sentence.format(n=len(by_channel), share=current().percent(score, 0))

    def _made_body(self) -> QWidget:
        px = theme().px
        body = Surface("sunken")
        column = QVBoxLayout(body)
        column.setContentsMargins(px(42), 0, px(16), px(10))
        column.setSpacing(0)
        note = catalogue()[self.area].text("note", current().language)
        if note:
            column.addWidget(Label(note, "caption", wrap=True))
        for place, entry in enumerate(area_questions(self.area)):
            if place:
                column.addWidget(Rule())
            column.addWidget(self._made_row(entry))
        self._dependents_title = Label("", "label", wrap=True)
        self._dependents = FlowLayout(spacing=px(6), line_spacing=px(6))
        column.addSpacing(px(6))
        column.addWidget(self._dependents_title)
        column.addSpacing(px(4))
        column.addLayout(self._dependents)
        self._shown_dependents: tuple[str, ...] = ()
        self._shows_all = False
        return body

    def _made_row(self, entry: Entry) -> QuestionRow:
        document = self._bridge.document
        row = self.rows[entry.id] = QuestionRow(entry)
        row.answered.connect(lambda value: self._bridge.run(lambda: answer(document, entry.id, value)))
        row.commented.connect(lambda words: self._bridge.run(lambda: comment_answer(document, entry.id, words)))
        row.left.connect(self.left)
        if entry.get("per_channel"):
            channels = self._channels[entry.id] = ChannelAnswers(self._bridge, entry)
            channels.left.connect(self.left)
            row.extras.addWidget(channels)
        if entry.get("checklist"):
            self.checklist = DataChecklist(self._bridge)
            row.extras.addWidget(self.checklist)
        return row

    def _show_dependents(self, score: AreaScore) -> None:
        """The touchpoints of the to-be journeys that rest on a weak area."""
        snapshot = self._bridge.snapshot()
        points = touchpoints_relying_on(snapshot, self.area) if score.reading is Reading.WEAKNESS else ()
        set_shown(self._dependents_title, bool(points))
        if tuple(point.id for point in points) == self._shown_dependents:
            return
        self._shown_dependents, self._shows_all = tuple(point.id for point in points), False
        self._fill_dependents(points)

    def _fill_dependents(self, points: Sequence[Touchpoint]) -> None:
        """Chips that lead to the touchpoints; those past the first few wait behind the last chip."""
        snapshot = self._bridge.snapshot()
        count = len(points)
        sentence = ntr("{n} to-be touchpoint relies on this area", "{n} to-be touchpoints rely on this area", count)
        self._dependents_title.setText(sentence.format(n=count))
        naming = Naming(snapshot, current())
        self._dependents.clear()
        shown = count if self._shows_all else _DEPENDENTS_SHOWN
        for point in points[:shown]:
            go = partial(self._bridge.go_to, "touchpoint", point.id)
            chip = Chip(naming.title(point), "link", icon="map-pin", on_click=go, name=f"touchpoint_{point.id}")
            self._dependents.addWidget(chip)
            set_shown(chip)
        rest = count - shown
        if rest > 0:
            more = Chip(f"+{rest}", "link", name="more_touchpoints", accessible_name=tr("Show all"),
                        on_click=lambda: self._show_all(points))  # fmt: skip
            self._dependents.addWidget(more)
            set_shown(more)

    def _show_all(self, points: Sequence[Touchpoint]) -> None:
        self._shows_all = True
        self._fill_dependents(points)


class AreaHead(FoldHead):
    """Icon, name, what the score means, the score on its bar with the threshold as a diamond, and a chevron."""

    def __init__(self, area: str) -> None:
        super().__init__(f"head_{area}", _HEAD)
        self._area, self._threshold = area, 1.0
        self._score = AreaScore(area, None, None, 0, 0)

    def show_score(self, score: AreaScore, threshold: float) -> None:
        """Show the score of the area as it is now, and the one from which it is a strength."""
        self._score, self._threshold = score, threshold
        words = (current().label(self._area), self._figure(), reading_words(score.reading)[0], self._answered())
        self.setAccessibleName(", ".join(words))
        tip(self, ", ".join(words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        area = QRectF(self.rect())
        if self.is_open or self.underMouse():
            box(painter, area, "sunken" if self.is_open else "hover")
        line(painter, QPointF(0, 0.5), QPointF(self.width(), 0.5), "line")
        icon = QRectF(look.px(12), area.center().y() - look.px(9), look.px(18), look.px(18))
        icons.draw(painter, area_icon(self._area), icon, "ink2")
        right = area.right() - look.px(14)
        side = look.px(16)
        chevron = QRectF(right - side, area.center().y() - side / 2, side, side)
        icons.draw(painter, "chevron-up" if self.is_open else "chevron-down", chevron, "ink2")
        right = chevron.left() - look.px(12)
        figure = QRectF(right - look.px(48), area.y(), look.px(48), area.height())
        text(painter, figure, self._figure(), look.font("strong", tabular=True), "ink", RIGHT)
        track = QRectF(figure.left() - look.px(104), area.y(), look.px(94), area.height())
        bar(painter, track, self._score.score or 0.0)
        diamond(painter, QPointF(track.x() + self._threshold * track.width(), track.center().y()), look.px(6), "toBe")
        left = look.px(42)
        room = track.left() - look.px(12) - left
        name = QRectF(left, look.px(8), room, look.px(20))
        text(painter, name, current().label(self._area), look.font("small", weight=600), "ink", LEFT)
        self._paint_reading(painter, QRectF(left, look.px(28), room, look.px(18)))

    def _paint_reading(self, painter: QPainter, area: QRectF) -> None:
        look = theme()
        words, tone = reading_words(self._score.reading)
        taken = text(painter, area, words, look.font("label", weight=600), tone, LEFT)
        area.setLeft(area.left() + taken)
        text(painter, area, f", {self._answered()}", look.font("caption"), "ink3", LEFT)

    def _figure(self) -> str:
        return "–" if self._score.score is None else current().percent(self._score.score, 0)

    def _answered(self) -> str:
        return tr("{n} of {total} answered").format(n=self._score.answered, total=self._score.applicable)
