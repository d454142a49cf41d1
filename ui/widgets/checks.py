"""Check box, radio button and switch, painted from the theme."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QSizePolicy, QWidget

from ui.theme.theme import theme
from ui.widgets.paint import LEFT, box, disc, painter_on, text


class CheckBox(QCheckBox):
    """A check box with plain words; tristate when asked."""

    _mark_width = 16

    def __init__(
        self,
        label: str = "",
        *,
        checked: bool = False,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        _prepare(self, label, name, accessible_name)
        self.setChecked(checked)

    def sizeHint(self) -> QSize:
        return _size(self, self._mark_width)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        self.draw_mark(painter, _paint_words(self, painter, self._mark_width))

    def draw_mark(self, painter: QPainter, area: QRectF) -> None:
        """Paints the mark for the state of the button."""
        draw_check(painter, area, self.checkState(), enabled=self.isEnabled(), hovered=self.underMouse())


class Switch(CheckBox):
    """On or off at once, 36 by 20, with its words at the right."""

    _mark_width = 36

    def draw_mark(self, painter: QPainter, area: QRectF) -> None:
        radius = area.height() / 2
        left = QPointF(area.left() + radius, area.center().y())
        right = QPointF(area.right() - radius, area.center().y())
        if self.isChecked():
            box(painter, area, "primary" if self.isEnabled() else "disabled", radius=radius)
            disc(painter, right, radius * 0.8, "onPrimary")
        else:
            box(painter, area, "sheet", "control", radius=radius, width=1.5)
            disc(painter, left, radius * 0.6, "control" if self.isEnabled() else "line")


def _prepare(button: QAbstractButton, label: str, name: str, accessible_name: str) -> None:
    button.setText(label.replace("&", "&&"))
    button.setObjectName(name)
    button.setAccessibleName(accessible_name or label)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    theme().changed.connect(button.updateGeometry)


def _words(button: QAbstractButton) -> str:
    return button.text().replace("&&", "&")


def _size(button: QAbstractButton, mark_width: int) -> QSize:
    look = theme()
    width = look.px(mark_width)
    if _words(button):
        width += look.px(8) + look.text_width("small", _words(button)) + 1
    return QSize(width, look.px(24))


def _paint_words(button: QAbstractButton, painter: QPainter, mark_width: int) -> QRectF:
    """Paints the words of the button; returns the place of its mark."""
    look = theme()
    width, height = look.px(mark_width), look.px(20 if mark_width > 16 else 16)
    area = QRectF(button.rect()).adjusted(width + look.px(8), 0, 1, 0)
    text(painter, area, _words(button), look.font("small"), "ink" if button.isEnabled() else "disabled", LEFT)
    return QRectF(0, (button.height() - height) / 2, width, height)


def draw_check(
    painter: QPainter, area: QRectF, state: Qt.CheckState, *, enabled: bool = True, hovered: bool = False
) -> None:
    """The square of a check box: empty, checked or, for "some of them", a dash."""
    look = theme()
    if state == Qt.CheckState.Unchecked:
        box(painter, area, "hover" if hovered else "sheet", "control" if enabled else "line", radius=look.px(3))
        return
    box(painter, area, "primary" if enabled else "disabled", radius=look.px(3))
    pen = QPen(look.color("onPrimary"), look.px(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    marks = _DASH if state == Qt.CheckState.PartiallyChecked else _TICK
    painter.drawPolyline([area.topLeft() + point * area.width() for point in marks])


_TICK = (QPointF(0.25, 0.52), QPointF(0.43, 0.70), QPointF(0.76, 0.33))
_DASH = (QPointF(0.27, 0.5), QPointF(0.73, 0.5))
