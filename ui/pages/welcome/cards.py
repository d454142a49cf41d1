"""The cards of the welcome screen: the latest plan, the plans before it, the samples."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from resources.i18n import current, tr
from ui.actions import spec
from ui.pages.registry import STEP_PAGES
from ui.pages.welcome.sketches import draw_course, draw_journey
from ui.recent import RecentPlan
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.button import IconButton
from ui.widgets.label import tip
from ui.widgets.paint import LEFT, RIGHT, box, line, painter_on, text

if TYPE_CHECKING:
    from datetime import datetime

_FOOT = 101
_SAMPLE_FOOT = 65


class WelcomeCard(QAbstractButton):
    """A card that is pressed as a whole; abstract."""

    def __init__(self, name: str, accessible_name: str, height: int) -> None:
        super().__init__()
        self._design_height = height
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", theme().radius("card"))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), theme().px(self._design_height))

    def picture(self, painter: QPainter, foot: int, draw: Callable[[QPainter, QRectF], None]) -> QRectF:
        """The frame of the card with a drawing in its upper part; gives the part below."""
        look = theme()
        area = QRectF(self.rect())
        radius = look.radius("card")
        box(painter, area, "raised", "line", radius=radius)
        upper = QRectF(1, 1, area.width() - 2, area.height() - look.px(foot) - 1)
        shape = QPainterPath()
        shape.addRoundedRect(upper.adjusted(0, 0, 0, radius), radius - 1, radius - 1)
        painter.save()
        painter.setClipPath(shape)
        painter.setClipRect(upper, Qt.ClipOperation.IntersectClip)
        box(painter, upper, "sunken")
        draw(painter, upper)
        painter.restore()
        line(painter, upper.bottomLeft(), upper.bottomRight(), "line")
        if self.underMouse() or self.isDown():
            box(painter, area, None, "primary", radius=radius, width=2)
        return QRectF(0, upper.bottom(), area.width(), look.px(foot))


class PlanCard(WelcomeCard):
    """One recent plan; abstract. A plan whose file has gone cannot be pressed."""

    def __init__(self, plan: RecentPlan, name: str, height: int) -> None:
        super().__init__(name, _spoken(plan), height)
        self.plan = plan
        tip(self, f"{plan.name}\n{_second_line(plan)}")
        self.setEnabled(not plan.is_missing)

    def more_place(self) -> QPoint:
        """Top left of the button with the three dots."""
        raise NotImplementedError


class PlanItem(QWidget):
    """A recent plan's card with the three dots over it, which work even when the file has gone."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, card: PlanCard) -> None:
        super().__init__()
        self.card = card
        card.setParent(self)
        card.clicked.connect(lambda: self.opened.emit(card.plan.path))
        label = tr("More about {name}").format(name=card.plan.name)
        self._more = IconButton("ellipsis", label, size="small", name=f"{card.objectName()}_more", parent=self)
        self._more.clicked.connect(lambda: self._open_menu(self._more.mapToGlobal(QPoint(0, self._more.height()))))
        self.setSizePolicy(card.sizePolicy())

    def sizeHint(self) -> QSize:
        return self.card.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.card.setGeometry(self.rect())
        self._more.resize(self._more.sizeHint())
        self._more.move(self.card.more_place())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._open_menu(event.globalPos())

    def _open_menu(self, place: QPoint) -> None:
        from ui.widgets.menu import Menu

        path = self.card.plan.path
        menu = Menu(self, name="recent_plan_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.card.isEnabled():
            menu.add(tr("Open"), lambda: self.opened.emit(path), icon="folder-open", name="recent_open")
        menu.add(tr("Remove from the list"), lambda: self.removed.emit(path), icon="x", name="recent_remove")
        menu.popup(place)


class LatestCard(PlanCard):
    """The plan used last, with a sketch of its first journey."""

    def __init__(self, plan: RecentPlan) -> None:
        super().__init__(plan, "latest_plan", 318)
        begun = [page_id for page_id, state in zip(STEP_PAGES, plan.steps, strict=False) if state != "empty"]
        self._step = tr(spec(begun[-1]).text) if begun else ""

    def more_place(self) -> QPoint:
        px = theme().px
        return QPoint(self.width() - px(44), self.height() - px(_FOOT) + px(14))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        foot = self.picture(painter, _FOOT, lambda p, area: draw_journey(p, area, self.plan.sketch))
        ink = _inks(self.isEnabled())
        left, right = look.px(17), look.px(17)
        width = foot.width() - left - right
        top = foot.y()
        name = QRectF(left, top + look.px(18), width - look.px(40), look.line("strong"))
        text(painter, name, self.plan.name, look.font("strong"), ink[0])
        company = QRectF(left, top + look.px(40), width, look.line("caption"))
        text(painter, company, _second_line(self.plan), look.font("caption"), ink[1])
        y = top + look.px(78)
        draw_course(painter, QPointF(left + 4, y), self.plan.steps)
        last = QRectF(left, y - look.px(9), width, look.px(18))
        taken = text(painter, last, spoken_date(self.plan.opened_at), look.font("caption"), ink[1], RIGHT)
        step = QRectF(left + look.px(122), last.y(), width - look.px(134) - taken, last.height())
        if step.width() >= look.text_width("caption", self._step):
            text(painter, step, self._step, look.font("caption"), ink[1])


class RecentRow(PlanCard):
    """One of the plans before the latest."""

    def __init__(self, plan: RecentPlan, number: int, *, is_last: bool = False) -> None:
        super().__init__(plan, f"recent_plan_{number}", 106)
        self._is_last = is_last

    def more_place(self) -> QPoint:
        px = theme().px
        return QPoint(self.width() - px(36), px(54))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            box(painter, self.rect(), "sunken", radius=look.radius("card"))
        if not self._is_last:
            line(painter, QPointF(0, self.height() - 0.5), QPointF(self.width(), self.height() - 0.5), "line")
        ink = _inks(self.isEnabled())
        tile = QRectF(look.px(10), look.px(35), look.px(36), look.px(36))
        box(painter, tile, "primaryTint", radius=look.radius("card"))
        inset = look.px(9)
        known = not self.plan.is_missing
        mark = "map" if known else "file-warning"
        icons.draw(painter, mark, tile.adjusted(inset, inset, -inset, -inset), "primary" if known else "disabled")
        date = spoken_date(self.plan.opened_at)
        area = QRectF(look.px(60), look.px(25), self.width() - look.px(68), look.line("strong"))
        company = QRectF(look.px(60), look.px(46), self.width() - look.px(110), look.line("caption"))
        beside_name = area.width() - look.text_width("caption", date) - look.px(12)
        if look.text_width("strong", self.plan.name) <= beside_name:
            text(painter, area, date, look.font("caption"), ink[1], RIGHT)
            area.setWidth(beside_name)
        else:  # the name first: the date goes down a line
            taken = text(painter, company, date, look.font("caption"), ink[1], RIGHT)
            company.setRight(company.right() - taken - look.px(12))
        text(painter, area, self.plan.name, look.font("strong"), ink[0])
        text(painter, company, _second_line(self.plan), look.font("caption"), ink[1])
        draw_course(painter, QPointF(look.px(60), look.px(75)), self.plan.steps)


class SampleCard(WelcomeCard):
    """One of the plans of fictitious companies."""

    def __init__(self, name: str, title: str, sentence: str, draw: Callable[[QPainter, QRectF], None]) -> None:
        super().__init__(f"sample_{name}", f"{title}, {sentence}", 211)
        self._title, self._sentence, self._draw = title, sentence, draw
        tip(self, f"{title}: {sentence}")

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        foot = self.picture(painter, _SAMPLE_FOOT, self._draw)
        left, width = look.px(15), foot.width() - look.px(28)
        top = foot.y()
        title = QRectF(left, top + look.px(13), width, look.line("strong"))
        is_whole = look.text_width("strong", self._title) <= width
        font = look.font("strong") if is_whole else look.font("small", weight=600)
        text(painter, title, self._title, font, "ink", LEFT)
        sentence = QRectF(left, top + look.px(34), width, look.line("caption"))
        text(painter, sentence, self._sentence, look.font("caption"), "ink3", LEFT)


def spoken_date(moment: datetime | None, now: datetime | None = None) -> str:
    """When a plan was opened last, as a list of recent plans says it; "" for never."""
    from datetime import datetime

    return current().recent(moment, now or datetime.now()) if moment is not None else ""


def _second_line(plan: RecentPlan) -> str:
    if plan.is_missing:
        return tr("Not found: {path}").format(path=plan.path)
    if plan.is_fictitious:
        return tr("Fictitious sample")
    return plan.company or os.path.basename(plan.path)


def _inks(is_enabled: bool) -> tuple[str, str]:
    return ("ink", "ink3") if is_enabled else ("disabled", "disabled")


def _spoken(plan: RecentPlan) -> str:
    done = sum(state == "complete" for state in plan.steps)
    steps = tr("{done} of 5 steps done").format(done=done)
    return ", ".join(part for part in (plan.name, _second_line(plan), steps) if part)
