"""A row of two to five exclusive choices in one outline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.label import tip
from ui.widgets.paint import LEFT, box, line, painter_on, text

Option = tuple[object, str] | tuple[object, str, str]  # value, label and, if any, icon


class Segmented(QWidget):
    """Exclusive choices; arrows move the choice, Tab leaves. `changed` carries the value chosen by the user."""

    changed = Signal(object)

    def __init__(
        self,
        options: Sequence[Option],
        value: object = None,
        *,
        small: bool = False,
        icons_alone: bool = False,
        name: str = "",
        accessible_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`icons_alone`: icons are there for `show_icons_only`, and words stand without them."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._small = small
        self._values = [option[0] for option in options]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, option in enumerate(options):
            part = _Part(option[1], option[2] if len(option) > 2 else "", small, icons_alone, self)
            part.setObjectName(f"{name}_{option[0]}" if name else "")
            part.is_first, part.is_last = index == 0, index == len(options) - 1
            part.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self._group.addButton(part, index)
            row.addWidget(part)
        self._group.buttonToggled.connect(_reach_by_tab)
        self._group.idClicked.connect(lambda index: self.changed.emit(self._values[index]))
        self.set_value(self._values[0] if value is None else value)

    def value(self) -> object:
        """The value of the chosen part."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: object) -> None:
        """Chooses a part without announcing it; unknown values change nothing."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)

    def show_icons_only(self, values: Sequence[object]) -> None:
        """Shows these choices by their icon alone, their words in the tooltip; the others keep their words."""
        for index, value in enumerate(self._values):
            part = cast("_Part", self._group.button(index))
            part.set_icon_only(value in values)

    def whole_width(self) -> int:
        """The width with all words shown."""
        return sum(cast("_Part", part).whole_width() for part in self._group.buttons())

    def give_way(self, missing: int) -> None:
        """Spares the words of choices that have an icon, if others lack `missing` pixels; 0 brings them back."""
        spared = [value for value, part in zip(self._values, self._group.buttons(), strict=True)
                  if cast("_Part", part).has_icon]  # fmt: skip
        self.show_icons_only(spared if missing > 0 else ())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        box(painter, self.rect(), "sheet", "control", radius=theme().radius("control"))


class _Part(QRadioButton):
    """One choice of a segmented control."""

    is_first = False
    is_last = False

    def __init__(self, label: str, icon: str, small: bool, icons_alone: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._label, self._words, self._small = label, label, small
        self._sign, self._icon, self._icons_alone = icon, "" if icons_alone else icon, icons_alone
        self.setText(label.replace("&", "&&"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    @property
    def has_icon(self) -> bool:
        """Whether an icon can stand for the words."""
        return bool(self._sign)

    def whole_width(self) -> int:
        """The width with the words shown."""
        return self._width(self._label, has_icon=bool(self._sign) and not self._icons_alone)

    def set_icon_only(self, is_icon_only: bool) -> None:
        """Leaves the words to the tooltip, or brings them back."""
        words = "" if is_icon_only else self._label
        if words == self._words:
            return
        self._words = words
        self._icon = self._sign if is_icon_only or not self._icons_alone else ""
        self._explain()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def _explain(self) -> None:
        tip(self, self._label if not self._words or self.width() < self.sizeHint().width() else "")

    def sizeHint(self) -> QSize:
        width = self._width(self._words, has_icon=bool(self._icon))
        return QSize(width, theme().size("controlSmall" if self._small else "control"))

    def _width(self, words: str, *, has_icon: bool) -> int:
        look = theme()
        width = look.text_width("small", words, weight=600) + look.px(20 if self._small else 24) + 2
        return width + (look.px(24 if words else 16) if has_icon else 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = painter_on(self)
        chosen = self.isChecked()
        area = QRectF(self.rect())
        if chosen:
            self._paint_choice(painter, area)
        elif self.underMouse() and self.isEnabled():
            box(painter, area.adjusted(1, 1, -1, -1), "hover", radius=look.radius("control") - 1)
        if not self.is_last and not chosen:
            line(painter, area.topRight() + _HALF_LEFT, area.bottomRight() + _HALF_LEFT, "line")
        ink = "disabled" if not self.isEnabled() else "primary" if chosen else "ink2"
        weight = 600 if chosen else 500
        width = look.text_width("small", self._words, weight=weight)
        width += look.px(24 if self._words else 16) if self._icon else 0
        area.setLeft(max(area.left(), area.center().x() - width / 2))
        if self._icon:
            side = look.px(16)
            icons.draw(painter, self._icon, QRectF(area.x(), area.center().y() - side / 2, side, side), ink)
            area.setLeft(area.left() + look.px(24))
        text(painter, area, self._words, look.font("small", weight=weight), ink, LEFT)

    def _paint_choice(self, painter: QPainter, area: QRectF) -> None:
        """The chosen ground: round only where it meets the end of the whole control."""
        radius = theme().radius("control")
        left, right = 0 if self.is_first else radius, 0 if self.is_last else radius
        painter.setClipRect(area)
        box(painter, area.adjusted(-left, 0, right, 0), "selected", "primary", radius=radius)
        if not self.is_first:
            line(painter, area.topLeft() - _HALF_LEFT, area.bottomLeft() - _HALF_LEFT, "primary")
        if not self.is_last:
            line(painter, area.topRight() + _HALF_LEFT, area.bottomRight() + _HALF_LEFT, "primary")
        painter.setClipping(False)


def _reach_by_tab(part: QAbstractButton, is_chosen: bool) -> None:
    """Tab reaches the chosen part, arrows the others; Qt sees to it only once the group has had the focus."""
    part.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus)


_HALF_LEFT = QPointF(-0.5, 0)
