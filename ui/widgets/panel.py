"""The right panel, its tabs, its sections, and the column that scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from resources.i18n import tr
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.label import tip
from ui.widgets.paint import CENTER, LEFT, RIGHT, box, focus_inset, painter_on, text
from ui.widgets.surface import Rule, Surface

_FEW_TABS = 3
"""More of them stand closer together: four French words have to fit a panel."""
_LAID_OUT = (QEvent.Type.LayoutRequest, QEvent.Type.Resize)


class ScrollColumn(QScrollArea):
    """A column of widgets that scrolls upright only; `column` is its layout, `add` appends above the stretch."""

    def __init__(
        self,
        *,
        margins: tuple[int, int, int, int] = (20, 20, 20, 20),
        spacing: int = 12,
        max_width: int = 0,
        ground: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = Surface(ground)
        self.column = QVBoxLayout()
        self.column.setSpacing(theme().px(spacing))
        outer = QHBoxLayout(content)
        outer.setContentsMargins(*(theme().px(margin) for margin in margins))
        self.place = holder = QWidget(content)
        """What the widgets of the column lie in."""
        holder.setLayout(self.column)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addStretch(1)
        if max_width:
            holder.setMaximumWidth(theme().px(max_width))
        outer.addWidget(holder, 1000)
        if max_width:
            outer.addStretch(1)
        self.setWidget(content)
        content.setAutoFillBackground(False)  # it paints its own ground

    def add(self, widget: QWidget) -> QWidget:
        """Appends a widget at the end of the column."""
        self.column.insertWidget(self.column.count() - 1, widget)
        return widget

    def event(self, event: QEvent) -> bool:
        # A new parent brings its style, at which Qt lays out all that the column holds: too soon, it will once shown.
        if event.type() == QEvent.Type.StyleChange and not self.isVisible():
            return QAbstractScrollArea.event(self, event)
        is_done = super().event(event)
        if event.type() in _LAID_OUT and self.verticalScrollBar().isVisible():
            self._drop_needless_bar()
        return is_done

    def _drop_needless_bar(self) -> None:
        """Qt keeps a bar that only what wraps beside it has a need for, as after the window was made larger."""
        room, content = self.maximumViewportSize(), self.widget()
        if content is not None and content.heightForWidth(room.width()) <= room.height():
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def minimumSizeHint(self) -> QSize:
        content = self.widget()
        width = content.minimumSizeHint().width() if content is not None else 0
        return QSize(width, theme().px(64))


class Tabs(QTabBar):
    """Words, the current one underlined; `currentChanged` as in any tab bar. `head` gives them their place."""

    def __init__(self, labels: list[str], *, name: str = "", accessible_name: str = "",
                 parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setProperty("ownFocusMark", True)
        self._labels = labels
        for label in labels:
            self.addTab(label.replace("&", "&&"))
        self.setMouseTracking(True)

    def head(self, *after: QWidget) -> QVBoxLayout:
        """The tabs over a line as wide as the panel, with widgets at the right end."""
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(12 if len(self._labels) <= _FEW_TABS else 8), 0, theme().px(12), 0)
        row.setSpacing(0)
        row.addWidget(self)
        row.addStretch(1)
        for widget in after:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Rule())
        return column

    def tabSizeHint(self, index: int) -> QSize:
        look = theme()
        padding = 24 if len(self._labels) <= _FEW_TABS else 16
        width = look.text_width("body", self._labels[index], weight=500) + look.px(padding)
        return QSize(width, look.px(44))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Longer words take the room between the tabs before any of them is cut."""
        look = theme()
        return QSize(look.text_width("body", self._labels[index], weight=500) + look.px(6), look.px(44))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        for index, label in enumerate(self._labels):
            self._paint_tab(painter, index, label)

    def _paint_tab(self, painter: QPainter, index: int, label: str) -> None:
        look = theme()
        area = QRectF(self.tabRect(index))
        current = index == self.currentIndex()
        hovered = area.contains(self.mapFromGlobal(self.cursor().pos()))
        ink = "primary" if current else "ink" if hovered else "ink2"
        text(painter, area, label, look.font("body", weight=500), ink, CENTER)
        if current:
            box(painter, QRectF(area.x(), area.bottom() - 2, area.width(), 2), "primary")
            if self.hasFocus():
                focus_inset(painter, area.adjusted(2, 4, -2, -6), radius=look.radius("control"))


