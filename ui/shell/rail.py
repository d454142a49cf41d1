"""The rail at the left: the five steps as a course, the two transverse pages, language, theme, preferences, help."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.i18n import current, tr
from ui.actions import ActionSet, key_text, spec
from ui.pages.registry import OTHER_PAGES, STEP_PAGES
from ui.shell.foot import Foot
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.drops import carried_thing
from ui.widgets.label import Label, tip
from ui.widgets.paint import CENTER, LEFT, RIGHT, box, disc, line, painter_on, text

_DOT_LEFT = 12
_DOT = 24
_TEXT_LEFT = 50
_HOLD_MS = 600
"""How long a thing is held over a step until it opens."""


class StepNews(NamedTuple):
    """What the rail says of a step: its state ("empty", "in_progress", "complete"), its count, and open findings."""

    state: str = "empty"
    caption: str = ""
    findings: int = 0


class Rail(QWidget):
    """The way between the pages; `page_wanted` carries a page id, `language_wanted` "fr" or "en"."""

    page_wanted = Signal(str)
    language_wanted = Signal(str)

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._is_folded = False
        self.setObjectName("rail")
        self.setAccessibleName(tr("Method"))
        self._heading = Label(tr("Method"), "label", name="rail_heading")
        self._fold = IconButton("panel-left-close", tr("Fold the rail"), name="rail_fold", size="small")
        self._fold.clicked.connect(actions["toggle_rail"].trigger)
        self._steps = {page_id: StepButton(page_id, number, self) for number, page_id in enumerate(STEP_PAGES, 1)}
        self._others = {page_id: PlaceButton(page_id, self) for page_id in OTHER_PAGES}
        for page_id, button in (self._steps | self._others).items():
            button.clicked.connect(lambda _checked=False, wanted=page_id: self.page_wanted.emit(wanted))
        self._foot = Foot(actions, self)
        self._foot.language_wanted.connect(self.language_wanted)
        self._lay_out()
        theme().changed.connect(self._resize)
        self.set_folded(False)

    @property
    def is_folded(self) -> bool:
        """Whether only the dots and icons show."""
        return self._is_folded

    def set_folded(self, folded: bool) -> None:
        """Show only dots and icons, or words as well."""
        self._is_folded = folded
        self._heading.setVisible(not folded)
        self._fold.set_icon("panel-left-open" if folded else "panel-left-close")
        self._fold.set_label(tr("Unfold the rail") if folded else tr("Fold the rail"), key_text("toggle_rail"))
        for button in (*self._steps.values(), *self._others.values()):
            button.set_folded(folded)
        self._foot.set_folded(folded)
        self._resize()

    def set_current(self, page_id: str) -> None:
        """Mark the page that is shown."""
        for button_id, button in (self._steps | self._others).items():
            button.setChecked(button_id == page_id)
        self.update()

    def show_news(self, news: Mapping[str, StepNews]) -> None:
        """Say the state of each step."""
        for page_id, button in self._steps.items():
            button.show_news(news.get(page_id, StepNews()))
        self.update()

    def show_notes(self, count: int) -> None:
        """Say how many workshop notes are not settled yet."""
        self._others["notes"].show_count(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The course line between the dots: solid as far as the method has come, dashed ahead."""
        painter = painter_on(self)
        buttons = list(self._steps.values())
        for above, below in itertools.pairwise(buttons):
            start, end = above.dot_centre(), below.dot_centre()
            gap = theme().px(_DOT / 2 + 2)
            is_behind = below.is_complete or (below.isChecked() and above.is_complete)
            _course(painter, start + QPointF(0, gap), end - QPointF(0, gap), is_behind)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading)
        head.addStretch(1)
        head.addWidget(self._fold)
        column = QVBoxLayout(self)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(6)
        for button in self._steps.values():
            column.addWidget(button)
            column.addSpacing(4)
        column.addSpacing(12)
        column.addWidget(_Divider())
        column.addSpacing(12)
        for place in self._others.values():
            column.addWidget(place)
        column.addStretch(1)
        column.addWidget(self._foot)
        self._head, self._column = head, column

    def _resize(self) -> None:
        px = theme().px
        self.setFixedWidth(theme().size("railCollapsed" if self._is_folded else "rail"))
        side = px(10 if self._is_folded else 12)
        self._column.setContentsMargins(side, px(8), side, px(2))
        self._head.setContentsMargins(px(8) if self._is_folded else px(10), 0, px(8) if self._is_folded else px(4), 0)
        self.update()


class RailButton(QAbstractButton):
    """What steps and places share: a row that is checked while its page is shown."""

    def __init__(self, page_id: str, height: int, rail: QWidget) -> None:
        super().__init__(rail)
        self.page_id = page_id
        self.words = tr(spec(page_id).text)
        self.is_folded = False
        self._design_height = height
        self.setObjectName(f"rail_{page_id}")
        self.setCheckable(True)
        self.setAcceptDrops(True)
        self.hold = QTimer(self, singleShot=True, interval=_HOLD_MS)
        self.hold.timeout.connect(self.click)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", theme().radius("card"))
        tip(self, self.words, key_text(page_id))

    def set_folded(self, folded: bool) -> None:
        self.is_folded = folded
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carried_thing(event.mimeData()) is None:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.IgnoreAction)  # the page that opens takes it, not the rail
        event.accept()
        self.hold.start()
        self.update()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hold.stop()
        self.update()

    def nextCheckState(self) -> None:
        """The rail marks the page that is shown; a click only asks for it."""

    def sizeHint(self) -> QSize:
        return QSize(theme().px(44), theme().px(self._design_height))

    def _ground(self, painter: QPainter) -> None:
        if self.isChecked() or self.underMouse() or self.hold.isActive():
            fill = "selected" if self.isChecked() else "hover"
            box(painter, self.rect(), fill, radius=theme().radius("card"))


