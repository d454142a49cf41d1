"""The bar above the table of actions: what starts too early and its cure, the critical path, milestones, zoom."""

from __future__ import annotations

import datetime
import sys

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.i18n import current, tr
from strategy.analysis.scheduling import Schedule, schedule
from strategy.analysis.waiting import too_early
from strategy.model import Action
from strategy.naming import Naming
from ui.document_bridge import DocumentBridge
from ui.latest import Latest
from ui.models.timeline import Zoom
from ui.pages.action_plan.following import conflict_words, move_following
from ui.pages.action_plan.milestones import milestones_menu
from ui.pages.action_plan.table import ActionTable
from ui.theme.theme import theme
from ui.widgets.announce import announce
from ui.widgets.button import Button, IconButton
from ui.widgets.label import ElidedLabel, tip
from ui.widgets.segmented import Segmented
from ui.widgets.signs import Glyph
from ui.widgets.surface import Surface

_HEIGHT, _WIDE = 40, 1080
_SMALL = 200
"""Actions whose path is found at once."""


class CalendarBar(Surface):
    """Works on one table. `folded` tells whether what is above the bar is to be put away."""

    folded = Signal(bool)

    def __init__(self, bridge: DocumentBridge, table: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__("sheet", lines=("bottom",), name="calendar_bar", parent=parent)
        self._bridge, self._table = bridge, table
        self._latest = Latest(self)
        self._latest.came.connect(self._show_path)
        self.is_folded = False
        self._fold = IconButton("chevron-up", tr("Hide the summary"), size="small", name="calendar_fold",
                                on_click=self._turn_fold)  # fmt: skip
        self._sign = Glyph("triangle-alert", "danger")
        self._words = ElidedLabel("", "small", "danger", name="calendar_conflict")
        self._cure = Button(tr("Move the following actions"), "secondary", size="small", name="apply_following",
                            on_click=lambda: move_following(bridge))  # fmt: skip
        self._path_words = ElidedLabel("", "caption", "ink2", name="critical_words")
        self._critical = Button(tr("Critical path"), "ghost", size="small", icon="route", name="critical_path",
                                accessible_name=tr("Critical path"))  # fmt: skip
        self._critical.setCheckable(True)
        self._critical.toggled.connect(lambda _on: self.follow())
        self._turns = Button(tr("Milestones"), "ghost", size="small", icon="diamond", trailing_icon="chevron-down",
                             name="milestones", accessible_name=tr("Milestones"),
                             on_click=self._offer_turns)  # fmt: skip
        zooms = [(Zoom.MONTH, tr("Month")), (Zoom.QUARTER, tr("Quarter")), (Zoom.YEAR, tr("Year"))]
        self.zoom = Segmented(zooms, Zoom.YEAR, small=True, name="calendar_zoom",
                              accessible_name=tr("Time shown in the calendar"))  # fmt: skip
        self.zoom.changed.connect(lambda zoom: table.time.show(Zoom(str(zoom))))
        table.tree.time_shown.connect(lambda: self.zoom.set_value(table.tree.timeline.zoom))
        row = self._row = QHBoxLayout(self)
        widgets: tuple[QWidget, ...] = (self._fold, self._sign, self._words, self._cure, self._path_words,
                                        self._critical, self._turns, self.zoom)  # fmt: skip
        for widget in widgets:
            row.addWidget(widget)
        row.insertStretch(widgets.index(self._path_words), 1)
        theme().changed.connect(self._resize)
        self._resize()

    def follow(self) -> None:
        """Say what the plan now is, and find the path again if it is shown."""
        snapshot = self._bridge.snapshot()
        found = too_early(snapshot)
        self._words.setText(conflict_words(snapshot, found))
        for widget in (self._sign, self._words, self._cure):
            widget.setVisible(bool(found))
        self._cure.setEnabled(not self._bridge.document.is_read_only)
        if not self._critical.isChecked():
            self._show_path(None)
            return
        is_quick = "networkx" in sys.modules and len(snapshot.all(Action)) <= _SMALL
        today = datetime.date.today()
        self._latest.ask(lambda: schedule(snapshot, today), at_once=is_quick)

    def _show_path(self, found: object) -> None:
        """Stress the path in the calendar and say it in words."""
        shown = found if isinstance(found, Schedule) and self._critical.isChecked() else None
        self._table.tree.slack = {each.action_id: each.slack_days for each in shown.slots.values()} if shown else {}
        self._table.show_critical(shown.critical if shown else None)
        words = _path_words(self._bridge, shown) if shown else ""
        self._path_words.setText(words)
        self._path_words.setVisible(bool(words))
        if words:
            announce(self._critical, words)

    def _turn_fold(self) -> None:
        self.is_folded = not self.is_folded
        self._fold.set_icon("chevron-down" if self.is_folded else "chevron-up")
        self._fold.set_label(tr("Show the summary") if self.is_folded else tr("Hide the summary"))
        self.folded.emit(self.is_folded)

    def _offer_turns(self) -> None:
        menu = milestones_menu(self._bridge, self, self._table.tree.timeline.middle)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._turns.mapToGlobal(QPoint(0, self._turns.height())))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._critical.isChecked():
            self.follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._latest.leave()  # the window may be closing: a thread must not outlive what it answers to

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme().px(_WIDE)
        for button, words in ((self._critical, tr("Critical path")), (self._turns, tr("Milestones"))):
            button.setText("" if is_narrow else words)
            button.updateGeometry()
            tip(button, words if is_narrow else "")

    def _resize(self) -> None:
        px = theme().px
        self.setFixedHeight(px(_HEIGHT))
        self._row.setContentsMargins(px(16), 0, px(12), px(1))
        self._row.setSpacing(px(8))


def _path_words(bridge: DocumentBridge, found: Schedule) -> str:
    """The critical path by its codes, and when the plan has its whole effect."""
    if not found.path or found.effect is None:
        return ""
    snapshot = bridge.snapshot()
    names = Naming(snapshot, current())
    codes = names.codes(row for each in found.path if (row := snapshot.get(Action, each)))
    return tr("{codes}: whole effect on {day}").format(codes=codes, day=current().date(found.effect))