class SectionHeader(QAbstractButton):
    """The title of a part of a panel, with a note at the right; `foldable`, it shows or hides what follows.

    `folded` carries True when the part has just been hidden.
    """

    folded = Signal(bool)

    def __init__(
        self,
        title: str,
        note: str = "",
        *,
        role: str = "heading",
        icon: str = "",
        foldable: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title, self._note, self._role, self._icon = title, note, role, icon
        self._foldable = foldable
        self.setText(title.replace("&", "&&"))
        self.setObjectName(name)
        self.setAccessibleName(f"{title}, {note}" if note else title)
        self.setCheckable(foldable)
        self.setChecked(foldable)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if foldable else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.toggled.connect(lambda open_: self.folded.emit(not open_))

    def set_note(self, note: str) -> None:
        self._note = note
        self.setAccessibleName(f"{self._title}, {note}" if note else self._title)
        self._explain()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def _explain(self) -> None:
        tip(self, self._title if self.width() < self.sizeHint().width() else "")

    def sizeHint(self) -> QSize:
        look = theme()
        width = look.text_width(self._role, self._title) + look.px(24 if self._icon else 0)
        if self._note:
            width += look.px(12) + look.text_width("caption", self._note)
        return QSize(width + look.px(24 if self._foldable else 0), look.line(self._role))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(80), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme()
        painter = painter_on(self)
        area, side = QRectF(self.rect()), look.px(16)
        if self._foldable:
            chevron = "chevron-up" if self.isChecked() else "chevron-down"
            icons.draw(painter, chevron, QRectF(area.right() - side, area.center().y() - side / 2, side, side), "ink2")
            area.setRight(area.right() - look.px(22))
        if self._note:
            width = text(painter, area, self._note, look.font("caption"), "ink3", RIGHT)
            area.setRight(area.right() - width - look.px(12))
        if self._icon:
            icons.draw(painter, self._icon, QRectF(area.x(), area.center().y() - side / 2, side, side), "ink2")
            area.setLeft(area.left() + look.px(24))
        ink = "ink2" if self._role == "label" else "ink"
        text(painter, area, self._title, look.font(self._role), ink, LEFT)


class Section(QWidget):
    """A header and, under it, a column that the header may fold away; `body` is the layout to fill."""

    def __init__(self, title: str, note: str = "", *, role: str = "heading", icon: str = "", foldable: bool = False,
                 name: str = "", parent: QWidget | None = None) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(12))
        self.header = SectionHeader(title, note, role=role, icon=icon, foldable=foldable, name=f"{name}_header")
        column.addWidget(self.header)
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(look.px(8))
        column.addWidget(self._content)
        self.header.folded.connect(self._content.setHidden)


class PartStack(QStackedWidget):
    """Parts of which one is seen; what gives a part makes it when it is first asked for: most are never looked at."""

    def __init__(self, parts: Sequence[Callable[[], QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts

    def show_part(self, place: int) -> None:
        """Bring the part to the front."""
        part = self._parts[place]()
        if self.indexOf(part) < 0:  # else it was put here when it was made
            self.addWidget(part)
        self.setCurrentWidget(part)


class Panel(Surface):
    """What a page shows at its right, filled with sections or with tabs of sections; the page gives it its frame."""

    def __init__(self, *, name: str = "", accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__("sheet", name=name, parent=parent)
        self.setAccessibleName(accessible_name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.tabs: Tabs | None = None

    def set_content(self, widget: QWidget) -> None:
        """Fills the whole panel with one widget, a ScrollColumn as a rule."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.tabs = None
        self._column.addWidget(widget)

    def set_tabs(self, parts: list[tuple[str, Callable[[], QWidget]]]) -> PartStack:
        """Fills the panel with tabs: pairs of a label and what gives its part; the caller shows the first one."""
        holder = QWidget()
        self.set_content(holder)  # before it is filled: Qt styles all that a widget holds again when it gets a parent
        tabs = Tabs([label for label, _ in parts], name=f"{self.objectName()}_tabs",
                    accessible_name=self.accessibleName() or tr("Parts of the panel"))  # fmt: skip
        stack = PartStack([part for _, part in parts], holder)
        tabs.currentChanged.connect(stack.show_part)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(tabs.head())
        column.addWidget(stack, 1)
        self.tabs = tabs
        return stack
