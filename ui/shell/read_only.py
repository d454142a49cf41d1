"""A plan open for reading only: whatever would change it is locked, and says why.

Pages disable what they can from the start. This walks the page on screen after each change of it, so that panels and
cards made later are covered too, and gives every locked control the same explanation.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from resources.i18n import tr
from ui.pages.objectives.segments_button import SegmentsButton
from ui.widgets.checks import CheckBox
from ui.widgets.combo import ComboField
from ui.widgets.dashed import DashedCard
from ui.widgets.inline import InlineEdit
from ui.widgets.label import tip
from ui.widgets.picks import PicksField
from ui.widgets.scale import AnswerScale
from ui.widgets.segmented import Segmented

_FIELDS = (ComboField, CheckBox, PicksField, AnswerScale, Segmented, SegmentsButton, DashedCard)
ONLY_SHOW = frozenset({
    "journey_picker", "journey_kind", "touchpoint_filter", "trace_segment", "library_search", "levers_filter",
    "levers_family", "levers_segment", "tools_category", "persona_choice", "notes_filter", "objectives_view",
    "action_tabs", "action_grouping", "calendar_zoom", "budget_by", "what_if_friction", "friction_order",
    "compare_mode", "compare_mode_several", "economics_view", "best_budget", "best_days", "best_aim", "best_pins",
    "best_under_way", "best_with_dropped", "best_owners", "follow_up_view", "dashboard_segment", "dashboard_channel",
    "dashboard_type", "dashboard_campaign", "dashboard_by", "cross_first", "cross_second",
})  # fmt: skip
"""Fields that choose what is shown: they stay of use."""
_CHANGING = re.compile(
    r"(add|apply|cure|panel_add|send|rate|new|delete|remove|duplicate|choose|derive|start_to|scale|offer|first|empty_new|unknown|not_applicable|face)_"
    r"|.*_(choose|delete|remove)$"
    r"|(notes_new|notes_first|from_frictions|action_from_lever|trace_create_actions|statement_area|statement_links"
    r"|no_action|step_banner_change|step_banner_shown_dismiss|persona_more|criterion_(menu|values)|budget_line|pool_needs"
    r"|set_links)$"
)
"""Names of buttons that change the plan."""


class ReadOnlyLock(QObject):
    """Locks the page that a stack shows, now and whenever it may have grown new controls."""

    def __init__(self, stack: QStackedWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._stack = stack
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.lock)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def lock_soon(self) -> None:
        """Look again once the page has settled."""
        self._soon.start()

    def lock(self) -> None:
        """Lock what changes the plan on the page shown."""
        page = self._stack.currentWidget()
        if page is None:
            return
        for widget in page.findChildren(QWidget):
            if widget.window() is page.window():  # a list that pops up filters what it shows, no more
                _lock(widget)
            if isinstance(widget, QTabBar) and not widget.property("isWatched"):
                widget.setProperty("isWatched", True)
                widget.currentChanged.connect(self.lock_soon)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A control is reached by the focus before it can be used: one made since the last look is locked in time."""
        if now is not None and self._stack.isAncestorOf(now):
            while now is not None and now is not self._stack:  # a part is locked with the control that it belongs to
                _lock(now)
                now = now.parentWidget()
            self.lock_soon()


def _lock(widget: QWidget) -> None:
    if widget.objectName() in ONLY_SHOW:
        return
    if isinstance(widget, InlineEdit):
        widget.set_read_only(True)
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        widget.setReadOnly(True)
    elif isinstance(widget, _FIELDS) or (isinstance(widget, QAbstractButton) and _CHANGING.match(widget.objectName())):
        widget.setEnabled(False)
    else:
        return
    tip(widget, tr("This plan is open for reading only here."))
