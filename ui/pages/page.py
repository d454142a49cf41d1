"""The frame of every page: a header with the method's question, the main area, and a panel that may become a drawer.

A page needs only a bridge. A subclass sets `page_id`, says `title` and `question`, builds its widgets in its
constructor (`add_action`, `set_main`, `set_panel`), reads the plan in `refresh`, and follows it in `apply`. Texts are
read once: the window builds its pages again when the language changes. Colours are read while painting. Connect
methods, not lambdas, to what outlives a page (`theme().changed`, `bridge.changed`): Qt cannot take a lambda off when
the page goes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from resources.i18n import tr
from ui.actions import key_text
from ui.theme.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.label import ElidedLabel, Label
from ui.widgets.shown import set_shown

if TYPE_CHECKING:
    from storage.changes import ChangeSet
    from ui.document_bridge import DocumentBridge
    from ui.widgets.combo import ComboField
    from ui.widgets.segmented import Segmented

Handlers = Mapping[str, Callable[[], object]]
Hints = tuple[tuple[str, str], ...]

DRAWER_BELOW = 1180
"""Width of the window, in design pixels, under which the panel lies over the main area when asked for."""
_FULL_HEADER = 80
_PANEL_WIDTH = 320


class Page(QWidget):
    """One page of the window; abstract. It shows the plan and calls operations, and knows no rule."""

    page_id: ClassVar[str]
    header_height: ClassVar[int] = _FULL_HEADER
    """56 for pages whose main area is a canvas."""
    opens_panel: ClassVar[bool] = True
    """Whether the panel comes by itself where there is room for it beside the main area."""

    handlers_changed = Signal()
    """The list actions or the status bar's hints of this page are no longer the same."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bridge = bridge
        self.setObjectName(self.page_id)
        self.setAccessibleName(self.title())
        self.main: QWidget | None = None
        self.panel: QWidget | None = None
        self._frame: PanelFrame | None = None
        self._give_panel: Callable[[], QWidget] | None = None
        self._panel_button: IconButton | None = None
        self._is_panel_wanted = self.opens_panel
        self._is_panel_of_use = True
        self._is_drawer = False
        self._is_width_known = False
        self._is_stale = True
        self._header = Header(self.title(), self.question(), self.header_height)
        self._body = QHBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._header)
        outer.addLayout(self._body, 1)
        bridge.changed.connect(self._receive)

    # What a page says

    def title(self) -> str:
        """The name of the page, translated."""
        raise NotImplementedError

    def question(self) -> str:
        """The method's question, under the title, translated."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read everything again: called before the page is first shown, and when it missed changes while hidden."""
        raise NotImplementedError

    def apply(self, changes: ChangeSet) -> None:
        """Follow one gesture while the page is on screen; patch what it touches."""
        self.refresh()

    def settle(self) -> None:
        """Show what the method's rules say: called once the page, or a gesture on it, has been painted."""

    def reveal(self, kind: str, row_id: str) -> bool:
        """Show and select a thing, and give it the focus; False when it is not here."""
        return False

    def show_part(self, name: str) -> None:
        """Show a part of the page that a command leads to, such as the "questions" of its panel."""
        from ui.widgets.panel import Tabs

        for tabs in self.findChildren(Tabs) if name == "questions" else ():
            for place in range(tabs.count()):
                if tabs.tabText(place) == tr("Questions"):
                    tabs.setCurrentIndex(place)

    def standing(self) -> object:
        """What is on screen here; None when the page has nothing that could be left."""
        return None

    def stand_on(self, standing: object) -> None:
        """Show what another page of this kind had on screen: it was built anew, in another language or size."""

    def handlers(self) -> Handlers:
        """What the list actions do here now: new, edit, next_state, move_up, move_down, duplicate, delete."""
        return {}

    def status_hints(self) -> Hints:
        """Up to three keys worth showing in the status bar: ((keys, words), ...), such as (("N", "new objective"),)."""
        return ()

    def status_text(self) -> str:
        """A few figures for the status bar, after the warnings; may be empty."""
        return ""

    # What a page is made of

    def add_action(self, widget: QWidget) -> None:
        """Put a button or a switch at the right of the header; the primary button comes last."""
        self._header.add(widget)

    def add_yielding_action(self, widget: Segmented | ComboField) -> None:
        """Put a choice at the right of the header that takes less room where the question would be cut."""
        self._header.add(widget)
        self._header.yielding = widget

    def add_beside_title(self, widget: QWidget) -> None:
        """Put a control right after the title: what the page shows, such as the picker of a journey."""
        self._header.add_beside_title(widget)

    def set_main(self, widget: QWidget) -> None:
        """Fill the main area."""
        self.main = widget
        self._body.insertWidget(0, widget, 1)

    def set_panel(self, widget: QWidget, width: int = _PANEL_WIDTH) -> None:
        """Fill the panel at the right, `width` design pixels wide."""
        self.offer_panel(lambda: widget, width)

    def offer_panel(self, give: Callable[[], QWidget], width: int = _PANEL_WIDTH) -> None:
        """Have a panel at the right; what gives it is asked when it is first shown, and makes it in `panel_place`."""
        self._give_panel = give
        self._frame = PanelFrame(width, self)
        self._panel_button = IconButton("panel-right-open", "", on_click=self.toggle_panel, name="panel_button")
        self._header.add_last(self._panel_button)
        self._show_panel_button()

    @property
    def panel_place(self) -> QWidget:
        """What the panel lies in: Qt styles all that a widget holds again when it gets a parent."""
        assert self._frame is not None, "no panel is offered"
        return self._frame

    def regions(self) -> tuple[QWidget, ...]:
        """Header, main area and panel, for F6; without those that are hidden or empty."""
        found = (self._header, self.main, self._frame)
        return tuple(region for region in found if region is not None and region.isVisible())

    def toggle_panel(self) -> None:
        """Show or hide the panel."""
        self._is_panel_wanted = not self._is_panel_wanted
        self._place_panel()

    def show_panel(self) -> None:
        """Show the panel, over the main area where there is no room beside it."""
        self._is_panel_wanted = self._is_width_known = True
        self._place_panel()

    @property
    def is_panel_wanted(self) -> bool:
        """Whether the user wants the panel, where there is something to show in it."""
        return self._is_panel_wanted

    def want_panel(self, is_wanted: bool) -> None:
        """Show or hide the panel as the user left it for what is on screen; a drawer waits until it is asked for."""
        self._is_panel_wanted = is_wanted and not self._is_drawer
        self._place_panel()

    def set_panel_of_use(self, is_of_use: bool) -> None:
        """Put the panel away as long as there is nothing to show in it; it comes back as the user left it."""
        self._is_panel_of_use = is_of_use
        self._place_panel()

    # Following the plan

    def catch_up(self) -> None:
        """Read the plan again if changes were missed."""
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def _receive(self, changes: ChangeSet) -> None:
        if self.isVisible():
            self.apply(changes)
        else:
            self._is_stale = True

    def setVisible(self, is_visible: bool) -> None:
        if is_visible:  # now, for once the page is shown Qt lays out each part as it is put in
            self.catch_up()
            self._fit_panel()
        super().setVisible(is_visible)

    def showEvent(self, event: QShowEvent) -> None:
        self.catch_up()  # shown by what it lies in
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panel()

    def _fit_panel(self) -> None:
        is_drawer = self.window().width() < theme().px(DRAWER_BELOW)
        self._is_width_known = True
        if is_drawer != self._is_drawer:
            self._is_drawer = is_drawer
            if self.opens_panel:  # a drawer hides part of the main area: it waits until it is asked for
                self._is_panel_wanted = not is_drawer
        self._place_panel()

    def _place_panel(self) -> None:
        is_shown = self._is_panel_wanted and self._is_panel_of_use
        # Not made before it is known whether there is room for it: in a narrow window most are never asked for.
        frame, give = self._frame, self._give_panel
        if frame is not None and give is not None:
            if self.panel is None and is_shown and self._is_width_known:
                self.panel = give()
                frame.hold(self.panel)
                if self.isVisible():  # else the page tells what it can do once it is shown
                    self.handlers_changed.emit()
            if self.panel is not None:
                self._place_frame(frame)
                set_shown(frame, is_shown)
        self._show_panel_button()

    def _place_frame(self, frame: PanelFrame) -> None:
        if self._is_drawer:
            self._body.removeWidget(frame)
            top = self._header.height()
            frame.setGeometry(self.width() - frame.width(), top, frame.width(), self.height() - top)
            frame.raise_()
        elif self._body.indexOf(frame) < 0:
            self._body.addWidget(frame)

    def _show_panel_button(self) -> None:
        """A way to what is hidden, and away from what hides the main area; a panel beside it needs no button."""
        button = self._panel_button
        if button is None:
            return
        button.setVisible(self._is_panel_of_use and (self._is_drawer or not self._is_panel_wanted))
        button.set_icon("panel-right-close" if self._is_panel_wanted else "panel-right-open")
        label = tr("Hide the panel") if self._is_panel_wanted else tr("Show the panel")
        button.set_label(label, key_text("toggle_panel"))


