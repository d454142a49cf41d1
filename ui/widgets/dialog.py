"""Dialogs: a rounded panel over a scrim, buttons at the right, the primary one last, Esc to cancel."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from resources.i18n import tr
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.label import Label
from ui.widgets.lines_box import LinesBox
from ui.widgets.paint import box, painter_on
from ui.widgets.shadow import shadow
from ui.widgets.signs import Sign
from ui.widgets.surface import Surface

WIDTH, WIDE = 512, 976
_SHADOW = 32


class Scrim(QWidget):
    """The veil over the window under a dialog; it covers all of its parent and follows its size."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("scrim")
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter_on(self).fillRect(self.rect(), theme().color("scrim"))


class Dialog(QDialog):
    """A modal panel of 512 or 976 px over a scrim. Fill `body`; put buttons with `add_button`, the main one last.

    The focus goes back to where it was when the dialog closes.
    """

    def __init__(
        self,
        title: str = "",
        parent: QWidget | None = None,
        *,
        width: int = WIDTH,
        closable: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName(name)
        theme().put_sheet()  # a plan that cannot be opened is told before the first window is shown
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._scrim: Scrim | None = None
        self._focus_before: QWidget | None = None
        look = theme()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(_SHADOW, _SHADOW, _SHADOW, _SHADOW)
        self.panel = Surface("raised", radius="dialog", parent=self)
        self.panel.setFixedWidth(look.px(width))
        outer.addWidget(self.panel)
        column = QVBoxLayout(self.panel)
        column.setContentsMargins(look.px(24), look.px(20), look.px(24), look.px(20))
        column.setSpacing(look.px(16))
        self.header = QHBoxLayout()
        if title:
            self.header.addWidget(Label(title, "heading", wrap=True, name=f"{name}_title"), 1)
        if closable:
            cross = IconButton("x", tr("Close"), shortcut=tr("Esc"), on_click=self.reject, name=f"{name}_close")
            self.header.addWidget(cross)
        column.addLayout(self.header)
        self.body = QVBoxLayout()
        self.body.setSpacing(look.px(12))
        column.addLayout(self.body, 1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(look.px(8))
        self.buttons.addStretch(1)
        column.addLayout(self.buttons)

    def add_button(self, button: Button, *, accepts: bool = False, rejects: bool = False) -> Button:
        """Appends a button at the right; `accepts` or `rejects` closes the dialog with that answer."""
        self.buttons.addWidget(button)
        if accepts:
            button.clicked.connect(self.accept)
        if rejects:
            button.clicked.connect(self.reject)
        return button

    def set_default(self, button: Button) -> None:
        """Makes Enter press this button wherever the focus is."""
        button.setAutoDefault(True)
        button.setDefault(True)

    def make_room_for_buttons(self) -> None:
        """Widens the panel where its buttons need it, so that none is cut."""
        around = 2 * theme().px(24)
        self.panel.setFixedWidth(max(self.panel.maximumWidth(), self.buttons.sizeHint().width() + around))

    def add_cancel(self) -> Button:
        """Appends the Cancel button, which Esc presses too."""
        name = f"{self.objectName()}_cancel"
        return self.add_button(Button(tr("Cancel"), "secondary", name=name), rejects=True)

    def showEvent(self, event: QShowEvent) -> None:
        owner = self.parentWidget()
        if owner is not None and self._scrim is None:
            self._focus_before = owner.window().focusWidget()
            if self._focus_before is not None:
                self._focus_before.destroyed.connect(self._forget_focus)
            self._scrim = Scrim(owner.window())
            self.resize(self._whole_size())
            self.move(owner.window().geometry().center() - self.rect().center())
        super().showEvent(event)

    def _whole_size(self) -> QSize:
        """What the content asks for, within the screen; adjustSize would stop at two thirds of it."""
        size, layout = self.sizeHint(), self.layout()
        if layout is not None and layout.hasHeightForWidth():
            size.setHeight(layout.totalHeightForWidth(size.width()))
        return size.boundedTo(self.screen().availableSize())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._scrim is not None:
            self._scrim.hide()
            self._scrim.deleteLater()
            self._scrim = None
        before, self._focus_before = self._focus_before, None
        if before is not None:
            before.destroyed.disconnect(self._forget_focus)
            if before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_focus(self) -> None:
        """What had the focus is no more, as when a gesture in the dialog removed it: touching it would crash."""
        self._focus_before = None

    def paintEvent(self, event: QPaintEvent) -> None:
        area = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        shadow(painter_on(self), area, "dialog", radius=theme().radius("dialog"))


class _IconTile(Sign):
    """The tinted square with an icon at the head of a message."""

    def __init__(self, icon: str, tint: str, ink: str) -> None:
        super().__init__(40, 40, "", "", None)
        self._icon, self._tint, self._ink = icon, tint, ink

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        box(painter, self.rect(), self._tint, radius=theme().radius("card"))
        side = theme().px(20)
        margin = (self.width() - side) / 2
        icons.draw(painter, self._icon, QRectF(margin, margin, side, side), self._ink)


class MessageDialog(Dialog):
    """A message with an icon, a title, a sentence, optional lines, and Details for the technical text."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        *,
        icon: str = "circle-help",
        tone: str = "primary",
        lines: Iterable[str] = (),
        details: str = "",
        name: str = "message",
    ) -> None:
        """`tone` is "primary", "warning", "danger" or "success": the colour of the icon and its tint."""
        super().__init__("", parent, name=name)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        look = theme()
        head = QHBoxLayout()
        head.setSpacing(look.px(16))
        head.addWidget(_IconTile(icon, f"{tone}Tint", tone), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(look.px(4))
        words.addWidget(Label(title, "heading", wrap=True, name=f"{name}_title"))
        words.addWidget(Label(text, "body", "ink2", wrap=True, name=f"{name}_text"))
        if shown := list(lines):
            words.addSpacing(look.px(8))
            # Beside the tile of the icon.
            words.addWidget(LinesBox(shown, look.px(WIDTH - 2 * 24 - 40 - 16)))
        head.addLayout(words, 1)
        self.body.addLayout(head)
        if details:
            self._add_details(details)

    def _add_details(self, details: str) -> None:
        area = QPlainTextEdit(details)
        area.setReadOnly(True)
        area.setObjectName(f"{self.objectName()}_details")
        area.setAccessibleName(tr("Details"))
        area.setFixedHeight(theme().px(120))
        area.hide()
        self.body.addWidget(area)
        button = Button(tr("Details"), "ghost", trailing_icon="chevron-down", name=f"{self.objectName()}_show_details")

        def show() -> None:
            area.setVisible(area.isHidden())
            self.adjustSize()

        button.clicked.connect(show)
        self.buttons.insertWidget(0, button)


def ask(parent: QWidget | None, title: str, text: str, accept: str, *, lines: Iterable[str] = (),
        is_danger: bool = False) -> bool:  # fmt: skip
    """Asks and waits; True when the user presses the button named by the verb `accept`."""
    tone = "danger" if is_danger else "primary"
    icon = "triangle-alert" if is_danger else "circle-help"
    dialog = MessageDialog(parent, title, text, icon=icon, tone=tone, lines=lines, name="question")
    cancel = dialog.add_cancel()
    button = dialog.add_button(Button(accept, tone, name="question_accept"), accepts=True)
    dialog.set_default(cancel if is_danger else button)
    (cancel if is_danger else button).setFocus()
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def choose(
    parent: QWidget | None,
    title: str,
    text: str,
    ways: list[str],
    *,
    icon: str = "file-warning",
    tone: str = "danger",
    lines: Iterable[str] = (),
    details: str = "",
) -> int | None:
    """Shows a problem with its ways out, the main one last; gives the index chosen, or None when it is closed."""
    dialog = MessageDialog(parent, title, text, icon=icon, tone=tone, lines=lines, details=details, name="problem")
    close_kind = "secondary" if ways else "primary"
    last = dialog.add_button(Button(tr("Close"), close_kind, name="problem_close"), rejects=True)
    chosen: list[int] = []
    for index, way in enumerate(ways):
        kind = "primary" if index == len(ways) - 1 else "secondary"
        last = dialog.add_button(Button(way, kind, name=f"problem_way_{index}"), accepts=True)
        last.clicked.connect(lambda _checked=False, picked=index: chosen.append(picked))
    dialog.make_room_for_buttons()
    dialog.set_default(last)
    last.setFocus()
    dialog.exec()
    dialog.deleteLater()
    return chosen[0] if chosen else None
