"""Where the walk of T12 would not come by itself: what opens on a gesture, in a state of the plan, or on a mishap."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragLeaveEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QTabBar, QWidget
from shiboken6 import isValid

from journey.model import FollowUpTrigger, Friction, NodeKind, Opportunity, Segment, Touchpoint
from journey.operations import add_journey, add_segment
from strategy.model import Action, AuditTopic, CapabilityAnswer, FunctionalNeed, KpiReading, Objective, ReadingOrigin
from strategy.operations import add_audit_note, add_need, add_objective, add_reading, set_values
from strategy.plan_file import create_from_rows
from tests.ui.test_longer_dialogs import makers
from tests.windows import in_dialog
from ui.dialogs.forget import ForgetDialog
from ui.dialogs.recovery import RecoveryDialog
from ui.dialogs.set_aside import SetAsideDialog
from ui.messages import Problem, Question, Toast, Way
from ui.pages.objectives.card import ObjectiveCard
from ui.pages.swot.areas import AreaSection
from ui.recent import RecentPlan, remember
from ui.shell.teller import WindowTeller
from ui.widgets.dialog import Dialog
from ui.widgets.drops import carry
from ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from storage.document import Document
    from ui.main_window import MainWindow
    from ui.pages.page import Page

Look = Callable[[QWidget], None]
"""Looks at a widget and all that it shows."""
_LIFETIME = "kpi_cltv_simple"
_MOST_POPUPS, _DEEPEST, _PLANS = 4, 3, 3
_COPY, _MOUSE = Qt.DropAction.CopyAction, QContextMenuEvent.Reason.Mouse
_NONE, _LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton


def remember_plans(folder: Path, nasty: str) -> None:
    """Has the welcome page list plans under such names."""
    for number in range(_PLANS):
        remember(RecentPlan(str(folder / f"{number}.periple"), nasty, nasty))


def furnish(plan: Document, nasty: str) -> None:
    """Brings about what the samples do not have: states in which something more is shown."""
    add_segment(plan, language="en", name=nasty)
    add_audit_note(plan, topic=AuditTopic.STRENGTH, text=nasty)
    add_need(plan, name=plan.all(FunctionalNeed)[0].name)
    add_objective(plan, name=nasty)
    for origin in (ReadingOrigin.BASELINE, ReadingOrigin.FOLLOW_UP):
        add_reading(plan, _LIFETIME, origin=origin, value=1.0, comment=nasty)
    for action in plan.all(Action)[:2]:
        set_values(plan, Action, action.id, {"gain": 9_000.0, "cost": 1_000.0})


class Corners:
    """Goes to each of them in a window with a plan."""

    def __init__(self, window: MainWindow, nasty: str, look: Look, settle: Callable[[], None]) -> None:
        self._window, self._nasty, self._look, self._settle = window, nasty, look, settle
        assert window.bridge is not None
        self._bridge = window.bridge

    def visit(self, folder: Path) -> None:
        """Goes to all of them."""
        self._messages()
        self._dialogs(folder)
        for corner in (
            self._objectives, self._segments, self._journeys, self._comparison, self._canvases, self._swot,
            self._actions, self._readings, self._chain, self._head,
        ):  # fmt: skip
            corner()

    # What is told and asked

    def _messages(self) -> None:
        teller, nasty = WindowTeller(self._window), self._nasty
        for way in (None, Way(nasty, list)):
            teller.show_toast(Toast(nasty, way=way))
            self._look(self._window)
        in_dialog(self._look_over_window)
        teller.show_problem(Problem(nasty, nasty, (Way(nasty, list),), details=nasty, lines=(nasty,)))
        in_dialog(self._look_over_window)
        teller.ask(Question(nasty, nasty, nasty, (nasty,), is_danger=True))

    def _look_over_window(self, dialog: QWidget) -> None:
        for button in dialog.findChildren(QAbstractButton, "problem_show_details"):
            button.click()
        self._look(dialog)
        self._look(self._window)

    def _dialogs(self, folder: Path) -> None:
        window, nasty = self._window, self._nasty
        own: list[Callable[[], Dialog]] = [
            lambda: ForgetDialog(nasty, [nasty], window),
            lambda: SetAsideDialog(nasty, nasty, window),
        ]
        for make in (*makers(window), *own):
            dialog = make()
            dialog.show()
            self._look(dialog)
            dialog.reject()
            dialog.deleteLater()
        dialog = RecoveryDialog(window, *_spoilt(folder / "spoilt.periple", nasty))
        dialog.show()
        self._settle()
        self._look(dialog)
        dialog.reject()
        in_dialog(self._look)
        self._window.actions_of_window["import_returned"].trigger()

    # Pages

    def _page(self, page_id: str) -> Page:
        assert self._window.view is not None
        self._window.view.show_page(page_id)
        self._settle()
        return self._window.view.page

    def _reveal(self, page: Page, kind: str, row_id: str) -> None:
        page.reveal(kind, row_id)
        page.show_panel()
        self._settle()
        self._look(page)

    def _objectives(self) -> None:
        page = self._page("step_1_objectives")
        self._reveal(page, "objective", self._bridge.snapshot().all(Objective)[0].id)
        for card in page.findChildren(ObjectiveCard)[:1]:
            card.edit_field("kpi")
            self._settle()
            self._look(card)
        for chip in page.findChildren(QAbstractButton):
            if chip.objectName() in ("objective_journeys", "objective_frictions", "objective_actions"):
                chip.click()
                self._popups()
        for reading in self._bridge.snapshot().where(KpiReading, kpi=_LIFETIME):
            self._reveal(page, "kpi_reading", reading.id)

    def _segments(self) -> None:
        page = self._page("step_2_segments")
        self._look(page)
        for tabs in page.findChildren(QTabBar):
            tabs.setCurrentIndex(0)  # that of the persona, which the segment of `furnish` does not have
        self._reveal(page, "segment", self._bridge.snapshot().all(Segment)[-1].id)
        self._press(page, "new_segment")

    def _press(self, page: QWidget, name: str) -> None:
        for button in page.findChildren(QAbstractButton, name):
            if button.isVisible():
                button.click()
                self._popups()

    def _popups(self) -> None:
        for _ in range(_MOST_POPUPS):
            QApplication.processEvents()
            popup = QApplication.activePopupWidget()
            if popup is None:
                return
            self._look(popup)
            popup.close()

    def _journeys(self) -> None:
        page = self._page("step_3_journeys")
        for mapped in (Opportunity, FollowUpTrigger):
            self._reveal(page, mapped.__tablename__, self._bridge.snapshot().all(mapped)[0].id)

    def _canvases(self) -> None:
        page = self._page("step_3_journeys")
        point = self._bridge.snapshot().where(Touchpoint, kind=NodeKind.TOUCHPOINT.value)[0]
        for view in ("list", "map", "graph"):
            page.handlers()[f"journey_{view}"]()
            page.reveal("touchpoint", point.id)
            for gesture in ("edit", "add_friction"):
                self._settle()
                page.handlers()[gesture]()
                QApplication.processEvents()
                self._look(page)
                self._popups()
                focus = QApplication.focusWidget()
                if focus is not None:
                    QTest.keyClick(focus, Qt.Key.Key_Escape)
        lone = add_journey(self._bridge.document, language="en", segment_id=None, name=self._nasty)
        self._settle()
        page.reveal("journey", lone)
        page.handlers()["journey_graph"]()
        self._settle()
        self._look(page)

    def _swot(self) -> None:
        page = self._page("step_4_capabilities")
        page.show_panel()
        page.reveal("capability_answer", self._bridge.snapshot().all(CapabilityAnswer)[0].id)
        for area in page.findChildren(AreaSection):
            area.set_open(True)
        self._settle()
        self._look(page)
        self._menus(page)

    def _actions(self) -> None:
        page = self._page("step_5_action_plan")
        for part in ("needs", "levers", "actions"):
            page.show_part(part)
            self._settle()
            self._look(page)
            self._cells(page)
            self._menus(page)
        for zoom in page.findChildren(Segmented, "calendar_zoom"):
            zoom.findChildren(QAbstractButton)[0].click()
            self._settle()
            self._look(page)
        self._drag_over(page)

    def _drag_over(self, page: Page) -> None:
        friction = self._bridge.snapshot().all(Friction)[0]
        mime = carry(Friction.__tablename__, friction.id)
        for area in page.findChildren(QWidget):
            if area.acceptDrops() and area.isVisible():
                QApplication.sendEvent(area, QDragEnterEvent(QPoint(5, 5), _COPY, mime, _LEFT, _NONE))
                self._look(area)
                QApplication.sendEvent(area, QDragLeaveEvent())

    def _readings(self) -> None:
        page = self._page("step_5_action_plan")
        page.show_part("readings")
        for reading in self._bridge.snapshot().where(KpiReading, origin=ReadingOrigin.FOLLOW_UP.value):
            self._reveal(page, "kpi_reading", reading.id)

    def _chain(self) -> None:
        page = self._page("traceability")
        self._press(page, "trace_failing")
        self._settle()
        self._look(page)
        for button in page.findChildren(QAbstractButton):
            if button.isVisible() and button.objectName().startswith("cure_others_"):
                button.click()
                self._popups()
                break

    def _comparison(self) -> None:
        page = self._page("step_3_journeys")
        page.handlers()["journey_compare"]()
        self._settle()
        page.handlers()["next_change"]()
        self._settle()
        self._look(page)
        self._cells(page)
        for tabs in page.findChildren(QTabBar, "compare_tabs"):
            tabs.setCurrentIndex(1)
        self._look(page)

    # What opens over a page

    def _cells(self, page: QWidget) -> None:
        """Opens the editor of each cell of the first row, and leaves it as it was."""
        for view in page.findChildren(QAbstractItemView):
            model = view.model()
            if not view.isVisible() or model is None:
                continue
            for index in _editable(model):
                view.setCurrentIndex(index)
                view.edit(index)
                QApplication.processEvents()
                for editor in view.viewport().findChildren(QWidget, "cell_editor"):
                    self._look(editor)
                    QTest.keyClick(editor, Qt.Key.Key_Escape)

    def _menus(self, page: QWidget) -> None:
        """Asks each sort of widget for its menu."""
        asked: set[tuple[type, str]] = set()
        for widget in page.findChildren(QWidget):
            if not isValid(widget):
                continue
            has_menu = widget.contextMenuPolicy() is Qt.ContextMenuPolicy.CustomContextMenu
            if not widget.isVisible() or not (has_menu or "contextMenuEvent" in vars(type(widget))):
                continue
            sort = (type(widget), widget.objectName() if has_menu else "")
            if sort not in asked:
                asked.add(sort)
                at = widget.rect().center()
                QApplication.sendEvent(widget, QContextMenuEvent(_MOUSE, at, widget.mapToGlobal(at)))
                self._popups()

    def _head(self) -> None:
        assert self._window.view is not None
        self._window.view.rename()
        self._look(self._window)


def _spoilt(path: Path, nasty: str) -> tuple[str, Path]:
    """The id and the file of a plan that is damaged where a name stands: something of it is lost, and listed."""
    before, elsewhere = os.environ["PERIPLE_DATA"], str(path.with_name("elsewhere"))
    os.environ["PERIPLE_DATA"] = elsewhere  # else its log here would tell all
    with create_from_rows(path, []) as plan:
        add_objective(plan, name=f"{nasty} whole")
        add_objective(plan, name=f"{nasty} Known by heart")
    os.environ["PERIPLE_DATA"] = before
    path.write_bytes(path.read_bytes().replace(b"Known by heart", b"Known by HEARt"))
    return plan.plan_id, path


def _editable(model: QAbstractItemModel) -> Iterator[QModelIndex]:
    """Those cells of a table, of the first thing that it has; of a tree those of its first branch."""
    above, is_list = QModelIndex(), isinstance(model, QAbstractListModel)
    for _ in range(_DEEPEST):
        for row in range(min(model.rowCount(above), 1)):
            for column in range(1 if is_list else model.columnCount(above)):
                index = model.index(row, column, above)
                if model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                    yield index
        above = model.index(0, 0, above)
