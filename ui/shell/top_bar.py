"""The bar at the top: menu, name of the plan, saved state, undo and redo, search, export."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLineEdit, QMenu, QSizePolicy, QWidget

from resources.i18n import tr
from ui.actions import ActionSet, key_text, spec
from ui.shell.brand import BrandMark
from ui.shell.menus import main_menu, plan_menu
from ui.shell.saved_state import SavedState
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.button import Button, IconButton
from ui.widgets.chip import Chip
from ui.widgets.label import tip
from ui.widgets.paint import CENTER, LEFT, box, painter_on, text
from ui.widgets.tab_order import chain_tab_order

_SEARCH_WIDTH = 232
_LEAST_OF_NAME = 180
"""Of the plan's name, before the search field has given way to it."""
_LONGEST_NAME = 200


class TopBar(QWidget):
    """What concerns the whole plan. It shows; the window acts through `actions` and `renamed`."""

    renamed = Signal(str)

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.setObjectName("top_bar")
        self.setAccessibleName(tr("Plan"))
        menu, plan = main_menu(actions, self), plan_menu(actions, self)
        self._menu = IconButton("menu", tr("Menu"), name="main_menu")
        self._menu.clicked.connect(lambda: _open_below(self._menu, menu))
        self._name = PlanName(self)
        self._name.renamed.connect(self.renamed)
        self._name.button.clicked.connect(lambda: _open_below(self._name.button, plan))
        self._fictitious = Chip(tr("Fictitious sample"), "vip", name="fictitious")
        self._fictitious.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # what must be read is whole
        self._saved = SavedState(self)
        self._saved.copy_wanted.connect(actions["save_copy"].trigger)
        self._undo = self._action_button("undo")
        self._redo = self._action_button("redo")
        self._search = SearchButton(actions, self)
        self._export = Button(tr("Export"), icon="download", name="export")
        self._export.clicked.connect(actions["export"].trigger)
        tip(self._export, tr("Export"), key_text("export"))
        self._row = QHBoxLayout(self)
        self._row.setSpacing(8)
        left = (self._menu, BrandMark(26), self._name, self._fictitious, self._saved)
        right = (self._undo, self._redo, self._search, self._export)
        for index, widget in enumerate((*left, *right)):
            if index == len(left):
                self._row.addStretch(1)
            self._row.addWidget(widget)
        chain_tab_order((*left, *right))
        theme().changed.connect(self._resize)
        self._resize()

    def show_plan(self, name: str, *, is_fictitious: bool, is_read_only: bool) -> None:
        """Say which plan is open."""
        self._name.show_name(name or tr("Untitled plan"), editable=not is_read_only)
        self._fictitious.setVisible(is_fictitious)
        self._saved.setVisible(not is_read_only)

    def show_saved(self, moment: datetime.datetime, seconds: float) -> None:
        """Say when the last change reached the disk, and how long that took."""
        self._saved.show_saved(moment, seconds)

    def show_saving(self) -> None:
        """Say that a change waits for the file."""
        self._saved.show_saving()

    def show_not_saved(self, reason: str) -> None:
        """Say why the last change did not reach the disk."""
        self._saved.show_not_saved(reason)

    def show_steps(self, undo: str, redo: str) -> None:
        """Name what undo and redo would do; "" for nothing."""
        self._explain(self._undo, "undo", undo, tr("Undo: {step}"), tr("Nothing to undo"))
        self._explain(self._redo, "redo", redo, tr("Redo: {step}"), tr("Nothing to redo"))

    def rename(self) -> None:
        """Let the user type another name."""
        self._name.edit()

    def _explain(self, button: IconButton, action_id: str, step: str, sentence: str, nothing: str) -> None:
        button.setEnabled(bool(step))
        button.set_label(sentence.format(step=step) if step else nothing, key_text(action_id))

    def _action_button(self, action_id: str) -> IconButton:
        button = IconButton(spec(action_id).icon, tr(spec(action_id).text), name=action_id)
        button.clicked.connect(self._actions[action_id].trigger)
        return button

    def _resize(self) -> None:
        px = theme().px
        self.setFixedHeight(theme().size("topbar"))
        self._row.setContentsMargins(px(16), 0, px(12), 0)


