"""A field that names several chosen things and opens the list to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.chip import dot_color
from ui.widgets.choices import Choice, ChoiceMenu
from ui.widgets.label import tip
from ui.widgets.paint import LEFT, RIGHT, box, disc, painter_on, text


class PicksField(QPushButton):
    """Enter, Space, Down or a click opens the list; `picked` carries the ids when it closes, if they changed."""

    picked = Signal(object)

    def __init__(
        self, *, placeholder: str = "", name: str = "", accessible_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._placeholder = placeholder
        self._choices: list[Choice] = []
        self._chosen: list[str] = []
        self._is_needed = False
        self._title = accessible_name
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setProperty("ownFocusMark", True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_list)

    def show_choices(self, choices: Sequence[Choice], chosen: Iterable[str], *, is_needed: bool = False) -> None:
        """What there is and what is chosen of it; `is_needed` outlines an empty choice in the warning colour."""
        wanted = set(chosen)
        self._choices = list(choices)
        self._chosen = [each.id for each in choices if each.id in wanted]
        self._is_needed = is_needed
        words = ", ".join(self._labels())
        self.setAccessibleDescription(words)
        tip(self, words)
        self.update()

    def open_list(self) -> None:
        """Show the list under the field."""
        menu = ChoiceMenu(
            self._choices, self._chosen, name=f"{self.objectName()}_menu", accessible_name=self._title, parent=self
        )
        menu.closed.connect(self._settle)
        menu.open_under(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.open_list()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(160), theme().size("control"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(72), theme().size("control"))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        area, labels = QRectF(self.rect()), self._labels()
        focused = self.hasFocus()
        border = "primary" if focused else "warning" if self._is_needed and not labels else "control"
        box(painter, area, "sheet", border, radius=look.radius("control"), width=2 if focused else 1)
        side = look.px(16)
        arrow = QRectF(area.right() - look.px(26), area.center().y() - side / 2, side, side)
        icons.draw(painter, "chevron-down", arrow, "ink2")
        words = area.adjusted(look.px(11), 0, -look.px(30), 0)
        if not labels:
            text(painter, words, self._placeholder, look.font("body"), "ink3", LEFT)
            return
        if len(labels) > 1:
            count = f"+{len(labels) - 1}"
            words.setRight(words.right() - text(painter, words, count, look.font("caption"), "ink3", RIGHT) - 6)
        dot = dot_color(next(each.dot for each in self._choices if each.id in self._chosen))
        if dot is not None:
            disc(painter, QPointF(words.x() + look.px(4), words.center().y()), look.px(4), dot)
            words.setLeft(words.left() + look.px(14))
        text(painter, words, labels[0], look.font("body"), "ink", LEFT)

    def _labels(self) -> list[str]:
        return [each.label for each in self._choices if each.id in self._chosen]

    def _settle(self, picked: list[str]) -> None:
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        if set(picked) != set(self._chosen):
            self.picked.emit(picked)
