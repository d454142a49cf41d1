"""Tells the user what `ui.messages` has to say, over the window that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from resources.i18n import tr
from ui.actions import key_text
from ui.messages import Problem, Question, Teller, Toast

if TYPE_CHECKING:
    from ui.widgets.toast import ToastHost


class WindowTeller(Teller):
    """Toasts at the foot of the window, problems and questions over a scrim."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._toasts: ToastHost | None = None
        self._offers_undo = False

    def show_toast(self, toast: Toast) -> None:
        """Show a notice in place of the one before."""
        from ui.widgets.toast import ToastHost

        if self._toasts is None:
            self._toasts = ToastHost(self._window)
        way = toast.way
        self._offers_undo = way is not None and way.text == tr("Undo")
        hint = key_text("undo").replace("+", " ") if self._offers_undo else ""
        self._toasts.show_toast(
            toast.text,
            icon=toast.icon,
            action=way.text if way else "",
            on_action=way.act if way else None,
            hint=hint,
        )

    def plan_changed(self) -> None:
        """Take away a notice that offers to undo: its button would now take back something else."""
        if self._toasts is not None and self._offers_undo:
            self._toasts.dismiss()

    def show_problem(self, problem: Problem) -> None:
        """Wait until the user has read what went wrong, and follow the way out that was chosen."""
        from ui.widgets.dialog import choose

        ways = [way.text for way in problem.ways]
        chosen = choose(
            self._window,
            problem.title,
            problem.text,
            ways,
            icon=problem.icon,
            tone=problem.tone,
            lines=problem.lines,
            details=problem.details,
        )
        if chosen is not None:
            problem.ways[chosen].act()

    def ask(self, question: Question) -> bool:
        """Wait for the user's answer."""
        from ui.widgets.dialog import ask

        return ask(
            self._window,
            question.title,
            question.text,
            question.accept,
            lines=question.lines,
            is_danger=question.is_danger,
        )
