"""The dashboard cut by segment, channel or action: one row a part, its states as a bar; a row leads to its part."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from resources.i18n import current, ntr, tr
from strategy.analysis.dashboard import Figures, Indicator, IndicatorState, Part, figures, parts
from strategy.naming import Naming
from strategy.snapshot import Snapshot
from ui.models.indicators import LOOKS, part_name
from ui.pages.follow_up.state_band import paint_states
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.label import Label, tip
from ui.widgets.paint import LEFT, RIGHT, box, painter_on, text
from ui.widgets.segmented import Segmented
from ui.widgets.surface import Card
from ui.widgets.tab_order import held_by

_ROW = 40
_SAID = (IndicatorState.REVERSED, IndicatorState.BEHIND, IndicatorState.ON_TRACK, IndicatorState.REACHED)


class Breakdown(QWidget):
    """`chosen` carries how the dashboard is cut and the part that was pressed."""

    chosen = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Snapshot | None = None
        self._found: Sequence[Indicator] = ()
        self.setObjectName("dashboard_parts")
        px = theme().px
        options = [(Part.SEGMENT, tr("Segment")), (Part.CHANNEL, tr("Channel")), (Part.TYPE, tr("Type")),
                   (Part.CAMPAIGN, tr("Action"))]  # fmt: skip
        self.by = Segmented(options, small=True, name="dashboard_by", accessible_name=tr("Cut the dashboard by"))
        self.by.changed.connect(lambda _by: self._show())
        head = QHBoxLayout()
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(Label(tr("Part by part"), "heading"))
        note = tr("An indicator that concerns several parts stands in each of them. Press a part to see it alone.")
        titles.addWidget(Label(note, "small", "ink2", wrap=True))
        head.addLayout(titles, 1)
        head.addWidget(self.by, 0, Qt.AlignmentFlag.AlignBottom)
        self._card = Card(margins=(4, 4, 4, 4), name="dashboard_part_rows")
        self._card.body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self._card)

    @property
    def rows(self) -> tuple[PartRow, ...]:
        """One row a part, in order."""
        return tuple(each for each in held_by(self._card.body, self._card) if isinstance(each, PartRow))

    def show_parts(self, snapshot: Snapshot, found: Sequence[Indicator]) -> None:
        """Show the parts of these indicators."""
        self._snapshot, self._found = snapshot, found
        self._show()

    def _show(self) -> None:
        if self._snapshot is None:
            return
        by = Part(str(self.by.value()))
        names = Naming(self._snapshot, current())
        cut = parts(self._snapshot, self._found, by)
        rows = list(self.rows)
        for row in rows[len(cut) :]:
            row.hide()
            self._card.body.removeWidget(row)
            row.deleteLater()
        for place, (part_id, ones) in enumerate(cut.items()):
            if place == len(rows):
                rows.append(PartRow())
                self._card.body.addWidget(rows[place])
                rows[place].pressed_part.connect(partial(self._choose))
            rows[place].show_part(part_id, part_name(self._snapshot, names, by, part_id), figures(ones))

    def _choose(self, part_id: str) -> None:
        self.chosen.emit(Part(str(self.by.value())), part_id)


class PartRow(QAbstractButton):
    """A part by name, its states as a bar with their counts, and the same in words."""

    pressed_part = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.part_id = ""
        self._title, self._words = "", ""
        self._found: Figures | None = None
        self.setObjectName("dashboard_part")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setProperty("ringRadius", theme().radius("control"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.pressed_part.emit(self.part_id))

    def show_part(self, part_id: str, title: str, found: Figures) -> None:
        """Show one part."""
        self.part_id, self._title, self._found = part_id, title, found
        self._words = _in_words(found)
        self.setAccessibleName(f"{title}, {self._words}")
        tip(self, f"{title}\n{self._words}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(480), theme().px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        if self.underMouse():
            box(painter, self.rect(), "hover", radius=look.radius("control"))
        if self._found is None:
            return
        area = QRectF(self.rect()).adjusted(look.px(12), 0, -look.px(12), 0)
        side = look.px(16)
        icons.draw(painter, "chevron-right", QRectF(area.right() - side, area.center().y() - side / 2, side, side),
                   "ink3")  # fmt: skip
        title = QRectF(area.x(), area.y(), area.width() * 0.28, area.height())
        text(painter, title, self._title, look.font("small", weight=500), "ink", LEFT)
        said = QRectF(area.x() + area.width() * 0.66, area.y(), area.width() * 0.34 - side - look.px(8), area.height())
        text(painter, said, self._words, look.font("small", tabular=True), "ink2", RIGHT)
        strip = QRectF(title.right() + look.px(12), area.center().y() - look.px(9), 0, look.px(18))
        strip.setRight(said.x() - look.px(4))
        paint_states(painter, strip, self._found, with_counts=True)


def _in_words(found: Figures) -> str:
    """Such as "2 behind, 1 on track, 7 without reading"."""
    words = current()
    shown = [f"{words.number(found.by_state[each])} {tr(LOOKS[each].word).lower()}" for each in _SAID
             if found.by_state[each]]  # fmt: skip
    rest = found.by_state[IndicatorState.NO_READING] + found.by_state[IndicatorState.NO_TARGET]
    if rest:
        shown.append(ntr("{n} to complete", "{n} to complete", rest).format(n=words.number(rest)))
    return ", ".join(shown)