class PlanName(QWidget):
    """The plan's name as a button that opens its menu; becomes a field while it is edited."""

    renamed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_editable = True
        self.button = NameButton(self)
        self._field = NameField(self)
        self._field.hide()
        self._field.editingFinished.connect(self._finish)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self._field)

    def show_name(self, name: str, *, editable: bool) -> None:
        """Say the name; a plan open for reading only cannot be renamed."""
        self._is_editable = editable
        self.button.show_name(name)

    def edit(self) -> None:
        """Turn into a field, all selected."""
        if not self._is_editable:
            return
        self._field.setText(self.button.text())
        self._field.setFixedWidth(max(self.button.width(), theme().px(240)))
        self.button.hide()
        self._field.show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.selectAll()

    def _finish(self) -> None:
        if self._field.isHidden():
            return
        had_focus = self._field.hasFocus()
        self._field.hide()
        self.button.show()
        if had_focus:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)
        name = self._field.text().strip()
        if self._field.is_given_up:
            self._field.is_given_up = False
        elif name and name != self.button.text():
            self.renamed.emit(name)


class NameField(QLineEdit):
    """Enter or leaving saves, Escape restores."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.is_given_up = False
        self.setObjectName("plan_name_field")
        self.setAccessibleName(tr("Name of the plan"))
        self.setMaxLength(_LONGEST_NAME)

    def commit(self) -> None:
        """Save the name, as leaving it does."""
        self.editingFinished.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.is_given_up = True
            self.editingFinished.emit()
            return
        super().keyPressEvent(event)


class NameButton(QAbstractButton):
    """The name of the plan in the strong face, with the chevron of its menu."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("plan_name")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._words = ""

    def text(self) -> str:
        return self._words

    def show_name(self, name: str) -> None:
        """The user's own words: shown as they are."""
        self._words = name
        self.setAccessibleName(tr("Plan {name}, menu").format(name=name))
        tip(self, name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        width = look.text_width("strong", self._words) + look.px(8 + 6 + 16 + 8) + 1
        return QSize(min(width, look.px(420)), look.size("control"))

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), theme().px(_LEAST_OF_NAME)), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        if self.underMouse() or self.isDown():
            box(painter, self.rect(), "hover", radius=look.radius("control"))
        side = look.px(16)
        area = QRectF(self.rect()).adjusted(look.px(8), 0, -look.px(8 + 6) - side, 0)
        width = text(painter, area, self._words, look.font("strong"), "ink", LEFT)
        place = QRectF(area.x() + width + look.px(6), (self.height() - side) / 2, side, side)
        icons.draw(painter, "chevron-down", place, "ink2")


class SearchButton(QAbstractButton):
    """Looks like a field; opens the palette, where the typing happens."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("search")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Search or run"))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        tip(self, tr("Search or run"), key_text("palette"))
        self.clicked.connect(actions["palette"].trigger)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(_SEARCH_WIDTH), theme().size("control"))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(38), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        box(painter, self.rect(), "hover" if self.underMouse() else "sheet", "control", radius=look.radius("control"))
        side, keys = look.px(16), key_text("palette").replace("+", " ")
        icons.draw(painter, "search", QRectF(look.px(11), (self.height() - side) / 2, side, side), "ink3")
        width = look.text_width("caption", keys) + look.px(12)
        cap = QRectF(self.width() - width - look.px(11), (self.height() - look.px(18)) / 2, width, look.px(18))
        words = QRectF(look.px(35), 0, cap.left() - look.px(41), self.height())
        if words.width() < look.text_width("body", tr("Search or run")):  # in a narrow window the tooltip has the keys
            words.setRight(self.width() - look.px(8))
        else:
            box(painter, cap, "sheet", "lineStrong", radius=look.radius("chip"))
            text(painter, cap, keys, look.font("caption"), "ink3", CENTER)
        if words.width() > look.px(40):
            text(painter, words, tr("Search or run"), look.font("body"), "ink3", LEFT)


def _open_below(button: QWidget, menu: QMenu) -> None:
    menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))
