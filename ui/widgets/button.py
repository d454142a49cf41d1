"""Buttons: primary, secondary, ghost, danger and link, in three sizes, painted to the pixel of the design."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.label import tip
from ui.widgets.paint import LEFT, RIGHT, box, painter_on, text

Look = tuple[str | None, str | None, str]  # fill, border and ink, as colour tokens

_LOOKS: dict[str, dict[str, Look]] = {
    "primary": {
        "rest": ("primary", None, "onPrimary"),
        "hover": ("primaryHover", None, "onPrimary"),
        "pressed": ("primaryPressed", None, "onPrimary"),
    },
    "secondary": {
        "rest": ("sheet", "control", "ink"),
        "hover": ("hover", "control", "ink"),
        "pressed": ("primaryTint", "control", "ink"),
    },
    "ghost": {
        "rest": (None, None, "ink2"),
        "hover": ("hover", None, "ink"),
        "pressed": ("primaryTint", None, "primary"),
        "disabled": (None, None, "disabled"),
    },
    "danger": {
        "rest": ("danger", None, "onDanger"),
        "hover": ("dangerHover", None, "onDanger"),
        "pressed": ("dangerPressed", None, "onDanger"),
    },
    "link": {
        "rest": (None, None, "primary"),
        "hover": (None, None, "primaryHover"),
        "pressed": (None, None, "primaryPressed"),
        "disabled": (None, None, "disabled"),
    },
}
_DISABLED: Look = ("sunken", "line", "disabled")
_CHECKED: Look = ("primaryTint", None, "primary")
_HEIGHTS = {"small": "controlSmall", "medium": "control", "large": "controlLarge"}
_WORKSHOP_HEIGHT = 52


class Button(QPushButton):
    """A button with an optional icon, and a shortcut shown at its right end as on the welcome screen.

    `kind` is "primary", "secondary", "ghost", "danger" or "link"; `size` is "small", "medium", "large" or
    "workshop". The text is shown as it is: an ampersand is an ampersand.
    """

    def __init__(
        self,
        text: str,
        kind: str = "secondary",
        *,
        size: str = "medium",
        icon: str = "",
        trailing_icon: str = "",
        shortcut_hint: str = "",
        at_left: bool = False,
        on_click: Callable[[], object] | None = None,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`at_left` is for the entries of a list, whose words begin under each other."""
        super().__init__(parent)
        self._words = ""
        self._kind, self._size = kind, size
        self._icon, self._trailing, self._hint = icon, trailing_icon, shortcut_hint
        self._at_left = at_left or kind == "link"
        self.setProperty("kind", kind)
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setText(text)
        if accessible_name:
            self.setAccessibleName(accessible_name)
        if on_click is not None:
            self.clicked.connect(lambda: on_click())

    def text(self) -> str:
        return self._words

    def setText(self, text: str) -> None:
        self._words = text
        super().setText(text.replace("&", "&&"))

    def set_kind(self, kind: str) -> None:
        self._kind = kind
        self.setProperty("kind", kind)
        self.update()

    def set_icon(self, name: str) -> None:
        """Shows another Lucide icon, or none for ""."""
        self._icon = name
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        width = 2 * self._padding() + self._text_width()
        if self._icon:
            width += self._icon_side() + (self._gap() if self._words else 0)
        if self._trailing:
            width += look.px(16) + self._gap()
        if self._hint:
            width += look.px(24) + look.text_width("caption", self._hint)
        return QSize(max(width, self._height()) if self._kind != "link" else width, self._height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def look(self) -> Look:
        """Fill, border and ink for the state that the button is in."""
        looks = _LOOKS[self._kind]
        if not self.isEnabled():
            return looks.get("disabled", _DISABLED)
        if self.isDown():
            return looks["pressed"]
        if self.isChecked():
            return _CHECKED
        return looks["hover" if self.underMouse() else "rest"]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        fill, border, ink = self.look()
        if fill or border:
            box(painter, self.rect(), fill, border, radius=theme().radius("control"))
        area = QRectF(self.rect()).adjusted(self._padding(), 0, -self._padding(), 0)
        if self._hint:
            hint_ink = ink if self._kind in ("primary", "danger") or not self.isEnabled() else "ink3"
            text(painter, area, self._hint, theme().font("caption"), hint_ink, RIGHT)
        elif self._trailing:
            side = theme().px(16)
            place = QRectF(area.right() - side, area.center().y() - side / 2, side, side)
            icons.draw(painter, self._trailing, place, ink)
        elif not self._at_left:
            area.setLeft(area.left() + max(0.0, (area.width() - self._content_width()) / 2))
        if self._icon:
            side = self._icon_side()
            icons.draw(painter, self._icon, QRectF(area.x(), area.center().y() - side / 2, side, side), ink)
            area.setLeft(area.left() + side + self._gap())
        if self._words:
            area.setRight(area.right() + 1)
            text(painter, area, self._words, self._text_font(), ink, LEFT)

    def _height(self) -> int:
        if self._size == "workshop":
            return theme().px(_WORKSHOP_HEIGHT)
        return theme().size(_HEIGHTS[self._size])

    def _padding(self) -> int:
        if self._kind == "link":
            return 0
        return theme().px({"small": 10, "large": 16, "workshop": 20}.get(self._size, 12))

    def _gap(self) -> int:
        return theme().px(12 if self._hint else 8)

    def _icon_side(self) -> int:
        return theme().px(20 if self._hint or self._size == "workshop" else 16)

    def _text_font(self) -> QFont:
        role = {"small": "small", "workshop": "stage"}.get(self._size, "body")
        return theme().font(role, weight=600 if self._kind == "link" or self.isChecked() else 500)

    def _text_width(self) -> int:
        role = {"small": "small", "workshop": "stage"}.get(self._size, "body")
        # Measured at the heavier weight, so that checking a button does not move its neighbours.
        return theme().text_width(role, self._words, weight=600) + 1 if self._words else 0

    def _content_width(self) -> int:
        width = self._text_width()
        if self._icon:
            width += self._icon_side() + (self._gap() if self._words else 0)
        return width


class IconButton(Button):
    """A square button with only an icon; its tooltip names it and its shortcut, its accessible name the action."""

    def __init__(
        self,
        icon: str,
        label: str,
        *,
        shortcut: str = "",
        kind: str = "ghost",
        size: str = "medium",
        checkable: bool = False,
        on_click: Callable[[], object] | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", kind, size=size, icon=icon, on_click=on_click, name=name, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCheckable(checkable)
        self.set_label(label, shortcut)

    def set_label(self, label: str, shortcut: str = "") -> None:
        """Names the button for the tooltip and for screen readers."""
        self.setAccessibleName(label)
        tip(self, label, shortcut)

    def sizeHint(self) -> QSize:
        return QSize(self._height(), self._height())

    def _padding(self) -> int:
        return 0