class StepButton(RailButton):
    """One port of the course: its dot says the state, its second line the count in words."""

    def __init__(self, page_id: str, number: int, rail: QWidget) -> None:
        super().__init__(page_id, 60, rail)
        self._number = number
        self._news = StepNews()
        self._describe()

    @property
    def is_complete(self) -> bool:
        """Whether all the rules of the step hold."""
        return self._news.state == "complete"

    def show_news(self, news: StepNews) -> None:
        """Say the state of the step."""
        self._news = news
        self._describe()
        self.update()

    def dot_centre(self) -> QPointF:
        """Centre of the dot, in the rail's coordinates."""
        return QPointF(self.pos()) + self._centre()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        self._ground(painter)
        self._paint_dot(painter, self._centre())
        if self.is_folded:
            return
        left, width = look.px(_TEXT_LEFT), self.width() - look.px(_TEXT_LEFT + 6)
        ink = "primary" if self.isChecked() else "ink"
        font = look.font("body", weight=600 if self.isChecked() else 500)
        text(painter, QRectF(left, look.px(12), width, look.line("body")), self.words, font, ink)
        place = QRectF(left, look.px(31), width, look.line("small"))
        text(painter, place, self._news.caption, look.font("caption"), "ink2" if self.isChecked() else "ink3")

    def _centre(self) -> QPointF:
        x = self.width() / 2 if self.is_folded else theme().px(_DOT_LEFT + _DOT / 2)
        return QPointF(x, self.height() / 2)

    def _paint_dot(self, painter: QPainter, centre: QPointF) -> None:
        look = theme()
        radius = look.px(_DOT) / 2
        ground = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        ink = "primary"
        if self.isChecked():
            disc(painter, centre, radius, "primary")
            ink = "onPrimary"
        elif self._news.state == "complete":
            disc(painter, centre, radius - 1, "shell", "primary", 1.75)
            inset = look.px(5)
            icons.draw(painter, "check", ground.adjusted(inset, inset, -inset, -inset), "primary", stroke=2.75)
        elif self._news.state == "in_progress":
            box(painter, ground.adjusted(1, 1, -1, -1), "shell", "primary", radius=radius, width=1.5, dashed=True)
        else:
            disc(painter, centre, radius - 1, "shell", "control", 1.5)
            ink = "ink3"
        if self.isChecked() or self._news.state != "complete":
            text(painter, ground, str(self._number), look.font("caption", weight=600), ink, CENTER)
        if self._news.findings:
            badge = centre + QPointF(radius * 0.75, -radius * 0.72)
            halo = "selected" if self.isChecked() else "shell"
            disc(painter, badge, look.px(6), halo)
            disc(painter, badge, look.px(4), "brassFill")

    def _describe(self) -> None:
        states = {"empty": tr("to do"), "in_progress": tr("started"), "complete": tr("done")}
        parts = [tr("Step {number}, {name}").format(number=self._number, name=self.words), states[self._news.state]]
        if self._news.caption:
            parts.append(self._news.caption)
        self.setAccessibleName(", ".join(parts))


class PlaceButton(RailButton):
    """A page that belongs to no step, with a count if it has one."""

    def __init__(self, page_id: str, rail: QWidget) -> None:
        super().__init__(page_id, 36, rail)
        self._count = 0
        self.setAccessibleName(self.words)

    def show_count(self, count: int) -> None:
        """Say how many things wait there; nothing for none."""
        self._count = count
        self.setAccessibleName(f"{self.words}, {count}" if count else self.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        self._ground(painter)
        ink = "primary" if self.isChecked() else "ink2"
        side = look.px(20)
        centre_x = self.width() / 2 if self.is_folded else look.px(23)
        place = QRectF(centre_x - side / 2, (self.height() - side) / 2, side, side)
        icons.draw(painter, spec(self.page_id).icon, place, ink)
        if self.is_folded:
            return
        area = QRectF(look.px(44), 0, self.width() - look.px(58), self.height())
        count = current().number(self._count) if self._count else ""
        if count:
            width = text(painter, area, count, look.font("label", tabular=True), "ink2", RIGHT)
            area.setRight(area.right() - width - look.px(8))
        text(painter, area, self.words, look.font("body", weight=600 if self.isChecked() else 500), ink, LEFT)


class _Divider(QWidget):
    """The thin line between the steps and the other pages."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        margin = theme().px(10 if self.width() > theme().px(60) else 6)
        painter = painter_on(self)
        line(painter, QPointF(margin, 0.5), QPointF(self.width() - margin, 0.5), "line")


def _course(painter: QPainter, start: QPointF, end: QPointF, is_solid: bool) -> None:
    pen = QPen(QColor(theme().color("primary" if is_solid else "control")), 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if not is_solid:
        pen.setDashPattern([2, 1.5])
    painter.setPen(pen)
    painter.drawLine(start, end)
