"""The signs of the method as widgets: avatar, priority, SMART, KPI, severity, emotion, SWOT, status, progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import theme
from ui.widgets import marks
from ui.widgets.paint import bar, painter_on

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

SMART_LETTERS = "SMART"
"""The five criteria of a good objective, in the order of the word."""


class Sign(QWidget):
    """A painted sign of a fixed size in design pixels; `draw` paints it."""

    def __init__(self, width: int, height: int, accessible_name: str, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._design_size = (width, height)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width, height = self._design_size
        return QSize(theme().px(width), theme().px(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(painter_on(self), QRectF(self.rect()))

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Paints the sign into the area."""
        raise NotImplementedError


def initials_of(person: str) -> str:
    """First letters of the first and last words of a name: "Inès Morel" gives "IM"; "" for an empty name."""
    parts = [part for part in person.replace("-", " ").split() if part[0].isalnum()]
    if not parts:
        return ""
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


class Avatar(Sign):
    """The initials of a person on a disc, or a dashed "?" when nobody is named."""

    def __init__(self, person: str = "", side: int = 24, *, accessible_name: str = "", name: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(side, side, accessible_name or person, name, parent)
        self._person = person
        self._picture: QImage | None = None
        self.setToolTip("")

    def set_person(self, person: str, picture: QImage | None = None) -> None:
        """Show another person: the picture if there is one, else the initials."""
        self._person, self._picture = person, picture
        self.setAccessibleName(person)
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        if self._picture is not None:
            marks.round_picture(painter, area, self._picture)
        else:
            marks.avatar(painter, area, initials_of(self._person))


class FrictionBadge(Sign):
    """The diamond of a friction with its severity, 1 to 5."""

    def __init__(self, severity: int, *, accessible_name: str = "", name: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(28, 28, accessible_name, name, parent)
        self._severity = severity

    def set_severity(self, severity: int) -> None:
        self._severity = severity
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        marks.friction_badge(painter, area.center(), self._severity)


class EmotionFace(Sign):
    """The face of an emotion, -2 to +2."""

    def __init__(self, score: int, side: int = 20, *, accessible_name: str = "", name: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(side, side, accessible_name, name, parent)
        self._score = score

    def set_score(self, score: int) -> None:
        self._score = score
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        marks.emotion_face(painter, area, self._score)


class ProgressRing(Sign):
    """A ring filled to a share (0 to 1) with words inside."""

    def __init__(self, share: float = 0.0, text: str = "", side: int = 60, *, accessible_name: str = "",
                 name: str = "", parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(side, side, accessible_name, name, parent)
        self._share, self._text = share, text

    def set_share(self, share: float, text: str) -> None:
        self._share, self._text = share, text
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        marks.progress_ring(painter, area, self._share, self._text)


class ShareBar(Sign):
    """A thin bar filled to a share (0 to 1); takes the width it is given."""

    def __init__(self, share: float = 0.0, color: str = "asIs", width: int = 56, *, accessible_name: str = "",
                 name: str = "", parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(width, 8, accessible_name, name, parent)
        self._share, self._color = share, color
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        self._share = share
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        bar(painter, area, self._share, self._color)


class Glyph(Sign):
    """One icon in a colour of the theme, for places that only show it."""

    def __init__(self, icon: str, tone: str = "ink2", side: int = 16, *, accessible_name: str = "",
                 name: str = "", parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(side, side, accessible_name, name, parent)
        self._icon, self._tone = icon, tone
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, icon: str, tone: str) -> None:
        self._icon, self._tone = icon, tone
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        from ui.theme import icons

        icons.draw(painter, self._icon, area, self._tone if self.isEnabled() else "disabled")
