"""The dashboard of the follow-up, made to be projected: filters, large figures, one tile an indicator, the parts."""

from __future__ import annotations

import datetime
from dataclasses import astuple
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from resources.i18n import current, tr
from strategy.analysis.dashboard import Indicator, IndicatorState, Part, Scope, figures, indicators, within
from strategy.naming import Naming
from ui.actions import key_text
from ui.document_bridge import DocumentBridge
from ui.models.indicators import goal_words, indicator_facts, part_options
from ui.pages.follow_up.breakdown import Breakdown
from ui.pages.follow_up.state_band import StateBand
from ui.pages.follow_up.tile import LEAST, IndicatorTile
from ui.theme.theme import theme
from ui.widgets.button import Button
from ui.widgets.combo import ComboField
from ui.widgets.empty import EmptyState
from ui.widgets.focus import focus_in_view
from ui.widgets.label import Label
from ui.widgets.panel import ScrollColumn

_GAP, _EMPTY = 12, 440
_STATES = list(IndicatorState)


class Dashboard(ScrollColumn):
    """`opened` carries the indicator whose tile was pressed."""

    opened = Signal(object)
    reading_wanted = Signal()

    def __init__(self, bridge: DocumentBridge, parent: QWidget | None = None) -> None:
        super().__init__(margins=(24, 16, 24, 24), spacing=16, name="dashboard", parent=parent)
        self._bridge = bridge
        self._shown: tuple[Indicator, ...] = ()
        self.filters = {
            Part.SEGMENT: _filter("dashboard_segment", tr("All segments"), tr("Segment")),
            Part.CHANNEL: _filter("dashboard_channel", tr("All channels"), tr("Channel")),
            Part.TYPE: _filter("dashboard_type", tr("All types of action"), tr("Type of action")),
            Part.CAMPAIGN: _filter("dashboard_campaign", tr("All actions"), tr("Action")),
        }
        self.clear = Button(tr("Show all"), "ghost", size="small", icon="x", on_click=self.show_all,
                            name="dashboard_show_all")  # fmt: skip
        self._start = Button(tr("New reading"), "primary", icon="plus", on_click=self.reading_wanted.emit,
                             name="first_reading")  # fmt: skip
        self._start.setEnabled(not bridge.document.is_read_only)
        self._empty = EmptyState(
            tr("Which figures will tell that the plan works?"),
            tr("Give objectives and actions an indicator and a target, or note a first reading."),
            self._start, key_sentence=tr("or press {key}"), key=key_text("new"), ground="sheet",
            name="dashboard_empty",
        )  # fmt: skip
        self._empty.setMinimumHeight(theme().px(_EMPTY))
        self._filters = self._filter_row()
        for widget in (self._empty, self._filters):
            self.add(widget)
        self.band = StateBand()
        self.add(self.band)
        self._none = Label(tr("No indicator here."), "small", "ink3")
        self.add(self._none)
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().px(_GAP))
        self.tiles: list[IndicatorTile] = []
        self.add(self._grid_holder)
        self.parts = Breakdown()
        self.parts.chosen.connect(self.show_part)
        self.add(self.parts)

    @property
    def scope(self) -> Scope:
        """The part of the plan that the filters ask for."""
        values = [_text_or_none(field.value()) for field in self.filters.values()]
        return Scope(*values)

    @property
    def shown(self) -> tuple[Indicator, ...]:
        """The indicators of that part, those that need the team most first."""
        return self._shown

    def follow(self) -> None:
        """Show the plan as it is now, through the filters."""
        snapshot, today = self._bridge.snapshot(), datetime.date.today()
        found = indicators(snapshot, today)
        for by, field in self.filters.items():
            field.set_options(part_options(snapshot, found, by), field.value())
        scope = self.scope
        self._shown = tuple(sorted(within(found, scope), key=_urgency))
        self.clear.setVisible(scope != Scope())
        self.band.show_figures(figures(self._shown))
        self._show_tiles(snapshot_today=today)
        self.parts.show_parts(snapshot, self._shown)
        self.parts.setVisible(bool(self._shown))
        self._none.setVisible(bool(found) and not self._shown)
        self._empty.setVisible(not found)
        for part in (self._filters, self.band, self._grid_holder):
            part.setVisible(bool(found))

    def show_part(self, by: object, part_id: str) -> None:
        """Show one part alone, within the others that are chosen."""
        self.filters[Part(str(by))].set_value(part_id)
        self.follow()
        self.verticalScrollBar().setValue(0)

    def show_scope(self, scope: Scope) -> None:
        """Show this part of the plan."""
        self.follow()
        for field, value in zip(self.filters.values(), astuple(scope), strict=True):
            field.set_value(value)
        self.follow()

    def show_all(self) -> None:
        """Take all filters away."""
        for field in self.filters.values():
            field.set_value(None)
        self.follow()
        self.filters[Part.SEGMENT].setFocus()

    def reveal(self, kpi: str) -> bool:
        """Give the tile of a KPI the focus, without the filters that hide it; False when nothing names the KPI."""
        if not any(one.kpi == kpi for one in self._shown):
            self.show_all()
        place = next((place for place, one in enumerate(self._shown) if one.kpi == kpi), None)
        if place is not None:
            focus_in_view(self.tiles[place])
        return place is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_tiles()

    def _show_tiles(self, *, snapshot_today: datetime.date) -> None:
        snapshot = self._bridge.snapshot()
        names = Naming(snapshot, current())
        while len(self.tiles) > len(self._shown):
            tile = self.tiles.pop()
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        for place, one in enumerate(self._shown):
            facts, hint = indicator_facts(snapshot, names, one, snapshot_today), goal_words(snapshot, names, one)
            if place < len(self.tiles):
                self.tiles[place].show_facts(facts, hint)
            else:
                tile = IndicatorTile(facts, hint)
                tile.clicked.connect(partial(self._open, place))
                self.tiles.append(tile)
        self._place_tiles()

    def _place_tiles(self) -> None:
        """As many columns as fit; the last row keeps their width."""
        px = theme().px
        width = self.viewport().width() - px(48)
        columns = max(1, (width + px(_GAP)) // (px(LEAST) + px(_GAP)))
        for place, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
            self._grid.setColumnMinimumWidth(column, 0)

    def _open(self, place: int, _checked: bool = False) -> None:
        if place < len(self._shown):
            self.opened.emit(self._shown[place])

    def _filter_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().px(8))
        for field in self.filters.values():
            field.chosen.connect(lambda _value: self.follow())
            row.addWidget(field)
        row.addWidget(self.clear)
        row.addStretch(1)
        return holder


def _urgency(one: Indicator) -> tuple[int, bool]:
    """What needs the team most comes first; among equals, what should have been read again."""
    return _STATES.index(one.state), not one.is_overdue


def _filter(name: str, everything: str, title: str) -> ComboField:
    return ComboField(placeholder=everything, clearable=True, name=name, accessible_name=title)


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)
