"""The names of the columns over the boxes, each with how far the chain holds there, onward and back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget

from resources.i18n import N_, tr
from strategy.trace_coverage import LinkCoverage
from ui.pages.traceability.flow import COLUMNS
from ui.pages.traceability.layout import columns
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.label import tip
from ui.widgets.paint import LEFT, box, painter_on, text
from ui.widgets.surface import Surface

_ICONS = ("target", "users-round", "route", "diamond", "flag", "gauge")
_QUESTIONS: tuple[tuple[str, ...], ...] = (
    ("objective_served",),
    ("segment_aimed_at", "segment_with_journey"),
    ("journey_with_objective", "journey_examined"),
    ("finding_answered",),
    ("action_founded", "action_aimed", "action_measured"),
    ("kpi_moved",),
)
"""What is asked of each column: on the way back first, then onward."""
_SHORT: Mapping[str, str] = {
    "objective_served": N_("{n} of {total} served"),
    "segment_aimed_at": N_("{n} of {total} aimed at"),
    "segment_with_journey": N_("{n} of {total} with journey"),
    "journey_with_objective": N_("{n} of {total} with objective"),
    "journey_examined": N_("{n} of {total} examined"),
    "finding_answered": N_("{n} of {total} dealt with"),
    "action_founded": N_("{n} of {total} founded"),
    "action_aimed": N_("{n} of {total} with objective"),
    "action_measured": N_("{n} of {total} measured"),
    "kpi_moved": N_("{n} of {total} with action"),
}
LONG: Mapping[str, str] = {
    "objective_served": N_("Objectives that an action serves"),
    "segment_aimed_at": N_("Segments that an objective aims at"),
    "segment_with_journey": N_("Segments with a journey"),
    "journey_with_objective": N_("Journeys that serve an objective"),
    "journey_examined": N_("Journeys where something was found"),
    "finding_answered": N_("Frictions and weaknesses with an action"),
    "action_founded": N_("Actions that answer something found"),
    "action_aimed": N_("Actions that serve an objective"),
    "action_measured": N_("Actions with an indicator"),
    "kpi_moved": N_("Indicators of objectives that an action is measured by"),
}
_HEIGHT = 52


class Heads(Surface):
    """Follows the columns of a scroll area; `asked` carries the questions of one, as a tuple of ids, and the head."""

    asked = Signal(object, object)

    def __init__(self) -> None:
        super().__init__("sheet", name="trace_heads")
        self._covered: Mapping[str, LinkCoverage] = {}
        self._heads = [Head(_ICONS[column], title, self) for column, title in enumerate(column_titles())]
        for column, head in enumerate(self._heads):
            head.setObjectName(f"trace_head_{column}")
            head.clicked.connect(partial(self._ask, column))
        self._scroll: QScrollArea | None = None
        self.setFixedHeight(theme().px(_HEIGHT))

    def show_coverage(self, covered: Mapping[str, LinkCoverage]) -> None:
        """Say where each column holds least; nothing of what there is none of."""
        self._covered = covered
        for column, head in enumerate(self._heads):
            counted = self._counted(column)
            if not counted:
                head.show_state("", "", is_whole=True)
                continue
            least = min(counted, key=lambda each: each.held / each.total)
            words = tr(_SHORT[least.id]).format(n=least.held, total=least.total)
            head.show_state(words, "\n".join(map(sentence, counted)), is_whole=not least.missing)

    def follow(self, scroll: QScrollArea) -> None:
        """Stand over the columns of what this area shows."""
        self._scroll = scroll
        scroll.horizontalScrollBar().valueChanged.connect(lambda _value: self._place())
        scroll.viewport().installEventFilter(self)

    def eventFilter(self, _watched: object, _event: object) -> bool:
        self._place()
        return False

    def _counted(self, column: int) -> list[LinkCoverage]:
        found = (self._covered[question] for question in _QUESTIONS[column])
        return [each for each in found if each.total]

    def _ask(self, column: int, _checked: bool = False) -> None:
        counted = self._counted(column)
        if counted:
            self.asked.emit(tuple(each.id for each in counted), self._heads[column])

    def _place(self) -> None:
        shown = self._scroll.widget() if self._scroll else None
        if self._scroll is None or shown is None or len(self._heads) != COLUMNS:
            return
        scale = theme().scale
        shift = self._scroll.horizontalScrollBar().value()
        for head, (left, width) in zip(self._heads, columns(shown.width() / scale), strict=True):
            head.setGeometry(round(left * scale) - shift, theme().px(4), round(width * scale), theme().px(_HEIGHT - 4))


def sentence(counted: LinkCoverage) -> str:
    """What was counted, as in "Actions with an indicator: 9 of 10"."""
    return tr("{what}: {n} of {total}").format(what=tr(LONG[counted.id]), n=counted.held, total=counted.total)


def column_titles() -> tuple[str, ...]:
    """The names of the six columns."""
    return (tr("Objective"), tr("Segment"), tr("Journey"), tr("Friction or SWOT"), tr("Action"), tr("Indicator"))


class Head(QAbstractButton):
    """Icon and name of a column, and under it how far the chain holds there; a press tells what breaks it."""

    def __init__(self, icon: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon, self._title, self._state, self._is_whole = icon, title, "", True
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(title)

    def show_state(self, words: str, told: str, *, is_whole: bool) -> None:
        """Say how far the chain holds, in a few words, and in the tooltip in full."""
        self._state, self._is_whole = words, is_whole
        self.setAccessibleName(", ".join(filter(None, (self._title, words))))
        self.setAccessibleDescription(told)
        self.setEnabled(bool(words))
        tip(self, "\n".join(filter(None, (": ".join(filter(None, (self._title, words))), told))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(120), theme().px(_HEIGHT - 4))

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), painter_on(self)
        if self.underMouse() and self.isEnabled():
            box(painter, QRectF(self.rect()).adjusted(-4, 0, 4, 0), "hover", radius=look.radius("control"))
        line, side = look.px(20), look.px(16)
        icons.draw(painter, self._icon, QRectF(0, look.px(6) + (line - side) / 2, side, side), "ink2")
        title = QRectF(look.px(22), look.px(6), self.width() - look.px(22), line)
        text(painter, title, self._title, look.font("label"), "ink2", LEFT)
        if self._state:
            place = QRectF(0, look.px(26), self.width(), look.px(18))
            tone = "ink3" if self._is_whole else "warning"
            text(painter, place, self._state, look.font("caption", weight=400 if self._is_whole else 500), tone, LEFT)