class Header(QFrame):
    """Title, question, and the page's buttons at the right."""

    def __init__(self, title: str, question: str, height: int) -> None:
        super().__init__()
        self._design_height = height
        self.yielding: Segmented | ComboField | None = None
        """What takes less room where the question would be cut."""
        self._question: ElidedLabel | None = None
        self.setObjectName("page_header")
        self.setAccessibleName(title)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self._beside_title = QHBoxLayout()
        self._beside_title.setSpacing(12)
        role = "title" if height >= _FULL_HEADER else "canvasTitle"
        self._beside_title.addWidget(Label(title, role, name="page_title"))
        self._beside_title.addStretch(1)
        texts.addLayout(self._beside_title)
        if height >= _FULL_HEADER:
            self._question = ElidedLabel(question, "body", "ink2", name="page_question")
            texts.addWidget(self._question)
        texts.addStretch(1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._outer = QHBoxLayout(self)
        self._outer.setSpacing(16)
        self._outer.addLayout(texts, 1)
        self._ends = QHBoxLayout()
        self._ends.setSpacing(8)
        self._ends.addLayout(self._actions)
        self._outer.addLayout(self._ends)
        self._outer.setAlignment(self._ends, Qt.AlignmentFlag.AlignTop)
        theme().changed.connect(self._resize)
        self._resize()

    def add_beside_title(self, widget: QWidget) -> None:
        """Put a widget after the title and those already beside it."""
        self._beside_title.insertWidget(self._beside_title.count() - 1, widget)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right of those already there."""
        self._actions.addWidget(widget)

    def add_last(self, widget: QWidget) -> None:
        """Put a widget at the right end, after those still to come."""
        self._ends.addWidget(widget)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, self.height() - 1, self.width(), 1, theme().color("line"))

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._make_room()
        return super().event(event)

    def _make_room(self) -> None:
        choice = self.yielding
        if choice is None or choice.isHidden() or self._question is None:
            return
        sides = self._outer.contentsMargins()
        taken = self._ends.sizeHint().width() - choice.sizeHint().boundedTo(choice.maximumSize()).width()
        taken += sides.left() + sides.right() + self._outer.spacing() + choice.whole_width()
        choice.give_way(taken + self._question.sizeHint().width() - self.width())

    def _resize(self) -> None:
        px = theme().px
        self.setFixedHeight(px(self._design_height))
        top = px(14 if self._design_height >= _FULL_HEADER else 12)
        side = px(24 if self._design_height >= _FULL_HEADER else 20)
        self._outer.setContentsMargins(side, top, side, 0)
        self._ends.setContentsMargins(0, px(4 if self._design_height >= _FULL_HEADER else 0), 0, 0)


class PanelFrame(QFrame):
    """The panel with the line at its left; opaque, because it may lie over the main area."""

    def __init__(self, design_width: int, page: Page) -> None:
        super().__init__(page)
        self.hide()
        self.setObjectName("page_panel")
        self._design_width = design_width
        self._column = QHBoxLayout(self)
        self._column.setContentsMargins(1, 0, 0, 0)
        theme().changed.connect(self._resize)
        self._resize()

    def hold(self, panel: QWidget) -> None:
        """Take in the panel."""
        self._column.addWidget(panel)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("sheet"))
        painter.fillRect(0, 0, 1, self.height(), theme().color("line"))

    def _resize(self) -> None:
        self.setFixedWidth(theme().px(self._design_width))
