"""The large figures of the dashboard: how many indicators stand where, the way covered, readings that are late."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from resources.i18n import current, ntr, tr
from strategy.analysis.dashboard import Figures, IndicatorState
from ui.models.indicators import LOOKS
from ui.pages.follow_up.tile import large_font
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.label import plain_tip
from ui.widgets.paint import LEFT, box, line, painter_on, text

_HEIGHT = 134
_SHOWN_IF_ANY = (IndicatorState.NO_TARGET,)
_ORDER = (
    IndicatorState.REACHED, IndicatorState.ON_TRACK, IndicatorState.BEHIND, IndicatorState.REVERSED,
    IndicatorState.NO_TARGET, IndicatorState.NO_READING,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Cell:
    """One figure: its sign, its word, the figure, what it is of."""

    icon: str
    word: str
    figure: str
    note: str
    tone: str


class StateBand(QWidget):
    """One card cut into cells, over a bar whose parts are the states."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Figures | None = None
        self._cells: list[_Cell] = []
        self.setObjectName("dashboard_figures")
        self.setAccessibleName(tr("Indicators by state"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figures(self, found: Figures) -> None:
        """Show what the dashboard counts now."""
        self._found, self._cells = found, _cells(found)
        self.setAccessibleDescription(", ".join(f"{each.word}: {each.figure} {each.note}" for each in self._cells))
        self.update()

    @property
    def words(self) -> dict[str, str]:
        """The figures by their words."""
        return {each.word: each.figure for each in self._cells}

    def sizeHint(self) -> QSize:
        return QSize(theme().px(640), theme().px(_HEIGHT))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._cells:
            place = event.pos().x() * len(self._cells) // max(1, self.width())
            cell = self._cells[min(len(self._cells) - 1, max(0, place))]
            QToolTip.showText(event.globalPos(), plain_tip(f"{cell.word}: {cell.figure} {cell.note}".rstrip()), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        box(painter, self.rect(), "raised", "line", radius=look.radius("card"))
        if not self._cells or self._found is None:
            return
        area = QRectF(self.rect()).adjusted(0, look.px(14), 0, -look.px(38))
        width = area.width() / len(self._cells)
        for place, cell in enumerate(self._cells):
            room = QRectF(area.x() + place * width, area.y(), width, area.height())
            if place:
                line(painter, room.topLeft(), room.bottomLeft(), "line")
            self._paint_cell(painter, room.adjusted(look.px(16), 0, -look.px(8), 0), cell)
        margin = look.px(16)
        strip = QRectF(self.rect()).adjusted(margin, self.height() - look.px(24), -margin, -look.px(12))
        paint_states(painter, strip, self._found)

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: _Cell) -> None:
        look = theme()
        side = look.px(16)
        head = QRectF(area.x(), area.y(), area.width(), look.px(20))
        icons.draw(painter, cell.icon, QRectF(head.x(), head.center().y() - side / 2, side, side), cell.tone)
        text(painter, head.adjusted(look.px(22), 0, 0, 0), cell.word, look.font("small", weight=500), "ink2", LEFT)
        font = large_font(cell.figure, area.width(), 44)
        place = QRectF(area.x(), area.y() + look.px(24), area.width(), look.px(54))
        taken = text(painter, place, cell.figure, font, cell.tone, LEFT)
        note = QRectF(area.x() + taken + look.px(8), place.bottom() - look.px(26), area.width() - taken - look.px(8),
                      look.px(18))  # fmt: skip
        if look.text_width("small", cell.note) <= note.width():
            text(painter, note, cell.note, look.font("small", tabular=True), "ink3", LEFT)


def paint_states(painter: QPainter, area: QRectF, found: Figures, *, with_counts: bool = False) -> None:
    """A bar whose parts are the states in their order, with a gap between them; a part without target is hollow."""
    look, gap = theme(), theme().px(3)
    shown = [(state, found.by_state[state]) for state in _ORDER if found.by_state[state]]
    if not shown:
        box(painter, area, "line", radius=area.height() / 2)
        return
    unit = (area.width() - gap * (len(shown) - 1)) / found.total
    left = area.x()
    for state, count in shown:
        part = QRectF(left, area.y(), unit * count, area.height())
        tone = LOOKS[state].tone
        is_hollow = tone == "ink2"
        radius = look.radius("chip")
        box(painter, part, "sunken" if is_hollow else tone, "control" if is_hollow else None, radius=radius)
        words = current().number(count)
        if with_counts and look.text_width("caption", words, weight=600) + look.px(8) <= part.width():
            ink = "ink2" if is_hollow else "sheet"
            middle = QPointF(part.center().x() - look.text_width("caption", words, weight=600) / 2, part.y())
            place = QRectF(middle.x(), part.y(), part.width(), part.height())
            text(painter, place, words, look.font("caption", weight=600, tabular=True), ink, LEFT)
        left = part.right() + gap


def _word(state: IndicatorState) -> str:
    """A word short enough for a cell."""
    return tr("Reached") if state is IndicatorState.REACHED else tr(LOOKS[state].word)


def _cells(found: Figures) -> list[_Cell]:
    words = current()
    of_all = tr("of {n}").format(n=words.number(found.total))
    shown = [state for state in _ORDER if found.by_state[state] or state not in _SHOWN_IF_ANY]
    cells = [
        _Cell(LOOKS[state].icon, _word(state), words.number(found.by_state[state]), of_all,
              LOOKS[state].tone if found.by_state[state] else "ink3")
        for state in shown
    ]  # fmt: skip
    late = ntr("reading", "readings", found.overdue)
    cells.append(_Cell("calendar-clock", tr("Overdue"), words.number(found.overdue), late,
                       "danger" if found.overdue else "ink3"))  # fmt: skip
    way = "–" if found.progress is None else words.percent(found.progress, 0)
    cells.append(_Cell("gauge", tr("Way covered"), way, "", "ink" if found.progress is not None else "ink3"))
    return cells
