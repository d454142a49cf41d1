"""What the plan answers and what it leaves open: four rows, each leading to its cure."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from resources.i18n import current, tr
from strategy.analysis import Coverage
from ui.theme import icons
from ui.theme.theme import theme
from ui.widgets.label import Label, tip
from ui.widgets.paint import LEFT, RIGHT, box, painter_on, text

OBJECTIVES, FRICTIONS, OWNERS, LATE = "objectives", "frictions", "owners", "late"
_ICONS = {OBJECTIVES: "target", FRICTIONS: "diamond", OWNERS: "user-x", LATE: "clock"}


class CoverageCell(QWidget):
    """`asked` names the row that was pressed."""

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("action_coverage")
        px = theme().px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(14), px(16), px(12))
        column.setSpacing(px(6))
        column.addWidget(Label(tr("Coverage"), "strong"))
        column.addSpacing(px(2))
        titles = {
            OBJECTIVES: tr("Objectives served"),
            FRICTIONS: tr("Frictions treated"),
            OWNERS: tr("Actions without an owner"),
            LATE: tr("Late actions"),
        }
        self.rows = {key: CoverageRow(titles[key], _ICONS[key], f"coverage_{key}") for key in titles}
        for key, row in self.rows.items():
            row.clicked.connect(partial(self._ask, key))
            column.addWidget(row)
        column.addStretch(1)

    def show_coverage(self, found: Coverage, filtered: str) -> None:
        """Show the figures; `filtered` names the row that the table is filtered by, "" for none."""
        self.rows[OBJECTIVES].show_part(len(found.served_objectives), len(found.objectives))
        self.rows[FRICTIONS].show_part(len(found.treated_frictions), len(found.frictions))
        self.rows[OWNERS].show_count(len(found.without_owner))
        self.rows[LATE].show_count(len(found.late))
        for key, row in self.rows.items():
            row.set_filtering(key == filtered)

    def _ask(self, key: str, _checked: bool = False) -> None:
        self.asked.emit(key)


class CoverageRow(QAbstractButton):
    """An icon on its tint, what is counted, the figure, and the sign that more lies behind."""

    def __init__(self, title: str, icon: str, name: str) -> None:
        super().__init__()
        self._title, self._icon = title, icon
        self._figure = self._rest = ""
        self._is_gap = self._is_filtering = False
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: int, whole: int) -> None:
        """So many of so many."""
        words = current()
        self._say(words.number(part), tr("of {n}").format(n=words.number(whole)), is_gap=part < whole)

    def show_count(self, count: int) -> None:
        """So many that should be none."""
        self._say(current().number(count), "", is_gap=count > 0)

    def set_filtering(self, is_filtering: bool) -> None:
        """Look pressed while the table lists only these."""
        self._is_filtering = is_filtering
        self.setAccessibleDescription(f"{self._figure} {self._rest}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(240), theme().px(40))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().px(180), theme().px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        area = QRectF(self.rect())
        if self._is_filtering:
            box(painter, area, "selected", "primary", radius=look.radius("control"))
        elif self.underMouse():
            box(painter, area, "hover", radius=look.radius("control"))
        side, middle = look.px(28), area.center().y()
        tile = QRectF(area.x() + look.px(4), middle - side / 2, side, side)
        ink, tint = ("warning", "warningTint") if self._is_gap else ("success", "successTint")
        box(painter, tile, tint, radius=look.radius("control"))
        glyph = look.px(16)
        icons.draw(painter, self._icon, QRectF(tile.x() + look.px(6), middle - glyph / 2, glyph, glyph), ink)
        arrow = QRectF(area.right() - look.px(18), middle - glyph / 2, glyph, glyph)
        icons.draw(painter, "x" if self._is_filtering else "chevron-right", arrow, "ink2")
        place = area.adjusted(look.px(44), 0, -look.px(26), 0)
        width = text(painter, place, self._rest, look.font("small", tabular=True), "ink2", RIGHT) if self._rest else 0
        figure = place.adjusted(0, 0, -width - (look.px(4) if width else 0), 0)
        width += text(painter, figure, self._figure, look.font("small", weight=600, tabular=True), "ink", RIGHT)
        text(painter, place.adjusted(0, 0, -width - look.px(16), 0), self._title, look.font("small"), "ink", LEFT)

    def _say(self, figure: str, rest: str, *, is_gap: bool) -> None:
        self._figure, self._rest, self._is_gap = figure, rest, is_gap
        tip(self, f"{self._title}: {figure} {rest}".rstrip())
        self.update()
