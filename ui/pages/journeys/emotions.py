"""The emotions observed at a touchpoint: five faces to note one quickly, and each one with what proves it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from journey import operations as gestures
from journey.analysis import observed_valence
from journey.model import EmotionObservation
from resources.i18n import N_, tr
from strategy.snapshot import Snapshot
from ui.document_bridge import DocumentBridge
from ui.models.entries import entry_options
from ui.models.journey_signs import face_of
from ui.pages.journeys.fields import RowFields
from ui.theme.theme import theme
from ui.widgets import marks
from ui.widgets.button import IconButton
from ui.widgets.label import Label, tip
from ui.widgets.paint import painter_on
from ui.widgets.signs import EmotionFace
from ui.widgets.surface import Surface

_FACES = {
    -2: (N_("Very unpleasant"), "emo_anger"),
    -1: (N_("Unpleasant"), "emo_confusion"),
    0: (N_("Neutral"), "emo_neutral"),
    1: (N_("Pleasant"), "emo_satisfaction"),
    2: (N_("Very pleasant"), "emo_joy"),
}
"""Each face with the emotion of the method that it notes; the team names it more closely after."""


class FaceButton(QAbstractButton):
    """A face that notes an emotion; the one that tells the mean is ringed."""

    def __init__(self, score: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._score = score
        self.is_mean = False
        self.setObjectName(f"emotion_face_{score}")
        self.setAccessibleName(tr(_FACES[score][0]))
        tip(self, tr("Note an emotion: {words}").format(words=tr(_FACES[score][0])))
        self.setProperty("ringRadius", 16)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(32), theme().px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        if self.is_mean:
            painter.setPen(look.color("focus"))
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        elif not self.underMouse():
            painter.setOpacity(0.6)
        margin = look.px(5)
        marks.emotion_face(painter, QRectF(self.rect()).adjusted(margin, margin, -margin, -margin), self._score)


class EmotionPicker(QWidget):
    """The label and the five faces."""

    picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Label(tr("Emotion"), "label"), 1)
        self._faces = {score: FaceButton(score) for score in _FACES}
        for score, face in self._faces.items():
            face.clicked.connect(lambda _checked=False, entry=_FACES[score][1]: self.picked.emit(entry))
            row.addWidget(face)

    def show_mean(self, valence: float | None) -> None:
        """Ring the face of the mean valence."""
        mean = face_of(valence)
        for score, face in self._faces.items():
            face.is_mean = score == mean
            face.update()


class EmotionCard(Surface):
    """One observation: which emotion, how strong, what proves it, in whose words."""

    def __init__(self, bridge: DocumentBridge, row_id: str, parent: QWidget | None = None) -> None:
        super().__init__("sheet", radius="card", outline="line", name=f"emotion_{row_id}", parent=parent)
        self._bridge, self._row_id = bridge, row_id
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(12))
        column.setSpacing(px(8))
        self._fields = RowFields(bridge, EmotionObservation)
        head = QHBoxLayout()
        self._face = EmotionFace(0)
        head.addWidget(self._face)
        self._emotion = self._fields.add_choice(
            "emotion", "", lambda snapshot, _row: entry_options(snapshot, "emotions")
        )
        self._emotion.setAccessibleName(tr("Emotion"))
        head.addWidget(self._emotion, 1)
        head.addWidget(IconButton("trash-2", tr("Delete this emotion"), size="small", on_click=self._delete,
                                  name="delete_emotion"))  # fmt: skip
        column.addLayout(head)
        column.addWidget(self._fields)
        self._fields.add_entry("evidence", tr("What proves it"), "listening_methods")
        self._fields.add_area("verbatim", tr("In the customer’s words"), tr("What a customer said"), lines=2)
        self._fields.add_number("valence", tr("Valence, from −1 to 1"), minimum=-1, maximum=1,
                                placeholder=tr("That of the method"))  # fmt: skip
        self._fields.add_percent("intensity", tr("Intensity"), tr("That of the method"))
        self._fields.add_reader(self._show_face)
        self.follow()

    def follow(self) -> None:
        """Show the observation as it is now."""
        self._fields.show_row(self._row_id)

    def take_focus(self) -> None:
        """Put the cursor in the first field."""
        self._emotion.setFocus()

    def _show_face(self, snapshot: Snapshot, row: EmotionObservation) -> None:
        self._face.set_score(face_of(observed_valence(snapshot, row)) or 0)

    def _delete(self) -> None:
        from ui.deletion import delete_with_care

        delete_with_care(self._bridge, EmotionObservation, self._row_id)


def note_emotion(bridge: DocumentBridge, touchpoint_id: str, emotion: str) -> str | None:
    """Note an emotion at a touchpoint; its id."""
    return bridge.run(lambda: gestures.add_emotion(bridge.document, touchpoint_id, emotion))
