"""The short notice at the bottom of the window, with Undo, that leaves by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.paint import LEFT, box, painter_on, text
from ui.widgets.shadow import shadow

SHOWN_FOR_MS = 6000
_ABOVE_STATUS_BAR = 20
_SHADOW = 16


class Toast(QWidget):
    """One notice in inverse colours; `closed` when its time is over, its action done or it was replaced."""

    closed = Signal()

    def __init__(self, text: str, icon: str, action: str, on_action: Callable[[], object] | None, hint: str,
                 parent: QWidget) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("toast")
        self.setAccessibleName(text)
        self._words, self._icon, self._hint = text, icon, hint
        self._on_action = on_action
        self.button: QPushButton | None = None
        row = QHBoxLayout(self)
        look = theme()
        row.setContentsMargins(0, _SHADOW, look.px(20) + _SHADOW + self._hint_width(), _SHADOW)
        row.addStretch(1)
        if action:
            self.button = _ActionButton(action, self)
            self.button.setObjectName("toast_action")
            self.button.clicked.connect(self._act)
            row.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR_MS)
        self._timer.timeout.connect(self.close_now)
        self._timer.start()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._words

    def close_now(self) -> None:
        """Takes the notice away."""
        self._timer.stop()
        self.hide()
        self.closed.emit()

    def sizeHint(self) -> QSize:
        look = theme()
        width = look.px(44) + look.text_width("small", self._words) + look.px(20) + 2 * _SHADOW + self._hint_width()
        if self.button is not None:
            width += self.button.sizeHint().width() + look.px(20)
        return QSize(width, look.px(44) + 2 * _SHADOW)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = painter_on(self)
        area = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        shadow(painter, area, "float", radius=look.radius("card"))
        box(painter, area, "tooltip", radius=look.radius("card"))
        side = look.px(16)
        place = QRectF(area.x() + look.px(16), area.center().y() - side / 2, side, side)
        icons.draw(painter, self._icon, place, "onTooltip")
        right = (self.button.x() if self.button else area.right()) - look.px(12)
        words = QRectF(area.x() + look.px(44), area.y(), right - area.x() - look.px(44), area.height())
        text(painter, words, self._words, look.font("small"), "onTooltip", LEFT)
        if self._hint:
            left = (self.button.geometry().right() if self.button else right) + look.px(16)
            key = QRectF(left, area.y(), self._hint_width(), area.height())
            text(painter, key, self._hint, look.font("caption"), look.inverse_color("ink3"), LEFT)

    def _hint_width(self) -> int:
        return theme().text_width("caption", self._hint) + theme().px(16) if self._hint else 0

    def _act(self) -> None:
        if self._on_action is not None:
            self._on_action()
        self.close_now()


class _ActionButton(QPushButton):
    """The one action of a toast, in the accent of the other theme, as its ground is inverse."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        self._words = words
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(theme().text_width("small", self._words, weight=600) + 2, theme().size("controlSmall"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        font = theme().font("small", weight=600)
        font.setUnderline(self.hasFocus() or self.underMouse())
        text(painter, self.rect(), self._words, font, theme().inverse_color("focus"), LEFT)


class ToastHost(QObject):
    """Shows one toast at a time over a window, bottom centre, above the status bar."""

    def __init__(self, window: QWidget, bottom_bar: Callable[[], int] | None = None) -> None:
        """`bottom_bar` gives the height of the status bar, in pixels; the toast stays above it."""
        super().__init__(window)
        self._window = window
        self._bottom_bar = bottom_bar or (lambda: theme().size("statusbar"))
        self._toast: Toast | None = None
        window.installEventFilter(self)

    @property
    def toast(self) -> Toast | None:
        """The toast on screen, if any."""
        return self._toast

    def show_toast(
        self,
        text: str,
        *,
        icon: str = "circle-check",
        action: str = "",
        on_action: Callable[[], object] | None = None,
        hint: str = "",
    ) -> Toast:
        """Shows a notice in place of the one before; `hint` is the shortcut that does the same as the action."""
        self.dismiss()
        toast = Toast(text, icon, action, on_action, hint, self._window)
        self._toast = toast
        # Its action may have shown another toast meanwhile, which has to stay.
        toast.closed.connect(lambda: self.dismiss() if self._toast is toast else None)
        self._place()
        toast.show()
        toast.raise_()
        self._slide(toast)
        return toast

    def dismiss(self) -> None:
        """Takes the toast away, if there is one."""
        toast, self._toast = self._toast, None
        if toast is not None:
            toast.hide()
            toast.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        if self._toast is None:
            return
        size = self._toast.sizeHint()
        width = min(size.width(), self._window.width())
        bottom = self._window.height() - self._bottom_bar() - theme().px(_ABOVE_STATUS_BAR) + _SHADOW
        self._toast.setGeometry((self._window.width() - width) // 2, bottom - size.height(), width, size.height())

    def _slide(self, toast: Toast) -> None:
        duration = theme().duration("base")
        if not duration:
            return
        from PySide6.QtCore import QPropertyAnimation

        end = toast.pos()
        slide = QPropertyAnimation(toast, b"pos", toast)
        slide.setDuration(duration)
        slide.setEasingCurve(theme().easing("base"))
        slide.setStartValue(end + end.__class__(0, theme().px(12)))
        slide.setEndValue(end)
        slide.start(QPropertyAnimation.DeletionPolicy.DeleteWhenStopped)
