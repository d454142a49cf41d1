"""The card of one statement: its words edited in place, its area, its actions, and how much it is linked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QSizePolicy, QWidget

from resources.i18n import tr
from ui.models.swot import StatementFacts, area_icon, area_name, tint_of
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.chip import Chip
from ui.widgets.flow import FlowLayout
from ui.widgets.focus import holds
from ui.widgets.inline import InlineEdit
from ui.widgets.label import tip
from ui.widgets.marks import dots
from ui.widgets.paint import painter_on
from ui.widgets.surface import Card

_ACTIONS_SHOWN = 3
_DOTS_SHOWN = 10
_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class StatementCard(Card):
    """`wanted` carries what is asked of the statement: "area", "links", "held", "action", "menu", or "drag"."""

    picked = Signal(str)
    wanted = Signal(str, str)
    renamed = Signal(str, str)
    action_wanted = Signal(str)

    def __init__(self, facts: StatementFacts, parent: QWidget | None = None) -> None:
        super().__init__(interactive=True, margins=(3, 4, 3, 10), name=f"statement_{facts.id}", parent=parent)
        self.facts = facts
        self._pressed_at: QPointF | None = None
        self._held, self._held_by = "", ""
        self.body.setSpacing(0)
        self.text = InlineEdit(
            facts.text, role="small", weight=500, multiline=True, placeholder=tr("Statement to write"),
            on_click=False, name="statement_text", accessible_name=tr("Statement"),
        )  # fmt: skip
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text.set_placeholder(tr("Statement to write"), "warning")
        self.text.committed.connect(lambda words: self.renamed.emit(self.facts.id, words))
        self.text.editing_ended.connect(self._take_focus_back)
        self.body.addWidget(self.text)
        self._chips = FlowLayout(spacing=theme().px(6), line_spacing=theme().px(4))
        self.links = LinksButton(facts)
        self.links.clicked.connect(lambda: self._ask("links"))
        self.body.addLayout(self._foot())
        self._fill_chips()
        self._name_for_readers()
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]  # there is one

    def follow(self, facts: StatementFacts) -> None:
        """Show the statement as it is now."""
        if facts == self.facts:
            return
        self.facts = facts
        self.text.set_text(facts.text)
        self.links.show_facts(facts)
        self._fill_chips()
        self._name_for_readers()

    def show_held(self, figure: str, behind: str) -> None:
        """Say what a weakness holds back in a year, and what is behind the figure; "" for nothing."""
        if (figure, behind) != (self._held, self._held_by):
            self._held, self._held_by = figure, behind
            self._fill_chips()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Keys that the parts inside leave unused come up here: only those of the card itself act.
        if self.hasFocus() and event.key() in _EDIT_KEYS and not event.modifiers():
            self.text.begin()
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._ask("menu")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start = self._pressed_at
        if start is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position() - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            self._ask("drag")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.text.begin()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme().px(11), 0, theme().px(8), 0)
        row.setSpacing(theme().px(8))
        row.addLayout(self._chips, 1)
        row.addWidget(self.links, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _fill_chips(self) -> None:
        facts = self.facts
        self._chips.clear()
        area = Chip(
            area_name(facts.area), icon=area_icon(facts.area), on_click=lambda: self._ask("area"),
            name="statement_area", accessible_name=tr("Area: {name}").format(name=area_name(facts.area)),
        )  # fmt: skip
        tip(area, tr("Choose the area"))
        self._chips.addWidget(area)
        self._add_held()
        for action in facts.actions[:_ACTIONS_SHOWN]:
            chip = Chip(
                action.code, "link", icon="flag", on_click=partial(self.action_wanted.emit, action.id),
                name=f"action_{action.id}", accessible_name=f"{action.code} {action.name}",
            )  # fmt: skip
            tip(chip, action.name)
            self._chips.addWidget(chip)
        more = len(facts.actions) - _ACTIONS_SHOWN
        if more > 0:
            self._chips.addWidget(Chip(f"+{more}", "link", on_click=lambda: self._ask("links"), name="more_actions"))
        if facts.is_gap:
            gap = Chip(tr("No action"), "gap", icon="flag-off", on_click=lambda: self._ask("action"), name="no_action")
            tip(gap, tr("Create an action"))
            self._chips.addWidget(gap)
        elif facts.is_weakness and facts.is_accepted:
            self._chips.addWidget(Chip(tr("Accepted"), icon="check", name="accepted"))
        for place in range(self._chips.count()):
            item = self._chips.itemAt(place)
            if item is not None and (widget := item.widget()) is not None:
                widget.show()

    def _add_held(self) -> None:
        if not self.facts.is_weakness or not self._held:
            return
        held = Chip(
            self._held, "link", icon="trending-down", on_click=lambda: self._ask("held"), name="statement_held",
            accessible_name=tr("Held back each year: {amount}").format(amount=self._held),
        )  # fmt: skip
        words = tr("Held back each year, through {frictions}. Click to see the paths.")
        tip(held, words.format(frictions=self._held_by))
        self._chips.addWidget(held)

    def _ask(self, what: str) -> None:
        self.wanted.emit(self.facts.id, what)

    def _take_focus_back(self) -> None:
        if self.text.hasFocus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if holds(self, new):
            self.picked.emit(self.facts.id)

    def _name_for_readers(self) -> None:
        facts = self.facts
        state = [tr("no action")] if facts.is_gap else [tr("accepted")] if facts.is_accepted else []
        parts = (facts.text or tr("Statement to write"), area_name(facts.area), facts.links_in_words(), *state)
        self.setAccessibleName(", ".join(parts))


class LinksButton(QAbstractButton):
    """As many dots as the statement has links, or the sign of a link where it has none; opens the list of links."""

    def __init__(self, facts: StatementFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = facts
        self.setObjectName("statement_links")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_facts(facts)

    def show_facts(self, facts: StatementFacts) -> None:
        """Show how much a statement is linked now."""
        self._facts = facts
        words = facts.links_in_words()
        self.setAccessibleName(tr("Links: {links}").format(links=words))
        tip(self, tr("{links}. Click to change them.").format(links=words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.px(max(24, 10 * min(self._facts.weight, _DOTS_SHOWN))), look.px(22))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        if not self._facts.weight:
            side = look.px(16)
            place = QRectF(self.width() - side, (self.height() - side) / 2, side, side)
            icons.draw(painter, "link", place, "primary" if self.underMouse() else "ink3")
            return
        if self.underMouse():
            painter.setOpacity(0.75)
        middle = QPointF(self.width(), self.height() / 2)
        count = min(self._facts.weight, _DOTS_SHOWN)
        dots(painter, middle, count, look.palette("swot", tint_of(self._facts.quadrant)))
