"""The window: the welcome screen, or one open plan. It assembles; pages show and operations act."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.i18n import current, tr, use_language
from ui.actions import ActionSet, EnabledWhen
from ui.messages import messages
from ui.pages.welcome.page import WelcomePage
from ui.settings import settings
from ui.shell.lately import Lately
from ui.shell.teller import WindowTeller
from ui.theme.theme import theme

if TYPE_CHECKING:
    from storage.document import Document
    from ui.document_bridge import DocumentBridge
    from ui.shell.plan_view import PlanView

_SMALLEST = (1100, 700)
_USUAL = (1440, 900)


class MainWindow(QWidget):
    """One window of the program, on one plan at most."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self.bridge: DocumentBridge | None = None
        self.view: PlanView | None = None
        self._content: QWidget | None = None
        self.actions_of_window = ActionSet(self)
        self.actions_of_window.path_wanted.connect(lambda path: self.open_plan(Path(path)))
        self.lately = Lately()
        self.actions_of_window.ran.connect(self.lately.note_ran)
        self.actions_of_window.ran.connect(self._commit_typed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._bind()
        self._teller = WindowTeller(self)
        messages().use(self._teller)
        theme().changed.connect(self._resize_least)
        self._resize_least()
        self.resize(*_fitting(_USUAL))

    # Plans

    def open_plan(self, path: Path, *, takes_over: bool = False) -> bool:
        """Open a plan in this window, in place of the one that is open; False when it could not be opened."""
        from ui.shell.opening import is_open_in, open_document

        if is_open_in(self, path):
            return True
        document = open_document(path, self, takes_over=takes_over)
        if document is None:
            return False
        self.show_document(document)
        return True

    def show_document(self, document: Document) -> None:
        """Show an open plan; the one before is closed, with nothing to save."""
        from ui.document_bridge import DocumentBridge

        self._let_go()
        by_keys = self.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        self.bridge = DocumentBridge(document, self)
        self.bridge.changed.connect(self._show_title)
        self.bridge.changed.connect(self._teller.plan_changed)
        self.bridge.changed.connect(self.lately.note_changes)
        self.bridge.went_to.connect(self.lately.note_seen)
        self.bridge.history_cut.connect(self.lately.forget_plan)
        # Once the gesture that failed is over: its page must not go while it runs.
        later = Qt.ConnectionType.QueuedConnection
        self.bridge.copy_wanted.connect(self.actions_of_window["save_copy"].trigger, later)
        self.bridge.rescue_wanted.connect(self._go_on_in_copy, later)
        self.bridge.cycle_wanted.connect(self.actions_of_window["new_cycle"].trigger, later)
        self.bridge.reopening_wanted.connect(self._open_again, later)
        settings().plans_folder = document.path.parent
        view = self._show_plan(self.bridge)
        view.focus_page(by_keys=by_keys)
        view.settled.connect(self._remember, Qt.ConnectionType.SingleShotConnection)
        view.settled.connect(self.bridge.get_ready, Qt.ConnectionType.SingleShotConnection)

    def close_plan(self) -> None:
        """Close the plan and show the welcome screen."""
        self._let_go()
        self.show_welcome()

    def show_welcome(self) -> None:
        """Show the first screen."""
        welcome = WelcomePage(self.actions_of_window)
        welcome.plan_wanted.connect(lambda path: self.open_plan(Path(path)))
        welcome.sample_wanted.connect(self.create_sample)
        welcome.language_wanted.connect(self.set_language, Qt.ConnectionType.QueuedConnection)
        self._show(welcome)
        self.view = None
        self.actions_of_window.set_conditions({EnabledWhen.ALWAYS}, {})
        self._show_title()

    def create_sample(self, sample: str) -> None:
        """Make a plan of the user's own from a sample, and open it."""
        from strategy.plan_file import create_from_sample
        from ui.shell.files import ask_where, create_document, free_name

        names = {"saas": tr("Subscription software"), "bank": tr("Retail bank"), "shop": tr("Online shop")}
        path = ask_where(self, free_name(settings().plans_folder, names[sample]))
        if path is None:
            return
        document = create_document(lambda: create_from_sample(path, sample, current().language))
        if document is not None:
            self.show_document(document)

    # Language and theme

    def set_language(self, language: str) -> None:
        """Switch the language of the window at once: everything on it is built again."""
        if language == current().language:
            return
        settings().language = language
        use_language(language)
        self.actions_of_window.retranslate()
        self.build_again()

    def build_again(self) -> None:
        """Build what is shown anew: texts, and lengths of layouts, are read once."""
        if self.bridge is None:
            self.show_welcome()
        else:
            self._commit_typed()
            self._show_plan(self.bridge)

    def toggle_theme(self) -> None:
        """Light when it is dark, dark when it is light; from then on, whatever the system does."""
        settings().theme_mode = "light" if theme().is_dark else "dark"
        theme().set_mode(settings().theme_mode)

    # Events

    def closeEvent(self, event: QCloseEvent) -> None:
        self._let_go()
        messages().use(None)
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from ui.shell.dropped import dropped_file

        if dropped_file(event, self) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        from ui.shell.dropped import dropped_file, take_file

        path = dropped_file(event, self)
        if path is not None:
            event.acceptProposedAction()
            # The source program waits for the end of the drop: open after it.
            QTimer.singleShot(0, self, lambda: take_file(self, path))

    # Inside

    def _open_again(self) -> None:
        """What is on screen is behind the file: read it from the start."""
        if self.bridge is not None:
            path = self.bridge.document.path
            self.close_plan()
            self.open_plan(path)

    def _go_on_in_copy(self) -> None:
        """The file is gone, and with it what a copy beside it would be a copy of: the work goes on in another one."""
        from ui.shell.recovering import save_and_open_copy

        save_and_open_copy(self)

    def _take_over(self) -> None:
        """Write in a plan that another window may still have, once the user knows what that means."""
        from ui.shell.opening import take_over

        owner = self.bridge.document.lock_owner if self.bridge is not None else None
        if self.bridge is not None and owner is not None and take_over(owner):
            path = self.bridge.document.path
            self.close_plan()
            self.open_plan(path, takes_over=True)

    def _bind(self) -> None:
        from ui.shell import commands

        self.actions_of_window.bind(commands.handlers(self))

    def _show_plan(self, bridge: DocumentBridge) -> PlanView:
        from ui.shell.plan_view import PlanView

        page_id = self.view.page_id if self.view is not None else "step_1_objectives"
        standing = self.view.page.standing() if self.view is not None else None
        self.view = PlanView(bridge, self.actions_of_window, page_id, self)
        self.view.page.stand_on(standing)
        # Queued: after an arrow, Qt still gives the focus to the choice, which must not be gone by then.
        self.view.language_wanted.connect(self.set_language, Qt.ConnectionType.QueuedConnection)
        self.view.take_over_wanted.connect(self._take_over, Qt.ConnectionType.QueuedConnection)
        self._show(self.view)
        self._show_title()
        return self.view

    def _show(self, content: QWidget) -> None:
        before, self._content = self._content, content
        is_welcome = self.bridge is None
        self.setBackgroundRole(QPalette.ColorRole.Base if is_welcome else QPalette.ColorRole.Window)
        self._column.addWidget(content)
        if before is not None:
            content.show()
            self._move_focus(before, content)
            before.hide()
            self._column.removeWidget(before)
            before.deleteLater()

    def _move_focus(self, before: QWidget, content: QWidget) -> None:
        """To the control of the same name, if there is one: a switch of language builds everything again."""
        focused: QWidget | None = self.focusWidget()
        if focused is None or not before.isAncestorOf(focused):
            return
        focused.clearFocus()
        while focused is not None and focused is not before:  # an editor has no twin, but the table that it lies in has
            name = focused.objectName()
            twin = content.findChild(QWidget, name) if name else None
            if twin is not None and twin.focusPolicy() != Qt.FocusPolicy.NoFocus:
                twin.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            focused = focused.parentWidget()

    def _commit_typed(self, action_id: str = "") -> None:
        """Have what stands in a field on screen be in the plan, before an action or before the plan is let go."""
        from ui.shell.typed import KEEP_TYPING, commit_typed

        if self.bridge is not None and action_id not in KEEP_TYPING:
            commit_typed(self)

    def _let_go(self) -> None:
        self._commit_typed()
        bridge, self.bridge = self.bridge, None
        if bridge is None:
            return
        from ui.shell.finding import leave_search
        from ui.shell.memory import remember_plan

        remember_plan(bridge)
        self.lately.forget_plan()
        leave_search(bridge)
        bridge.changed.disconnect(self._show_title)
        bridge.close()
        bridge.deleteLater()
        self.view = None

    def _remember(self) -> None:
        from ui.shell.memory import remember_plan

        if self.bridge is not None:
            remember_plan(self.bridge)

    def _show_title(self) -> None:
        name = self.bridge.plan().name if self.bridge is not None else ""
        self.setWindowTitle(f"{name} – Périple" if name else "Périple")

    def _resize_least(self) -> None:
        self.setMinimumSize(*_fitting((theme().px(_SMALLEST[0]), theme().px(_SMALLEST[1]))))


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    """No larger than the screen."""
    room = QGuiApplication.primaryScreen().availableGeometry()
    return min(size[0], room.width()), min(size[1], room.height())
