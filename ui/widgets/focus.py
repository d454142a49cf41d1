"""The control that has the keyboard focus: a ring of 2 px with a gap of 2 px, and a place where it can be seen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from ui.theme.theme import theme
from ui.widgets.paint import box, painter_on

_REACH = 4  # gap and ring together
_ROOM = 24  # what is sought stands clear of the edge
#: Fields thicken their own border and views mark a row: a ring around them would say it twice.
#: Named, not imported: each class that PySide6 sets up delays the first window.
_OWN_MARK = ("QLineEdit", "QAbstractSpinBox", "QComboBox", "QAbstractScrollArea", "QMenu")


class FocusRing(QWidget):
    """A transparent child that lies around the focused control and follows it."""

    def __init__(self, target: QWidget) -> None:
        super().__init__(_host(target))
        self.setObjectName("focus_ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._target = target
        moved: QWidget | None = target
        while moved is not None and moved is not self.parentWidget():
            moved.installEventFilter(self)  # a control does not tell when what it lies in moves
            moved = moved.parentWidget()
        self._follow()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.ParentChange):
            self._follow()
        elif watched is self._target and event.type() in (QEvent.Type.Hide, QEvent.Type.MouseButtonPress):
            self.hide()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        radius = self._target.property("ringRadius")
        inner = theme().radius("control") if radius is None else int(radius)
        painter = painter_on(self)
        box(painter, self.rect(), None, "focus", radius=inner + _REACH, width=2)

    def _follow(self) -> None:
        parent = self.parentWidget()
        if parent is None or not isValid(self._target):
            return
        corner = self._target.mapTo(parent, QPoint(0, 0))
        area = QRect(corner, self._target.size())
        self.setGeometry(area.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.raise_()


class FocusRings(QObject):
    """Shows one ring at a time in the application, and only after a move by keyboard."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._ring: FocusRing | None = None
        app.focusChanged.connect(self._move)

    def _move(self, old: QWidget | None, new: QWidget | None) -> None:
        ring, self._ring = self._ring, None
        if ring is not None and isValid(ring):  # it may have gone with its window
            ring.hide()
            ring.setParent(None)
            ring.deleteLater()
        if new is None or not new.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            return
        bring_into_view(new)
        if wants_ring(new):
            self._ring = FocusRing(new)


def wants_ring(widget: QWidget) -> bool:
    """True when the focus came by Tab, Shift+Tab or a shortcut to a control without a mark of its own."""
    return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange) and not _has_own_mark(widget)


def give_focus(widget: QWidget, *, by_keys: bool) -> None:
    """Give a control the focus, with its ring if keys led here."""
    if by_keys and widget.hasFocus() and not wants_ring(widget) and not _has_own_mark(widget):
        widget.clearFocus()  # Qt gave it back by itself, and would change nothing for a better reason
    widget.setFocus(Qt.FocusReason.ShortcutFocusReason if by_keys else Qt.FocusReason.OtherFocusReason)


def holds(widget: QWidget | None, focused: QWidget | None) -> bool:
    """True when a widget, or a part of it, is the one that has the focus."""
    return widget is not None and focused is not None and (widget is focused or widget.isAncestorOf(focused))


def bring_into_view(widget: QWidget, part: QRect | None = None, reach: int = _REACH) -> None:
    """Scroll what is around a control until it, or a part of it, shows with `reach` pixels around it.

    Qt does so only for Tab struck inside the same scrolled part.
    """
    area = widget.rect() if part is None else part
    above = widget.parentWidget()
    while above is not None and not above.isWindow():
        if isinstance(above, QScrollArea) and area.height() <= above.viewport().height():
            content = above.widget()
            if part is None or content is None:
                above.ensureWidgetVisible(widget, reach, reach)
            else:
                middle = widget.mapTo(content, part.center())
                above.ensureVisible(middle.x(), middle.y(), reach, part.height() // 2 + reach)
        above = above.parentWidget()


def focus_in_view(widget: QWidget) -> None:
    """Give a control the focus and scroll to it."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    keep_in_view(widget)


def keep_in_view(widget: QWidget) -> None:
    """Scroll to a control now, and once what was only just shown has been laid out."""
    bring_into_view(widget, reach=_ROOM)
    QTimer.singleShot(0, widget, lambda: bring_into_view(widget, reach=_ROOM))


def focus_row_in_view(view: QAbstractItemView) -> None:
    """Give a table the focus and scroll to its current row, where the page scrolls and not the table."""

    def bring() -> None:
        bring_into_view(view.viewport(), view.visualRect(view.currentIndex()), _ROOM)

    view.setFocus(Qt.FocusReason.OtherFocusReason)
    bring()
    QTimer.singleShot(0, view, bring)


def show_focus_rings(app: QApplication) -> FocusRings:
    """Turns the rings on for the whole application, once at start."""
    return FocusRings(app)


def _has_own_mark(widget: QWidget) -> bool:
    return widget.property("ownFocusMark") is True or any(widget.inherits(name) for name in _OWN_MARK)


def _is_scroll_area(widget: QWidget | None) -> bool:
    return widget is not None and widget.inherits("QAbstractScrollArea")


def _host(target: QWidget) -> QWidget:
    """The ancestor that the ring is drawn on: what scrolls with the control, else its window."""
    parent = target.parentWidget()
    while parent is not None and not parent.isWindow():
        above = parent.parentWidget()
        if above is not None and _is_scroll_area(above.parentWidget()):
            return parent
        parent = above
    return parent or target
