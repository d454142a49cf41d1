"""How actions rank: weights, bands and thresholds that the team may set, with the ranking that follows at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from journey.own_values import OwnValue, adjustables
from resources.i18n import current, tr
from storage.base import link_id
from strategy.analysis import ActionScore, rank_actions
from strategy.model import Action
from strategy.naming import Naming
from strategy.operations import reset_ranking, set_own_value
from strategy.ranking import BAND_ENDS, HIGH_IMPACT, LOW_EFFORT, WEIGHTS, Ranking
from strategy.value_names import value_name
from ui.document_bridge import DocumentBridge
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.dialog import WIDE, Dialog
from ui.widgets.label import Label, plain_tip
from ui.widgets.number import NumberField
from ui.widgets.paint import LEFT, RIGHT, line, painter_on, text
from ui.widgets.panel import ScrollColumn

_ROW, _FIELD, _HEIGHT = 30, 96, 420
_WHOLE = (HIGH_IMPACT, LOW_EFFORT)


class RankingDialog(Dialog):
    """Fields at the left, the actions as they rank at the right. Changes are in the plan at once."""

    def __init__(self, bridge: DocumentBridge, parent: QWidget) -> None:
        super().__init__(tr("How actions rank"), parent, width=WIDE, closable=True, name="ranking")
        self._bridge = bridge
        self._fields: dict[tuple[str, str], NumberField] = {}
        formula = tr("Score = impact × weight of the best segment ÷ effort. An empty field takes the method’s value.")
        self.body.addWidget(Label(formula, "small", "ink2", wrap=True, name="ranking_formula"))
        row = QHBoxLayout()
        row.setSpacing(theme().px(32))
        row.addLayout(self._left(), 4)
        self._ranks = RankList()
        scroll = ScrollColumn(margins=(0, 0, 8, 0), spacing=0, name="ranking_scroll")
        scroll.setFixedHeight(theme().px(_HEIGHT))
        scroll.add(self._ranks)
        row.addWidget(scroll, 5)
        self.body.addLayout(row)
        self._reset = Button(tr("Back to the method’s values"), "ghost", icon="undo-2", name="ranking_reset",
                             on_click=lambda: bridge.attempt(lambda: reset_ranking(bridge.document)))  # fmt: skip
        self.buttons.insertWidget(0, self._reset)
        self.add_button(Button(tr("Close"), "primary", name="ranking_done"), rejects=True)
        bridge.changed.connect(self._follow)
        self._follow()

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme().px(8))
        groups = ((tr("Weight of segments"), WEIGHTS), (tr("Effort, from person-days"), BAND_ENDS),
                  (tr("Quadrants"), _WHOLE))  # fmt: skip
        for title, values in groups:
            column.addWidget(Label(title, "strong"))
            grid = QGridLayout()
            grid.setHorizontalSpacing(theme().px(12))
            grid.setVerticalSpacing(theme().px(6))
            grid.setColumnStretch(0, 1)
            for place, value in enumerate(values):
                self._add_field(grid, place, value)
            column.addLayout(grid)
        words = tr("A band ends before the one below it: no action falls into it.")
        self._warning = Label(words, "small", "warning", wrap=True, name="ranking_warning")
        column.addWidget(self._warning)
        column.addStretch(1)
        return column

    def _add_field(self, grid: QGridLayout, place: int, value: tuple[str, str]) -> None:
        known = adjustables()[link_id(*value)]
        name = value_name(known, current())
        field = NumberField(
            minimum=known.low, maximum=known.high, decimals=0 if value in _WHOLE else 2,
            step=0.1 if value in WEIGHTS else 1, placeholder=current().number(known.given),
            name=f"ranking_{'_'.join(value)}", accessible_name=name,
        )  # fmt: skip
        field.setFixedWidth(theme().px(_FIELD))
        field.setEnabled(not self._bridge.document.is_read_only)
        field.committed.connect(partial(self._store, value))
        self._fields[value] = field
        grid.addWidget(Label(name, "small", wrap=True), place, 0)
        grid.addWidget(field, place, 1, Qt.AlignmentFlag.AlignTop)

    def _store(self, value: tuple[str, str], number: float | None) -> None:
        document = self._bridge.document
        if not self._bridge.attempt(lambda: set_own_value(document, *value, number)):
            self._follow()

    def _follow(self) -> None:
        snapshot = self._bridge.snapshot()
        own = {value: snapshot.get(OwnValue, link_id(*value)) for value in self._fields}
        for value, field in self._fields.items():
            row = own[value]
            field.set_value(None if row is None else row.value)
        self._reset.setEnabled(any(own.values()) and not self._bridge.document.is_read_only)
        self._warning.setVisible(Ranking.of(snapshot).has_empty_band)
        names = Naming(snapshot, current())
        rows = [(each, snapshot.get(Action, each.action_id)) for each in rank_actions(snapshot)]
        self._ranks.show_ranks(
            [(each, f"{names.code(row)}  {names.title(row)}") for each, row in rows if row is not None]
        )


class RankList(QWidget):
    """The actions with their rank, score and quadrant."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ranking_list")
        self.setAccessibleName(tr("Ranking of the actions"))
        self.lines: list[tuple[ActionScore, str]] = []

    def show_ranks(self, lines: list[tuple[ActionScore, str]]) -> None:
        """Show the actions in this order."""
        self.lines = lines
        words = (
            f"{each.rank} {name} {current().number(each.score, 2)}" for each, name in lines if each.score is not None
        )
        self.setAccessibleDescription(", ".join(words))
        self.setFixedHeight(max(1, len(lines)) * theme().px(_ROW))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().px(360), max(1, len(self.lines)) * theme().px(_ROW))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.lines:
            place = event.pos().y() // theme().px(_ROW)
            QToolTip.showText(event.globalPos(), plain_tip(self.lines[min(place, len(self.lines) - 1)][1]), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = painter_on(self), theme()
        px, words, figures = look.px, current(), look.font("small", weight=600, tabular=True)
        for place, (each, name) in enumerate(self.lines):
            row = QRectF(0, place * px(_ROW), self.width(), px(_ROW))
            has_score = each.score is not None
            rank = words.number(each.rank) if has_score else "–"
            text(painter, QRectF(row.x(), row.y(), px(24), row.height()), rank, figures, "ink2", RIGHT)
            quadrant = words.label(each.quadrant) if each.quadrant else tr("Impact or effort to set")
            end = row.adjusted(row.width() - px(132), 0, 0, 0)
            text(painter, end, quadrant, look.font("caption"), "ink2" if each.quadrant else "warning", LEFT)
            score = QRectF(end.x() - px(60), row.y(), px(48), row.height())
            text(painter, score, words.number(each.score, 2) if has_score else "–", figures, "ink", RIGHT)
            text(painter, row.adjusted(px(36), 0, -px(132 + 64), 0), name, look.font("small"), "ink", LEFT)
            line(painter, row.bottomLeft(), row.bottomRight(), "line")
