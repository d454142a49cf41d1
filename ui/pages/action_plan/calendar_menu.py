"""What the context menu of an action offers for its place in time: progress, what it waits for, what follows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtWidgets import QMenu

from resources.i18n import current, tr
from strategy.analysis.waiting import too_early
from strategy.model import Action, ActionDependency
from strategy.naming import Naming
from strategy.operations import tell_progress, unlink
from ui.document_bridge import DocumentBridge
from ui.pages.action_plan.following import move_following
from ui.pages.action_plan.table import ActionTable
from ui.theme.icons import icon

_PERCENTS = (0, 25, 50, 75, 100)


def add_calendar_entries(menu: QMenu, bridge: DocumentBridge, table: ActionTable, at: QPoint) -> None:
    """Append them to the menu of the current action, and those of the arrow under the pointer, if there is one."""
    here = table.current
    facts = table.tree.facts(here.action_id) if here else None
    if facts is None:
        return
    menu.addSeparator()
    inner = menu.addMenu(icon("circle-dot"), tr("Progress"))
    inner.setObjectName("progress_menu")
    for percent in (None, *_PERCENTS):
        words = tr("Not told") if percent is None else current().percentage(percent, 0)
        entry = inner.addAction(words)
        entry.setCheckable(True)
        entry.setChecked(facts.progress == percent)
        entry.triggered.connect(partial(_tell, bridge, facts.id, percent))
    needed = menu.addAction(icon("spline"), tr("Waits for…"))
    needed.setObjectName("menu_waits_for")
    needed.triggered.connect(table.choose_needed)
    snapshot = bridge.snapshot()
    if any(facts.id in (each.action_id, each.needs_action_id) for each in too_early(snapshot)):
        follow = menu.addAction(icon("calendar-clock"), tr("Move the following actions"))
        follow.setObjectName("menu_follow")
        follow.triggered.connect(lambda: move_following(bridge, facts.id))
    arrow = table.arrows.at(QPointF(at))
    if arrow is not None:
        names = Naming(snapshot, current())
        ends = (arrow.action_id, arrow.needs_action_id)
        action, needed_one = (names.code(snapshot.get(Action, each)) for each in ends)
        cut = menu.addAction(icon("x"), tr("{action} no longer waits for {needed}").format(
            action=action, needed=needed_one
        ))  # fmt: skip
        cut.setObjectName("menu_cut")
        cut.triggered.connect(lambda: bridge.attempt(lambda: unlink(bridge.document, ActionDependency, *ends)))


def _tell(bridge: DocumentBridge, action_id: str, percent: int | None, _checked: bool = False) -> None:
    bridge.attempt(lambda: tell_progress(bridge.document, action_id, percent))
